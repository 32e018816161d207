//! Which Go files the paths of the user mean, and what was passed by and why.
//!
//! Looks at names and kinds only, never into a Go file; tests are found too, since the configuration of their folder decides about them.
//! The `ignore` crate has a walker, but it passes ignored files by without a word, and ours owes a reason for each.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;

use super::args::Args;
use super::complain::shown;
use super::names::Names;
use crate::fix::outcome::{Fault, Reason, Skipped, Trouble};

/// What was found. Paths are absolute and without links; lists are sorted.
#[derive(Debug, Default)]
pub struct Found {
    /// The Go files.
    pub files: BTreeSet<PathBuf>,
    /// Those of them that the user named one by one.
    pub named: BTreeSet<PathBuf>,
    /// The folders that the user named.
    pub folders: Vec<PathBuf>,
    /// What was passed by.
    pub skipped: Vec<Skipped>,
    /// What of that the user named, but is never changed.
    pub refused: Vec<Skipped>,
    /// Paths that are not there or could not be read.
    pub troubles: Vec<Trouble>,
    /// Whether a path that the user named is among those.
    pub is_missing: bool,
}

/// Looks for the Go files at and below `paths`, which may be relative to the current folder. Tells `names` how they were typed.
pub fn walk(paths: &[PathBuf], names: &mut Names) -> Found {
    let mut found = Found::default();
    let mut links = BTreeSet::new();
    for typed in paths {
        let (real, meta) = match fs::canonicalize(typed).and_then(|real| fs::metadata(&real).map(|meta| (real, meta))) {
            Ok(found) => found,
            Err(error) => {
                found.troubles.push(missing(typed, &error));
                found.is_missing = true;
                continue;
            }
        };
        let is_link = fs::symlink_metadata(typed).is_ok_and(|meta| meta.is_symlink());
        if meta.is_dir() || !is_link {
            names.call(&real, typed);
        }
        if !meta.is_dir() && !is_go(&real) {
            found.skipped.push(skip(&real, "not-go", "it is no Go file"));
        } else if !meta.is_dir() && !meta.is_file() {
            found.skipped.push(skip(&real, "not-a-file", "it is a pipe or a device; use `-` for standard input"));
        } else if let Some(refused) = not_ours(&real, meta.is_dir()) {
            found.refused.push(refused);
        } else if meta.is_dir() {
            below(&real, &mut found, &mut links);
            found.folders.push(real);
        } else {
            found.named.insert(real.clone());
            found.files.insert(real);
        }
    }
    // A file that another folder links to is part of two packages, and what is right in one may be wrong in the other.
    for (target, link) in links {
        if !found.named.contains(&target) && found.files.remove(&target) {
            let text = format!("`{}` is a link to it, so it may belong to two packages", shown(&names.show(&link)));
            found.skipped.push(skip(&target, "linked", &text));
        }
    }
    found.skipped.extend(found.refused.iter().cloned());
    let named = &found.named;
    found.skipped.retain(|skipped| !named.contains(&skipped.path));
    found.skipped.sort();
    found.skipped.dedup();
    found
}

/// Whether the name is that of a test file.
pub fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().ends_with(b"_test.go"))
}

/// Whether the name is that of a Go file.
pub fn is_go(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "go")
}

/// Something passed by.
pub fn skip(path: &Path, code: &str, text: &str) -> Skipped {
    Skipped { path: path.to_owned(), reason: Reason { code: code.to_owned(), text: text.to_owned() }, part: None }
}

/// The patterns that hold in a folder, nearest first.
struct Patterns {
    own: Gitignore,
    above: Option<Arc<Patterns>>,
}

/// A folder to look into.
struct Pending {
    path: PathBuf,
    patterns: Option<Arc<Patterns>>,
}

/// What one folder holds.
#[derive(Default)]
struct Seen {
    files: Vec<PathBuf>,
    skipped: Vec<Skipped>,
    troubles: Vec<Trouble>,
    links: Vec<(PathBuf, PathBuf)>,
    folders: Vec<Pending>,
}

/// Walks level by level, so that no depth of folders can overflow the stack and the result is the same for any number of threads.
fn below(root: &Path, found: &mut Found, links: &mut BTreeSet<(PathBuf, PathBuf)>) {
    let mut level = vec![Pending { path: root.to_owned(), patterns: patterns_above(root) }];
    while !level.is_empty() {
        let seen: Vec<Seen> = level.par_iter().map(|folder| look(folder, root)).collect();
        level = Vec::new();
        for one in seen {
            found.files.extend(one.files);
            found.skipped.extend(one.skipped);
            found.troubles.extend(one.troubles);
            links.extend(one.links);
            level.extend(one.folders);
        }
    }
}

fn look(folder: &Pending, root: &Path) -> Seen {
    let mut seen = Seen::default();
    let unreadable = |error: io::Error| Trouble {
        fault: Fault::World,
        path: folder.path.clone(),
        message: format!("cannot read the folder: {error}"),
        help: String::new(),
    };
    let entries = match fs::read_dir(&folder.path) {
        Ok(entries) => entries,
        Err(error) => {
            seen.troubles.push(unreadable(error));
            return seen;
        }
    };
    let patterns = patterns_of(&folder.path, folder.patterns.clone());
    for entry in entries {
        let (entry, kind) = match entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind))) {
            Ok(found) => found,
            Err(error) => {
                seen.troubles.push(unreadable(error));
                continue;
            }
        };
        let (path, name) = (entry.path(), entry.file_name());
        if name == ".git" || !(kind.is_dir() || is_go(&path) || kind.is_symlink()) {
            continue;
        }
        let by_name = by_name(name.as_encoded_bytes(), kind.is_dir());
        if kind.is_symlink() {
            if by_name.is_none() {
                link(path, root, &mut seen);
            }
        } else if let Some((code, text)) = by_name {
            seen.skipped.push(skip(&path, code, text));
        } else if let Some(text) = ignored(patterns.as_deref(), &path, kind.is_dir()) {
            seen.skipped.push(skip(&path, "gitignore", &text));
        } else if kind.is_dir() {
            seen.folders.push(Pending { path, patterns: patterns.clone() });
        } else if kind.is_file() {
            seen.files.push(path);
        } else {
            seen.skipped.push(skip(&path, "not-a-file", "it is a pipe or a device"));
        }
    }
    seen
}

/// What the Go toolchain passes by because of its name, and `vendor`, which is somebody else's code.
fn by_name(name: &[u8], is_folder: bool) -> Option<(&'static str, &'static str)> {
    match (name, is_folder) {
        (b"vendor", true) => Some(("vendor", "it holds copies of other modules")),
        (b"testdata", true) => Some(("testdata", "it holds data of tests")),
        ([b'_', ..], true) => Some(("underscore", "folders that start with `_` are passed by, as by the Go toolchain")),
        ([b'.', ..], true) => Some(("hidden", "folders that start with `.` are passed by, as by the Go toolchain")),
        ([b'_', ..], false) => Some(("underscore", "files that start with `_` are passed by, as by the Go toolchain")),
        ([b'.', ..], false) => Some(("hidden", "files that start with `.` are passed by, as by the Go toolchain")),
        _ => None,
    }
}

/// Why a path is never changed, even where it is named: it is, or lies in, a folder `vendor` or `testdata` of its repository, or else
/// of the outermost module around it. What folders further up are called says nothing.
pub fn not_ours(path: &Path, is_folder: bool) -> Option<Skipped> {
    let around: Vec<&Path> = path.ancestors().skip(usize::from(!is_folder)).collect();
    let repository = around.iter().position(|folder| folder.join(".git").exists());
    let top = repository.or_else(|| around.iter().rposition(|folder| folder.join("go.mod").is_file()));
    around[..top.unwrap_or(around.len())].iter().find_map(|folder| {
        let (code, text) = match folder.file_name()?.to_str()? {
            "vendor" => ("vendor", "what lies in `vendor` is copied from other modules, and never changed"),
            "testdata" => ("testdata", "what lies in `testdata` is data of tests, and never changed"),
            _ => return None,
        };
        Some(skip(path, code, text))
    })
}

/// Links are not followed: what they lead to inside the tree is found in its own place, and the rest was not asked for.
fn link(path: PathBuf, root: &Path, seen: &mut Seen) {
    let go = is_go(&path);
    let target = match fs::canonicalize(&path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if go {
                seen.skipped.push(skip(&path, "broken-symlink", "it is a link to nothing"));
            }
            return;
        }
        // Here the system has given up on a circle of links, or may not look where the link leads.
        Err(error) => {
            seen.skipped.push(skip(&path, "symlink-loop", &format!("the link cannot be followed: {error}")));
            return;
        }
    };
    let is_folder = target.is_dir();
    if !is_folder && !go {
        return;
    }
    if is_folder && path.starts_with(&target) {
        seen.skipped.push(skip(&path, "symlink-loop", "it is a link to a folder that it is in"));
    } else if !target.starts_with(root) {
        seen.skipped.push(skip(&path, "symlink-out-of-tree", "it is a link that leads out of the folder given"));
    } else {
        seen.skipped.push(skip(&path, "symlink", "it is a link; what it leads to is looked at in its own place"));
        if !is_folder {
            seen.links.push((target, path));
        }
    }
}

fn missing(typed: &Path, error: &io::Error) -> Trouble {
    let commands = Args::command();
    let commands = commands.get_subcommands().map(clap::Command::get_name);
    let word = typed.to_str().unwrap_or_default();
    let (message, help) = match error.kind() {
        io::ErrorKind::NotFound => {
            let near = super::complain::close(word, commands);
            let help = near.first().map_or(String::new(), |near| format!("did you mean the command `{near}`?"));
            ("no such file or folder".to_owned(), help)
        }
        _ => (format!("cannot read it: {error}"), String::new()),
    };
    Trouble { fault: Fault::World, path: typed.to_owned(), message, help }
}

/// The patterns that hold in `root` from above it: those of the repository it is in, and the user's own.
fn patterns_above(root: &Path) -> Option<Arc<Patterns>> {
    let folders: Vec<&Path> = root.ancestors().collect();
    let top = folders.iter().position(|folder| folder.join(".git").exists())?;
    // The folder itself is left out: its patterns come when it is looked into.
    folders[..=top].iter().skip(1).rev().fold(None, |patterns, folder| patterns_of(folder, patterns))
}

/// The patterns that hold in a folder: its own above those that hold around it. A repository starts anew.
fn patterns_of(folder: &Path, around: Option<Arc<Patterns>>) -> Option<Arc<Patterns>> {
    let mut patterns = around;
    if folder.join(".git").exists() {
        let (global, _) = GitignoreBuilder::new(folder).build_global();
        patterns = layer(global, None);
        let mut exclude = GitignoreBuilder::new(folder);
        // Patterns that cannot be read are passed over one by one, as git does; hence the errors are of no interest.
        let _ = exclude.add(folder.join(".git/info/exclude"));
        patterns = layer(exclude.build().unwrap_or_else(|_| Gitignore::empty()), patterns);
    }
    let file = folder.join(".gitignore");
    if file.is_file() { layer(Gitignore::new(file).0, patterns) } else { patterns }
}

fn layer(own: Gitignore, above: Option<Arc<Patterns>>) -> Option<Arc<Patterns>> {
    if own.is_empty() { above } else { Some(Arc::new(Patterns { own, above })) }
}

/// The pattern by which git would ignore the path, in words.
fn ignored(patterns: Option<&Patterns>, path: &Path, is_folder: bool) -> Option<String> {
    let mut next = patterns;
    while let Some(patterns) = next {
        match patterns.own.matched(path, is_folder) {
            Match::Ignore(glob) => return Some(format!("`{}` in a .gitignore file names it", glob.original())),
            Match::Whitelist(_) => return None,
            Match::None => next = patterns.above.as_deref(),
        }
    }
    None
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
