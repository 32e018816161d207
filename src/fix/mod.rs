//! Floor 3: scan, judge, choose, merge, settle imports, repeat; the fate of every match.
//!
//! Never a rule's name, never an output format.

pub mod outcome;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::go::version::Version;
use crate::go::world::Files;
use outcome::{Level, Outcome};

/// A folder to work on: the unit of parallel work, since a Go package is a folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its path, as the user wrote it or as the walk found it.
    pub path: PathBuf,
    /// The files that may be changed and reported on. All other Go files of the folder are read for what they declare.
    pub targets: Vec<PathBuf>,
    /// What the configuration and the flags say for this folder.
    pub settings: Arc<Settings>,
}

/// Choices of the user that the engine needs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Rules by id that are off (`None`) or have another level than their file says. Rules not named here are as in their file.
    pub rules: BTreeMap<String, Option<Level>>,
    /// Whether fixes of level `unsafe` are applied too.
    pub apply_unsafe: bool,
    /// Whether generated files may be changed.
    pub generated: bool,
    /// The Go version to take instead of the one in `go.mod`.
    pub target_go: Option<Version>,
}

/// Looks at all folders and works out everything that would change. Writes nothing.
///
/// `progress` is called after each folder, from any thread, with the number of its files.
pub fn run(
    files: &dyn Files,
    rules: &crate::rule::Rules,
    folders: &[Folder],
    progress: &(dyn Fn(usize) + Sync),
) -> Outcome {
    let _ = (files, rules, folders, progress);
    Outcome::default()
}
