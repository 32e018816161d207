//! How a split goes on in a text whose brackets do not add up: at the next line that looks like a declaration.
//!
//! Every function here looks at a byte at most once for each declaration that it belongs to, so that a file full of
//! trouble takes no longer than a sound one.

use crate::go::lex::{Unclosed, comment_end, line_end, quoted_end, raw_end};

/// What a scan needs to know in a text whose brackets do not add up.
#[derive(Clone, Copy)]
pub(super) struct Recovery {
    /// The last back quote. One from there on opens nothing; to let it would lose the rest of the file.
    pub(super) last_quote: usize,
    /// The last `*/`, likewise.
    pub(super) last_comment_end: usize,
    /// The text ended in a raw string, so one of them lacks its end; this lasts for one declaration.
    pub(super) in_raw_string: bool,
}

impl Recovery {
    /// What there is to know about a text in which a declaration turned out to be unclosed.
    pub(super) fn of(bytes: &[u8], unclosed: Unclosed) -> Recovery {
        Recovery {
            last_quote: bytes.iter().rposition(|&byte| byte == b'`').unwrap_or(0),
            last_comment_end: bytes.windows(2).rposition(|pair| pair == b"*/").unwrap_or(0),
            in_raw_string: unclosed.in_raw_string,
        }
    }
}

/// As [`block_end`](crate::go::lex::block_end), but stops at a line that starts with a declaration's keyword, and at the end of the text; the
/// error is that offset. What is opened and never closed is stepped over.
pub(super) fn block_end_or_decl(bytes: &[u8], at: usize, recovery: Recovery) -> Result<usize, usize> {
    let mut at = at;
    let mut depth = 1u32;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' if starts_decl(bytes, at + 1) => return Err(at + 1),
            b'{' => depth += 1,
            b'}' if depth == 1 => return Ok(at + 1),
            b'}' => depth -= 1,
            b'"' | b'\'' => {
                at = quoted_end(bytes, at);
                continue;
            }
            b'`' if at < recovery.last_quote => {
                at = raw_end(bytes, at + 1).unwrap_or(bytes.len());
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = line_end(bytes, at);
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') && at + 2 <= recovery.last_comment_end => {
                at = comment_end(bytes, at + 2).unwrap_or(bytes.len());
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Err(bytes.len())
}

/// The next line behind `at` that starts with a declaration's keyword, whatever it stands in; else the end.
pub(super) fn next_decl_line(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while at < bytes.len() {
        at = line_end(bytes, at) + 1;
        if starts_decl(bytes, at) {
            return at;
        }
    }
    bytes.len()
}

/// Where the `//` lines directly above the line that starts at `at` begin.
pub(super) fn doc_above(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while at > 0 {
        let above = bytes[..at - 1].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        if !bytes[above..at].starts_with(b"//") {
            break;
        }
        at = above;
    }
    at
}

/// Whether a declaration's keyword stands at `at`.
fn starts_decl(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let word = rest.iter().take(8).take_while(|byte| byte.is_ascii_lowercase()).count();
    matches!(&rest[..word], b"func" | b"var" | b"const" | b"type" | b"import")
        && !rest.get(word).is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80)
}
