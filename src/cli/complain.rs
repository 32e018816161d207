//! Messages for people, on standard error: the fault first, where it is, then what helps.
//!
//! Knows nothing of what the messages are about.

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Something that is wrong and that the user can do something about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Complaint {
    /// Lower case, the fault first, one line.
    pub message: String,
    /// The place in a text, if it has one.
    pub place: Option<Box<Place>>,
    /// What to do about it; may be empty.
    pub help: String,
}

/// A place in a text file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The file, as it is shown.
    pub path: PathBuf,
    /// Its text.
    pub source: String,
    /// The bytes concerned.
    pub span: Range<usize>,
    /// What stands beside the mark; may be empty.
    pub label: String,
}

impl Complaint {
    /// A complaint without a place.
    pub fn new(message: impl Into<String>) -> Complaint {
        Complaint { message: message.into(), ..Complaint::default() }
    }

    /// The same with a help.
    pub fn help(mut self, help: impl Into<String>) -> Complaint {
        self.help = help.into();
        self
    }

    /// The same with a place.
    pub fn at(mut self, path: &Path, source: &str, span: Range<usize>, label: impl Into<String>) -> Complaint {
        let (path, source) = (path.to_owned(), source.to_owned());
        self.place = Some(Box::new(Place { path, source, span, label: label.into() }));
        self
    }

    /// Writes it as `error: ...` with its place and its help.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, to: &mut dyn Write, color: bool) -> io::Result<()> {
        let Some(place) = &self.place else {
            return say(to, color, "error", &self.message, &self.help);
        };
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let path = shown(&place.path);
        // A span that does not lie in the text would be a fault of ours, but a message is no place to stop for it.
        let end = place.span.end.min(place.source.len());
        let mark = AnnotationKind::Primary.span(place.span.start.min(end)..end);
        let mark = if place.label.is_empty() { mark } else { mark.label(place.label.as_str()) };
        let snippet = Snippet::source(place.source.as_str()).path(path.as_str()).annotation(mark);
        let mut group = Level::ERROR.primary_title(self.message.as_str()).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(self.help.as_str()));
        }
        writeln!(to, "{}", renderer.render(&[group]))
    }
}

/// Writes `word: message` and, behind it, `help: ...` if there is one. `word` is `error`, `warning` or `note`.
///
/// # Errors
/// Those of the writer.
pub fn say(to: &mut dyn Write, color: bool, word: &str, message: &str, help: &str) -> io::Result<()> {
    let style = match word {
        "error" => anstyle::AnsiColor::BrightRed.on_default().bold(),
        "warning" => anstyle::AnsiColor::Yellow.on_default().bold(),
        _ => anstyle::AnsiColor::BrightGreen.on_default().bold(),
    };
    let helping = anstyle::AnsiColor::BrightCyan.on_default().bold();
    let paint = |style: anstyle::Style| if color { style } else { anstyle::Style::new() };
    let (style, helping) = (paint(style), paint(helping));
    writeln!(to, "{style}{word}{style:#}: {message}")?;
    if !help.is_empty() {
        writeln!(to, "{helping}help{helping:#}: {help}")?;
    }
    Ok(())
}

/// A path for a message: one line, whatever its name holds.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if text.is_empty() { ".".into() } else { text };
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

/// The candidates that `word` may have been meant to be, best first, at most three.
pub fn close<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = distance(word, candidate);
            let part = word.len() > 2 && candidate.split('-').any(|part| part == word);
            let limit = (word.chars().count().max(candidate.chars().count()) / 3).max(1);
            if distance <= limit {
                Some((distance, candidate))
            } else if part || (word.len() > 2 && candidate.starts_with(word)) {
                Some((limit + 1, candidate))
            } else {
                None
            }
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, candidate)| candidate).take(3).collect()
}

/// What exists instead of `word`, as a help: the close ones if there are any, else all of them.
pub fn instead<'a>(word: &str, what: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = candidates.into_iter().collect();
    all.sort_unstable();
    let near = close(word, all.iter().copied());
    if !near.is_empty() {
        return format!("did you mean {}?", either(&near));
    }
    match all.len() {
        0 => format!("there are no {what}"),
        1..=20 => format!("the {what} are {}", all.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ")),
        _ => String::new(),
    }
}

fn either(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
}

/// The number of characters to insert, remove or replace, or of neighbours to swap.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // One row for each character of `a`: the distance of what is before it to each beginning of `b`.
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let mut best = (rows[i - 1][j] + 1).min(row[j - 1] + 1);
            best = best.min(rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_words_are_typos_and_parts() {
        let words = ["prealloc-slice", "prealloc-map", "sprintf-one", "fmt"];
        assert_eq!(close("prealoc-slice", words), ["prealloc-slice"]);
        assert_eq!(close("prealloc", words), ["prealloc-map", "prealloc-slice"]);
        assert_eq!(close("slice", words), ["prealloc-slice"]);
        assert_eq!(close("fnt", words), ["fmt"]);
        assert!(close("regexp", words).is_empty());
    }

    #[test]
    fn distances() {
        for (a, b, n) in [
            ("", "", 0),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("abc", "abc", 0),
            ("ä", "a", 1),
            ("chekc", "check", 1),
        ] {
            assert_eq!(distance(a, b), n, "{a} {b}");
            assert_eq!(distance(b, a), n, "{b} {a}");
        }
    }

    #[test]
    fn a_place_is_shown_with_line_column_and_caret() {
        let complaint = Complaint::new("unknown key `selct`")
            .at(Path::new("allocfix.toml"), "tests = true\nselct = []\n", 13..18, "no such key")
            .help("did you mean `select`?");
        let mut text = Vec::new();
        complaint.write(&mut text, false).unwrap();
        let text = String::from_utf8(text).unwrap();
        for part in
            ["error: unknown key `selct`", "--> allocfix.toml:2:1", "^^^^^ no such key", "help: did you mean `select`?"]
        {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn names_stay_on_one_line() {
        assert_eq!(shown(Path::new("a b/c\nd.go")), "a b/c\\nd.go");
        assert_eq!(shown(Path::new("")), ".");
    }
}
