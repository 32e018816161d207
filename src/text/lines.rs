//! Lines of a text: positions, spans, indentation and line ends.
//!
//! A line ends at `\n` and nowhere else, as in Go, in git and in editors that speak of Go. A lone `\r`, a form feed and
//! Unicode's line separators are ordinary characters of a line.

use super::Span;

/// An index of where the lines of a text start.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// The offset of the first byte of each line; the first is 0, and they rise. A text that ends in `\n` has an empty
    /// line behind it.
    starts: Vec<u32>,
}

impl<'t> Lines<'t> {
    /// Looks once at the whole text. Texts of 4 GiB and more are indexed up to there only.
    pub fn new(text: &'t str) -> Lines<'t> {
        let mut starts = vec![0];
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        starts.extend(newlines.map_while(|(at, _)| u32::try_from(at + 1).ok()));
        Lines { text, starts }
    }

    /// How many lines there are; at least one.
    pub fn count(&self) -> u32 {
        // There is at most one line for each offset, and offsets are 32 bits.
        self.starts.len() as u32
    }

    /// The line and the column of an offset, both from 1, columns in bytes. Offsets behind the text count as its end.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.end());
        // Never 0, since the first line starts at 0.
        let line = self.starts.partition_point(|start| *start <= offset);
        (line as u32, offset - self.starts[line - 1] + 1)
    }

    /// The span of a line, counted from 1, without its `\n` or `\r\n`. Lines behind the text are empty spans at its end.
    pub fn line(&self, line: u32) -> Span {
        let whole = self.whole_line(line);
        let text = whole.of(self.text);
        let ending = if text.ends_with("\r\n") { 2 } else { u32::from(text.ends_with('\n')) };
        Span { start: whole.start, end: whole.end - ending }
    }

    /// The span of a line, counted from 1, with its line end.
    pub fn whole_line(&self, line: u32) -> Span {
        let start = |line: u32| self.starts.get(line as usize).copied().unwrap_or(self.end());
        let line = line.max(1) - 1;
        Span { start: start(line), end: start(line.saturating_add(1)) }
    }

    /// The whole lines that a span touches, without the last one's line end. A span that ends with a line end does not
    /// touch the next line.
    pub fn around(&self, span: Span) -> Span {
        let last = if span.is_empty() { span.end } else { span.end - 1 };
        let (first, _) = self.position(span.start);
        let (last, _) = self.position(last);
        Span { start: self.line(first).start, end: self.line(last).end }
    }

    /// The length of the text, as far as it is indexed.
    fn end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

/// The spaces and tabs that the line at `offset` starts with, whether or not `offset` lies among them.
pub fn indentation(text: &str, offset: u32) -> &str {
    let line = &text[line_start(text, offset)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The line end in use at `offset`, `\n` or `\r\n`: that of its line, or of the one before when it is the last line and
/// has none, or `\n` when there is none at all. So that inserted lines look like those around them.
pub fn line_ending(text: &str, offset: u32) -> &'static str {
    let start = line_start(text, offset);
    let newline = match text[start..].find('\n') {
        Some(newline) => start + newline,
        None if start > 0 => start - 1,
        None => return "\n",
    };
    if text[..newline].ends_with('\r') { "\r\n" } else { "\n" }
}

/// Where the line of `offset` starts. Works on bytes, so that an offset inside a character or behind the text is no fault.
fn line_start(text: &str, offset: u32) -> usize {
    let before = &text.as_bytes()[..text.len().min(offset as usize)];
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lines, Span, indentation, line_ending};

    #[test]
    fn columns_are_bytes_and_only_newlines_end_lines() {
        let text = "ä\rb\u{2028}c\r\n\tx\n";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 3);
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position(2), (1, 3));
        assert_eq!(lines.position(10), (2, 1));
        assert_eq!(lines.position(13), (3, 1));
        assert_eq!(lines.position(99), (3, 1));
        assert_eq!(lines.line(1).of(text), "ä\rb\u{2028}c");
        assert_eq!(lines.whole_line(1).of(text), "ä\rb\u{2028}c\r\n");
        assert_eq!(lines.line(2).of(text), "\tx");
        assert_eq!(lines.line(3), Span::at(13));
        assert_eq!(lines.whole_line(9), Span::at(13));
    }

    #[test]
    fn a_lone_return_at_the_end_is_no_line_end() {
        let text = "a\r";
        assert_eq!(Lines::new(text).line(1).of(text), "a\r");
        assert_eq!(line_ending(text, 1), "\n");
    }

    #[test]
    fn lines_around_a_span() {
        let text = "one\ntwo\r\nthree\n";
        let lines = Lines::new(text);
        assert_eq!(lines.around(Span::new(1, 2)).of(text), "one");
        assert_eq!(lines.around(Span::new(1, 4)).of(text), "one");
        assert_eq!(lines.around(Span::new(1, 5)).of(text), "one\ntwo");
        assert_eq!(lines.around(Span::new(5, 15)).of(text), "two\r\nthree");
        assert_eq!(lines.around(Span::at(4)).of(text), "two");
        assert_eq!(lines.around(Span::at(15)).of(text), "");
    }

    #[test]
    fn indentation_is_that_of_the_line() {
        let text = "a\n\t  b c\n \t\n";
        assert_eq!(indentation(text, 0), "");
        for offset in 2..=8 {
            assert_eq!(indentation(text, offset), "\t  ", "at {offset}");
        }
        assert_eq!(indentation(text, 9), " \t");
        assert_eq!(indentation(text, 99), "");
    }

    #[test]
    fn line_endings_are_looked_up_where_they_are_used() {
        let text = "a\r\nb\nc\r\nd";
        let at: Vec<&str> = (0..=9).map(|offset| line_ending(text, offset)).collect();
        assert_eq!(at, ["\r\n", "\r\n", "\r\n", "\n", "\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n"]);
        assert_eq!(line_ending("", 0), "\n");
    }

    proptest! {
        #[test]
        fn whole_lines_are_the_text(text in "[aä\r\n\t]{0,24}") {
            let lines = Lines::new(&text);
            let joined: String = (1..=lines.count()).map(|line| lines.whole_line(line).of(&text)).collect();
            prop_assert_eq!(&joined, &text);
            for (offset, _) in text.char_indices() {
                let (line, column) = lines.position(offset as u32);
                let whole = lines.whole_line(line);
                prop_assert_eq!(whole.start + column - 1, offset as u32);
                prop_assert!(whole.covers(Span::at(offset as u32)));
                prop_assert!(!lines.line(line).of(&text).contains('\n'));
                prop_assert!(lines.line(line).of(&text).starts_with(indentation(&text, offset as u32)));
            }
        }
    }
}
