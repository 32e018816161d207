//! What gofmt lines up on neighbouring lines, and new text would move.

use super::{Place, line_start};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::kind::Kind;
use crate::go::syntax::Node;
use crate::text::{Span, indentation};

impl Place<'_, '_> {
    /// gofmt lines up the bodies of functions on neighbouring lines, so one that gets several lines would move the others.
    pub(super) fn keep_bodies(&self, body: Span) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        let line = |offset: u32| {
            let start = line_start(text, offset) as usize;
            text[start..].lines().next().unwrap_or_default().trim()
        };
        let above = line_start(text, body.start).checked_sub(1).map(line).unwrap_or_default();
        let below = text[body.end as usize..].find('\n').map(|at| line(body.end + at as u32 + 1)).unwrap_or_default();
        let head = text[line_start(text, body.start) as usize..body.start as usize].trim_end().trim_end_matches('{');
        let rest = text[body.end as usize..].lines().next().unwrap_or_default();
        let is_function = |line: &str| line.starts_with("func ") && line.ends_with('}');
        let is_lined_up = head.ends_with("  ") || is_function(above) || is_function(below) || rest.contains("//");
        match is_lined_up {
            true => Err(Reason::new("aligned-values", "the functions beside it would have to be aligned anew")),
            false => Ok(()),
        }
    }

    /// gofmt lines up the comments behind code on neighbouring lines, so a line of another length would move lines that
    /// are not ours.
    pub(super) fn keep_alignment(&self, span: Span, new: &str) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        self.keep_values(span, new)?;
        self.keep_hanging(span, new)?;
        if trailing_comment(self.facts, span.end).is_none_or(|comment| comment.start < span.end) {
            return Ok(());
        }
        let above = line_start(text, span.start).checked_sub(1);
        let below = text[span.end as usize..].find('\n').map(|at| span.end + at as u32 + 1);
        let below = below.filter(|offset| (*offset as usize) < text.len());
        match [above, below].into_iter().flatten().any(|offset| trailing_comment(self.facts, offset).is_some()) {
            true => Err(aligned()),
            false => Ok(()),
        }
    }

    /// Below a statement of several lines gofmt leaves a comment as far in as the last of them, which one of a single line has not.
    fn keep_hanging(&self, span: Span, new: &str) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        let mut below = text[span.end as usize..].lines().skip(1).filter(|line| !line.trim().is_empty());
        let hangs = |line: &str| {
            let inside = line.trim_start();
            let is_comment = inside.starts_with("//") || inside.starts_with("/*");
            is_comment && line.len() - inside.len() > indentation(text, span.start).len()
        };
        // What begins a block has a comment of its own below.
        let joined = span.of(text).contains('\n') && !new.contains('\n') && !new.ends_with('{');
        match joined && below.next().is_some_and(hangs) {
            true => Err(Reason::new("aligned-comments", "the comment below would have to be indented anew")),
            false => Ok(()),
        }
    }

    /// The same for the values behind the keys of a literal, and for those of variables and constants that are declared together. One
    /// of several lines is lined up with nothing below it.
    fn keep_values(&self, span: Span, new: &str) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        let node = self.facts.tree.covering(span);
        let mut child = None;
        for element in std::iter::once(node).chain(node.ancestors()) {
            let node = child.replace(element);
            if !matches!(element.kind(), Kind::KeyedElement | Kind::VarSpec | Kind::ConstSpec) {
                continue;
            }
            let is_near = |other: Option<Node<'_>>| {
                let gap = other.map(|other| match other.span() < element.span() {
                    true => Span::new(other.span().end, element.span().start),
                    false => Span::new(element.span().end, other.span().start),
                });
                gap.is_some_and(|gap| gap.of(text).contains('\n'))
            };
            // A comment between the two is a column of its own.
            let is_in_column = |node: Node<'_>| {
                let key = element.children().next();
                let gap = key.map(|key| Span::new(key.span().end, node.span().start.max(key.span().end)));
                key == Some(node) || gap.is_some_and(|gap| !self.facts.tree.comments_in(gap).is_empty())
            };
            let around = [Span::new(element.span().start, span.start), Span::new(span.end, element.span().end)];
            let is_long =
                |text_here: &str| text_here.contains('\n') || around.iter().any(|part| part.of(text).contains('\n'));
            let changes = is_long(span.of(text)) != is_long(new)
                || node.is_some_and(|node| element.is(Kind::KeyedElement) && is_in_column(node));
            if changes && (is_near(element.previous()) || is_near(element.next())) {
                return Err(Reason::new("aligned-values", "the values here would have to be aligned anew"));
            }
        }
        Ok(())
    }

    /// The same for whole lines that come or go: the comments above and below would be lined up apart from each other, or
    /// together.
    pub(super) fn keep_columns(&self, span: Span) -> Result<(), Reason> {
        let text: &str = self.facts.tree.text();
        let comment = |offset: u32| trailing_comment(self.facts, offset);
        let above = span.start.checked_sub(1).and_then(comment);
        let below = Some(span.end).filter(|end| (*end as usize) < text.len()).and_then(comment);
        let (Some(above), Some(below)) = (above, below) else { return Ok(()) };
        // One blank stands before the comment of the widest line. If that holds for both, new lines between them change nothing.
        let is_widest = |comment: Span| {
            let code = &text[..comment.start as usize];
            code.ends_with(' ') && !code.ends_with("  ")
        };
        if span.is_empty() && is_widest(above) && is_widest(below) { Ok(()) } else { Err(aligned()) }
    }
}

fn aligned() -> Reason {
    Reason::new("aligned-comments", "the comments behind this line and its neighbour would have to be aligned anew")
}

/// The comment that follows code on the line around an offset.
fn trailing_comment(facts: &Facts<'_>, offset: u32) -> Option<Span> {
    let text: &str = facts.tree.text();
    let start = line_start(text, offset);
    let end = text[offset as usize..].find('\n').map_or(text.len(), |at| offset as usize + at);
    let line = Span::new(start, end as u32);
    let mut comments = facts.tree.comments_in(line).iter().rev().copied();
    let mut comment = comments.next()?;
    let behind = Span::new(comment.end, line.end).of(text).trim().is_empty();
    // Of several in a row the first one is where the code ends.
    for earlier in comments {
        if !Span::new(earlier.end, comment.start).of(text).trim().is_empty() {
            break;
        }
        comment = earlier;
    }
    let code = Span::new(line.start, comment.start).of(text).trim();
    (behind && !code.is_empty()).then_some(comment)
}
