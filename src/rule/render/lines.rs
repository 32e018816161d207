//! Code on several lines: how far they are indented where it goes, and what gofmt joins.

use super::super::file::PatchKind;
use super::super::matching::{Bound, Match};
use super::{Place, line_start};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::gofmt;
use crate::go::kind::Kind;
use crate::go::syntax::Node;
use crate::text::{Span, indentation};

/// Code that goes on on another line, and stands first on its own, would be indented otherwise behind something else.
pub(super) fn keeps_indentation(bound: &Bound<'_>, matched: &Match<'_>, facts: &Facts<'_>) -> Result<(), Reason> {
    let text: &str = facts.tree.text();
    let is_first = |inner: Node<'_>| inner.span().start != matched.span.start && is_first_on_line(text, inner);
    match bound.nodes().into_iter().any(|inner| is_first(inner) && gofmt::goes_on(inner)) {
        true => Err(Reason::new("several-lines", "gofmt would indent what goes on on another line otherwise there")),
        false => Ok(()),
    }
}

fn is_first_on_line(text: &str, node: Node<'_>) -> bool {
    text[line_start(text, node.span().start) as usize..node.span().start as usize].trim().is_empty()
}

impl Place<'_, '_> {
    /// What parts the elements of a list from what is in front of them, if they begin on a line of their own.
    pub(super) fn line_break_before(&self, name: &str) -> Option<String> {
        let Some(Bound::Nodes(nodes, _)) = self.matched.get(name) else { return None };
        let (first, text) = (nodes.first()?, self.facts.tree.text());
        let before = text[..first.span().start as usize].trim_end();
        let gap = &text[before.len()..first.span().start as usize];
        let is_listed = is_list(first.parent()?) && gap.contains('\n') && before.ends_with([',', '(', '{']);
        let extra = self.extra_indentation(first.parent()?.span().start).filter(|_| is_listed)?;
        Some(gofmt::outdented(gap, extra))
    }

    /// The text of a hole of an expression, which comes to stand on the line where the match begins: its other lines are indented
    /// from there.
    pub(super) fn indented_here(&self, bound: &Bound<'_>, text: String) -> Result<String, Reason> {
        let nodes = bound.nodes();
        let Some(first) = nodes.first().copied() else { return Ok(text) };
        if self.pattern.kind != PatchKind::Expression || !text.contains('\n') {
            return Ok(text);
        }
        let source: &str = self.facts.tree.text();
        let unclear = || Reason::new("several-lines", "gofmt would indent its lines otherwise there");
        let around = match bound {
            Bound::Node(_) => first.span().start,
            _ => match first.parent().filter(|list| is_list(*list)) {
                Some(list) => list.span().start,
                None => return Ok(text),
            },
        };
        // What shares a line with the first element, but not with the bracket, is indented from that line.
        let start = first.span().start;
        let line = line_start(source, start);
        let joins = |node: &Node<'_>| line_start(source, node.span().start) == line && node.text().contains('\n');
        let is_moved = line != line_start(source, around) && !is_first_on_line(source, first);
        if is_moved && nodes.iter().any(joins) {
            return Err(unclear());
        }
        Ok(gofmt::outdented(&text, self.extra_indentation(around).ok_or_else(unclear)?))
    }

    /// By how much the line of an offset is indented further than that of the match.
    fn extra_indentation(&self, offset: u32) -> Option<&str> {
        let text: &str = self.facts.tree.text();
        indentation(text, offset).strip_prefix(indentation(text, self.matched.span.start))
    }

    /// Where all elements of a list come to stand on the line on which it begins, gofmt takes its closing bracket there too.
    pub(super) fn keep_brackets(&self, span: Span, new: &str) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        if !span.of(text).contains('\n') || new.contains('\n') {
            return Ok(());
        }
        let breaks = |start: u32, end: u32| text[start as usize..end.max(start) as usize].contains('\n');
        let node = self.facts.tree.covering(span);
        let around = std::iter::once(node).chain(node.ancestors()).filter(|node| is_list(*node));
        for list in around.take_while(|list| !breaks(list.span().start, span.start)) {
            let last = list.children().last().map_or(span.end, |last| last.span().end.max(span.end));
            if !breaks(span.end, last) && breaks(last, list.span().end) {
                let why = "gofmt would take the bracket behind it to the same line";
                return Err(Reason::new("several-lines", why));
            }
        }
        Ok(())
    }
}

fn is_list(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::ArgumentList | Kind::LiteralValue)
}
