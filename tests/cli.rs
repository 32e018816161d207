//! The program as a user meets it: real processes in real folders, as tables of command, exit code and words.
//!
//! What the engine makes of a file is tested elsewhere. Here the files hold nothing to rewrite, so that every word comes from around the engine.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A command line, its exit code, and words that must be on standard output and standard error. `=` in front means that this is all there is.
type Case = (&'static str, i32, &'static [&'static str], &'static [&'static str]);

struct Place {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Place {
    /// A folder with these files: `(path, text)`.
    fn new(files: &[(&str, &str)]) -> Place {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let root = folder.path().canonicalize().expect("it was just made");
        for (name, text) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("it lies below the root")).expect("a folder for a test");
            fs::write(path, text).expect("a file for a test");
        }
        Place { _folder: folder, root }
    }

    /// The same as a git repository with everything committed.
    fn committed(files: &[(&str, &str)]) -> Place {
        let place = Place::new(files);
        for line in ["init -q", "add -A -f", "commit -q --allow-empty -m a"] {
            let mut command = Command::new("git");
            command.current_dir(&place.root).args(["-c", "user.name=a", "-c", "user.email=a@b"]);
            let output = command
                .args(["-c", "commit.gpgsign=false"])
                .args(line.split(' '))
                .output()
                .expect("these tests need git");
            assert!(output.status.success(), "git {line}: {}", String::from_utf8_lossy(&output.stderr));
        }
        place
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allocfix"));
        command.current_dir(&self.root).args(line.split_whitespace()).stdin(Stdio::null());
        // The colours must not hang on where the tests run.
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().expect("the program starts")
    }

    fn check(&self, cases: &[Case]) {
        for (line, code, out, err) in cases {
            let output = self.run(line);
            let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
            let told = format!("allocfix {line}\n--- stdout\n{stdout}--- stderr\n{stderr}");
            assert_eq!(output.status.code(), Some(*code), "{told}");
            for (parts, stream) in [(out, &stdout), (err, &stderr)] {
                for part in *parts {
                    match part.strip_prefix('=') {
                        Some(all) => assert_eq!(stream, all, "{told}"),
                        None => assert!(stream.contains(part), "{part:?} is missing in {told}"),
                    }
                }
            }
            assert!(!stderr.contains("bug in allocfix"), "{told}");
        }
    }

    /// Every file and its bytes.
    fn tree(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn add(folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(folder).expect("it can be read").map(|entry| entry.expect("it can be read")) {
                let path = entry.path();
                match entry.file_type().expect("it has one") {
                    kind if kind.is_dir() && entry.file_name() != ".git" => add(&path, all),
                    kind if kind.is_file() => all.push((path.clone(), fs::read(path).expect("it can be read"))),
                    _ => {}
                }
            }
        }
        let mut all = Vec::new();
        add(&self.root, &mut all);
        all.sort();
        all
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_and_version() {
    let place = Place::new(&[]);
    place.check(&[
        ("--help", 0, &["Usage: allocfix [OPTIONS] [PATHS]...", "Examples:", "Exit codes:", "./check"], &["="]),
        ("-h", 0, &["--dry-run"], &["="]),
        ("check --help", 0, &["Usage: allocfix check"], &["="]),
        ("help rules", 0, &["schema"], &["="]),
        ("--version", 0, &["allocfix "], &["="]),
        ("--completions bash", 0, &["_allocfix()", "--dry-run"], &["="]),
        ("--completions fish", 0, &["complete -c allocfix"], &["="]),
        ("--completions zsh", 0, &["#compdef allocfix"], &["="]),
        ("--completions tcsh", 2, &["="], &["possible values"]),
    ]);
}

#[test]
fn wrong_usage() {
    let place = Place::committed(&[("a.go", "package p\n")]);
    let before = place.tree();
    place.check(&[
        ("--frobnicate", 2, &["="], &["unexpected argument '--frobnicate'"]),
        ("--unsaf", 2, &["="], &["--unsafe"]),
        ("--format xml", 2, &["="], &["[possible values: text, diff, json]"]),
        ("--color sometimes", 2, &["="], &["possible values"]),
        ("-j 0", 2, &["="], &["'0'"]),
        ("-q -v", 2, &["="], &["cannot be used with"]),
        ("--target-go 3.1", 2, &["="], &["expected a Go version such as 1.21"]),
        (
            "--dry-run check",
            2,
            &["="],
            &["--dry-run has no meaning with `check`", "help: `check` writes nothing anyway"],
        ),
        ("--unsafe rules", 2, &["="], &["--unsafe has no meaning with `rules`"]),
        ("-", 2, &["="], &["standard input has no name", "help: "]),
        ("a.go --stdin-filename a.go", 2, &["="], &["not the path `-`"]),
        ("- a.go --stdin-filename a.go", 2, &["="], &["beside other paths"]),
        ("- --stdin-filename a.txt", 2, &["="], &["`a.txt` is no Go file"]),
        ("--select nonsense", 2, &["="], &["no rule or category is called `nonsense`", "help: "]),
        ("--ignore nonsense", 2, &["="], &["no rule or category is called `nonsense`"]),
        ("--config none.toml", 2, &["="], &["cannot read the configuration `none.toml`", "help: "]),
        ("--rules none", 2, &["="], &["cannot read the rules in `none`", "help: "]),
        ("explain", 2, &["="], &["<RULE>"]),
        ("explain nonsense", 2, &["="], &["no rule is called `nonsense`", "help: "]),
        ("rules new Bad_Id", 2, &["="], &["cannot be the id of a rule", "help: small letters"]),
        ("rules frobnicate", 2, &["="], &["unrecognized subcommand"]),
    ]);
    assert_eq!(place.tree(), before);
}

#[test]
fn every_flag_is_taken() {
    let place =
        Place::committed(&[("a.go", "package p\n"), ("a_test.go", "package p\n"), ("c.toml", "tests = true\n")]);
    let before = place.tree();
    place.check(&[
        ("", 0, &["="], &["nothing to change"]),
        (".", 0, &["="], &["nothing to change"]),
        ("./... a.go ...", 0, &["="], &["nothing to change"]),
        ("-- a.go", 0, &["="], &["nothing to change"]),
        ("--dry-run", 0, &["="], &["nothing would change"]),
        ("--check", 0, &["="], &["nothing would change"]),
        ("--dry-run --check", 0, &["="], &[]),
        ("--select all --ignore all", 0, &["="], &[]),
        ("--unsafe --tests --generated", 0, &["="], &[]),
        ("--config c.toml", 0, &["="], &[]),
        ("--target-go go1.21", 0, &["="], &[]),
        ("--allow-dirty --allow-no-vcs", 0, &["="], &[]),
        ("-j 1", 0, &["="], &[]),
        ("--jobs 7", 0, &["="], &[]),
        ("-q", 0, &["="], &["="]),
        ("-v", 0, &[], &["a_test.go", "test"]),
        ("--statistics", 0, &[], &[]),
        ("--color never", 0, &["="], &[]),
        ("--format text", 0, &[], &[]),
        ("--format diff", 0, &["="], &[]),
        ("--format json", 0, &["\"version\""], &[]),
        ("check", 0, &[], &["nothing to apply"]),
        ("check ./... --format json", 0, &["\"version\""], &[]),
        ("check --format diff", 0, &["="], &[]),
        ("check -q a.go", 0, &[], &["="]),
        ("rules", 0, &[], &["="]),
        ("rules list --format json", 0, &["\"rules\""], &["="]),
        ("rules check", 0, &[], &["="]),
        ("rules schema", 0, &["{"], &["="]),
        ("rules new my-rule", 0, &["my-rule", "safety"], &["="]),
    ]);
    assert_eq!(place.tree(), before);
}

#[test]
fn paths() {
    let place = Place::committed(&[
        ("a.go", "package p\n"),
        ("check/a.go", "package p\n"),
        ("docs/a.md", ""),
        ("vendor/x/v.go", "package x\n"),
        ("vendor/x/w.go", "package x\n"),
        ("only_tests/a_test.go", "package p\n"),
        (".gitignore", "/gen/\n"),
        ("gen/g.go", "package g\n"),
    ]);
    place.check(&[
        ("missing", 2, &["="], &["=error: missing: no such file or folder\n"]),
        ("missing.go a.go", 2, &["="], &["missing.go: no such file or folder", "nothing to change"]),
        ("chekc", 2, &["="], &["did you mean the command `check`?"]),
        ("./check", 0, &["="], &["nothing to change"]),
        ("docs", 0, &["="], &["=note: no Go files in `docs`\n"]),
        ("docs/...", 0, &["="], &["no Go files in `docs`"]),
        ("vendor", 0, &["="], &["nothing to change"]),
        ("docs/a.md -v", 0, &["="], &["docs/a.md", "not-go"]),
        ("only_tests -v", 0, &["="], &["only_tests/a_test.go", "test"]),
        ("-v", 0, &["="], &["skipped vendor: ", "(vendor)", "skipped gen: `/gen/`", "(gitignore)"]),
        ("check -v", 0, &["vendor", "gen", "gitignore"], &[]),
    ]);
    let skipped = text(&place.run("-v").stderr);
    assert_eq!(skipped.matches("vendor").count(), 2, "one line for the folder, with its code: {skipped}");
}

#[cfg(unix)]
#[test]
fn odd_names_and_links() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let outside = Place::new(&[("out.go", "package o\n")]);
    let place = Place::new(&[("a b/c\nd.go", "package p\n"), ("real/r.go", "package r\n")]);
    fs::write(place.root.join(std::ffi::OsStr::from_bytes(b"bad\xff.go")), "package p\n").expect("a file for a test");
    symlink("..", place.root.join("real/loop")).expect("a link for a test");
    symlink(&outside.root, place.root.join("away")).expect("a link for a test");
    symlink("self.go", place.root.join("self.go")).expect("a link for a test");
    place.check(&[
        ("--dry-run", 0, &["="], &[]),
        (
            "--allow-no-vcs -v",
            0,
            &["="],
            &["skipped away: ", "(symlink-out-of-tree)", "real/loop", "self.go", "(symlink-loop)"],
        ),
        ("self.go", 2, &["="], &["error: self.go: cannot read it"]),
    ]);
    let output = place.command("--dry-run").arg("a b/missing\nx.go").output().expect("the program starts");
    assert!(text(&output.stderr).contains("error: a b/missing\\nx.go: no such file"), "{}", text(&output.stderr));
}

#[test]
fn git_is_the_way_back() {
    let place = Place::new(&[("a.go", "package p\n")]);
    place.check(&[
        ("", 2, &["="], &["`a.go` is in no git work tree", "help: --allow-no-vcs writes all the same"]),
        ("--allow-dirty", 2, &["="], &["in no git work tree"]),
        ("--allow-no-vcs", 0, &["="], &["nothing to change"]),
        ("--dry-run", 0, &["="], &["nothing would change"]),
        ("--check", 0, &["="], &["nothing would change"]),
        ("check", 0, &[], &["nothing to apply"]),
    ]);
    let place = Place::committed(&[("a.go", "package p\n"), ("b.go", "package p\n")]);
    fs::write(place.root.join("a.go"), "package p // changed\n").expect("a file for a test");
    fs::write(place.root.join("new.go"), "package p\n").expect("a file for a test");
    place.check(&[
        (
            "-v",
            0,
            &["="],
            &[
                "skipped a.go: ",
                "skipped new.go: ",
                "(uncommitted-changes)",
                "2 files with uncommitted changes left alone",
            ],
        ),
        ("--dry-run", 0, &["="], &["2 files with uncommitted changes left alone (--allow-dirty)"]),
        ("--allow-dirty", 0, &["="], &["nothing to change"]),
    ]);
    fs::remove_dir_all(place.root.join(".git")).expect("it was just made");
    fs::write(place.root.join(".git"), "gitdir: /nowhere\n").expect("a file for a test");
    place.check(&[
        ("", 2, &["="], &["git cannot tell which files", "help: --allow-dirty does without git"]),
        ("--dry-run", 2, &["="], &["git cannot tell which files"]),
        ("--allow-dirty", 0, &["="], &[]),
        ("check", 0, &[], &[]),
    ]);
    let no_git = place.command("").env("PATH", "/nowhere").output().expect("the program starts");
    assert_eq!(no_git.status.code(), Some(2));
    assert!(text(&no_git.stderr).contains("git cannot be run"), "{}", text(&no_git.stderr));
}

#[test]
fn configuration() {
    for (config, words) in [
        ("selct = []\n", &["error: unknown key `selct`", "allocfix.toml:1:1", "^^^^^", "did you mean `select`?"][..]),
        ("tests = 1\n", &["expected a boolean", "allocfix.toml:1:9"]),
        ("\n[[paths]]\nmatch = [\"a[\"]\n", &["`a[` is no pattern for paths", "allocfix.toml:3:10"]),
        ("select = [\"nonsense\"]\n", &["no rule or category is called `nonsense`", "allocfix.toml:1:11", "help: "]),
        ("[rules.nonsense]\nlevel = \"off\"\n", &["no rule is called `nonsense`", "allocfix.toml:1:8"]),
        ("[rules.x]\nlevel = \"of\"\n", &["unknown level `of`", "allocfix.toml:2:9", "did you mean `off`?"]),
        ("rule-dirs = [\"none\"]\n", &["cannot read the rules in `none`", "allocfix.toml:1:14"]),
        ("target-go = \"x\"\n", &["`x` is no Go version", "allocfix.toml:1:13"]),
        ("tests = tru\n", &["wrong configuration", "allocfix.toml:1:"]),
    ] {
        for name in ["allocfix.toml", ".allocfix.toml"] {
            let place = Place::committed(&[("a.go", "package p\n"), (name, config)]);
            for line in ["", "--dry-run", "check", "rules list"] {
                let output = place.run(line);
                let told = text(&output.stderr);
                assert_eq!(
                    (output.status.code(), text(&output.stdout)),
                    (Some(2), String::new()),
                    "{line} {config}\n{told}"
                );
                for word in words {
                    assert!(told.contains(word), "{word:?} is missing in\n{told}");
                }
            }
        }
    }
    let place = Place::committed(&[
        ("allocfix.toml", "tests = true\n"),
        ("sub/a_test.go", "package p\n"),
        ("near/.allocfix.toml", "tests = false\n"),
        ("near/b_test.go", "package p\n"),
    ]);
    let told = text(&place.run("-v").stderr);
    assert!(told.contains("near/b_test.go") && !told.contains("sub/a_test.go"), "{told}");
    let told = text(&place.run("-v --tests").stderr);
    assert!(!told.contains("b_test.go"), "the command line is over the configuration: {told}");
    let both = Place::new(&[("allocfix.toml", ""), (".allocfix.toml", ""), ("a.go", "package p\n")]);
    both.check(&[("check", 2, &["="], &["`allocfix.toml` and `.allocfix.toml` are both there"])]);
}

#[test]
fn rule_files() {
    let place = Place::committed(&[("a.go", "package p\n"), ("rules/bad.toml", "title = \n"), ("empty/x", "")]);
    place.check(&[
        ("--rules rules", 2, &["="], &["rules/bad.toml", "no rule is applied"]),
        ("--rules rules --dry-run", 2, &["="], &["rules/bad.toml"]),
        ("check --rules rules", 2, &[], &["rules/bad.toml"]),
        ("rules check --rules rules", 2, &["="], &["rules/bad.toml"]),
        ("rules check rules/bad.toml", 2, &["="], &["rules/bad.toml"]),
        ("rules check rules", 2, &["="], &["bad.toml"]),
        ("rules check none.toml", 2, &["="], &["cannot read the rules in `none.toml`"]),
        ("--rules empty", 0, &["="], &[]),
        ("rules new own-rule --rules empty", 0, &["=empty/own-rule.toml\n"], &["="]),
        (
            "rules new own-rule --rules empty",
            2,
            &["="],
            &["cannot write `empty/own-rule.toml`", "help: choose another id"],
        ),
        ("rules new own-rule --rules none", 2, &["="], &["help: --rules takes a folder that is there"]),
        ("rules new own-rule --rules empty --rules rules", 2, &["="], &["names several"]),
    ]);
    assert!(text(&fs::read(place.root.join("empty/own-rule.toml")).expect("it was written")).contains("own-rule"));
}

#[test]
fn standard_input() {
    let place = Place::new(&[("p/a.go", "package p\n")]);
    for (line, input, code, output) in [
        ("- --stdin-filename p/a.go", &b"package p // \xc3\xa4 \x1b[1m\r\n"[..], 0, true),
        ("- --stdin-filename p/new.go", b"package p", 0, true),
        ("- --stdin-filename nowhere/new.go", b"", 0, true),
        ("- --stdin-filename p/a.go", b"\xff\x00", 0, true),
        ("- --stdin-filename p/a.go --dry-run", b"package p\n", 0, false),
        ("- --stdin-filename p/a.go --check", b"package p\n", 0, false),
        ("check - --stdin-filename p/a.go", b"package p\n", 0, false),
    ] {
        let mut child = place
            .command(line)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("it is piped").write_all(input).expect("the program reads");
        let ran = child.wait_with_output().expect("the program ends");
        assert_eq!(ran.status.code(), Some(code), "{line}: {}", text(&ran.stderr));
        if output {
            assert_eq!(ran.stdout, input, "{line}");
            assert!(ran.stderr.is_empty(), "{line}: {}", text(&ran.stderr));
        }
    }
    assert_eq!(place.tree().len(), 1);
}

#[test]
fn colour_obeys_flag_and_environment() {
    let place = Place::new(&[("allocfix.toml", "selct = 1\n"), ("a.go", "package p\n")]);
    for (line, environment, is_colored) in [
        ("check", None, false),
        ("check --color always", None, true),
        ("check --color always", Some("NO_COLOR"), true),
        ("check", Some("CLICOLOR_FORCE"), true),
        ("check --color never", Some("CLICOLOR_FORCE"), false),
    ] {
        let mut command = place.command(line);
        if let Some(name) = environment {
            command.env(name, "1");
        }
        let told = text(&command.output().expect("the program starts").stderr);
        assert_eq!(told.contains('\x1b'), is_colored, "{line} {environment:?}\n{told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_or_closed_standard_output() {
    let place = Place::committed(&[("a.go", "package p\n")]);
    for line in ["--completions bash", "rules schema", "rules new a", "check --format json"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = place.command(line).stdout(full).stderr(Stdio::piped()).output().expect("the program starts");
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {told}");
        assert!(told.contains("cannot write to standard output: No space left"), "{line}: {told}");

        let (reader, writer) = std::io::pipe().expect("a pipe for a test");
        drop(reader);
        let output = place.command(line).stdout(writer).stderr(Stdio::piped()).output().expect("the program starts");
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{line}: {told}");
        assert!(!told.contains("error"), "{line}: {told}");
    }
    let (reader, writer) = std::io::pipe().expect("a pipe for a test");
    drop(reader);
    let output = place.command("--help").stdout(writer).output().expect("the program starts");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[cfg(unix)]
#[test]
fn folders_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&[("a.go", "package p\n"), ("shut/b.go", "package b\n")]);
    let shut = place.root.join("shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::read_dir(&shut).is_ok() {
        eprintln!("not tested: the superuser may read everything");
    } else {
        place.check(&[("check", 2, &[], &["error: shut: cannot read the folder", "nothing to apply"])]);
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[test]
fn a_piped_run_shows_no_bar() {
    let place = Place::committed(&[("a.go", "package p\n")]);
    let mut child = place.command("").stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program starts");
    let mut told = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut told).expect("it is text");
    assert!(child.wait().expect("the program ends").success());
    assert!(!told.contains('\r') && !told.contains('\x1b'), "{told:?}");
}
