//! The program that makes programs, which knows Go's type checker: built with the toolchain at hand, asked line by line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};

/// It, running.
pub struct Mutator {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// Where all that is made lies.
    pub folder: PathBuf,
    /// The version of the toolchain.
    pub toolchain: allocfix::go::version::Version,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Source<'a> {
    text: &'a str,
    go: String,
}

/// A program with one function to call.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Program {
    pub text: String,
    pub function: String,
    pub error: String,
}

/// Asks for a program with as many changes as there are seeds.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Mutation {
    pub text: String,
    pub function: String,
    pub go: String,
    pub seeds: Vec<u64>,
}

/// What came of it.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Mutant {
    pub text: String,
    pub function: String,
    #[serde(deserialize_with = "some")]
    pub changes: Vec<String>,
}

fn some<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// A program on both sides.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Pair<'a> {
    pub number: usize,
    pub before: &'a str,
    pub after: &'a str,
    pub function: &'a str,
    pub go: String,
}

/// The same, ready to be compiled together with others.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Packed {
    pub before: String,
    pub after: String,
    pub error: String,
    pub loops: bool,
    pub recovers: bool,
}

impl Mutator {
    /// Builds and starts it. `None`, said aloud, where there is no toolchain; CI must have one.
    pub fn start(name: &str) -> Option<Self> {
        let version = match go(Path::new(".")).args(["env", "GOVERSION"]).output() {
            Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            _ => {
                assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have Go");
                eprintln!("skipped: no Go toolchain");
                return None;
            }
        };
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential/mutate");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential").join(name);
        std::fs::create_dir_all(&folder).expect("the target folder can be written");
        let program = folder.join("mutate");
        let built = go(&sources).args(["build", "-o"]).arg(&program).arg(".").status();
        assert!(built.is_ok_and(|status| status.success()), "tests/differential/mutate does not build");
        let mut start = Command::new(&program);
        start.current_dir(&sources).env("GOTOOLCHAIN", "local").env("GOFLAGS", "");
        let mut child =
            start.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("what was built can be started");
        let to = child.stdin.take().expect("it is piped");
        let from = BufReader::new(child.stdout.take().expect("it is piped"));
        let toolchain = version.parse().unwrap_or_else(|_| panic!("`{version}` is no version"));
        Some(Self { child, to, from, folder, toolchain })
    }

    fn ask<A: for<'de> Deserialize<'de>>(&mut self, request: serde_json::Value) -> A {
        writeln!(self.to, "{request}").expect("it reads");
        let mut line = String::new();
        self.from.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:.300}"))
    }

    /// A program for each function of a file.
    pub fn prune(&mut self, text: &str, go: String) -> Vec<Program> {
        self.ask(serde_json::json!({ "Prune": Source { text, go } }))
    }

    /// New programs.
    pub fn mutate(&mut self, all: &[Mutation]) -> Vec<Mutant> {
        self.ask(serde_json::json!({ "Mutate": all }))
    }

    /// Programs ready to be compiled.
    pub fn pack(&mut self, all: &[Pair]) -> Vec<Packed> {
        self.ask(serde_json::json!({ "Pack": all }))
    }
}

impl Drop for Mutator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The `go` in `PATH`, left to itself.
pub fn go(folder: &Path) -> Command {
    let mut command = Command::new("go");
    command.current_dir(folder).env("GOTOOLCHAIN", "local").env("GOWORK", "off").env("GOFLAGS", "");
    command
}
