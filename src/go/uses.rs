//! Where a name at the level of a package is used: in its package, and in all packages of the workspace.
//!
//! Either all uses are found or there is a reason why not: what cannot be read may hold another one. Texts are searched
//! for the word first; only declarations that hold it are parsed.

use std::path::{Path, PathBuf};

use memchr::memmem;

use super::answer::Reason;
use super::constraint::Target;
use super::facts::{Facts, Meaning};
use super::kind::{Field, Kind};
use super::package::{DeclRef, File, Package};
use super::scope::is_name;
use super::source::Source;
use super::split::{DeclKind, split};
use super::syntax::Node;
use super::world::{Site, World};
use crate::text::Span;

/// A use in a file of the workspace.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The name itself, without what qualifies it.
    pub span: Span,
}

/// Where the workspace uses a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkspaceUses {
    /// All uses in the main modules, by file and place; the declarations are left out.
    pub places: Vec<Place>,
    /// Why code outside of the workspace may use it as well; `None` for a package that only the workspace can import. A
    /// module elsewhere whose path says that it lies inside this one could import an `internal` package, too; that is
    /// looked for among the nested modules only.
    pub outside: Option<Reason>,
}

/// Extensions of files beside Go's that may use what Go declares.
const OTHER_LANGUAGES: &[&str] = &["s", "S", "sx", "c", "cc", "cpp", "cxx", "h", "hh", "hpp", "m"];

/// All uses of a name in the package that declares it, tests and all build variants included, in order; the declarations
/// are left out. The package must hold all files of its folder. For a name that is not exported these are all uses there
/// are.
///
/// # Errors
/// When the package does not declare it; when code that holds the word cannot be read, or what it means there is not
/// known; when the linker, C or assembly may know the name. Files in other languages are only seen where the package stands
/// in a workspace, and a `//go:linkname` of another package not at all.
pub fn package_uses<'p>(package: &'p Package, name: &str) -> Result<Vec<(DeclRef, Node<'p>)>, Reason> {
    if package.declarations(name).is_empty() {
        return Err(Reason::new("undeclared-name", format!("`{name}` is declared nowhere in the package")));
    }
    known_elsewhere(package, name)?;
    let mut uses = Vec::new();
    for index in 0..package.files.len() {
        in_file(package, index, name, &mut uses, &|facts, node| match selected_from(node) {
            Some(_) => Ok(false),
            None => match facts.meaning(node) {
                Meaning::Package(_) => Ok(true),
                Meaning::Unknown(reason) => Err(reason),
                _ => Ok(false),
            },
        })?;
    }
    Ok(uses)
}

/// All uses of a name that the package in `folder` declares, in that package and in all others of the main modules.
/// `target` chooses among build variants.
///
/// # Errors
/// Those of [`package_uses`]; when a folder or a file that holds the word cannot be read; outside of a module.
pub fn workspace_uses(
    world: &World,
    folder: &Path,
    target: Option<Target>,
    name: &str,
) -> Result<WorkspaceUses, Reason> {
    let site = world.site(folder, target);
    let (Some(workspace), Some(path)) = (&site.workspace, site.path.as_deref()) else {
        return Err(Reason::new("no-module", format!("there is no module around {}", folder.display())));
    };
    let beside = packages(world, folder, &site)?;
    let is_external = |package: &&Package| package.name.ends_with("_test") && package.files.iter().all(File::is_test);
    let declaring = beside.iter().filter(|package| !is_external(package) && !package.declarations(name).is_empty());
    let [own] = declaring.collect::<Vec<_>>()[..] else {
        let text = format!("{} declares `{name}` in no package or in several", folder.display());
        return Err(Reason::new("undeclared-name", text));
    };
    let mut places = places(own, package_uses(own, name)?);
    let all = workspace.folders(world)?;
    // Commands are imported by nobody, and neither is what stands beside the package that the path leads to.
    let is_imported = workspace.package_name(path) == Some(&own.name) && own.name != "main";
    if is_imported && workspace.folder(path).is_some_and(|found| found != folder) {
        return Err(Reason::new("unknown-import", format!("\"{path}\" leads to another folder")));
    }
    for other in beside.iter().filter(|other| is_imported && !std::ptr::eq(*other, own)) {
        places.extend(imported_uses(other, path, name)?);
    }
    for folder in all.folders.iter().filter(|other| is_imported && *other != folder) {
        if !mentions(world, folder, &[name, path])? {
            continue;
        }
        let site = world.site(folder, target);
        for package in packages(world, folder, &site)? {
            places.extend(imported_uses(&package, path, name)?);
        }
    }
    places.sort();
    places.dedup();
    let outside = if is_imported { outside(path, &all.nested) } else { None };
    Ok(WorkspaceUses { places, outside })
}

/// Why a package may be imported from outside of the workspace.
fn outside(path: &str, nested: &[String]) -> Option<Reason> {
    let text = |who: &str| Some(Reason::new("importable", format!("{who} may import \"{path}\"")));
    let elements: Vec<&str> = path.split('/').collect();
    let Some(internal) = elements.iter().rposition(|element| *element == "internal") else {
        return text("any other module");
    };
    let root = elements[..internal].join("/");
    let inside =
        |other: &&String| other.strip_prefix(&root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    nested.iter().find(inside).and_then(|other| text(&format!("the nested module {other}")))
}

/// Whether something that is no Go may use a name of the package.
fn known_elsewhere(package: &Package, name: &str) -> Result<(), Reason> {
    if package.is_linked(name) {
        return Err(Reason::new("linkname", format!("`//go:linkname` gives `{name}` away")));
    }
    let export = |line: &str| line.strip_prefix("//export ").is_some_and(|rest| rest.trim() == name);
    if package.files.iter().any(|file| file.source.cgo && file.source.text.lines().any(export)) {
        return Err(Reason::new("cgo", format!("`{name}` is exported to C")));
    }
    let (Some(workspace), Some(folder)) =
        (&package.workspace, package.files.first().and_then(|file| file.path.parent()))
    else {
        return Ok(());
    };
    for path in workspace.files().list(folder).map_err(|error| unreadable(folder, &error))? {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        if OTHER_LANGUAGES.contains(&&*extension) {
            let bytes = workspace.files().read(&path).map_err(|error| unreadable(&path, &error))?;
            if memmem::find(&bytes, name.as_bytes()).is_some() {
                return Err(Reason::new("other-language", format!("{} may use `{name}`", path.display())));
            }
        }
    }
    Ok(())
}

/// The uses in a package that imports the one with this path, or may.
fn imported_uses(package: &Package, path: &str, name: &str) -> Result<Vec<Place>, Reason> {
    let mut uses = Vec::new();
    for (index, file) in package.files.iter().enumerate() {
        let linked = |line: &str| {
            let target = line.strip_prefix("//go:linkname ").and_then(|rest| rest.split_whitespace().nth(1));
            let target = target.and_then(|target| target.strip_prefix(path)?.strip_prefix('.'));
            target == Some(name)
        };
        if file.source.text.lines().any(linked) {
            return Err(Reason::new("linkname", format!("{} links to `{name}`", file.path.display())));
        }
        let has_dot = file.imports().any(|import| import == (Some("."), path));
        if !file.imports().any(|(_, imported)| imported == path) {
            continue;
        }
        in_file(package, index, name, &mut uses, &|facts, node| match selected_from(node) {
            Some(from) if is_name(from) => match facts.meaning(from) {
                Meaning::Import(imported) => Ok(imported == path),
                Meaning::Unknown(reason) => Err(reason),
                _ => Ok(false),
            },
            Some(_) => Ok(false),
            None => match facts.meaning(node) {
                Meaning::Dot(imported) => Ok(imported == path),
                Meaning::Unknown(reason) if has_dot => Err(reason),
                _ => Ok(false),
            },
        })?;
    }
    Ok(places(package, uses))
}

/// Whether a name, where it stands, is the one that is looked for.
type Means<'p, 'm> = dyn Fn(&Facts<'p>, Node<'p>) -> Result<bool, Reason> + 'm;

fn in_file<'p>(
    package: &'p Package,
    index: usize,
    name: &str,
    uses: &mut Vec<(DeclRef, Node<'p>)>,
    means: &Means<'p, '_>,
) -> Result<(), Reason> {
    let file = &package.files[index];
    let text = &*file.source.text;
    let mut decls: Vec<usize> = word_spans(text, name).filter_map(|at| file.decl_around(at)).collect();
    decls.dedup();
    for decl in decls {
        if file.decl(decl).kind == DeclKind::Import {
            continue;
        }
        let place = DeclRef { file: index, decl };
        let at = || file.path.display();
        let parsed = file.parsed(decl).map_err(|_| {
            Reason::new("too-deep", format!("`{name}` may be used in code that is nested too deep, in {}", at()))
        })?;
        if parsed.tree.root().is_broken() {
            let text = format!("`{name}` may be used in code with a syntax error, in {}", at());
            return Err(Reason::new("broken-use", text));
        }
        let facts = Facts::new(package, place, parsed);
        for node in parsed.tree.root().subtree().filter(|node| node.text() == name && node.is_named()) {
            let is_selected = selected_from(node).is_some();
            if (is_name(node) || is_selected)
                && !declares(file, decl, node)
                && means(&facts, node)?
                && (is_selected || !facts.is_field_key(node)?)
            {
                uses.push((place, node));
            }
        }
    }
    Ok(())
}

/// What a name is selected from: `x` for the `f` of `x.f`, also where the grammar takes that for a type of a package.
fn selected_from(node: Node<'_>) -> Option<Node<'_>> {
    let parent = node.parent()?;
    match (parent.kind(), node.field()) {
        (Kind::SelectorExpression, Field::Field) => parent.get(Field::Operand),
        (Kind::QualifiedType, Field::Name) => parent.get(Field::Package),
        _ => None,
    }
}

/// Whether a name stands where it is declared, or names a parameter of a function type, which nothing can refer to.
fn declares(file: &File, decl: usize, node: Node<'_>) -> bool {
    let is_parameter = node.field() == Field::Name
        && node.parent().is_some_and(|parent| {
            matches!(parent.kind(), Kind::ParameterDeclaration | Kind::VariadicParameterDeclaration)
        });
    is_parameter || file.decl(decl).names.contains(&node.span())
}

fn places(package: &Package, uses: Vec<(DeclRef, Node<'_>)>) -> Vec<Place> {
    let place =
        |(place, node): (DeclRef, Node<'_>)| Place { path: package.files[place.file].path.clone(), span: node.span() };
    uses.into_iter().map(place).collect()
}

/// The packages in a folder, for all builds.
fn packages(world: &World, folder: &Path, site: &Site) -> Result<Vec<Package>, Reason> {
    let mut files = Vec::new();
    for path in go_files(world, folder)? {
        let bytes = world.files().read(&path).map_err(|error| unreadable(&path, &error))?;
        let source = Source::read(bytes).map_err(|error| unreadable(&path, &error))?;
        let split = split(&source.text);
        if split.package.is_none() {
            return Err(Reason::new("broken-use", format!("{} has no package clause", path.display())));
        }
        files.push(File::new(path, source, split, None));
    }
    Ok(Package::group(files).into_iter().map(|package| package.at_site(site)).collect())
}

/// Whether some Go file in a folder holds all of these words.
fn mentions(world: &World, folder: &Path, words: &[&str]) -> Result<bool, Reason> {
    for path in go_files(world, folder)? {
        let bytes = world.files().read(&path).map_err(|error| unreadable(&path, &error))?;
        if words.iter().all(|word| memmem::find(&bytes, word.as_bytes()).is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The Go files in a folder that the go command would read.
fn go_files(world: &World, folder: &Path) -> Result<Vec<PathBuf>, Reason> {
    let mut paths = world.files().list(folder).map_err(|error| unreadable(folder, &error))?;
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".go") && !name.starts_with(['_', '.'])
    });
    Ok(paths)
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Reason {
    Reason::new("unreadable-file", format!("{} cannot be read: {error}", path.display()))
}

/// Where a word stands in a text as a whole name.
pub fn word_spans<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Span> + 't {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    memmem::find_iter(text.as_bytes(), word).filter_map(move |at| {
        let before = text[..at].chars().next_back().is_some_and(is_part);
        let behind = text[at + word.len()..].chars().next().is_some_and(is_part);
        (!before && !behind).then(|| Span::new(at as u32, (at + word.len()) as u32))
    })
}
