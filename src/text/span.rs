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

    /// Whether the two share a byte, or an empty one lies strictly inside or at the same place as the other.
    pub fn touches(self, other: Span) -> bool {
        if self.is_empty() || other.is_empty() {
            return self.start <= other.end
                && other.start <= self.end
                && (self.start == other.start || (self.start < other.end && other.start < self.end));
        }
        self.start < other.end && other.start < self.end
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
