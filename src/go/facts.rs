//! Facts about one declaration: what its names mean, and the door to its types and flow.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::answer::Reason;
use super::flow::Use;
use super::kind::{Field, Kind};
use super::package::{DeclRef, File, Package, Parsed};
use super::scope::{LocalId, Scopes, is_name};
use super::syntax::{Node, Tree};
use super::typing;
use crate::text::Span;

/// What is known about one parsed declaration of a package. Facts are worked out when they are asked for.
pub struct Facts<'p> {
    /// The package around it.
    pub package: &'p Package,
    /// The file it stands in.
    pub file: &'p File,
    /// Its place in the package.
    pub place: DeclRef,
    /// Its tree.
    pub tree: &'p Tree,
    /// Its scopes.
    pub scopes: &'p Scopes,
    reads: RefCell<Vec<Read>>,
    pub(super) uses: RefCell<HashMap<LocalId, Noted<Rc<[Use<'p>]>>>>,
    pub(super) typing: typing::Cache,
}

/// An answer that was worked out before, and what it rests on.
pub(super) type Noted<T> = (T, Arc<[Read]>);

/// Source that a fact rests on. A fix whose proof read it does not hold when another fix changes it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Read {
    /// Index of the file in its package.
    pub file: usize,
    /// What was looked at.
    pub span: Span,
    /// If only what becomes of these words in the span matters: an edit there that neither removes nor adds one of
    /// them leaves the fact alone. Keywords such as `return` are words too. `None`: any edit matters.
    pub words: Option<Vec<String>>,
}

/// What a name means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning<'p> {
    /// A declaration inside a function or type.
    Local(LocalId),
    /// A declaration at the level of the package; several when build variants differ.
    Package(&'p [DeclRef]),
    /// An imported package, by its path.
    Import(&'p str),
    /// Something of a package that is imported with a dot, by the package's path.
    Dot(&'p str),
    /// A predeclared name of Go.
    Universe,
    /// It cannot be told.
    Unknown(Reason),
}

/// Every name that Go declares before any program starts, as of Go 1.26.
pub const UNIVERSE: &[&str] = &[
    "any",
    "append",
    "bool",
    "byte",
    "cap",
    "clear",
    "close",
    "comparable",
    "complex",
    "complex128",
    "complex64",
    "copy",
    "delete",
    "error",
    "false",
    "float32",
    "float64",
    "imag",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "iota",
    "len",
    "make",
    "max",
    "min",
    "new",
    "nil",
    "panic",
    "print",
    "println",
    "real",
    "recover",
    "rune",
    "string",
    "true",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
];

impl<'p> Facts<'p> {
    /// The facts of a declaration that was parsed as `parsed`.
    pub fn new(package: &'p Package, place: DeclRef, parsed: &'p Parsed) -> Facts<'p> {
        Facts {
            package,
            file: &package.files[place.file],
            place,
            tree: &parsed.tree,
            scopes: parsed.scopes(),
            reads: RefCell::default(),
            uses: RefCell::default(),
            typing: typing::Cache::default(),
        }
    }

    /// Notes that a fact rests on everything in a span of this file.
    pub fn note(&self, span: Span) {
        self.reads.borrow_mut().push(Read { file: self.place.file, span, words: None });
    }

    /// Notes that a fact rests on what becomes of some words in a span of this file.
    pub fn note_words<'w>(&self, span: Span, words: impl IntoIterator<Item = &'w str>) {
        let words = Some(words.into_iter().map(str::to_string).collect());
        self.reads.borrow_mut().push(Read { file: self.place.file, span, words });
    }

    /// Notes that a fact rests on source elsewhere in the package.
    pub fn note_read(&self, read: Read) {
        self.reads.borrow_mut().push(read);
    }

    /// How much was noted so far, for [`Facts::noted_since`].
    pub(super) fn noted(&self) -> usize {
        self.reads.borrow().len()
    }

    /// What was noted since a mark; it stays noted.
    pub(super) fn noted_since(&self, mark: usize) -> Arc<[Read]> {
        let mut reads = self.reads.borrow_mut();
        let mut since = reads.split_off(mark);
        since.sort();
        since.dedup();
        reads.extend(since.iter().cloned());
        since.into()
    }

    /// What was noted since the last call.
    pub fn take_reads(&self) -> Vec<Read> {
        let mut reads = std::mem::take(&mut *self.reads.borrow_mut());
        reads.sort();
        reads.dedup();
        reads
    }

    /// What a name means where it stands.
    pub fn meaning(&self, name: Node<'_>) -> Meaning<'p> {
        debug_assert!(is_name(name), "{name:?}");
        match self.scopes.local(name) {
            Some(local) => Meaning::Local(local),
            // It refers to nothing, least of all to what the package calls the same.
            None if is_parameter_of_type(name) => {
                let text = format!("`{}` is the parameter of a function type, which no body sees", name.text());
                Meaning::Unknown(Reason::new("parameter-of-type", text))
            }
            None => self.free_meaning(name.text()),
        }
    }

    /// What a name would mean if it were written at `offset` of the declaration.
    pub fn meaning_at(&self, name: &str, offset: u32) -> Meaning<'p> {
        match self.scopes.visible(self.tree, name, offset) {
            Some(local) => Meaning::Local(local),
            None => self.free_meaning(name),
        }
    }

    /// What a name means that no block declares.
    pub fn free_meaning(&self, name: &str) -> Meaning<'p> {
        free_meaning(self.package, self.package, self.file, name)
    }

    /// Whether a name is the predeclared one.
    pub fn is_universe(&self, name: Node<'_>) -> bool {
        self.meaning(name) == Meaning::Universe
    }

    /// The import path if the node is a name that means an imported package.
    pub fn imported(&self, name: Node<'_>) -> Option<&'p str> {
        match is_name(name).then(|| self.meaning(name)) {
            Some(Meaning::Import(path)) => Some(path),
            _ => None,
        }
    }

    /// The path of the file, for reasons.
    pub fn path(&self) -> &'p Path {
        &self.file.path
    }
}

/// Whether a name declares a parameter or result, as that of a function type or of an interface's method does too.
fn is_parameter_of_type(name: Node<'_>) -> bool {
    name.field() == Field::Name
        && name.parent().is_some_and(|parent| {
            matches!(parent.kind(), Kind::ParameterDeclaration | Kind::VariadicParameterDeclaration)
        })
}

/// What a name means in a file of a package that no block declares. `root` is the package that is asked about, which may
/// be another one.
pub(super) fn free_meaning<'p>(root: &'p Package, package: &'p Package, file: &'p File, name: &str) -> Meaning<'p> {
    let declared = package.declarations(name);
    let import = import_called(root, package, file, name, declared);
    // What only other builds declare is not declared here.
    let seen = |place: &DeclRef| file.meets(&package.files[place.file], root.builds);
    let declared = match import.is_some() || UNIVERSE.contains(&name) {
        true if !declared.iter().any(seen) => &[],
        _ => declared,
    };
    match (declared.is_empty(), import) {
        (true, Some(path)) => return Meaning::Import(path),
        // Go forbids both in one build. Either a build without this file declares the name, or the package's real name
        // is not what its path says.
        (false, Some(path)) => {
            let text = format!("`{name}` may be the import \"{path}\" or a declaration of the package");
            return Meaning::Unknown(Reason::new("build-variants", text));
        }
        (false, None)
            if UNIVERSE.contains(&name) && declared.iter().all(|place| in_some_builds(root, package, *place, file)) =>
        {
            let text = format!("`{name}` is declared for some builds only, and predeclared in the others");
            return Meaning::Unknown(Reason::new("build-variants", text));
        }
        (false, None) => return Meaning::Package(declared),
        (true, None) => {}
    }
    // A dot import brings exported names only.
    if name.chars().next().is_some_and(char::is_uppercase) {
        for (_, path) in file.imports().filter(|(given, _)| *given == Some(".")) {
            match typing::declares(root, package, path, name) {
                Some(true) => return Meaning::Dot(path),
                Some(false) => {}
                None => {
                    let text = format!("`{name}` may come from the dot import of package \"{path}\"");
                    return Meaning::Unknown(Reason::new("dot-import", text));
                }
            }
        }
    }
    if UNIVERSE.contains(&name) {
        return Meaning::Universe;
    }
    let text = format!("`{name}` is declared nowhere in the package");
    Meaning::Unknown(Reason::new("undeclared-name", text))
}

/// The import that a name stands for in a file. Where an import does not give a name its package's clause does; what the
/// path makes likely is asked first, and believed where the package cannot be read.
fn import_called<'p>(
    root: &'p Package,
    package: &Package,
    file: &'p File,
    name: &str,
    declared: &[DeclRef],
) -> Option<&'p str> {
    let mut unlikely = Vec::new();
    for (given, path) in file.imports() {
        match given {
            Some(given) if given == name => return Some(path),
            Some(_) => {}
            None if package_name(path) != name => unlikely.push(path),
            None if typing::package_name(root, package, path).is_none_or(|real| real == name) => return Some(path),
            None => {}
        }
    }
    // Nobody calls a package like something predeclared when its path does not say so, and for those every import would
    // have to be read.
    let is_declared = !declared.iter().all(|place| in_some_builds(root, package, *place, file));
    if is_declared || unlikely.is_empty() {
        return None;
    }
    let is_predeclared = UNIVERSE.contains(&name);
    unlikely.retain(|path| !is_predeclared || path.contains(name));
    unlikely.into_iter().find(|path| typing::package_name(root, package, path) == Some(name))
}

/// Whether a declaration may be missing from a build that has `file`.
fn in_some_builds(root: &Package, package: &Package, place: DeclRef, file: &File) -> bool {
    !file.implies(&package.files[place.file], root.builds)
}

/// The name by which a package is known when an import does not say: the last element of its path that is not a major
/// version, without a `gopkg.in` version, a leading `go-` or a trailing `.go`. It is a convention; the package clause decides.
pub fn package_name(path: &str) -> &str {
    let mut elements = path.rsplit('/');
    let mut last = elements.next().unwrap_or(path);
    let is_major = last.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if is_major && let Some(before) = elements.next() {
        last = before;
    }
    let last = last.split_once(".v").map_or(last, |(name, _)| name);
    let last = last.strip_prefix("go-").unwrap_or(last);
    last.strip_suffix(".go").or_else(|| last.strip_suffix("-go")).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn names_of_packages_by_convention() {
        for (path, name) in [
            ("fmt", "fmt"),
            ("math/rand/v2", "rand"),
            ("gopkg.in/yaml.v3", "yaml"),
            ("github.com/go-chi/chi/v5", "chi"),
            ("github.com/mattn/go-isatty", "isatty"),
        ] {
            assert_eq!(package_name(path), name);
        }
    }
}
