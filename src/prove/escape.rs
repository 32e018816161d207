//! The stage that compares what the compiler puts on the heap, before and after, function by function.
//!
//! A fix whose rule asks for it is only kept when the compiler agrees that it keeps something off the heap; of all others it is
//! written down what the compiler says.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::escapes::{Functions, HeapSite, sites};
use super::overlay::Overlay;
use super::packages::Forest;
use super::toolchain::{Failure, Toolchain};
use super::{Charge, Stage, applied, changed_packages, lock, on_line};
use crate::fix::outcome::{Fate, Finding, FixId, HeapSites, Outcome, Prove, Reason, Refusal};
use crate::text::{Lines, origins};

/// The stage, and what it has learnt so far.
pub struct Escape<'a> {
    toolchain: &'a Toolchain,
    forest: &'a Forest,
    /// Whether it is asked for, whatever the rules ask for.
    always: bool,
    /// The heap sites without any change, by import path.
    before: Mutex<HashMap<String, Vec<HeapSite>>>,
    /// What the last examination showed; `None` when nobody asked.
    last: Mutex<Option<Functionwise>>,
}

/// A function of a file; the name is empty for what stands at package level.
type Key = (PathBuf, String);
type Functionwise = BTreeMap<Key, Difference>;

/// A function before and after.
#[derive(Clone, Debug, Default)]
struct Difference {
    sites: HeapSites,
    /// New ones, and then those that are still there, with their place in the new text.
    left: Vec<HeapSite>,
}

impl<'a> Escape<'a> {
    /// Nothing is compiled yet.
    pub fn new(toolchain: &'a Toolchain, forest: &'a Forest, always: bool) -> Escape<'a> {
        Escape { toolchain, forest, always, before: Mutex::default(), last: Mutex::default() }
    }

    fn compare(&self, outcome: &Outcome) -> Result<Functionwise, Failure> {
        let texts = outcome.files.iter().map(|file| (file.path.as_path(), file.after.as_str()));
        let overlay = Overlay::new(texts)?;
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (number, tree) in self.forest.trees().iter().enumerate() {
            let packages = changed_packages(self.forest, number, outcome);
            after.extend(sites(self.toolchain, tree, Some(&overlay), &packages)?);
            // Held while the toolchain works: others would ask it the same thing.
            let mut known = lock(&self.before);
            for path in packages {
                if !known.contains_key(path) {
                    known.insert(path.to_owned(), sites(self.toolchain, tree, None, &[path].into())?);
                }
                before.extend(known[path].iter().cloned());
            }
        }
        let mut all = Functionwise::new();
        for file in &outcome.files {
            let here = |list: &[HeapSite], text: &str| -> BTreeMap<String, Vec<HeapSite>> {
                let functions = Functions::new(text);
                let mut by_function: BTreeMap<String, Vec<HeapSite>> = BTreeMap::new();
                for site in list.iter().filter(|site| site.path == file.path) {
                    let name = functions.at_place(site.line, site.column).to_owned();
                    by_function.entry(name).or_default().push(site.clone());
                }
                by_function
            };
            let mut old = here(&before, &file.before);
            let mut new = here(&after, &file.after);
            let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
            for name in names {
                let [old, new] = [&mut old, &mut new].map(|sites| sites.remove(&name).unwrap_or_default());
                all.insert((file.path.clone(), name), difference(old, new));
            }
        }
        Ok(all)
    }
}

/// Lines move, so sites are told apart by what the compiler says of them.
fn difference(mut old: Vec<HeapSite>, new: Vec<HeapSite>) -> Difference {
    let (mut fresh, mut same) = (Vec::new(), Vec::new());
    for site in new {
        match old.iter().position(|other| other.message == site.message) {
            Some(place) => {
                old.swap_remove(place);
                same.push(site);
            }
            None => fresh.push(site),
        }
    }
    let sites = HeapSites { gone: old.len(), new: fresh.len(), unchanged: same.len() };
    fresh.append(&mut same);
    Difference { sites, left: fresh }
}

/// The functions that a fix writes in.
fn touched(finding: &Finding, outcome: &Outcome) -> BTreeSet<Key> {
    let of_file = |path: &Path| outcome.files.iter().find(|file| file.path == path);
    let mut keys = BTreeSet::new();
    for edit in &finding.edits {
        let Some(file) = of_file(&edit.path) else { continue };
        let name = Functions::new(&file.before).at(edit.span.start).to_owned();
        keys.insert((edit.path.clone(), name));
    }
    keys
}

fn sum(keys: &BTreeSet<Key>, all: &Functionwise) -> HeapSites {
    let mut sum = HeapSites::default();
    for difference in keys.iter().filter_map(|key| all.get(key)) {
        sum.gone += difference.sites.gone;
        sum.new += difference.sites.new;
        sum.unchanged += difference.sites.unchanged;
    }
    sum
}

fn asks(finding: &&Finding) -> bool {
    finding.prove == Some(Prove::Escape)
}

impl Stage for Escape<'_> {
    fn examine(&self, outcome: &Outcome) -> Result<Vec<Charge>, Failure> {
        *lock(&self.last) = None;
        let asking: Vec<(FixId, BTreeSet<Key>)> =
            applied(outcome).filter(asks).map(|finding| (finding.id(), touched(finding, outcome))).collect();
        if outcome.files.is_empty() || (asking.is_empty() && !self.always) {
            return Ok(Vec::new());
        }
        let all = self.compare(outcome)?;
        let mut charges = Vec::new();
        for (id, keys) in &asking {
            // Fixes in the same functions share what is gone there: each must have its own.
            let company: BTreeSet<FixId> =
                asking.iter().filter(|(_, other)| !other.is_disjoint(keys)).map(|(id, _)| id.clone()).collect();
            let sum = sum(keys, &all);
            if sum.new > 0 || sum.gone < company.len() {
                let refusal = Refusal::Advise(reason(id, keys, &all, sum, outcome));
                let suspects = BTreeSet::from([id.clone()]);
                let is_certain = company.len() == 1 || puts_on_heap(&suspects, keys, &all, outcome);
                charges.push(Charge { refusal, suspects, is_certain, possible: company });
            }
        }
        *lock(&self.last) = Some(all);
        Ok(charges)
    }

    fn attest(&self, outcome: &mut Outcome) {
        let Some(all) = lock(&self.last).clone() else { return };
        let known: Vec<Option<HeapSites>> = outcome
            .findings
            .iter()
            .map(|finding| (finding.fate == Fate::Applied).then(|| sum(&touched(finding, outcome), &all)))
            .collect();
        for (finding, heap) in outcome.findings.iter_mut().zip(known) {
            finding.proof.heap = heap;
        }
    }
}

/// Whether something new is on the heap that stands in a line that nobody else wrote. A variable is another matter: it is on
/// the heap for what is done with it elsewhere.
fn puts_on_heap(ids: &BTreeSet<FixId>, keys: &BTreeSet<Key>, all: &Functionwise, outcome: &Outcome) -> bool {
    let differences = keys.iter().filter_map(|key| all.get(key));
    let mut new = differences.flat_map(|difference| &difference.left[..difference.sites.new]);
    new.any(|site| {
        let file = outcome.files.iter().find(|file| file.path == site.path);
        !site.is_variable() && file.is_some_and(|file| on_line(file, site.line as usize, outcome) == *ids)
    })
}

/// Why the compiler does not agree, in its own words: of what is new, else of what is still there, what is nearest to the fix.
fn reason(id: &FixId, keys: &BTreeSet<Key>, all: &Functionwise, sum: HeapSites, outcome: &Outcome) -> Reason {
    let file = outcome.files.iter().find(|file| file.path == id.path);
    let origins = file.map(|file| origins(&file.before, &file.after)).unwrap_or_default();
    let at = file.map_or(0, |file| Lines::new(&file.before).position(id.start).0 as usize - 1);
    let distance = |site: &HeapSite| match origins.get((site.line as usize).saturating_sub(1)) {
        Some(origin) if site.path == id.path => at.abs_diff(origin.start),
        _ => usize::MAX,
    };
    let differences = keys.iter().filter_map(|key| all.get(key));
    let left = differences.flat_map(|difference| match sum.new {
        0 => &difference.left[..],
        _ => &difference.left[..difference.sites.new],
    });
    let text = match left.min_by_key(|site| distance(site)) {
        Some(site) => {
            let verb = if sum.new > 0 { "then" } else { "still" };
            let why = if site.why.is_empty() { String::new() } else { format!(" ({})", site.why) };
            format!("the compiler {verb} says in this function: {}{why}", site.message)
        }
        None => "the compiler keeps nothing off the heap that was on it before".to_owned(),
    };
    Reason::new("still-escapes", text)
}
