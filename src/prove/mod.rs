//! Floor 5: the Go toolchain as the judge of fixes, in a dry run.
//!
//! A stage looks at everything that would change, laid over the tree as an overlay, and brings charges; [`blame`] finds the
//! fixes that cause them; those are refused and the engine runs again without them, until every stage is content. So what is
//! written is never worse than what was there, and nothing is written before that is known.
//!
//! Owns processes of the toolchain and temporary files. Never a format, and never how a rule comes to its fixes.

mod bench;
mod blame;
mod build;
mod escape;
pub mod escapes;
pub mod leaving;
mod overlay;
mod packages;
mod problems;
mod run;
mod significance;
mod test;
mod test_results;
pub mod toolchain;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::fix::outcome::{ChangedFile, Fate, Finding, FixId, Outcome, Refusal, Refusals, Verification};
use crate::text::{Lines, origins};
use packages::Forest;
use toolchain::{Failure, Toolchain};

/// The engine: everything that would change without the fixes that are refused, in all folders of the run or only in these.
pub type Compute<'a> = dyn Fn(&Refusals, Option<&BTreeSet<PathBuf>>) -> Outcome + Sync + 'a;

/// What is to be shown of a run's fixes.
#[derive(Clone, Debug)]
pub struct Request {
    /// How the toolchain is called.
    pub toolchain: Toolchain,
    /// Whether heap sites are compared for all changes, and not only where a rule asks for it.
    pub escapes: bool,
    /// Whether changed functions are run beside their old selves.
    pub run: bool,
    /// Of the inputs they are run on.
    pub seed: u64,
    /// Whether tests are run.
    pub tests: bool,
    /// The benchmarks that are run, if any.
    pub benchmarks: Option<Benchmarks>,
}

/// Which benchmarks are run.
#[derive(Clone, Debug)]
pub struct Benchmarks {
    /// Their names, as `go test -bench` takes them.
    pub regexp: String,
    /// How often on each side.
    pub count: usize,
}

impl Request {
    /// Whether the repository's own code is run, and not only built.
    pub fn runs_code(&self) -> bool {
        self.run || self.tests || self.benchmarks.is_some()
    }
}

/// Something that got worse, and who may have done it.
#[derive(Clone, Debug)]
struct Charge {
    /// What becomes of those who did.
    refusal: Refusal,
    /// The fixes that most likely did.
    suspects: BTreeSet<FixId>,
    /// All that may have done it.
    possible: BTreeSet<FixId>,
    /// All suspects are to be refused, without any trial.
    is_certain: bool,
}

/// One way to look at a change.
trait Stage: Sync {
    /// What is worse with the changes of this outcome than without.
    ///
    /// # Errors
    /// When nothing can be said at all.
    fn examine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure>;

    /// The same for a trial with fewer changes, where only what was charged before matters.
    ///
    /// # Errors
    /// As above.
    fn reexamine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure> {
        self.examine(outcome)
    }

    /// Whether what one fix does can never hide what another does elsewhere, so that trials of several can be made as one.
    fn is_separable(&self) -> bool {
        true
    }

    /// Writes down what the last examination showed, which brought no charge.
    fn attest(&self, outcome: &mut Outcome);
}

/// Runs the engine, and again without the fixes that do not stand the test, until all do.
///
/// `tell` is called with what is being done, for people who wait.
///
/// # Errors
/// When the toolchain is not there or cannot be made to judge; then nothing is known of any fix.
pub fn verify(request: &Request, compute: &Compute<'_>, tell: &(dyn Fn(&str) + Sync)) -> Result<Outcome, Failure> {
    let toolchain = &request.toolchain;
    let mut refused = Refusals::new();
    let mut outcome = compute(&refused, None);
    tell("listing packages");
    let folders: BTreeSet<&Path> = outcome.files.iter().filter_map(|file| file.path.parent()).collect();
    let forest = Forest::around(toolchain, folders)?;
    let build = build::Build::new(toolchain, &forest);
    let escape = escape::Escape::new(toolchain, &forest, request.escapes);
    let mut stages: Vec<(&str, &dyn Stage)> = vec![("building", &build), ("comparing heap sites", &escape)];
    if request.runs_code() {
        toolchain.runs_here()?;
    }
    let run = run::Run::new(toolchain, &forest, request.seed);
    if request.run {
        stages.push(("running changed functions", &run));
    }
    let test = test::Test::new(toolchain, &forest);
    if request.tests {
        stages.push(("testing", &test));
    }
    'again: loop {
        for (doing, stage) in &stages {
            tell(doing);
            let charges = stage.examine(&outcome)?;
            if !charges.is_empty() {
                tell(&format!("{doing}: finding the fixes to blame"));
                refused.extend(blame::culprits(charges, *stage, compute, &outcome, &refused)?);
                outcome = compute(&refused, None);
                continue 'again;
            }
        }
        outcome.verification = Some(Verification::default());
        for (_, stage) in &stages {
            stage.attest(&mut outcome);
        }
        if let Some(benchmarks) = &request.benchmarks {
            bench::measure(toolchain, &forest, benchmarks, &mut outcome, tell)?;
        }
        return Ok(outcome);
    }
}

/// The fixes of an outcome that are in the result.
fn applied(outcome: &Outcome) -> impl Iterator<Item = &Finding> {
    outcome.findings.iter().filter(|finding| finding.fate == Fate::Applied)
}

/// The applied fixes that write a file.
fn fixes_in(outcome: &Outcome, is_meant: &dyn Fn(&Path) -> bool) -> BTreeSet<FixId> {
    let writes = |finding: &&Finding| finding.edits.iter().any(|edit| is_meant(&edit.path)) || is_meant(&finding.path);
    applied(outcome).filter(writes).map(Finding::id).collect()
}

/// The fixes that wrote a line of the new text.
fn on_line(file: &ChangedFile, line: usize, outcome: &Outcome) -> BTreeSet<FixId> {
    let origins = origins(&file.before, &file.after);
    let Some(origin) = line.checked_sub(1).and_then(|line| origins.get(line)) else { return BTreeSet::new() };
    let lines = Lines::new(&file.before);
    let touches = |finding: &&Finding| {
        finding.edits.iter().filter(|edit| edit.path == file.path).any(|edit| {
            let line = |offset: u32| lines.position(offset).0 as usize - 1;
            line(edit.span.start) < origin.end && origin.start <= line(edit.span.end)
        })
    };
    applied(outcome).filter(touches).map(Finding::id).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The import paths of the packages of a tree in which files change.
fn changed_packages<'f>(forest: &'f Forest, number: usize, outcome: &Outcome) -> BTreeSet<&'f str> {
    let package = |folder: &Path| {
        let is_here = forest.tree_of(folder) == Some(number);
        is_here.then(|| forest.trees()[number].in_folder(folder)).flatten()
    };
    let folders = outcome.files.iter().filter_map(|file| file.path.parent());
    folders.filter_map(package).map(|package| package.import_path.as_str()).collect()
}
