//! Splits a Go file into its top-level declarations with a scan over its bytes, without parsing.
//!
//! Owns where a declaration starts and ends and what it declares. It reads tokens outside of braces and skips what
//! stands in them; whether the inside is Go is the parser's question. In a file whose brackets do not add up, the
//! declaration at fault ends where the next line starts with a declaration's keyword, so that its neighbours live.

mod recovery;
#[cfg(test)]
mod tests;

use super::lex::{Lexer, Token, TokenKind, Unclosed, block_end, quoted_end, raw_end};
use crate::text::Span;
use recovery::{Recovery, block_end_or_decl, doc_above, next_decl_line};

/// The top-level parts of a file.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// The identifier of the package clause; `None` when there is no clause.
    pub package: Option<Span>,
    /// Every import, from all import declarations.
    pub imports: Vec<Import>,
    /// All top-level declarations in order, import declarations included.
    pub decls: Vec<Decl>,
}

/// One import spec.
#[derive(Clone, Debug)]
pub struct Import {
    /// The name in front of the path, if any: an identifier, `.` or `_`.
    pub name: Option<Span>,
    /// The path with its quotes.
    pub path: Span,
    /// The whole spec, name and path.
    pub span: Span,
}

/// A top-level declaration.
#[derive(Clone, Debug)]
pub struct Decl {
    /// What it declares.
    pub kind: DeclKind,
    /// From the keyword to the last byte before the line end that closes it.
    pub span: Span,
    /// Where the comment lines directly above it start (no blank line between); the start of `span` if there are none.
    pub doc: u32,
    /// The declared names, each one's identifier: one for a function or method, any number for `var`, `const`, `type`.
    pub names: Vec<Span>,
    /// The base type's identifier of a method's receiver: `T` in `func (t *T[K]) m()`.
    pub receiver: Option<Span>,
    /// The body of a function or method, braces included.
    pub body: Option<Span>,
}

/// The keyword of a declaration.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DeclKind {
    /// `import`
    Import,
    /// `func` without receiver
    Func,
    /// `func` with a receiver
    Method,
    /// `var`
    Var,
    /// `const`
    Const,
    /// `type`
    Type,
    /// Something that does not start with one of the keywords: a syntax error.
    Other,
}

/// The top-level parts of `text`. Every text has an answer; spans are ascending, disjoint and cut no character.
pub fn split(text: &str) -> Split {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        text,
        lexer: Lexer::new(text),
        split: Split::default(),
        comments: Comments::None,
        last: Lexer::new(text).offset(),
        recovery: None,
    };
    scan.file();
    scan.split
}

/// A split under way.
struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    lexer: Lexer<'t>,
    split: Split,
    comments: Comments,
    /// The end of the last token that is neither a comment nor a line end.
    last: usize,
    /// Set once the brackets of a declaration turned out to be unclosed.
    recovery: Option<Recovery>,
}

/// The comments between the last token and here.
#[derive(Clone, Copy)]
enum Comments {
    None,
    /// They stand on the line of the last token, and belong to that.
    Trailing {
        end: usize,
    },
    /// They stand on lines of their own.
    Lead {
        start: usize,
        end: usize,
    },
}

/// The next thing in a declaration.
enum Step {
    /// A token that is no brace.
    Token(Token),
    /// What stands in braces, with them.
    Block(Span),
    /// The declaration ends here, as it should.
    End,
    /// It is broken; the next one starts at the offset.
    Cut(usize),
}

impl<'t> Scan<'t> {
    fn file(&mut self) {
        while let Some(token) = self.lexer.next() {
            match token.kind {
                TokenKind::Newline => {}
                TokenKind::Comment => self.comment(token.span),
                TokenKind::Semicolon => self.passed(token),
                TokenKind::Keyword
                    if self.split.package.is_none() && self.split.decls.is_empty() && self.word(token) == "package" =>
                {
                    self.passed(token);
                    self.package();
                }
                _ => self.decl(token),
            }
        }
    }

    fn package(&mut self) {
        let before = self.lexer.clone();
        match self.lexer.find(|token| token.kind != TokenKind::Comment) {
            Some(token) if token.kind == TokenKind::Identifier => {
                self.split.package = Some(token.span);
                self.passed(token);
            }
            _ => self.lexer = before,
        }
    }

    fn word(&self, token: Token) -> &'t str {
        token.span.of(self.text)
    }

    /// Notes that a token that means something was read.
    fn passed(&mut self, token: Token) {
        self.last = token.span.end as usize;
        self.comments = Comments::None;
    }

    fn line_ends(&self, from: usize, to: u32) -> usize {
        self.bytes[from..to as usize].iter().filter(|&&byte| byte == b'\n').take(2).count()
    }

    fn comment(&mut self, span: Span) {
        let (start, end) = (span.start as usize, span.end as usize);
        self.comments = match self.comments {
            Comments::Lead { start, end: before } if self.line_ends(before, span.start) < 2 => {
                Comments::Lead { start, end }
            }
            Comments::Trailing { end: before } if self.line_ends(before, span.start) == 0 => Comments::Trailing { end },
            Comments::None if self.split.package.is_some() || !self.split.decls.is_empty() => {
                match self.line_ends(self.last, span.start) {
                    0 => Comments::Trailing { end },
                    _ => Comments::Lead { start, end },
                }
            }
            _ => Comments::Lead { start, end },
        };
    }

    /// Reads the declaration whose first token was just read.
    fn decl(&mut self, first: Token) {
        let mut first = first;
        if self.lexer.open_literal().is_some() {
            // A back quote that nothing closes: do not let it own the rest of the file.
            first.span.end = first.span.start + 1;
        }
        let doc = match self.comments {
            Comments::Lead { start, end } if self.line_ends(end, first.span.start) < 2 => start as u32,
            _ => first.span.start,
        };
        let behind = self.lexer.clone();
        let imports = self.split.imports.len();
        let (mut decl, cut) = loop {
            match self.parts(first) {
                Ok(read) => break read,
                // At most once per file: with `recovery` set, a scan looks no further than the next declaration.
                Err(unclosed) => {
                    self.lexer = behind.clone();
                    self.split.imports.truncate(imports);
                    self.recovery = Some(Recovery::of(self.bytes, unclosed));
                }
            }
        };
        if let Some(recovery) = &mut self.recovery {
            recovery.in_raw_string = false;
        }
        decl.doc = doc;
        self.comments = Comments::None;
        match cut {
            None => decl.span.end = self.last as u32,
            Some(next) => {
                let above = doc_above(self.bytes, next).max(self.last);
                let end = self.bytes[..above].trim_ascii_end().len().max(self.last);
                decl.span.end = end as u32;
                self.last = end;
                if above < next {
                    self.comments = Comments::Lead { start: above, end: next };
                }
                self.lexer.seek(next, false);
            }
        }
        self.split.decls.push(decl);
    }

    /// The declaration that starts with `first`, and where the next one starts if it is broken.
    fn parts(&mut self, first: Token) -> Result<(Decl, Option<usize>), Unclosed> {
        self.passed(first);
        let kind = match self.word(first) {
            "func" => DeclKind::Func,
            "import" => DeclKind::Import,
            "var" => DeclKind::Var,
            "const" => DeclKind::Const,
            "type" => DeclKind::Type,
            _ => DeclKind::Other,
        };
        let mut decl =
            Decl { kind, span: first.span, doc: first.span.start, names: Vec::new(), receiver: None, body: None };
        let cut = match kind {
            DeclKind::Func => self.func(&mut decl)?,
            DeclKind::Other => {
                // Its first token may be a bracket; the scan has to count it.
                self.lexer.seek(first.span.start as usize, false);
                self.rest(&mut 0)?
            }
            _ => self.specs(&mut decl)?,
        };
        Ok((decl, cut))
    }

    fn rest(&mut self, depth: &mut u32) -> Result<Option<usize>, Unclosed> {
        loop {
            match self.step(depth)? {
                Step::End => return Ok(None),
                Step::Cut(next) => return Ok(Some(next)),
                Step::Token(_) | Step::Block(_) => {}
            }
        }
    }

    fn func(&mut self, decl: &mut Decl) -> Result<Option<usize>, Unclosed> {
        let mut depth = 0;
        let mut square = 0u32;
        let mut receiver = None;
        // Whether no name may follow in the receiver, and whether one did, or something that no receiver holds.
        let mut last_name = false;
        let mut odd = false;
        let mut in_receiver = false;
        // Whether `struct` or `interface` was just read, whose braces are no body.
        let mut braced_type = false;
        loop {
            let token = match self.step(&mut depth)? {
                Step::End => break,
                Step::Cut(next) => return Ok(Some(next)),
                Step::Block(span) => {
                    if depth == 0 && !braced_type && !decl.names.is_empty() {
                        decl.body = Some(span);
                        break;
                    }
                    braced_type = false;
                    continue;
                }
                Step::Token(token) => token,
            };
            let word = self.word(token);
            braced_type = matches!(word, "struct" | "interface");
            if !decl.names.is_empty() || decl.kind == DeclKind::Other {
                continue;
            }
            if in_receiver {
                match word {
                    "[" => square += 1,
                    "]" => {
                        square = square.saturating_sub(1);
                        // Nothing but a comma may follow the type arguments; a name would be an element type.
                        last_name |= square == 0;
                    }
                    _ if square > 0 => {}
                    "(" | ")" | "*" => {}
                    "," => last_name = true,
                    _ => {
                        odd |= last_name || token.kind != TokenKind::Identifier;
                        receiver = Some(token.span);
                    }
                }
                in_receiver = depth > 0;
            } else if token.kind == TokenKind::Identifier {
                decl.names.push(token.span);
                decl.receiver = receiver.filter(|_| !odd);
            } else if word == "(" && decl.kind == DeclKind::Func {
                decl.kind = DeclKind::Method;
                in_receiver = true;
            } else {
                decl.kind = DeclKind::Other;
            }
        }
        if decl.names.is_empty() {
            decl.kind = DeclKind::Other;
        }
        Ok(None)
    }

    fn specs(&mut self, decl: &mut Decl) -> Result<Option<usize>, Unclosed> {
        let mut depth = 0;
        let mut group = false;
        let mut first = true;
        // Whether the tokens read so far in this spec leave room for a name.
        let mut open = true;
        let mut comma = true;
        let mut import_name = None;
        loop {
            let token = match self.step(&mut depth)? {
                Step::End => return Ok(None),
                Step::Cut(next) => return Ok(Some(next)),
                Step::Block(_) => {
                    open = false;
                    continue;
                }
                Step::Token(token) => token,
            };
            let word = self.word(token);
            if std::mem::take(&mut first) && word == "(" {
                group = true;
                continue;
            }
            if group && depth == 0 {
                return Ok(None);
            }
            if depth != u32::from(group) {
                open = false;
                continue;
            }
            if matches!(token.kind, TokenKind::Newline | TokenKind::Semicolon) {
                (open, comma, import_name) = (true, true, None);
                continue;
            }
            if !open {
                continue;
            }
            match (decl.kind, token.kind) {
                (DeclKind::Import, TokenKind::String | TokenKind::RawString) if is_closed(word) => {
                    let name: Option<Span> = import_name;
                    let start = name.map_or(token.span.start, |name| name.start);
                    let span = Span { start, end: token.span.end };
                    self.split.imports.push(Import { name, path: token.span, span });
                    open = false;
                }
                (DeclKind::Import, TokenKind::Identifier) if import_name.is_none() => import_name = Some(token.span),
                (DeclKind::Import, TokenKind::Operator) if word == "." && import_name.is_none() => {
                    import_name = Some(token.span);
                }
                (DeclKind::Type, TokenKind::Identifier) => {
                    decl.names.push(token.span);
                    open = false;
                }
                (DeclKind::Var | DeclKind::Const, TokenKind::Identifier) if comma => {
                    decl.names.push(token.span);
                    comma = false;
                }
                (DeclKind::Var | DeclKind::Const, TokenKind::Operator) if word == "," && !comma => comma = true,
                _ => open = false,
            }
        }
    }

    /// The next thing in a declaration. `depth` counts the round and square brackets that are open.
    fn step(&mut self, depth: &mut u32) -> Result<Step, Unclosed> {
        while let Some(token) = self.lexer.next() {
            let reached = token.span.start as usize;
            match token.kind {
                TokenKind::Comment => continue,
                TokenKind::Newline | TokenKind::Semicolon if *depth == 0 && self.lexer.open_literal().is_none() => {
                    return Ok(Step::End);
                }
                TokenKind::Newline => return Ok(Step::Token(token)),
                TokenKind::Keyword if self.is_next_decl(token, *depth) => return Ok(Step::Cut(reached)),
                TokenKind::Operator => match self.bytes[reached] {
                    b'{' => return self.block(token),
                    b'(' | b'[' => *depth += 1,
                    b')' | b']' => *depth = depth.saturating_sub(1),
                    _ => {}
                },
                _ => {}
            }
            if self.lexer.open_literal().is_none() {
                self.last = token.span.end as usize;
            }
            return Ok(Step::Token(token));
        }
        // The last token may be a comment or raw string that nothing ends: then there may be declarations in it.
        let open = self.lexer.open_literal();
        match self.recovery {
            _ if *depth == 0 && open.is_none() => Ok(Step::End),
            None => Err(Unclosed { in_raw_string: open.is_some_and(|at| self.bytes[at] == b'`') }),
            Some(_) => Ok(Step::Cut(next_decl_line(self.bytes, open.unwrap_or(self.bytes.len())))),
        }
    }

    /// Whether a keyword in the middle of a declaration can only be the start of the next.
    fn is_next_decl(&self, token: Token, depth: u32) -> bool {
        let start = token.span.start as usize;
        if start != 0 && self.bytes[start - 1] != b'\n' {
            return false;
        }
        match self.word(token) {
            "var" | "const" | "type" | "import" => true,
            // Without a name it may be a function literal or type.
            "func" => {
                let next = self.lexer.clone().find(|token| token.kind != TokenKind::Comment);
                next.is_some_and(|token| token.kind == TokenKind::Identifier) || (self.recovery.is_some() && depth > 0)
            }
            _ => false,
        }
    }

    fn block(&mut self, brace: Token) -> Result<Step, Unclosed> {
        let inside = brace.span.end as usize;
        self.last = inside;
        let end = match self.recovery {
            None => block_end(self.bytes, inside)?,
            Some(Recovery { in_raw_string: true, .. }) => return Ok(Step::Cut(next_decl_line(self.bytes, inside))),
            Some(recovery) => match block_end_or_decl(self.bytes, inside, recovery) {
                Ok(end) => end,
                Err(next) => return Ok(Step::Cut(next)),
            },
        };
        self.lexer.seek(end, true);
        self.last = end;
        Ok(Step::Block(Span { start: brace.span.start, end: end as u32 }))
    }
}

/// Whether a string literal has its closing quote.
fn is_closed(literal: &str) -> bool {
    let bytes = literal.as_bytes();
    bytes.len() >= 2 && bytes.first() == bytes.last() && quoted_or_raw_end(bytes) == Some(bytes.len())
}

fn quoted_or_raw_end(literal: &[u8]) -> Option<usize> {
    if literal[0] == b'`' { raw_end(literal, 1) } else { Some(quoted_end(literal, 0)) }
}
