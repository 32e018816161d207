//! What `[known]` in an `allocfix.toml` says about other people's functions: each table unlocks a fix that is not made without it, or
//! holds one back, whether the function is called from another package or from its own. The tables are those of
//! `docs/configuration.md`.

use std::fs;
use std::process::Command;

const MODULE: &str = "module example.com/m\n\ngo 1.24\n";

const TEXT: &str = "package text

import \"bytes\"

type Log struct{ b []byte }

func (l *Log) Write(b []byte) (int, error) { return len(b), nil }

func (l *Log) WriteString(s string) (int, error) { return len(s), nil }

func Has(b []byte, x string) bool { return false }

func HasString(s string, x string) bool { return false }

// HasText takes something else.
func HasText(s string, x []byte) bool { return false }

var key func(string) string

func Key(s string) string { return key(s) }

func Join(list []string) string { return \"\" }

func Dump(b *bytes.Buffer) int { return keep(b) }

var keep func(*bytes.Buffer) int

func Fail(s string) { panic(s) }
";

/// The body of a package that calls functions of `text`, with `text.` where it is another package.
const CALLS: &str = "
var names []string

func keys() []string {
	out := []string{}
	first := text.Key(\"first\")
	for _, name := range names {
		out = append(out, first+name)
	}
	return out
}

func joined(l []string) string {
	var out []string
	for _, name := range l {
		out = append(out, name)
		println(name)
	}
	return text.Join(out)
}

func dumped(s string) int {
	var dump bytes.Buffer
	dump.WriteString(s)
	return text.Dump(&dump)
}

func failed(s, t string) {
	text.Fail(fmt.Sprintf(\"%s: %s\", s, t))
}

func has(s string) bool {
	return text.Has([]byte(s), \"x\")
}

func hasIn(b []byte) bool {
	return text.HasString(string(b), \"x\")
}

func logged(l *text.Log, s string, b []byte) {
	l.Write([]byte(s))
	l.WriteString(string(b))
}
";

const HEADER: &str = "package p\n\nimport (\n\t\"bytes\"\n\t\"fmt\"\n\n\t\"example.com/m/text\"\n)\n";

/// The examples of `docs/configuration.md`, in their order.
fn documented() -> Vec<String> {
    let page =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md")).expect("the page is there");
    page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// The lines that come, in the function that they come into.
fn written(config: &str, in_package: bool) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let root = folder.path();
    fs::create_dir(root.join("text")).expect("a folder for a test");
    let calls = format!("{HEADER}{CALLS}");
    let own = TEXT.replace("import \"bytes\"", "import (\n\t\"bytes\"\n\t\"fmt\"\n)") + &CALLS.replace("text.", "");
    let files = [
        ("go.mod", MODULE),
        ("allocfix.toml", config),
        ("text/text.go", if in_package { &own } else { TEXT }),
        ("p.go", if in_package { "package p\n" } else { &calls }),
    ];
    for (name, text) in files {
        fs::write(root.join(name), text).expect("a file for a test");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_allocfix"))
        .current_dir(root)
        .args(["--dry-run", "--unsafe", "./..."])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let diff = String::from_utf8(output.stdout).expect("the sources are UTF-8");
    let lines = diff.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++"));
    lines.map(|line| line[1..].trim().replace("text.", "")).collect()
}

#[test]
fn each_table_has_its_say() {
    let documented = documented();
    let [_, known] = documented.as_slice() else { panic!("{documented:?}") };
    for in_package in [false, true] {
        let without = written("", in_package);
        let with = written(known, in_package);
        let sizes_keys = "out := make([]string, 0, len(names))";
        let pools = "dump := dumpedPool.Get().(*bytes.Buffer)";
        let concat = "Fail(s + \": \" + t)";
        let nil_or_not = "if len(l) > 0 {";
        let unlocked =
            [sizes_keys, pools, "return HasString(s, \"x\")", "return Has(b, \"x\")", "l.WriteString(s)", "l.Write(b)"];
        let has = |lines: &[String], line: &str| lines.iter().any(|other| other == line);
        for line in unlocked {
            assert!(!has(&without, line), "without knowledge: {line}\n{without:#?}");
            assert!(has(&with, line), "with knowledge: {line}\n{with:#?}");
        }
        for line in [concat, nil_or_not] {
            assert!(has(&without, line), "without knowledge: {line}\n{without:#?}");
            assert!(!has(&with, line), "with knowledge: {line}\n{with:#?}");
        }
    }
}

#[test]
fn the_documented_keys_are_read() {
    // The rules of its own are the only thing that this module does not have.
    let keys: String =
        documented()[0].lines().filter(|line| !line.starts_with("rule-dirs")).flat_map(|line| [line, "\n"]).collect();
    let lines = written(&keys, false);
    assert!(lines.iter().any(|line| line == "if len(l) > 0 {"), "slices are selected: {lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("Fail")), "sprintf-concat is ignored: {lines:#?}");
}

#[test]
fn a_twin_that_takes_something_else_is_none() {
    let config = "[known]\nmirrors = [{ string = 'example.com/m/text.HasText', bytes = 'example.com/m/text.Has' }]\n";
    let lines = written(config, false);
    assert!(!lines.iter().any(|line| line.contains("HasText")), "{lines:#?}");
}
