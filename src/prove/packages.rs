//! Which packages there are, which files the toolchain builds them from, and who imports whom: what `go list` says.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::overlay::Overlay;
use super::toolchain::{Answer, Failure, Toolchain};

/// The packages that one call of the toolchain sees together: those of a module, or of the modules of a workspace.
#[derive(Debug)]
pub struct Tree {
    /// Where the toolchain is called: the module's folder, or that of `go.work`.
    pub root: PathBuf,
    /// The module lies below a `go.work` that does not use it.
    outside_work: bool,
    /// By import path.
    packages: BTreeMap<String, Package>,
    by_folder: HashMap<PathBuf, String>,
    /// The packages whose ordinary files import a package.
    importers: HashMap<String, BTreeSet<String>>,
    /// The packages whose tests do.
    testers: HashMap<String, BTreeSet<String>>,
}

/// A package as `go list` has it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
pub struct Package {
    /// How it is imported.
    pub import_path: String,
    /// Its folder.
    pub dir: PathBuf,
    /// What its clause calls it.
    pub name: String,
    go_files: Vec<PathBuf>,
    cgo_files: Vec<PathBuf>,
    test_go_files: Vec<PathBuf>,
    #[serde(rename = "XTestGoFiles")]
    x_test_go_files: Vec<PathBuf>,
    imports: Vec<String>,
    test_imports: Vec<String>,
    #[serde(rename = "XTestImports")]
    x_test_imports: Vec<String>,
    error: Option<ListError>,
    deps_errors: Vec<ListError>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListError {
    err: String,
}

impl Package {
    /// Why the toolchain cannot even load it.
    pub fn fault(&self) -> Option<&str> {
        let error = self.error.as_ref().or(self.deps_errors.first())?;
        Some(error.err.trim())
    }

    /// The files of its tests, and of those that look at it from outside.
    pub fn test_files(&self) -> impl Iterator<Item = PathBuf> {
        self.test_go_files.iter().chain(&self.x_test_go_files).map(|name| self.dir.join(name))
    }

    /// Whether the build that is asked about contains the file, tests included.
    pub fn contains(&self, file: &Path) -> bool {
        let lists = [&self.go_files, &self.cgo_files, &self.test_go_files, &self.x_test_go_files];
        file.file_name().is_some_and(|name| lists.iter().any(|list| list.iter().any(|other| other == name)))
    }
}

impl Tree {
    /// The package in a folder.
    pub fn in_folder(&self, folder: &Path) -> Option<&Package> {
        self.packages.get(self.by_folder.get(folder)?)
    }

    /// The package with this import path.
    pub fn package(&self, import_path: &str) -> Option<&Package> {
        self.packages.get(import_path)
    }

    /// These packages and all that may notice a change in them: whoever imports them, directly or not, and whoever's tests
    /// import one of those.
    pub fn affected<'a>(&'a self, changed: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut found: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = changed.into_iter().collect();
        while let Some(path) = open.pop() {
            if found.insert(path) {
                open.extend(self.importers.get(path).into_iter().flatten().map(String::as_str));
            }
        }
        let testers: Vec<&str> =
            found.iter().filter_map(|path| self.testers.get(*path)).flatten().map(String::as_str).collect();
        found.extend(testers);
        found
    }

    /// The folders of those of the changed packages that a package or its tests import, directly or not, and its own if it is
    /// among them.
    pub fn sources<'a>(&'a self, changed: &BTreeSet<&str>, package: &str) -> BTreeSet<&'a Path> {
        let reaches = |path: &&&str| self.affected([**path]).contains(package);
        changed.iter().filter(reaches).filter_map(|path| Some(self.package(path)?.dir.as_path())).collect()
    }

    /// These packages and those that import them directly, in tests or elsewhere.
    pub fn near<'a>(&'a self, changed: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        for path in changed {
            found.insert(path);
            for importers in [&self.importers, &self.testers] {
                found.extend(importers.get(path).into_iter().flatten().map(String::as_str));
            }
        }
        found
    }

    /// Runs a command such as `build` or `vet` on packages, over the tree as it is or with an overlay.
    ///
    /// # Errors
    /// See [`Toolchain::go`].
    pub fn go<S: AsRef<OsStr>>(
        &self,
        toolchain: &Toolchain,
        command: &[S],
        overlay: Option<&Overlay>,
        packages: &BTreeSet<&str>,
    ) -> Result<Answer, Failure> {
        let mut arguments: Vec<OsString> = command.iter().map(|word| word.as_ref().to_owned()).collect();
        arguments.splice(1..1, toolchain.build_flags().into_iter().chain(overlay.map(Overlay::flag)));
        arguments.extend(packages.iter().map(OsString::from));
        self.call(toolchain, arguments)
    }

    fn call(&self, toolchain: &Toolchain, arguments: Vec<OsString>) -> Result<Answer, Failure> {
        if self.outside_work {
            toolchain.go_without_work(&self.root, arguments)
        } else {
            toolchain.go(&self.root, arguments)
        }
    }

    fn list(toolchain: &Toolchain, root: PathBuf, outside_work: bool) -> Result<Tree, Failure> {
        let mut tree = Tree {
            root,
            outside_work,
            packages: BTreeMap::new(),
            by_folder: HashMap::new(),
            importers: HashMap::new(),
            testers: HashMap::new(),
        };
        let modules = tree.call(toolchain, ["list", "-m", "-f={{.Dir}}"].iter().map(OsString::from).collect())?;
        let modules = said("list -m", modules)?;
        let fields = "-json=ImportPath,Dir,Name,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,Imports,TestImports,XTestImports,Error,DepsErrors";
        let mut arguments: Vec<OsString> = ["list", "-e", fields].iter().map(OsString::from).collect();
        arguments.extend(toolchain.build_flags().into_iter().filter(|flag| !flag.to_string_lossy().starts_with("-p=")));
        arguments.extend(modules.lines().map(|module| below(&tree.root, Path::new(module))));
        let listed = said("list", tree.call(toolchain, arguments)?)?;
        for package in serde_json::Deserializer::from_str(&listed).into_iter::<Package>() {
            let package =
                package.map_err(|error| Failure::new(format!("cannot read what `go list` says: {error}"), ""))?;
            let path = package.import_path.clone();
            for other in &package.imports {
                tree.importers.entry(other.clone()).or_default().insert(path.clone());
            }
            for other in package.test_imports.iter().chain(&package.x_test_imports) {
                tree.testers.entry(other.clone()).or_default().insert(path.clone());
            }
            tree.by_folder.insert(package.dir.clone(), path.clone());
            tree.packages.insert(path, package);
        }
        Ok(tree)
    }
}

/// The trees that a set of folders belong to, listed once each.
#[derive(Debug, Default)]
pub struct Forest {
    trees: Vec<Tree>,
    /// By module folder.
    of_module: HashMap<PathBuf, usize>,
}

impl Forest {
    /// Lists the packages of all modules that these folders lie in.
    ///
    /// # Errors
    /// When the toolchain cannot be asked, or cannot make sense of a module as a whole.
    pub fn around<'a>(toolchain: &Toolchain, folders: impl IntoIterator<Item = &'a Path>) -> Result<Forest, Failure> {
        let mut forest = Forest::default();
        let modules: BTreeSet<PathBuf> = folders.into_iter().filter_map(module_folder).collect();
        for module in modules {
            let work = said("env", toolchain.go(&module, ["env", "GOWORK"])?)?;
            let work = Path::new(work.trim());
            let (root, outside_work) = match work.parent().filter(|_| work.is_absolute()) {
                Some(root) => {
                    // Of a workspace that does not load, nobody can say whether it uses the module.
                    let used = said("list -m", toolchain.go(&module, ["list", "-m", "-f={{.Dir}}"])?);
                    let used = used.map_err(|failure| match failure.help.as_str() {
                        "" => Failure::new(failure.message, format!("mend `{}`, or set GOWORK=off", work.display())),
                        _ => failure,
                    })?;
                    match used.lines().any(|line| Path::new(line) == module) {
                        true => (root.to_owned(), false),
                        false => (module.clone(), true),
                    }
                }
                None => (module.clone(), false),
            };
            let number = match forest.trees.iter().position(|tree| tree.root == root) {
                Some(number) => number,
                None => {
                    forest.trees.push(Tree::list(toolchain, root, outside_work)?);
                    forest.trees.len() - 1
                }
            };
            forest.of_module.insert(module, number);
        }
        Ok(forest)
    }

    /// The trees.
    pub fn trees(&self) -> &[Tree] {
        &self.trees
    }

    /// The number of the tree that a folder lies in; `None` outside of modules.
    pub fn tree_of(&self, folder: &Path) -> Option<usize> {
        self.of_module.get(&module_folder(folder)?).copied()
    }
}

/// The pattern for all packages of a module. Relative where that is possible: by its absolute path, the toolchain passes by a
/// folder whose name begins with a dot, or that is called `testdata`.
fn below(root: &Path, module: &Path) -> OsString {
    match module.strip_prefix(root) {
        Ok(rest) => Path::new(".").join(rest).join("...").into_os_string(),
        Err(_) => module.join("...").into_os_string(),
    }
}

/// The nearest folder, from this one upwards, with a `go.mod`.
fn module_folder(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join("go.mod").is_file()).map(Path::to_owned)
}

/// The standard output of a command that must succeed.
fn said(command: &str, answer: Answer) -> Result<String, Failure> {
    if answer.success {
        return Ok(answer.out);
    }
    let help = if answer.err.contains("GOTOOLCHAIN=local") {
        "GOTOOLCHAIN=auto lets it fetch what the module asks for"
    } else {
        ""
    };
    Err(Failure::new(format!("`go {command}` fails: {}", answer.err.trim()), help))
}
