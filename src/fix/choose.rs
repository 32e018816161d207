//! Which fixes are made together: all those that exclude none that comes before them.
//!
//! Two fixes exclude each other when they write the same place, or when one writes what the proof of the other rests on.
//! Each may be sound alone and both together wrong: only what was read shows it.

use std::collections::{BTreeSet, HashMap};

use super::judge::Fix;
use crate::go::facts::Read;
use crate::text::{Edit, Patch, Spans};

/// Fixes that are made together, as one patch for each file.
#[derive(Default)]
pub struct Chosen {
    /// The patch of each file, by its index in the package.
    pub patches: HashMap<usize, Patch>,
    taken: Vec<Taken>,
    /// Everything that is written: the fix, by its place in `taken`, and the place in its edits.
    writes: Vec<(usize, usize)>,
    written: Places,
    /// Everything that was read, likewise.
    reads: Vec<(usize, usize)>,
    read: Places,
}

struct Taken {
    number: usize,
    edits: Vec<(usize, Edit)>,
    reads: Vec<Read>,
}

/// Where something is written or read, so that a fix is compared with those near it only: a file may have a hundred
/// thousand of them.
#[derive(Default)]
struct Places {
    /// By file. A read is here if it is not about words.
    whole: HashMap<usize, Spans>,
    /// By word and file.
    words: HashMap<String, HashMap<usize, Spans>>,
}

impl Chosen {
    /// Takes a fix, or says which fix taken before excludes it. `texts` are the texts of the files of the package.
    ///
    /// # Errors
    /// The number under which the excluding fix was taken.
    pub fn take(&mut self, number: usize, fix: &Fix, texts: &[&str]) -> Result<(), usize> {
        let words: Vec<BTreeSet<String>> = fix.edits.iter().map(|(file, edit)| words_of(edit, texts[*file])).collect();
        let excluding = [self.writer_of_what_is_read(fix), self.reader_of_what_is_written(fix, &words)];
        if let Some(taken) = excluding.into_iter().flatten().min() {
            return Err(self.taken[taken].number);
        }
        let mut by_file: HashMap<usize, Vec<Edit>> = HashMap::new();
        for (file, edit) in &fix.edits {
            by_file.entry(*file).or_default().push(edit.clone());
        }
        // All or none: the patches are changed only if every file takes its edits.
        for (file, edits) in &by_file {
            if let Err(clash) = self.patches.entry(*file).or_default().check(edits.clone()) {
                let owner = self.writes.iter().find(|(taken, edit)| {
                    let (other, edit) = &self.taken[*taken].edits[*edit];
                    other == file && *edit == clash.existing
                });
                return Err(owner.map_or(number, |(taken, _)| self.taken[*taken].number));
            }
        }
        for (file, edits) in by_file {
            let added = self.patches.entry(file).or_default().add_all(edits);
            debug_assert!(added.is_ok(), "it was checked above");
        }
        self.note(number, fix, &words);
        Ok(())
    }

    fn note(&mut self, number: usize, fix: &Fix, words: &[BTreeSet<String>]) {
        let taken = self.taken.len();
        for (index, ((file, edit), words)) in fix.edits.iter().zip(words).enumerate() {
            let at = self.writes.len();
            self.writes.push((taken, index));
            self.written.whole.entry(*file).or_default().add(edit.span, at);
            for word in words {
                self.written.of_word(word, *file).add(edit.span, at);
            }
        }
        for (index, read) in fix.reads.iter().enumerate() {
            let at = self.reads.len();
            self.reads.push((taken, index));
            match &read.words {
                None => self.read.whole.entry(read.file).or_default().add(read.span, at),
                Some(words) => words.iter().for_each(|word| self.read.of_word(word, read.file).add(read.span, at)),
            }
        }
        self.taken.push(Taken { number, edits: fix.edits.clone(), reads: fix.reads.clone() });
    }

    /// The fix that writes what the proof of this one rests on. What both write alike, such as the same insertion, is no
    /// disturbance.
    fn writer_of_what_is_read(&self, fix: &Fix) -> Option<usize> {
        let disturbing = |read: &Read, at: usize| {
            let (taken, edit) = self.writes[at];
            let write = &self.taken[taken].edits[edit];
            disturbs(&write.1, read) && !fix.edits.contains(write)
        };
        let writers = fix.reads.iter().flat_map(|read| {
            let near: Vec<&Spans> = match &read.words {
                None => self.written.whole.get(&read.file).into_iter().collect(),
                Some(words) => words.iter().filter_map(|word| self.written.words.get(word)?.get(&read.file)).collect(),
            };
            near.into_iter().filter_map(move |spans| spans.find(read.span, |at| disturbing(read, at)))
        });
        writers.map(|at| self.writes[at].0).min()
    }

    /// The fix whose proof rests on what this one writes.
    fn reader_of_what_is_written(&self, fix: &Fix, words: &[BTreeSet<String>]) -> Option<usize> {
        let disturbed = |write: &(usize, Edit), at: usize| {
            let (taken, read) = self.reads[at];
            disturbs(&write.1, &self.taken[taken].reads[read]) && !self.taken[taken].edits.contains(write)
        };
        let readers = fix.edits.iter().zip(words).flat_map(|(write, words)| {
            let of_words = words.iter().filter_map(|word| self.read.words.get(word)?.get(&write.0));
            let near = self.read.whole.get(&write.0).into_iter().chain(of_words);
            near.filter_map(move |spans| spans.find(write.1.span, |at| disturbed(write, at)))
        });
        readers.map(|at| self.reads[at].0).min()
    }
}

impl Places {
    fn of_word(&mut self, word: &str, file: usize) -> &mut Spans {
        if !self.words.contains_key(word) {
            self.words.insert(word.to_string(), HashMap::new());
        }
        self.words.get_mut(word).expect("it was put there above").entry(file).or_default()
    }
}

/// Whether an edit lies in what was read of the same file.
fn disturbs(edit: &Edit, read: &Read) -> bool {
    read.span.touches(edit.span) || read.span.covers(edit.span)
}

/// The words of the text that an edit takes away and of the text that it brings.
fn words_of(edit: &Edit, text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let words = |text: &str| {
        text.split(|c| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_string).collect::<Vec<_>>()
    };
    words(edit.span.of(text)).into_iter().chain(words(&edit.text)).collect()
}
