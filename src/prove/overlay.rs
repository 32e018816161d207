//! Changed files as the toolchain takes them: an `-overlay` file that names, for each, another that holds the new text.
//! Nothing of the user's tree is written.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::leaving::{self, Folder, PREFIX};
use super::toolchain::Failure;
use crate::fix::outcome::Outcome;

/// Texts laid over the tree, for as long as this lives.
#[derive(Debug)]
pub struct Overlay {
    folder: Folder,
    /// From the end of the path of a file that holds a text to the file of the tree that it stands for. The end only: the
    /// toolchain remembers what vet said of the same text in an earlier run, with the path that it had then.
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
        Overlay::without(texts, Vec::new())
    }

    /// The same, with files of the tree that are not there for the toolchain.
    ///
    /// # Errors
    /// As above.
    pub fn without<'a>(
        texts: impl IntoIterator<Item = (&'a Path, &'a str)>,
        gone: Vec<PathBuf>,
    ) -> Result<Overlay, Failure> {
        Overlay::written(texts, &gone).map_err(|error| {
            Failure::new(
                format!("cannot write the changed files for the toolchain: {error}"),
                "they go to the folder for temporary files; TMPDIR names another",
            )
        })
    }

    fn written<'a>(texts: impl IntoIterator<Item = (&'a Path, &'a str)>, gone: &[PathBuf]) -> io::Result<Overlay> {
        let folder = leaving::folder()?;
        let root = folder.path();
        let mut stands_for = BTreeMap::new();
        let mut replaced = BTreeMap::new();
        for (path, text) in texts {
            let mut hasher = DefaultHasher::new();
            path.hash(&mut hasher);
            let place = format!("{:016x}", hasher.finish());
            // The name counts: it may say for which system the file is, or that it is a test.
            let end = Path::new(&place).join(path.file_name().unwrap_or_default());
            fs::create_dir_all(root.join(place))?;
            fs::write(root.join(&end), text)?;
            replaced.insert(path, root.join(&end));
            stands_for.insert(end, path.to_owned());
        }
        let replaced = replaced.iter().map(|(path, text)| (*path, text.as_path()));
        let replace = gone.iter().map(|path| (path.as_path(), Path::new(""))).chain(replaced).collect();
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
        let mut parts = path.iter().rev();
        let (Some(name), Some(place), Some(folder)) = (parts.next(), parts.next(), parts.next()) else { return path };
        let is_ours = folder.to_string_lossy().starts_with(PREFIX);
        let known = is_ours.then(|| self.stands_for.get(&Path::new(place).join(name))).flatten();
        known.map_or(path, PathBuf::as_path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_another_run_are_known_by_the_end_of_their_path() {
        let path = Path::new("/m/a/a_linux.go");
        let [one, two] =
            [(); 2].map(|()| Overlay::new([(path, "package a\n")]).expect("temporary files can be written"));
        let (end, _) = one.stands_for.first_key_value().expect("there is one");
        assert_ne!(one.folder.path(), two.folder.path());
        assert_eq!(two.original(&one.folder.path().join(end)), path);
        assert_eq!(two.original(Path::new("/m/b/b.go")), Path::new("/m/b/b.go"));
    }
}
