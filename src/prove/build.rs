//! The first stage: the changed packages and all that import them build and vet as before.
//!
//! The tree as it is is only built where the changed one has something to complain of: what builds and vets without a word
//! is no worse than anything.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Mutex;

use super::overlay::Overlay;
use super::packages::{Forest, Package, Tree};
use super::problems::{Problem, problems};
use super::toolchain::{Failure, Toolchain};
use super::{Charge, Stage, changed_packages, fixes_in, lock, on_line};
use crate::fix::outcome::{ChangedFile, Fate, Outcome, Reason, Refusal, Verification};

/// Makes `go build` keep nothing, not even a program.
pub const NOWHERE: &str = if cfg!(windows) { "-o=NUL" } else { "-o=/dev/null" };

/// Go keeps what `go vet` said, and says it again of files with the same text: with the paths of copies that are gone. A flag of
/// its own, the name of a function that nobody has, keeps the two apart.
const OF_COPIES: &str = "-printf.funcs=allocfixLooksAtACopy";

/// The stage, and what it has learnt so far.
pub struct Build<'a> {
    toolchain: &'a Toolchain,
    forest: &'a Forest,
    /// What the trees have to complain of without any change, by tree.
    baselines: Mutex<HashMap<usize, Baseline>>,
    /// How many packages the last examination built.
    built: Mutex<usize>,
    /// Packages that did not build before, with the reason.
    left_alone: Mutex<BTreeMap<String, Reason>>,
}

#[derive(Clone, Debug, Default)]
struct Baseline {
    packages: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl<'a> Build<'a> {
    /// Nothing is built yet.
    pub fn new(toolchain: &'a Toolchain, forest: &'a Forest) -> Build<'a> {
        Build { toolchain, forest, baselines: Mutex::default(), built: Mutex::default(), left_alone: Mutex::default() }
    }

    /// Charges for what no build can tell anything of.
    fn unjudgeable(&self, outcome: &Outcome) -> Vec<Charge> {
        let of_file = |file: &ChangedFile| {
            let folder = file.path.parent().unwrap_or(Path::new(""));
            let tree = self.forest.tree_of(folder).map(|number| &self.forest.trees()[number]);
            let Some(tree) = tree else {
                return Some(Reason::new("outside-module", "it lies in no Go module, so nothing can be built"));
            };
            let Some(package) = tree.in_folder(folder) else {
                return Some(Reason::new("not-built", "no build that was asked for contains its package"));
            };
            if let Some(fault) = package.fault() {
                return Some(self.leave_alone(package, fault));
            }
            let text = "no build that was asked for contains the file; --tags or --target may";
            (!package.contains(&file.path)).then(|| Reason::new("not-built", text))
        };
        let charge = |(file, reason): (&ChangedFile, Reason)| {
            let suspects = fixes_in(outcome, &|path| path == file.path);
            Charge { refusal: Refusal::Undo(reason), suspects, possible: BTreeSet::new(), is_certain: true }
        };
        outcome.files.iter().filter_map(|file| Some((file, of_file(file)?))).map(charge).collect()
    }

    fn of_tree(&self, number: usize, outcome: &Outcome, overlay: &Overlay) -> Result<Vec<Charge>, Failure> {
        let tree = &self.forest.trees()[number];
        let changed = changed_packages(self.forest, number, outcome);
        let mut affected = tree.affected(changed.iter().copied());
        affected.retain(|path| tree.package(path).is_some_and(|package| package.fault().is_none()));
        if affected.is_empty() {
            return Ok(Vec::new());
        }
        *lock(&self.built) += affected.len();
        let found = self.complaints(tree, &affected, &changed, Some(overlay))?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let before = self.baseline(number, tree, &affected, &changed)?;
        let broken: BTreeMap<&str, &Problem> = before
            .iter()
            .filter(|problem| problem.is_error && changed.contains(problem.package.as_str()))
            .map(|problem| (problem.package.as_str(), problem))
            .collect();
        if !broken.is_empty() {
            let charge = |(path, problem): (&str, &Problem)| {
                let package = tree.package(path)?;
                let suspects = fixes_in(outcome, &|file| file.parent() == Some(&package.dir));
                let refusal = Refusal::Undo(self.leave_alone(package, &problem.words(&tree.root)));
                Some(Charge { refusal, suspects, possible: BTreeSet::new(), is_certain: true })
            };
            return Ok(broken.into_iter().filter_map(charge).collect());
        }
        Ok(worse(found, &before).iter().map(|problem| charge(problem, outcome, tree, &changed)).collect())
    }

    /// Notes that a package did not build before.
    fn leave_alone(&self, package: &Package, fault: &str) -> Reason {
        let first = fault.lines().next().unwrap_or_default();
        let reason = Reason::new("did-not-build", format!("its package did not build before: {first}"));
        lock(&self.left_alone).insert(package.import_path.clone(), reason.clone());
        reason
    }

    fn baseline(
        &self,
        number: usize,
        tree: &Tree,
        packages: &BTreeSet<&str>,
        changed: &BTreeSet<&str>,
    ) -> Result<Vec<Problem>, Failure> {
        // Held while the toolchain works: others would ask it the same thing.
        let mut baselines = lock(&self.baselines);
        let known = baselines.entry(number).or_default();
        let missing: BTreeSet<&str> = packages.iter().copied().filter(|path| !known.packages.contains(*path)).collect();
        if !missing.is_empty() {
            known.problems.extend(self.complaints(tree, &missing, changed, None)?);
            known.packages.extend(missing.into_iter().map(str::to_owned));
        }
        Ok(known.problems.clone())
    }

    /// What `go build` and `go vet` say about packages.
    fn complaints(
        &self,
        tree: &Tree,
        packages: &BTreeSet<&str>,
        changed: &BTreeSet<&str>,
        overlay: Option<&Overlay>,
    ) -> Result<Vec<Problem>, Failure> {
        // Linking takes longer than all the rest, and says nothing new of a program that only imports what changed: vet
        // type-checks it anyway.
        let is_built = |path: &&str| changed.contains(path) || tree.package(path).is_some_and(|p| p.name != "main");
        let built: BTreeSet<&str> = packages.iter().copied().filter(is_built).collect();
        let mut all: Vec<Problem> = Vec::new();
        let vet: &[&str] = if overlay.is_some() { &["vet", OF_COPIES] } else { &["vet"] };
        for (command, is_build, packages) in [(&["build", NOWHERE][..], true, &built), (vet, false, packages)] {
            if packages.is_empty() {
                continue;
            }
            let answer = tree.go(self.toolchain, command, overlay, packages)?;
            if !answer.success {
                let mut found = problems(&tree.root, &answer.err, overlay, is_build);
                if found.is_empty() {
                    let text = answer.err.trim();
                    return Err(Failure::new(format!("`go {}` fails: {text}", command[0]), ""));
                }
                // `go vet` repeats what `go build` said.
                found.retain(|problem| !all.iter().any(|other| other.is_like(problem)));
                all.append(&mut found);
            }
        }
        Ok(all)
    }
}

impl Stage for Build<'_> {
    fn examine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure> {
        let charges = self.unjudgeable(outcome);
        if !charges.is_empty() {
            return Ok(charges);
        }
        let overlay = Overlay::of(outcome)?;
        *lock(&self.built) = 0;
        let mut charges = Vec::new();
        for number in 0..self.forest.trees().len() {
            charges.extend(self.of_tree(number, outcome, &overlay)?);
        }
        Ok(charges)
    }

    /// What a package that does not build imports, or is imported by, is not looked at.
    fn is_separable(&self) -> bool {
        false
    }

    fn attest(&self, outcome: &mut Outcome) {
        for finding in outcome.findings.iter_mut().filter(|finding| finding.fate == Fate::Applied) {
            finding.proof.builds = true;
        }
        let verification = outcome.verification.get_or_insert_with(Verification::default);
        verification.packages = *lock(&self.built);
        verification.left_alone.extend(lock(&self.left_alone).clone());
    }
}

/// What is complained of more often than before, wherever in its file it stands now.
fn worse(found: Vec<Problem>, before: &[Problem]) -> Vec<Problem> {
    let mut known: Vec<&Problem> = before.iter().collect();
    let mut is_new = |problem: &Problem| match known.iter().position(|other| other.is_like(problem)) {
        Some(place) => {
            known.swap_remove(place);
            false
        }
        None => true,
    };
    found.into_iter().filter(|problem| is_new(problem)).collect()
}

/// Whom a problem may come from: most likely the fixes on its line, else any of the package, or of the packages that its
/// package imports.
fn charge(problem: &Problem, outcome: &Outcome, tree: &Tree, changed: &BTreeSet<&str>) -> Charge {
    let code = if problem.is_error { "breaks-build" } else { "breaks-vet" };
    let text = format!("the program would not build as before: {}", problem.words(&tree.root));
    let file = problem.file.as_ref().and_then(|path| outcome.files.iter().find(|file| file.path == *path));
    let suspects = file.map_or_else(BTreeSet::new, |file| on_line(file, problem.line, outcome));
    let sources = tree.sources(changed, &problem.package);
    let own = file.and_then(|file| file.path.parent());
    let is_possible = |path: &Path| match own {
        // A file that changed is hurt by its own package; other packages change nothing that it can see.
        Some(own) => path.parent() == Some(own),
        None => path.parent().is_some_and(|folder| sources.is_empty() || sources.contains(folder)),
    };
    let possible = fixes_in(outcome, &is_possible);
    // What does not compile in a line that one fix wrote is that fix's. A doubt of vet may stand where it came to light.
    let is_certain = problem.is_error && suspects.len() == 1;
    Charge { refusal: Refusal::Undo(Reason::new(code, text)), suspects, possible, is_certain }
}
