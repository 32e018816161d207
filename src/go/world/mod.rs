//! Where packages are: modules and workspaces, the module cache, `vendor`, the standard library's source.
//!
//! Owns the way from an import path to the folder that holds the package, and the packages that were read for what they
//! declare. Sees files through [`Files`] only, and is told by the program where Go keeps things ([`Places`]). It does not
//! know types.

mod build_list;
mod dependency;
mod folders;
mod resolve;
mod semver;
mod vendor;
mod workspace;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::ops::{AddAssign, Bound};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use elsa::sync::FrozenMap;

use super::constraint::{Builds, Target};
use super::known::Known;
use super::module::{Module, module};
use super::package::Package;
pub use workspace::Workspace;

/// A source of files: the disk for the program, a table for tests and editors.
pub trait Files: Send + Sync {
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

    /// The paths of the folders directly in a folder, sorted; links to folders are left out, as Go's `./...` does it. A
    /// source that does not know its folders need not say.
    ///
    /// # Errors
    /// Whatever kept the folder from being listed.
    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let text = format!("the folders in {} cannot be listed", folder.display());
        Err(io::Error::new(io::ErrorKind::Unsupported, text))
    }
}

impl Files for BTreeMap<PathBuf, Vec<u8>> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut below = below(self, folder).peekable();
        below.peek().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(below.filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let deeper = below(self, folder).filter_map(|path| {
            let mut parts = path.strip_prefix(folder).ok()?.components();
            let first = parts.next()?;
            parts.next().map(|_| folder.join(first))
        });
        let folders: BTreeSet<PathBuf> = deeper.collect();
        Ok(folders.into_iter().collect())
    }
}

/// The files in a folder and in those below it, which stand together: paths are ordered part by part.
fn below<'a>(files: &'a BTreeMap<PathBuf, Vec<u8>>, folder: &'a Path) -> impl Iterator<Item = &'a PathBuf> {
    let from = files.range::<Path, _>((Bound::Included(folder), Bound::Unbounded));
    from.map(|(path, _)| path).take_while(move |path| path.starts_with(folder))
}

/// Where Go keeps things on this machine, and how it was told to look for them. Nothing by default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// The module cache: `GOMODCACHE`.
    pub mod_cache: Option<PathBuf>,
    /// The toolchain's folder: `GOROOT`.
    pub goroot: Option<PathBuf>,
    /// `-mod` of `GOFLAGS`.
    pub mode: Mode,
    /// `GOWORK`.
    pub work: Work,
}

/// Where the packages of other modules come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// From `vendor` if there is one and the module is for Go 1.14 or newer, else from the module cache.
    #[default]
    Unsaid,
    /// From the module cache.
    Cache,
    /// From `vendor`.
    Vendor,
}

/// Which `go.work` counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Work {
    /// The nearest one.
    #[default]
    Nearest,
    /// None.
    Off,
    /// This one.
    At(PathBuf),
}

/// All the Go that can be found from the files of a run. Made once; everything in it is found out when somebody asks, and
/// kept.
pub struct World {
    shared: Arc<Shared>,
    around: FrozenMap<PathBuf, Box<Option<Arc<Around>>>>,
    works: FrozenMap<PathBuf, Box<Option<Arc<WorkFile>>>>,
    /// Asked once for each folder, so that a lock does no harm.
    workspaces: Mutex<HashMap<WorkspaceKey, Arc<Workspace>>>,
}

/// The path of the `go.work` or the folder of the module, and the build.
type WorkspaceKey = (PathBuf, Option<Target>);

/// How much was read of packages for what they declare.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reads {
    /// Packages.
    pub packages: usize,
    /// Their files.
    pub files: usize,
    /// The bytes of these.
    pub bytes: usize,
}

impl AddAssign for Reads {
    fn add_assign(&mut self, more: Reads) {
        self.packages += more.packages;
        self.files += more.files;
        self.bytes += more.bytes;
    }
}

/// What all workspaces have in common.
struct Shared {
    files: Arc<dyn Files>,
    places: Places,
    reads: Mutex<Reads>,
    /// The packages that were read, so that two modules that need the same one read it once.
    packages: FrozenMap<dependency::Key, Box<dependency::Cell>>,
}

/// A module that lies around a folder.
#[derive(Debug)]
pub struct Around {
    /// The folder of its `go.mod`.
    pub root: PathBuf,
    /// What its `go.mod` says.
    pub module: Module,
}

/// A `go.work`.
struct WorkFile {
    path: PathBuf,
    /// Its `go`, `use` and `replace` lines.
    says: Module,
    /// The folders that it uses.
    uses: Vec<PathBuf>,
}

/// Where a folder stands: what its imports mean, and how others import it.
#[derive(Clone, Default)]
pub struct Site {
    /// What can be imported from there; only the standard library's table outside of modules.
    pub workspace: Option<Arc<Workspace>>,
    /// The import path of the folder, inside a module.
    pub path: Option<Arc<str>>,
    /// The builds that count there.
    pub builds: Builds,
    /// What is known of functions and types there, if that is more than what is known of the standard library.
    pub known: Option<Arc<Known>>,
}

impl World {
    /// A world that sees `files` and looks for what others wrote in `places`.
    pub fn new(files: Arc<dyn Files>, places: Places) -> World {
        World {
            shared: Arc::new(Shared { files, places, reads: Mutex::default(), packages: FrozenMap::new() }),
            around: FrozenMap::new(),
            works: FrozenMap::new(),
            workspaces: Mutex::default(),
        }
    }

    /// The files.
    pub fn files(&self) -> &dyn Files {
        &*self.shared.files
    }

    /// How much was read so far of packages that types led to.
    pub fn reads(&self) -> Reads {
        *self.shared.reads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The module around a folder: that of the nearest `go.mod`.
    pub fn module(&self, folder: &Path) -> Option<&Arc<Around>> {
        if let Some(known) = self.around.get(folder) {
            return known.as_ref();
        }
        let found = match self.shared.files.read(&folder.join("go.mod")) {
            Ok(bytes) => {
                let module = module(&String::from_utf8_lossy(&bytes));
                Some(Arc::new(Around { root: folder.to_owned(), module }))
            }
            Err(_) => folder.parent().and_then(|parent| self.module(parent)).cloned(),
        };
        self.around.insert(folder.to_owned(), Box::new(found)).as_ref()
    }

    /// Where a folder stands. `target` chooses among build variants.
    pub fn site(&self, folder: &Path, target: Option<Target>) -> Site {
        let outside = Site { builds: Builds { target, least: 0 }, ..Site::default() };
        let Some(around) = self.module(folder) else { return outside };
        let Ok(below) = folder.strip_prefix(&around.root) else { return outside };
        let below: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let mut path = below.join("/");
        if let Some(vendored) = below.iter().rposition(|part| part == "vendor") {
            path = below[vendored + 1..].join("/");
        } else if around.module.path != "std" {
            path = [&around.module.path, &*path]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join("/");
        }
        let workspace = self.workspace(around, target);
        Site { path: Some(path.into()), builds: workspace.builds, workspace: Some(workspace), known: None }
    }

    fn workspace(&self, around: &Arc<Around>, target: Option<Target>) -> Arc<Workspace> {
        let work = self.work_file(&around.root);
        let key = (work.as_ref().map_or(&around.root, |work| &work.path).clone(), target);
        // A thread that fell over left the map as it was: nothing in it is ever half done.
        let known = || self.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(&key) {
            return known.clone();
        }
        let mains = match work {
            Some(work) => work.uses.iter().filter_map(|folder| self.module(folder)).cloned().collect(),
            None => vec![around.clone()],
        };
        let workspace = Workspace::new(self.shared.clone(), mains, work.clone(), target);
        known().entry(key).or_insert_with(|| Arc::new(workspace)).clone()
    }

    /// The `go.work` that counts for a module, if that uses it. Go refuses to build a module that a `go.work` above it
    /// does not use, so it is looked at alone then.
    fn work_file(&self, root: &Path) -> &Option<Arc<WorkFile>> {
        if let Some(known) = self.works.get(root) {
            return known;
        }
        let read = |path: PathBuf| {
            let bytes = self.shared.files.read(&path).ok()?;
            let says = module(&String::from_utf8_lossy(&bytes));
            let folder = path.parent().unwrap_or(Path::new(""));
            let uses = says.uses.iter().map(|used| joined(folder, used)).collect();
            Some(Arc::new(WorkFile { uses, says, path }))
        };
        let found = match &self.shared.places.work {
            Work::Off => None,
            Work::At(path) => read(path.clone()),
            Work::Nearest => root.ancestors().find_map(|folder| read(folder.join("go.work"))),
        };
        let found = found.filter(|work| work.uses.iter().any(|used| used == root));
        self.works.insert(root.to_owned(), Box::new(found))
    }
}

impl Package {
    /// Tells a package where it stands.
    pub fn at_site(mut self, site: &Site) -> Package {
        let external = self.name.ends_with("_test") && self.files.iter().all(super::package::File::is_test);
        self.path = match &site.path {
            Some(path) if external => Some(format!("{path}_test").into()),
            path => path.clone(),
        };
        self.builds = site.builds;
        self.of_std = site.workspace.as_ref().is_some_and(|workspace| workspace.is_std());
        self.workspace.clone_from(&site.workspace);
        self.known.clone_from(&site.known);
        self
    }
}

/// `written`, a path with slashes that may begin with dots, as seen from `folder`.
fn joined(folder: &Path, written: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in folder.join(written).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if path.file_name().is_some() => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}
