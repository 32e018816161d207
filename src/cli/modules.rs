//! What is wrong with the `go.mod` files of a run. A run without the Go toolchain goes on all the same, but says what it assumes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Screen;
use super::complain::shown;
use super::disk::Disk;
use super::names::Names;
use super::places::places;
use crate::go::module::Module;
use crate::go::world::World;

/// Notes each `go.mod` around these folders that cannot be read in full.
pub fn tell<'a>(folders: impl Iterator<Item = &'a Path>, names: &Names, screen: &mut Screen) {
    let world = World::new(Arc::new(Disk), places());
    let mut faulty: BTreeMap<PathBuf, (String, String)> = BTreeMap::new();
    for around in folders.filter_map(|folder| world.module(folder)) {
        if let Some(fault) = fault(&around.module) {
            let assumed = format!("lines that cannot be read are passed over, and Go {} is assumed", around.module.go);
            faulty.insert(around.root.join("go.mod"), (fault, assumed));
        }
    }
    for (path, (fault, assumed)) in faulty {
        screen.note(&format!("`{}`{fault}", shown(&names.show(&path))), &format!("mend it; until then {assumed}"));
    }
}

/// What is wrong with it, to be read behind its name.
fn fault(module: &Module) -> Option<String> {
    match module.faults.as_slice() {
        [] if module.path.is_empty() => Some(" does not say what the module is called".to_owned()),
        [] => None,
        [one] => Some(format!(", line {}: {}", one.line, one.words)),
        [one, rest @ ..] => Some(format!(", line {}: {} (and {} more)", one.line, one.words, rest.len())),
    }
}
