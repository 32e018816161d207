//! Comments that ask to leave code alone: `//allocfix:ignore rule-id -- reason`, `//allocfix:ignore-file` and `//nolint`.

use std::cell::OnceCell;
use std::collections::HashMap;

use memchr::memmem;

use crate::go::lex::{Lexer, TokenKind};
use crate::text::{Lines, Span};

/// A comment that asks to leave code alone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ignore {
    /// The comment.
    pub span: Span,
    /// The line of which it speaks, from 1; `None` for the whole file.
    pub line: Option<u32>,
    /// The rule ids and categories it names; empty for all.
    pub names: Vec<String>,
    /// The text behind `--`.
    pub why: String,
    /// Whether it is ours, so that it is reported when it ignores nothing.
    pub ours: bool,
    /// Why it is not read as what it was meant to be, if it is not; then it ignores nothing.
    pub fault: Option<&'static str>,
}

/// All such comments of a file.
pub struct Ignores {
    /// In the order of the text.
    pub all: Vec<Ignore>,
    /// Their numbers by the line of which they speak.
    by_line: HashMap<Option<u32>, Vec<usize>>,
}

impl Ignores {
    /// Looks for them in a text: in its comments, not in strings that hold Go source.
    pub fn of(text: &str) -> Ignores {
        let mut found: Vec<Ignore> = Vec::new();
        let lines = OnceCell::new();
        let is_there = |word: &str| memmem::find(text.as_bytes(), word.as_bytes()).is_some();
        let tokens = (is_there(OURS) || is_there("nolint")).then(|| Lexer::new(text));
        for comment in tokens.into_iter().flatten().filter(|token| token.kind == TokenKind::Comment) {
            let words = comment.span.of(text);
            let start = comment.span.start;
            let before = found.len();
            for marker in MARKERS.iter().filter(|_| words.starts_with("//")) {
                for at in memmem::find_iter(words.as_bytes(), marker) {
                    let Some(ignore) = read(&words[at..], marker) else { continue };
                    let lines = lines.get_or_init(|| Lines::new(text));
                    let line = lines.position(start).0;
                    // A comment with nothing else on its line speaks of the line below.
                    let alone = text[lines.line(line).start as usize..start as usize].trim().is_empty();
                    let line = ignore.line.map(|_| line + u32::from(alone));
                    let span = Span::new(start + at as u32, comment.span.end);
                    found.push(Ignore { span, line, ..ignore });
                }
            }
            if let Some(fault) = fault(words).filter(|_| found.len() == before) {
                let span = Span::new(start, start + words.lines().next().unwrap_or_default().len() as u32);
                found.push(Ignore { span, ours: true, fault: Some(fault), ..Ignore::default() });
            }
        }
        found.sort_by_key(|ignore| ignore.span);
        // Several of them may stand above one statement: each speaks of the line of which the one below it speaks.
        let mut below: Option<(u32, Option<u32>)> = None;
        for ignore in found.iter_mut().rev() {
            let stands = lines.get().map_or(0, |lines: &Lines<'_>| lines.position(ignore.span.start).0);
            match below {
                Some((next, line)) if ignore.line == Some(next) => ignore.line = line,
                _ => {}
            }
            below = (ignore.line > Some(stands)).then_some((stands, ignore.line));
        }
        let mut by_line: HashMap<Option<u32>, Vec<usize>> = HashMap::new();
        for (number, ignore) in found.iter().enumerate() {
            by_line.entry(ignore.line).or_default().push(number);
        }
        Ignores { all: found, by_line }
    }

    /// The number of the first that speaks of a rule, by its id or category, and of one of the lines.
    pub fn find(&self, rule: &str, category: &str, lines: impl FnOnce() -> Vec<u32>) -> Option<usize> {
        if self.all.is_empty() {
            return None;
        }
        let lines = lines().into_iter().map(Some).chain([None]);
        let near = lines.filter_map(|line| self.by_line.get(&line)).flatten().copied();
        near.filter(|number| self.all[*number].names(rule, category)).min()
    }
}

const MARKERS: [&str; 3] = ["//allocfix:ignore", "//nolint", "// nolint"];

/// How the words of our comments begin.
const OURS: &str = "allocfix:";

/// What is wrong with a comment that looks as if it asked to leave code alone, but is not read so.
fn fault(comment: &str) -> Option<&'static str> {
    let is_block = comment.starts_with("/*");
    let words = comment.get(2..)?;
    let word = words.trim_start().strip_prefix(OURS)?;
    let word = word.split(|c: char| c.is_whitespace() || c == '*').next().unwrap_or_default();
    let is_known = matches!(word, "ignore" | "ignore-file");
    match () {
        () if is_block && is_known => Some("only a comment that begins with `//` is read"),
        () if words.starts_with(char::is_whitespace) && is_known => Some("no space may stand before `allocfix`"),
        () if !is_block && words.starts_with(OURS) => {
            Some("there are only `allocfix:ignore` and `allocfix:ignore-file`")
        }
        () => None,
    }
}

fn read(comment: &str, marker: &str) -> Option<Ignore> {
    let rest = comment.trim_end().strip_prefix(marker)?;
    let ours = marker.contains("allocfix");
    let (whole_file, rest) = match rest.strip_prefix("-file") {
        Some(rest) if ours => (true, rest),
        _ => (false, rest),
    };
    let line = (!whole_file).then_some(0);
    let empty = Ignore { line, ours, ..Ignore::default() };
    if ours {
        if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
            return None;
        }
        let (names, why) = rest.split_once("--").unwrap_or((rest, ""));
        let names = names.split([',', ' ', '\t']).filter(|name| !name.is_empty()).map(str::to_string).collect();
        return Some(Ignore { names, why: why.trim().to_string(), ..empty });
    }
    // `//nolint` speaks to every linter, `//nolint:a,b` to those it names.
    let names = match rest.strip_prefix(':') {
        None => {
            return rest.is_empty().then_some(empty.clone()).or_else(|| rest.starts_with([' ', '/']).then_some(empty));
        }
        Some(names) => names.split([' ', '/']).next().unwrap_or_default(),
    };
    names.split(',').any(|name| name == "allocfix" || name == "all").then_some(empty)
}

impl Ignore {
    fn names(&self, rule: &str, category: &str) -> bool {
        self.fault.is_none() && (self.names.is_empty() || !self.meant(rule, category).is_empty())
    }

    /// The places of those of its names that speak of a rule.
    pub fn meant(&self, rule: &str, category: &str) -> Vec<usize> {
        let is_meant = |(_, name): &(usize, &String)| *name == rule || *name == category;
        self.names.iter().enumerate().filter(is_meant).map(|(place, _)| place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let found = Ignores::of(
            "package p //allocfix:ignore-file fmt -- generated by hand\n\t//allocfix:ignore a-rule, b-rule -- cold\n\tx() //nolint:errcheck,allocfix // why\n//nolint:errcheck\n//nolint\n//allocfix:ignored\n",
        );
        let short: Vec<_> = found.all.iter().map(|i| (i.line, i.names.join("+"), i.why.as_str())).collect();
        assert_eq!(
            short,
            [
                (None, "fmt".to_string(), "generated by hand"),
                (Some(3), "a-rule+b-rule".to_string(), "cold"),
                (Some(3), String::new(), ""),
                (Some(6), String::new(), ""),
                (None, String::new(), ""),
            ]
        );
        assert!(found.all[4].fault.is_some_and(|fault| fault.contains("there are only")), "{:?}", found.all[4]);
    }

    #[test]
    fn only_comments_are_read() {
        let found = Ignores::of(
            "package p\n\nvar s = `\n//allocfix:ignore-file\n//nolint\n`\nvar t = \"//allocfix:ignore\" //allocfix:ignore a\n",
        );
        assert_eq!(found.all.iter().map(|ignore| (ignore.line, ignore.ours)).collect::<Vec<_>>(), [(Some(7), true)]);
        // What stands behind another tool's words is read too.
        let found = Ignores::of("//nolint:errcheck //allocfix:ignore a\nx()\n");
        assert_eq!(found.all.iter().map(|ignore| ignore.line).collect::<Vec<_>>(), [Some(2)]);
    }

    #[test]
    fn what_is_not_read_has_a_fault() {
        for (comment, fault) in [
            ("// allocfix:ignore a", "no space"),
            ("//\tallocfix:ignore-file", "no space"),
            ("/*allocfix:ignore a*/", "begins with `//`"),
            ("/* allocfix:ignore\na */", "begins with `//`"),
            ("//allocfix:ingore a", "there are only"),
            ("//allocfix:", "there are only"),
        ] {
            let found = Ignores::of(&format!("package p\n\n{comment}\nx()\n"));
            let [one] = found.all.as_slice() else { panic!("{comment}: {:?}", found.all) };
            assert!(one.ours && one.fault.is_some_and(|words| words.contains(fault)), "{comment}: {one:?}");
            assert_eq!(found.find("a", "a", || vec![3, 4]), None, "{comment}");
        }
        for comment in
            ["// allocfix: rewrites", "// see allocfix:ignore", "/* allocfix */", "// allocfix:ingore", "//allocfix"]
        {
            assert!(Ignores::of(comment).all.is_empty(), "{comment}");
        }
    }

    #[test]
    fn several_above_a_statement_speak_of_it() {
        let found = Ignores::of("//allocfix:ignore a\n//allocfix:ignore b\n\n//allocfix:ignore c\n//nolint\nx()\n");
        assert_eq!(
            found.all.iter().map(|ignore| ignore.line).collect::<Vec<_>>(),
            [Some(3), Some(3), Some(6), Some(6)]
        );
        let find = |rule, line| found.find(rule, "category", || vec![line]);
        assert_eq!([find("a", 3), find("b", 3), find("a", 6), find("c", 6)], [Some(0), Some(1), Some(3), Some(2)]);
        assert_eq!(find("a", 2), None);
    }
}
