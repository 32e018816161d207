//! Talks to the Go parts: asks `analyze.go` what can be run, lays its tests and `probe.go` over the tree, reads what they print.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::leaving::{self, Folder};
use super::changed::Function;
use crate::fix::outcome::{ChangedFile, Outcome};
use crate::prove::overlay::Overlay;
use crate::prove::packages::Tree;
use crate::prove::toolchain::{Failure, Toolchain};

/// What the analyzer is built from.
const ANALYZER: &str = include_str!("analyze.go");
/// What the tests run: the package's files, by name.
const PROBE: [(&str, &str); 2] = [("probe.go", include_str!("probe.go")), ("watch.go", include_str!("watch.go"))];
/// What is known about effects.
const FREE: &str = include_str!("free.toml");

/// The folder and package that the probe is laid over.
const PROBE_FOLDER: &str = "allocfixprobe";

/// The program that says what can be run.
pub struct Analyzer {
    folder: Folder,
}

/// Knowledge about effects; the file says what its lists mean.
#[derive(Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Free {
    #[serde(rename(serialize = "Packages"))]
    packages: Vec<String>,
    #[serde(rename(serialize = "Functions"))]
    functions: Vec<String>,
    #[serde(rename(serialize = "Effects"))]
    effects: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Question<'a> {
    listed: Vec<&'a RawValue>,
    free: Free,
    packages: Vec<ChangedPackage>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ChangedPackage {
    import_path: String,
    files: Vec<Changed>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Changed {
    path: PathBuf,
    before: String,
    after: String,
    functions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    import_path: String,
    functions: Option<Vec<Verdict>>,
    tests: Option<Vec<String>>,
}

/// Whether a function can be run.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
pub struct Verdict {
    /// Its file.
    pub file: PathBuf,
    /// Its name.
    pub function: String,
    /// Why not; empty if it can.
    pub code: String,
    /// The same in words.
    pub text: String,
}

/// What came of a function that was run; `probe.go` says what the fields mean.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "PascalCase")]
#[allow(missing_docs)]
pub struct Report {
    pub file: PathBuf,
    pub function: String,
    pub inputs: usize,
    pub returned: usize,
    pub differ: String,
    pub input: String,
    pub ends: String,
    pub measured: usize,
    pub before: u64,
    pub after: u64,
}

/// Of what `go list` says, the fields that matter here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listed {
    import_path: String,
    name: String,
    module: Option<Module>,
}

#[derive(Deserialize, Clone)]
#[serde(rename_all = "PascalCase")]
struct Module {
    path: String,
    dir: Option<PathBuf>,
}

impl Analyzer {
    /// Builds the program, in a folder for temporary files.
    ///
    /// # Errors
    /// When it does not build: above all with a toolchain before Go 1.22.
    pub fn build(toolchain: &Toolchain) -> Result<Analyzer, Failure> {
        let written = || -> io::Result<Folder> {
            let folder = leaving::folder()?;
            fs::write(folder.path().join("main.go"), ANALYZER)?;
            fs::write(folder.path().join("go.mod"), "module analyze\n\ngo 1.22\n")?;
            Ok(folder)
        };
        let folder = written()
            .map_err(|error| Failure::new(format!("cannot write a program for the toolchain: {error}"), ""))?;
        let host = Toolchain { target: None, tags: String::new(), ..toolchain.clone() };
        let answer = host.go_without_work(folder.path(), ["build", "-o", "analyze", "."])?;
        match answer.success {
            true => Ok(Analyzer { folder }),
            false => Err(Failure::new(
                format!("cannot build what looks for effects: {}", answer.err.trim()),
                "--verify=run needs Go 1.22 or newer",
            )),
        }
    }

    /// Looks at the changed functions of a tree's packages, and runs those that can be run.
    ///
    /// # Errors
    /// When the toolchain does not do what it always does. That a test does not build is no error.
    pub fn run(
        &self,
        toolchain: &Toolchain,
        tree: &Tree,
        packages: &BTreeMap<&str, Vec<&Function>>,
        outcome: &Outcome,
        seed: u64,
        inputs: usize,
    ) -> Result<(Vec<Verdict>, Vec<Report>), Failure> {
        let names = packages.keys().copied().collect();
        let changed: Vec<(&Path, &str)> =
            outcome.files.iter().map(|file| (file.path.as_path(), file.after.as_str())).collect();
        let fields = "-json=ImportPath,Dir,Name,Export,GoFiles,CgoFiles,Imports,Standard,Module";
        let over = Overlay::new(changed.iter().copied())?;
        let mut seen = BTreeSet::new();
        // A rewrite may add imports and remove the last use of others.
        let mut listed: Vec<Box<RawValue>> = Vec::new();
        for overlay in [Some(&over), None] {
            let answer = tree.go(toolchain, &["list", "-e", "-export", "-deps", fields], overlay, &names)?;
            for package in serde_json::Deserializer::from_str(&answer.out).into_iter::<Box<RawValue>>() {
                let unread = |error| Failure::new(format!("cannot read what `go list` says: {error}"), "");
                let package = package.map_err(unread)?;
                let path = serde_json::from_str::<Listed>(package.get()).map_err(unread)?.import_path;
                if seen.insert(path) {
                    listed.push(package);
                }
            }
        }
        let answers = self.ask(toolchain, &listed, packages, outcome)?;

        let known: BTreeMap<String, Listed> = listed
            .iter()
            .filter_map(|raw| serde_json::from_str::<Listed>(raw.get()).ok())
            .map(|listed| (listed.import_path.clone(), listed))
            .collect();
        let mut texts: Vec<(PathBuf, String)> =
            changed.iter().map(|(path, text)| (path.to_path_buf(), (*text).to_owned())).collect();
        let mut gone: Vec<PathBuf> = Vec::new();
        let mut runnable: BTreeSet<&str> = BTreeSet::new();
        for answer in &answers {
            let tests = answer.tests.as_deref().unwrap_or_default();
            let (Some(package), Some(listed)) = (tree.package(&answer.import_path), known.get(&answer.import_path))
            else {
                continue;
            };
            let Some(Module { path: module, dir: Some(dir) }) = listed.module.clone() else { continue };
            if tests.is_empty() {
                continue;
            }
            let probe = format!("{module}/{PROBE_FOLDER}");
            for (number, test) in tests.iter().enumerate() {
                let text = test.replacen("PACKAGE", &listed.name, 1).replacen("PROBE", &probe, 1);
                texts.push((package.dir.join(format!("allocfix{number}_test.go")), text));
            }
            texts.push((package.dir.join("allocfix_test.go"), driver(&listed.name, &probe, &module, seed, inputs)));
            for (name, text) in PROBE {
                let place = dir.join(PROBE_FOLDER).join(name);
                if !texts.iter().any(|(path, _)| *path == place) {
                    texts.push((place, text.to_owned()));
                }
            }
            // The package's own tests would run what they set up.
            gone.extend(package.test_files());
            runnable.insert(answer.import_path.as_str());
        }
        let texts = texts.iter().map(|(path, text)| (path.as_path(), text.as_str()));
        let overlay = Overlay::without(texts, gone)?;
        let reports = if runnable.is_empty() { Vec::new() } else { test(toolchain, tree, &overlay, &runnable)? };
        Ok((answers.into_iter().flat_map(|answer| answer.functions.unwrap_or_default()).collect(), reports))
    }

    fn ask(
        &self,
        toolchain: &Toolchain,
        listed: &[Box<RawValue>],
        packages: &BTreeMap<&str, Vec<&Function>>,
        outcome: &Outcome,
    ) -> Result<Vec<Answer>, Failure> {
        let free: Free = toml::from_str(FREE).expect("the file is part of the program, and a test reads it");
        let of_package = |(import_path, functions): (&&'_ str, &Vec<&'_ Function>)| {
            let paths: BTreeSet<&Path> = functions.iter().map(|function| function.path.as_path()).collect();
            let files = outcome.files.iter().filter(|file| paths.contains(file.path.as_path()));
            let file = |file: &ChangedFile| {
                let here = functions.iter().filter(|function| function.path == file.path);
                Changed {
                    path: file.path.clone(),
                    before: file.before.clone(),
                    after: file.after.clone(),
                    functions: here.map(|function| function.name.clone()).collect(),
                }
            };
            ChangedPackage { import_path: (*import_path).to_owned(), files: files.map(file).collect() }
        };
        let listed = listed.iter().map(|raw| &**raw).collect();
        let question = Question { listed, free, packages: packages.iter().map(of_package).collect() };
        let failed = |error: String| Failure::new(format!("cannot ask what has effects: {error}"), "");
        // The question may be large, and goes by a file: a pipe that nobody reads would stop this program.
        let place = self.folder.path().join("question.json");
        let text = serde_json::to_vec(&question).map_err(|error| failed(error.to_string()))?;
        fs::write(&place, text).map_err(|error| failed(error.to_string()))?;
        let mut command = Command::new(self.folder.path().join("analyze"));
        command.arg(&place);
        let answer = toolchain.run(command)?;
        if !answer.success {
            return Err(failed(answer.err.trim().to_owned()));
        }
        serde_json::from_str(&answer.out).map_err(|error| failed(error.to_string()))
    }
}

/// Runs the tests of packages and reads what the probe prints. Some may not build, which shows in reports that are missing.
fn test(
    toolchain: &Toolchain,
    tree: &Tree,
    overlay: &Overlay,
    packages: &BTreeSet<&str>,
) -> Result<Vec<Report>, Failure> {
    let timeout = format!("-timeout={}s", toolchain.timeout.as_secs());
    let command = ["test", "-count=1", "-vet=off", "-run=^TestAllocfix$", "-v", &timeout];
    let answer = tree.go(toolchain, &command, Some(overlay), packages)?;
    let lines = answer.out.lines().filter_map(|line| line.strip_prefix("ALLOCFIX "));
    Ok(lines.filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// The test that calls the probe.
fn driver(package: &str, probe: &str, module: &str, seed: u64, inputs: usize) -> String {
    format!(
        "package {package}

import (
	\"testing\"

	allocfixprobe \"{probe}\"
)

func TestAllocfix(t *testing.T) {{
	allocfixprobe.Module({module:?})
	allocfixprobe.Run({seed}, {inputs})
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_knowledge_about_effects_is_read() {
        let free: Free = toml::from_str(FREE).expect("it parses");
        assert!(free.packages.iter().any(|name| name == "strings"));
        for name in ["os", "net", "net/http", "os/exec", "syscall", "unsafe", "log", "runtime", "io/ioutil", "plugin"] {
            assert!(!free.packages.iter().any(|other| other == name), "{name}");
        }
        // An exception to a package that is not listed would mean nothing.
        for name in &free.effects {
            let is_exception = free
                .packages
                .iter()
                .any(|package| name.strip_prefix(package.as_str()).is_some_and(|rest| rest.starts_with('.')));
            assert!(is_exception, "{name}");
        }
    }
}
