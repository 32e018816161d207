//! Whole runs with an engine that only swaps words, so that what is around the engine shows.

use super::*;
use crate::cli::args::Args;
use crate::cli::plan::{Job, plan};
use crate::cli::screen::Look;
use crate::fix::outcome::{ChangedFile, Finding, Level, Position, Reason, Trouble};
use crate::text::Span;
use std::ffi::OsString;
use std::fs;
use std::io::Write;

/// In every target, `OLD` becomes `NEW`, `RISK` becomes `NEW` if unsafe fixes are wanted, `KEEP` is kept; `COUNT` becomes the number of `NEW`
/// in the whole folder.
fn swap(world: &World, _: &Rules, folders: &[Folder], progress: &(dyn Fn(usize) + Sync)) -> Outcome {
    let files = world.files();
    let mut outcome = Outcome::default();
    for folder in folders {
        let texts = files.list(&folder.path).unwrap_or_default();
        let news: usize =
            texts.iter().map(|path| String::from_utf8_lossy(&files.read(path).unwrap()).matches("NEW").count()).sum();
        for path in &folder.targets {
            outcome.looked_at += 1;
            let bytes = match files.read(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    outcome.troubles.push(Trouble {
                        fault: Fault::World,
                        path: path.clone(),
                        message: format!("cannot read it: {error}"),
                        help: String::new(),
                    });
                    continue;
                }
            };
            let Ok(before) = String::from_utf8(bytes) else {
                outcome.skipped.push(skip(path, "invalid-utf-8", "it is not UTF-8"));
                continue;
            };
            let mut after = before.clone();
            let risk = if folder.settings.apply_unsafe { Fate::Applied } else { Fate::Offered };
            let kept = Fate::Kept(Reason { code: "some-reason".to_owned(), text: "so".to_owned() });
            for (word, level, fate) in
                [("OLD", Level::Safe, Fate::Applied), ("RISK", Level::Unsafe, risk), ("KEEP", Level::Safe, kept)]
            {
                for (at, _) in before.match_indices(word) {
                    outcome.findings.push(finding(path, level, fate.clone(), at));
                }
                if fate == Fate::Applied {
                    after = after.replace(word, "NEW");
                }
            }
            after = after.replace("COUNT", &news.to_string());
            if after != before {
                outcome.files.push(ChangedFile { path: path.clone(), before, after });
            }
        }
        progress(folder.targets.len());
    }
    outcome
}

fn finding(path: &Path, level: Level, fate: Fate, at: usize) -> Finding {
    Finding {
        rule: "swap".to_owned(),
        title: "swap a word".to_owned(),
        rewrite: 0,
        level,
        fate,
        path: path.to_owned(),
        span: Span::at(at as u32),
        start: Position { line: 1, column: at as u32 + 1 },
        end: Position { line: 1, column: at as u32 + 1 },
        source: String::new(),
        function: String::new(),
        gain: String::new(),
        measured: None,
        edits: Vec::new(),
        prove: None,
        remark: None,
        proof: Default::default(),
    }
}

struct Ran {
    exit: Exit,
    out: String,
    err: String,
}

/// Runs the arguments in `root`; words that name something in it become absolute paths.
fn call(root: &Path, line: &str, stdin: &[u8]) -> Ran {
    call_with(root, line, stdin, &mut Vec::new())
}

fn call_with(root: &Path, line: &str, mut stdin: &[u8], out: &mut (dyn OutBytes + Send)) -> Ran {
    let at_root = |word: &str| match word.strip_prefix('@') {
        Some(rest) => root.join(rest.trim_start_matches('/')).into_os_string(),
        None => OsString::from(word),
    };
    let words = std::iter::once(OsString::from("allocfix")).chain(line.split_whitespace().map(at_root));
    let job = plan(Args::read(words).expect(line)).expect(line).job;
    let Job::Run(run) = job else { panic!("{line} is no run") };
    let mut err = Vec::new();
    let mut screen =
        Screen { out: out.writer(), err: &mut err, out_look: Look::PLAIN, err_look: Look::PLAIN, bar: false };
    let exit = super::run(&run, root, &mut stdin, swap, &mut screen);
    Ran { exit, out: out.text(), err: String::from_utf8(err).expect("messages are UTF-8") }
}

/// What a run prints on.
trait OutBytes {
    fn writer(&mut self) -> &mut (dyn Write + Send);
    fn text(&self) -> String;
}

impl OutBytes for Vec<u8> {
    fn writer(&mut self) -> &mut (dyn Write + Send) {
        self
    }
    fn text(&self) -> String {
        String::from_utf8_lossy(self).into_owned()
    }
}

/// A writer that fails.
struct Failing(std::io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(self.0.into())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl OutBytes for Failing {
    fn writer(&mut self) -> &mut (dyn Write + Send) {
        self
    }
    fn text(&self) -> String {
        String::new()
    }
}

fn git(root: &Path, line: &str) {
    let mut command = std::process::Command::new("git");
    command.arg("-C").arg(root).args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]);
    let output = command.args(line.split_whitespace()).output().expect("these tests need git");
    assert!(output.status.success(), "git {line}: {}", String::from_utf8_lossy(&output.stderr));
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A repository in which the files are committed.
fn repository(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    put(&root, files);
    git(&root, "init -q");
    git(&root, "add -A -f");
    git(&root, "commit -q --allow-empty -m a");
    (folder, root)
}

fn texts(root: &Path, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| fs::read_to_string(root.join(name)).unwrap()).collect()
}

const FILES: &[(&str, &str)] =
    &[("a.go", "OLD\n"), ("a_test.go", "OLD\n"), ("b.go", "KEEP\n"), ("sub/c.go", "RISK\n"), ("vendor/v.go", "OLD\n")];
/// The smallest rule.
const GOOD_RULE: &str = r#"
title = "t"
why = "w"
category = "c"
safety = "safe"
gain = "g"
[[rewrite]]
kind = "expression"
patch = "-len($x)\n+1"
"#;
const NAMES: &[&str] = &["a.go", "a_test.go", "b.go", "sub/c.go", "vendor/v.go"];

#[test]
fn modes_flags_and_exit_codes() {
    let old = ["OLD\n", "OLD\n", "KEEP\n", "RISK\n", "OLD\n"];
    let safe = ["NEW\n", "OLD\n", "KEEP\n", "RISK\n", "OLD\n"];
    for (line, exit, out, err, after) in [
        (
            "@",
            0,
            &["a.go\n"][..],
            &["1 fix applied in 1 of 3 files\n1 more with `--unsafe`\n1 kept as they are: 1 some-reason\n"][..],
            safe,
        ),
        ("@/...", 0, &["a.go\n"], &["1 fix applied"], safe),
        ("@ --format text", 0, &["a.go\n"], &["1 fix applied"], safe),
        ("@ --check --format text", 1, &["a.go\n"], &["1 fix in 1 of 3 files"], old),
        (
            "@ --unsafe --tests",
            0,
            &["a.go\na_test.go\nsub/c.go\n"],
            &["3 fixes applied in 3 of 4 files"],
            ["NEW\n", "NEW\n", "KEEP\n", "NEW\n", "OLD\n"],
        ),
        ("@ --format diff", 0, &["--- a/a.go\n+++ b/a.go\n", "-OLD\n+NEW\n"], &["1 fix applied"], safe),
        ("@ --format json -q", 0, &["{\n", "\"version\": 1"], &[], safe),
        ("@ -q", 0, &[], &[], safe),
        (
            "@ -v",
            0,
            &["a.go\n"],
            &[
                "vendor: not looked at: ",
                "(vendor)",
                "a_test.go: not looked at: ",
                "(test)",
                "[kept: so (some-reason)]",
            ],
            safe,
        ),
        ("@ --statistics", 0, &["\nswap        1        1     1 "], &["applied"], safe),
        (
            "@vendor/v.go @a_test.go",
            0,
            &["a_test.go\n"],
            &["v.go` is left alone", "1 fix applied"],
            ["OLD\n", "NEW\n", "KEEP\n", "RISK\n", "OLD\n"],
        ),
        ("@b.go", 0, &[], &["nothing to apply in 1 file"], old),
        ("@ @none.go", 2, &[], &["error: no such file or folder\n--> none.go\n", "nothing was done"], old),
        ("@ --dry-run", 0, &["--- a/a.go\n+++ b/a.go\n"], &["1 fix in 1 of 3 files; run `allocfix` to apply"], old),
        ("@ --dry-run --check", 1, &["+NEW"], &["1 fix in"], old),
        ("@ --dry-run -v", 0, &["+NEW"], &["a.go:1:1: swap: ", "[kept: so (some-reason)]", "(vendor)"], old),
        ("@ --dry-run --statistics", 0, &["+NEW"], &["\nswap        1        1     1 "], old),
        ("@b.go --dry-run --check", 0, &[], &["nothing to apply"], old),
        ("@ --check", 1, &["a.go\n"], &["1 fix in 1 of 3 files"], old),
        ("@b.go --check", 0, &[], &["nothing to apply"], old),
        ("@sub --check", 0, &[], &["1 with `--unsafe`"], old),
        ("check @", 1, &["a.go:1:1", "sub/c.go:1:1"], &["1 fix in 1 of 3 files", "1 more with `--unsafe`"], old),
        ("check @b.go", 0, &[], &["nothing to apply in 1 file"], old),
        ("check @b.go -v", 0, &["b.go:1:1"], &[], old),
        ("check @sub", 1, &["`--unsafe` applies it"], &[], old),
        ("check @ --format json", 1, &["\"version\": 1"], &[], old),
        ("check @ @none", 2, &["a.go:1:1"], &["no such file or folder\n--> none\n"], old),
    ] {
        let (_folder, root) = repository(FILES);
        let ran = call(&root, line, b"");
        let told = format!("{line}\nout: {}\nerr: {}", ran.out, ran.err);
        assert_eq!(ran.exit as u8, exit, "{told}");
        assert_eq!(texts(&root, NAMES), after, "{told}");
        for part in out {
            assert!(ran.out.contains(part), "{part:?} is not in the results of {told}");
        }
        for part in err {
            assert!(ran.err.contains(part), "{part:?} is not in the messages of {told}");
        }
        if line.contains("-q") {
            assert!(ran.err.is_empty(), "{told}");
        }
    }
}

#[test]
fn uncommitted_files_are_left_alone_in_the_dry_run_too() {
    for (line, exit, changed) in [
        ("@", 0, "clean.go"),
        ("@ --allow-dirty", 0, "clean.go dirty.go new.go staged.go"),
        ("@dirty.go", 0, ""),
        ("@ --check", 1, ""),
    ] {
        let (_folder, root) = repository(&[("clean.go", "OLD"), ("dirty.go", "x"), ("staged.go", "x")]);
        put(&root, &[("dirty.go", "OLD"), ("staged.go", "OLD"), ("new.go", "OLD")]);
        git(&root, "add staged.go");
        let expected: Vec<&str> = changed.split_whitespace().collect();
        let diff = call(&root, &format!("{line} --dry-run"), b"").out;
        let ran = call(&root, line, b"");
        assert_eq!(ran.exit as u8, exit, "{line}");
        for name in ["clean.go", "dirty.go", "new.go", "staged.go"] {
            let is_new = texts(&root, &[name])[0] == "NEW";
            assert_eq!(is_new, expected.contains(&name), "{line} {name}\n{}", ran.err);
            if !line.contains("--check") {
                assert_eq!(diff.contains(&format!("a/{name}")), is_new, "{line} {name}\n{diff}");
            }
        }
        let is_told = ran.err.contains("not committed; `--allow-dirty` includes");
        assert_eq!(is_told, !line.contains("--allow-dirty"), "{}", ran.err);
    }
    let (_folder, root) = repository(&[("a.go", "")]);
    put(&root, &[("a.go", "OLD")]);
    assert_eq!(call(&root, "check @", b"").exit, Exit::Found, "check looks at everything");
    assert!(call(&root, "@ -v", b"").err.contains("(uncommitted-changes)"));
}

#[test]
fn outside_git_writing_must_be_allowed() {
    for (line, exit, after) in [
        ("@", 2, "OLD"),
        ("@ --allow-dirty", 2, "OLD"),
        ("@ --allow-no-vcs", 0, "NEW"),
        ("@ --dry-run", 0, "OLD"),
        ("@ --check", 1, "OLD"),
        ("check @", 1, "OLD"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        put(&root, &[("a.go", "OLD")]);
        let ran = call(&root, line, b"");
        assert_eq!((ran.exit as u8, texts(&root, &["a.go"])[0].as_str()), (exit, after), "{line}\n{}", ran.err);
        if exit == 2 {
            assert!(ran.err.contains("in no git work tree") && ran.err.contains("help: --allow-no-vcs"), "{}", ran.err);
        }
    }
}

#[test]
fn the_nearest_configuration_decides() {
    let (_folder, root) = repository(&[
        ("allocfix.toml", "unsafe = true\n[[paths]]\nmatch = [\"mixed/y.go\"]\nunsafe = false\n"),
        ("a.go", "RISK"),
        ("sub/.allocfix.toml", "tests = true\n"),
        ("sub/b.go", "RISK"),
        ("sub/deep/b_test.go", "OLD"),
        ("mixed/x.go", "RISK COUNT"),
        ("mixed/y.go", "RISK COUNT"),
        ("mixed/z.go", "RISK COUNT"),
        ("other.toml", "tests = false"),
    ]);
    let names = ["a.go", "sub/b.go", "sub/deep/b_test.go", "mixed/x.go", "mixed/y.go", "mixed/z.go"];
    assert_eq!(call(&root, "@ --dry-run --config @other.toml", b"").out.matches("+++").count(), 3);
    let ran = call(&root, "@", b"");
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    // The files of one folder with other settings come second, and see what the first ones became.
    assert_eq!(texts(&root, &names), ["NEW", "RISK", "NEW", "NEW 0", "RISK 2", "NEW 0"]);
}

#[test]
fn wrong_configurations_stop_everything() {
    for (text, part) in [
        ("selct = []", "did you mean `select`?"),
        ("select = [\"zzz\"]", "no rule or category is called `zzz`"),
        ("rule-dirs = [\"none\"]", "cannot read the rules in `none`"),
    ] {
        let (_folder, root) = repository(&[("a.go", "OLD"), ("sub/b.go", "OLD"), ("sub/allocfix.toml", text)]);
        for line in ["@", "@ --dry-run", "check @", "@a.go --config @sub/allocfix.toml"] {
            let ran = call(&root, line, b"");
            assert_eq!(ran.exit, Exit::Trouble, "{line}");
            assert!(ran.err.contains(part) && ran.err.contains("sub/allocfix.toml:1:"), "{line}\n{}", ran.err);
        }
        assert_eq!(call(&root, "@a.go", b"").exit, Exit::Fine, "the file of another folder is of no interest");
    }
}

#[test]
fn wrong_rules_stop_all_but_check() {
    let (_folder, root) =
        repository(&[("a.go", "OLD"), ("rules/bad.toml", "title = "), ("rules/good.toml", GOOD_RULE)]);
    for line in ["@ --rules @rules", "@ --rules @rules --dry-run", "@ --rules @rules --check"] {
        let ran = call(&root, line, b"");
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Trouble, ""), "{line}");
        assert!(ran.err.contains("rules/bad.toml") && ran.err.contains("no rule is applied"), "{}", ran.err);
    }
    let ran = call(&root, "check @ --rules @rules --select good", b"");
    assert_eq!(ran.exit, Exit::Trouble);
    assert!(ran.out.contains("a.go:1:1") && ran.err.contains("rules/bad.toml"), "{}", ran.err);
    assert_eq!(texts(&root, &["a.go"]), ["OLD"]);
    let ran = call(&root, "@ --rules @none", b"");
    assert!(ran.exit == Exit::Trouble && ran.err.contains("--rules takes a folder"), "{}", ran.err);
}

#[test]
fn standard_input_stands_for_its_file() {
    let (_folder, root) = repository(&[("p/a.go", "NEW"), ("p/b.go", "NEW NEW"), ("p/allocfix.toml", "unsafe = true")]);
    for (line, stdin, exit, out) in [
        ("- --stdin-filename p/a.go", "OLD RISK\x1b[1m\r\n", 0, "NEW NEW\x1b[1m\r\n"),
        ("- --stdin-filename p/a.go", "nothing", 0, "nothing"),
        ("- --stdin-filename p/a.go", "COUNT", 0, "2"),
        ("- --stdin-filename p/new.go", "COUNT", 0, "3"),
        ("- --stdin-filename none/new_test.go", "COUNT OLD", 0, "0 NEW"),
        ("- --stdin-filename p/a.go --check", "OLD", 1, ""),
        ("- --stdin-filename p/a.go --check", "new", 0, ""),
        ("- --stdin-filename p/a.go --dry-run", "OLD", 0, "--- a/p/a.go"),
        ("check - --stdin-filename p/a.go", "OLD", 1, "p/a.go:1:1"),
    ] {
        let ran = call(&root, line, stdin.as_bytes());
        assert_eq!(ran.exit as u8, exit, "{line} {stdin:?}\n{}", ran.err);
        if out.is_empty() || line.starts_with("- --stdin-filename") && !line.contains("--dry-run") && exit == 0 {
            assert_eq!(ran.out.trim_start_matches("p/a.go\n"), out, "{line} {stdin:?}");
        } else {
            assert!(ran.out.contains(out), "{line} {stdin:?}\n{}", ran.out);
        }
        assert_eq!(texts(&root, &["p/a.go"]), ["NEW"], "nothing is written");
    }
    let mut bytes = Vec::new();
    assert_eq!(call_with(&root, "- --stdin-filename p/a.go", b"\xff\x00OLD", &mut bytes).exit, Exit::Fine);
    assert_eq!(bytes, b"\xff\x00OLD", "what is not understood goes through as it is");
    let ran = call(&root, "- --stdin-filename a.txt", b"");
    assert!(ran.exit == Exit::Trouble && ran.err.contains("is no Go file"), "{}", ran.err);
}

#[test]
fn files_that_cannot_be_written_do_not_stop_the_others() {
    let (_folder, root) = repository(&[("a.go", "OLD"), ("b.go", "OLD"), ("c.go", "OLD")]);
    let mut permissions = fs::metadata(root.join("b.go")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(root.join("b.go"), permissions).unwrap();
    let ran = call(&root, "@ --allow-dirty", b"");
    assert_eq!(ran.exit, Exit::Trouble);
    assert_eq!(texts(&root, &["a.go", "b.go", "c.go"]), ["NEW", "OLD", "NEW"]);
    assert_eq!(ran.out, "a.go\nc.go\n");
    assert!(ran.err.contains("error: cannot write it: it is read-only\n--> b.go\n"), "{}", ran.err);
    assert!(
        ran.err.contains("2 fixes applied in 2 of 3 files\n1 undone: 1 not-written\n")
            && ran.err.contains("1 path with trouble"),
        "{}",
        ran.err
    );
}

#[test]
fn a_reader_that_went_away_is_no_error_and_a_full_one_is() {
    let (_folder, root) = repository(&[("a.go", "OLD")]);
    let ran = call_with(&root, "@ --dry-run", b"", &mut Failing(std::io::ErrorKind::BrokenPipe));
    assert_eq!(ran.exit, Exit::Fine);
    assert!(!ran.err.contains("error"), "{}", ran.err);
    let ran = call_with(&root, "@", b"", &mut Failing(std::io::ErrorKind::StorageFull));
    assert_eq!(ran.exit, Exit::Trouble);
    assert!(ran.err.contains("cannot write to standard output"), "{}", ran.err);
    assert_eq!(texts(&root, &["a.go"]), ["NEW"], "the files come first");
}

#[test]
fn folders_without_go_are_told() {
    let (_folder, root) = repository(&[("docs/x.md", ""), ("only/vendor/x.go", ""), ("a.go", "")]);
    let ran = call(&root, "@docs @only @a.go", b"");
    assert_eq!(ran.exit, Exit::Fine);
    assert!(
        ran.err.contains("note: no Go files in `docs`\nnote: no Go files in `only`\nhelp: -v lists"),
        "{}",
        ran.err
    );
    assert!(!call(&root, "@docs -q", b"").err.contains("note"));
}
