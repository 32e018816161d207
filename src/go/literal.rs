//! What Go literals stand for, and how to write a string so that it stands for given bytes.

use std::ops::Range;

/// The bytes that a string literal stands for, interpreted or raw. They need not be UTF-8. `None` for what is no string.
pub fn string_value(literal: &str) -> Option<Vec<u8>> {
    if let Some(raw) = quoted(literal, '`') {
        // Carriage returns in raw strings are dropped by the language itself.
        return (!raw.contains('`')).then(|| raw.bytes().filter(|&byte| byte != b'\r').collect());
    }
    let mut rest = quoted(literal, '"')?;
    let mut value = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        match unit(&mut rest, '"')? {
            Unit::Char(c) => value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Unit::Byte(byte) => value.push(byte),
        }
    }
    Some(value)
}

/// How some bytes of its value are written in an interpreted string literal. `None` where they are a part of a character, and for
/// other literals.
pub fn source_of(literal: &str, bytes: Range<usize>) -> Option<&str> {
    let inside = quoted(literal, '"')?;
    let (mut rest, mut at, mut start) = (inside, 0, None);
    while at < bytes.end {
        if at == bytes.start {
            start = Some(inside.len() - rest.len());
        }
        at += match unit(&mut rest, '"')? {
            Unit::Char(c) => c.len_utf8(),
            Unit::Byte(_) => 1,
        };
    }
    (at == bytes.end).then_some(start).flatten().map(|start| &inside[start..inside.len() - rest.len()])
}

/// The number that a rune literal stands for. `None` for what is no rune.
pub fn rune_value(literal: &str) -> Option<u32> {
    let mut rest = quoted(literal, '\'')?;
    let value = match unit(&mut rest, '\'')? {
        Unit::Char(c) => u32::from(c),
        Unit::Byte(byte) => u32::from(byte),
    };
    rest.is_empty().then_some(value)
}

/// The number that an integer literal stands for. `None` for what is none, and for numbers of more than 127 bits.
pub fn int_value(literal: &str) -> Option<i128> {
    let lower = literal.to_ascii_lowercase();
    let (radix, digits) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, &lower[2..]),
        [b'0', b'o', ..] => (8, &lower[2..]),
        [b'0', b'b', ..] => (2, &lower[2..]),
        [b'0', _, ..] => (8, &lower[1..]),
        _ => (10, &lower[..]),
    };
    // An underscore stands between two digits, or between the prefix and a digit.
    let prefixed = radix != 10;
    let misplaced = digits.ends_with('_') || digits.contains("__") || (!prefixed && digits.starts_with('_'));
    if misplaced || !digits.bytes().all(|byte| byte == b'_' || (byte as char).is_digit(radix)) {
        return None;
    }
    i128::from_str_radix(&digits.replace('_', ""), radix).ok()
}

/// An interpreted string literal for the bytes, as `strconv.Quote` writes it: printable characters stay.
///
/// Characters newer than Go's own tables stay too; the literal means the same.
pub fn quote(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\x07' => out.push_str("\\a"),
                '\x08' => out.push_str("\\b"),
                '\x0c' => out.push_str("\\f"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\x0b' => out.push_str("\\v"),
                _ if is_print(c) => out.push(c),
                '\0'..='\x7f' => out.push_str(&format!("\\x{:02x}", u32::from(c))),
                '\u{80}'..='\u{ffff}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
                _ => out.push_str(&format!("\\U{:08x}", u32::from(c))),
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('"');
    out
}

/// Whether Go prints the character as it is: a letter, mark, number, punctuation mark, symbol, or the ASCII blank.
fn is_print(c: char) -> bool {
    if c.is_ascii() {
        return c == ' ' || c.is_ascii_graphic();
    }
    // Rust escapes the same categories when it debugs a string. The letter in front keeps a combining mark, which is
    // printable to Go, from being the first character, where Rust escapes it.
    let mut first = [b'a', 0, 0, 0, 0];
    let len = c.encode_utf8(&mut first[1..]).len();
    std::str::from_utf8(&first[..=len]).is_ok_and(|pair| pair.escape_debug().nth(1) == Some(c))
}

/// What stands between two of these quotes.
fn quoted(literal: &str, quote: char) -> Option<&str> {
    literal.strip_prefix(quote)?.strip_suffix(quote)
}

enum Unit {
    Char(char),
    /// From `\x` or an octal escape: a byte in a string, a number in a rune.
    Byte(u8),
}

/// Takes one character or escape from the front of `rest`.
fn unit(rest: &mut &str, quote: char) -> Option<Unit> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if first == quote || first == '\n' {
        return None;
    }
    if first != '\\' {
        *rest = chars.as_str();
        return Some(Unit::Char(first));
    }
    let escape = chars.next()?;
    let mut digits = |len: usize, radix: u32| {
        let text = chars.as_str().get(..len)?;
        let all = text.chars().all(|c| c.is_digit(radix));
        chars = chars.as_str()[len..].chars();
        u32::from_str_radix(text, radix).ok().filter(|_| all)
    };
    let value = match escape {
        'a' => Unit::Char('\x07'),
        'b' => Unit::Char('\x08'),
        'f' => Unit::Char('\x0c'),
        'n' => Unit::Char('\n'),
        'r' => Unit::Char('\r'),
        't' => Unit::Char('\t'),
        'v' => Unit::Char('\x0b'),
        '\\' => Unit::Char('\\'),
        _ if escape == quote => Unit::Char(quote),
        'x' => Unit::Byte(digits(2, 16)? as u8),
        'u' => Unit::Char(char::from_u32(digits(4, 16)?)?),
        'U' => Unit::Char(char::from_u32(digits(8, 16)?)?),
        '0'..='7' => {
            let value = escape.to_digit(8)? * 64 + digits(2, 8)?;
            Unit::Byte(u8::try_from(value).ok()?)
        }
        _ => return None,
    };
    *rest = chars.as_str();
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (literal, value) in [
            (r#""""#, &b""[..]),
            (r#""a\a\b\f\n\r\t\v\\\"'""#, b"a\x07\x08\x0c\n\r\t\x0b\\\"'"),
            (r#""\x00\xff\377\000""#, b"\0\xff\xff\0"),
            (r#""\u00e9\U0001F600é""#, "é😀é".as_bytes()),
            ("`a\\n\r\nb\"`", b"a\\n\nb\""),
        ] {
            assert_eq!(string_value(literal).as_deref(), Some(value), "{literal}");
        }
        for literal in [
            "",
            "\"",
            "\"a",
            "a\"",
            "`",
            "`a`b`",
            r#""\'""#,
            r#""\x0""#,
            r#""\400""#,
            r#""\08""#,
            r#""\ud800""#,
            r#""\U00110000""#,
            r#""\q""#,
            "\"a\nb\"",
            "\"a\"b\"",
            r#""\""#,
            r#""\u+123""#,
            "'a'",
            r#""\xé""#,
            r#""\u00é""#,
        ] {
            assert_eq!(string_value(literal), None, "{literal}");
        }
    }

    #[test]
    fn runes() {
        for (literal, value) in [
            ("'a'", 97),
            (r"'\''", 39),
            ("'\"'", 34),
            (r"'\xff'", 255),
            (r"'\377'", 255),
            ("'世'", 0x4e16),
            (r"'\U0010ffff'", 0x10_ffff),
        ] {
            assert_eq!(rune_value(literal), Some(value), "{literal}");
        }
        for literal in ["''", "'", "'ab'", "'''", r#"'\"'"#, r"'\400'", r"'\udfff'", "\"a\"", "'\n'"] {
            assert_eq!(rune_value(literal), None, "{literal}");
        }
    }

    #[test]
    fn integers() {
        for (literal, value) in [
            ("0", 0),
            ("42", 42),
            ("1_000", 1000),
            ("0x_Ff", 255),
            ("0b101", 5),
            ("0O17", 15),
            ("017", 15),
            ("0_17", 15),
            ("00", 0),
            ("18446744073709551616", 1 << 64),
        ] {
            assert_eq!(int_value(literal), Some(value), "{literal}");
        }
        for literal in
            ["", "_1", "1_", "1__0", "0x", "0x_", "0b2", "08", "1.5", "-1", "+1", "1i", "0x1p2", &"9".repeat(40)]
        {
            assert_eq!(int_value(literal), None, "{literal}");
        }
    }

    #[test]
    fn quoting() {
        for (bytes, literal) in [
            (&b"a\"\\\n\x00\x7f\xff"[..], r#""a\"\\\n\x00\x7f\xff""#),
            ("é世😀e\u{301}\u{301}".as_bytes(), "\"é世😀e\u{301}\u{301}\""),
            ("\u{301}".as_bytes(), "\"\u{301}\""),
            (
                "\u{a0}\u{ad}\u{feff}\u{2028}\u{fffd}\u{e000}\u{10ffff}".as_bytes(),
                "\"\\u00a0\\u00ad\\ufeff\\u2028\u{fffd}\\ue000\\U0010ffff\"",
            ),
            (b"'\x80\xe4\xb8", r#""'\x80\xe4\xb8""#),
        ] {
            assert_eq!(quote(bytes), literal);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_reads_back(bytes: Vec<u8>, text: String) {
            assert_eq!(string_value(&quote(&bytes)), Some(bytes));
            assert_eq!(string_value(&quote(text.as_bytes())), Some(text.into_bytes()));
        }

        #[test]
        fn any_text_is_judged(text in "[\"'`\\\\xuU0-9a-f\r\n\\PC]{0,12}") {
            string_value(&text);
            rune_value(&text);
            int_value(&text);
        }
    }
}
