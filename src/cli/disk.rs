//! The disk: reading, listing, and replacing a file so that it is old or new at every moment.
//!
//! Knows nothing of Go, of rules, or of what is worth writing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::go::world::Files;
use crate::prove::leaving::{Trace, traced};

/// The files of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // A pipe would block the reader for ever.
        if fs::metadata(path)?.is_file() { read(path) } else { Err(io::Error::other("it is no regular file")) }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            // A link to a file belongs to the package, as the Go toolchain has it; pipes and devices would block the reader.
            if kind.is_file() || (kind.is_symlink() && fs::metadata(entry.path()).is_ok_and(|meta| meta.is_file())) {
                files.push(entry.path());
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut folders = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            }
        }
        folders.sort_unstable();
        Ok(folders)
    }
}

/// Files with some texts in place of what they hold, or of nothing.
pub struct Overlay {
    below: Arc<dyn Files>,
    texts: BTreeMap<PathBuf, Vec<u8>>,
}

impl Overlay {
    /// `texts` laid over `below`.
    pub fn new(below: Arc<dyn Files>, texts: BTreeMap<PathBuf, Vec<u8>>) -> Overlay {
        Overlay { below, texts }
    }
}

impl Files for Overlay {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.texts.get(path).map_or_else(|| self.below.read(path), |text| Ok(text.clone()))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut here: Vec<PathBuf> = self.texts.keys().filter(|path| path.parent() == Some(folder)).cloned().collect();
        match self.below.list(folder) {
            Ok(files) => here.extend(files),
            // A file that is only in the editor may be in a folder that is not there yet.
            Err(_) if !here.is_empty() => {}
            Err(error) => return Err(error),
        }
        here.sort_unstable();
        here.dedup();
        Ok(here)
    }

    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut here = self.texts.folders(folder)?;
        match self.below.folders(folder) {
            Ok(folders) => here.extend(folders),
            Err(_) if !here.is_empty() => {}
            Err(error) => return Err(error),
        }
        here.sort_unstable();
        here.dedup();
        Ok(here)
    }
}

/// The bytes of a file.
///
/// # Errors
/// Those of the system.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// The absolute path without links.
///
/// # Errors
/// Those of the system: above all that there is nothing of that name.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Why a file was not written.
#[derive(Debug)]
pub enum Refusal {
    /// It does not hold any more what was read.
    Changed,
    /// It may not be written: nobody has the right, by its mode.
    ReadOnly,
    /// The system refused.
    System(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::System(error)
    }
}

impl Refusal {
    /// The refusal in words, and what helps.
    pub fn words(&self) -> (String, &'static str) {
        match self {
            Refusal::Changed => ("it changed while allocfix ran".to_owned(), "run allocfix again"),
            Refusal::ReadOnly => ("it is read-only".to_owned(), "make it writable, or leave it out"),
            Refusal::System(error) => {
                let help = match error.kind() {
                    io::ErrorKind::PermissionDenied => "the file and its folder must be writable",
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        "free some space and run allocfix again"
                    }
                    _ => "",
                };
                (error.to_string(), help)
            }
        }
    }
}

/// A new text that lies complete beside the file it will replace. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Prepared {
    temporary: tempfile::NamedTempFile,
    _trace: Trace,
    target: PathBuf,
    before: Vec<u8>,
}

/// Lays `after` beside the file at `path`, which must still hold `before`. The file itself is not touched.
///
/// A link is followed: the file it leads to is the one to replace, and the link stays. A file with several hard links becomes
/// a file of its own under this name.
///
/// # Errors
/// Why it cannot be written; nothing is left behind.
pub fn prepare(path: &Path, before: &[u8], after: &[u8]) -> Result<Prepared, Refusal> {
    prepare_with(path, before, |file| file.write_all(after))
}

/// The same with the writing as a parameter, since a test cannot fill the disk.
fn prepare_with(
    path: &Path,
    before: &[u8],
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<Prepared, Refusal> {
    let target = fs::canonicalize(path)?;
    let meta = fs::metadata(&target)?;
    // Renaming over a read-only file works in a writable folder, and for the superuser everything does: so its mode is asked.
    if meta.permissions().readonly() {
        return Err(Refusal::ReadOnly);
    }
    drop(fs::OpenOptions::new().write(true).open(&target)?);
    if fs::read(&target)? != before {
        return Err(Refusal::Changed);
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    // The leading dot and the missing `.go` keep the toolchain away should the process be killed here.
    let make = || tempfile::Builder::new().prefix(".allocfix-").suffix(".tmp").tempfile_in(folder);
    let (mut temporary, _trace) = traced(make, tempfile::NamedTempFile::path)?;
    write(temporary.as_file_mut())?;
    keep_owner(temporary.as_file(), &meta);
    // After the owner, since changing that clears some bits of the mode.
    temporary.as_file().set_permissions(meta.permissions())?;
    temporary.as_file().sync_all()?;
    Ok(Prepared { temporary, _trace, target, before: before.to_owned() })
}

impl Prepared {
    /// Puts the new text in place of the old one, in one step.
    ///
    /// # Errors
    /// Why not; the old text is in place then.
    pub fn commit(self) -> Result<(), Refusal> {
        if fs::read(&self.target)? != self.before {
            return Err(Refusal::Changed);
        }
        self.temporary.persist(&self.target).map_err(|error| Refusal::System(error.error))?;
        Ok(())
    }
}

/// Gives the file the owner and group of the old one where the system lets us; where not, it is the user's, as with any editor.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(new) = file.metadata() else { return };
    if new.uid() != old.uid() {
        let _ = fchown(file, Some(old.uid()), None);
    }
    if new.gid() != old.gid() {
        let _ = fchown(file, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Refusal> {
        prepare(path, before, after)?.commit()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a b\n.go");
        fs::write(&path, "old").unwrap();
        replace(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a b\n.go"]);
    }

    #[cfg(unix)]
    #[test]
    fn mode_owner_and_links_are_kept() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.go");
        fs::write(&path, "old").unwrap();
        // Only the superuser may give files away; for others this checks that their own group stays.
        let given = chown(&path, Some(1234), Some(2345)).is_ok();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o751)).unwrap();
        let link = folder.path().join("link.go");
        symlink("a.go", &link).unwrap();
        replace(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
        let meta = fs::metadata(&path).unwrap();
        assert_eq!(meta.permissions().mode() & 0o7777, 0o751);
        if given {
            assert_eq!((meta.uid(), meta.gid()), (1234, 2345));
        }
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_changed_is_refused_early_and_late() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.go");
        fs::write(&path, "other").unwrap();
        assert!(matches!(prepare(&path, b"old", b"new"), Err(Refusal::Changed)));
        fs::write(&path, "old").unwrap();
        let prepared = prepare(&path, b"old", b"new").unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        fs::write(&path, "mine").unwrap();
        assert!(matches!(prepared.commit(), Err(Refusal::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(names(folder.path()), ["a.go"]);
        fs::remove_file(&path).unwrap();
        assert!(
            matches!(prepare(&path, b"old", b"new"), Err(Refusal::System(error)) if error.kind() == io::ErrorKind::NotFound)
        );
    }

    #[test]
    fn a_full_disk_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.go");
        fs::write(&path, "old").unwrap();
        let full = |file: &mut File| {
            file.write_all(b"ne")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let refusal = prepare_with(&path, b"old", full).unwrap_err();
        assert!(refusal.words().1.contains("space"), "{refusal:?}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.go"]);
    }

    #[test]
    fn a_read_only_file_is_refused_even_to_the_superuser() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.go");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(matches!(replace(&path, b"old", b"new"), Err(Refusal::ReadOnly)));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.go"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_may_not_be_written_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.go");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        if File::create(folder.path().join("probe")).is_ok() {
            eprintln!("not tested: the superuser may write everywhere");
            return;
        }
        let refusal = replace(&path, b"old", b"new").unwrap_err();
        assert!(refusal.words().1.contains("must be writable"), "{refusal:?}");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.go"]);
    }

    #[test]
    fn an_overlay_hides_what_is_below() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.go"), folder.path().join("b.go"));
        fs::write(&a, "disk").unwrap();
        fs::create_dir(folder.path().join("sub.go")).unwrap();
        let far = folder.path().join("none/c.go");
        let texts = [(b.clone(), b"editor".to_vec()), (far.clone(), Vec::new())];
        let overlay = Overlay::new(Arc::new(Disk), texts.into_iter().collect());
        assert_eq!(overlay.read(&a).unwrap(), b"disk");
        assert_eq!(overlay.read(&b).unwrap(), b"editor");
        assert_eq!(overlay.list(folder.path()).unwrap(), [a, b]);
        assert_eq!(overlay.list(far.parent().unwrap()).unwrap(), [far]);
        assert!(overlay.list(&folder.path().join("nothing")).is_err());
    }
}
