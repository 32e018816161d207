//! Changed files as the toolchain takes them: an `-overlay` file that names, for each, another that holds the new text.
//! Nothing of the user's tree is written.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::toolchain::Failure;
use crate::fix::outcome::Outcome;

/// Texts laid over the tree, for as long as this lives.
#[derive(Debug)]
pub struct Overlay {
    folder: tempfile::TempDir,
    /// From the file that holds a text to the file of the tree that it stands for.
    stands_for: BTreeMap<PathBuf, PathBuf>,
}

/// The form of the file, from `go help build`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Form<'a> {
    replace: BTreeMap<&'a Path, &'a Path>,
}

impl Overlay {
    /// Lays all that changes over what is there.
    ///
    /// # Errors
    /// As [`Overlay::new`].
    pub fn of(outcome: &Outcome) -> Result<Overlay, Failure> {
        Overlay::new(outcome.files.iter().map(|file| (file.path.as_path(), file.after.as_str())))
    }

    /// Lays each text over the file of that path, which need not exist.
    ///
    /// # Errors
    /// When the folder for temporary files cannot be written.
    pub fn new<'a>(texts: impl IntoIterator<Item = (&'a Path, &'a str)>) -> Result<Overlay, Failure> {
        Overlay::written(texts).map_err(|error| {
            Failure::new(
                format!("cannot write the changed files for the toolchain: {error}"),
                "they go to the folder for temporary files; TMPDIR names another",
            )
        })
    }

    fn written<'a>(texts: impl IntoIterator<Item = (&'a Path, &'a str)>) -> io::Result<Overlay> {
        let folder = tempfile::Builder::new().prefix("allocfix-").tempdir()?;
        // The toolchain may print the path without links.
        let root = fs::canonicalize(folder.path())?;
        let mut stands_for = BTreeMap::new();
        for (number, (path, text)) in texts.into_iter().enumerate() {
            let name = path.file_name().unwrap_or_default();
            // The name counts: it may say for which system the file is, or that it is a test.
            let place = root.join(number.to_string());
            fs::create_dir(&place)?;
            fs::write(place.join(name), text)?;
            stands_for.insert(place.join(name), path.to_owned());
        }
        let replace = stands_for.iter().map(|(text, path)| (path.as_path(), text.as_path())).collect();
        fs::write(folder.path().join("overlay.json"), serde_json::to_vec(&Form { replace })?)?;
        Ok(Overlay { folder, stands_for })
    }

    /// The flag that makes the toolchain see it.
    pub fn flag(&self) -> OsString {
        let mut flag = OsString::from("-overlay=");
        flag.push(self.folder.path().join("overlay.json"));
        flag
    }

    /// The file of the tree that a path in a message of the toolchain stands for.
    pub fn original<'a>(&'a self, path: &'a Path) -> &'a Path {
        self.stands_for.get(path).map_or(path, PathBuf::as_path)
    }
}
