//! From bytes to Go source that may be edited: encoding, line ends, and what the head of a file says about it.

use std::sync::Arc;

/// The text of a file and what its head says.
#[derive(Clone, Debug)]
pub struct Source {
    /// The whole text, byte for byte as it was read (a byte order mark included).
    pub text: Arc<str>,
    /// `// Code generated ... DO NOT EDIT.` stands before the package clause.
    pub generated: bool,
    /// `import "C"`.
    pub cgo: bool,
}
