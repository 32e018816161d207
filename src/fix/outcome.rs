//! What a run found and did: the one value that reports, writers and tests look at.
//!
//! Nothing here holds a node, a lifetime or a rule object, so that a report is a pure function of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use crate::go::answer::Reason;
pub use crate::go::world::Reads;
pub use crate::rule::{Gain, Level, Prove};
use crate::text::Span;

/// Everything a run has to say. All lists are in a stable order: by path, then position, then rule.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Files whose text would change.
    pub files: Vec<ChangedFile>,
    /// Every match of every rule, with its fate.
    pub findings: Vec<Finding>,
    /// Files and folders that were not looked at, or only in part.
    pub skipped: Vec<Skipped>,
    /// What went wrong without stopping the run: unreadable files, rules that misbehaved.
    pub troubles: Vec<Trouble>,
    /// How many files were looked at.
    pub looked_at: usize,
    /// What else was read because types led there.
    pub dependencies: Reads,
    /// What the Go toolchain was asked and said, if it was asked.
    pub verification: Option<Verification>,
}

/// A file and the text it would get.
#[derive(Clone, Debug)]
pub struct ChangedFile {
    /// As the run was given it.
    pub path: PathBuf,
    /// The text that was read; what is on disk must still equal it when the new text is written.
    pub before: String,
    /// The text after all rounds.
    pub after: String,
}

/// One match of one rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// Which of the rule's rewrites, from 0.
    pub rewrite: usize,
    /// The rule's title, as one line.
    pub title: String,
    /// The level of the rewrite that matched.
    pub level: Level,
    /// What became of it.
    pub fate: Fate,
    /// The file it stands in.
    pub path: PathBuf,
    /// Where, in the text that was read.
    pub span: Span,
    /// The same as lines and columns.
    pub start: Position,
    /// The end, exclusive.
    pub end: Position,
    /// The whole lines that the span touches, for reports that show the source; without the last line end.
    pub source: String,
    /// The function around it, as `name` or `Receiver.name`; empty at package level.
    pub function: String,
    /// What applying it saves, in the rule's words.
    pub gain: String,
    /// What its rewrite was measured to save, with the Go version nearest to the file's.
    pub measured: Option<Gain>,
    /// The text it puts in place of what, in the order of the file; empty when no rewrite was made.
    pub edits: Vec<FileEdit>,
    /// What the toolchain must show before it is applied.
    pub prove: Option<Prove>,
    /// Why it has a lower level than its rewrite, if the toolchain says so.
    pub remark: Option<Reason>,
    /// What the toolchain showed about it, if it was asked.
    pub proof: Proof,
}

/// Names a fix over several runs on the same text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FixId {
    /// The file that the match stands in.
    pub path: PathBuf,
    /// Where it starts, in the text that was read.
    pub start: u32,
    /// The rule's id.
    pub rule: String,
}

/// What is to become of fixes that must not be applied.
pub type Refusals = BTreeMap<FixId, Refusal>;

/// Why a fix must not be applied, whatever the engine thinks of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is wrong, or nobody could tell: it is taken back.
    Undo(Reason),
    /// It does not do what it is for: it becomes advice.
    Advise(Reason),
}

/// What the compiler puts on the heap in some functions, before and after.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeapSites {
    /// Places that put something there, and do no longer.
    pub gone: usize,
    /// Places that did not before.
    pub new: usize,
    /// Places that do as before.
    pub unchanged: usize,
}

/// What the Go toolchain showed about a fix. Nothing by default.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Proof {
    /// The package and those that import it build and vet as before.
    pub builds: bool,
    /// What the compiler puts on the heap in the functions that it writes in, with all fixes; where it was asked.
    pub heap: Option<HeapSites>,
    /// What came of running the functions it changes beside their old selves, if that was asked for.
    pub run: Option<RunOutcome>,
    /// Its package, or one that imports it, has tests, and none of them fails that passed before.
    pub tests: bool,
    /// The benchmark of its package that lost the most allocations, with all fixes of the package.
    pub benchmark: Option<Benchmark>,
}

/// What came of running a changed function beside its old self.
#[derive(Clone, PartialEq, Debug)]
pub enum RunOutcome {
    /// No difference on any input.
    Same(Ran),
    /// It cannot be run, or it came to nothing.
    NotRun(Reason),
    /// It does something else.
    Differs(Reason),
}

/// How a function ran.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ran {
    /// Inputs on which both did the same.
    pub inputs: usize,
    /// On how many of them allocations were counted.
    pub measured: usize,
    /// Allocations of the old one, a call on each of the measured inputs together.
    pub before: u64,
    /// Of the new one.
    pub after: u64,
}

impl Ran {
    /// A sum over the measured inputs as an average of one call.
    pub fn per_call(&self, sum: u64) -> f64 {
        if self.measured == 0 { 0.0 } else { sum as f64 / self.measured as f64 }
    }
}

/// What running changed functions came to, over a whole run.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RunSummary {
    /// The seed of the inputs.
    pub seed: u64,
    /// Functions that changed.
    pub changed: usize,
    /// Of these, how many were run.
    pub ran: usize,
    /// Inputs, over all of them.
    pub inputs: usize,
    /// Allocations of one call of each function that ran, averaged over its inputs, added up: of the old ones.
    pub before: f64,
    /// Of the new ones.
    pub after: f64,
    /// Why the others were not run, by code.
    pub reasons: BTreeMap<String, usize>,
}

/// What the toolchain was asked in a run, and what it said of the whole.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Verification {
    /// How many packages were built and vetted: the changed ones and all that import them.
    pub packages: usize,
    /// Packages that did not build before, so that they are left as they are, each with the reason.
    pub left_alone: Vec<(String, Reason)>,
    /// Packages whose tests did not work before, so that they say nothing of the fixes, each with the reason.
    pub not_tested: Vec<(String, Reason)>,
    /// The same of benchmarks.
    pub not_measured: Vec<(String, Reason)>,
    /// What running changed functions came to, if that was asked for.
    pub run: Option<RunSummary>,
    /// What the tests said, if they were run.
    pub tests: Option<Tests>,
    /// What the benchmarks said, if they were run, by package and in the order in which they ran.
    pub benchmarks: Option<Vec<Benchmark>>,
}

/// What the tests of the changed packages and of their direct importers said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tests {
    /// How many packages had tests to run.
    pub packages: usize,
    /// How many tests passed after the change, subtests included.
    pub passed: usize,
    /// Tests that fail as they did before, or of which nothing is known because something before them failed.
    pub failed: Vec<String>,
    /// Tests that failed at one time and passed at another with the same texts.
    pub flaky: Vec<String>,
}

/// A benchmark before and after.
#[derive(Clone, PartialEq, Debug)]
pub struct Benchmark {
    /// The import path of its package.
    pub package: String,
    /// Its name without `Benchmark`, as `benchstat` has it.
    pub name: String,
    /// What was measured, in the order of Go's output.
    pub metrics: Vec<Metric>,
}

/// One thing that a benchmark measures.
#[derive(Clone, PartialEq, Debug)]
pub struct Metric {
    /// `ns/op`, `B/op` or `allocs/op`.
    pub unit: String,
    /// On the tree as it is.
    pub before: Sample,
    /// With the changes.
    pub after: Sample,
    /// How likely a difference like this is when nothing changed (Mann-Whitney, two-sided).
    pub p: f64,
}

/// What was measured on one side.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sample {
    /// How many measurements.
    pub count: usize,
    /// Their median.
    pub median: f64,
    /// How far the ends of the 95 % confidence interval of the median are from it, at most.
    pub spread: f64,
}

impl Metric {
    /// Whether the difference is more than chance, at 5 %.
    pub fn is_significant(&self) -> bool {
        self.p <= 0.05
    }

    /// Whether the difference is significant and the two intervals are apart too: of many benchmarks, some are always
    /// significant by chance.
    fn is_clear(&self) -> bool {
        let apart = (self.before.median - self.after.median).abs() > self.before.spread + self.after.spread;
        self.is_significant() && apart
    }
}

impl Benchmark {
    /// The allocations of one operation.
    pub fn allocations(&self) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.unit == "allocs/op")
    }

    /// Whether it allocates more often than before, and not by chance.
    pub fn is_worse(&self) -> bool {
        self.allocations().is_some_and(|metric| metric.is_clear() && metric.after.median > metric.before.median)
    }

    /// How many allocations an operation lost, beyond chance.
    pub fn saved(&self) -> f64 {
        let lost = |metric: &Metric| (metric.before.median - metric.after.median).max(0.0);
        self.allocations().filter(|metric| metric.is_clear()).map_or(0.0, lost)
    }
}

/// A place in a file: both count from 1, columns in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, serde::Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

/// One replacement that a finding makes or would make.
#[derive(Clone, Debug)]
pub struct FileEdit {
    /// The file; it may be another than the finding's.
    pub path: PathBuf,
    /// What is replaced, in the text that was read.
    pub span: Span,
    /// What it becomes.
    pub text: String,
}

/// What became of a match.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Its text is in the result.
    Applied,
    /// It holds, but at a level that was not asked for.
    Offered,
    /// It has the shape, but a condition does not hold or is not known.
    Kept(Reason),
    /// Another fix that excludes it was taken.
    LostTo {
        /// The id of the rule whose fix was taken.
        rule: String,
    },
    /// It was applied and taken back.
    Undone(Reason),
    /// A comment in the source asks to leave it.
    Ignored {
        /// The text behind `--` in the comment; empty when none was given.
        why: String,
    },
}

/// Something that was not looked at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Skipped {
    /// The file or folder.
    pub path: PathBuf,
    /// Why; the code is one such as `generated`, `vendor`, `syntax-error`.
    pub reason: Reason,
    /// The part of the file that was left out, if not all of it.
    pub part: Option<Position>,
}

/// Whose fault a trouble is; it decides the words around it, never the exit code alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// A file, the disk or git.
    World,
    /// A rule.
    Rule,
    /// allocfix itself.
    Ours,
}

/// Something that went wrong without stopping the run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Trouble {
    /// Whose fault.
    pub fault: Fault,
    /// The file concerned.
    pub path: PathBuf,
    /// Lower case, the fault first.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

impl Outcome {
    /// The findings counted by rule and by the name of their fate, for statistics.
    pub fn counts(&self) -> BTreeMap<(&str, &'static str), usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry((finding.rule.as_str(), finding.fate.name())).or_default() += 1;
        }
        counts
    }

    /// The reasons of kept findings, counted.
    pub fn reasons(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            if let Fate::Kept(reason) = &finding.fate {
                *counts.entry(reason.code.as_str()).or_default() += 1;
            }
        }
        counts
    }
}

impl Finding {
    /// The name of the fix.
    pub fn id(&self) -> FixId {
        FixId { path: self.path.clone(), start: self.span.start, rule: self.rule.clone() }
    }
}

impl Fate {
    /// The word for it in reports: `applied`, `offered`, `kept`, `lost`, `undone`, `ignored`.
    pub fn name(&self) -> &'static str {
        match self {
            Fate::Applied => "applied",
            Fate::Offered => "offered",
            Fate::Kept(_) => "kept",
            Fate::LostTo { .. } => "lost",
            Fate::Undone(_) => "undone",
            Fate::Ignored { .. } => "ignored",
        }
    }
}

impl Outcome {
    /// Puts all lists into their stable order.
    pub fn sort(&mut self) {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.findings.sort_by(|a, b| (&a.path, a.span, &a.rule).cmp(&(&b.path, b.span, &b.rule)));
        self.skipped.sort();
        self.troubles.sort();
    }
}
