//! `--verify`: the Go toolchain takes back exactly the fixes that break something, and says why.
//!
//! The rules in `tests/verify/wrong` are wrong in some places and right in others; one in `right` knows which. Without a Go toolchain these tests do nothing
//! and say so; CI must have one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const WRONG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify/wrong");
const RIGHT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify/right");

/// A module that none of us wrote, with 63 packages and few dependencies.
const REAL: &str = "golang.org/x/text@v0.43.0";

/// Files in a folder of their own.
struct Place {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Place {
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

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allocfix"));
        command.current_dir(&self.root).args(line.split_whitespace()).args(["--rules", WRONG]).stdin(Stdio::null());
        command.env("GOFLAGS", "-mod=mod").env("NO_COLOR", "1");
        command
    }

    /// `check --verify=build` with the rules of these tests alone.
    fn verify(&self, more: &str) -> Verified {
        let output = self.run(&format!("check --verify=build --select wrong --format json {more}"));
        Verified::read(&output)
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().expect("the program starts")
    }
}

/// What became of the fixes, as `file:line`, and what was said of those that were taken back.
struct Verified {
    applied: BTreeSet<String>,
    undone: BTreeSet<String>,
    reasons: Vec<String>,
    report: Value,
}

impl Verified {
    fn read(output: &Output) -> Verified {
        let told = String::from_utf8_lossy(&output.stderr);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {told}"));
        let of = |fate: &str| {
            let of_fate = report["findings"].as_array().unwrap().iter().filter(|finding| finding["fate"] == fate);
            of_fate.map(|f| format!("{}:{}", f["path"].as_str().unwrap(), f["start"]["line"])).collect()
        };
        let reasons = report["findings"].as_array().unwrap().iter().filter(|finding| finding["fate"] == "undone");
        let reasons = reasons.map(|f| format!("{} {}", f["reason"]["code"].as_str().unwrap(), f["reason"]["text"]));
        Verified { applied: of("applied"), undone: of("undone"), reasons: reasons.collect(), report: report.clone() }
    }

    fn assert(&self, applied: &[&str], undone: &[&str], words: &[&str]) {
        let list = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
        let told = self.reasons.join("\n");
        assert_eq!((&self.applied, &self.undone), (&list(applied), &list(undone)), "{told}");
        for word in words {
            assert!(told.contains(word), "{word:?} is missing in {told}");
        }
    }
}

/// Whether there is a Go toolchain; CI must have one.
fn has_go() -> bool {
    let there = Command::new("go").arg("version").output().is_ok();
    assert!(there || std::env::var("CI").as_deref() != Ok("true"), "CI must have a Go toolchain");
    if !there {
        eprintln!("skipped: there is no Go toolchain here");
    }
    there
}

const MOD: (&str, &str) = ("go.mod", "module ex.com/m\n\ngo 1.21\n");

/// Right for the string, wrong for the slice.
const BOTH: &str = "package a

func Text(s string) bool {
\treturn len(s) == 0
}

func List(s []int) bool {
\treturn len(s) == 0
}
";

#[test]
fn what_does_not_compile_is_taken_back() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[MOD, ("a/a.go", BOTH)]);
    let verified = place.verify("");
    verified.assert(
        &["a/a.go:4"],
        &["a/a.go:8"],
        &["breaks-build", "a/a.go:8: ", "mismatched types []int and untyped string"],
    );
    let proofs: Vec<&Value> = verified.report["findings"].as_array().unwrap().iter().map(|f| &f["proof"]).collect();
    assert!(proofs.iter().any(|proof| proof["strongest"] == "builds"), "{proofs:?}");
    assert_eq!(verified.report["verification"]["packages"], 1);
}

#[test]
fn what_is_written_builds() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[MOD, ("a/a.go", BOTH)]);
    let diff = place.run("--dry-run --allow-dirty --verify=build --select wrong");
    assert_eq!(diff.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&diff.stdout).matches("\n+\t").count(), 1);
    assert_eq!(fs::read_to_string(place.root.join("a/a.go")).unwrap(), BOTH, "a dry run writes nothing");
    let written = place.run("--allow-no-vcs --allow-dirty --verify=build --select wrong");
    assert_eq!(written.status.code(), Some(0), "{}", String::from_utf8_lossy(&written.stderr));
    let expected = BOTH.replacen("len(s) == 0", "s == \"\"", 1);
    assert_eq!(fs::read_to_string(place.root.join("a/a.go")).unwrap(), expected);
    assert_eq!(fs::read_to_string(place.root.join("go.mod")).unwrap(), MOD.1);
}

#[test]
fn vet_speaks_of_the_files_that_were_written() {
    if !has_go() {
        return;
    }
    // What `go vet` says of a file is kept by Go, with the path of the copy that it looked at.
    let text = "package p\n\nimport \"fmt\"\n\nfunc F(n int) string {\n\tfmt.Printf(\"%s\\n\", n)\n\treturn fmt.Sprintf(\"%d\", n)\n}\n";
    let place = Place::new(&[("go.mod", "module m\n\ngo 1.21\n"), ("p.go", text)]);
    let output = place.run("--verify=build --allow-no-vcs --select sprintf-single-value");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && fs::read_to_string(place.root.join("p.go")).unwrap() != text, "{told}");
    let vet = Command::new("go").args(["vet", "./..."]).current_dir(&place.root).output().expect("it was found above");
    let told = String::from_utf8_lossy(&vet.stderr);
    assert!(told.contains("p.go:9:") && !told.contains("allocfix-"), "{told}");
}

#[test]
fn importers_and_tests_have_a_say() {
    if !has_go() {
        return;
    }
    let counts = "package a\n\nfunc One() int {\n\treturn 1\n}\n\nfunc Two() int {\n\treturn 2\n}\n\nfunc Six() int {\n\treturn 6\n}\n";
    let place = Place::new(&[
        MOD,
        ("a/a.go", counts),
        ("a/a_test.go", "package a_test\n\nimport \"ex.com/m/a\"\n\nvar two int = a.Two()\n"),
        ("b/b.go", "package b\n\nimport \"ex.com/m/a\"\n\nvar One int = a.One()\n"),
        ("c/c.go", "package c\n\nimport \"ex.com/m/b\"\n\nvar One = b.One\n"),
    ]);
    let verified = place.verify("a");
    verified.assert(&["a/a.go:11"], &["a/a.go:3", "a/a.go:7"], &["b/b.go:5: ", "a/a_test.go:5: ", "int64"]);
    // a, its tests, b, and c because of b.
    assert_eq!(verified.report["verification"]["packages"], 3);
}

#[test]
fn vet_has_a_say() {
    if !has_go() {
        return;
    }
    let text = "package a\n\nimport \"fmt\"\n\nfunc Number(n uint8) string { return fmt.Sprint(n) }\n\nfunc Text(s string) string { return fmt.Sprint(s) }\n";
    let place = Place::new(&[MOD, ("a.go", text)]);
    place.verify("").assert(&["a.go:5"], &["a.go:7"], &["breaks-vet", "has arg s of wrong type string"]);
}

#[test]
fn what_did_not_build_is_left_alone() {
    if !has_go() {
        return;
    }
    let broken = format!("{BOTH}\nvar x int = \"\"\n");
    let place = Place::new(&[MOD, ("a/a.go", BOTH), ("b/b.go", &broken.replace("package a", "package b"))]);
    // The first package makes the toolchain complain, else nobody would look at what was there before.
    let verified = place.verify("");
    verified.assert(&["a/a.go:4"], &["a/a.go:8", "b/b.go:4", "b/b.go:8"], &["did-not-build", "did not build before"]);
    let left = &verified.report["verification"]["left_alone"];
    assert_eq!(left.as_array().map(Vec::len), Some(1), "{left}");
    assert_eq!(left[0]["package"], "ex.com/m/b");
    // A package that cannot even be loaded.
    let missing = BOTH.replace("package a", "package a\n\nimport _ \"ex.com/nowhere\"");
    let place = Place::new(&[MOD, ("a/a.go", &missing), ("b/b.go", BOTH)]);
    let verified = place.verify("");
    verified.assert(&["b/b.go:4"], &["a/a.go:6", "a/a.go:10", "b/b.go:8"], &["did-not-build", "ex.com/nowhere"]);
}

#[test]
fn a_workspace_that_does_not_load_is_an_error() {
    if !has_go() {
        return;
    }
    for (work, words) in [("go 1.21\n\nuse ./nowhere\n", "nowhere"), ("garbage\n", "unknown directive: garbage")] {
        let place = Place::new(&[("go.work", work), ("a/go.mod", MOD.1), ("a/a.go", BOTH)]);
        for line in ["check a --verify=build --select wrong", "--allow-no-vcs --verify=build a", "escapes a"] {
            let output = place.run(line);
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{line}: {told}");
            assert!(told.contains("`go list -m` fails") && told.contains(words), "{line}: {told}");
            assert!(told.contains("go.work`, or set GOWORK=off"), "{line}: {told}");
        }
        assert_eq!(fs::read_to_string(place.root.join("a/a.go")).unwrap(), BOTH);
        let without =
            place.command("check a --verify=build --select wrong --format json").env("GOWORK", "off").output();
        Verified::read(&without.unwrap()).assert(&["a/a.go:4"], &["a/a.go:8"], &["breaks-build"]);
    }
}

#[test]
fn workspaces_nested_modules_and_vendor() {
    if !has_go() {
        return;
    }
    let count = "package a\n\nfunc One() int {\n\treturn 1\n}\n\nfunc Two() int {\n\treturn 2\n}\n";
    let user = "package b\n\nimport \"ex.com/a\"\n\nvar One int = a.One()\n";
    // Another module of the workspace is an importer too.
    let place = Place::new(&[
        ("go.work", "go 1.21\n\nuse (\n\t./a\n\t./b\n)\n"),
        ("a/go.mod", "module ex.com/a\n\ngo 1.21\n"),
        ("a/a.go", count),
        ("b/go.mod", "module ex.com/b\n\ngo 1.21\n"),
        ("b/b.go", user),
        // A module that the workspace does not use is judged on its own.
        ("c/go.mod", "module ex.com/c\n\ngo 1.21\n"),
        ("c/c.go", BOTH),
    ]);
    let verified = place.verify("");
    verified.assert(&["a/a.go:7", "c/c.go:4"], &["a/a.go:3", "c/c.go:8"], &["b.go:5: ", "c.go:8: "]);
    // A nested module, and a dependency in `vendor`.
    let place = Place::new(&[
        ("go.mod", "module ex.com/m\n\ngo 1.21\n\nrequire ex.com/a v1.0.0\n"),
        ("vendor/modules.txt", "# ex.com/a v1.0.0\n## explicit; go 1.21\nex.com/a\n"),
        ("vendor/ex.com/a/a.go", count),
        ("m.go", &user.replace("package b", "package m")),
        ("x.go", &BOTH.replace("package a", "package m")),
        ("nested/go.mod", "module ex.com/n\n\ngo 1.21\n"),
        ("nested/n.go", BOTH),
    ]);
    let output =
        place.command("check --verify=build --select wrong --format json").env("GOFLAGS", "").output().unwrap();
    Verified::read(&output).assert(&["x.go:4", "nested/n.go:4"], &["x.go:8", "nested/n.go:8"], &["mismatched types"]);
}

#[test]
fn tags_and_targets_choose_what_is_built() {
    if !has_go() {
        return;
    }
    let tagged = format!("//go:build special\n\n{}", BOTH.replace("Text", "Special").replace("List", "Specials"));
    let other = BOTH.replace("Text", "Other").replace("List", "Others");
    let place = Place::new(&[MOD, ("a/a.go", BOTH), ("a/t.go", &tagged), ("a/o_plan9.go", &other)]);
    let verified = place.verify("");
    let undone = ["a/a.go:8", "a/t.go:6", "a/t.go:10", "a/o_plan9.go:4", "a/o_plan9.go:8"];
    verified.assert(&["a/a.go:4"], &undone, &["not-built"]);
    let verified = place.verify("--tags special");
    let undone = ["a/a.go:8", "a/t.go:10", "a/o_plan9.go:4", "a/o_plan9.go:8"];
    verified.assert(&["a/a.go:4", "a/t.go:6"], &undone, &["not-built"]);
    // What takes a tag is not looked at for a target, and so is no fix at all.
    let verified = place.verify("--target plan9/amd64");
    verified.assert(&["a/a.go:4", "a/o_plan9.go:4"], &["a/a.go:8", "a/o_plan9.go:8"], &["mismatched types"]);
}

/// Cutting spaces off makes a difference in the first function, none in the second; the third has an effect, the fourth
/// takes what cannot be made up, and the fifth returns a type of its own.
const SPACES: &str = "package a

import (
\t\"fmt\"
\t\"os\"
\t\"strings\"
)

type T struct{ name string }

func (t *T) Name() string {
\treturn strings.TrimSpace(t.name)
}

func Length(s string) bool {
\treturn len(strings.TrimSpace(s)) >= 0
}

func Remove(s string) error {
\treturn os.Remove(strings.TrimSpace(s))
}

func Call(f func(string)) {
\tf(strings.TrimSpace(\" a\"))
}

func Typed(s string) any {
\ttype local struct{ long bool }
\treturn local{len(strings.TrimSpace(s)) >= 0}
}

func Print(s string) {
\tfmt.Println(strings.TrimSpace(s))
}

func PrintLength(s string) {
\tfmt.Println(len(strings.TrimSpace(s)) >= 0)
}

func Loop(s string) {
\tfor t := strings.TrimSpace(s); t != \"\" && t[0] == ' '; {
\t}
}

func Recurse(s string) int {
\tif t := strings.TrimSpace(s); t == \"\" || t[0] != ' ' {
\t\treturn 0
\t}
\tvar room [1 << 16]byte // The stack is soon full.
\treturn 1 + Recurse(s) + int(room[len(s)%2])
}

func Forever(s string) {
\tfor strings.TrimSpace(s) != \"\" {
\t}
}
";

/// Three uses of one rule that is wrong for tabs: the first is tested here, the second only by an importer, the third with spaces.
const TRIMS: &str = "package a

import \"strings\"

func Here(s string) string {
\treturn strings.TrimSpace(s)
}

func There(s string) string {
\treturn strings.TrimSpace(s)
}

func Fine(s string) string {
\treturn strings.TrimSpace(s)
}
";

const TRIMS_TEST: &str = "package a

import (
\t\"os\"
\t\"testing\"
)

func TestHere(t *testing.T) {
\tt.Run(\"space\", func(t *testing.T) {})
\tt.Run(\"tab\", func(t *testing.T) {
\t\tif got := Here(\"\\tx\"); got != \"x\" {
\t\t\tt.Errorf(\"got %q\", got)
\t\t}
\t})
}

func TestFine(t *testing.T) {
\tif Fine(\" x \") != \"x\" {
\t\tt.Fail()
\t}
}

func TestAlwaysFails(t *testing.T) {
\tt.Fail()
}

// Fails once, and leaves a mark.
func TestFlaky(t *testing.T) {
\tmark := os.Getenv(\"MARK\")
\tif _, err := os.Stat(mark); err != nil {
\t\tos.WriteFile(mark, nil, 0o600)
\t\tt.Fatal(\"not yet\")
\t}
}
";

#[test]
fn what_does_something_else_is_taken_back() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[
        MOD,
        ("a/a.go", SPACES),
        // The package's own tests do not run, nor what they set up.
        (
            "a/a_test.go",
            "package a\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) { os.Exit(7) }\n",
        ),
    ]);
    let output = place.run("check --verify=run --select no-trim --format json");
    let verified = Verified::read(&output);
    verified.assert(
        &["a/a.go:16", "a/a.go:20", "a/a.go:24", "a/a.go:29", "a/a.go:37", "a/a.go:54"],
        &["a/a.go:12", "a/a.go:33", "a/a.go:41", "a/a.go:46"],
        &[
            "changes-behaviour",
            "T.Name(&a.T{name: ",
            "on standard output and the log before",
            "and after: it does not come back within",
            "and after: it ends the program: fatal error: stack overflow",
        ],
    );
    let findings = verified.report["findings"].as_array().unwrap();
    let proof = |line: u64| &findings.iter().find(|f| f["start"]["line"] == line).unwrap()["proof"];
    for line in [16, 37] {
        assert_eq!(proof(line)["strongest"], "ran", "{}", proof(line));
        assert_eq!(proof(line)["run"]["inputs"], 200);
    }
    assert_eq!(proof(20)["strongest"], "builds");
    assert_eq!(proof(20)["run"]["reason"]["code"], "calls-unknown");
    assert!(proof(20)["run"]["reason"]["text"].as_str().unwrap().contains("`os.Remove`"), "{}", proof(20));
    assert_eq!(proof(24)["run"]["reason"]["code"], "cannot-generate");
    // Each body would declare a type of its own.
    assert_eq!(proof(29)["run"]["reason"]["code"], "declares-type");
    // It does not come back before either.
    assert_eq!(proof(54)["run"]["reason"]["code"], "does-not-return");
    let run = &verified.report["verification"]["run"];
    assert_eq!((&run["changed"], &run["ran"], &run["seed"]), (&6.into(), &2.into(), &1.into()), "{run}");
    assert!(!place.root.join("allocfixprobe").exists());
}

#[test]
fn what_makes_a_test_fail_is_taken_back() {
    if !has_go() {
        return;
    }
    let user = "package b\n\nimport \"ex.com/m/a\"\n\nvar There = a.There\n";
    let place = Place::new(&[
        MOD,
        ("a/a.go", TRIMS),
        ("a/a_test.go", TRIMS_TEST),
        ("b/b.go", user),
        (
            "b/b_test.go",
            "package b\n\nimport \"testing\"\n\nfunc TestThere(t *testing.T) {\n\tif There(\"\\n\") != \"\" {\n\t\tpanic(\"a line end\")\n\t}\n}\n",
        ),
        // Its tests never did build.
        ("c/c.go", &user.replace("package b", "package c")),
        ("c/c_test.go", "package c\n\nvar n int = \"\"\n"),
    ]);
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify/behaviour");
    let mut command = place.command("check a --verify=test --select behaviour --format json");
    let output =
        command.args(["--rules", rules]).env("MARK", place.root.join("mark")).output().expect("the program starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("this runs the repository's own code"), "{told}");
    let verified = Verified::read(&output);
    verified.assert(
        &["a/a.go:14"],
        &["a/a.go:6", "a/a.go:10"],
        &[
            "fails-test",
            "`TestHere/tab` of ex.com/m/a",
            "got \\\"\\\\tx\\\"",
            "`TestThere` of ex.com/m/b",
            "a line end",
        ],
    );
    let tests = &verified.report["verification"]["tests"];
    assert_eq!(tests["flaky"], serde_json::json!(["TestFlaky of ex.com/m/a"]));
    assert_eq!(tests["failed"], serde_json::json!(["TestAlwaysFails of ex.com/m/a"]));
    // Here with its two subtests, Fine, Flaky or not, and There.
    assert!(tests["passed"].as_u64().is_some_and(|passed| passed >= 5), "{tests}");
    assert_eq!(verified.report["verification"]["left_alone"], serde_json::json!([]));
    let left = verified.report["verification"]["not_tested"].to_string();
    assert!(left.contains("ex.com/m/c") && left.contains("tests-did-not-build"), "{left}");
    assert!(verified.report["findings"].to_string().contains("\"strongest\":\"tests\""));
}

#[test]
fn what_cannot_be_tested_is_not_called_left_alone() {
    if !has_go() {
        return;
    }
    let slow = "package a\n\nimport (\n\t\"testing\"\n\t\"time\"\n)\n\nfunc TestSlow(t *testing.T) { time.Sleep(time.Hour) }\n";
    let text = BOTH.split("\nfunc List").next().unwrap();
    let place = Place::new(&[MOD, ("a/a.go", text), ("a/a_test.go", slow)]);
    let output = place.run("--allow-no-vcs --verify=test --verify-timeout 8 --select wrong a");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_ne!(fs::read_to_string(place.root.join("a/a.go")).unwrap(), text, "{told}");
    let line =
        "not tested, fixes rest on the build: ex.com/m/a: its tests did not end in time before (tests-timed-out)";
    assert!(told.contains(line) && !told.contains("left alone") && !told.contains("\ntested: "), "{told}");
}

#[test]
fn benchmarks_show_what_was_saved() {
    if !has_go() {
        return;
    }
    let text =
        "package a\n\nimport \"fmt\"\n\nfunc Label(s string) string {\n\treturn fmt.Sprintf(\"label-%s\", s)\n}\n";
    let test = "package a\n\nimport \"testing\"\n\nvar name, kept = \"some name\", \"\"\n
func BenchmarkLabel(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tkept = Label(name)\n\t}\n}\n
func BenchmarkOther(b *testing.B) { b.Fatal(\"it was not asked for\") }\n";
    let place = Place::new(&[MOD, ("a.go", text), ("a_test.go", test)]);
    let line = "check --verify-count 4 --verify=build,bench=L{1,1}abel";
    let report = Verified::read(&place.run(&format!("{line} --format json"))).report;
    let benchmarks = report["verification"]["benchmarks"].as_array().expect("they were asked for");
    assert_eq!(benchmarks.len(), 1, "{benchmarks:?}");
    let allocations = &benchmarks[0]["metrics"][2];
    assert_eq!(allocations["unit"], "allocs/op");
    let median = |side: &str| allocations[side]["median"].as_f64().unwrap();
    assert!(median("after") < median("before"), "{allocations}");
    assert!(allocations["p"].as_f64().unwrap() <= 0.05, "{allocations}");
    assert_eq!(benchmarks[0]["worse"], false);
    assert_eq!(report["verification"]["left_alone"], serde_json::json!([]));
    let wrong = place.run("--allow-no-vcs --verify=bench=Label(");
    let told = String::from_utf8_lossy(&wrong.stderr);
    assert_eq!(wrong.status.code(), Some(2), "{told}");
    assert!(told.contains("error: invalid regexp for element 0 of -test.bench") && told.contains("help: "), "{told}");
    assert_eq!(fs::read_to_string(place.root.join("a.go")).unwrap(), text);
    // The findings and the table; a diff stays a diff.
    for (line, is_out) in [(line, true), ("--dry-run --allow-dirty --verify-count 1 --verify=bench=Label", false)] {
        let output = place.run(line);
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(out.contains("allocs/op before"), is_out, "{out}");
        assert_eq!(err.contains("allocs/op before"), !is_out, "{err}");
    }
}

#[test]
fn escapes_names_what_lies_outside_of_modules() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[("a/a.go", HEAP), ("b/go.mod", MOD.1), ("b/b.go", "package b\n\nvar P = new(int)\n")]);
    for (line, out) in [("escapes a", ""), ("escapes", "1 heap site"), ("escapes a --format json", "\"sites\": []")] {
        let output = place.run(line);
        let [said, told] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(output.status.code(), Some(2), "{line}: {said}{told}");
        assert!(said.contains(out) && !said.contains("no heap sites"), "{line}: {said}");
        assert!(told.contains("error: `a` lies in no Go module") && told.contains("outside-module"), "{line}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_nothing_behind() {
    if !has_go() {
        return;
    }
    let slow = "package a\n\nimport (\n\t\"os\"\n\t\"testing\"\n\t\"time\"\n)\n\nfunc TestSlow(t *testing.T) {\n\tos.WriteFile(os.Getenv(\"MARK\"), nil, 0o600)\n\ttime.Sleep(40 * time.Second)\n\tos.WriteFile(os.Getenv(\"MARK\")+\".end\", nil, 0o600)\n}\n";
    let text = BOTH.split("\nfunc List").next().unwrap();
    for (signal, code) in [("-TERM", 143), ("-INT", 130)] {
        let place = Place::new(&[MOD, ("a/a.go", text), ("a/a_test.go", slow), ("tmp/x", "")]);
        let (mark, tmp) = (place.root.join("mark"), place.root.join("tmp"));
        let mut command = place.command("--allow-no-vcs --verify=test --select wrong a");
        command.env("MARK", &mark).env("TMPDIR", &tmp).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let since = std::time::Instant::now();
        while !mark.exists() && since.elapsed().as_secs() < 120 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        assert!(mark.exists(), "the test never started");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert!(since.elapsed().as_secs() < 150);
        let left: Vec<_> = fs::read_dir(&tmp).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["x"], "{signal}");
        assert_eq!(fs::read_to_string(place.root.join("a/a.go")).unwrap(), text);
        // Where there is nothing to ask with, nobody is asked.
        let running = Command::new("pgrep").args(["-f", &format!("{}/go-build.*a.test", tmp.display())]).output();
        assert!(
            running.is_err() || running.is_ok_and(|output| output.stdout.is_empty()),
            "{signal}: the tests still run"
        );
    }
}

/// Each way that leads to a file. None may be taken, whatever it looks like to a reader in a hurry.
const EFFECTS: &str = "package a

import (
\t\"io\"
\t\"os\"
\t\"strings\"
\t\"text/template\"
\t\"time\"
)

var mark = os.Getenv(\"MARK\")

func leave() { os.WriteFile(mark, nil, 0o600) }

type noisy struct{ s string }

func (n noisy) String() string {
\tleave()
\treturn n.s
}

type sink struct{}

func (sink) Write(p []byte) (int, error) {
\tleave()
\treturn len(p), nil
}

var hooks = map[string]func(){\"x\": leave}
var out io.Writer = os.Stderr
var count int

type helper interface{ help() }

func (noisy) help() { leave() }

func Direct(s string) string       { leave(); return strings.TrimSpace(s) }
func Deferred(s string) string     { defer leave(); return strings.TrimSpace(s) }
func Literal(s string) string      { func() { leave() }(); return strings.TrimSpace(s) }
func Value(s string) string        { f := leave; f(); return strings.TrimSpace(s) }
func Hooked(s string) string       { hooks[\"x\"](); return strings.TrimSpace(s) }
func Stringer(s string) string     { var b strings.Builder; template.HTMLEscape(&b, []byte(s)); b.WriteString(show(noisy{s})); return strings.TrimSpace(s) }
func Writer(s string) string       { io.WriteString(sink{}, s); return strings.TrimSpace(s) }
func Global(s string) string       { out.Write(nil); return strings.TrimSpace(s) }
func Asserted(s string) string     { var x any = noisy{s}; x.(helper).help(); return strings.TrimSpace(s) }
func Method(s string) string       { f := noisy{s}.help; f(); return strings.TrimSpace(s) }
func Counted(s string) string      { count++; return strings.TrimSpace(s) }
func Clock(s string) string        { return strings.TrimSpace(s) + time.Now().String() }
func Started(s string) string      { go leave(); return strings.TrimSpace(s) }
func Generic(s string) string      { return call(noisy{s}) + strings.TrimSpace(s) }

func show(v interface{ String() string }) string { return v.String() }

func call[T interface{ String() string }](t T) string { return t.String() }

func Free(s string) bool { return len(strings.TrimSpace(s)) >= 0 }
";

#[test]
fn no_function_with_an_effect_is_run() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[MOD, ("a/a.go", EFFECTS)]);
    let mark = place.root.join("mark");
    let mut command = place.command("check --verify=run --select no-trim --format json");
    let report = Verified::read(&command.env("MARK", &mark).output().expect("the program starts")).report;
    let findings = report["findings"].as_array().unwrap();
    let run: Vec<&str> = findings
        .iter()
        .filter(|f| f["fate"] != "applied" || f["proof"]["run"]["reason"].is_null())
        .map(|f| f["function"].as_str().unwrap())
        .collect();
    assert_eq!(run, ["Free"], "{findings:#?}");
    assert_eq!(findings.len(), 15);
    assert!(!mark.exists());
}

/// Go 1.24 has aliases with type parameters, which stand in the export data of packages that are only imported.
#[test]
fn aliases_with_type_parameters_are_read() {
    if !has_go() {
        return;
    }
    let dep = "package dep\n\ntype Set[K comparable] = map[K]bool\n\ntype T struct{}\n\nfunc (T) Name() string { return \"T\" }\n";
    let user = "package a

import (
\t\"strings\"

\t\"ex.com/m/dep\"
)

type Namer interface{ Name() string }

func Named(n Namer, s dep.Set[string], t string) int {
\treturn len(n.Name()) + len(s) + min(len(strings.TrimSpace(t)), 0)
}
";
    let place = Place::new(&[("go.mod", "module ex.com/m\n\ngo 1.24\n"), ("dep/dep.go", dep), ("a/a.go", user)]);
    let verified = Verified::read(&place.run("check --verify=run --select no-trim --format json"));
    verified.assert(&["a/a.go:12"], &[], &[]);
    let proof = &verified.report["findings"][0]["proof"];
    assert_eq!(proof["strongest"], "ran", "{proof}");
}

#[test]
fn outside_of_modules_nothing_can_be_said() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[("a.go", BOTH)]);
    place.verify("").assert(&[], &["a.go:4", "a.go:8"], &["outside-module"]);
}

#[test]
fn without_a_toolchain_nothing_is_written() {
    let place = Place::new(&[MOD, ("a.go", BOTH)]);
    let nowhere = Path::new("/nowhere");
    for line in ["--allow-no-vcs --allow-dirty --verify=build", "check --verify=build"] {
        let output = place.command(line).args(["--select", "wrong"]).env("PATH", nowhere).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("there is no `go` in the path") && told.contains("help: "), "{told}");
    }
    assert_eq!(fs::read_to_string(place.root.join("a.go")).unwrap(), BOTH);
}

#[test]
fn a_module_for_a_newer_go_is_a_clear_error() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[("go.mod", "module ex.com/m\n\ngo 1.99\n"), ("a.go", BOTH)]);
    let output = place.run("check --verify=build --select wrong");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("1.99") && told.contains("GOTOOLCHAIN"), "{told}");
}

/// A copy of a module as the module proxy has it. `None`, said aloud, where it cannot be had; CI must get it.
fn downloaded(module: &str) -> Option<Place> {
    let output = Command::new("go").args(["mod", "download", "-json", module]).output().expect("asked before");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let Some(folder) = said["Dir"].as_str().filter(|_| output.status.success()) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must get {module}: {said}");
        eprintln!("skipped: {module} cannot be downloaded: {said}");
        return None;
    };
    let place = Place::new(&[]);
    copy(Path::new(folder), &place.root);
    Some(place)
}

/// Copies a folder; the copies can be written, unlike the files of the module cache.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for a test");
    for entry in fs::read_dir(from).expect("it was just downloaded") {
        let entry = entry.expect("it was just downloaded");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::write(to, fs::read(entry.path()).expect("it was just downloaded")).expect("a file for a test");
        }
    }
}

/// Of three rules that are wrong in many places, among all the others: what does not compile goes, what the compiler puts on
/// the heap becomes advice, what does something else goes where it can be run. What stays of the first is what a rule keeps that
/// asks for the type; of the last, at least what a rule keeps that knows what is never negative. No fix of any other rule
/// suffers from the company.
#[test]
fn in_a_real_module_only_the_wrong_fixes_go() {
    if !has_go() {
        return;
    }
    let Some(place) = downloaded(REAL) else { return };
    let run = |line: &str, rules: &[&str]| {
        let mut command = place.command(&format!("check --format json {line}"));
        command.args(rules.iter().flat_map(|rules| ["--rules", rules]));
        Verified::read(&command.env("GOFLAGS", "").output().expect("the program starts")).report
    };
    let wrong = run(
        "--verify=run --ignore number-format,wide-result,no-trim,text-of-text,same-length",
        &[ESCAPE, concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify/zero")],
    );
    let right = run("--verify=build --ignore wrong,behaviour", &[RIGHT]);
    let name = |f: &Value| format!("{}:{}", f["path"].as_str().unwrap(), f["start"]["offset"]);
    let of = |report: &Value, rules: &[&str], fate: &str, code: &str| -> BTreeSet<String> {
        let of_rules = |f: &&Value| match rules {
            [] => !OURS.contains(&f["rule"].as_str().unwrap()),
            _ => rules.contains(&f["rule"].as_str().unwrap()),
        };
        let is_it = |f: &&Value| f["fate"] == fate && f["reason"]["code"].as_str().unwrap_or_default() == code;
        let findings = report["findings"].as_array().unwrap().iter().filter(of_rules).filter(is_it);
        findings.map(name).collect()
    };

    let kept = of(&wrong, &["empty-text"], "applied", "");
    assert!(kept.len() >= 5, "{kept:?}");
    assert_eq!(kept, of(&right, &["empty-string"], "applied", ""));
    assert!(of(&wrong, &["empty-text"], "undone", "breaks-build").len() >= 20);

    assert_eq!(of(&wrong, &["length-of-text"], "applied", ""), BTreeSet::new());
    assert!(of(&wrong, &["length-of-text"], "offered", "still-escapes").len() >= 200);
    // A constant is none any more, and vet doubts a line end for `fmt.Sprintln`: those never get as far.
    assert_eq!(of(&wrong, &["length-of-text"], "undone", "breaks-build").len(), 3);
    assert_eq!(of(&wrong, &["length-of-text"], "undone", "breaks-vet").len(), 1);

    let kept = of(&wrong, &["above-zero"], "applied", "");
    let never_wrong = of(&right, &["never-negative"], "applied", "");
    let findings = wrong["findings"].as_array().unwrap();
    assert!(never_wrong.len() >= 50, "{never_wrong:?}");
    for place in &never_wrong {
        let reason = || findings.iter().find(|f| f["rule"] == "above-zero" && name(f) == *place);
        assert!(kept.contains(place), "{place} is taken back: {:?}", reason());
    }
    let differing = findings.iter().filter(|f| f["reason"]["code"] == "changes-behaviour");
    let differing: BTreeSet<String> = differing
        .inspect(|f| assert_eq!(f["rule"], "above-zero", "{f}"))
        .map(|f| format!("{}:{}", f["path"].as_str().unwrap(), f["start"]["line"]))
        .collect();
    // Some of them, each with a number that is less than zero: appending zeros, for ever; trimming; leaving digits away.
    for place in [
        "internal/number/decimal.go:173",
        "internal/number/pattern.go:84",
        "message/format.go:314",
        "message/format.go:489",
        "message/pipeline/pipeline.go:377",
        "unicode/norm/composition.go:190",
    ] {
        assert!(differing.contains(place), "{place} is not among {differing:?}");
    }

    // What no build contains is left alone whoever wants to change it.
    assert_eq!(of(&wrong, &[], "applied", ""), of(&right, &[], "applied", ""));
    assert_eq!(of(&wrong, &[], "undone", "not-built"), of(&right, &[], "undone", "not-built"));
    for finding in findings.iter().filter(|f| f["fate"] == "undone" && !OURS.contains(&f["rule"].as_str().unwrap())) {
        assert_eq!(finding["reason"]["code"], "not-built", "{finding}");
    }
}

/// The rules of these tests that look at the real module.
const OURS: [&str; 5] = ["empty-text", "empty-string", "length-of-text", "above-zero", "never-negative"];

/// Rules that ask for the compiler's word: one helps, one harms, one does neither.
const ESCAPE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify/escape");

const HEAP: &str = "package a

import \"fmt\"

func Text(s string) string {
\treturn fmt.Sprint(s)
}

func Length(s string) int {
\treturn len(s)
}

func Same(s []int) int {
\treturn cap(s[:])
}

func Both(s, t string) (string, int) {
\treturn fmt.Sprint(s), len(t)
}

func Kept(n int) (*int, string) {
\treturn &n, fmt.Sprint(n, true)
}
";

#[test]
fn what_the_compiler_does_not_confirm_is_advice() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[MOD, ("a/a.go", HEAP)]);
    let output = place.run(&format!("check --verify=build --select heap --format json --rules {ESCAPE}"));
    let verified = Verified::read(&output);
    verified.assert(&["a/a.go:6", "a/a.go:18"], &[], &[]);
    let findings = verified.report["findings"].as_array().unwrap();
    for finding in findings.iter().filter(|finding| finding["fate"] == "applied") {
        assert_eq!(finding["rule"], "text-of-text");
        assert_eq!(finding["proof"]["strongest"], "heap", "{finding}");
        assert_eq!(finding["proof"]["heap"]["gone"], 1, "{finding}");
        assert_eq!(finding["proof"]["heap"]["new"], 0, "{finding}");
    }
    let advice: Vec<String> = findings
        .iter()
        .filter(|finding| finding["fate"] == "offered")
        .map(|f| {
            let (code, text) = (&f["reason"]["code"], &f["reason"]["text"]);
            format!("{} {} {} {}", f["start"]["line"], f["level"], code.as_str().unwrap(), text.as_str().unwrap())
        })
        .collect();
    assert_eq!(
        advice,
        [
            "10 \"advice\" still-escapes the compiler then says in this function: s escapes to heap (boxed in an interface)",
            "14 \"advice\" still-escapes the compiler keeps nothing off the heap that was on it before",
            "18 \"advice\" still-escapes the compiler then says in this function: t escapes to heap (boxed in an interface)",
        ]
    );
    // Nobody was asked.
    let plain = place.run(&format!("check --select heap --format json --rules {ESCAPE}"));
    let report: Value = serde_json::from_slice(&plain.stdout).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        assert_eq!((&finding["fate"], &finding["level"]), (&"offered".into(), &"advice".into()), "{finding}");
        assert_eq!(finding["reason"]["code"], "compiler-not-asked");
    }
    // Rules that ask for nothing get it written down.
    let place = Place::new(&[MOD, ("a/a.go", BOTH)]);
    let verified = place.verify("--verify=escape");
    verified.assert(&["a/a.go:4"], &["a/a.go:8"], &["breaks-build"]);
    let all = verified.report["findings"].as_array().unwrap();
    let applied = all.iter().find(|finding| finding["fate"] == "applied").unwrap();
    assert_eq!(applied["proof"]["heap"], serde_json::json!({"gone": 0, "new": 0, "unchanged": 0}));
}

#[test]
fn escapes_lists_heap_sites_with_cause_and_rule() {
    if !has_go() {
        return;
    }
    let place = Place::new(&[MOD, ("a/a.go", HEAP), ("b/b.go", "package b\n\nvar P = new(int)\n")]);
    let output = place.run(&format!("escapes a --select heap --rules {ESCAPE}"));
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        told,
        "\
Text:
  a/a.go:6:20: s escapes to heap: boxed in an interface
    rule text-of-text; allocfix explain text-of-text

Both:
  a/a.go:18:20: s escapes to heap: boxed in an interface
    rule text-of-text; allocfix explain text-of-text
    rule length-of-text; allocfix explain length-of-text

Kept:
  a/a.go:21:11: moved to heap: n: returned
  a/a.go:22:24: n escapes to heap: boxed in an interface

4 heap sites, 2 on lines of a rule
"
    );
    let output = place.run("escapes a/a.go --format json --select wrong");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let moved = &report["sites"][2];
    assert_eq!((&moved["function"], &moved["line"]), (&"Kept".into(), &21.into()), "{report}");
    assert!(moved["flow"].as_array().is_some_and(|flow| flow.len() >= 2), "{report}");
    let verbose = place.run("escapes -v a");
    assert!(String::from_utf8_lossy(&verbose.stdout).contains("(return)"));
    // What builds is looked at.
    let tagged = "//go:build extra\n\npackage b\n\nvar Q = make([]int, 1)\n";
    let place = Place::new(&[
        MOD,
        ("a.go", "package a\n\nvar x int = \"\"\n"),
        ("b/b.go", "package b\n\nvar P = new(int)\n"),
        ("b/extra.go", tagged),
    ]);
    for (line, sites, code) in
        [("escapes", 1, 2), ("escapes b", 1, 0), ("escapes b -j 1 --tags extra --target linux/arm64", 2, 0)]
    {
        let output = place.run(line);
        let (told, said) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert_eq!(said.lines().filter(|line| line.contains("escapes to heap")).count(), sites, "{said}{told}");
        assert_eq!(told.contains("a.go:3:13"), code == 2, "{told}");
    }
    let output = place.command("escapes").env("PATH", "/nowhere").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
