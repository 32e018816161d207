//! The door to other packages: the table of the standard library that the program brings along, and behind it the world.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::{At, Operand, Outcome, builtins};
use crate::go::answer::Reason;
use crate::go::consts::Constant;
use crate::go::facts::Facts;
use crate::go::package::{File, Package};
use crate::go::source::Source;
use crate::go::split::split;
use crate::go::stdlib;
use crate::go::types::{Basic, Home, Type};

/// A package in the table: Go source of declarations without bodies, read when somebody asks.
struct Stub {
    text: &'static str,
    package: OnceLock<Option<Package>>,
}

/// What the table calls something that it does not tell: the hidden fields of a struct, the value of a constant that
/// differs between systems.
pub(super) const OPAQUE: &str = "opaque";

/// Stands in front of the path where a place in the table is meant and not one in the same package's source.
const OF_TABLE: &str = "table:";

static TABLE: OnceLock<BTreeMap<&'static str, Stub>> = OnceLock::new();

fn table() -> &'static BTreeMap<&'static str, Stub> {
    TABLE.get_or_init(|| {
        let sections = stdlib::DECLARATIONS.split("\n== ").skip(1);
        sections
            .filter_map(|section| section.split_once('\n'))
            .map(|(path, text)| (path, Stub { text, package: OnceLock::new() }))
            .collect()
    })
}

/// The declarations of a package of the table.
fn in_table(path: &str) -> Option<&'static Package> {
    let stub = table().get(path)?;
    let package = stub.package.get_or_init(|| {
        let source = Source { text: stub.text.into(), generated: false, cgo: false, has_line_directives: false };
        let split = split(&source.text);
        let mut package = Package::group(vec![File::new(PathBuf::from(path), source, split, None)]).pop()?;
        package.path = Some(path.into());
        (package.of_std, package.of_table) = (true, true);
        Some(package)
    });
    package.as_ref()
}

/// The path by which a package is known that a file of `package` imports as `written`: the standard library has copies of
/// other modules, below `vendor`.
fn whole_path(package: &Package, written: &str) -> Arc<str> {
    let is_copy = package.of_std && written.split('/').next().is_some_and(|first| first.contains('.'));
    if is_copy { format!("vendor/{written}").into() } else { written.into() }
}

/// The name in the package clause of what a file of `package` imports as `written`; `root` is the package that is asked
/// about. `None` if it cannot be read.
pub(in crate::go) fn package_name<'p>(root: &'p Package, package: &Package, written: &str) -> Option<&'p str> {
    if let Some(stub) = table().get(written) {
        return stub.text.split('\n').find_map(|line| line.strip_prefix("package "));
    }
    let path = whole_path(package, written);
    root.workspace.as_ref()?.package_name(&path)
}

/// Whether a package that is imported with a dot declares a name; the outer `None` if it cannot be read.
pub(in crate::go) fn declares(root: &Package, package: &Package, written: &str, name: &str) -> Option<bool> {
    let path = whole_path(package, written);
    match declaring(root, &path, name) {
        Ok(_) => Some(true),
        Err(_) => {
            let is_read = root.workspace.as_ref().is_some_and(|workspace| workspace.package(&path).is_ok());
            is_read.then_some(false)
        }
    }
}

/// Where a name of the package with this path is declared.
fn declaring<'p>(root: &'p Package, path: &str, name: &str) -> Outcome<&'p Package> {
    let declares = |package: &&Package| !package.declarations(name).is_empty();
    let own = root.path.as_deref();
    if own == Some(path) {
        return Ok(root);
    }
    if let Some(package) = in_table(path).filter(declares) {
        return Ok(package);
    }
    let not_known = || match table().contains_key(path) {
        true => format!("`{name}` of package \"{path}\" is not among the names that are known"),
        false => format!("package \"{path}\" is not known: there is no module around this file"),
    };
    let none = || Reason::new("unknown-import", not_known());
    let workspace = root.workspace.as_deref().ok_or_else(none)?;
    let is_beside = own.and_then(|own| own.strip_suffix("_test")) == Some(path);
    let package = if is_beside { workspace.tested(path) } else { workspace.package(path) };
    match package {
        Ok(package) if declares(&package) => Ok(package),
        Ok(_) => Err(Reason::new("unknown-import", format!("package \"{path}\" declares no `{name}`"))),
        Err(_) if table().contains_key(path) => Err(none()),
        Err(reason) => Err(reason),
    }
}

/// The source of a package of the table where that declares a name which the table leaves out: the constraint of a generic
/// function need not be exported.
pub(super) fn behind_table<'p>(root: &'p Package, package: &Package, name: &str) -> Option<&'p Package> {
    let path = package.path.as_deref().filter(|_| package.of_table)?;
    declaring(root, path, name).ok().filter(|found| !found.of_table)
}

/// The package in which a name is declared, by its home.
pub(super) fn home<'p>(facts: &Facts<'p>, home: &Home, name: &str) -> Outcome<Option<&'p Package>> {
    match home {
        Home::Universe | Home::Local(_) => Ok(None),
        Home::Here => Ok(Some(facts.package)),
        Home::Import(path) => declaring(facts.package, path, name).map(Some),
    }
}

/// What a place in a package calls that package, so that [`by_key`] finds it again.
pub(super) fn key(package: &Package) -> Option<Arc<str>> {
    let path = package.path.as_ref()?;
    Some(if package.of_table { format!("{OF_TABLE}{path}").into() } else { path.clone() })
}

/// The package with such a key.
pub(super) fn by_key<'p>(facts: &Facts<'p>, key: &str) -> Option<&'p Package> {
    if let Some(path) = key.strip_prefix(OF_TABLE) {
        return in_table(path);
    }
    let workspace = facts.package.workspace.as_deref()?;
    let is_beside = facts.package.path.as_deref().and_then(|own| own.strip_suffix("_test")) == Some(key);
    if is_beside { workspace.tested(key).ok() } else { workspace.package(key).ok() }
}

impl<'f, 'p> At<'f, 'p> {
    /// What `name` is in the package that is imported here as `path`.
    pub(super) fn imported(self, path: &str, name: &str) -> Outcome<Operand> {
        match path {
            "C" => return Err(Reason::new("cgo", format!("`C.{name}` is a name of C"))),
            "unsafe" if name == "Pointer" => return Ok(Operand::Type(Type::Basic(Basic::UnsafePointer))),
            "unsafe" => {
                let builtin = builtins::name(&format!("unsafe.{name}")).map(Operand::Builtin);
                return builtin
                    .ok_or_else(|| Reason::new("unknown-import", format!("package \"unsafe\" has no `{name}`")));
            }
            _ => {}
        }
        if let (true, Some(target)) = (path == "runtime", self.facts.package.builds.target) {
            let string = |text: &str| {
                let value = Constant::String(text.as_bytes().into());
                Ok(Operand::Constant(Type::Basic(Basic::String), Some(value)))
            };
            match name {
                "GOOS" => return string(target.os()),
                "GOARCH" => return string(target.arch()),
                _ => {}
            }
        }
        let package = declaring(self.facts.package, &whole_path(self.package, path), name)?;
        self.package_level(package, name)
    }

    /// Where the names of a package are at home that is imported here as `path`.
    pub(super) fn home_of(self, path: &str) -> Home {
        let path = whole_path(self.package, path);
        if self.facts.package.path.as_ref() == Some(&path) { Home::Here } else { Home::Import(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declaration_of_the_table_is_read() {
        for path in table().keys() {
            let package = in_table(path).expect(path);
            for file in &package.files {
                for (index, decl) in file.split.decls.iter().enumerate() {
                    let parsed = file.parsed(index).unwrap();
                    assert!(!parsed.tree.root().is_broken(), "{path}: {}", decl.span.of(&file.source.text));
                }
            }
        }
    }
}
