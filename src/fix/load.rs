//! Reading a folder: its files, split and grouped into packages, and what was left out and why.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Folder;
use super::outcome::{Fault, Reason, Skipped, Trouble};
use crate::go::package::{File, Package};
use crate::go::source::Source;
use crate::go::split::split;
use crate::go::version;
use crate::go::world::{Site, World};

/// A folder that was read.
#[derive(Default)]
pub struct Loaded {
    /// Its packages, one for each package clause.
    pub packages: Vec<Package>,
    /// The files that may be changed, by path.
    pub targets: Vec<PathBuf>,
    /// Targets that were left out.
    pub skipped: Vec<Skipped>,
    /// Files that could not be read.
    pub troubles: Vec<Trouble>,
    /// Where the folder stands.
    pub site: Site,
    /// How many targets were looked at.
    pub looked_at: usize,
}

/// Reads a folder and groups its files into packages.
pub fn load(world: &World, folder: &Folder) -> Loaded {
    let files = world.files();
    let site = Site { known: folder.settings.known.clone(), ..world.site(&folder.path, folder.settings.target) };
    let mut loaded = Loaded { site, ..Loaded::default() };
    let mut read = Vec::new();
    let around = || world.module(&folder.path).map(|around| around.module.go);
    let module = folder.settings.target_go.or_else(around);
    let mut paths: Vec<PathBuf> = files.list(&folder.path).unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "go"));
    let targets: BTreeSet<&PathBuf> = folder.targets.iter().collect();
    let listed: BTreeSet<PathBuf> = paths.iter().cloned().collect();
    paths.extend(folder.targets.iter().filter(|target| !listed.contains(*target)).cloned());
    let mut unread = None;
    for path in paths {
        let is_target = targets.contains(&path);
        loaded.looked_at += usize::from(is_target);
        let bytes = match files.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                unread.get_or_insert_with(|| path.clone());
                if is_target {
                    let message = format!("cannot be read: {error}");
                    loaded.troubles.push(Trouble { fault: Fault::World, path, message, help: String::new() });
                }
                continue;
            }
        };
        let source = match Source::read(bytes) {
            Ok(source) => source,
            Err(unreadable) => {
                unread.get_or_insert_with(|| path.clone());
                if is_target {
                    loaded.skip(path, unreadable.code(), unreadable.to_string());
                }
                continue;
            }
        };
        let split = split(&source.text);
        let version = module.map(|module| version::file_version(&source.text, module));
        let file = File::new(path.clone(), source, split, version);
        let is_built = folder.settings.target.is_none() || file.is_built(loaded.site.builds);
        if is_target {
            match reason_to_skip(&file, is_built, folder.settings.generated) {
                Some((code, text)) => loaded.skip(path, code, text.to_string()),
                None => loaded.targets.push(path),
            }
        }
        read.push(file);
    }
    if let Some(unread) = unread {
        // What that file declares is not known, so no name of the package is.
        let name = unread.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for path in std::mem::take(&mut loaded.targets) {
            loaded.skip(
                path,
                "unread-neighbour",
                format!("`{name}` of the same folder could not be read, so its names are not known"),
            );
        }
    }
    loaded.packages = Package::group(read).into_iter().map(|package| package.at_site(&loaded.site)).collect();
    loaded
}

fn reason_to_skip(file: &File, is_built: bool, generated: bool) -> Option<(&'static str, &'static str)> {
    if file.split.package.is_none() {
        return Some(("no-package-clause", "has no package clause"));
    }
    if !is_built {
        return Some(("other-build", "is not built for the target; another `--target` includes it"));
    }
    if file.source.generated && !generated {
        return Some(("generated", "says that it is generated; `--generated` includes it"));
    }
    file.source.cgo.then_some(("cgo", "imports \"C\""))
}

impl Loaded {
    fn skip(&mut self, path: PathBuf, code: &str, text: String) {
        self.skipped.push(Skipped { path, reason: Reason::new(code, text), part: None });
    }
}
