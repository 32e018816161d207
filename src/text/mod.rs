//! Floor 0: text without meaning. Spans, edits, patches, lines and unified diffs.
//!
//! Nothing here knows that the text is Go.

mod span;

pub use span::Span;
