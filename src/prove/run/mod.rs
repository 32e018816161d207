//! The stage of translation validation: each changed function whose arguments can be made up, and that has no effect outside
//! of them, runs beside its old self on the same inputs. What they return, what they leave in their arguments, how they
//! panic must be the same; what they allocate is counted.
//!
//! Three parts: here, what changed and what becomes of it; `analyze.go`, which type-checks the package, refuses whatever
//! may touch anything outside (`free.toml` is what is known of the standard library) and writes the test; `probe.go`
//! and `watch.go`, which the test runs. All of it is laid over the tree for the time of the run.

mod changed;
mod probe;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use self::changed::{Function, changed_functions};
use self::probe::{Analyzer, Report, Verdict};
use super::packages::Forest;
use super::toolchain::{Failure, Toolchain};
use super::{Charge, Stage, applied};
use crate::fix::outcome::{Fate, FixId, Outcome, Ran, Reason, Refusal, RunOutcome, RunSummary};

/// How many inputs each function gets, at most: slow ones get fewer.
const INPUTS: usize = 200;

/// A function that comes back without a panic from fewer inputs than this has not been tried in earnest.
const RETURNS: usize = 5;

/// The stage, and what it has learnt so far.
pub struct Run<'a> {
    toolchain: &'a Toolchain,
    forest: &'a Forest,
    seed: u64,
    analyzer: OnceLock<Result<Analyzer, Failure>>,
    /// What came of a function, by both of its texts: trials that leave a fix out run only what that changes.
    known: Mutex<HashMap<Function, RunOutcome>>,
}

impl<'a> Run<'a> {
    /// Nothing has run yet. The same seed gives the same inputs.
    pub fn new(toolchain: &'a Toolchain, forest: &'a Forest, seed: u64) -> Run<'a> {
        Run { toolchain, forest, seed, analyzer: OnceLock::new(), known: Mutex::default() }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<Function, RunOutcome>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs what did not run yet.
    fn run(&self, functions: &[Function], outcome: &Outcome) -> Result<(), Failure> {
        let fresh: Vec<&Function> = {
            let known = self.known();
            functions.iter().filter(|function| !known.contains_key(function)).collect()
        };
        let mut by_tree: BTreeMap<usize, BTreeMap<&str, Vec<&Function>>> = BTreeMap::new();
        for function in fresh {
            let Some(folder) = function.path.parent() else { continue };
            let Some(number) = self.forest.tree_of(folder) else { continue };
            if let Some(package) = self.forest.trees()[number].in_folder(folder) {
                by_tree.entry(number).or_default().entry(&package.import_path).or_default().push(function);
            }
        }
        for (number, packages) in by_tree {
            let analyzer =
                self.analyzer.get_or_init(|| Analyzer::build(self.toolchain)).as_ref().map_err(Clone::clone)?;
            let tree = &self.forest.trees()[number];
            let (verdicts, reports) = analyzer.run(self.toolchain, tree, &packages, outcome, self.seed, INPUTS)?;
            let mut known = self.known();
            for function in packages.into_values().flatten() {
                let came = came_of(function, &verdicts, &reports);
                known.insert(function.clone(), came);
            }
        }
        Ok(())
    }
}

/// What came of a function.
fn came_of(function: &Function, verdicts: &[Verdict], reports: &[Report]) -> RunOutcome {
    let is_it = |path: &Path, name: &str| path == function.path && name == function.name;
    let not = |code: &str, text: &str| RunOutcome::NotRun(Reason::new(code, text));
    let verdict = verdicts.iter().find(|verdict| is_it(&verdict.file, &verdict.function));
    if let Some(verdict) = verdict.filter(|verdict| !verdict.code.is_empty()) {
        return not(&verdict.code, &verdict.text);
    }
    match reports.iter().find(|report| is_it(&report.file, &report.function)) {
        None => not("did-not-run", "its test did not build or did not come to it"),
        Some(report) if !report.ends.is_empty() => not("does-not-return", &format!("a call of it: {}", report.ends)),
        Some(report) if !report.differ.is_empty() => {
            let text = format!("`{}` gives {}", report.input, report.differ);
            RunOutcome::Differs(Reason::new("changes-behaviour", text))
        }
        Some(report) if report.inputs == 0 => not("unsteady", "it gives something else with every call"),
        Some(report) if report.returned < RETURNS => not("always-panics", "it panics on nearly all inputs"),
        Some(report) => RunOutcome::Same(Ran {
            inputs: report.inputs,
            measured: report.measured,
            before: report.before,
            after: report.after,
        }),
    }
}

impl Stage for Run<'_> {
    fn examine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure> {
        let functions = changed_functions(outcome);
        self.run(&functions, outcome)?;
        let known = self.known();
        let charge = |function: &Function| {
            let RunOutcome::Differs(reason) = known.get(function)? else { return None };
            let suspects = fixes_in(function, outcome);
            let refusal = Refusal::Undo(reason.clone());
            Some(Charge { refusal, possible: suspects.clone(), is_certain: suspects.len() == 1, suspects })
        };
        Ok(functions.iter().filter_map(charge).collect())
    }

    fn attest(&self, outcome: &mut Outcome) {
        let functions = changed_functions(outcome);
        let known = self.known();
        let mut summary = RunSummary { seed: self.seed, ..RunSummary::default() };
        let mut of_fix: HashMap<FixId, RunOutcome> = HashMap::new();
        for function in &functions {
            summary.changed += 1;
            let Some(came) = known.get(function) else { continue };
            match came {
                RunOutcome::Same(ran) => {
                    summary.ran += 1;
                    summary.inputs += ran.inputs;
                    summary.before += ran.per_call(ran.before);
                    summary.after += ran.per_call(ran.after);
                }
                RunOutcome::NotRun(reason) | RunOutcome::Differs(reason) => {
                    *summary.reasons.entry(reason.code.clone()).or_default() += 1;
                }
            }
            for id in fixes_in(function, outcome) {
                // Of a fix in several functions, the one that says least counts.
                let said = of_fix.entry(id).or_insert_with(|| came.clone());
                if matches!(came, RunOutcome::NotRun(_)) {
                    *said = came.clone();
                }
            }
        }
        for finding in outcome.findings.iter_mut().filter(|finding| finding.fate == Fate::Applied) {
            finding.proof.run = of_fix.get(&finding.id()).cloned();
        }
        if let Some(verification) = &mut outcome.verification {
            verification.run = Some(summary);
        }
    }
}

/// The applied fixes that write inside a function.
fn fixes_in(function: &Function, outcome: &Outcome) -> BTreeSet<FixId> {
    let writes = |finding: &&crate::fix::outcome::Finding| {
        let inside = |path: &PathBuf, span: crate::text::Span| *path == function.path && function.span.covers(span);
        finding.edits.iter().any(|edit| inside(&edit.path, edit.span)) || inside(&finding.path, finding.span)
    };
    applied(outcome).filter(writes).map(|finding| finding.id()).collect()
}
