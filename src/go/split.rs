//! Splits a Go file into its top-level declarations with a scan over its bytes, without parsing.
//!
//! Owns where a declaration starts and ends and what it declares. It reads tokens outside of braces and skips what
//! stands in them; whether the inside is Go is the parser's question. In a file whose brackets do not add up, the
//! declaration at fault ends where the next line starts with a declaration's keyword, so that its neighbours live.

mod recovery;

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
        let mut commas = 0;
        let mut receiver = None;
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
                    "]" => square = square.saturating_sub(1),
                    "," if square == 0 => commas += 1,
                    _ if square == 0 && token.kind == TokenKind::Identifier => {
                        receiver = (commas == 0).then_some(token.span);
                    }
                    _ => {}
                }
                in_receiver = depth > 0;
            } else if token.kind == TokenKind::Identifier {
                decl.names.push(token.span);
                decl.receiver = receiver;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// One line per declaration: kind, names, receiver, whether there is a body, and what of the text it spans.
    fn shown(text: &str) -> Vec<String> {
        let split = split(text);
        let shown = |decl: &Decl| {
            let names: Vec<_> = decl.names.iter().map(|name| name.of(text)).collect();
            let receiver = decl.receiver.map_or(String::new(), |name| format!(" on {}", name.of(text)));
            let body = decl.body.map_or(String::new(), |body| format!(" {}", body.of(text)));
            let doc = Span::new(decl.doc, decl.span.start).of(text).trim_end();
            let doc = if doc.is_empty() { String::new() } else { format!("[{doc}] ") };
            format!("{doc}{:?} {}{receiver}{body}", decl.kind, names.join(","))
        };
        split.decls.iter().map(shown).collect()
    }

    fn spans(text: &str) -> Vec<&str> {
        split(text).decls.iter().map(|decl| decl.span.of(text)).collect()
    }

    #[test]
    fn imports_in_all_their_forms() {
        let text = "package p\nimport \"a\"\nimport b \"b/c\"; import . `d`\nimport (\n\t_ \"e\" // x\n\n\tf \"f\"; \"g\")\nimport ()\n";
        let split = split(text);
        assert_eq!(split.package.unwrap().of(text), "p");
        let imports: Vec<_> = split
            .imports
            .iter()
            .map(|import| (import.name.map(|name| name.of(text)), import.path.of(text), import.span.of(text)))
            .collect();
        assert_eq!(
            imports,
            [
                (None, "\"a\"", "\"a\""),
                (Some("b"), "\"b/c\"", "b \"b/c\""),
                (Some("."), "`d`", ". `d`"),
                (Some("_"), "\"e\"", "_ \"e\""),
                (Some("f"), "\"f\"", "f \"f\""),
                (None, "\"g\"", "\"g\""),
            ]
        );
        assert!(split.decls.iter().all(|decl| decl.kind == DeclKind::Import && decl.names.is_empty()));
        assert_eq!(split.decls.len(), 5);
    }

    #[test]
    fn groups_declare_the_names_of_their_specs() {
        assert_eq!(
            shown(
                "package p\nvar (\n\ta, b T = f(func(x int) { y := 1 }), g(z)\n\tc = struct{ d int }{1}; e int\n)\n\
                 const (\n\tA = iota + (\n\t\t1)\n\tB\n\t_\n)\n\
                 type (\n\tM[K comparable, V any] map[K]V\n\tN = struct {\n\t\tx int\n\t}\n\tO interface{ p() }\n)\n\
                 var x, y = 1, 2\ntype F func(a, b int) (c int)\ntype G[P interface{ ~int }] struct{}\n"
            ),
            ["Var a,b,c,e", "Const A,B,_", "Type M,N,O", "Var x,y", "Type F", "Type G"]
        );
    }

    #[test]
    fn bodies_start_at_their_own_brace() {
        for (signature, shows) in [
            ("func f(g func() (int)) (a struct{ x int })", "Func f"),
            ("func f() struct{ x interface{} }", "Func f"),
            ("func f() func(struct{}) interface { m() }", "Func f"),
            ("func f() map[struct{ a int }]struct /* c */ {}", "Func f"),
            ("func f[T interface{ ~[]E }, E any](x ...T) [len([2]int{})]int", "Func f"),
            ("func (t T) m()", "Method m on T"),
            ("func (t *T[K, V]) m() <-chan struct{}", "Method m on T"),
            ("func (*T,) m()", "Method m on T"),
            ("func ((*(T))) m() (int, error)", "Method m on T"),
            ("func (_ /* a */ T) m(\n\ta int,\n)", "Method m on T"),
            ("func (a A, b B) m()", "Method m"),
        ] {
            assert_eq!(shown(&format!("package p\n{signature} {{ {{}} }}\n")), [format!("{shows} {{ {{}} }}")]);
            assert_eq!(shown(&format!("package p\n{signature}\nvar x int")), [shows, "Var x"]);
        }
    }

    #[test]
    fn docs_are_the_lines_directly_above() {
        assert_eq!(
            shown(
                "// file\n\n// pkg\npackage p // no\n// a\n\n// b\n/* c */\nvar x int // no\nvar y int // no\n\
                 //go:noinline\nfunc f() {} // no\n\nconst c = 1; const d = 2\n/* e */ type T int\n//line x.go:7\n\ntype U int\n"
            ),
            [
                "[// b\n/* c */] Var x",
                "Var y",
                "[//go:noinline] Func f {}",
                "Const c",
                "Const d",
                "[/* e */] Type T",
                "Type U"
            ]
        );
    }

    #[test]
    fn line_ends_and_marks_of_all_sorts() {
        assert_eq!(
            shown("\u{feff}package p\r\n\r\n// d\r\nfunc f() {\r\n\t\"}\"\r\n}\r\nvar x = 1\r\n"),
            ["[// d] Func f {\r\n\t\"}\"\r\n}", "Var x"]
        );
        assert_eq!(spans("package p\nvar x = 1 /* a\n b */ + 2\r\nvar y int // z"), ["var x = 1", "+ 2", "var y int"]);
        // A lone carriage return is white space to Go, so all of this is one line.
        assert_eq!(spans("package p\rvar x int\rvar y int"), ["var x int\rvar y int"]);
        assert_eq!(shown(""), Vec::<String>::new());
        assert_eq!(split("// only\n/* comments */").package, None);
        assert_eq!(shown("/*\n#include <x.h>\n*/\nimport \"C\"\n"), ["[/*\n#include <x.h>\n*/] Import "]);
    }

    #[test]
    fn one_broken_declaration_costs_no_other() {
        let ok = "// d\nfunc g() { `\nvar no` }\n\n// e\nfunc (t T) h() {}\nvar z = 1\n";
        let after = ["[// d] Func g { `\nvar no` }", "[// e] Method h on T {}", "Var z"];
        for broken in [
            "func f() {\n\tif x {\n}",
            "func f() {\n\tx := `abc\n}",
            "func f() {\n\t/* abc\n}",
            "func f(a int {\n}",
            "func f( {",
            "func f() (",
            "var x = [",
            "var x = (1 +",
            "var x = T{",
            "var x =",
            "type T struct {",
            "type (\nA int",
            "import (\n\"a\"",
            "func f() {\n}\n}",
            "func f() {\n\tg(\n}",
            "func f() { 'a }'\n}",
            "func () {}",
            "}",
            "x := {",
        ] {
            let text = format!("package p\n{broken}\n\n{ok}");
            let got = shown(&text);
            assert!(got.ends_with(&after.map(String::from)), "{broken}: {got:#?}");
            assert!(got.len() <= 5, "{broken}: {got:#?}");
        }
        assert_eq!(spans("package p\nfunc f() {\n\tx(\n\n// d\nfunc g() {}")[0], "func f() {\n\tx(");
    }

    #[test]
    fn an_unindented_body_is_no_reason_to_split() {
        let text = "package p\nfunc f() {\nvar x = 1\ntype T int\nfunc() {}()\n}\nvar y int\n";
        assert_eq!(shown(text).len(), 2);
    }

    #[test]
    fn trouble_without_end_takes_no_longer_than_trouble_once() {
        for line in
            ["func f() {\n", "func f() { /*\n", "var x = ( /*\n", "var x = (`\n", " func f() {\n", "}\n", "func f("]
        {
            let text = line.repeat(100_000);
            let started = std::time::Instant::now();
            split(&text);
            assert!(started.elapsed().as_secs() < 5, "{line:?}: {:?}", started.elapsed());
        }
    }
}
