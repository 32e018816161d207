//! An outcome in which everything happens once, for the tests of all formats.

use std::path::PathBuf;

use crate::fix::outcome::{
    ChangedFile, Fate, Fault, FileEdit, Finding, Gain, Level, Outcome, Position, Proof, Reads, Reason, Skipped,
    Trouble, Verification,
};
use crate::go::version::Version;
use crate::text::{Edit, Lines, Patch, Span};

const SLICES: &str = "\
package p

func ids(users []User) []int {
\tout := []int{}
\tfor _, u := range users {
\t\tout = append(out, u.ID)
\t}
\treturn out
}
";

const KEYS: &str = "\
package p

import \"fmt\"

func (k *Key) String() string {
\tname := fmt.Sprintf(\"%d\", k.n)
\tbuf := new(bytes.Buffer) // größer
\tfmt.Fprintf(buf, \"%v\", k.x); re := regexp.MustCompile(\"é\")
\treturn name
}
";

/// Two changed files, and a finding of every fate.
pub fn outcome() -> Outcome {
    let sized = finding("size-slice", "size a slice before filling it", Level::Safe, "a/slices.go", SLICES, "[]int{}");
    let sized = Finding {
        function: "ids".to_owned(),
        gain: "saves the growth of the slice".to_owned(),
        proof: Proof { builds: true, ..Proof::default() },
        edits: vec![edit("a/slices.go", SLICES, "[]int{}", "make([]int, 0, len(users))")],
        ..sized
    };
    let boxed = in_keys("sprintf-int", "format an integer without `fmt`", Level::Safe, "fmt.Sprintf(\"%d\", k.n)");
    let boxed = Finding {
        gain: "saves one allocation".to_owned(),
        measured: Some(Gain {
            go: Version { major: 1, minor: 24 },
            case: "example-1/key",
            input: "1000",
            allocs: [2, 1],
            bytes: [16, 4],
            fewer: 5,
            inputs: 8,
        }),
        edits: vec![
            edit("a/keys.go", KEYS, "import \"fmt\"", "import (\n\t\"fmt\"\n\t\"strconv\"\n)"),
            edit("a/keys.go", KEYS, "fmt.Sprintf(\"%d\", k.n)", "strconv.Itoa(k.n)"),
        ],
        ..boxed
    };
    let pooled = in_keys("pool-buffer", "take a buffer from a pool", Level::Unsafe, "buf := new(bytes.Buffer)");
    let pooled = Finding {
        fate: Fate::Offered,
        gain: "saves one buffer per call".to_owned(),
        edits: vec![edit("a/keys.go", KEYS, "new(bytes.Buffer)", "bufPool.Get().(*bytes.Buffer)\n\tdefer put(buf)")],
        ..pooled
    };
    let kept = |rule: &str, code: &str, text: &str, what: &str| Finding {
        fate: Fate::Kept(Reason { code: code.to_owned(), text: text.to_owned() }),
        ..in_keys(rule, "format without `fmt`", Level::Safe, what)
    };
    let print = "fmt.Fprintf(buf, \"%v\", k.x)";
    let regexp = "regexp.MustCompile(\"é\")";
    let whole = "name := fmt.Sprintf(\"%d\", k.n)\n\tbuf := new(bytes.Buffer)";
    Outcome {
        files: vec![changed(SLICES, &sized), changed(KEYS, &boxed)],
        findings: vec![
            boxed,
            pooled,
            Finding { fate: Fate::Offered, ..in_keys("builder", "build it in one piece", Level::Advice, whole) },
            kept("sprint", "unknown-type", "the type of `k.x` is not known: package \"z\" was not read", print),
            kept("sprint", "unknown-type", "the type of `k` is not known", "k.x"),
            kept("sprint", "not-constant", "the format is not a constant", print),
            Finding {
                fate: Fate::LostTo { rule: "sprintf-int".to_owned() },
                ..in_keys("concat", "join with `+`", Level::Safe, print)
            },
            Finding {
                fate: Fate::Undone(Reason {
                    code: "does-not-parse".to_owned(),
                    text: "`var` is not Go here".to_owned(),
                }),
                ..in_keys("hoist", "compile it once", Level::Safe, regexp)
            },
            Finding {
                fate: Fate::Ignored { why: "called once".to_owned() },
                ..in_keys("hoist-regexp", "compile it once", Level::Safe, regexp)
            },
            sized,
        ],
        skipped: vec![
            skipped("a/gen.go", "generated", "generated files are left alone", None),
            skipped("a/gen2.go", "generated", "generated files are left alone", None),
            skipped("b/broken.go", "syntax-error", "func f does not parse", Some(Position { line: 7, column: 1 })),
        ],
        troubles: vec![
            trouble(Fault::World, "c/secret.go", "permission denied", "make it readable, or leave it out"),
            trouble(Fault::Rule, "a/keys.go", "rule `hoist` made text that does not parse", ""),
            trouble(Fault::Ours, "a/keys.go", "edits of one fix clash", ""),
        ],
        looked_at: 12,
        dependencies: Reads { packages: 3, files: 20, bytes: 45_678 },
        verification: Some(Verification {
            packages: 5,
            left_alone: vec![("ex.com/m/b".to_owned(), Reason::new("did-not-build", "it did not build before"))],
            ..Verification::default()
        }),
    }
}

fn in_keys(rule: &str, title: &str, level: Level, what: &str) -> Finding {
    Finding { function: "Key.String".to_owned(), ..finding(rule, title, level, "a/keys.go", KEYS, what) }
}

/// An applied finding on the first place where `what` stands in `text`.
pub fn finding(rule: &str, title: &str, level: Level, path: &str, text: &str, what: &str) -> Finding {
    let span = place(text, what);
    let lines = Lines::new(text);
    let position = |offset| {
        let (line, column) = lines.position(offset);
        Position { line, column }
    };
    Finding {
        rule: rule.to_owned(),
        rewrite: 0,
        title: title.to_owned(),
        level,
        fate: Fate::Applied,
        path: PathBuf::from(path),
        span,
        start: position(span.start),
        end: position(span.end),
        source: lines.around(span).of(text).to_owned(),
        function: String::new(),
        gain: String::new(),
        measured: None,
        edits: Vec::new(),
        prove: None,
        remark: None,
        proof: Default::default(),
    }
}

/// An edit of the first place where `what` stands in `text`.
pub fn edit(path: &str, text: &str, what: &str, by: &str) -> FileEdit {
    FileEdit { path: PathBuf::from(path), span: place(text, what), text: by.to_owned() }
}

fn place(text: &str, what: &str) -> Span {
    let start = text.find(what).expect("the example holds what it is about");
    Span::new(start as u32, (start + what.len()) as u32)
}

fn changed(before: &str, finding: &Finding) -> ChangedFile {
    let mut patch = Patch::default();
    let edits = finding.edits.iter().map(|edit| Edit { span: edit.span, text: edit.text.clone() }).collect();
    patch.add_all(edits).expect("the edits of the example do not clash");
    ChangedFile { path: finding.path.clone(), before: before.to_owned(), after: patch.apply(before) }
}

fn skipped(path: &str, code: &str, text: &str, part: Option<Position>) -> Skipped {
    let reason = Reason { code: code.to_owned(), text: text.to_owned() };
    Skipped { path: PathBuf::from(path), reason, part }
}

fn trouble(fault: Fault, path: &str, message: &str, help: &str) -> Trouble {
    Trouble { fault, path: PathBuf::from(path), message: message.to_owned(), help: help.to_owned() }
}
