//! From a match to edits: the `+` lines of a pattern, written for the place.
//!
//! What a rule's author does not think about happens here: indentation, parentheses where Go's precedence needs them,
//! the name by which this file knows a package, comments that would be lost.

mod align;
mod lines;
mod place;

use std::collections::BTreeSet;

use super::file::PatchKind;
use super::matching::{Bound, Match};
use super::pattern::{Pattern, Run, hole, qualifier};
use crate::go::answer::Reason;
use crate::go::facts::{Facts, Meaning, UNIVERSE, package_name};
use crate::go::gofmt;
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;
use crate::text::{Edit, Span, indentation, line_ending};

/// What a match writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Edits of the file of the match.
    pub edits: Vec<Edit>,
    /// The paths of the packages that the new text names; they must be imported.
    pub packages: BTreeSet<&'static str>,
}

/// Writes the runs of a pattern for a match. `beside` is what it writes elsewhere, where comments may go.
///
/// # Errors
/// When the new text would not mean the same here: a name is taken, a comment would be lost, the line is shared.
pub fn render<'t>(pattern: &Pattern, matched: &Match<'t>, facts: &Facts<'t>, beside: &str) -> Result<Rendered, Reason> {
    let mut rendered = Rendered::default();
    place::allowed(pattern, matched, facts)?;
    for run in &pattern.runs {
        let edit = Place { pattern, matched, facts, beside }.run(run, &mut rendered.packages)?;
        rendered.edits.push(edit);
    }
    Ok(rendered)
}

/// Writes text with holes that stands outside of the match, such as a declaration above.
///
/// # Errors
/// When a name in it means something else at the level of the package.
pub fn render_above<'t>(
    pattern: &Pattern,
    matched: &Match<'t>,
    facts: &Facts<'t>,
) -> Result<(String, BTreeSet<&'static str>), Reason> {
    let mut packages = BTreeSet::new();
    let place = Place { pattern, matched, facts, beside: "" };
    for name in pattern.needed() {
        // What is local to the function means nothing outside of it.
        for node in matched.get(name).map(Bound::nodes).unwrap_or_default().into_iter().flat_map(Node::subtree) {
            if is_name(node) && facts.scopes.local(node).is_some() {
                return Err(Reason::new("local-name", format!("`{}` is local to the function", node.text())));
            }
        }
        if let Some(bound) = matched.get(name) {
            lines::keeps_indentation(bound, matched, facts)?;
        }
    }
    let mut text = String::new();
    for line in pattern.runs.iter().flat_map(|run| &run.plus) {
        text.push_str(&"\t".repeat(line.indent));
        text.push_str(&place.line(line.span, None, &mut packages)?);
        text.push('\n');
    }
    // What was laid out over several lines stands one level further out now.
    let base = indentation(facts.tree.text(), matched.node.span().start).trim_end_matches(' ');
    Ok((gofmt::outdented(&text, base), packages))
}

fn shared_line() -> Reason {
    Reason::new("shared-line", "the code that the new lines would stand beside shares its line with other code")
}

/// All that stands between the braces around a piece of the source, if it is nothing but that on one line, and no other block
/// begins there: gofmt would spread that one as well.
fn alone_in_block(node: Node<'_>, span: Span) -> Option<Span> {
    let text: &str = node.tree().text();
    let before = text[..span.start as usize].trim_end_matches([' ', '\t']);
    let behind = text[span.end as usize..].trim_start_matches([' ', '\t']);
    let is_alone = before.ends_with('{') && behind.starts_with('}') && !span.of(text).contains('\n');
    let line = line_start(text, span.start)..before.len() as u32 - 1;
    let is_first = !node.ancestors().any(|around| around.is(Kind::Block) && line.contains(&around.span().start));
    (is_alone && is_first).then(|| Span::new(before.len() as u32, (text.len() - behind.len()) as u32))
}

struct Place<'r, 't> {
    pattern: &'r Pattern,
    matched: &'r Match<'t>,
    facts: &'r Facts<'t>,
    beside: &'r str,
}

impl Place<'_, '_> {
    fn run(&self, run: &Run, packages: &mut BTreeSet<&'static str>) -> Result<Edit, Reason> {
        let text: &str = self.facts.tree.text();
        let span = match self.replaced(run) {
            Some(span) => self.balanced(span)?,
            None => return self.insertion(run, packages),
        };
        let eol = line_ending(text, span.start);
        let mut base = indentation(text, span.start).to_string();
        let is_alone = text[line_start(text, span.start) as usize..span.start as usize].trim().is_empty();
        let opened = run.plus.len() > 1 && !is_alone;
        let (outer, around) = (base.clone(), span);
        let mut new = String::new();
        if opened {
            base.push('\t');
            new = format!("{eol}{base}");
        }
        for (index, line) in run.plus.iter().enumerate() {
            if index > 0 {
                new.push_str(eol);
                new.push_str(&indented(&base, run.indent, line.indent));
            }
            new.push_str(&self.line(line.span, Some(span.start), packages)?);
        }
        let parenthesised = self.needs_parentheses(run);
        if let Some(sum) = self.tight_sum(run, span, parenthesised, packages)? {
            new = sum;
        }
        if parenthesised {
            new = format!("({new})");
        }
        self.keep_comments(span, &new)?;
        self.keep_alignment(span, &new)?;
        self.keep_brackets(span, &new)?;
        let span = match opened {
            true => {
                new.push_str(&format!("{eol}{outer}"));
                self.keep_bodies(around)?;
                alone_in_block(self.matched.node, around).ok_or_else(shared_line)?
            }
            false => span,
        };
        let span = if new.is_empty() && run.whole {
            let before = text[line_start(text, span.start) as usize..span.start as usize].trim();
            let rest = text[span.end as usize..].lines().next().unwrap_or_default().trim();
            if rest.starts_with('/') {
                let text = format!("the comment `{rest}` would be left without what it is about");
                return Err(Reason::new("comment-in-the-way", text));
            }
            if !(before.is_empty() || before.ends_with("*/")) || !rest.is_empty() {
                return Err(shared_line());
            }
            whole_lines(text, span)
        } else {
            span
        };
        if new.is_empty() && line_start(text, span.start) == span.start {
            self.keep_columns(span)?;
        }
        Ok(Edit { span, text: new })
    }

    /// A piece of the source with the parentheses that it begins or ends in the middle of.
    ///
    /// # Errors
    /// When they hold something else as well.
    fn balanced(&self, span: Span) -> Result<Span, Reason> {
        let text: &str = self.facts.tree.text();
        let pairs = self.facts.tree.covering(span).subtree().filter(|node| {
            matches!(node.kind(), Kind::ParenthesizedExpression | Kind::ParenthesizedType)
                && !node.span().covers(span)
                && !span.covers(node.span())
                && node.span().start < span.end
                && span.start < node.span().end
        });
        let mut wide = span;
        for pair in pairs {
            wide = Span::new(wide.start.min(pair.span().start), wide.end.max(pair.span().end));
        }
        let added = [Span::new(wide.start, span.start), Span::new(span.end, wide.end)];
        match added.iter().all(|added| added.of(text).chars().all(|c| matches!(c, '(' | ')') || c.is_whitespace())) {
            true => Ok(wide),
            false => Err(Reason::new("parentheses", "what goes stands in parentheses with what stays")),
        }
    }

    /// A new expression that is a sum, without the blanks around its `+` that the rule has, where gofmt writes none.
    fn tight_sum(
        &self,
        run: &Run,
        span: Span,
        parenthesised: bool,
        packages: &mut BTreeSet<&'static str>,
    ) -> Result<Option<String>, Reason> {
        let depth = match parenthesised {
            true => gofmt::depth(self.matched.node).saturating_sub(1).max(1),
            false => gofmt::sum_depth(self.matched.node),
        };
        let root = self.pattern.after.root_nodes().next().filter(|_| self.pattern.kind == PatchKind::Expression);
        let (Some(root), [line]) = (root, run.plus.as_slice()) else { return Ok(None) };
        let sides = (root.get(Field::Left), root.get(Field::Operator), root.get(Field::Right));
        let (Some(left), Some(operator), Some(right)) = sides else { return Ok(None) };
        if operator.text() != "+" || depth == 1 || !line.span.covers(root.span()) {
            return Ok(None);
        }
        let left = self.line(left.span(), Some(span.start), packages)?;
        let right = self.line(right.span(), Some(span.start), packages)?;
        Ok(Some(format!("{left}+{right}")))
    }

    /// The source of the `-` tokens of a run; none if it has no `-` lines.
    fn replaced(&self, run: &Run) -> Option<Span> {
        let mut spans =
            run.minus.iter().filter_map(|token| self.matched.source_of(*token)).filter(|span| !span.is_empty());
        let first = spans.next()?;
        Some(Span::new(first.start, spans.next_back().map_or(first.end, |last| last.end.max(first.end))))
    }

    fn insertion(&self, run: &Run, packages: &mut BTreeSet<&'static str>) -> Result<Edit, Reason> {
        let text: &str = self.facts.tree.text();
        let shared = shared_line;
        let source = |token: Option<u32>| token.and_then(|token| self.matched.source_of(token));
        let (at, base) = match (source(run.next), source(run.previous)) {
            (Some(next), _) => {
                let line = line_start(text, next.start);
                if !text[line as usize..next.start as usize].trim().is_empty() {
                    return Err(shared());
                }
                (above_comments(text, line), indentation(text, next.start))
            }
            (None, Some(previous)) => {
                let rest = &text[previous.end as usize..];
                let end = rest.find('\n').ok_or_else(shared)?;
                let behind = rest[..end].trim();
                if !behind.is_empty() && !behind.starts_with("//") {
                    return Err(shared());
                }
                (previous.end + end as u32 + 1, indentation(text, previous.start))
            }
            (None, None) => return Err(shared()),
        };
        let eol = line_ending(text, at);
        let base = base.to_string();
        let mut new = String::new();
        for line in &run.plus {
            new.push_str(&indented(&base, run.indent, line.indent));
            new.push_str(&self.line(line.span, Some(at), packages)?);
            new.push_str(eol);
        }
        self.keep_columns(Span::at(at))?;
        Ok(Edit { span: Span::at(at), text: new })
    }

    /// One `+` line with its holes filled. `at`: where in the file it will stand; none for the level of the package.
    fn line(&self, span: Span, at: Option<u32>, packages: &mut BTreeSet<&'static str>) -> Result<String, Reason> {
        let after = &self.pattern.after;
        let source: &str = after.tree.text();
        let mut line = String::new();
        let mut copied = span.start;
        for node in after.tokens_in(span) {
            let new = match hole(node) {
                Some(hole) => {
                    place::in_scope(self.pattern, self.matched, hole.name, self.facts, at)?;
                    self.filled(node, hole.name, packages)?
                }
                None => match self.named(node, at, packages)? {
                    Some(name) => name,
                    None => continue,
                },
            };
            line.push_str(&source[copied as usize..node.span().start as usize]);
            let siblings = hole(node).is_some_and(|hole| hole.many);
            if siblings && new.trim_start().starts_with('/') {
                return Err(Reason::new("comment", "a comment stands in front of the operands"));
            }
            if siblings && new.is_empty() && line.ends_with(", ") {
                // There are none, so there is nothing to part them from.
                line.truncate(line.len() - ", ".len());
            } else if siblings && new.starts_with(['\n', '\r']) {
                line.truncate(line.trim_end_matches(' ').len());
            } else if siblings
                && line.ends_with(", ")
                && let Some(gap) = hole(node).and_then(|hole| self.line_break_before(hole.name))
            {
                line.truncate(line.len() - " ".len());
                line.push_str(&gap);
            }
            line.push_str(&new);
            copied = node.span().end;
        }
        line.push_str(&source[copied as usize..span.end as usize]);
        Ok(line)
    }

    fn filled(&self, node: Node<'_>, name: &str, packages: &mut BTreeSet<&'static str>) -> Result<String, Reason> {
        let bound = self
            .matched
            .get(name)
            .ok_or_else(|| Reason::new("unbound-hole", format!("nothing says what `${name}` stands for")))?;
        lines::keeps_indentation(bound, self.matched, self.facts)?;
        let text = match bound {
            Bound::Node(inner) if self.pattern.kind == PatchKind::Expression => {
                // The parentheses around what is replaced stay, and gofmt takes a second pair away.
                let is_all = self.pattern.after.root_nodes().next().and_then(hole).is_some();
                let around = self.matched.node.parent().filter(|up| is_all && up.is(Kind::ParenthesizedExpression));
                let inner = if around.is_some() { inner.unparenthesized() } else { *inner };
                gofmt::laid_out(inner, self.depth(node, inner)).ok_or_else(|| {
                    Reason::new("layout", format!("gofmt lays `{}` out otherwise there", short(inner.text())))
                })?
            }
            Bound::Node(inner) if self.pattern.kind != PatchKind::Expression => {
                gofmt::laid_out(*inner, self.depth(node, *inner)).unwrap_or_else(|| bound.text())
            }
            _ => bound.text(),
        };
        let text = self.indented_here(bound, text)?;
        if let Bound::Code(code) = bound {
            packages.extend(&code.packages);
        }
        let tight = match bound {
            Bound::Node(inner) => binds_tightly(*inner),
            Bound::Code(code) => !code.is_sum,
            Bound::Nodes(..) | Bound::Text(_) => true,
        };
        let joined = match bound {
            Bound::Node(inner) => binds_closer(*inner, node),
            _ => false,
        };
        Ok(if is_operand(node) && !tight && !joined { format!("({text})") } else { text })
    }

    /// How deep what a hole stands for will stand, as gofmt counts.
    fn depth(&self, hole: Node<'_>, inner: Node<'_>) -> usize {
        let place = self.matched.node;
        let Some(root) = self.pattern.after.root_nodes().find(|root| root.contains(hole)) else {
            return gofmt::depth(place);
        };
        let joins = |node: Node<'_>| node.get(Field::Operator).is_some_and(|operator| operator.text() == "+");
        let at_place = |node: Node<'_>| match joins(node) {
            _ if self.pattern.kind == PatchKind::Declaration => 1,
            true => gofmt::sum_depth(place),
            false => gofmt::depth(place),
        };
        let (depth, parenthesised) = if hole == root {
            (at_place(inner), !binds_tightly(inner) && !loosely_placed(place, root, self.matched))
        } else {
            let depth = gofmt::depth_within(root, hole, at_place(root), &|node| self.matched.stands_for(node));
            (depth, is_operand(hole) && !binds_tightly(inner) && !binds_closer(inner, hole))
        };
        if parenthesised { depth.saturating_sub(1).max(1) } else { depth }
    }

    /// What a plain name of the rule is called here; none if it is written as it is.
    fn named(
        &self,
        node: Node<'_>,
        at: Option<u32>,
        packages: &mut BTreeSet<&'static str>,
    ) -> Result<Option<String>, Reason> {
        if let Some(path) =
            node.parent().and_then(qualifier).filter(|q| *q == node).and_then(|q| self.pattern.imports.get(q.text()))
        {
            packages.insert(path);
            let name = package_here(self.facts, path, at)?;
            self.stays_what_it_is(&name, at)?;
            return Ok(Some(name));
        }
        let selected = node.parent().is_some_and(|parent| {
            (parent.is(Kind::SelectorExpression) && node.field() == Field::Field)
                || (parent.is(Kind::QualifiedType) && node.field() == Field::Name)
        });
        if is_name(node) && !selected && UNIVERSE.contains(&node.text()) {
            let meaning = match at {
                Some(at) => self.facts.meaning_at(node.text(), at),
                None => self.facts.free_meaning(node.text()),
            };
            if meaning != Meaning::Universe {
                return Err(Reason::new("shadowed-name", format!("`{}` means something else here", node.text())));
            }
            self.stays_what_it_is(node.text(), at)?;
        }
        Ok(None)
    }

    /// Whether a name still means the same behind the variables that the match declares where the new line stands.
    fn stays_what_it_is(&self, name: &str, at: Option<u32>) -> Result<(), Reason> {
        let (Some(at), facts) = (at, self.facts) else { return Ok(()) };
        let declares = |node: Node<'_>| {
            node.text() == name
                && facts.scopes.local(node).map(|local| facts.scopes.get(local)).is_some_and(|local| {
                    local.declared == node.id() && facts.tree.node(local.scope).span().covers(Span::at(at))
                })
        };
        match self.matched.holes().iter().flat_map(|(_, bound)| bound.nodes()).any(declares) {
            true => Err(Reason::new("shadowed-name", format!("`{name}` is what a variable is called here"))),
            false => Ok(()),
        }
    }

    /// Whether the new expression must be parenthesised where the old one stood.
    fn needs_parentheses(&self, run: &Run) -> bool {
        let (Some(root), Some(line)) = (self.pattern.after.root_nodes().next(), run.plus.first()) else { return false };
        let is_expression = self.pattern.kind == PatchKind::Expression && run.plus.len() == 1;
        if !is_expression || !line.span.covers(root.span()) {
            return false;
        }
        let loose = match hole(root).and_then(|hole| self.matched.get(hole.name)) {
            Some(Bound::Node(node)) => !binds_tightly(*node),
            Some(Bound::Code(code)) => code.is_sum,
            Some(Bound::Text(_)) => false,
            Some(Bound::Nodes(..)) => false,
            None => !binds_tightly(root),
        };
        loose && !loosely_placed(self.matched.node, root, self.matched)
    }

    /// Every comment in the replaced text must stand in the new text too, as often as before.
    fn keep_comments(&self, span: Span, new: &str) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        let comments: Vec<&str> = self.facts.tree.comments_in(span).iter().map(|comment| comment.of(text)).collect();
        let kept = |comment: &str| [new, self.beside].map(|kept| kept.matches(comment).count()).iter().sum::<usize>();
        for comment in &comments {
            let (before, after) = (comments.iter().filter(|other| *other == comment).count(), kept(comment));
            if after < before {
                let text = format!("the comment `{}` would be lost", short(comment));
                return Err(Reason::new("comment-in-the-way", text));
            }
            if after > before && comment.starts_with("/*") {
                let text = format!("the comment `{}` would be there twice", short(comment));
                return Err(Reason::new("comment-in-the-way", text));
            }
        }
        Ok(())
    }
}

fn short(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The qualifier by which a package can be named at a place: what the file imports it as, or would.
///
/// # Errors
/// When its name means something else there.
pub fn package_here(facts: &Facts<'_>, path: &'static str, at: Option<u32>) -> Result<String, Reason> {
    let imported = facts.file.imports().find(|(_, other)| *other == path);
    let name = match imported {
        Some((Some("." | "_"), _)) | None => package_name(path),
        Some((Some(name), _)) => name,
        Some((None, _)) => package_name(path),
    };
    let meaning = match at {
        Some(at) => facts.meaning_at(name, at),
        None => facts.free_meaning(name),
    };
    match meaning {
        Meaning::Import(other) if other == path => Ok(name.to_string()),
        Meaning::Unknown(reason) if reason.code == "undeclared-name" => Ok(name.to_string()),
        _ => Err(Reason::new(
            "name-taken",
            format!("`{name}` already means something else here, so package \"{path}\" cannot be named"),
        )),
    }
}

/// Whether a hole stands where an operator, a selector, an index or a call takes hold of it.
fn is_operand(hole: Node<'_>) -> bool {
    hole.parent().is_some_and(|parent| match parent.kind() {
        Kind::BinaryExpression | Kind::UnaryExpression => true,
        Kind::SelectorExpression | Kind::IndexExpression | Kind::SliceExpression | Kind::TypeAssertionExpression => {
            hole.field() == Field::Operand
        }
        Kind::CallExpression => hole.field() == Field::Function,
        _ => false,
    })
}

/// Whether an expression can stand as an operand without parentheses.
fn binds_tightly(node: Node<'_>) -> bool {
    !matches!(
        node.kind(),
        Kind::BinaryExpression
            | Kind::UnaryExpression
            | Kind::FuncLiteral
            | Kind::FunctionType
            | Kind::ChannelType
            | Kind::PointerType
    )
}

/// Whether an expression binds closer than the binary operator that the hole it is written for is an operand of.
fn binds_closer(inner: Node<'_>, hole: Node<'_>) -> bool {
    let around = hole.parent().map_or(0, gofmt::precedence);
    around > 0 && (inner.is(Kind::UnaryExpression) || gofmt::precedence(inner) > around)
}

/// Whether a binary expression may stand unparenthesised where `node` stands.
fn loosely_placed(node: Node<'_>, root: Node<'_>, matched: &Match<'_>) -> bool {
    let Some(parent) = node.parent() else { return true };
    match parent.kind() {
        Kind::BinaryExpression => {
            // A sum in a sum: concatenation is associative. Anything else keeps its parentheses.
            let outer = parent.get(Field::Operator).map(Node::text);
            let is_sum = match hole(root).and_then(|hole| matched.get(hole.name)) {
                Some(Bound::Code(code)) => code.is_sum,
                Some(Bound::Node(inner)) => inner.get(Field::Operator).map(Node::text) == Some("+"),
                _ => root.get(Field::Operator).map(Node::text) == Some("+"),
            };
            let comparison = matches!(outer, Some("==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||"));
            let new = match hole(root).and_then(|hole| matched.get(hole.name)) {
                Some(Bound::Node(inner)) => *inner,
                _ => root,
            };
            let closer = gofmt::precedence(new) > gofmt::precedence(parent);
            let negated = new.is(Kind::UnaryExpression) && new.get(Field::Operator).map(Node::text) == Some("!");
            is_sum && (outer == Some("+") || comparison) || closer || negated
        }
        Kind::UnaryExpression => false,
        Kind::SelectorExpression | Kind::IndexExpression | Kind::SliceExpression | Kind::TypeAssertionExpression => {
            node.field() != Field::Operand
        }
        Kind::CallExpression => node.field() != Field::Function,
        _ => true,
    }
}

fn indented(base: &str, from: usize, to: usize) -> String {
    if to >= from {
        format!("{base}{}", "\t".repeat(to - from))
    } else {
        base[..base.len().saturating_sub(from - to)].to_string()
    }
}

fn line_start(text: &str, offset: u32) -> u32 {
    text[..offset as usize].rfind('\n').map_or(0, |at| at as u32 + 1)
}

/// The start of the comment lines directly above a line, or of the line itself.
fn above_comments(text: &str, line: u32) -> u32 {
    let mut line = line;
    while line > 0 {
        let previous = line_start(text, line - 1);
        if !text[previous as usize..line as usize].trim_start().starts_with("//") {
            break;
        }
        line = previous;
    }
    line
}

/// The whole lines of a span that shares them with nothing else, so that deleting it leaves no blank line; with a blank
/// line behind it if there is one in front too, or the start of a block: gofmt joins two of them, and nobody starts a
/// block with one. If only a comment follows on the line, the span and the blanks behind it.
pub fn whole_lines(text: &str, span: Span) -> Span {
    let start = line_start(text, span.start);
    let line_end = |from: usize| text[from..].find('\n').map_or(text.len(), |at| from + at + 1);
    let end = line_end(span.end as usize);
    let is_blank = |from: usize, to: usize| text[from..to].trim().is_empty();
    if !is_blank(start as usize, span.start as usize) {
        return span;
    }
    if !is_blank(span.end as usize, end) {
        // The comment keeps the line, and stands where the code began.
        let rest = &text[span.end as usize..end];
        return Span::new(span.start, span.end + (rest.len() - rest.trim_start_matches([' ', '\t']).len()) as u32);
    }
    let before = text[..start as usize].lines().next_back().unwrap_or_default().trim_end();
    let behind = line_end(end);
    let joins = (before.is_empty() || before.ends_with(['{', ':'])) && end < behind && is_blank(end, behind);
    Span::new(start, if joins { behind } else { end } as u32)
}
