//! Which fixes are made together: all those that exclude none that comes before them.
//!
//! Two fixes exclude each other when they write the same place, or when one writes what the proof of the other rests on.
//! Each may be sound alone and both together wrong: only what was read shows it.

use std::collections::{BTreeSet, HashMap};

use super::judge::Fix;
use crate::go::facts::Read;
use crate::text::{Edit, Patch};

/// Fixes that are made together, as one patch for each file.
#[derive(Default)]
pub struct Chosen {
    /// The patch of each file, by its index in the package.
    pub patches: HashMap<usize, Patch>,
    taken: Vec<Taken>,
}

struct Taken {
    number: usize,
    writes: Vec<Write>,
    reads: Vec<Read>,
}

/// An edit, and the words that it takes away or brings.
struct Write {
    file: usize,
    edit: Edit,
    words: BTreeSet<String>,
}

impl Chosen {
    /// Takes a fix, or says which fix taken before excludes it. `texts` are the texts of the files of the package.
    ///
    /// # Errors
    /// The number under which the excluding fix was taken.
    pub fn take(&mut self, number: usize, fix: &Fix, texts: &[&str]) -> Result<(), usize> {
        let writes: Vec<Write> = fix
            .edits
            .iter()
            .map(|(file, edit)| Write { file: *file, edit: edit.clone(), words: words_of(edit, texts[*file]) })
            .collect();
        let excluded = |taken: &&Taken| {
            disturbs(&taken.writes, &fix.reads, &writes) || disturbs(&writes, &taken.reads, &taken.writes)
        };
        if let Some(taken) = self.taken.iter().find(excluded) {
            return Err(taken.number);
        }
        // All or none: the patches are changed only if every file takes its edits.
        let mut changed: HashMap<usize, Patch> = HashMap::new();
        let mut by_file: HashMap<usize, Vec<Edit>> = HashMap::new();
        for (file, edit) in &fix.edits {
            by_file.entry(*file).or_default().push(edit.clone());
        }
        for (file, edits) in by_file {
            let mut patch = self.patches.get(&file).cloned().unwrap_or_default();
            if let Err(clash) = patch.add_all(edits) {
                let owner = self
                    .taken
                    .iter()
                    .find(|taken| taken.writes.iter().any(|write| write.file == file && write.edit == clash.existing));
                return Err(owner.map_or(number, |taken| taken.number));
            }
            changed.insert(file, patch);
        }
        self.patches.extend(changed);
        self.taken.push(Taken { number, writes, reads: fix.reads.clone() });
        Ok(())
    }
}

/// Whether one of the writes lies in something that was read, and matters there. What both fixes write alike, such as
/// the same insertion, is no disturbance.
fn disturbs(writes: &[Write], reads: &[Read], own: &[Write]) -> bool {
    writes.iter().any(|write| {
        let shared = own.iter().any(|other| other.file == write.file && other.edit == write.edit);
        !shared
            && reads.iter().any(|read| {
                let inside = read.span.touches(write.edit.span) || read.span.covers(write.edit.span);
                read.file == write.file
                    && inside
                    && read.words.as_ref().is_none_or(|words| words.iter().any(|word| write.words.contains(word)))
            })
    })
}

/// The words of the text that an edit takes away and of the text that it brings.
fn words_of(edit: &Edit, text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let words = |text: &str| {
        text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_string).collect::<Vec<_>>()
    };
    words(edit.span.of(text)).into_iter().chain(words(&edit.text)).collect()
}
