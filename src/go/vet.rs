//! What `go vet`, which `go test` runs too, finds in code that does nothing: a rewrite must not bring it about.

use super::kind::{Field, Kind};
use super::syntax::Node;
use crate::text::Span;

/// How often, below a node, an operand of `&&` or `||` stands there once more or contradicts another one, or something is assigned
/// to itself.
///
/// The checks `bools` and `assign` of `go vet` find these, where nothing is called.
pub fn repetitions(root: Node<'_>) -> usize {
    let again = |node: Node<'_>| match node.kind() {
        Kind::BinaryExpression => logic(node).map_or(0, |sign| {
            let is_part =
                node.ancestors().find(|up| !up.is(Kind::ParenthesizedExpression)).and_then(logic) == Some(sign);
            let mut terms = Vec::new();
            if !is_part {
                collect(node, sign, &mut terms);
            }
            let texts = terms.iter().map(|term| bare(*term)).collect();
            let compared = terms.iter().filter_map(|term| compared(*term, sign)).collect();
            doubles(texts) + doubles(compared)
        }),
        Kind::AssignmentStatement if node.get(Field::Operator).is_some_and(|sign| sign.text() == "=") => {
            let sides = [Field::Left, Field::Right].map(|side| node.get(side).into_iter().flat_map(Node::children));
            let [left, right] = sides.map(|side| side.map(bare).collect::<Vec<_>>());
            left.iter().zip(&right).filter(|(left, right)| left == right).count()
        }
        _ => 0,
    };
    root.subtree().map(again).sum()
}

/// How many texts are there already.
fn doubles(mut texts: Vec<String>) -> usize {
    let all = texts.len();
    texts.sort_unstable();
    texts.dedup();
    all - texts.len()
}

/// The sign of `&&` and `||`.
fn logic(node: Node<'_>) -> Option<&str> {
    let sign = node.get(Field::Operator).filter(|_| node.is(Kind::BinaryExpression))?.text();
    matches!(sign, "&&" | "||").then_some(sign)
}

/// The operands of a condition with one sign that call nothing.
fn collect<'t>(node: Node<'t>, sign: &str, terms: &mut Vec<Node<'t>>) {
    let node = node.unparenthesized();
    match (logic(node) == Some(sign)).then(|| [Field::Left, Field::Right].map(|side| node.get(side))) {
        Some([Some(left), Some(right)]) => {
            collect(left, sign, terms);
            collect(right, sign, terms);
        }
        _ if node.subtree().any(|part| part.is(Kind::CallExpression)) => {}
        _ => terms.push(node),
    }
}

/// What a term compares with a literal, where two such terms make no sense: `x != 1 || x != 2`.
fn compared(term: Node<'_>, sign: &str) -> Option<String> {
    let wanted = if sign == "||" { "!=" } else { "==" };
    term.get(Field::Operator).filter(|sign| sign.text() == wanted)?;
    let [left, right] = [term.get(Field::Left)?, term.get(Field::Right)?].map(Node::unparenthesized);
    let literals = [
        Kind::InterpretedStringLiteral,
        Kind::RawStringLiteral,
        Kind::IntLiteral,
        Kind::FloatLiteral,
        Kind::RuneLiteral,
    ];
    let is_literal = |node: Node<'_>| literals.contains(&node.kind());
    match (is_literal(left), is_literal(right)) {
        (false, true) => Some(bare(left)),
        (true, false) => Some(bare(right)),
        _ => None,
    }
}

/// The text of an expression without blanks, comments and the parentheses around it.
fn bare(node: Node<'_>) -> String {
    let node = node.unparenthesized();
    let (span, text) = (node.span(), node.tree().text());
    let (mut parts, mut at) = (String::new(), span.start);
    for comment in node.tree().comments_in(span) {
        parts.push_str(Span::new(at, comment.start).of(text));
        at = comment.end;
    }
    parts.push_str(Span::new(at, span.end).of(text));
    parts.split_whitespace().collect()
}
