//! Every rule against Go itself: before and after compile, behave the same on edge inputs, and after allocates less.
//!
//! The cases are the rule's own examples and `tests/prove/<rule>.go`, in which every function is one. They are rewritten,
//! put beside what they were, and called by a generated Go test with `tests/prove/probe.go`, which compares results, arguments
//! and panics and counts allocations. Inputs come from the types of the parameters; where others are wanted, a comment above
//! the function lists them, one Go expression for each parameter, `_` for the usual ones: `//prove:with probe.Counts, _`.
//! `//prove:skip` stands on a function that is only called by others. A file `<rule>.go1.22.go` needs that toolchain.
//!
//! The functions are called through variables, so they are compiled as if no caller could inline them; a case that is about
//! inlining has a function that calls another. What a rewrite gains is asked on the toolchains for which it claims a gain only:
//! one with `go = "..1.25"` is run on newer ones too, where it must not allocate more. `ALLOCFIX_GO` names more `go` commands, separated as in `PATH`; `ALLOCFIX_RULES` names
//! the only rules to look at, separated by commas; `ALLOCFIX_RACE` adds
//! a run under the race detector, which needs a C compiler and takes a while. The
//! whole table is left in `target/tmp/prove/`, one line for each call.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use allocfix::fix::laws;
use allocfix::fix::outcome::{Fate, Finding};
use allocfix::go::lex::{Lexer, TokenKind};
use allocfix::go::split::{Decl, DeclKind, split};
use allocfix::go::version::Version;
use allocfix::rule::{Level, Rule, Rules};
use serde::Deserialize;

/// What the module of the cases says, and so what the rules may rely on.
const GO: Version = Version { major: 1, minor: 21 };

/// A Go file, rewritten by one rule.
struct Case {
    rule: String,
    /// `example-1`, or the file's name.
    name: String,
    before: String,
    after: String,
    /// The least toolchain.
    go: Version,
    applied: Vec<Finding>,
    /// For each rewrite of the rule the newest Go version for which it claims a gain.
    until: Vec<Option<Version>>,
    calls: Vec<Called>,
}

/// A function that is called.
struct Called {
    function: String,
    parameters: usize,
    results: usize,
    /// One for each comment that states inputs; none means the usual ones.
    inputs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Report {
    case: String,
    function: String,
    input: String,
    differ: String,
    panics: bool,
    before: [u64; 2],
    after: [u64; 2],
}

#[test]
fn after_does_the_same_and_allocates_less() {
    let mut faults = Vec::new();
    let cases = cases(&mut faults);
    let Some(toolchains) = toolchains() else { return };
    for (number, (go, version, name)) in toolchains.iter().enumerate() {
        let cases: Vec<&Case> = cases.iter().filter(|case| case.go <= *version).collect();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prove");
        write_module(&folder.join("module"), &cases);
        let run = |arguments: &[&str]| run(go, &folder.join("module"), arguments);
        let vet = run(&["vet", "./..."]);
        if !vet.status.success() {
            faults.push(format!("{name}: go vet: {}", text(&vet)));
            continue;
        }
        // The race detector needs a C compiler, takes its time to build, and says the same with every toolchain.
        let race = number == 0 && std::env::var_os("ALLOCFIX_RACE").is_some();
        let arguments: &[&str] = if race { &["test", "-race", "-run", "Together", "."] } else { &["version"] };
        let raced = run(arguments);
        if !raced.status.success() {
            faults.push(format!("{name}: with the race detector: {}", text(&raced)));
        }
        let test = run(&["test", "-count=1", "-v", "."]);
        let printed = text(&test);
        let reports: Vec<Report> = printed
            .lines()
            .filter_map(|line| line.strip_prefix("PROBE "))
            .map(|line| serde_json::from_str(line).expect("the probe prints JSON"))
            .collect();
        if !test.status.success() {
            faults.push(format!("{name}: go test: {}", without_reports(&printed)));
        }
        let table = table(&cases, &reports);
        fs::write(folder.join(format!("{name}.tsv")), table).expect("the target folder can be written");
        judge(name, *version, &cases, &reports, &mut faults);
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    assert!(faults.is_empty(), "{} faults, listed above", faults.len());
}

/// The `go` in `PATH` and those that `ALLOCFIX_GO` names. `None`, said aloud, where there is none; CI must have one.
fn toolchains() -> Option<Vec<(PathBuf, Version, String)>> {
    let more = std::env::var_os("ALLOCFIX_GO").unwrap_or_default();
    let mut found = Vec::new();
    for go in std::iter::once(PathBuf::from("go")).chain(std::env::split_paths(&more).filter(|p| p != Path::new(""))) {
        let asked = Command::new(&go).args(["env", "GOVERSION"]).env("GOTOOLCHAIN", "local").output();
        match asked {
            Ok(output) => {
                let name = String::from_utf8_lossy(&output.stdout).trim().to_string();
                let version = name.parse().unwrap_or_else(|_| panic!("`{name}` of {} is no version", go.display()));
                found.push((go, version, name));
            }
            Err(error) if found.is_empty() && more.is_empty() => {
                assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have a Go toolchain: {error}");
                eprintln!("skipped: there is no Go toolchain here");
                return None;
            }
            Err(error) => panic!("{}: {error}", go.display()),
        }
    }
    Some(found)
}

fn cases(faults: &mut Vec<String>) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prove");
    let rules = Rules::builtin();
    let mut cases = Vec::new();
    let only = std::env::var("ALLOCFIX_RULES").unwrap_or_default();
    let only: Vec<&str> = only.split(',').filter(|id| !id.is_empty()).collect();
    for rule in rules.iter().filter(|rule| only.is_empty() || only.contains(&rule.id.as_str())) {
        for (number, example) in rule.examples.iter().enumerate() {
            let go = example.go.as_deref().map_or(GO, |go| go.parse().expect("checked by tests/rules.rs"));
            cases.push(case(
                &rules,
                rule,
                format!("example-{}", number + 1),
                &laws::framed(&example.before),
                go,
                faults,
            ));
        }
        let mut hit = BTreeSet::new();
        for minor in GO.minor..=allocfix::go::version::NEWEST.minor {
            let go = Version { major: 1, minor };
            let name = if go == GO { format!("{}.go", rule.id) } else { format!("{}.go{go}.go", rule.id) };
            let Ok(text) = fs::read_to_string(folder.join(&name)) else { continue };
            let case = case(&rules, rule, name, &text, go, faults);
            let called: BTreeSet<&str> = case.calls.iter().map(|call| call.function.as_str()).collect();
            hit.extend(case.applied.iter().filter(|f| called.contains(f.function.as_str())).map(|f| f.rewrite));
            cases.push(case);
        }
        // What is only advised is never written, so there is nothing to run.
        let written = |rewrite: &usize| rule.rewrites[*rewrite].safety != Level::Advice;
        let missed: Vec<usize> =
            (0..rule.rewrites.len()).filter(written).filter(|rewrite| !hit.contains(rewrite)).collect();
        if !missed.is_empty() {
            faults.push(format!(
                "{}: no function in tests/prove/{0}.go is rewritten by the rewrites {missed:?}",
                rule.id
            ));
        }
    }
    cases
}

fn case(rules: &Rules, rule: &Rule, name: String, before: &str, go: Version, faults: &mut Vec<String>) -> Case {
    let outcome = laws::apply(rules, rule, before, Some(go));
    let applied: Vec<Finding> = outcome.findings.into_iter().filter(|f| f.fate == Fate::Applied).collect();
    let after = outcome.files.first().map_or_else(|| before.to_string(), |file| file.after.clone());
    let is_written = rule.rewrites.iter().any(|rewrite| rewrite.safety != Level::Advice);
    if applied.is_empty() && is_written {
        faults.push(format!("{} {name}: nothing is rewritten", rule.id));
    }
    let calls = split(before).decls.iter().filter_map(|decl| called(before, decl)).collect();
    let until = rule.rewrites.iter().map(|rewrite| rewrite.go.to).collect();
    Case { rule: rule.id.clone(), name, before: before.to_string(), after, go, applied, until, calls }
}

/// How to call a function: the number of its parameters and results, by its tokens.
fn called(text: &str, decl: &Decl) -> Option<Called> {
    if decl.kind != DeclKind::Func {
        return None;
    }
    let function = decl.names.first()?.of(text).to_string();
    let above = &text[decl.doc as usize..decl.span.start as usize];
    if above.lines().any(|line| line == "//prove:skip") {
        return None;
    }
    let inputs = above.lines().filter_map(|line| line.strip_prefix("//prove:with ")).map(inputs).collect();
    let head = &text[decl.names[0].end as usize..decl.body?.start as usize];
    let tokens: Vec<&str> = Lexer::new(head)
        .filter(|token| !matches!(token.kind, TokenKind::Comment | TokenKind::Newline))
        .map(|token| token.span.of(head))
        .collect();
    let (parameters, rest) = in_parentheses(&tokens)?;
    let results = match rest {
        [] => 0,
        ["(", ..] => in_parentheses(rest)?.0,
        _ => 1,
    };
    Some(Called { function, parameters, results, inputs })
}

/// A stated list of inputs, with `_` as Go's nil.
fn inputs(stated: &str) -> String {
    stated
        .split(", ")
        .map(|input| if input.trim() == "_" { "nil" } else { input.trim() })
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many things, separated by commas, the parentheses at the start hold, and what follows them.
fn in_parentheses<'a, 't>(tokens: &'a [&'t str]) -> Option<(usize, &'a [&'t str])> {
    let (mut depth, mut commas) = (0, 0);
    for (index, token) in tokens.iter().enumerate() {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            "," if depth == 1 => commas += 1,
            _ => {}
        }
        if depth == 0 {
            return Some((if index == 1 { 0 } else { commas + 1 }, &tokens[index + 1..]));
        }
    }
    None
}

fn write_module(folder: &Path, cases: &[&Case]) {
    let _ = fs::remove_dir_all(folder);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the target folder can be written");
        fs::write(path, text).expect("the target folder can be written");
    };
    write("go.mod", &format!("module prove\n\ngo {GO}\n"));
    for name in ["probe.go", "inputs.go"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prove").join(name);
        write(&format!("probe/{name}"), &fs::read_to_string(path).expect("it is part of the sources"));
    }
    let (mut imports, mut table) = (String::new(), String::new());
    for (number, case) in cases.iter().enumerate() {
        let calls = go_calls(case);
        for (side, text) in [("before", &case.before), ("after", &case.after)] {
            let package = format!("{}/{}/{side}", case.rule, case.name);
            let constraint = if case.go == GO { String::new() } else { format!("//go:build go{}\n\n", case.go) };
            write(&format!("{package}/case.go"), &format!("{constraint}{text}"));
            write(&format!("{package}/calls.go"), &calls);
            let _ = writeln!(imports, "\t{side}{number} \"prove/{package}\"");
        }
        let _ = writeln!(table, "\t{{\"{}\", before{number}.Calls, after{number}.Calls}},", id(case));
    }
    write("prove_test.go", &TEST.replace("IMPORTS\n", &imports).replace("TABLE\n", &table));
}

/// The same on both sides, so that both get the same inputs even where these are of types that the case declares.
fn go_calls(case: &Case) -> String {
    let (mut variables, mut calls) = (String::new(), String::new());
    for (number, call) in case.calls.iter().enumerate() {
        let Called { function, parameters, results, inputs } = call;
        let _ = writeln!(variables, "var Function{number} = {function}\n");
        let usual = vec![vec!["nil"; *parameters].join(", ")];
        for list in if inputs.is_empty() { &usual } else { inputs } {
            let _ = writeln!(
                calls,
                "\tcalls = append(calls, probe.Of{parameters}{results}(\"{function}\", Function{number}, {list})...)"
            );
        }
    }
    format!(
        "package p\n\nimport \"prove/probe\"\n\n{variables}func Calls() (calls []probe.Call) {{\n{calls}\treturn calls\n}}\n"
    )
}

const TEST: &str = r#"package prove

import (
	"encoding/json"
	"fmt"
	"testing"

	"prove/probe"

IMPORTS
)

var table = []struct {
	name          string
	before, after func() []probe.Call
}{
TABLE
}

func report(r probe.Report) {
	line, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	fmt.Printf("PROBE %s\n", line)
}

func TestCompare(t *testing.T) {
	for _, c := range table {
		probe.Compare(c.name, c.before(), c.after(), report)
	}
}

func TestTogether(t *testing.T) {
	for _, c := range table {
		probe.Together(c.name, c.after, func(r probe.Report) { t.Errorf("%+v", r) })
	}
}
"#;

fn id(case: &Case) -> String {
    format!("{}/{}", case.rule, case.name)
}

fn run(go: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(go)
        .args(arguments)
        .current_dir(folder)
        .envs([
            ("GOFLAGS", "-mod=mod"),
            ("GOTOOLCHAIN", "local"),
            ("GOWORK", "off"),
            ("GOPROXY", "off"),
            ("GO111MODULE", "on"),
        ])
        .output()
        .expect("it ran a moment ago")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn without_reports(printed: &str) -> String {
    printed.lines().filter(|line| !line.starts_with("PROBE ")).take(40).collect::<Vec<_>>().join("\n")
}

/// One line for every call.
fn table(cases: &[&Case], reports: &[Report]) -> String {
    let mut table = String::from("rule\tcase\tfunction\trewrites\tinput\tallocs\tto\tbytes\tto\n");
    let by_id: BTreeMap<String, &Case> = cases.iter().map(|case| (id(case), *case)).collect();
    for report in reports {
        let case = by_id[&report.case];
        let (before, after) = (report.before, report.after);
        let numbers = if report.panics {
            "panics".to_string()
        } else {
            format!("{}\t{}\t{}\t{}", before[0], after[0], before[1], after[1])
        };
        let rewrites = rewrites(case, &report.function);
        let _ = writeln!(
            table,
            "{}\t{}\t{}\t{rewrites:?}\t{}\t{numbers}",
            case.rule, case.name, report.function, report.input
        );
    }
    table
}

fn rewrites(case: &Case, function: &str) -> BTreeSet<usize> {
    case.applied.iter().filter(|f| f.function == function).map(|f| f.rewrite).collect()
}

/// Finds what is wrong with the reports of one toolchain, and prints a line for each function.
fn judge(name: &str, version: Version, cases: &[&Case], reports: &[Report], faults: &mut Vec<String>) {
    println!("\n{name}: allocations and bytes of one call, before → after");
    for case in cases {
        for call in &case.calls {
            let function = &call.function;
            let of_it: Vec<&Report> =
                reports.iter().filter(|r| r.case == id(case) && r.function == *function).collect();
            let place = format!("{name} {} {function}", id(case));
            if of_it.is_empty() {
                faults.push(format!("{place}: it was not called"));
                continue;
            }
            let mut differ = of_it.iter().filter(|r| !r.differ.is_empty()).peekable();
            if let Some(first) = differ.peek() {
                faults.push(format!(
                    "{place}({}): {} ({} such inputs)",
                    first.input,
                    first.differ,
                    differ.clone().count()
                ));
            }
            let measured: Vec<&&Report> = of_it.iter().filter(|r| !r.panics && r.differ.is_empty()).collect();
            let more: Vec<&&&Report> = measured.iter().filter(|r| r.after[0] > r.before[0]).collect();
            let fewer = measured.iter().filter(|r| r.after[0] < r.before[0]).count();
            let own: Vec<&Finding> = case.applied.iter().filter(|f| f.function == *function).collect();
            let only_safe = own.iter().all(|f| f.level == Level::Safe)
                && (!own.is_empty() || case.applied.iter().all(|f| f.level == Level::Safe));
            let shown = |r: &Report| {
                format!("({}) {} → {}, {} → {} B", r.input, r.before[0], r.after[0], r.before[1], r.after[1])
            };
            if only_safe && let Some(worst) = more.iter().max_by_key(|r| r.after[0] - r.before[0]) {
                faults.push(format!("{place}: more allocations on {} inputs, such as {}", more.len(), shown(worst)));
            }
            // What newer compilers do by themselves is offered to older modules only, and is no gain here.
            let outdated = own.iter().all(|f| case.until[f.rewrite].is_some_and(|until| until < version));
            if !own.is_empty() && fewer == 0 && !outdated {
                faults.push(format!("{place}: it saves nothing on any of {} inputs", measured.len()));
            }
            let best = measured.iter().max_by_key(|r| (r.before[0].saturating_sub(r.after[0]), r.before[1]));
            let worst = measured.iter().min_by_key(|r| (r.before[0] as i64 - r.after[0] as i64, r.input.len()));
            println!(
                "  {:<20} {:<12} {:<16} {:<7} {:>3} inputs, {fewer} fewer, {} more, {} panic: {}; {}",
                case.rule,
                if case.name.starts_with("example") { case.name.as_str() } else { "" },
                function,
                format!("{:?}", rewrites(case, function)),
                of_it.len(),
                more.len(),
                of_it.iter().filter(|r| r.panics).count(),
                best.map(|r| shown(r)).unwrap_or_default(),
                worst.map(|r| shown(r)).unwrap_or_default(),
            );
        }
    }
}
