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
/// Charges that share no suspect are looked into side by side.
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
    let cases: Vec<Case> = groups(open);
    let known: BTreeSet<FixId> = applied(charged).map(Finding::id).collect();
    let solved: Vec<Refusals> = cases
        .par_iter()
        .map(|case| Trial { stage, compute, refused, known: &known, case }.solve())
        .collect::<Result<_, Failure>>()?;
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

struct Trial<'a> {
    stage: &'a dyn Stage,
    compute: &'a Compute<'a>,
    refused: &'a Refusals,
    /// All fixes that were there when the charges came up.
    known: &'a BTreeSet<FixId>,
    case: &'a Case,
}

impl Trial<'_> {
    fn solve(&self) -> Result<Refusals, Failure> {
        let Case { refusal, suspects, possible } = self.case;
        for group in [suspects, possible] {
            let mut off = group.clone();
            if group.is_empty() || self.verdict(&off)?.is_some() {
                continue;
            }
            let group: Vec<FixId> = group.iter().cloned().collect();
            let mut guilty = Refusals::new();
            self.isolate(&group, &mut off, Some(refusal.clone()), &mut guilty)?;
            if !guilty.is_empty() {
                return Ok(guilty);
            }
        }
        // It does not go away, or does not come back: nobody can be cleared.
        Ok(possible.iter().map(|id| (id.clone(), refusal.clone())).collect())
    }

    /// Puts back those of `group` that do no harm; with `off` left out, all is well. `known` is what is found with the whole group
    /// put back, where that was tried before.
    fn isolate(
        &self,
        group: &[FixId],
        off: &mut BTreeSet<FixId>,
        known: Option<Refusal>,
        guilty: &mut Refusals,
    ) -> Result<(), Failure> {
        let trial: BTreeSet<FixId> = off.iter().filter(|id| !group.contains(id)).cloned().collect();
        let verdict = match known {
            // The charge itself may have been about another fix of the case.
            Some(_) if group.len() == 1 && self.case.possible.len() > 1 => self.verdict(&trial)?,
            Some(refusal) => Some(refusal),
            None => self.verdict(&trial)?,
        };
        match (verdict, group) {
            (None, _) => *off = trial,
            (Some(refusal), [only]) => {
                guilty.insert(only.clone(), refusal);
            }
            (Some(refusal), _) => {
                let (left, right) = group.split_at(group.len() / 2);
                let before = guilty.len();
                self.isolate(left, off, None, guilty)?;
                // With nobody found on the left, the right must hold one.
                let known = (guilty.len() == before).then_some(refusal);
                self.isolate(right, off, known, guilty)?;
            }
        }
        Ok(())
    }

    /// What the stage still finds with these fixes left out.
    fn verdict(&self, off: &BTreeSet<FixId>) -> Result<Option<Refusal>, Failure> {
        let outcome = self.only_known(off);
        let ours = |charge: &Charge| charge.suspects.union(&charge.possible).any(|id| self.case.possible.contains(id));
        let charge = self.stage.reexamine(&outcome)?.into_iter().find(ours);
        Ok(charge.map(|charge| charge.refusal))
    }

    /// The case's folders without these fixes, and without any that come up in their place: those have their own day.
    fn only_known(&self, off: &BTreeSet<FixId>) -> Outcome {
        let folders: BTreeSet<PathBuf> =
            self.case.possible.iter().filter_map(|id| id.path.parent()).map(PathBuf::from).collect();
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
