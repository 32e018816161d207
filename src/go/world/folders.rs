//! The folders of the main modules, and who could import a package besides what is in them.

use std::path::{Path, PathBuf};

use super::workspace::Workspace;
use super::{Files, World};
use crate::go::answer::Reason;

/// All folders that may hold packages of the main modules.
pub struct Folders {
    /// The folders, `testdata` and others that Go's `./...` passes by included: an import may name them all the same.
    pub folders: Vec<PathBuf>,
    /// The paths of modules that lie in between and are not built together with these.
    pub nested: Vec<String>,
}

impl Workspace {
    /// The files.
    pub fn files(&self) -> &dyn Files {
        &*self.shared.files
    }

    /// The folder that an import path leads to.
    pub fn folder(&self, path: &str) -> Option<PathBuf> {
        self.find(path).ok().map(|found| found.folder)
    }

    /// The folders of the main modules. What `vendor` holds belongs to others.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn folders(&self, world: &World) -> Result<Folders, Reason> {
        let mut found = Folders { folders: Vec::new(), nested: Vec::new() };
        let mut open: Vec<PathBuf> = self.mains.iter().map(|main| main.root.clone()).collect();
        while let Some(folder) = open.pop() {
            let unreadable = |error| {
                Reason::new("unreadable-folder", format!("the folder {} cannot be read: {error}", folder.display()))
            };
            let is_root = self.mains.iter().any(|main| main.root == folder);
            for inner in self.shared.files.folders(&folder).map_err(unreadable)? {
                let name = inner.file_name().unwrap_or_default().to_string_lossy();
                if name.starts_with('.') || (is_root && name == "vendor") || self.is_main(&inner) {
                    continue;
                }
                match world.module(&inner).filter(|around| around.root == inner) {
                    Some(nested) => found.nested.push(nested.module.path.clone()),
                    None => open.push(inner),
                }
            }
            found.folders.push(folder);
        }
        found.folders.sort();
        Ok(found)
    }

    fn is_main(&self, folder: &Path) -> bool {
        self.mains.iter().any(|main| main.root == folder)
    }
}
