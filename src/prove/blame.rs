//! Which fixes are to blame for what a stage found: those without which it is gone, each found by leaving fixes out.
//!
//! Knows no stage and no toolchain.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use super::toolchain::Failure;
use super::{Charge, Compute, Stage, applied};
use crate::fix::outcome::{Finding, FixId, Outcome, Reason, Refusal, Refusals};

/// The fixes that cause the charges, with what is to become of them. At least one, if there is a charge.
///
/// Charges that share no suspect are looked into side by side: in the same trials where the stage allows it.
///
/// # Errors
/// When the stage cannot be asked any more.
pub fn culprits(
    charges: Vec<Charge>,
    stage: &dyn Stage,
    compute: &Compute<'_>,
    charged: &Outcome,
    refused: &Refusals,
) -> Result<Refusals, Failure> {
    let (certain, open): (Vec<Charge>, Vec<Charge>) = charges.into_iter().partition(|charge| charge.is_certain);
    let mut found = Refusals::new();
    for charge in certain {
        found.extend(charge.suspects.iter().map(|id| (id.clone(), charge.refusal.clone())));
    }
    if !found.is_empty() {
        // What is left over is looked into without these.
        return Ok(found);
    }
    let known: BTreeSet<FixId> = applied(charged).map(Finding::id).collect();
    let trials = Trials { stage, compute, refused, known: &known };
    let searches: Vec<Search> = groups(open).into_iter().map(Search::new).collect();
    if stage.is_separable() {
        return trials.solve(searches);
    }
    let solved: Vec<Refusals> =
        searches.into_par_iter().map(|search| trials.solve(vec![search])).collect::<Result<_, Failure>>()?;
    Ok(solved.into_iter().flatten().collect())
}

/// Charges that have a possible culprit in common.
#[derive(Debug)]
struct Case {
    refusal: Refusal,
    suspects: BTreeSet<FixId>,
    possible: BTreeSet<FixId>,
}

fn groups(charges: Vec<Charge>) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for charge in charges {
        let mut case = Case { refusal: charge.refusal, suspects: charge.suspects, possible: charge.possible };
        case.possible.extend(case.suspects.iter().cloned());
        let (same, other): (Vec<Case>, Vec<Case>) =
            cases.into_iter().partition(|other| !other.possible.is_disjoint(&case.possible));
        cases = other;
        for mut one in same {
            case.suspects.append(&mut one.suspects);
            case.possible.append(&mut one.possible);
            case.refusal = one.refusal;
        }
        cases.push(case);
    }
    cases
}

/// The search for the culprits of a case, one trial after the other.
#[derive(Debug)]
struct Search {
    case: Case,
    /// Groups that hold all culprits, or so it is hoped; the likeliest last.
    groups: Vec<BTreeSet<FixId>>,
    /// Whether the trial that is on asks if all is well without the group.
    is_asking: bool,
    /// What is left out, with which all is well.
    off: BTreeSet<FixId>,
    /// Parts of the group that were not put back yet, the next one last.
    parts: Vec<Part>,
    guilty: Refusals,
}

/// Fixes that are put back together.
#[derive(Debug)]
struct Part {
    fixes: Vec<FixId>,
    /// What is found with them put back, as long as no more are guilty than this many: from trials before.
    known: Option<(usize, Refusal)>,
}

impl Search {
    fn new(case: Case) -> Search {
        let groups = vec![case.possible.clone(), case.suspects.clone()];
        let (off, parts) = (BTreeSet::new(), Vec::new());
        Search { case, groups, is_asking: false, off, parts, guilty: Refusals::new() }
    }

    /// What is to be left out next, or `None` when the culprits are known.
    fn next(&mut self) -> Option<BTreeSet<FixId>> {
        loop {
            if let Some(part) = self.parts.last() {
                let known = part.known.clone().filter(|(guilty, _)| *guilty == self.guilty.len());
                match known {
                    // The charge itself may have been about another fix of the case.
                    Some((_, refusal)) if part.fixes.len() > 1 || self.case.possible.len() == 1 => {
                        self.settle(Some(refusal));
                    }
                    _ => return Some(self.without_part()),
                }
            } else if !self.guilty.is_empty() {
                return None;
            } else if let Some(group) = self.groups.pop() {
                if !group.is_empty() {
                    self.is_asking = true;
                    self.off = group;
                    return Some(self.off.clone());
                }
            } else {
                // It does not go away, or does not come back: nobody can be cleared.
                let refusal = &self.case.refusal;
                self.guilty = self.case.possible.iter().map(|id| (id.clone(), refusal.clone())).collect();
                return None;
            }
        }
    }

    /// Takes what was found in the trial that [`Search::next`] asked for.
    fn take(&mut self, verdict: Option<Refusal>) {
        if !std::mem::take(&mut self.is_asking) {
            self.settle(verdict);
        } else if verdict.is_none() {
            let fixes = self.off.iter().cloned().collect();
            self.parts.push(Part { fixes, known: Some((0, self.case.refusal.clone())) });
        }
    }

    /// What is left out when the next part is put back.
    fn without_part(&self) -> BTreeSet<FixId> {
        let part = self.parts.last().map_or(&[][..], |part| &part.fixes);
        self.off.iter().filter(|id| !part.contains(id)).cloned().collect()
    }

    /// Says of the next part what is found with it put back.
    fn settle(&mut self, verdict: Option<Refusal>) {
        let off = self.without_part();
        let Some(part) = self.parts.pop() else { return };
        match (verdict, &part.fixes[..]) {
            (None, _) => self.off = off,
            (Some(refusal), [only]) => {
                self.guilty.insert(only.clone(), refusal);
            }
            (Some(refusal), fixes) => {
                let (left, right) = fixes.split_at(fixes.len() / 2);
                // With nobody found on the left, the right must hold one.
                self.parts.push(Part { fixes: right.to_vec(), known: Some((self.guilty.len(), refusal)) });
                self.parts.push(Part { fixes: left.to_vec(), known: None });
            }
        }
    }
}

struct Trials<'a> {
    stage: &'a dyn Stage,
    compute: &'a Compute<'a>,
    refused: &'a Refusals,
    /// All fixes that were there when the charges came up.
    known: &'a BTreeSet<FixId>,
}

impl Trials<'_> {
    /// Carries out the next trials of all searches as one, until none asks for another.
    fn solve(&self, mut searches: Vec<Search>) -> Result<Refusals, Failure> {
        loop {
            let mut off: BTreeSet<FixId> = BTreeSet::new();
            let mut open: Vec<&mut Search> = Vec::new();
            for search in &mut searches {
                match search.next() {
                    Some(next) => {
                        off.extend(next);
                        open.push(search);
                    }
                    None => off.extend(search.off.iter().cloned()),
                }
            }
            if open.is_empty() {
                return Ok(searches.into_iter().flat_map(|search| search.guilty).collect());
            }
            let outcome = self.only_known(&off, &open);
            let charges = self.stage.reexamine(&outcome)?;
            for search in open {
                let possible = &search.case.possible;
                let ours = |charge: &&Charge| charge.suspects.union(&charge.possible).any(|id| possible.contains(id));
                let verdict = charges.iter().find(ours).map(|charge| charge.refusal.clone());
                search.take(verdict);
            }
        }
    }

    /// The folders of these searches without these fixes, and without any that come up in their place: those have their own day.
    fn only_known(&self, off: &BTreeSet<FixId>, searches: &[&mut Search]) -> Outcome {
        let possible = searches.iter().flat_map(|search| &search.case.possible);
        let folders: BTreeSet<PathBuf> = possible.filter_map(|id| id.path.parent()).map(PathBuf::from).collect();
        let left_out = |id: FixId| (id, Refusal::Undo(Reason::new("left-out", "it was left out for a trial")));
        let mut refused: Refusals = self.refused.clone();
        refused.extend(off.iter().cloned().map(left_out));
        loop {
            let outcome = (self.compute)(&refused, Some(&folders));
            let fresh: Vec<FixId> = applied(&outcome).map(Finding::id).filter(|id| !self.known.contains(id)).collect();
            if fresh.is_empty() {
                return outcome;
            }
            refused.extend(fresh.into_iter().map(left_out));
        }
    }
}
