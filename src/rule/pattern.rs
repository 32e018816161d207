//! A patch of a rule, taken apart: the pattern that its context and `-` lines are, and the runs of `+` lines.
//!
//! Both sides of the diff are parsed as Go, holes written as identifiers that no program has. What a `+` run replaces is
//! the source of the tokens on the `-` lines beside it, so edits are as small as the diff looks and context is never
//! touched.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::file::PatchKind;
use crate::go::kind::{Field, Kind};
use crate::go::stdlib;
use crate::go::syntax::{Node, Tree, parse};
use crate::go::version::Version;
use crate::text::Span;

/// The letter that stands for `$` in front of a hole; Go allows it in names, and no rule needs it otherwise.
const ONE: &str = "µ";
/// What stands for `$*` in front of a hole for any number of siblings.
const MANY: &str = "µµ";

/// A patch that was understood.
pub struct Pattern {
    /// What it is a patch of.
    pub kind: PatchKind,
    /// The side with context and `-` lines.
    pub before: Side,
    /// The side with context and `+` lines.
    pub after: Side,
    /// Where lines go or come.
    pub runs: Vec<Run>,
    /// The import path of each qualifier that it names.
    pub imports: BTreeMap<String, &'static str>,
    /// The Go version that the names of the standard library on the `+` side need.
    pub since: Option<Version>,
}

/// One side of a patch: text that parses as Go.
pub struct Side {
    /// The tree of the text in its frame.
    pub tree: Tree,
    /// The nodes that are the pattern: one for an expression or declaration, any number of statements.
    pub roots: Vec<u32>,
    /// The line of the patch that each line of the text comes from, counted from 0; frames have none.
    lines: Vec<Option<usize>>,
}

/// Consecutive lines of a patch that go or come.
#[derive(Debug)]
pub struct Run {
    /// The tokens of the `before` side that its `-` lines hold, by node number; empty if it has none.
    pub minus: Vec<u32>,
    /// The `+` lines: the text of each without the mark, and where it stands in the text of the `after` side.
    pub plus: Vec<PlusLine>,
    /// The first token of the `before` side on the context behind the run, if there is any.
    pub next: Option<u32>,
    /// The last token of the `before` side on the context before the run, if there is any.
    pub previous: Option<u32>,
    /// How many tabs the line of the first `-` token starts with, or else the line of `next` or `previous`.
    pub indent: usize,
    /// Whether the `-` lines are whole statements.
    pub whole: bool,
}

/// A `+` line.
#[derive(Debug)]
pub struct PlusLine {
    /// How many tabs it starts with.
    pub indent: usize,
    /// Where its text without those tabs stands in the text of the `after` side.
    pub span: Span,
}

/// A fault of a patch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatternError {
    /// The line of the patch, counted from 0.
    pub line: usize,
    /// The fault, in lower case.
    pub message: String,
    /// What would be right.
    pub help: String,
}

/// A hole as the pattern names it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Hole<'p> {
    /// Its name without `$` or `$*`; `_` for one that binds nothing.
    pub name: &'p str,
    /// Whether it stands for any number of siblings.
    pub many: bool,
}

/// The hole that a node of a pattern is, if it is one.
pub fn hole(node: Node<'_>) -> Option<Hole<'_>> {
    let node = inside_statement(node);
    if !matches!(node.kind(), Kind::Identifier | Kind::TypeIdentifier | Kind::FieldIdentifier | Kind::PackageIdentifier)
    {
        return None;
    }
    let text = node.text();
    match text.strip_prefix(MANY) {
        Some(name) => Some(Hole { name, many: true }),
        None => text.strip_prefix(ONE).map(|name| Hole { name, many: false }),
    }
}

/// A hole that stands alone where the grammar wraps it: as a statement, a type element, a parameter, an element, a case of
/// a `select` without statements.
fn inside_statement(mut node: Node<'_>) -> Node<'_> {
    while matches!(
        node.kind(),
        Kind::ExpressionStatement
            | Kind::TypeElem
            | Kind::ParameterDeclaration
            | Kind::LiteralElement
            | Kind::FieldDeclaration
            | Kind::TypeConstraint
            | Kind::CommunicationCase
            | Kind::ReceiveStatement
    ) {
        match node.only_child() {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

impl Pattern {
    /// Takes a patch apart.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(text: &str, kind: PatchKind) -> Result<Pattern, PatternError> {
        let lines = marked_lines(text)?;
        let before = Side::parse(&lines, kind, '-')?;
        let after = Side::parse(&lines, kind, '+')?;
        let mut imports = BTreeMap::new();
        qualifiers(&before, &mut imports)?;
        let since = qualifiers(&after, &mut imports)?;
        let runs = runs(&lines, &before, &after)?;
        Ok(Pattern { kind, before, after, runs, imports, since })
    }

    /// Takes a declaration apart that is only written, never matched.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse_new(text: &str) -> Result<Pattern, PatternError> {
        let marked: String = text.lines().map(|line| format!("+{line}\n")).collect();
        let lines = marked_lines(&marked)?;
        let before = Side::parse(&[], PatchKind::Declaration, '-')?;
        let after = Side::parse(&lines, PatchKind::Declaration, '+')?;
        let mut imports = BTreeMap::new();
        let since = qualifiers(&after, &mut imports)?;
        let run = Run {
            minus: Vec::new(),
            plus: plus_lines(&lines, &after),
            next: None,
            previous: None,
            indent: 0,
            whole: true,
        };
        Ok(Pattern { kind: PatchKind::Declaration, before, after, runs: vec![run], imports, since })
    }

    /// The names of the holes on the side that is matched.
    pub fn bound(&self) -> Vec<&str> {
        names_of(&self.before)
    }

    /// The names of the holes on the side that is written.
    pub fn needed(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for line in self.runs.iter().flat_map(|run| &run.plus) {
            for node in self.after.tokens_in(line.span) {
                if let Some(hole) = hole(node)
                    && !names.contains(&hole.name)
                {
                    names.push(hole.name);
                }
            }
        }
        names
    }
}

fn names_of(side: &Side) -> Vec<&str> {
    let mut names = Vec::new();
    for root in side.root_nodes() {
        for node in root.subtree() {
            if let Some(hole) = hole(node)
                && hole.name != "_"
                && !names.contains(&hole.name)
            {
                names.push(hole.name);
            }
        }
    }
    names
}

/// A line of a patch: its mark, its number, and its text behind the mark.
struct Marked<'a> {
    mark: char,
    number: usize,
    text: &'a str,
}

fn marked_lines(text: &str) -> Result<Vec<Marked<'_>>, PatternError> {
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let fault =
            |message: &str, help: &str| PatternError { line: number, message: message.into(), help: help.into() };
        let Some(mark) = line.chars().next() else {
            return Err(fault("empty line in a patch", "start every line with a space, `-` or `+`"));
        };
        if !matches!(mark, ' ' | '-' | '+') {
            return Err(fault(
                "line without a mark",
                "start it with a space for context, `-` for what goes or `+` for what comes",
            ));
        }
        let text = &line[1..];
        if text.trim_start_matches('\t').starts_with(' ') {
            return Err(fault("indented with spaces", "indent the Go code behind the mark with tabs, as gofmt does"));
        }
        lines.push(Marked { mark, number, text });
    }
    if lines.is_empty() {
        return Err(PatternError {
            line: 0,
            message: "empty patch".into(),
            help: "write the code that it matches, each line marked".into(),
        });
    }
    Ok(lines)
}

impl Side {
    fn parse(lines: &[Marked<'_>], kind: PatchKind, mark: char) -> Result<Side, PatternError> {
        let mut text = String::new();
        let mut numbers = Vec::new();
        if kind != PatchKind::Declaration {
            text.push_str("func _() {\n");
            numbers.push(None);
        }
        for line in lines.iter().filter(|line| line.mark == ' ' || line.mark == mark) {
            text.push_str(&line.text.replace("$*", MANY).replace('$', ONE));
            text.push('\n');
            numbers.push(Some(line.number));
        }
        if kind != PatchKind::Declaration {
            text.push_str("}\n");
            numbers.push(None);
        }
        let text: Arc<str> = text.into();
        let first = lines.first().map_or(0, |line| line.number);
        let fault = |line: usize, message: String| PatternError {
            line,
            message,
            help: "write it as Go, with `$name` for one node and `$*name` for any number of siblings; `kind` says \
                   whether it is statements, an expression or a declaration"
                .into(),
        };
        let tree = parse(&text, &[Span::new(0, text.len() as u32)])
            .map_err(|_| fault(first, "pattern is nested too deep".into()))?;
        if let Some(broken) = tree.root().subtree().rfind(|node| node.is_broken()) {
            let line = text[..broken.span().start as usize].matches('\n').count();
            let number = numbers.get(line).copied().flatten().unwrap_or(first);
            return Err(fault(number, "pattern is not Go".into()));
        }
        let mut side = Side { roots: Vec::new(), tree, lines: numbers };
        side.roots = side.find_roots(kind).map_err(|message| fault(first, message))?;
        Ok(side)
    }

    fn find_roots(&self, kind: PatchKind) -> Result<Vec<u32>, String> {
        if kind == PatchKind::Declaration {
            let declarations: Vec<u32> = self.tree.root().children().map(Node::id).collect();
            return if declarations.len() <= 1 {
                Ok(declarations)
            } else {
                Err("pattern is not exactly one declaration".into())
            };
        }
        let list =
            self.tree.root().only_child().and_then(|f| f.get(Field::Body)).and_then(|b| b.child(Kind::StatementList));
        let statements: Vec<u32> = list.into_iter().flat_map(Node::children).map(Node::id).collect();
        if kind == PatchKind::Statements {
            return Ok(statements);
        }
        match statements.as_slice() {
            [] => Ok(Vec::new()),
            [one] if self.tree.node(*one).is(Kind::ExpressionStatement) => {
                Ok(self.tree.node(*one).only_child().map(Node::id).into_iter().collect())
            }
            _ => Err("pattern is not exactly one expression".into()),
        }
    }

    /// The nodes that are the pattern.
    pub fn root_nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.roots.iter().map(|id| self.tree.node(*id))
    }

    /// The leaves of the pattern, tokens included, that lie in a stretch of its text.
    pub fn tokens_in(&self, span: Span) -> impl Iterator<Item = Node<'_>> {
        self.tree
            .root()
            .subtree()
            .filter(move |node| {
                span.covers(node.span()) && !node.span().is_empty() && node.all_children().next().is_none()
            })
            .filter(|node| !node.text().trim().is_empty() && node.text() != ";")
    }

    /// Where the text of a line of the patch stands on this side, tabs included.
    fn line_span(&self, number: usize) -> Option<Span> {
        let index = self.lines.iter().position(|line| *line == Some(number))?;
        let text: &str = self.tree.text();
        let mut start = 0;
        for _ in 0..index {
            start += text[start..].find('\n')? + 1;
        }
        let end = start + text[start..].find('\n')?;
        Some(Span::new(start as u32, end as u32))
    }
}

/// The import paths of the plain qualifiers on a side. Returns the Go version that has all that is named.
fn qualifiers(side: &Side, imports: &mut BTreeMap<String, &'static str>) -> Result<Option<Version>, PatternError> {
    let mut newest = None;
    for node in side.root_nodes().flat_map(Node::subtree) {
        let function = node.get(Field::Function).filter(|_| node.is(Kind::CallExpression));
        if function.is_some_and(|function| matches!(function.text(), "clear" | "max" | "min")) {
            newest = newest.max(Some(Version { major: 1, minor: 21 }));
        }
        let Some(name) = qualifier(node) else { continue };
        let fault = |message: String, help: &str| {
            let line = side.tree.text()[..name.span().start as usize].matches('\n').count();
            let line = side.lines.get(line).copied().flatten().unwrap_or(0);
            PatternError { line, message, help: help.into() }
        };
        let Some(path) = stdlib::path_of(name.text()) else {
            return Err(fault(
                format!("`{}` is neither a hole nor a package that is known", name.text()),
                "write a variable as `$name`; packages are those of the standard library",
            ));
        };
        let member = node.children().last().filter(|member| *member != name && hole(*member).is_none());
        if let Some(member) = member.filter(|_| path != "unsafe") {
            let since = stdlib::since(path, member.text()).ok_or_else(|| {
                let message = format!("package \"{path}\" has no `{}`, or not on all systems", member.text());
                fault(message, "see the documentation of the package for what it exports")
            })?;
            newest = newest.max(Some(since));
        }
        imports.insert(name.text().to_string(), path);
    }
    Ok(newest)
}

/// The identifier in front of the dot, if the node is a name qualified by a plain identifier.
pub fn qualifier(node: Node<'_>) -> Option<Node<'_>> {
    let name = match node.kind() {
        Kind::SelectorExpression => node.get(Field::Operand).filter(|operand| operand.is(Kind::Identifier))?,
        Kind::QualifiedType => node.get(Field::Package)?,
        _ => return None,
    };
    hole(name).is_none().then_some(name)
}

fn tabs(text: &str) -> usize {
    text.len() - text.trim_start_matches('\t').len()
}

fn runs(lines: &[Marked<'_>], before: &Side, after: &Side) -> Result<Vec<Run>, PatternError> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].mark == ' ' {
            at += 1;
            continue;
        }
        let end = at + lines[at..].iter().take_while(|line| line.mark != ' ').count();
        runs.push(run(lines, at..end, before, after)?);
        at = end;
    }
    Ok(runs)
}

fn run(lines: &[Marked<'_>], range: Range<usize>, before: &Side, after: &Side) -> Result<Run, PatternError> {
    let tokens = |line: &Marked<'_>| -> Vec<u32> {
        let span = before.line_span(line.number).unwrap_or_default();
        before.tokens_in(span).map(Node::id).collect()
    };
    let here = &lines[range.clone()];
    let minus_lines: Vec<&Marked<'_>> = here.iter().filter(|line| line.mark == '-').collect();
    let minus: Vec<u32> = minus_lines.iter().flat_map(|line| tokens(line)).collect();
    let context = |line: &&Marked<'_>| line.mark != '+';
    let next_line = lines[range.end..].iter().find(context);
    let previous_line = lines[..range.start].iter().rev().find(context);
    let next = next_line.and_then(|line| tokens(line).first().copied());
    let previous = previous_line.and_then(|line| tokens(line).last().copied());
    let anchor = minus_lines.first().copied().or(next_line).or(previous_line);
    let plus = plus_lines(here, after);
    if minus.is_empty() && next.is_none() && previous.is_none() {
        return Err(PatternError {
            line: here[0].number,
            message: "insertion without anything to stand beside".into(),
            help: "add a line of context".into(),
        });
    }
    let whole = is_whole(before, &minus);
    Ok(Run { minus, plus, next, previous, indent: anchor.map_or(0, |line| tabs(line.text)), whole })
}

fn plus_lines(lines: &[Marked<'_>], after: &Side) -> Vec<PlusLine> {
    let plus = |line: &Marked<'_>| {
        let whole = after.line_span(line.number).unwrap_or_default();
        let indent = tabs(line.text);
        PlusLine { indent, span: Span::new(whole.start + indent as u32, whole.end) }
    };
    lines.iter().filter(|line| line.mark == '+').map(plus).collect()
}

/// Whether the tokens are exactly those of consecutive statements.
fn is_whole(side: &Side, tokens: &[u32]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let span = Span::new(side.tree.node(*first).span().start, side.tree.node(*last).span().end);
    let starts = |node: Node<'_>| node.parent().is_some_and(|p| p.is(Kind::StatementList)) && span.covers(node.span());
    let statements: Vec<Node<'_>> =
        side.tree.root().subtree().filter(|node| node.is_named() && starts(*node)).collect();
    statements.first().is_some_and(|node| node.span().start == span.start)
        && statements.iter().any(|node| node.span().end == span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_of_statements() {
        let patch = Pattern::parse(
            "-$s := []$T{}\n+$s := make([]$T, 0, len($xs))\n $*between\n for $*_ := range $xs {\n \t$*body\n }\n",
            PatchKind::Statements,
        )
        .unwrap();
        assert_eq!(patch.bound(), ["s", "T", "between", "xs", "body"]);
        assert_eq!(patch.needed(), ["s", "T", "xs"]);
        assert_eq!(patch.runs.len(), 1);
        assert!(patch.runs[0].whole);
        assert_eq!(patch.before.roots.len(), 3);
    }

    #[test]
    fn a_patch_of_an_expression_names_packages() {
        let patch = Pattern::parse("-fmt.Sprintf(\"%d\", $x)\n+strconv.Itoa($x)\n", PatchKind::Expression).unwrap();
        assert_eq!(patch.imports.keys().collect::<Vec<_>>(), ["fmt", "strconv"]);
        assert_eq!(patch.before.root_nodes().next().unwrap().kind(), Kind::CallExpression);
    }

    #[test]
    fn what_is_written_must_have_come() {
        let since = |text| Pattern::parse(text, PatchKind::Expression).map(|patch| patch.since.map(|v| v.to_string()));
        assert_eq!(
            since("-strings.Split($x, $y)\n+slices.Collect(strings.SplitSeq($x, $y))\n"),
            Ok(Some("1.24".into()))
        );
        assert_eq!(since("-strings.SplitSeq($x, $y)\n+f($x)\n"), Ok(None));
        let message = "package \"strconv\" has no `Ioat`, or not on all systems";
        assert_eq!(since("-f($x)\n+strconv.Ioat($x)\n").map_err(|fault| fault.message), Err(message.into()));
    }

    #[test]
    fn a_header_alone_can_change() {
        let patch = Pattern::parse(
            "-func $f($*params) *$T {\n+func $f($*params) $T {\n \t$*body\n }\n",
            PatchKind::Declaration,
        )
        .unwrap();
        assert!(!patch.runs[0].whole);
        let texts: Vec<&str> = patch.runs[0].minus.iter().map(|id| patch.before.tree.node(*id).text()).collect();
        assert_eq!(texts, ["func", "µf", "(", "µµparams", ")", "*", "µT", "{"]);
    }

    #[test]
    fn faults_have_a_line() {
        let fault = |text| Pattern::parse(text, PatchKind::Statements).err().map(|e| (e.line, e.message));
        assert_eq!(fault(" for {\n*x\n }\n"), Some((1, "line without a mark".into())));
        assert_eq!(fault(" for {\n    x()\n }\n"), Some((1, "indented with spaces".into())));
        assert_eq!(
            fault(" $x := foo.Bar()\n"),
            Some((0, "`foo` is neither a hole nor a package that is known".into()))
        );
        assert_eq!(fault(" $x := 1\n )(\n").map(|e| e.1), Some("pattern is not Go".into()));
    }
}
