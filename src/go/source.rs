//! From bytes to Go source that may be edited: encoding, line ends, and what the head of a file says about it.

use std::fmt;
use std::sync::Arc;

use super::lex::{Lexer, TokenKind};

/// The text of a file and what its head says.
#[derive(Clone, Debug)]
pub struct Source {
    /// The whole text, byte for byte as it was read (a byte order mark included).
    pub text: Arc<str>,
    /// `// Code generated ... DO NOT EDIT.` stands before the package clause.
    pub generated: bool,
    /// `import "C"`.
    pub cgo: bool,
    /// `//line` or `/*line`: positions that Go reports are not those of this text.
    pub has_line_directives: bool,
}

/// The largest file that is read, in bytes: 16 MiB.
///
/// A tree takes some thirty times the memory of its text. The largest files of Go that are in use, all of them generated,
/// have about 10 MB; what is larger is data in the shape of Go, or a test of tools like this one.
pub const LIMIT: usize = 16 << 20;

/// Why bytes cannot be taken as Go source. Lines count from 1, offsets in bytes from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// Not UTF-8, which Go demands.
    InvalidUtf8 {
        /// The first byte that fits nowhere.
        offset: usize,
        /// Its line.
        line: usize,
    },
    /// A NUL character, which Go forbids; most likely no text at all.
    Nul {
        /// The first one.
        offset: usize,
        /// Its line.
        line: usize,
    },
    /// A carriage return without a line feed. To Go it is a blank, to many editors a line end: what one of them shows as
    /// code can be a comment to the other, so nobody could review a change.
    LoneCarriageReturn {
        /// The first one.
        offset: usize,
        /// Its line.
        line: usize,
    },
    /// Above [`LIMIT`].
    TooLarge {
        /// How many bytes there are.
        bytes: usize,
    },
}

impl Unreadable {
    /// A word for reports and tests that stays the same over releases.
    pub fn code(self) -> &'static str {
        match self {
            Unreadable::InvalidUtf8 { .. } => "invalid-utf8",
            Unreadable::Nul { .. } => "nul-character",
            Unreadable::LoneCarriageReturn { .. } => "lone-carriage-return",
            Unreadable::TooLarge { .. } => "too-large",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::InvalidUtf8 { offset, line } => {
                write!(f, "not UTF-8: a byte that fits nowhere in line {line}, offset {offset}")
            }
            Unreadable::Nul { offset, line } => write!(f, "not Go: a NUL character in line {line}, offset {offset}"),
            Unreadable::LoneCarriageReturn { offset, line } => {
                write!(f, "a carriage return that ends no line in line {line}, offset {offset}")
            }
            Unreadable::TooLarge { bytes } => {
                write!(f, "too large: {} MiB, the limit is {} MiB", bytes.div_ceil(1 << 20), LIMIT >> 20)
            }
        }
    }
}

impl std::error::Error for Unreadable {}

impl Source {
    /// Takes the bytes of a file as they are. LF and CRLF may be mixed.
    ///
    /// # Errors
    /// When the bytes are no Go source that could be edited and reviewed.
    pub fn read(bytes: Vec<u8>) -> Result<Source, Unreadable> {
        if bytes.len() > LIMIT {
            return Err(Unreadable::TooLarge { bytes: bytes.len() });
        }
        let line = |offset: usize| 1 + bytes[..offset].iter().filter(|&&byte| byte == b'\n').count();
        if let Err(error) = std::str::from_utf8(&bytes) {
            let offset = error.valid_up_to();
            return Err(Unreadable::InvalidUtf8 { offset, line: line(offset) });
        }
        if bytes.contains(&0) {
            let offset = bytes.iter().position(|&byte| byte == 0).unwrap_or(0);
            return Err(Unreadable::Nul { offset, line: line(offset) });
        }
        if bytes.contains(&b'\r') {
            let lone = |at: &usize| bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if let Some(offset) = (0..bytes.len()).find(lone) {
                return Err(Unreadable::LoneCarriageReturn { offset, line: line(offset) });
            }
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            Unreadable::InvalidUtf8 { offset, line: 1 }
        })?;
        let (generated, cgo) = head(&text);
        let has_line_directives = has_line_directives(&text);
        Ok(Source { text: text.into(), generated, cgo, has_line_directives })
    }
}

/// Whether the comments before the package clause say that the file is generated, and whether the imports name `C`.
fn head(text: &str) -> (bool, bool) {
    let mut generated = false;
    let mut packaged = false;
    let mut in_import = false;
    for token in Lexer::new(text) {
        let word = token.span.of(text);
        match token.kind {
            TokenKind::Comment if !packaged => generated |= word.lines().any(says_generated),
            TokenKind::Keyword if word == "package" && !packaged => packaged = true,
            TokenKind::Keyword if word == "import" && packaged => in_import = true,
            // The first token that is no comment ends the head, and so does the first other declaration.
            _ if !packaged => break,
            TokenKind::Keyword => break,
            TokenKind::String | TokenKind::RawString if in_import && matches!(word, "\"C\"" | "`C`") => {
                return (generated, true);
            }
            _ => {}
        }
    }
    (generated, false)
}

fn says_generated(line: &str) -> bool {
    line.starts_with("// Code generated ") && line.ends_with(" DO NOT EDIT.")
}

fn has_line_directives(text: &str) -> bool {
    // The words are hardly ever there; only then it matters whether they stand in a string.
    if !text.contains("//line ") && !text.contains("/*line ") {
        return false;
    }
    let starts_line = |at: u32| at == 0 || text.as_bytes()[at as usize - 1] == b'\n';
    Lexer::new(text).filter(|token| token.kind == TokenKind::Comment).any(|token| {
        let comment = token.span.of(text);
        comment.starts_with("/*line ") || (comment.starts_with("//line ") && starts_line(token.span.start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Source {
        Source::read(text.into()).unwrap()
    }

    #[test]
    fn bytes_that_are_no_source_have_a_reason() {
        let refused = |bytes: &[u8]| Source::read(bytes.to_vec()).unwrap_err();
        let invalid = refused(b"package p\n// \xff\n");
        assert_eq!(invalid, Unreadable::InvalidUtf8 { offset: 13, line: 2 });
        assert_eq!(invalid.to_string(), "not UTF-8: a byte that fits nowhere in line 2, offset 13");
        assert_eq!(refused(b"package p\n\0"), Unreadable::Nul { offset: 10, line: 2 });
        assert_eq!(refused(b"package p\r\n// a\rb\n"), Unreadable::LoneCarriageReturn { offset: 15, line: 2 });
        assert_eq!(refused(b"package p\r\r\n").code(), "lone-carriage-return");
        assert_eq!(refused(b"package p\r").code(), "lone-carriage-return");
        let large = Source::read(vec![b' '; LIMIT + 1]).unwrap_err();
        assert_eq!(large.to_string(), "too large: 17 MiB, the limit is 16 MiB");
        assert!(Source::read(vec![b' '; LIMIT]).is_ok());
    }

    #[test]
    fn the_text_is_kept_as_it_is() {
        for text in ["", "\u{feff}package p\r\n\nvar x = `a\r\n`", "// only"] {
            assert_eq!(&*read(text).text, text);
        }
    }

    #[test]
    fn generated_files_say_so_before_the_package_clause() {
        for (text, generated) in [
            ("// Code generated by x. DO NOT EDIT.\npackage p\n", true),
            ("\u{feff}// Licence\n\n// Code generated by x. DO NOT EDIT.\r\n\r\npackage p\n", true),
            ("/*\n// Code generated by x. DO NOT EDIT.\n*/ package p\n", true),
            ("package p\n\n// Code generated by x. DO NOT EDIT.\n", false),
            ("// Code generated by x. DO NOT EDIT. Please.\npackage p\n", false),
            ("//Code generated by x. DO NOT EDIT.\npackage p\n", false),
            ("// This is Code generated by x. DO NOT EDIT.\npackage p\n", false),
            ("// Code generated by x; DO NOT EDIT\npackage p\n", false),
        ] {
            assert_eq!(read(text).generated, generated, "{text}");
        }
    }

    #[test]
    fn cgo_files_import_c() {
        for (text, cgo) in [
            ("package p\n\n// #include <x.h>\nimport \"C\"\n", true),
            ("package p; import \"fmt\"; import (\n\t\"os\"\n\t`C`\n)\n", true),
            ("package p\nimport c \"CC\"\nvar x = \"C\"\n", false),
            ("import \"C\"\n", false),
            ("// import \"C\"\npackage p\n", false),
        ] {
            assert_eq!(read(text).cgo, cgo, "{text}");
        }
    }

    #[test]
    fn line_directives_are_comments() {
        for (text, has) in [
            ("package p\n//line a.y:7\n", true),
            ("//line a.y:7\npackage p\n", true),
            ("package p\nvar x = /*line a.y:7:1*/ 1\n", true),
            ("package p\nvar x = `\n//line a.y:7\n`\n", false),
            ("package p\n\t//line is drawn\n// line a:1\n", false),
        ] {
            assert_eq!(read(text).has_line_directives, has, "{text}");
        }
    }
}
