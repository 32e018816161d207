//! Tokens of Go source from its bytes, without a tree and without ever failing.
//!
//! Owns how literals, comments and automatic semicolons are told apart. Knows nothing of declarations, and reads no
//! meaning into a literal. [`block_end`] is the fast way past a function body: it knows braces, strings and comments
//! only.

use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// A name, predeclared ones and `_` included.
    Identifier,
    /// One of the 25 reserved words.
    Keyword,
    /// `12`, `0x1F`, `1_000`
    Int,
    /// `1.5`, `1e3`, `0x1p-2`
    Float,
    /// `2i`
    Imaginary,
    /// `'x'`
    Rune,
    /// `"..."`
    String,
    /// `` `...` ``
    RawString,
    /// Any operator or punctuation but the semicolon.
    Operator,
    /// A semicolon that is written.
    Semicolon,
    /// The semicolon that a line end stands for; an empty span at the line end, or at the comment in front of it.
    Newline,
    /// `// ...` without its line end, or `/* ... */`
    Comment,
    /// A character that has no place in Go.
    Unknown,
}

/// A token and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands; empty for [`TokenKind::Newline`] only.
    pub span: Span,
}

/// The tokens of a text, one after the other: ascending, disjoint, at character boundaries.
///
/// An unterminated string or rune ends at its line end, an unterminated raw string or comment at the end of the text.
#[derive(Clone, Debug)]
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// Whether a line end here stands for a semicolon.
    ends_line: bool,
    /// From here on no `*/` follows. Remembered so that many unterminated comments do not each search the whole file.
    open_comments_from: usize,
    /// The same for the back quote.
    open_raw_from: usize,
    /// The start of a raw string or comment that runs to the end of the text because nothing ends it.
    open_literal: Option<usize>,
}

impl<'t> Lexer<'t> {
    /// The tokens of the whole text, behind a byte order mark. A text of 4 GiB or more has none: no span could name them.
    pub fn new(text: &'t str) -> Lexer<'t> {
        let end = if u32::try_from(text.len()).is_ok() { text.len() } else { 0 };
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lexer {
            text,
            at: at.min(end),
            end,
            ends_line: false,
            open_comments_from: end,
            open_raw_from: end,
            open_literal: None,
        }
    }

    /// The tokens of one stretch of the text, with positions in the whole.
    ///
    /// # Panics
    /// When the span does not lie in `text` at character boundaries.
    pub fn within(text: &'t str, span: Span) -> Lexer<'t> {
        let (at, end) = (span.start as usize, span.end as usize);
        assert!(text.is_char_boundary(at) && text.is_char_boundary(end), "{span:?} cuts a character");
        Lexer { text, at, end, ends_line: false, open_comments_from: end, open_raw_from: end, open_literal: None }
    }

    /// The offset behind the last token.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Goes on at another offset. `ends_line` tells whether a line end there stands for a semicolon.
    pub(super) fn seek(&mut self, at: usize, ends_line: bool) {
        debug_assert!(self.text.is_char_boundary(at) && at <= self.end);
        self.at = at;
        self.ends_line = ends_line;
        self.open_literal = None;
    }

    /// Where the raw string or comment starts that took the rest of the text because nothing ends it.
    pub(super) fn open_literal(&self) -> Option<usize> {
        self.open_literal
    }

    fn token(&mut self, kind: TokenKind, start: usize, end: usize) -> Token {
        self.at = end;
        Token { kind, span: Span { start: start as u32, end: end as u32 } }
    }

    /// The end of the comment that starts at `start` with `/*`.
    fn general_comment_end(&mut self, start: usize) -> usize {
        if start < self.open_comments_from {
            match comment_end(&self.text.as_bytes()[..self.end], start + 2) {
                Some(end) => return end,
                None => self.open_comments_from = start,
            }
        }
        self.open_literal = Some(start);
        self.end
    }

    fn raw_string_end(&mut self, start: usize) -> usize {
        if start < self.open_raw_from {
            match raw_end(&self.text.as_bytes()[..self.end], start + 1) {
                Some(end) => return end,
                None => self.open_raw_from = start,
            }
        }
        self.open_literal = Some(start);
        self.end
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = self.at;
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\t' | b'\r') => at += 1,
                Some(b'\n') if !self.ends_line => at += 1,
                _ => break,
            }
        }
        let Some(&first) = bytes.get(at) else {
            self.at = at;
            return std::mem::take(&mut self.ends_line).then(|| self.token(TokenKind::Newline, at, at));
        };
        if first == b'\n' {
            self.ends_line = false;
            return Some(self.token(TokenKind::Newline, at, at));
        }
        if first == b'/' && matches!(bytes.get(at + 1), Some(b'/' | b'*')) {
            let end = match bytes[at + 1] {
                b'/' => {
                    let end = line_end(bytes, at + 2);
                    // The carriage return is part of the line end, as it is to Go.
                    if end < bytes.len() && bytes[end - 1] == b'\r' { end - 1 } else { end }
                }
                _ => self.general_comment_end(at),
            };
            // A comment that holds a line end acts like one, and so does one that ends with its line.
            if self.ends_line && (bytes[at + 1] == b'/' || bytes[at..end].contains(&b'\n')) {
                self.ends_line = false;
                return Some(self.token(TokenKind::Newline, at, at));
            }
            return Some(self.token(TokenKind::Comment, at, end));
        }
        let (kind, end) = match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => match identifier_end(self.text, bytes, at) {
                end if end > at && is_keyword(&bytes[at..end]) => (TokenKind::Keyword, end),
                end if end > at => (TokenKind::Identifier, end),
                _ => (TokenKind::Unknown, at + self.text[at..].chars().next().map_or(1, char::len_utf8)),
            },
            b'0'..=b'9' => number(bytes, at),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => number(bytes, at),
            b'"' => (TokenKind::String, quoted_end(bytes, at)),
            b'\'' => (TokenKind::Rune, quoted_end(bytes, at)),
            b'`' => (TokenKind::RawString, self.raw_string_end(at)),
            b';' => (TokenKind::Semicolon, at + 1),
            _ => match operator_len(&bytes[at..]) {
                0 => (TokenKind::Unknown, at + 1),
                len => (TokenKind::Operator, at + len),
            },
        };
        self.ends_line = match kind {
            TokenKind::Semicolon | TokenKind::Unknown => false,
            TokenKind::Keyword => {
                matches!(&bytes[at..end], b"break" | b"continue" | b"fallthrough" | b"return")
            }
            TokenKind::Operator => matches!(&bytes[at..end], b")" | b"]" | b"}" | b"++" | b"--"),
            _ => true,
        };
        Some(self.token(kind, at, end))
    }
}

/// The offset behind the brace that closes the block whose first byte inside is `at`; `None` when the text ends before.
///
/// This is how function bodies are skipped, so it looks at as few bytes as it can: braces, quotes and comments.
pub fn block_end(bytes: &[u8], at: usize) -> Result<usize, Unclosed> {
    let mut at = at;
    let mut depth = 1u32;
    loop {
        while at < bytes.len() && !MATTERS[bytes[at] as usize] {
            at += 1;
        }
        let Some(&byte) = bytes.get(at) else { return Err(Unclosed { in_raw_string: false }) };
        match byte {
            b'{' => {
                depth += 1;
                at += 1;
            }
            b'}' => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return Ok(at);
                }
            }
            b'"' | b'\'' => at = quoted_end(bytes, at),
            b'`' => at = raw_end(bytes, at + 1).ok_or(Unclosed { in_raw_string: true })?,
            _ => match bytes.get(at + 1) {
                Some(b'/') => at = line_end(bytes, at + 2),
                Some(b'*') => at = comment_end(bytes, at + 2).ok_or(Unclosed { in_raw_string: false })?,
                _ => at += 1,
            },
        }
    }
}

/// A block that the text does not close.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unclosed {
    /// The text ended inside a raw string, so a back quote is missing rather than a brace.
    pub in_raw_string: bool,
}

/// The bytes that [`block_end`] has to stop at.
static MATTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    let stops = b"{}\"'`/";
    while at < stops.len() {
        table[stops[at] as usize] = true;
        at += 1;
    }
    table
};

/// The offset behind the string or rune that starts at `at`; the line end when nothing closes it.
pub(super) fn quoted_end(bytes: &[u8], at: usize) -> usize {
    let quote = bytes[at];
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(|&next| next != b'\n') => at += 1,
            b'\n' => return at,
            _ if byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
        // An escaped character of several bytes is stepped through like any other: its later bytes mean nothing here.
    }
    bytes.len()
}

/// The offset behind the back quote that closes a raw string whose first byte inside is `at`.
pub(super) fn raw_end(bytes: &[u8], at: usize) -> Option<usize> {
    bytes[at..].iter().position(|&byte| byte == b'`').map(|len| at + len + 1)
}

/// The offset of the line end at or behind `at`.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |len| at + len)
}

/// The offset behind the `*/` that closes a comment whose first byte inside is `at`.
pub(super) fn comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    bytes[at..].windows(2).position(|pair| pair == b"*/").map(|len| at + len + 2)
}

/// The offset behind the identifier at `at`; `at` itself when none stands there.
///
/// A little wider than Go for rare scripts: Rust's idea of a letter or digit includes a few marks that Go's does not.
fn identifier_end(text: &str, bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            end += 1;
        } else if byte >= 0x80 {
            match text[end..].chars().next() {
                Some(c) if c.is_alphabetic() || (end > at && c.is_numeric()) => end += c.len_utf8(),
                _ => break,
            }
        } else {
            break;
        }
    }
    end
}

/// The kind of the number at `at` and the offset behind it.
fn number(bytes: &[u8], at: usize) -> (TokenKind, usize) {
    let hex = bytes[at] == b'0' && matches!(bytes.get(at + 1), Some(b'x' | b'X'));
    let prefixed = hex || (bytes[at] == b'0' && matches!(bytes.get(at + 1), Some(b'b' | b'B' | b'o' | b'O')));
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(|b| b.is_ascii_digit() || *b == b'_' || (hex && b.is_ascii_hexdigit())) {
            at += 1;
        }
        at
    };
    let mut kind = TokenKind::Int;
    let mut end = digits(if prefixed { at + 2 } else { at });
    if (hex || !prefixed) && bytes.get(end) == Some(&b'.') {
        kind = TokenKind::Float;
        end = digits(end + 1);
    }
    let exponent = if hex { b'p' } else { b'e' };
    if (hex || !prefixed) && bytes.get(end).is_some_and(|b| b.to_ascii_lowercase() == exponent) {
        kind = TokenKind::Float;
        end += 1;
        end += usize::from(matches!(bytes.get(end), Some(b'+' | b'-')));
        while bytes.get(end).is_some_and(|b| b.is_ascii_digit() || *b == b'_') {
            end += 1;
        }
    }
    if bytes.get(end) == Some(&b'i') {
        return (TokenKind::Imaginary, end + 1);
    }
    (kind, end)
}

fn is_keyword(word: &[u8]) -> bool {
    matches!(
        word,
        b"break"
            | b"case"
            | b"chan"
            | b"const"
            | b"continue"
            | b"default"
            | b"defer"
            | b"else"
            | b"fallthrough"
            | b"for"
            | b"func"
            | b"go"
            | b"goto"
            | b"if"
            | b"import"
            | b"interface"
            | b"map"
            | b"package"
            | b"range"
            | b"return"
            | b"select"
            | b"struct"
            | b"switch"
            | b"type"
            | b"var"
    )
}

/// The length of the longest operator at the start of `bytes`; 0 when there is none.
fn operator_len(bytes: &[u8]) -> usize {
    const LONG: [&[u8]; 4] = [b"<<=", b">>=", b"&^=", b"..."];
    const PAIRS: [&[u8]; 20] = [
        b"<<", b">>", b"&^", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b"&&", b"||", b"<-", b"++", b"--",
        b"==", b"!=", b"<=", b">=",
    ];
    if LONG.iter().any(|op| bytes.starts_with(op)) {
        return 3;
    }
    if bytes.len() >= 2 && (PAIRS.contains(&&bytes[..2]) || &bytes[..2] == b":=") {
        return 2;
    }
    usize::from(b"+-*/%&|^<>=!()[]{},.:~".contains(&bytes[0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenKind::*;

    fn lex(text: &str) -> Vec<(TokenKind, &str)> {
        Lexer::new(text).map(|token| (token.kind, token.span.of(text))).collect()
    }

    #[test]
    fn line_ends_stand_for_semicolons_as_the_specification_has_it() {
        assert_eq!(
            lex("\u{feff}a /* x */ b // c\r\nif {\n}\nreturn\nx++\n) /* 1\n2 */ y"),
            [
                (Identifier, "a"),
                (Comment, "/* x */"),
                (Identifier, "b"),
                (Newline, ""),
                (Comment, "// c"),
                (Keyword, "if"),
                (Operator, "{"),
                (Operator, "}"),
                (Newline, ""),
                (Keyword, "return"),
                (Newline, ""),
                (Identifier, "x"),
                (Operator, "++"),
                (Newline, ""),
                (Operator, ")"),
                (Newline, ""),
                (Comment, "/* 1\n2 */"),
                (Identifier, "y"),
                (Newline, ""),
            ]
        );
    }

    #[test]
    fn numbers_have_kinds() {
        for (text, kind) in [
            ("0", Int),
            ("1_000", Int),
            ("0xFFe1", Int),
            ("0b101", Int),
            ("0o17", Int),
            (".5", Float),
            ("1.", Float),
            ("1e+9", Float),
            ("0x1.8p-2", Float),
            ("0x_1p0", Float),
            ("1i", Imaginary),
            ("0x1p2i", Imaginary),
            (".5e3i", Imaginary),
        ] {
            assert_eq!(lex(text), [(kind, text), (Newline, "")]);
        }
        assert_eq!(lex("0b1e")[..2], [(Int, "0b1"), (Identifier, "e")]);
        assert_eq!(lex("x...")[..2], [(Identifier, "x"), (Operator, "...")]);
    }

    #[test]
    fn literals_end_where_go_ends_them() {
        assert_eq!(
            lex(r#""a\"b" '\'' '"' `c\`"#)[..4],
            [(String, r#""a\"b""#), (Rune, r"'\''"), (Rune, r#"'"'"#), (RawString, r"`c\`"),]
        );
        assert_eq!(lex("\"a\\\nb")[..3], [(String, "\"a\\"), (Newline, ""), (Identifier, "b")]);
        assert_eq!(lex("'é\n`ü")[..3], [(Rune, "'é"), (Newline, ""), (RawString, "`ü")]);
        assert_eq!(lex("/* ü"), [(Comment, "/* ü")]);
        assert_eq!(lex("/*/ */"), [(Comment, "/*/ */")]);
    }

    #[test]
    fn operators_are_as_long_as_can_be() {
        let all = "<<= >>= &^= ... := << &^ <- == != <= >= && || ++ += ~ . ( )";
        let words: Vec<_> = all.split(' ').map(|op| (Operator, op)).collect();
        let got: Vec<_> = lex(all).into_iter().filter(|t| t.0 != Newline).collect();
        assert_eq!(got, words);
        assert_eq!(lex("# € $"), [(Unknown, "#"), (Unknown, "€"), (Unknown, "$")]);
        assert_eq!(lex("größe 世界 x٣")[..3], [(Identifier, "größe"), (Identifier, "世界"), (Identifier, "x٣")]);
    }

    #[test]
    fn blocks_end_at_their_brace() {
        let end = |text: &str| block_end(text.as_bytes(), 0);
        assert_eq!(end("a{}\"}\"'}'`}`/*}*/ // }\n}x"), Ok(24));
        assert_eq!(end("a / b }"), Ok(7));
        assert_eq!(end("{}"), Err(Unclosed { in_raw_string: false }));
        assert_eq!(end("`}"), Err(Unclosed { in_raw_string: true }));
        assert_eq!(end("/* }"), Err(Unclosed { in_raw_string: false }));
    }

    proptest::proptest! {
        #[test]
        fn tokens_ascend_and_cut_no_character(text in "[\\PC\n\r\t\"'`/*{}a0.\\\\]{0,80}") {
            let mut last = 0;
            for token in Lexer::new(&text) {
                assert!(last <= token.span.start);
                assert!(!token.span.of(&text).is_empty() || token.kind == Newline);
                last = token.span.end;
            }
            let gaps_are_white = Lexer::new(&text).fold((0, true), |(at, white), token| {
                let gap = &text[at as usize..token.span.start as usize];
                (token.span.end, white && gap.trim_matches('\u{feff}').trim().is_empty())
            });
            assert!(gaps_are_white.1);
        }
    }
}
