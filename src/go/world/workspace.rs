//! The modules that are built together, and the packages that their imports lead to.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use elsa::sync::FrozenMap;

use super::build_list::{Replacements, selected};
use super::resolve::Found;
use super::{Around, Shared, WorkFile, dependency, vendor};
use crate::go::answer::Reason;
use crate::go::constraint::{Builds, Target};
use crate::go::module::ModuleVersion;
use crate::go::package::Package;

/// A main module, or those of a `go.work`, and what can be imported from them.
pub struct Workspace {
    pub(super) shared: Arc<Shared>,
    pub(super) mains: Vec<Arc<Around>>,
    pub(super) vendor: Option<PathBuf>,
    /// The builds that count.
    pub(super) builds: Builds,
    work: Option<Arc<WorkFile>>,
    others: OnceLock<Vec<Other>>,
    imports: FrozenMap<Box<str>, Box<Import>>,
    /// The same packages with their own tests, for the tests beside them.
    tested: FrozenMap<Box<str>, Box<Import>>,
}

/// A module that others wrote.
pub(super) struct Other {
    /// Its path in imports.
    pub path: String,
    /// Its folder; `None` without a module cache.
    pub folder: Option<PathBuf>,
    /// What it is called in reasons.
    pub shown: String,
    /// Whether it lies in a folder of the user, where modules may be nested.
    pub is_local: bool,
}

/// What an import path leads to.
struct Import {
    found: Result<Found, Reason>,
    name: OnceLock<Option<String>>,
    package: OnceLock<Result<Arc<Package>, Reason>>,
}

impl Workspace {
    pub(super) fn new(
        shared: Arc<Shared>,
        mains: Vec<Arc<Around>>,
        work: Option<Arc<WorkFile>>,
        target: Option<Target>,
    ) -> Workspace {
        let root = match (&work, &mains[..]) {
            (Some(work), _) => work.path.parent().map(|root| (root, work.says.go)),
            (None, [main, ..]) => Some((&*main.root, main.module.go)),
            (None, []) => None,
        };
        let builds = Builds { target, least: root.map_or(0, |(_, go)| go.minor) };
        let vendor = root.and_then(|(root, go)| vendor::vendor(&shared, root, go, work.is_some()));
        Workspace {
            shared,
            mains,
            vendor,
            builds,
            work,
            others: OnceLock::new(),
            imports: FrozenMap::new(),
            tested: FrozenMap::new(),
        }
    }

    /// Whether it is the standard library itself.
    pub fn is_std(&self) -> bool {
        self.mains.iter().any(|main| main.module.path == "std")
    }

    /// The modules that others wrote, the longest paths first.
    pub(super) fn others(&self) -> &[Other] {
        self.others.get_or_init(|| {
            let of_work = self.work.iter().flat_map(|work| {
                let folder = work.path.parent().map(PathBuf::from).unwrap_or_default();
                work.says.replace.iter().map(move |line| (folder.clone(), line.clone()))
            });
            let of_mains = self
                .mains
                .iter()
                .flat_map(|main| main.module.replace.iter().map(|line| (main.root.clone(), line.clone())));
            let replaced = Replacements(of_work.chain(of_mains).collect());
            let chosen = selected(&self.shared, &self.mains, &replaced);
            let cache = self.shared.places.mod_cache.as_deref();
            let mut others: Vec<Other> = chosen
                .into_iter()
                .map(|(path, version)| {
                    let (folder, shown) = replaced.folder(&ModuleVersion { path: path.clone(), version }, cache);
                    let is_local =
                        folder.as_deref().is_some_and(|folder| cache.is_none_or(|cache| !folder.starts_with(cache)));
                    Other { path, folder, shown, is_local }
                })
                .collect();
            others.sort_by(|a, b| b.path.len().cmp(&a.path.len()).then_with(|| a.path.cmp(&b.path)));
            others
        })
    }

    fn import(&self, path: &str) -> &Import {
        match self.imports.get(path) {
            Some(known) => known,
            None => self.imports.insert(path.into(), Box::new(Import::of(self.find(path)))),
        }
    }

    /// The package that an import path leads to, read for what it declares. The path is the whole one: the standard
    /// library's own copies of other modules are below `vendor/`.
    ///
    /// # Errors
    /// Why it is not known, with the path.
    pub fn package(&self, path: &str) -> Result<&Package, Reason> {
        let import = self.import(path);
        self.read(import, path, false)
    }

    /// The same with the files of its own tests, which the tests in a package beside it see.
    ///
    /// # Errors
    /// Why it is not known, with the path.
    pub fn tested(&self, path: &str) -> Result<&Package, Reason> {
        let import = match self.tested.get(path) {
            Some(known) => known,
            None => self.tested.insert(path.into(), Box::new(Import::of(self.find(path)))),
        };
        self.read(import, path, true)
    }

    fn read<'i>(&self, import: &'i Import, path: &str, tests: bool) -> Result<&'i Package, Reason> {
        let package = import.package.get_or_init(|| {
            let found = import.found.as_ref().map_err(Clone::clone)?;
            dependency::package(&self.shared, found, path, self.builds, tests)
        });
        package.as_deref().map_err(Clone::clone)
    }

    /// The name in the package clause of what an import path leads to, if it can be read. Costs less than the package.
    pub fn package_name(&self, path: &str) -> Option<&str> {
        let import = self.import(path);
        if let Some(Ok(package)) = import.package.get() {
            return Some(&package.name);
        }
        let name = || dependency::name(&self.shared, import.found.as_ref().ok()?, self.builds);
        import.name.get_or_init(name).as_deref()
    }
}

impl Import {
    fn of(found: Result<Found, Reason>) -> Import {
        Import { found, name: OnceLock::new(), package: OnceLock::new() }
    }
}
