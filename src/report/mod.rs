//! Floor 4: one file per output format, each a function of the outcome.
//!
//! Nothing here reads, writes or decides: what is in a report was settled before, and who prints it, and where, is the
//! caller's business. Formats do not know of each other; what they share stands in this file.

pub mod benchmarks;
mod change;
pub mod diff;
pub mod json;
mod proof;
pub mod statistics;
pub mod text;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, Path};

use crate::fix::outcome::{Fate, Finding, Level, Outcome, Reason};

/// A path as reports show it: separated by `/` on every system, and with U+FFFD where it is not Unicode.
pub fn path_text(path: &Path) -> String {
    let text = path.to_string_lossy();
    // A backslash in a name is an ordinary character where it is not the separator.
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}

/// The same for git, which takes a path for bytes: what is not Unicode stays what it is.
pub fn path_bytes(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if char::from(*byte) == MAIN_SEPARATOR { b'/' } else { *byte }).collect()
}

/// Why a finding was not applied, in the form that kept ones have it; `None` for one that was.
fn reason(finding: &Finding) -> Option<Reason> {
    let (code, text) = match &finding.fate {
        Fate::Applied => return None,
        Fate::Offered if finding.remark.is_some() => return finding.remark.clone(),
        Fate::Kept(reason) | Fate::Undone(reason) => return Some(reason.clone()),
        Fate::Offered => match finding.level {
            Level::Safe => ("not-asked-for", "it was not asked for".to_owned()),
            Level::Unsafe => ("unsafe", "only `--unsafe` applies it".to_owned()),
            Level::Advice => ("advice", "advice is never applied".to_owned()),
        },
        Fate::LostTo { rule } => ("lost", format!("`{rule}` was taken instead, and the two exclude each other")),
        Fate::Ignored { why } if why.is_empty() => ("ignored", "a comment asks to leave it".to_owned()),
        Fate::Ignored { why } => ("ignored", format!("a comment asks to leave it: {why}")),
    };
    Some(Reason { code: code.to_owned(), text })
}

/// The reasons of kept findings with their counts, the highest first, equal ones by name.
fn kept(outcome: &Outcome) -> Vec<(&str, usize)> {
    by_count(outcome.findings.iter().filter_map(|finding| match &finding.fate {
        Fate::Kept(reason) => Some(reason.code.as_str()),
        _ => None,
    }))
}

/// The same for findings that were applied and taken back.
fn undone(outcome: &Outcome) -> Vec<(&str, usize)> {
    by_count(outcome.findings.iter().filter_map(|finding| match &finding.fate {
        Fate::Undone(reason) => Some(reason.code.as_str()),
        _ => None,
    }))
}

/// The same for what was not looked at.
fn skipped(outcome: &Outcome) -> Vec<(&str, usize)> {
    by_count(outcome.skipped.iter().map(|skipped| skipped.reason.code.as_str()))
}

/// Counts of names, the highest count first, equal ones by name.
fn by_count<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

#[cfg(test)]
mod example;
