//! The one door to other packages. Behind it stands, so far, a table of the standard library; a package that is read
//! from disk would come in here as well.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::{At, Operand, Outcome, builtins};
use crate::go::answer::Reason;
use crate::go::package::{File, Package};
use crate::go::source::Source;
use crate::go::split::split;
use crate::go::stdlib;
use crate::go::types::{Basic, Type};

/// A package in the table: Go source of declarations without bodies, read when somebody asks.
struct Stub {
    text: &'static str,
    package: OnceLock<Option<Package>>,
}

/// What the table calls something that it does not tell: the hidden fields of a struct, the value of a constant that
/// differs between systems.
pub(super) const OPAQUE: &str = "opaque";

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

/// The declarations of an imported package, as far as they are known, and its path.
pub(super) fn package(path: &str) -> Option<(&'static str, &'static Package)> {
    let (path, stub) = table().get_key_value(path)?;
    let package = stub.package.get_or_init(|| {
        let source = Source { text: stub.text.into(), generated: false, cgo: false, has_line_directives: false };
        let split = split(&source.text);
        Package::group(vec![File::new(PathBuf::from(path), source, split, None)]).pop()
    });
    package.as_ref().map(|package| (*path, package))
}

/// Why nothing is known about an import.
pub(super) fn not_read(path: &str) -> Reason {
    Reason::new("unknown-import", format!("package \"{path}\" was not read"))
}

/// Whether a file takes part in some builds only, by its name or by a constraint above its package clause.
pub(in crate::go) fn is_constrained(file: &File) -> bool {
    let head = file.split.package.map_or(0, |package| package.start as usize);
    let head = &file.source.text[..head];
    let by_line = head.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("//go:build") || (line.starts_with("//") && line[2..].trim_start().starts_with("+build"))
    });
    let name = file.path.file_stem().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix("_test").unwrap_or(&name);
    let mut parts = name.split('_').skip(1);
    by_line || parts.any(|part| PLATFORMS.contains(&part))
}

/// Words in a file name that choose a system or processor, as `go help buildconstraint` and `go tool dist list` know them.
const PLATFORMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

impl<'p> At<'_, 'p> {
    /// What `name` is in the package with this path.
    pub(super) fn imported(self, path: &str, name: &str) -> Outcome<Operand> {
        match path {
            "C" => return Err(Reason::new("cgo", format!("`C.{name}` is a name of C"))),
            "unsafe" if name == "Pointer" => return Ok(Operand::Type(Type::Basic(Basic::UnsafePointer))),
            "unsafe" => {
                let builtin = builtins::name(&format!("unsafe.{name}")).map(Operand::Builtin);
                return builtin.ok_or_else(|| not_read(path));
            }
            _ => {}
        }
        let (path, package) = package(path).ok_or_else(|| not_read(path))?;
        let places = package.declarations(name);
        let place = places.first().ok_or_else(|| {
            Reason::new(
                "unknown-import",
                format!("`{name}` of package \"{path}\" is not among the names that are known"),
            )
        })?;
        At::in_package(self.facts, package, Some(path), *place)?.package_level(name, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declaration_of_the_table_is_read() {
        for path in table().keys() {
            let (_, package) = package(path).expect(path);
            for file in &package.files {
                for (index, decl) in file.split.decls.iter().enumerate() {
                    let parsed = file.parsed(index).unwrap();
                    assert!(!parsed.tree.root().is_broken(), "{path}: {}", decl.span.of(&file.source.text));
                }
            }
        }
    }
}
