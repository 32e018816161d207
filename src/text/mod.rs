//! Floor 0: text without meaning. Spans, edits, patches, lines and unified diffs.
//!
//! Nothing here knows that the text is Go.

mod diff;
mod edit;
mod lines;
mod span;
mod spans;

pub use diff::{origins, unified};
pub use edit::{Clash, Edit, Moves, Patch};
pub use lines::{Lines, indentation, line_ending};
pub use span::Span;
pub use spans::Spans;
