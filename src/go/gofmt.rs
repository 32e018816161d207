//! The one thing about gofmt's layout that new text cannot take from its template: whether the operators of a sum have
//! blanks around them, which depends on how deep the sum stands.

use super::kind::{Field, Kind};
use super::syntax::Node;

/// Whether gofmt puts blanks around the `+` of a sum that stands where `node` stands.
///
/// go/printer counts a depth that grows in calls with several arguments, in indexes and in operands of looser
/// operators; from the second level on a sum is written without blanks.
pub fn spaces_sums(node: Node<'_>) -> bool {
    let mut depth = 1usize;
    let mut node = node;
    while let Some(parent) = node.parent() {
        match parent.kind() {
            Kind::ArgumentList if parent.children().count() > 1 => depth += 1,
            // The function of a call with several arguments stands as deep as they do.
            Kind::CallExpression if node.field() == Field::Function => {
                let several = parent.get(Field::Arguments).is_some_and(|list| list.children().count() > 1);
                depth += usize::from(several);
            }
            Kind::IndexExpression if node.field() == Field::Index => depth += 1,
            Kind::SliceExpression if node.field() != Field::Operand => depth += 1,
            Kind::IncStatement | Kind::DecStatement => depth += 1,
            Kind::BinaryExpression => {
                // In a sum the new operands join it; in anything else the sum is one level down.
                let is_sum = parent.get(Field::Operator).is_some_and(|operator| operator.text() == "+");
                depth += usize::from(!is_sum);
            }
            // Parentheses take one level back.
            Kind::ParenthesizedExpression => depth = depth.saturating_sub(1).max(1),
            Kind::ExpressionList if parent.children().count() > 1 => {
                let both = parent.parent().is_some_and(|statement| {
                    matches!(statement.kind(), Kind::AssignmentStatement | Kind::ShortVarDeclaration)
                        && [Field::Left, Field::Right]
                            .into_iter()
                            .all(|side| statement.get(side).is_some_and(|list| list.children().count() > 1))
                });
                depth += usize::from(both);
            }
            _ => {}
        }
        // Statements, elements of literals and bodies of functions start anew.
        let fresh =
            matches!(parent.kind(), Kind::LiteralElement | Kind::KeyedElement | Kind::LiteralValue | Kind::Block)
                || parent.parent().is_none_or(|around| around.is(Kind::StatementList));
        if fresh {
            break;
        }
        node = parent;
    }
    depth == 1
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
        ] {
            let text: Arc<str> = format!("func _() {{\n{line}\n}}\n").into();
            let tree = parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
            let node = tree.root().subtree().find(|node| node.text() == "X" && node.is(Kind::Identifier)).unwrap();
            assert_eq!(spaces_sums(node), spaced, "{line}");
        }
    }
}
