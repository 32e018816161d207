//! The outcome for machines: one JSON object.
//!
//! The types of this file are the format. A field may be added within a version; one that changes its meaning or goes
//! away makes a new version. Lines and columns count from 1, columns and offsets are in bytes, ends are exclusive, all in
//! the text that was read. Paths are as the run was given them, separated by `/`, with U+FFFD where they are not Unicode.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::{path_text, proof};
use crate::fix::outcome::{
    Benchmark, Fate, Fault, FileEdit, Finding, Gain, HeapSites, Level, Outcome, Position, Reason, RunOutcome,
    RunSummary, Sample, Skipped, Tests, Trouble, Verification,
};

/// The whole report.
#[derive(Serialize, Debug)]
pub struct Report<'o> {
    /// Of the format: 1.
    pub version: u32,
    /// Who wrote it.
    pub tool: Tool,
    /// Every match of every rule, by path, position and rule.
    pub findings: Vec<JsonFinding<'o>>,
    /// Every file that changes or that a finding stands in, by path.
    pub files: Vec<JsonFile>,
    /// What was not looked at.
    pub skipped: Vec<JsonSkipped<'o>>,
    /// What went wrong without stopping the run.
    pub troubles: Vec<JsonTrouble<'o>>,
    /// What the Go toolchain was asked; left out where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<JsonVerification<'o>>,
    /// Numbers.
    pub summary: Summary<'o>,
}

/// The program.
#[derive(Serialize, Debug)]
pub struct Tool {
    /// `allocfix`.
    pub name: &'static str,
    /// Such as `0.1.0`.
    pub version: &'static str,
}

/// A match.
#[derive(Serialize, Debug)]
pub struct JsonFinding<'o> {
    /// The rule's id.
    pub rule: &'o str,
    /// The rule's title.
    pub title: &'o str,
    /// `safe`, `unsafe` or `advice`.
    pub level: Level,
    /// `applied` (its text is in the result), `offered`, `kept`, `lost`, `undone` or `ignored`.
    pub fate: &'static str,
    /// Why it was not applied; `null` when it was.
    pub reason: Option<JsonReason>,
    /// For the fate `lost`: the id of the rule whose fix was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost_to: Option<&'o str>,
    /// The file.
    pub path: String,
    /// The function around it, as `name` or `Receiver.name`; empty at package level.
    pub function: &'o str,
    /// Where it starts.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// What applying it saves, in words; may be empty.
    pub gain: &'o str,
    /// What its rewrite was measured to save; `null` for rules that were not measured.
    pub measured: Option<JsonMeasured<'o>>,
    /// What was shown of it, if it is applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<JsonProof>,
    /// What it replaces by what; they do not touch each other. Empty when no rewrite was made.
    pub edits: Vec<JsonEdit<'o>>,
}

/// One call of a function of allocfix's own tests in which the same rewrite was made.
#[derive(Serialize, Debug)]
pub struct JsonMeasured<'o> {
    /// The Go version of the toolchain: of those measured the nearest up to the file's.
    pub go: String,
    /// The function and what it was called with.
    pub call: String,
    /// Where it stands.
    pub case: &'o str,
    /// How many allocations fewer.
    pub allocs: i64,
    /// How many allocated bytes fewer; below 0 when fewer allocations take more memory.
    pub bytes: i64,
    /// Allocations before.
    pub allocs_before: u64,
    /// Bytes before.
    pub bytes_before: u64,
}

/// What was shown of a fix.
#[derive(Serialize, Debug)]
pub struct JsonProof {
    /// The strongest of what follows: `parsed`, `builds`, `heap`, `ran`, `tests` or `benchmark`.
    pub strongest: &'static str,
    /// Whether its package, and those that import it, build and vet as before.
    pub builds: bool,
    /// What the compiler puts on the heap in the functions that it writes in; left out where it was not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heap: Option<JsonHeapSites>,
    /// How the functions that it changes ran beside their old selves; left out where that was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<JsonRan>,
    /// Whether its package, or one that imports it, has tests, and none of them fails that passed before.
    pub tests: bool,
    /// The name of the benchmark of its package that lost the most allocations with all fixes of the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<String>,
}

/// What the compiler puts on the heap in some functions, before and after.
#[derive(Serialize, Debug)]
pub struct JsonHeapSites {
    /// Places that put something there, and do no longer.
    pub gone: usize,
    /// Places that did not before.
    pub new: usize,
    /// Places that do as before.
    pub unchanged: usize,
}

/// How changed functions ran beside their old selves.
#[derive(Serialize, Debug)]
pub struct JsonRan {
    /// On how many inputs both did the same; 0 when they could not be run.
    pub inputs: usize,
    /// Allocations of a call of the old ones, averaged over the inputs.
    pub allocs_before: f64,
    /// Of the new ones.
    pub allocs_after: f64,
    /// Why they were not run; `null` when they were.
    pub reason: Option<JsonReason>,
}

/// What running changed functions came to.
#[derive(Serialize, Debug)]
pub struct JsonRun<'o> {
    /// The seed of the inputs.
    pub seed: u64,
    /// Functions that changed.
    pub changed: usize,
    /// Of these, how many were run.
    pub ran: usize,
    /// Inputs, over all of them.
    pub inputs: usize,
    /// Allocations of one call of each function that ran, averaged over its inputs, added up: of the old ones.
    pub allocs_before: f64,
    /// Of the new ones.
    pub allocs_after: f64,
    /// Why the others were not run, by code.
    pub reasons: &'o BTreeMap<String, usize>,
}

/// What the Go toolchain was asked in this run.
#[derive(Serialize, Debug)]
pub struct JsonVerification<'o> {
    /// How many packages were built and vetted.
    pub packages: usize,
    /// Packages that did not build before, and are as they were.
    pub left_alone: Vec<JsonPackage<'o>>,
    /// Packages whose tests did not work before, so that they say nothing; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_tested: Vec<JsonPackage<'o>>,
    /// The same of benchmarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_measured: Vec<JsonPackage<'o>>,
    /// What running changed functions came to; left out where it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<JsonRun<'o>>,
    /// What the tests said; left out where they were not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tests: Option<JsonTests<'o>>,
    /// What the benchmarks said; left out where they were not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benchmarks: Option<Vec<JsonBenchmark<'o>>>,
}

/// What the tests of the changed packages and of their direct importers said.
#[derive(Serialize, Debug)]
pub struct JsonTests<'o> {
    /// How many packages had tests to run.
    pub packages: usize,
    /// How many tests passed with the changes, subtests included.
    pub passed: usize,
    /// Tests that fail as they did before.
    pub failed: &'o [String],
    /// Tests that failed at one time and passed at another with the same texts.
    pub flaky: &'o [String],
}

/// A benchmark before and after.
#[derive(Serialize, Debug)]
pub struct JsonBenchmark<'o> {
    /// The import path of its package.
    pub package: &'o str,
    /// Its name without `Benchmark`.
    pub name: &'o str,
    /// Whether it allocates more often than before, and not by chance.
    pub worse: bool,
    /// What was measured.
    pub metrics: Vec<JsonMetric<'o>>,
}

/// One thing that a benchmark measures.
#[derive(Serialize, Debug)]
pub struct JsonMetric<'o> {
    /// `ns/op`, `B/op` or `allocs/op`.
    pub unit: &'o str,
    /// On the tree as it is.
    pub before: JsonSample,
    /// With the changes.
    pub after: JsonSample,
    /// How likely a difference like this is when nothing changed (exact two-sided Mann-Whitney test).
    pub p: f64,
}

/// What was measured on one side.
#[derive(Serialize, Debug)]
pub struct JsonSample {
    /// How many measurements.
    pub count: usize,
    /// Their median.
    pub median: f64,
    /// How far the ends of the 95 % confidence interval of the median are from it, at most.
    pub spread: f64,
}

/// A package of which nothing can be said.
#[derive(Serialize, Debug)]
pub struct JsonPackage<'o> {
    /// Its import path.
    pub package: &'o str,
    /// Kebab-case, stable.
    pub code: &'o str,
    /// One line.
    pub text: &'o str,
}

/// A code for counting and words for people.
#[derive(Serialize, Debug)]
pub struct JsonReason {
    /// Kebab-case, stable.
    pub code: String,
    /// One line.
    pub text: String,
}

/// A place in a text.
#[derive(Serialize, Debug)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// In bytes, from 1.
    pub column: u32,
    /// In bytes, from 0.
    pub offset: u32,
}

/// A replacement.
#[derive(Serialize, Debug)]
pub struct JsonEdit<'o> {
    /// The file; it may be another than the finding's.
    pub path: String,
    /// Offset of the first byte that is replaced.
    pub start: u32,
    /// Offset behind the last one.
    pub end: u32,
    /// What it becomes.
    pub text: &'o str,
}

/// A file.
#[derive(Serialize, Debug)]
pub struct JsonFile {
    /// Its path.
    pub path: String,
    /// Whether its text changes.
    pub changed: bool,
}

/// A file, a folder or a part of a file that was not looked at.
#[derive(Serialize, Debug)]
pub struct JsonSkipped<'o> {
    /// The file or folder.
    pub path: String,
    /// Kebab-case, stable, such as `generated`.
    pub code: &'o str,
    /// One line.
    pub text: &'o str,
    /// Line and column of the part, when it is not the whole file.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub part: Option<Position>,
}

/// Something that went wrong.
#[derive(Serialize, Debug)]
pub struct JsonTrouble<'o> {
    /// Whose fault: `world` (a file, the disk, git), `rule` or `allocfix`.
    pub fault: &'static str,
    /// The file concerned.
    pub path: String,
    /// What happened.
    pub message: &'o str,
    /// What to do about it; may be empty.
    pub help: &'o str,
}

/// Numbers of the run.
#[derive(Serialize, Debug)]
pub struct Summary<'o> {
    /// Files looked at.
    pub looked_at: usize,
    /// Files whose text changes.
    pub changed: usize,
    /// Findings by fate.
    #[serde(flatten)]
    pub fates: Fates,
    /// The same by rule, for every rule with a finding.
    pub by_rule: BTreeMap<&'o str, Fates>,
    /// How often each reason kept something.
    pub reasons: BTreeMap<&'o str, usize>,
    /// What else was read because types led there.
    pub dependencies: Dependencies,
}

/// Packages that were read for what they declare.
#[derive(Serialize, Debug)]
pub struct Dependencies {
    /// How many.
    pub packages: usize,
    /// Their files.
    pub files: usize,
    /// The bytes of these.
    pub bytes: usize,
}

/// Numbers of findings.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Fates {
    /// In the result.
    pub applied: usize,
    /// Hold, but were not asked for.
    pub offered: usize,
    /// A condition does not hold or is not known.
    pub kept: usize,
    /// Excluded by another fix.
    pub lost: usize,
    /// Applied and taken back.
    pub undone: usize,
    /// A comment asks to leave them.
    pub ignored: usize,
}

/// The outcome as JSON, indented, with a line end.
pub fn object(outcome: &Outcome) -> String {
    let mut json = serde_json::to_string_pretty(&report(outcome))
        .expect("numbers, strings and lists of them always have a JSON form");
    json.push('\n');
    json
}

/// The outcome in the shape of the format, for callers that embed it.
pub fn report(outcome: &Outcome) -> Report<'_> {
    let mut fates = Fates::default();
    let mut by_rule: BTreeMap<&str, Fates> = BTreeMap::new();
    let mut files: BTreeMap<&Path, bool> = BTreeMap::new();
    for finding in &outcome.findings {
        fates.count(&finding.fate);
        by_rule.entry(&finding.rule).or_default().count(&finding.fate);
        files.insert(&finding.path, false);
    }
    files.extend(outcome.files.iter().map(|file| (file.path.as_path(), true)));
    Report {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        findings: outcome.findings.iter().map(finding).collect(),
        files: files.into_iter().map(|(path, changed)| JsonFile { path: path_text(path), changed }).collect(),
        skipped: outcome.skipped.iter().map(skipped).collect(),
        troubles: outcome.troubles.iter().map(trouble).collect(),
        verification: outcome.verification.as_ref().map(verification),
        summary: Summary {
            looked_at: outcome.looked_at,
            changed: outcome.files.len(),
            fates,
            by_rule,
            reasons: outcome.reasons(),
            dependencies: Dependencies {
                packages: outcome.dependencies.packages,
                files: outcome.dependencies.files,
                bytes: outcome.dependencies.bytes,
            },
        },
    }
}

impl Fates {
    /// Adds one.
    pub fn count(&mut self, fate: &Fate) {
        *match fate {
            Fate::Applied => &mut self.applied,
            Fate::Offered => &mut self.offered,
            Fate::Kept(_) => &mut self.kept,
            Fate::LostTo { .. } => &mut self.lost,
            Fate::Undone(_) => &mut self.undone,
            Fate::Ignored { .. } => &mut self.ignored,
        } += 1;
    }
}

fn finding(finding: &Finding) -> JsonFinding<'_> {
    JsonFinding {
        rule: &finding.rule,
        title: &finding.title,
        level: finding.level,
        fate: finding.fate.name(),
        reason: super::reason(finding).map(|Reason { code, text }| JsonReason { code, text }),
        lost_to: if let Fate::LostTo { rule } = &finding.fate { Some(rule) } else { None },
        path: path_text(&finding.path),
        function: &finding.function,
        start: place(finding.start, finding.span.start),
        end: place(finding.end, finding.span.end),
        gain: &finding.gain,
        measured: finding.measured.as_ref().map(measured),
        proof: (finding.fate == Fate::Applied).then(|| json_proof(finding)),
        edits: finding.edits.iter().map(edit).collect(),
    }
}

fn measured(gain: &Gain) -> JsonMeasured<'_> {
    let fewer = |[before, after]: [u64; 2]| before as i64 - after as i64;
    JsonMeasured {
        go: gain.go.to_string(),
        call: gain.call(),
        case: gain.case,
        allocs: fewer(gain.allocs),
        bytes: fewer(gain.bytes),
        allocs_before: gain.allocs[0],
        bytes_before: gain.bytes[0],
    }
}

fn place(position: Position, offset: u32) -> Place {
    Place { line: position.line, column: position.column, offset }
}

fn edit(edit: &FileEdit) -> JsonEdit<'_> {
    JsonEdit { path: path_text(&edit.path), start: edit.span.start, end: edit.span.end, text: &edit.text }
}

fn skipped(skipped: &Skipped) -> JsonSkipped<'_> {
    JsonSkipped {
        path: path_text(&skipped.path),
        code: &skipped.reason.code,
        text: &skipped.reason.text,
        part: skipped.part,
    }
}

fn verification(verification: &Verification) -> JsonVerification<'_> {
    JsonVerification {
        packages: verification.packages,
        left_alone: verification.left_alone.iter().map(package).collect(),
        not_tested: verification.not_tested.iter().map(package).collect(),
        not_measured: verification.not_measured.iter().map(package).collect(),
        run: verification.run.as_ref().map(json_run),
        tests: verification.tests.as_ref().map(tests),
        benchmarks: verification.benchmarks.as_ref().map(|all| all.iter().map(benchmark).collect()),
    }
}

fn tests(tests: &Tests) -> JsonTests<'_> {
    JsonTests { packages: tests.packages, passed: tests.passed, failed: &tests.failed, flaky: &tests.flaky }
}

fn benchmark(benchmark: &Benchmark) -> JsonBenchmark<'_> {
    let sample = |Sample { count, median, spread }: Sample| JsonSample { count, median, spread };
    let metrics = benchmark.metrics.iter().map(|metric| JsonMetric {
        unit: &metric.unit,
        before: sample(metric.before),
        after: sample(metric.after),
        p: metric.p,
    });
    JsonBenchmark {
        package: &benchmark.package,
        name: &benchmark.name,
        worse: benchmark.is_worse(),
        metrics: metrics.collect(),
    }
}

fn json_proof(finding: &Finding) -> JsonProof {
    let run = finding.proof.run.as_ref().map(|run| match run {
        RunOutcome::Same(ran) => JsonRan {
            inputs: ran.inputs,
            allocs_before: ran.per_call(ran.before),
            allocs_after: ran.per_call(ran.after),
            reason: None,
        },
        RunOutcome::NotRun(Reason { code, text }) | RunOutcome::Differs(Reason { code, text }) => {
            let reason = Some(JsonReason { code: code.clone(), text: text.clone() });
            JsonRan { inputs: 0, allocs_before: 0.0, allocs_after: 0.0, reason }
        }
    });
    JsonProof {
        strongest: proof::strongest(finding),
        builds: finding.proof.builds,
        heap: finding.proof.heap.map(|HeapSites { gone, new, unchanged }| JsonHeapSites { gone, new, unchanged }),
        run,
        tests: finding.proof.tests,
        benchmark: finding.proof.benchmark.as_ref().map(|benchmark| benchmark.name.clone()),
    }
}

fn json_run(run: &RunSummary) -> JsonRun<'_> {
    JsonRun {
        seed: run.seed,
        changed: run.changed,
        ran: run.ran,
        inputs: run.inputs,
        allocs_before: run.before,
        allocs_after: run.after,
        reasons: &run.reasons,
    }
}

fn package((package, reason): &(String, Reason)) -> JsonPackage<'_> {
    JsonPackage { package, code: &reason.code, text: &reason.text }
}

fn trouble(trouble: &Trouble) -> JsonTrouble<'_> {
    JsonTrouble {
        fault: match trouble.fault {
            Fault::World => "world",
            Fault::Rule => "rule",
            Fault::Ours => "allocfix",
        },
        path: path_text(&trouble.path),
        message: &trouble.message,
        help: &trouble.help,
    }
}

#[cfg(test)]
mod tests;
