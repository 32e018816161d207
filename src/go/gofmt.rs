//! The one thing about gofmt's layout that new text cannot take from its template: whether the operators of a sum have
//! blanks around them, which depends on how deep the sum stands.

use super::kind::{Field, Kind};
use super::syntax::Node;

/// Whether gofmt puts blanks around the `+` of a sum that stands where `node` stands.
///
/// go/printer counts a depth that grows in calls with several arguments, in indexes and in operands of other operators; from
/// the second level on a sum is written without blanks.
pub fn spaces_sums(node: Node<'_>) -> bool {
    // Operands of a sum join it, so what counts is where the whole sum stands.
    let mut sum = node;
    while let Some(parent) = sum.parent().filter(|parent| is_sum(*parent)) {
        sum = parent;
    }
    // From the outermost node inwards: a parenthesis takes one level back but never goes below the first, so the order matters.
    let mut path = vec![sum];
    while let Some(parent) = path.last().and_then(|node| node.parent()) {
        if starts_anew(parent) {
            break;
        }
        path.push(parent);
    }
    let depth = path.iter().rev().fold(1, |depth, node| depth_at(*node, depth));
    depth == 1
}

/// The depth of a node in a parent that has `depth`.
fn depth_at(node: Node<'_>, depth: usize) -> usize {
    let Some(parent) = node.parent() else { return depth };
    let several = |list: Option<Node<'_>>| list.is_some_and(|list| list.children().count() > 1);
    match parent.kind() {
        // The function of a call with several arguments stands as deep as they do.
        Kind::CallExpression => depth + usize::from(several(parent.get(Field::Arguments))),
        Kind::IndexExpression if node.field() == Field::Index => depth + 1,
        Kind::SliceExpression if node.field() != Field::Operand => depth + 1,
        // What is indexed or pointed to stands on its own.
        Kind::IndexExpression | Kind::SliceExpression => 1,
        Kind::UnaryExpression if parent.get(Field::Operator).is_some_and(|operator| operator.text() == "*") => 1,
        Kind::IncStatement | Kind::DecStatement => depth + 1,
        // Of several operators of one precedence in a row, the left operand is on the level of the whole.
        Kind::BinaryExpression if node.field() == Field::Left && precedence(node) == precedence(parent) => depth,
        Kind::BinaryExpression => depth + 1,
        Kind::ParenthesizedExpression => depth.saturating_sub(1).max(1),
        Kind::AssignmentStatement | Kind::ShortVarDeclaration => {
            depth + usize::from([Field::Left, Field::Right].into_iter().all(|side| several(parent.get(side))))
        }
        _ => depth,
    }
}

/// Whether the depth is counted from one again below this node.
fn starts_anew(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        Kind::LiteralElement
            | Kind::KeyedElement
            | Kind::LiteralValue
            | Kind::Block
            | Kind::StatementList
            | Kind::SourceFile
    )
}

fn is_sum(node: Node<'_>) -> bool {
    node.is(Kind::BinaryExpression) && node.get(Field::Operator).is_some_and(|operator| operator.text() == "+")
}

/// The precedence of a binary operator; 0 for anything else.
fn precedence(node: Node<'_>) -> u8 {
    if !node.is(Kind::BinaryExpression) {
        return 0;
    }
    match node.get(Field::Operator).map_or("", Node::text) {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 3,
        "+" | "-" | "|" | "^" => 4,
        _ => 5,
    }
}

/// An expression as gofmt writes it where sums are written with blanks, or without; `None` if that takes more than
/// changing its own operator.
pub fn respaced(node: Node<'_>, spaced: bool) -> Option<String> {
    let arithmetic = |node: &Node<'_>| {
        let operator = node.get(Field::Operator).map_or("", Node::text);
        node.is(Kind::BinaryExpression)
            && matches!(operator, "+" | "-" | "|" | "^" | "*" | "/" | "%" | "<<" | ">>" | "&" | "&^")
    };
    let count = node.subtree().filter(arithmetic).count();
    if count == 0 || spaces_sums(node) == spaced {
        return Some(node.text().to_string());
    }
    if count > 1 || !arithmetic(&node) {
        return None;
    }
    let (left, operator, right) = (node.get(Field::Left)?, node.get(Field::Operator)?, node.get(Field::Right)?);
    let blank = if spaced { " " } else { "" };
    Some(format!("{}{blank}{}{blank}{}", left.text(), operator.text(), right.text()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::go::syntax::parse;
    use crate::text::Span;

    /// Each line as gofmt leaves it with the sum `a + b` in place of `X`; whether that keeps its blanks.
    #[test]
    fn sums_at_different_depths() {
        for (line, spaced) in [
            ("return X", true),
            ("return X, nil", true),
            ("f(X)", true),
            ("f(1, X)", false),
            ("f(1, g(X))", false),
            ("m[X] = 1", false),
            ("_ = c == X", false),
            ("_ = c + X", true),
            ("_ = []string{X, c}", true),
            ("f(1, []string{X, c})", true),
            ("_ = T{s: X}", true),
            ("x := X", true),
            ("x, y := X, 1", false),
            ("x, y = f(X), 1", false),
            ("if s := X; s != c {\n}", true),
            ("_ = f(X).g(1, 2)", false),
            ("_ = s[X:]", false),
            ("f(1, func() string { return X })", true),
            ("_ = (c == X)", false),
            ("_ = f((X)) > n", true),
            ("_ = (m[X] + n)", false),
            ("_ = f(1, (X))", true),
            ("_ = f(1, g(1, (X)))", false),
            ("_ = c+f(1, X)", false),
            ("_ = f(X) + c", false),
            ("_ = s[f(X)]", false),
            ("_ = f(X)[1:]", true),
            ("_ = f(1, g(X)[0])", true),
            ("f(1, (X + c)[1:])", true),
            ("if c == X && d {\n}", false),
            ("x.f, y[X] = 1, 2", false),
            ("x, y := f()(X), g", false),
            ("return f(X) == c, nil", false),
            ("go f(X)", true),
            ("c <- X", true),
            ("switch X {\ncase X, c:\n}", true),
        ] {
            let text: Arc<str> = format!("func _() {{\n{line}\n}}\n").into();
            let tree = parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
            let node = tree.root().subtree().find(|node| node.text() == "X" && node.is(Kind::Identifier)).unwrap();
            assert_eq!(spaces_sums(node), spaced, "{line}");
        }
    }
}
