//! The program as a user meets it: real processes in real folders, as tables of command, exit code and words.
//!
//! What the engine makes of a file is tested elsewhere. Here most files hold nothing to rewrite, so that every word comes from around the
//! engine; where a rule is needed, it is one of two small ones that belong to these tests.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use allocfix::rule::BUILTIN;

/// A command line, its exit code, and words that must be on standard output and standard error. `=` in front means that this is all there is.
type Case<'c> = (&'c str, i32, &'c [&'c str], &'c [&'c str]);

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

    fn check(&self, cases: &[Case<'_>]) {
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
            assert!(!stderr.contains("bug in allocfix") && !stderr.contains("internal error"), "{told}");
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
        ("--target linux", 2, &["="], &["expected a system and a processor such as linux/amd64"]),
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
        ("", 0, &["="], &["nothing to apply"]),
        (".", 0, &["="], &["nothing to apply"]),
        ("./... a.go ...", 0, &["="], &["nothing to apply"]),
        ("-- a.go", 0, &["="], &["nothing to apply"]),
        ("--dry-run", 0, &["="], &["nothing to apply"]),
        ("--check", 0, &["="], &["nothing to apply"]),
        ("--dry-run --check", 0, &["="], &[]),
        ("--select all --ignore all", 0, &["="], &[]),
        ("--unsafe --tests --generated", 0, &["="], &[]),
        ("--config c.toml", 0, &["="], &[]),
        ("--target-go go1.21", 0, &["="], &[]),
        ("--target linux/amd64", 0, &["="], &[]),
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
        ("rules check", 0, &[], &["rule"]),
        ("rules schema", 0, &["{\n  \"$schema\": \"https://json-schema.org/", "\"local\""], &["="]),
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
        ("missing", 2, &["="], &["=error: no such file or folder\n--> missing\n\n"]),
        ("missing.go a.go", 2, &["="], &["error: no such file or folder\n--> missing.go\n", "nothing was done"]),
        ("check missing.go a.go", 2, &[], &["error: no such file or folder\n--> missing.go\n", "nothing to apply"]),
        ("chekc", 2, &["="], &["did you mean the command `check`?"]),
        ("escape ./...", 2, &["="], &["did you mean the command `escapes`?"]),
        ("./check", 0, &["="], &["nothing to apply"]),
        ("docs", 0, &["="], &["=note: no Go files in `docs`\n"]),
        ("docs/...", 0, &["="], &["no Go files in `docs`"]),
        (
            "vendor",
            0,
            &["="],
            &["=note: `vendor` is left alone: what lies in `vendor` is copied from other modules, and never changed\n"],
        ),
        ("vendor/... a.go", 0, &["="], &["note: `vendor` is left alone", "nothing to apply in 1 file", "1 vendor"]),
        ("vendor/x/v.go vendor/x/w.go", 0, &["="], &["note: `vendor/x/v.go` (and 1 more) is left alone"]),
        ("check vendor/x", 0, &["="], &["note: `vendor/x` is left alone"]),
        ("vendor/x/v.go -q", 0, &["="], &["="]),
        ("vendor/x/v.go -v", 0, &["="], &["vendor/x/v.go: not looked at: what lies in `vendor`"]),
        ("docs/a.md -v", 0, &["="], &["docs/a.md", "not-go"]),
        ("only_tests -v", 0, &["="], &["only_tests/a_test.go", "test"]),
        ("-v", 0, &["="], &["vendor: not looked at: ", "(vendor)", "gen: not looked at: `/gen/`", "(gitignore)"]),
        ("check -v", 0, &["vendor", "gen", "gitignore"], &[]),
    ]);
    let skipped = text(&place.run("-v").stderr);
    assert_eq!(skipped.matches("vendor: ").count(), 1, "one line for the folder: {skipped}");
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
            &["away: not looked at: ", "(symlink-out-of-tree)", "real/loop", "self.go", "(symlink-loop)"],
        ),
        ("self.go", 2, &["="], &["error: cannot read it", "--> self.go\n"]),
    ]);
    let output = place.command("--dry-run").arg("a b/missing\nx.go").output().expect("the program starts");
    assert!(
        text(&output.stderr).contains("error: no such file or folder\n--> a b/missing␊x.go\n"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn git_is_the_way_back() {
    let place = Place::new(&[("a.go", "package p\n")]);
    place.check(&[
        ("", 2, &["="], &["`a.go` is in no git work tree", "help: --allow-no-vcs writes all the same"]),
        ("--allow-dirty", 2, &["="], &["in no git work tree"]),
        ("--allow-no-vcs", 0, &["="], &["nothing to apply"]),
        ("--dry-run", 0, &["="], &["nothing to apply"]),
        ("--check", 0, &["="], &["nothing to apply"]),
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
                "a.go: not looked at: ",
                "new.go: not looked at: ",
                "(uncommitted-changes)",
                "2 files have changes that are not committed; `--allow-dirty` includes them",
            ],
        ),
        ("--dry-run", 0, &["="], &["2 files have changes that are not committed"]),
        ("--allow-dirty", 0, &["="], &["nothing to apply"]),
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
fn a_go_mod_that_cannot_be_read_is_told() {
    let conflict = "module m\n<<<<<<< HEAD\ngo 1.21\n=======\ngo 1.22\n>>>>>>> other\n";
    for (go_mod, words, go) in [
        (conflict, "note: `m/go.mod`, line 2: `<<<<<<<` is no directive that is known (and 2 more)", "Go 1.22"),
        ("module m\ngo banana\n", "note: `m/go.mod`, line 2: `banana` is not a Go version", "Go 1.16"),
        ("", "note: `m/go.mod` does not say what the module is called", "Go 1.16"),
    ] {
        let place = Place::committed(&[("m/go.mod", go_mod), ("m/a.go", "package p\n"), ("m/sub/b.go", "package q\n")]);
        let assumed =
            format!("help: mend it; until then lines that cannot be read are passed over, and {go} is assumed\n");
        for line in ["", "check m", "--dry-run m/sub"] {
            place.check(&[(line, 0, &["="], &[words, &assumed])]);
        }
        assert_eq!(text(&place.run("").stderr).matches("m/go.mod").count(), 1);
        place.check(&[("-q", 0, &["="], &["="])]);
    }
    Place::committed(&[("go.mod", "module m\n"), ("a.go", "package p\n")]).check(&[(
        "",
        0,
        &["="],
        &["=nothing to apply in 1 file\n"],
    )]);
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
        ("rules check --rules rules", 2, &[], &["rules/bad.toml"]),
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
    // An id that a built-in rule has.
    fs::create_dir(place.root.join("twin")).expect("a folder for a test");
    fs::write(place.root.join("twin/sort-slice.toml"), STRING_RULE).expect("a file for a test");
    let real = BUILTIN.iter().find(|(name, _)| *name == "sort-slice.toml").expect("it is built in").1;
    fs::create_dir(place.root.join("real")).expect("a folder for a test");
    fs::write(place.root.join("real/sort-slice.toml"), real).expect("a file for a test");
    place.check(&[
        ("rules check twin", 1, &["FAULTS  sort-slice", "a built-in rule has this id"], &["1 of 1 rules with faults"]),
        ("rules check real", 0, &["ok      sort-slice"], &["1 rule holds"]),
        ("rules new sort-slice", 2, &["="], &["`sort-slice` is taken", "help: choose another id"]),
        ("rules new all", 2, &["="], &["`all` is taken"]),
    ]);
    assert!(text(&fs::read(place.root.join("empty/own-rule.toml")).expect("it was written")).contains("own-rule"));
}

/// Of a local variable `x` only, and only with `%s`: enough to be applied, kept and ignored.
const STRING_RULE: &str = r#"
title = "take the string as it is"
why = """
Because
it is one.

* not filled
"""
when-not = "never"
category = "text"
safety = "safe"
gain = "one string"

[[rewrite]]
kind = "expression"
go = "1.21.."
where.x = { local = true }
patch = '''
-fmt.Sprintf("%s", $x)
+$x
'''

[[example]]
before = "func f(s string) string {\n\treturn fmt.Sprintf(\"%s\", s)\n}"
after = "func f(s string) string {\n\treturn s\n}"

[[keep]]
code = "func f(s string) string {\n\treturn fmt.Sprintf(\"%s\", s+s)\n}"
reason = "not-local"
"#;

/// The program prefixes what it does not know of a type with nothing: a second shape, at another level.
const NUMBER_RULE: &str = r#"
title = "format the number"
why = "It is one."
category = "text"
safety = "unsafe"
gain = "one box"
[[rewrite]]
kind = "expression"
where.x = { local = true }
patch = '''
-fmt.Sprintf("%d", $x)
+strconv.Itoa($x)
'''
[[example]]
before = "func f(n int) string {\n\treturn fmt.Sprintf(\"%d\", n)\n}"
after = "func f(n int) string {\n\treturn strconv.Itoa(n)\n}"
"#;

const SOURCE: &str = "package p\n\nimport \"fmt\"\n\nfunc f(s string, n int) {\n\tfmt.Println(fmt.Sprintf(\"%s\", s))\n\tfmt.Println(fmt.Sprintf(\"%s\", s+s))
\tfmt.Println(fmt.Sprintf(\"%d\", n))\n\tfmt.Println(fmt.Sprintf(\"%s\", s)) //allocfix:ignore own-string -- shown\n}\n";

/// A repository with both rules and a file in which they match.
fn with_rules() -> Place {
    Place::committed(&[
        ("own/own-string.toml", STRING_RULE),
        ("own/own-number.toml", NUMBER_RULE),
        ("allocfix.toml", "rule-dirs = [\"own\"]\n"),
        ("p/a.go", SOURCE),
    ])
}

#[test]
fn findings_with_real_rules() {
    let place = with_rules();
    place.check(&[
        (
            "check --select own-string,own-number",
            1,
            &[
                "safe[own-string]: take the string as it is\n --> p/a.go:6:14\n",
                "^ one string\n",
                "6 -     fmt.Println(fmt.Sprintf(\"%s\", s))\n  +     fmt.Println(s)\n",
                "unsafe[own-number]: format the number",
                "help: `--unsafe` applies it",
            ],
            &["1 fix in 1 of 1 file", "1 more with `--unsafe`", "1 kept as they are: 1 not-local", "1 ignored"],
        ),
        ("check -v --select own-string", 1, &["kept[own-string]", "(not-local)", "ignored[own-string]", "shown"], &[]),
        (
            "--dry-run -v --select own-string",
            0,
            &["-\tfmt.Println(fmt.Sprintf(\"%s\", s))\n+\tfmt.Println(s)\n"],
            &[
                "p/a.go:6:14: own-string: take the string as it is [safe]\n",
                "7:14: own-string: ",
                "[kept: ",
                "(not-local)",
            ],
        ),
        ("check --target-go 1.20 --select own-string --format diff", 0, &["="], &[]),
        ("check --format json --select own-string", 1, &["\"rule\": \"own-string\"", "\"code\": \"not-local\""], &[]),
        ("check --ignore own-number,own-string --select text", 0, &["="], &["nothing to apply"]),
    ]);
}

#[test]
fn comments_that_ignore_nothing_are_told_and_can_be_left_out() {
    let place = with_rules();
    let idle = SOURCE
        .replace("own-string -- shown", "own-string,nope,own-number -- shown")
        .replace("\tfmt.Println(fmt.Sprintf(\"%d\", n))\n", "\tfmt.Println(n) // allocfix:ignore own-number\n")
        .replace("s+s))\n", "s+s)) //allocfix:ingore\n");
    let quoted = SOURCE.to_owned() + "\nconst quoted = `\n//allocfix:ignore-file\n`\n";
    for (name, text) in [("p/a.go", &idle), ("q/b.go", &quoted)] {
        fs::create_dir_all(place.root.join(name).parent().expect("it has one")).expect("a folder for a test");
        fs::write(place.root.join(name), text).expect("a file for a test");
    }
    let told = [
        "[unused-ignore]: a comment that ignores less than it says",
        "no rule or category is called `nope` (no-such-rule)",
        "it is not read: no space may stand before `allocfix` (not-read)",
        "it is not read: there are only `allocfix:ignore` and `allocfix:ignore-file` (not-read)",
        "help: mend the comment, or take it out",
    ];
    place.check(&[
        ("check p", 1, &told, &["3 to look at by hand"]),
        ("check p --ignore sort-slice", 1, &told, &[]),
        ("check q/b.go --select own-string", 1, &["safe[own-string]"], &["1 ignored by comments"]),
        ("explain unused-ignore", 2, &["="], &["`unused-ignore` is no rule, but a finding", "help: mend the comment"]),
    ]);
    for line in ["check p --ignore unused-ignore", "check p --select own-string"] {
        let output = place.run(line);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains("[unused-ignore]"), "{line}: {said}");
    }
    let said = text(&place.run("check p").stderr);
    assert!(said.contains("allocfix explain RULE") && !said.contains("unused-ignore"), "{said}");
    fs::write(
        place.root.join("p/a.go"),
        SOURCE.replace("own-string -- shown", "own-string,sprintf-single-value,own-number"),
    )
    .expect("a file for a test");
    place.check(&[("check p", 1, &["there is nothing of `own-number` here (nothing-ignored)"], &[])]);
    // What a rule that is off would have to say nobody knows.
    let off = SOURCE.replace("own-string -- shown", "own-string,sprintf-single-value,constant-error");
    fs::write(place.root.join("p/a.go"), off).expect("a file for a test");
    assert!(!text(&place.run("check p").stdout).contains("unused-ignore"));
    place.check(&[("check p --select all,constant-error", 1, &["there is nothing of `constant-error` here"], &[])]);
    let config = "rule-dirs = [\"own\"]\n[rules.unused-ignore]\nlevel = \"off\"\n";
    fs::write(place.root.join("allocfix.toml"), config).expect("a file for a test");
    assert!(!text(&place.run("check p").stdout).contains("unused-ignore"));
}

#[test]
fn the_diff_is_what_a_run_writes() {
    let patched = with_rules();
    let written = with_rules();
    let patch = patched.run("--dry-run --unsafe --select own-string,own-number").stdout;
    fs::write(patched.root.join("change.patch"), &patch).expect("a file for a test");
    let applied = Command::new("git").current_dir(&patched.root).args(["apply", "change.patch"]).output();
    assert!(applied.expect("these tests need git").status.success(), "{}", text(&patch));
    written.check(&[
        ("--unsafe --select own-string,own-number", 0, &["=p/a.go\n"], &["2 fixes applied in 1 of 1 file"]),
        ("--unsafe --allow-dirty --select own-string,own-number", 0, &["="], &["nothing to apply"]),
    ]);
    let bytes = |place: &Place| fs::read_to_string(place.root.join("p/a.go")).expect("it is there");
    assert_eq!(bytes(&patched), bytes(&written));
    assert!(bytes(&written).contains("\tfmt.Println(strconv.Itoa(n))\n"), "{}", bytes(&written));
}

#[test]
fn a_path_that_is_not_there_stops_what_writes() {
    let place = with_rules();
    let before = place.tree();
    for (line, words) in [
        ("chekc .", "did you mean the command `check`? nothing was done with the other paths"),
        ("escape ./...", "did you mean the command `escapes`? nothing was done"),
        ("p none/...", "nothing was done with the other paths"),
        ("p p/a.go/x", "nothing was done with the other paths"),
        ("--dry-run p none", "nothing was done with the other paths"),
        ("--check p none", "nothing was done with the other paths"),
    ] {
        place.check(&[(&format!("{line} --select own-string"), 2, &["="], &[words])]);
    }
    assert_eq!(place.tree(), before);
}

#[test]
fn rules_tell_about_themselves() {
    let place = with_rules();
    place.check(&[
        (
            "explain own-string",
            0,
            &[
                "own-string: take the string as it is\n\n  level     safe (",
                "  category  text\n  gain      one string\n  file      own/own-string.toml\n",
                "\nWhy\n\n  Because it is one.\n\n  * not filled\n",
                "   func f(s string) string {\n  -\treturn fmt.Sprintf(\"%s\", s)\n  +\treturn s\n   }\n",
                "\nWhen not\n\n  never\n",
                "  safe  Go 1.21 or newer  one string\n",
                "//allocfix:ignore own-string -- reason\n",
                "ignore = [\"own-string\"]\n",
            ],
            &["="],
        ),
        (
            "explain sort-slice",
            0,
            &["\nMeasured, one call before and after\n\n  Go 1.21 to ", " → 1 allocations, ", " for sorted("],
            &["="],
        ),
        ("explain own-strin", 2, &["="], &["no rule is called `own-strin`\nhelp: did you mean `own-string`?\n"]),
        ("explain text", 2, &["="], &["it is a category, of own-number, own-string"]),
        (
            "rules list",
            0,
            &["own-number", "  unsafe  text", "own-string", "  safe    text", "  take the string as it is\n"],
            &["="],
        ),
        ("rules list --ignore own-number", 0, &["  off     text"], &["="]),
        ("rules list --format json", 0, &["\"id\": \"own-string\"", "\"level\": \"safe\""], &["="]),
        ("rules check own", 0, &["=ok      own-number (1 case)\nok      own-string (2 cases)\n"], &["2 rules hold\n"]),
    ]);
    assert!(text(&place.run("explain own-string --color always").stdout).contains("\x1b[32m  +\treturn s\x1b[0m\n"));
    assert!(!text(&place.run("explain own-string").stdout).contains('\x1b'));
    // Nobody measured what users write.
    assert!(!text(&place.run("explain own-string").stdout).contains("Measured"));
}

#[test]
fn rules_that_do_not_hold() {
    let changed = |from: &str, to: &str| {
        assert!(STRING_RULE.contains(from), "{from}");
        STRING_RULE.replace(from, to)
    };
    for (rule, code, words) in [
        (changed("return s\\n", "return t\\n"), 1, &["example 1: the result is not what `after` says"][..]),
        (changed("not-local", "too-late"), 1, &["keep 1: it is not kept for `too-late`", "not-local"]),
        (changed("+$x", "+string( $x)"), 1, &["gofmt would write the result otherwise"]),
        (changed("+$x", "+fmt.Sprintf(\"%s\", $x) + \"\""), 1, &["never settles"]),
        (changed("+$x", "+$y"), 2, &["no hole is called `y`", "own.toml:", "the holes are `match`, `x`\n"]),
        (changed("category = \"text\"", "category = \"\""), 1, &["FAULTS  own", "`category` is empty"]),
        (changed("gain = \"one string\"", "gain = \" \""), 1, &["FAULTS  own", "`gain` is empty"]),
        (changed("local = true", "lokal = true"), 2, &["unknown field `lokal`", "own.toml:17:13", "^^^^^"]),
        (changed("+$x", "+)("), 2, &["pattern is not Go"]),
        (changed("[[rewrite]]", "[[rewrites]]"), 2, &["unknown field `rewrites`"]),
    ] {
        let place = Place::new(&[("own.toml", rule.as_str())]);
        let output = place.run("rules check own.toml");
        let told = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{rule}\n{told}");
        for word in words {
            assert!(told.contains(word), "{word:?} is missing in\n{told}");
        }
    }
}

#[test]
fn a_wrong_rule_stops_what_writes_and_nothing_else() {
    for (name, rule, word) in [
        ("bad.toml", "title = \n", "bad.toml:1:9"),
        ("unused-ignore.toml", STRING_RULE, "no rule may be called `unused-ignore`"),
        ("all.toml", STRING_RULE, "no rule may be called `all`"),
        ("Bad_Name.toml", STRING_RULE, "`Bad_Name` is not a rule id"),
    ] {
        let place = with_rules();
        fs::write(place.root.join("own").join(name), rule).expect("a file for a test");
        let before = place.tree();
        place.check(&[
            ("--allow-dirty", 2, &["="], &[word, "no rule is applied"]),
            ("--dry-run", 2, &["="], &[word, "no rule is applied"]),
            ("--check", 2, &["="], &[word, "no rule is applied"]),
            ("check --select own-string", 2, &["safe[own-string]"], &[word]),
            ("explain own-string", 2, &["own-string: take"], &[word]),
            ("rules check own", 2, &["ok      own-string"], &[word]),
        ]);
        assert_eq!(place.tree(), before);
    }
}

#[test]
fn without_gofmt_the_check_says_so() {
    let place = with_rules();
    let output = place.command("rules check own").env("PATH", "/nowhere").env_remove("GOROOT").output();
    let output = output.expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("note: there is no gofmt here"), "{}", text(&output.stderr));
    let place = Place::new(&[("own/x", "")]);
    place.check(&[
        ("rules new own-rule --rules own", 0, &["=own/own-rule.toml\n"], &["="]),
        ("rules check own", 0, &["=ok      own-rule (3 cases)\n"], &["1 rule holds"]),
        ("explain own-rule --rules own", 0, &["own-rule: ", "only with --unsafe"], &["="]),
    ]);
}

#[test]
fn standard_input() {
    let place = Place::new(&[("p/a.go", "package p\n")]);
    for (line, input, code, output) in [
        ("- --stdin-filename p/a.go", &b"package p // \xc3\xa4 \x1b[1m\r\n"[..], 0, true),
        ("- --stdin-filename p/a.go --format text", b"package p // \xc3\xa4\n", 0, true),
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
fn what_lies_in_vendor_and_testdata_is_never_changed() {
    let mine = |name| (name, SOURCE);
    let place = with_rules();
    for name in ["vendor/ex.com/a/a.go", "p/testdata/m/a.go"] {
        fs::create_dir_all(place.root.join(name).parent().expect("it has one")).expect("a folder for a test");
        fs::write(place.root.join(name), SOURCE).expect("a file for a test");
    }
    fs::write(place.root.join("p/testdata/m/go.mod"), "module m\n").expect("a file for a test");
    let before = place.tree();
    for path in ["vendor", "vendor/...", "vendor/ex.com/a", "vendor/ex.com/a/a.go", "p/testdata/m", "p/testdata/m/a.go"]
    {
        for line in ["--allow-dirty", "--allow-dirty --dry-run", "check"] {
            place.check(&[(
                &format!("{line} --select own-string {path}"),
                0,
                &["="],
                &["is left alone: what lies in"],
            )]);
        }
    }
    let name = "p/testdata/m/a.go";
    let mut child = place
        .command(&format!("- --select own-string --stdin-filename {name}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it is piped").write_all(SOURCE.as_bytes()).expect("the program reads");
    assert_eq!(text(&child.wait_with_output().expect("the program ends").stdout), SOURCE);
    assert_eq!(place.tree(), before);
    // What a repository lies in is not its affair; nor what a module lies in, where there is no repository.
    for (files, folder) in [
        (&[mine("vendor/own/a.go"), ("vendor/own/go.mod", "module m\n")][..], "vendor/own"),
        (&[mine("_x/a.go")], "_x"),
        (&[mine(".x/a.go")], ".x"),
    ] {
        let place = Place::new(files);
        place.check(&[(&format!("--select fmt --allow-no-vcs {folder}"), 0, &["a.go\n"], &["applied in 1 of 1 file"])]);
    }
}

#[test]
fn colour_obeys_flag_and_environment() {
    let place = Place::new(&[("allocfix.toml", "selct = 1\n"), ("a.go", "package p\n")]);
    for (line, environment, is_colored) in [
        ("check", None, false),
        ("check --color always", None, true),
        ("check --color always", Some(("NO_COLOR", "1")), true),
        ("check", Some(("CLICOLOR_FORCE", "1")), true),
        ("check --color never", Some(("CLICOLOR_FORCE", "1")), false),
        ("check", Some(("CLICOLOR_FORCE", "0")), false),
        ("check --color always", Some(("CLICOLOR_FORCE", "0")), true),
        ("--frobnicate", Some(("CLICOLOR_FORCE", "1")), true),
        ("--frobnicate", Some(("CLICOLOR_FORCE", "0")), false),
    ] {
        let mut command = place.command(line);
        if let Some((name, value)) = environment {
            command.env(name, value);
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
        place.check(&[("check", 2, &[], &["error: cannot read the folder", "nothing to apply"])]);
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
