//! Floor 3: scan, judge, choose, merge, settle imports, repeat; the fate of every match.
//!
//! Never a rule's name, never an output format.

mod apply;
mod choose;
mod ignore;
mod judge;
pub mod laws;
mod load;
mod names;
pub mod outcome;
mod rounds;
mod scan;
mod together;
mod unused;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::go::constraint::Target;
use crate::go::known::Known;
use crate::go::version::Version;
use crate::go::world::World;
use crate::rule::{Rule, Rules};
use outcome::{Level, Outcome, Refusals};

pub use unused::UNUSED_IGNORE;

/// A folder to work on: the unit of parallel work, since a Go package is a folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its path, as the user wrote it or as the walk found it.
    pub path: PathBuf,
    /// The files that may be changed and reported on. All other Go files of the folder are read for what they declare.
    pub targets: Vec<PathBuf>,
    /// What the configuration and the flags say for this folder.
    pub settings: Arc<Settings>,
    /// Fixes that must not be applied.
    pub refused: Arc<Refusals>,
}

/// Choices of the user that the engine needs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Rules by id that are off (`None`) or have a level that the user chose for all their rewrites. Rules not named here are as in their file.
    pub rules: BTreeMap<String, Option<Level>>,
    /// Whether fixes of level `unsafe` are applied too.
    pub apply_unsafe: bool,
    /// Whether generated files may be changed.
    pub generated: bool,
    /// The Go version to take instead of the one in `go.mod`.
    pub target_go: Option<Version>,
    /// The system and processor to write for; all, when there is none.
    pub target: Option<Target>,
    /// What is known of functions and types, if that is more than what is known of the standard library.
    pub known: Option<Arc<Known>>,
    /// Whether the compiler will be asked about escapes; without it, rewrites that need its word are advice.
    pub asks_compiler: bool,
}

/// Looks at all folders and works out everything that would change. Writes nothing.
///
/// `progress` is called after each folder, from any thread, with the number of its files.
pub fn run(world: &World, rules: &Rules, folders: &[Folder], progress: &(dyn Fn(usize) + Sync)) -> Outcome {
    let scanner = scan::Scanner::new(rules);
    let by_number: Vec<&Rule> = rules.iter().collect();
    let outcomes: Vec<Outcome> = folders
        .par_iter()
        .map(|folder| {
            let outcome = folder_outcome(world, &by_number, &scanner, folder);
            progress(folder.targets.len());
            outcome
        })
        .collect();
    let mut whole = Outcome::default();
    for outcome in outcomes {
        whole.files.extend(outcome.files);
        whole.findings.extend(outcome.findings);
        whole.skipped.extend(outcome.skipped);
        whole.troubles.extend(outcome.troubles);
        whole.looked_at += outcome.looked_at;
    }
    whole.dependencies = world.reads();
    whole.sort();
    whole
}

fn folder_outcome(world: &World, rules: &[&Rule], scanner: &scan::Scanner, folder: &Folder) -> Outcome {
    let loaded = load::load(world, folder);
    let targets: BTreeSet<PathBuf> = loaded.targets.into_iter().collect();
    let mut outcome = Outcome {
        skipped: loaded.skipped,
        troubles: loaded.troubles,
        looked_at: loaded.looked_at,
        ..Outcome::default()
    };
    let work = rounds::Work {
        rules,
        scanner,
        settings: &folder.settings,
        refused: &folder.refused,
        targets: &targets,
        site: &loaded.site,
    };
    for package in loaded.packages {
        let part = rounds::run(&work, package);
        outcome.files.extend(part.files);
        outcome.findings.extend(part.findings);
        outcome.skipped.extend(part.skipped);
        outcome.troubles.extend(part.troubles);
    }
    outcome
}
