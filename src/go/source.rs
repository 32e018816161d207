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

/// Why bytes are not Go source that may be edited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable;

impl Unreadable {
    /// A stable kebab-case code.
    pub fn code(&self) -> &'static str {
        "invalid-utf8"
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("is not UTF-8")
    }
}

impl Source {
    /// Reads a file.
    pub fn read(bytes: Vec<u8>) -> Result<Source, Unreadable> {
        let text = String::from_utf8(bytes).map_err(|_| Unreadable)?;
        Ok(Source { text: text.into(), generated: false, cgo: false })
    }
}
