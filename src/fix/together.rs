//! Writes the fixes of a round together, or says which of them spoil it.
//!
//! Owns no order and no choice: what excludes what was settled before.

use std::collections::{BTreeSet, HashMap};

use super::apply::{self, Written};
use super::choose::Chosen;
use super::judge::Fix;
use super::outcome::Reason;
use super::rounds::Candidate;
use crate::go::package::Package;
use crate::text::{Patch, Span};

/// The numbers of the fixes that spoil it, and how.
pub type Culprits = (Vec<usize>, Reason);

/// Writes all files of the chosen fixes, or says which fixes spoil it.
pub fn write_all(
    package: &Package,
    chosen: &Chosen,
    candidates: &[Candidate],
    taken: &[usize],
) -> Result<HashMap<usize, Written>, Culprits> {
    let mut written = HashMap::new();
    for (index, patch) in &chosen.patches {
        let fixes =
            || taken.iter().copied().filter_map(|number| candidates[number].fix.as_ref().map(|fix| (number, fix)));
        let here = || fixes().filter(|(_, fix)| fix.edits.iter().any(|(file, _)| file == index));
        let packages: BTreeSet<&str> = here()
            .flat_map(|(_, fix)| &fix.packages)
            .filter(|(file, _)| file == index)
            .map(|(_, path)| *path)
            .collect();
        let declared = distinct_outside(package, *index, patch);
        match apply::write(package, *index, patch, &packages, declared) {
            Ok(file) => {
                written.insert(*index, file);
            }
            Err(fault) => {
                let reason = reason(fault);
                // One after the other, in their order: those that cannot be written together with the ones before.
                let mut together = (Patch::default(), BTreeSet::new());
                let mut spoils = |fix: &Fix| {
                    let (mut patch, mut packages) = together.clone();
                    let edits = fix.edits.iter().filter(|(file, _)| file == index).map(|(_, edit)| edit.clone());
                    packages.extend(fix.packages.iter().filter(|(file, _)| file == index).map(|(_, path)| *path));
                    if patch.add_all(edits.collect()).is_err() {
                        return Some(reason.clone());
                    }
                    let declared = distinct_outside(package, *index, &patch);
                    match apply::write(package, *index, &patch, &packages, declared) {
                        Ok(_) => {
                            together = (patch, packages);
                            None
                        }
                        Err(fault) => Some(self::reason(fault)),
                    }
                };
                let spoilt = here().filter_map(|(number, fix)| Some((number, spoils(fix)?)));
                let spoilt: Vec<(usize, Reason)> = spoilt.collect();
                // Those that spoil it otherwise are found when these are gone.
                let first = spoilt.first().map_or(reason, |(_, first)| first.clone());
                let alike = spoilt.iter().filter(|(_, reason)| reason.code == first.code);
                let mut culprits: Vec<usize> = alike.map(|(number, _)| *number).collect();
                if culprits.is_empty() {
                    culprits = here().map(|(number, _)| number).collect();
                }
                return Err((culprits, first));
            }
        }
    }
    Ok(written)
}

fn reason(fault: apply::Fault) -> Reason {
    let (code, text) = match fault {
        apply::Fault::Broken => ("does-not-parse", "the result did not parse"),
        apply::Fault::Layout => ("layout", "gofmt would lay out what is written otherwise"),
        apply::Fault::Repeats => {
            ("vet", "`go vet` would complain of an operand that is there twice, or a variable assigned to itself")
        }
        apply::Fault::Imports => {
            ("imports", "its imports cannot be settled: a comment would be lost, or a name is not known")
        }
    };
    Reason::new(code, text)
}

/// Whether a span lies in no declaration: what is written there is a new one.
fn stands_outside(package: &Package, file: usize, span: Span) -> bool {
    !package.files[file].split.decls.iter().any(|decl| decl.span.start < span.start && span.end <= decl.span.end)
}

fn distinct_outside(package: &Package, file: usize, patch: &Patch) -> usize {
    patch.edits().iter().filter(|edit| edit.span.is_empty() && stands_outside(package, file, edit.span)).count()
}
