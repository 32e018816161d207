//! The stage that runs tests: those of the changed packages and of their direct importers, none of which may fail that passed
//! before.
//!
//! The tree as it is is only tested where something fails with the changes: what passes is no worse than anything. What fails on one side
//! only is run again on both, so that nobody is blamed for a test that fails now and then.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;
use std::time::Duration;

use super::overlay::Overlay;
use super::packages::{Forest, Tree};
use super::test_results::{Results, results};
use super::toolchain::{Failure, Toolchain};
use super::{Charge, Stage, changed_packages, fixes_in, lock};
use crate::fix::outcome::{Fate, Outcome, Reason, Refusal, Tests, Verification};

/// How often a test must fail with the changes, and pass without, once it has.
const AGAIN: usize = 3;

/// The stage, and what it has learnt so far.
pub struct Test<'a> {
    toolchain: &'a Toolchain,
    forest: &'a Forest,
    state: Mutex<State>,
}

/// A package: the number of its tree, and its import path.
type Place = (usize, String);

/// Names of tests, the empty one for all of a package together.
type Names = BTreeSet<String>;

#[derive(Default)]
struct State {
    /// What tests came to without any change.
    before: HashMap<Place, Results>,
    /// The tests that changes were charged with.
    charged: BTreeMap<Place, Names>,
    flaky: BTreeSet<String>,
    unusable: BTreeMap<String, Reason>,
    /// What the last examination showed.
    last: BTreeMap<Place, Results>,
}

impl<'a> Test<'a> {
    /// Nothing is run yet.
    pub fn new(toolchain: &'a Toolchain, forest: &'a Forest) -> Test<'a> {
        Test { toolchain, forest, state: Mutex::default() }
    }

    fn of_tree(&self, number: usize, outcome: &Outcome, overlay: &Overlay) -> Result<Vec<Charge>, Failure> {
        let tree = &self.forest.trees()[number];
        let changed = changed_packages(self.forest, number, outcome);
        let mut packages = tree.near(changed.iter().copied());
        packages.retain(|path| tree.package(path).is_some_and(|package| package.fault().is_none()));
        let after = self.run(tree, &packages, Some(overlay), &[])?;
        lock(&self.state).last.extend(after.iter().map(|(path, results)| ((number, path.clone()), results.clone())));
        let failing: BTreeSet<&str> =
            after.iter().filter(|(_, results)| !results.passes("")).map(|(path, _)| path.as_str()).collect();
        let mut worse: BTreeMap<&str, Names> = BTreeMap::new();
        for (path, before) in self.before(number, tree, failing)? {
            let (path, results) = after.get_key_value(&path).expect("only those that fail were asked for");
            match before.unusable() {
                Some((code, text)) => {
                    lock(&self.state).unusable.insert(path.clone(), Reason::new(code, text));
                }
                None => {
                    worse.insert(path, results.worse_than(&before).into_iter().collect());
                }
            }
        }
        self.leave_out_flaky(tree, overlay, &mut worse)?;
        let charge = |(path, names): (&str, Names)| {
            let charge = charge(tree, outcome, &changed, path, &names, &after[path]);
            lock(&self.state).charged.entry((number, path.to_owned())).or_default().extend(names);
            charge
        };
        Ok(worse.into_iter().map(charge).collect())
    }

    /// Keeps those that fail with the changes whenever they are run, and pass without.
    fn leave_out_flaky(
        &self,
        tree: &Tree,
        overlay: &Overlay,
        worse: &mut BTreeMap<&str, Names>,
    ) -> Result<(), Failure> {
        worse.retain(|_, names| !names.is_empty());
        for (overlay, passes) in [(Some(overlay), false), (None, true)] {
            for _ in 0..AGAIN {
                let packages = worse.keys().copied().collect();
                let again = self.run(tree, &packages, overlay, &["-count=1"])?;
                for (path, names) in worse.iter_mut() {
                    let (same, other): (Names, Names) = std::mem::take(names)
                        .into_iter()
                        .partition(|name| again.get(*path).is_some_and(|results| results.passes(name)) == passes);
                    *names = same;
                    lock(&self.state).flaky.extend(other.iter().map(|name| full_name(path, name)));
                }
                worse.retain(|_, names| !names.is_empty());
            }
        }
        Ok(())
    }

    fn before(&self, number: usize, tree: &Tree, packages: BTreeSet<&str>) -> Result<Vec<(String, Results)>, Failure> {
        let place = |path: &str| (number, path.to_owned());
        let is_new = |path: &&str| !lock(&self.state).before.contains_key(&place(path));
        let new: BTreeSet<&str> = packages.iter().copied().filter(is_new).collect();
        let mut found = self.run(tree, &new, None, &[])?;
        let mut state = lock(&self.state);
        // What the toolchain says nothing of is known to be nothing.
        state.before.extend(new.iter().map(|path| (place(path), found.remove(*path).unwrap_or_default())));
        Ok(packages.iter().map(|path| ((*path).to_owned(), state.before[&place(path)].clone())).collect())
    }

    fn run(
        &self,
        tree: &Tree,
        packages: &BTreeSet<&str>,
        overlay: Option<&Overlay>,
        flags: &[&str],
    ) -> Result<BTreeMap<String, Results>, Failure> {
        if packages.is_empty() {
            return Ok(BTreeMap::new());
        }
        let timeout = self.toolchain.timeout;
        let limit = format!("-timeout={}s", timeout.as_secs().max(1));
        // The build stage has had vet look at all of them.
        let command: Vec<&str> =
            ["test", "-json", "-vet=off", &limit].into_iter().chain(flags.iter().copied()).collect();
        // The limit holds for each package, and ends its tests in order; this one is for a toolchain that hangs.
        let all = timeout.saturating_mul(packages.len() as u32 + 1).saturating_add(Duration::from_secs(60));
        let toolchain = Toolchain { timeout: all, ..self.toolchain.clone() };
        let answer = tree.go(&toolchain, &command, overlay, packages)?;
        let results = results(&answer.out);
        if results.is_empty() {
            return Err(Failure::new(format!("`go test` fails: {}", answer.err.trim()), ""));
        }
        Ok(results)
    }
}

impl Stage for Test<'_> {
    fn examine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure> {
        let overlay = Overlay::of(outcome)?;
        {
            let mut state = lock(&self.state);
            state.last.clear();
            state.charged.clear();
        }
        let mut charges = Vec::new();
        for number in 0..self.forest.trees().len() {
            charges.extend(self.of_tree(number, outcome, &overlay)?);
        }
        Ok(charges)
    }

    /// Runs only the tests that were charged.
    fn reexamine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure> {
        let overlay = Overlay::of(outcome)?;
        let charged = lock(&self.state).charged.clone();
        let mut charges = Vec::new();
        for ((number, path), names) in &charged {
            let tree = &self.forest.trees()[*number];
            let changed = changed_packages(self.forest, *number, outcome);
            if !tree.affected(changed.iter().copied()).contains(path.as_str()) {
                continue;
            }
            // A subtest is run with all of its test: its name may have been changed to be one.
            let tests: BTreeSet<&str> = names.iter().filter_map(|name| name.split('/').next()).collect();
            let only = format!("-run=^({})$", tests.into_iter().collect::<Vec<_>>().join("|"));
            let flags: &[&str] = if names.contains("") { &[] } else { &[&only] };
            let after = self.run(tree, &BTreeSet::from([path.as_str()]), Some(&overlay), flags)?;
            let results = after.get(path).cloned().unwrap_or_default();
            let failing: Names = names.iter().filter(|name| !results.passes(name)).cloned().collect();
            if !failing.is_empty() {
                charges.push(charge(tree, outcome, &changed, path, &failing, &results));
            }
        }
        Ok(charges)
    }

    fn attest(&self, outcome: &mut Outcome) {
        let state = lock(&self.state);
        let ran: BTreeMap<&Place, &Results> =
            state.last.iter().filter(|((_, path), _)| !state.unusable.contains_key(path)).collect();
        for finding in outcome.findings.iter_mut().filter(|finding| finding.fate == Fate::Applied) {
            let Some(folder) = finding.path.parent() else { continue };
            let Some(number) = self.forest.tree_of(folder) else { continue };
            let tree = &self.forest.trees()[number];
            let near = tree.in_folder(folder).map(|package| tree.near([package.import_path.as_str()]));
            let is_shown = |path: &str| ran.get(&(number, path.to_owned())).is_some_and(|results| results.passed() > 0);
            finding.proof.tests = near.is_some_and(|near| near.into_iter().any(is_shown));
        }
        let failed = |(place, results): (&&Place, &&Results)| -> Vec<String> {
            results.failed().into_iter().map(|name| full_name(&place.1, name)).collect()
        };
        let failed = ran.iter().flat_map(failed).filter(|name| !state.flaky.contains(name)).collect();
        let verification = outcome.verification.get_or_insert_with(Verification::default);
        verification.tests = Some(Tests {
            packages: ran.values().filter(|results| !results.tests.is_empty()).count(),
            passed: ran.values().map(|results| results.passed()).sum(),
            failed,
            flaky: state.flaky.iter().cloned().collect(),
        });
        verification.not_tested.extend(state.unusable.clone());
    }
}

/// Whom failing tests may come from: most likely the fixes of their own package, else those of the packages that it imports.
fn charge(
    tree: &Tree,
    outcome: &Outcome,
    changed: &BTreeSet<&str>,
    path: &str,
    names: &Names,
    results: &Results,
) -> Charge {
    let first = names.first().map(String::as_str).unwrap_or_default();
    let and = match names.len() {
        0 | 1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    let test = if first.is_empty() { "the tests together".to_owned() } else { format!("`{first}`{and}") };
    let words = match results.words(first) {
        words if words.is_empty() => words,
        words => format!(": {words}"),
    };
    let text = format!("{test} of {path} passed before and would fail{words}");
    let own = tree.package(path).map(|package| package.dir.as_path());
    let sources = tree.sources(changed, path);
    Charge {
        refusal: Refusal::Undo(Reason::new("fails-test", text)),
        suspects: fixes_in(outcome, &|file| own.is_some() && file.parent() == own),
        possible: fixes_in(outcome, &|file| file.parent().is_some_and(|folder| sources.contains(folder))),
        is_certain: false,
    }
}

/// A test as it is named to people: `TestA/b of example.com/m`.
fn full_name(package: &str, test: &str) -> String {
    if test.is_empty() { format!("the tests of {package} together") } else { format!("{test} of {package}") }
}
