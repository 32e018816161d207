//! Where bytes come from: the one way in which the floors below `cli` see files.

use std::io;
use std::path::{Path, PathBuf};

/// A source of files: the disk for the program, a table for tests and editors.
pub trait Files: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Whatever kept the file from being read, in the words of the system.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The paths of the files directly in a folder, sorted; no folders.
    ///
    /// # Errors
    /// Whatever kept the folder from being listed.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
}

impl Files for std::collections::BTreeMap<PathBuf, Vec<u8>> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(self.keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }
}
