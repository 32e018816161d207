//! Making the chosen fixes, and checking what came out: it parses, nothing moved that was not ours, imports are settled.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::scan::has_word;
use crate::go::gofmt;
use crate::go::imports;
use crate::go::kind::{Field, Kind};
use crate::go::package::{File, Package};
use crate::go::scope::is_name;
use crate::go::source::Source;
use crate::go::split::{DeclKind, split};
use crate::go::uses::word_spans;
use crate::go::vet;
use crate::text::{Moves, Patch, Span};

/// What a file became.
pub struct Written {
    /// The file with its new text.
    pub file: File,
    /// How positions of the old text moved, step by step.
    pub moves: Vec<Moves>,
}

/// Why a file could not be written.
pub enum Fault {
    /// A declaration does not parse any more, or came or went.
    Broken,
    /// gofmt would break a line that it left whole before.
    Layout,
    /// `go vet` would complain of a condition or an assignment.
    Repeats,
    /// An import has no place, or takes a comment along.
    Imports,
}

/// Makes the edits of a patch in a file and settles its imports.
///
/// `packages` are the paths that the new text names; `declared` is how many declarations the edits add.
///
/// # Errors
/// What is wrong with the result.
pub fn write(
    package: &Package,
    index: usize,
    patch: &Patch,
    packages: &BTreeSet<&str>,
    declared: usize,
) -> Result<Written, Fault> {
    let old = &package.files[index];
    let mut moves = vec![patch.moves()];
    let mut file = with_text(old, patch.apply(&old.source.text));
    check(old, &file, patch, declared)?;
    let dropped = lost_their_last_use(package, old, &file, patch)?;
    let dropped: BTreeSet<&str> = dropped.iter().map(String::as_str).collect();
    let edits = imports::settle(&file.source.text, &file.split, packages, &dropped).ok_or(Fault::Imports)?;
    if !edits.is_empty() {
        let mut imported = Patch::default();
        imported.add_all(edits).map_err(|_| Fault::Imports)?;
        moves.push(imported.moves());
        let settled = with_text(&file, imported.apply(&file.source.text));
        let kinds = |file: &File| {
            file.split.decls.iter().filter(|d| d.kind != DeclKind::Import).map(|d| d.kind).collect::<Vec<_>>()
        };
        let is_imported = |path: &&str| settled.imports().any(|(_, other)| other == *path);
        let stays = |path: &&str| !dropped.contains(path);
        let complete = packages.iter().all(is_imported)
            && file.imports().map(|(_, path)| path).filter(stays).all(|path| is_imported(&path));
        if kinds(&settled) != kinds(&file) || settled.split.package.is_none() || !complete {
            return Err(Fault::Imports);
        }
        file = settled;
    }
    Ok(Written { file, moves })
}

fn with_text(old: &File, text: String) -> File {
    let source = Source { text: Arc::from(text), ..old.source.clone() };
    let split = split(&source.text);
    File::new(old.path.clone(), source, split, old.version)
}

/// The top-level declarations are the same, in the same order, with `declared` new ones, and every one that is new or was
/// touched parses.
fn check(old: &File, new: &File, patch: &Patch, declared: usize) -> Result<(), Fault> {
    if new.split.decls.len() != old.split.decls.len() + declared {
        return Err(Fault::Broken);
    }
    let parses = |decl: usize| new.parsed(decl).is_ok_and(|parsed| !parsed.tree.root().is_broken());
    let mut left = 0..old.split.decls.len();
    let mut wanted = left.next();
    for decl in 0..new.split.decls.len() {
        let found = wanted.filter(|wanted| same_names(old, *wanted, new, decl));
        let touched = found.filter(|found| is_touched(patch, old.decl(*found).span));
        if (found.is_none() || touched.is_some()) && !parses(decl) {
            return Err(Fault::Broken);
        }
        let overlong =
            |file: &File, decl| file.parsed(decl).map_or(0, |parsed| gofmt::overlong_bodies(parsed.tree.root()));
        if touched.is_some_and(|found| overlong(new, decl) > overlong(old, found)) {
            return Err(Fault::Layout);
        }
        if touched.is_some_and(|found| moves_comment(old, found, new, decl)) {
            return Err(Fault::Layout);
        }
        let repeats = |file: &File, decl| file.parsed(decl).map_or(0, |parsed| vet::repetitions(parsed.tree.root()));
        if touched.is_some_and(|found| repeats(new, decl) > repeats(old, found)) {
            return Err(Fault::Repeats);
        }
        if found.is_some() {
            wanted = left.next();
        }
    }
    if wanted.is_none() { Ok(()) } else { Err(Fault::Broken) }
}

/// Whether the comment behind a declaration of one line moves that gofmt lines up with one on a line beside it.
fn moves_comment(old: &File, before: usize, new: &File, after: usize) -> bool {
    let last_line = |file: &File, decl: usize| {
        let end = file.decl(decl).span.end as usize;
        (file.source.text[..end].rfind('\n').map_or(0, |at| at + 1), end)
    };
    let text = &*new.source.text;
    let ((old_start, old_end), (start, end)) = (last_line(old, before), last_line(new, after));
    let has_comment = |line: &str| !line.trim_start().starts_with('/') && (line.contains("//") || line.contains("/*"));
    let is_moved = text[end..].trim_start_matches([' ', '\t']).starts_with('/')
        && text[start..end].chars().count() != old.source.text[old_start..old_end].chars().count();
    let (above, below) = (text[..start].lines().next_back(), text[end..].lines().nth(1));
    is_moved && [above, below].into_iter().flatten().any(has_comment)
}

/// Whether two declarations are of the same kind and declare the same names.
fn same_names(old: &File, decl: usize, new: &File, other: usize) -> bool {
    let (decl, other) = (old.decl(decl), new.decl(other));
    let (before, after) = (&*old.source.text, &*new.source.text);
    let before = decl.names.iter().map(|name| name.of(before));
    decl.kind == other.kind && before.eq(other.names.iter().map(|name| name.of(after)))
}

/// Whether an edit of the patch lies in the span.
fn is_touched(patch: &Patch, span: Span) -> bool {
    let edits = patch.edits();
    let first = edits.partition_point(|edit| edit.span.start < span.start);
    edits[first..].iter().take_while(|edit| edit.span.start <= span.end).any(|edit| span.covers(edit.span))
}

/// The imports whose name stood in replaced text and is used nowhere any more.
///
/// # Errors
/// When that depends on what a package calls itself, and it cannot be read: its name may be in use.
fn lost_their_last_use(package: &Package, old: &File, new: &File, patch: &Patch) -> Result<Vec<String>, Fault> {
    let text = &*new.source.text;
    let mut lost = Vec::new();
    for import in &new.split.imports {
        let path = import.path.of(text).trim_matches(['"', '`']);
        let known = import.name.map(|name| name.of(text)).or_else(|| package.import_name(path));
        let name = known.unwrap_or_else(|| imports::name_of(text, import));
        let stood = || patch.edits().iter().any(|edit| has_word(edit.span.of(&old.source.text), name));
        if matches!(name, "_" | ".") || !stood() || is_used(new, name) {
            continue;
        }
        if known.is_none() {
            return Err(Fault::Imports);
        }
        lost.push(path.to_string());
    }
    Ok(lost)
}

/// Whether a name that no block declares qualifies something in the file.
fn is_used(file: &File, name: &str) -> bool {
    let text = &*file.source.text;
    let mut looked = HashMap::new();
    word_spans(text, name).any(|at| {
        let decl = file.decl_around(at);
        let Some(decl) = decl.filter(|decl| file.decl(*decl).kind != DeclKind::Import) else { return false };
        *looked.entry(decl).or_insert_with(|| {
            // What does not parse may well use it.
            file.parsed(decl).map_or(true, |parsed| {
                parsed.tree.root().is_broken()
                    || parsed.tree.root().subtree().any(|node| {
                        is_name(node)
                            && node.text() == name
                            && (node.field() == Field::Operand || node.is(Kind::PackageIdentifier))
                            && parsed.scopes().local(node).is_none()
                    })
            })
        })
    })
}
