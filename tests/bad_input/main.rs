//! Files, rules, paths and disks as nobody should have them: a clear word about each, no panic, and nothing lost.

mod diff;
mod disk;
mod files;
mod large;
mod paths;
mod rules;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A function that a rule rewrites, so that a test sees whether its file was looked at.
const GOOD: &str =
    "package p\n\nimport \"fmt\"\n\nfunc good(a, b string) string {\n\treturn fmt.Sprintf(\"%s-%s\", a, b)\n}\n";
const BETTER: &str = "package p\n\nfunc good(a, b string) string {\n\treturn a + \"-\" + b\n}\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a test");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder for a test");
        fs::write(path, bytes).expect("a file for a test");
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allocfix"));
    command.arg("--allow-no-vcs").args(arguments).current_dir(folder).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = command(folder, arguments).output().expect("the program starts");
    let words = words(&output);
    assert!(!words.contains("panicked") && !words.contains("bug in allocfix"), "{words}");
    output
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The text of a file in the folder.
fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it is still there")
}

/// Runs, and demands this exit code and these words.
fn expect(folder: &Path, arguments: &[&str], code: i32, parts: &[&str]) -> String {
    let output = run(folder, arguments);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{words}");
    for part in parts {
        assert!(words.contains(part), "{part:?} is missing in\n{words}");
    }
    words
}
