//! From an import path to the folder that holds the package.

use std::path::{Path, PathBuf};

use super::workspace::Workspace;
use crate::go::answer::Reason;

/// A folder with a package in it.
#[derive(Debug)]
pub(super) struct Found {
    pub folder: PathBuf,
    /// Its Go files, tests included.
    pub files: Vec<PathBuf>,
    /// Whether it belongs to the standard library, which has copies of other modules of its own.
    pub is_std: bool,
}

impl Workspace {
    /// The folder of a package.
    pub(super) fn find(&self, path: &str) -> Result<Found, Reason> {
        self.search(path)
            .map_err(|why| Reason::new("unknown-import", format!("package \"{path}\" is not known: {why}")))
    }

    fn search(&self, path: &str) -> Result<Found, String> {
        if path == "C" {
            return Err("it stands for C".to_owned());
        }
        // Such elements could lead out of the folder of their module.
        if path.is_empty() || path.split('/').any(|element| matches!(element, "" | "." | "..")) || path.contains('\\') {
            return Err("a path with such elements is imported from nowhere".to_owned());
        }
        let of_std = path.starts_with("vendor/") || !path.split('/').next().is_some_and(|first| first.contains('.'));
        if of_std && let Some(found) = self.in_std(path) {
            return Ok(found);
        }
        let mut why = None;
        for main in &self.mains {
            if let Some(below) = below(&main.module.path, path) {
                match self.in_folder(&main.root, below, true) {
                    Ok(found) => return Ok(found),
                    Err(problem) => why = Some(problem),
                }
            }
        }
        if let Some(vendor) = &self.vendor {
            return self.in_folder(vendor, path, false);
        }
        // Somewhere below a main module there may be a nested one that is required as well.
        for other in self.others() {
            let Some(below) = below(&other.path, path) else { continue };
            let problem = match &other.folder {
                None => format!("{} is needed for it, and there is no module cache", other.shown),
                Some(folder) => match self.in_folder(folder, below, other.is_local) {
                    Ok(found) => return Ok(found),
                    Err(_) if !other.is_local && self.shared.files.list(folder).is_err() => {
                        format!("{} is not in the module cache", other.shown)
                    }
                    Err(problem) => problem,
                },
            };
            why.get_or_insert(problem);
        }
        Err(why.unwrap_or_else(|| match of_std {
            true => "it is not among the packages of the standard library that can be read".to_owned(),
            false => "no module in go.mod holds it".to_owned(),
        }))
    }

    fn in_std(&self, path: &str) -> Option<Found> {
        let own = self.mains.iter().find(|main| main.module.path == "std").map(|main| main.root.clone());
        let root = own.or_else(|| self.shared.places.goroot.as_ref().map(|root| root.join("src")))?;
        self.in_folder(&root, path, false).ok().map(|found| Found { is_std: true, ..found })
    }

    /// The package at `below` in the folder of a module. In a folder of the user there may be another module in between,
    /// whose packages are not those of this one.
    fn in_folder(&self, root: &Path, below: &str, may_nest: bool) -> Result<Found, String> {
        let mut folder = root.to_owned();
        for element in below.split('/').filter(|element| !element.is_empty()) {
            folder.push(element);
            if may_nest && self.shared.files.read(&folder.join("go.mod")).is_ok() {
                return Err(format!("{} is another module", folder.display()));
            }
        }
        let files: Vec<PathBuf> =
            self.shared.files.list(&folder).unwrap_or_default().into_iter().filter(|path| is_go(path)).collect();
        if files.iter().all(|path| is_test(path)) {
            return Err(format!("{} holds no Go files", folder.display()));
        }
        Ok(Found { folder, files, is_std: false })
    }
}

/// What stands behind the module path, if that is a part of `path` that ends with an element.
fn below<'p>(module: &str, path: &'p str) -> Option<&'p str> {
    let rest = path.strip_prefix(module).filter(|_| !module.is_empty())?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// Whether the go command reads a file of this name.
fn is_go(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".go") && !name.starts_with(['_', '.'])
}

pub(super) fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("_test.go"))
}
