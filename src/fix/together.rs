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
use crate::text::Span;

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
        let added = |fix: &Fix| {
            fix.edits.iter().filter(|(file, edit)| file == index && stands_outside(package, *file, edit.span)).count()
        };
        let declared = distinct_outside(package, *index, patch);
        match apply::write(package, *index, patch, &packages, declared) {
            Ok(file) => {
                written.insert(*index, file);
            }
            Err(fault) => {
                let reason = match fault {
                    apply::Fault::Broken => Reason::new("does-not-parse", "the result did not parse"),
                    apply::Fault::Layout => Reason::new("layout", "gofmt would spread the function over several lines"),
                    apply::Fault::Imports => Reason::new(
                        "imports",
                        "its imports cannot be settled: a comment would be lost, or a name is not known",
                    ),
                };
                // Those that spoil it alone; if none does, all but the first, which then has its turn alone.
                let alone = |fix: &Fix| {
                    let mut only = crate::text::Patch::default();
                    let edits =
                        fix.edits.iter().filter(|(file, _)| file == index).map(|(_, edit)| edit.clone()).collect();
                    let packages: BTreeSet<&str> =
                        fix.packages.iter().filter(|(file, _)| file == index).map(|(_, path)| *path).collect();
                    only.add_all(edits).is_err() || apply::write(package, *index, &only, &packages, added(fix)).is_err()
                };
                let mut culprits: Vec<usize> = here().filter(|(_, fix)| alone(fix)).map(|(number, _)| number).collect();
                if culprits.is_empty() {
                    culprits = here().map(|(number, _)| number).skip(1).collect();
                }
                if culprits.is_empty() {
                    culprits = here().map(|(number, _)| number).collect();
                }
                return Err((culprits, reason));
            }
        }
    }
    Ok(written)
}

/// Whether a span lies in no declaration: what is written there is a new one.
fn stands_outside(package: &Package, file: usize, span: Span) -> bool {
    !package.files[file].split.decls.iter().any(|decl| decl.span.start < span.start && span.end <= decl.span.end)
}

fn distinct_outside(package: &Package, file: usize, patch: &crate::text::Patch) -> usize {
    patch.edits().iter().filter(|edit| edit.span.is_empty() && stands_outside(package, file, edit.span)).count()
}
