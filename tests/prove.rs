//! Every rule against Go itself: before and after compile, behave the same on edge inputs, and after allocates less.
//!
//! The cases are the rule's own examples and `tests/prove/<rule>.go`, in which every function is one. They are rewritten,
//! put beside what they were, and called by a generated Go test with the probe of `--verify=run` and `tests/prove/driver.go`,
//! which compares results, arguments and panics and counts allocations. Inputs come from the types of the parameters; where
//! others are wanted, a comment above the function lists them, one Go expression for each parameter, `_` for the usual ones:
//! `//prove:with probe.Counts, _`. `//prove:skip` stands on a function that is only called by others. A file
//! `<rule>.go1.22.go` needs that toolchain.
//!
//! The functions are called through variables, so they are compiled as if no caller could inline them; a case that is about
//! inlining has a function that calls another. What a rewrite gains is asked on the toolchains for which it claims a gain only:
//! one with `go = "..1.25"` is run on newer ones too, where it must not allocate more. What `rules/gains.tsv` claims for the
//! toolchain at hand must hold; `tests/prove/measure` writes that table anew, with several toolchains.
//!
//! `ALLOCFIX_RULES` names the only rules to look at, separated by commas; `ALLOCFIX_MEASURE` leaves out what the table claims;
//! `ALLOCFIX_RACE` adds a run under the race detector, which needs a C compiler and takes a while. Every call is left in
//! `target/tmp/prove/<toolchain>.tsv`, and the lines for the table beside it.

#[path = "prove/gains.rs"]
mod gains;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use allocfix::fix::laws;
use allocfix::fix::outcome::{Fate, Finding};
use allocfix::go::lex::{Lexer, TokenKind};
use allocfix::go::split::{Decl, DeclKind, split};
use allocfix::go::version::Version;
use allocfix::prove::toolchain::{Answer, Toolchain};
use allocfix::rule::{Level, Rule, Rules};
use serde::Deserialize;

/// Inputs on which safe rewrites of a rule allocate more, by a part of how they are shown; the page of the rule says so.
const DEARER: &[(&str, &str)] = &[("bytes-operand", "[]uint8 of 0")];

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
    functions: Vec<Function>,
}

/// A function that is called.
struct Function {
    name: String,
    /// The tokens of its parameters.
    takes: String,
    parameters: usize,
    results: usize,
    /// One for each comment that states inputs; none means the usual ones.
    inputs: Vec<String>,
}

/// What came of a function on one input; `driver.go` says what the fields mean.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Call {
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
    let Some((toolchain, version, name)) = toolchain() else { return };
    let cases: Vec<&Case> = cases.iter().filter(|case| case.go <= version).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prove");
    write_module(&folder.join("module"), &cases);
    let go = |arguments: &[&str]| {
        let answer = toolchain.go_without_work(&folder.join("module"), arguments);
        answer.unwrap_or_else(|failure| panic!("{}", failure.message))
    };
    let vet = go(&["vet", "./..."]);
    assert!(vet.success, "{name}: go vet: {}", text(&vet));
    // The race detector needs a C compiler and takes its time to build.
    if std::env::var_os("ALLOCFIX_RACE").is_some() {
        let raced = go(&["test", "-race", "-run", "Together", "."]);
        assert!(raced.success, "{name}: with the race detector: {}", text(&raced));
    }
    let test = go(&["test", "-count=1", "-v", "."]);
    let calls: Vec<Call> = test
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("PROBE "))
        .map(|line| serde_json::from_str(line).expect("the probe prints JSON"))
        .collect();
    if !test.success {
        faults.push(format!("{name}: go test: {}", without_calls(&text(&test))));
    }
    fs::write(folder.join(format!("{name}.tsv")), table(&cases, &calls)).expect("the target folder can be written");
    judge(&name, version, &cases, &calls, &mut faults);
    let gained = gains::measured(version, &cases, &calls, &mut faults);
    fs::write(folder.join(format!("{name}-gains.tsv")), gained).expect("the target folder can be written");
    if std::env::var_os("ALLOCFIX_MEASURE").is_none() {
        gains::hold(version, &cases, &calls, &mut faults);
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    assert!(faults.is_empty(), "{} faults, listed above", faults.len());
}

/// The `go` in `PATH`, with its version and name. `None`, said aloud, where there is none; CI must have one.
fn toolchain() -> Option<(Toolchain, Version, String)> {
    let timeout = Duration::from_secs(1800);
    let toolchain = Toolchain { timeout, jobs: None, tags: String::new(), target: None };
    match toolchain.go(Path::new("."), ["env", "GOVERSION"]) {
        Ok(answer) => {
            let name = answer.out.trim().to_owned();
            let version = name.parse().unwrap_or_else(|_| panic!("`{name}` is no version"));
            Some((toolchain, version, name))
        }
        Err(failure) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have Go: {}", failure.message);
            eprintln!("skipped: {}", failure.message);
            None
        }
    }
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
            let called: BTreeSet<&str> = case.functions.iter().map(|function| function.name.as_str()).collect();
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
    let advised = outcome.findings.iter().any(|f| f.fate == Fate::Offered);
    let mut applied: Vec<Finding> = outcome.findings.into_iter().filter(|f| f.fate == Fate::Applied).collect();
    let after = outcome.files.first().map_or_else(|| before.to_string(), |file| file.after.clone());
    let is_written = rule.rewrites.iter().any(|rewrite| rewrite.safety != Level::Advice);
    // An example may be of advice alone.
    if applied.is_empty() && is_written && !advised {
        faults.push(format!("{} {name}: nothing is rewritten", rule.id));
    }
    let functions: Vec<Function> = split(before).decls.iter().filter_map(|decl| called(before, decl)).collect();
    // What takes something else afterwards cannot be called alike: the first of its callers shows what it does.
    let written = split(&after).decls;
    let taken =
        |name: &str| written.iter().filter_map(|decl| called(&after, decl)).find(|f| f.name == name).map(|f| f.takes);
    let (functions, others): (Vec<_>, Vec<_>) =
        functions.into_iter().partition(|function| taken(&function.name).is_none_or(|takes| takes == function.takes));
    for finding in applied.iter_mut().filter(|finding| others.iter().any(|other| other.name == finding.function)) {
        let call = format!("{}(", finding.function);
        let body = |name: &str| {
            split(before)
                .decls
                .iter()
                .find(|decl| decl.body.is_some() && decl.names[0].of(before) == name)
                .and_then(|decl| decl.body)
        };
        let caller =
            functions.iter().find(|caller| body(&caller.name).is_some_and(|body| body.of(before).contains(&call)));
        finding.function = caller.map(|caller| caller.name.clone()).unwrap_or_default();
    }
    let until = rule.rewrites.iter().map(|rewrite| rewrite.go.to).collect();
    Case { rule: rule.id.clone(), name, before: before.to_string(), after, go, applied, until, functions }
}

/// How to call a function: the number of its parameters and results, by its tokens.
fn called(text: &str, decl: &Decl) -> Option<Function> {
    if decl.kind != DeclKind::Func {
        return None;
    }
    let name = decl.names.first()?.of(text).to_string();
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
    // The probe makes up no lists of operands.
    if tokens.contains(&"...") {
        return None;
    }
    let (parameters, rest) = in_parentheses(&tokens)?;
    let results = match rest {
        [] => 0,
        ["(", ..] => in_parentheses(rest)?.0,
        _ => 1,
    };
    let takes = tokens[..tokens.len() - rest.len()].join(" ");
    Some(Function { name, takes, parameters, results, inputs })
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
    for (name, text) in probe() {
        write(&format!("allocfixprobe/{name}"), &text);
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
        let _ = writeln!(table, "\t{{\"{}\", before{number}.Sides, after{number}.Sides}},", id(case));
    }
    write("prove_test.go", &TEST.replace("IMPORTS\n", &imports).replace("TABLE\n", &table));
}

/// The files of the probe: those that `--verify=run` lays over a module, and the driver.
fn probe() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let in_folder = |folder: &str| fs::read_dir(root.join(folder)).expect("it is part of the sources");
    let files = in_folder("src/prove/run").chain(in_folder("tests/prove")).map(|entry| {
        let path = entry.expect("a folder can be listed to its end").path();
        (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(path).expect("text"))
    });
    files
        .filter(|(name, text)| name.ends_with(".go") && text.lines().any(|line| line == "package allocfixprobe"))
        .collect()
}

/// The same on both sides, so that both get the same inputs even where these are of types that the case declares.
fn go_calls(case: &Case) -> String {
    let (mut variables, mut sides) = (String::new(), String::new());
    for (number, function) in case.functions.iter().enumerate() {
        let Function { name, parameters, results, inputs, .. } = function;
        let _ = writeln!(variables, "var Function{number} = {name}\n");
        let usual = vec![vec!["nil"; *parameters].join(", ")];
        for list in if inputs.is_empty() { &usual } else { inputs } {
            let _ = writeln!(sides, "\t\tprobe.Of{parameters}{results}(\"{name}\", Function{number}, {list}),");
        }
    }
    format!(
        "package p\n\nimport probe \"prove/allocfixprobe\"\n\n{variables}func Sides() []probe.Side {{\n\treturn []probe.Side{{\n{sides}\t}}\n}}\n"
    )
}

const TEST: &str = r#"package prove

import (
	"encoding/json"
	"fmt"
	"testing"

	probe "prove/allocfixprobe"

IMPORTS
)

var table = []struct {
	name          string
	before, after func() []probe.Side
}{
TABLE
}

func report(c probe.Call) {
	line, err := json.Marshal(c)
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
		probe.Together(c.name, c.after(), func(c probe.Call) { t.Errorf("%+v", c) })
	}
}
"#;

fn id(case: &Case) -> String {
    format!("{}/{}", case.rule, case.name)
}

fn text(answer: &Answer) -> String {
    format!("{}{}", answer.out, answer.err)
}

fn without_calls(printed: &str) -> String {
    printed.lines().filter(|line| !line.starts_with("PROBE ")).take(40).collect::<Vec<_>>().join("\n")
}

/// One line for every call.
fn table(cases: &[&Case], calls: &[Call]) -> String {
    let mut table = String::from("rule\tcase\tfunction\trewrites\tinput\tallocs\tto\tbytes\tto\n");
    let by_id: BTreeMap<String, &Case> = cases.iter().map(|case| (id(case), *case)).collect();
    for call in calls {
        let case = by_id[&call.case];
        let (before, after) = (call.before, call.after);
        let numbers = if call.panics {
            "panics".to_string()
        } else {
            format!("{}\t{}\t{}\t{}", before[0], after[0], before[1], after[1])
        };
        let rewrites = rewrites(case, &call.function);
        let (function, input) = (&call.function, &call.input);
        let _ = writeln!(table, "{}\t{}\t{function}\t{rewrites:?}\t{input}\t{numbers}", case.rule, case.name);
    }
    table
}

fn rewrites(case: &Case, function: &str) -> BTreeSet<usize> {
    case.applied.iter().filter(|f| f.function == function).map(|f| f.rewrite).collect()
}

/// Finds what is wrong with the calls of one toolchain, and prints a line for each function.
fn judge(name: &str, version: Version, cases: &[&Case], calls: &[Call], faults: &mut Vec<String>) {
    println!("\n{name}: allocations and bytes of one call, before → after");
    for case in cases {
        for Function { name: function, .. } in &case.functions {
            let of_it: Vec<&Call> = calls.iter().filter(|c| c.case == id(case) && c.function == *function).collect();
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
            let measured: Vec<&&Call> = of_it.iter().filter(|r| !r.panics && r.differ.is_empty()).collect();
            let is_known = |r: &Call| DEARER.iter().any(|(rule, input)| *rule == case.rule && r.input.contains(input));
            let more: Vec<&&&Call> = measured.iter().filter(|r| r.after[0] > r.before[0] && !is_known(r)).collect();
            let fewer = measured.iter().filter(|r| r.after[0] < r.before[0]).count();
            let own: Vec<&Finding> = case.applied.iter().filter(|f| f.function == *function).collect();
            let only_safe = own.iter().all(|f| f.level == Level::Safe)
                && (!own.is_empty() || case.applied.iter().all(|f| f.level == Level::Safe));
            let shown = |r: &Call| {
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
