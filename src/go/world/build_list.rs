//! Which version of each module a build takes: minimal version selection over the `go.mod` files that are needed for it.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::semver::compare;
use super::{Around, Shared, joined};
use crate::go::module::{Module, ModuleVersion, Replace, module};
use crate::go::version::Version;

/// Since this version a `go.mod` names every module that its packages need.
const LISTS_ALL: Version = Version { major: 1, minor: 17 };

/// The `replace` lines that count, each with the folder that its paths start from; earlier ones win.
pub(super) struct Replacements(pub Vec<(PathBuf, Replace)>);

impl Replacements {
    fn of(&self, module: &ModuleVersion) -> Option<&(PathBuf, Replace)> {
        let fits = |exact: bool| {
            self.0.iter().find(|(_, line)| {
                line.old == module.path
                    && match &line.old_version {
                        Some(version) => exact && *version == module.version,
                        None => !exact,
                    }
            })
        };
        fits(true).or_else(|| fits(false))
    }

    /// The folder that holds a module's source, if there is a place for it, and the module as people know it.
    pub fn folder(&self, wanted: &ModuleVersion, cache: Option<&Path>) -> (Option<PathBuf>, String) {
        let cached = |path: &str, version: &str| {
            let folder = cache.map(|cache| cache.join(format!("{}@{}", escaped(path), escaped(version))));
            (folder, format!("{path}@{version}"))
        };
        match self.of(wanted) {
            None => cached(&wanted.path, &wanted.version),
            Some((_, Replace { new, new_version: Some(version), .. })) => cached(new, version),
            Some((base, Replace { new, .. })) => (Some(joined(base, new)), format!("{} in {new}", wanted.path)),
        }
    }

    /// Where a module's `go.mod` is.
    fn go_mod(&self, wanted: &ModuleVersion, cache: Option<&Path>) -> Option<PathBuf> {
        let cached = |path: &str, version: &str| {
            let file = format!("cache/download/{}/@v/{}.mod", escaped(path), escaped(version));
            cache.map(|cache| cache.join(file))
        };
        match self.of(wanted) {
            None => cached(&wanted.path, &wanted.version),
            Some((_, Replace { new, new_version: Some(version), .. })) => cached(new, version),
            Some((base, Replace { new, .. })) => Some(joined(base, new).join("go.mod")),
        }
    }
}

/// A path or version as the module cache writes it: for file systems that do not tell letters by their case.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(char.to_ascii_lowercase());
    }
    out
}

/// The version of each module that a build of `mains` takes, `mains` themselves left out. A `go.mod` that cannot be read
/// costs what it alone asks for.
pub(super) fn selected(shared: &Shared, mains: &[Arc<Around>], replaced: &Replacements) -> BTreeMap<String, String> {
    let own: HashSet<&str> = mains.iter().map(|main| main.module.path.as_str()).collect();
    let excluded: HashSet<&ModuleVersion> = mains.iter().flat_map(|main| &main.module.exclude).collect();
    let mut chosen: BTreeMap<String, String> = BTreeMap::new();
    let mut seen: HashSet<ModuleVersion> = HashSet::new();
    let mut open: Vec<(ModuleVersion, Reach)> = Vec::new();
    for main in mains {
        let reach = match (main.module.go < LISTS_ALL, mains.len()) {
            (true, _) => Reach::All,
            (false, 1) => Reach::Itself,
            // Each of several lists what it needs itself; together they may need more of what they share.
            (false, _) => Reach::Next,
        };
        open.extend(main.module.require.iter().map(|line| (line.module.clone(), reach)));
    }
    while let Some((module, reach)) = open.pop() {
        if own.contains(&*module.path) || excluded.contains(&module) || !seen.insert(module.clone()) {
            continue;
        }
        let version = chosen.entry(module.path.clone()).or_default();
        if compare(version, &module.version).is_lt() {
            version.clone_from(&module.version);
        }
        let further = match reach {
            Reach::Itself => continue,
            Reach::Next => Reach::Itself,
            Reach::All => Reach::All,
        };
        if let Some(needs) = read(shared, &module, replaced) {
            open.extend(needs.require.into_iter().map(|line| (line.module, further)));
        }
    }
    chosen
}

/// How far the requirements of a requirement count.
#[derive(Clone, Copy)]
enum Reach {
    Itself,
    Next,
    All,
}

fn read(shared: &Shared, wanted: &ModuleVersion, replaced: &Replacements) -> Option<Module> {
    let path = replaced.go_mod(wanted, shared.places.mod_cache.as_deref())?;
    let bytes = shared.files.read(&path).ok()?;
    Some(module(&String::from_utf8_lossy(&bytes)))
}
