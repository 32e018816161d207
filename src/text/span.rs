//! A range of bytes in one text.

use std::ops::Range;

/// A half-open range of byte offsets, `start..end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte; never below `start`.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    /// When `end` lies before `start`, which is a fault of the caller.
    pub fn new(start: u32, end: u32) -> Span {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The empty span at `offset`.
    pub fn at(offset: u32) -> Span {
        Span { start: offset, end: offset }
    }

    /// Number of bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every byte of `other` lies in this span.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether two edits of these spans would be in each other's way: the two share a byte, or one is empty and lies
    /// strictly inside the other, or both are empty at the same place. Neighbours do not touch, so text may be put
    /// directly before or behind a span that is replaced.
    pub fn touches(self, other: Span) -> bool {
        (self.start < other.end && other.start < self.end) || (self.is_empty() && self == other)
    }

    /// The bytes as a range that indexes a `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span names.
    ///
    /// # Panics
    /// When the span does not lie in `text` at character boundaries.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn touches_means_that_two_edits_would_clash() {
        let cases = [
            ((2, 5), (5, 8), false),
            ((2, 5), (4, 8), true),
            ((2, 8), (4, 5), true),
            ((2, 5), (2, 5), true),
            ((2, 5), (2, 3), true),
            ((2, 2), (2, 5), false),
            ((3, 3), (2, 5), true),
            ((4, 4), (2, 5), true),
            ((5, 5), (2, 5), false),
            ((6, 6), (2, 5), false),
            ((2, 2), (2, 2), true),
            ((2, 2), (3, 3), false),
        ];
        for ((a, b), (c, d), expected) in cases {
            assert_eq!(Span::new(a, b).touches(Span::new(c, d)), expected, "{a}..{b} and {c}..{d}");
            assert_eq!(Span::new(c, d).touches(Span::new(a, b)), expected, "{c}..{d} and {a}..{b}");
        }
    }

    #[test]
    fn covers_is_about_bounds_so_an_empty_span_at_the_end_is_covered() {
        assert!(Span::new(2, 5).covers(Span::at(5)));
        assert!(Span::new(2, 5).covers(Span::new(2, 5)));
        assert!(!Span::new(2, 5).covers(Span::new(4, 6)));
    }
}
