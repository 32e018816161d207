//! Reading a package for what it declares: which files, and what it is called.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError};

use super::resolve::{Found, is_test};
use super::{Reads, Shared};
use crate::go::answer::Reason;
use crate::go::constraint::{Applies, Builds, Constraint, constraint};
use crate::go::lex::{Lexer, TokenKind};
use crate::go::package::{File, Package};
use crate::go::presence::Presence;
use crate::go::source::Source;
use crate::go::split::split;

/// A folder, the path that its types go by, the build, and whether its tests belong to it.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Key {
    folder: PathBuf,
    path: Arc<str>,
    builds: Builds,
    tests: bool,
}

/// A package that is read at most once.
pub(super) type Cell = OnceLock<Result<Arc<Package>, Reason>>;

/// The package in a folder.
pub(super) fn package(
    shared: &Shared,
    found: &Found,
    path: &str,
    builds: Builds,
    tests: bool,
) -> Result<Arc<Package>, Reason> {
    let key = Key { folder: found.folder.clone(), path: path.into(), builds, tests };
    let cell = match shared.packages.get(&key) {
        Some(known) => known,
        None => shared.packages.insert(key, Box::default()),
    };
    cell.get_or_init(|| {
        read(shared, found, builds, tests)
            .map(|mut package| {
                package.path = Some(path.into());
                package.of_std = found.is_std;
                package.builds = builds;
                Arc::new(package)
            })
            .map_err(|why| Reason::new("unknown-import", format!("package \"{path}\" is not known: {why}")))
    })
    .clone()
}

fn read(shared: &Shared, found: &Found, builds: Builds, tests: bool) -> Result<Package, String> {
    let mut files: Vec<(File, Applies)> = Vec::new();
    let mut reads = Reads { packages: 1, ..Reads::default() };
    for path in found.files.iter().filter(|path| tests || !is_test(path)) {
        let bytes = shared.files.read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        reads += Reads { packages: 0, files: 1, bytes: bytes.len() };
        let source = Source::read(bytes).map_err(|error| format!("{} is {error}", path.display()))?;
        let constraint = constraint_of(path, &source.text);
        if !Presence::of(constraint.clone(), builds).is_built() {
            continue;
        }
        let text = declarations(&source.text);
        let split = split(&text);
        let source = Source { text: text.into(), ..source };
        if split.package.is_some() {
            files.push((File::new(path.clone(), source, split, None), constraint.applies()));
        }
    }
    // Once for each package, so that a lock does no harm.
    *shared.reads.lock().unwrap_or_else(PoisonError::into_inner) += reads;
    // Programs and documentation that no build takes in may stand in any folder.
    let clause = |file: &File| file.split.package.map_or("", |name| name.of(&file.source.text)).to_owned();
    let names = |all: bool| -> BTreeSet<String> {
        let counted = files.iter().filter(|(_, applies)| all || *applies != Applies::Never);
        let beside = |name: &String| name == "documentation" || (tests && name.ends_with("_test"));
        counted.map(|(file, _)| clause(file)).filter(|name| !beside(name)).collect()
    };
    let built = names(false);
    let names = if built.is_empty() { names(true) } else { built };
    let name = match &names.iter().collect::<Vec<_>>()[..] {
        [] => return Err(format!("{} holds no Go files for this build", found.folder.display())),
        [name] => (*name).clone(),
        [a, b, ..] => return Err(format!("{} holds both `{a}` and `{b}`", found.folder.display())),
    };
    let files = files.into_iter().map(|(file, _)| file).filter(|file| clause(file) == name).collect();
    Ok(Package::of(name, files))
}

/// A file without the bodies of its functions and the comments between its declarations, which have no say in what it
/// declares and are most of the text: it is kept as long as the run lasts.
fn declarations(text: &str) -> String {
    let split = split(text);
    let Some(clause) = split.package else { return String::new() };
    let mut kept = String::from(&text[..clause.end as usize]);
    for decl in &split.decls {
        kept.push('\n');
        match decl.body {
            Some(body) => {
                kept.push_str(&text[decl.span.start as usize..body.start as usize]);
                kept.push_str("{}");
            }
            None => kept.push_str(decl.span.of(text)),
        }
    }
    kept.push('\n');
    kept
}

/// The name in the clauses of a package, from the first file that says it.
pub(super) fn name(shared: &Shared, found: &Found, builds: Builds) -> Option<String> {
    let mut by_hand = None;
    for path in found.files.iter().filter(|path| !is_test(path)) {
        let Ok(bytes) = shared.files.read(path) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let constraint = constraint_of(path, &text);
        let Some(clause) = clause(&text).filter(|name| name != "documentation") else { continue };
        match constraint.applies() {
            _ if !Presence::of(constraint.clone(), builds).is_built() => {}
            Applies::Never => {
                by_hand.get_or_insert(clause);
            }
            _ => return Some(clause),
        }
    }
    by_hand
}

/// The name in the package clause of a text, without a look at what follows.
fn clause(text: &str) -> Option<String> {
    let mut tokens = Lexer::new(text).filter(|token| !matches!(token.kind, TokenKind::Comment | TokenKind::Newline));
    let keyword = tokens.next()?;
    let name = tokens.next().filter(|name| name.kind == TokenKind::Identifier)?;
    (keyword.span.of(text) == "package").then(|| name.span.of(text).to_owned())
}

fn constraint_of(path: &Path, text: &str) -> Constraint {
    constraint(&path.file_name().unwrap_or_default().to_string_lossy(), text)
}
