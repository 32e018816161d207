//! The first look: which declarations hold the words that a rewrite needs. Bytes only, one pass for all rules.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::go::kind::Kind;
use crate::go::package::File;
use crate::go::split::DeclKind;
use crate::go::uses::word_spans;
use crate::rule::Rules;

/// All rewrites of a set of rules, and an automaton for their words.
pub struct Scanner {
    automaton: AhoCorasick,
    candidates: Vec<Candidate>,
}

/// A pattern of a rewrite of a rule, by their numbers.
pub struct Candidate {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the rewrite in the rule.
    pub rewrite: usize,
    /// Index of the pattern in the rewrite.
    pub pattern: usize,
    /// The kind of node that the pattern starts with.
    pub kind: Kind,
    /// The words that must be there, by number, as groups of alternatives.
    words: Vec<Vec<usize>>,
}

impl Scanner {
    /// A scanner for all rewrites of these rules.
    pub fn new(rules: &Rules) -> Scanner {
        let mut words: Vec<String> = Vec::new();
        let mut candidates = Vec::new();
        for (rule_index, rule) in rules.iter().enumerate() {
            for (rewrite_index, rewrite) in rule.rewrites.iter().enumerate() {
                for (index, pattern) in rewrite.patterns.iter().enumerate() {
                    let Some(root) = pattern.before.root_nodes().next() else { continue };
                    let mut number = |word: &String| match words.iter().position(|other| other == word) {
                        Some(at) => at,
                        None => {
                            words.push(word.clone());
                            words.len() - 1
                        }
                    };
                    let needed =
                        rewrite.words[index].iter().map(|group| group.iter().map(&mut number).collect()).collect();
                    candidates.push(Candidate {
                        rule: rule_index,
                        rewrite: rewrite_index,
                        pattern: index,
                        kind: root.kind(),
                        words: needed,
                    });
                }
            }
        }
        // Left to itself it saves memory for so many words, and takes longer over the text.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("a few hundred short words fit any automaton");
        Scanner { automaton, candidates }
    }

    /// For each declaration of a file the candidates whose words it holds, by number.
    pub fn scan(&self, file: &File) -> Vec<(usize, Vec<usize>)> {
        let text = &*file.source.text;
        let decls = &file.split.decls;
        let mut found: Vec<Vec<bool>> = Vec::new();
        let mut places: Vec<usize> = Vec::new();
        let mut decl = 0;
        for hit in self.automaton.find_overlapping_iter(text) {
            let at = hit.start() as u32;
            while decl < decls.len() && decls[decl].span.end <= at {
                decl += 1;
            }
            let Some(current) = decls.get(decl) else { break };
            if at < current.span.start || matches!(current.kind, DeclKind::Import | DeclKind::Other) {
                continue;
            }
            if places.last() != Some(&decl) {
                places.push(decl);
                found.push(vec![false; self.automaton.patterns_len()]);
            }
            if let Some(words) = found.last_mut() {
                words[hit.pattern().as_usize()] = true;
            }
        }
        let mut result = Vec::new();
        for (decl, present) in places.into_iter().zip(found) {
            let fits =
                |candidate: &Candidate| candidate.words.iter().all(|group| group.iter().any(|word| present[*word]));
            let fitting: Vec<usize> = (0..self.candidates.len()).filter(|at| fits(&self.candidates[*at])).collect();
            if !fitting.is_empty() {
                result.push((decl, fitting));
            }
        }
        result
    }

    /// The candidate with this number.
    pub fn candidate(&self, number: usize) -> &Candidate {
        &self.candidates[number]
    }
}

/// Whether a word, whole and not as a part of a longer name, stands in a text.
pub fn has_word(text: &str, word: &str) -> bool {
    word_spans(text, word).next().is_some()
}
