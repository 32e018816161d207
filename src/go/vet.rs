//! What `go vet`, which `go test` runs too, finds in code that does nothing: a rewrite must not bring it about.

use super::kind::{Field, Kind};
use super::syntax::Node;

/// How often, below a node, an operand of `&&` or `||` stands there once more, or something is assigned to itself.
///
/// The checks `bools` and `assign` of `go vet` find these, where nothing in them is called.
pub fn repetitions(root: Node<'_>) -> usize {
    let again = |node: Node<'_>| match node.kind() {
        Kind::BinaryExpression => logic(node).map_or(0, |sign| {
            let is_part =
                node.ancestors().find(|up| !up.is(Kind::ParenthesizedExpression)).and_then(logic) == Some(sign);
            let mut terms = Vec::new();
            if !is_part {
                collect(node, sign, &mut terms);
            }
            let all = terms.len();
            terms.sort_unstable();
            terms.dedup();
            all - terms.len()
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

/// The sign of `&&` and `||`.
fn logic(node: Node<'_>) -> Option<&str> {
    let sign = node.get(Field::Operator).filter(|_| node.is(Kind::BinaryExpression))?.text();
    matches!(sign, "&&" | "||").then_some(sign)
}

/// The operands of a condition with one sign.
fn collect(node: Node<'_>, sign: &str, terms: &mut Vec<String>) {
    let node = node.unparenthesized();
    match (logic(node) == Some(sign)).then(|| [Field::Left, Field::Right].map(|side| node.get(side))) {
        Some([Some(left), Some(right)]) => {
            collect(left, sign, terms);
            collect(right, sign, terms);
        }
        _ => terms.push(bare(node)),
    }
}

/// The text of an expression without blanks and the parentheses around it.
fn bare(node: Node<'_>) -> String {
    node.unparenthesized().text().split_whitespace().collect()
}
