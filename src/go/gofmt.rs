//! What about gofmt's layout new text cannot take from its template: whether the operators of a sum have blanks around
//! them, which depends on how deep the sum stands, and how far code is indented that comes from elsewhere.

use super::kind::{Field, Kind};
use super::lex::{Lexer, TokenKind};
use super::syntax::Node;
use crate::text::Span;

/// How deep a sum stands that is written in place of `node`: gofmt puts blanks around its `+` if that is 1.
///
/// go/printer counts a depth that grows in calls with several arguments, in indexes and in operands of other operators; from
/// the second level on a sum is written without blanks.
pub fn sum_depth(node: Node<'_>) -> usize {
    // Operands of a sum join it, so what counts is where the whole sum stands.
    let mut sum = node;
    while let Some(parent) = sum.parent().filter(|parent| is_sum(*parent)) {
        sum = parent;
    }
    depth(sum)
}

/// How deep an expression stands.
pub fn depth(node: Node<'_>) -> usize {
    // From the outermost node inwards: a parenthesis takes one level back but never goes below the first, so the order matters.
    let mut path = vec![node];
    while let Some(parent) = path.last().and_then(|node| node.parent()).filter(|parent| !starts_anew(*parent)) {
        path.push(parent);
    }
    path.iter().rev().fold(1, |depth, node| depth_at(*node, depth, &|_| 1))
}

/// How deep a node of new text stands whose outermost expression, `root`, stands at `depth`. A node of the tree may stand for
/// any number of nodes of the text, `stands_for`.
pub fn depth_within(root: Node<'_>, node: Node<'_>, depth: usize, stands_for: &dyn Fn(Node<'_>) -> usize) -> usize {
    let mut path = vec![node];
    path.extend(node.ancestors().take_while(|above| *above != root && root.contains(*above)));
    if node == root {
        return depth;
    }
    let deeper = |depth, node: &Node<'_>| if starts_anew(*node) { 1 } else { depth_at(*node, depth, stands_for) };
    path.iter().rev().fold(depth, deeper)
}

/// The depth of a node in a parent that has `depth`.
fn depth_at(node: Node<'_>, depth: usize, stands_for: &dyn Fn(Node<'_>) -> usize) -> usize {
    let Some(parent) = node.parent() else { return depth };
    let several = |list: Option<Node<'_>>| list.is_some_and(|list| list.children().map(stands_for).sum::<usize>() > 1);
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
pub fn precedence(node: Node<'_>) -> u8 {
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

/// An expression as gofmt writes it at a depth; `None` if that takes more than blanks around operators. Where it stands as deep as
/// before, it stays as it is, however it is laid out.
pub fn laid_out(node: Node<'_>, depth: usize) -> Option<String> {
    let text: &str = node.tree().text();
    let old = self::depth(node);
    let mut gaps = Vec::new();
    let mut left = if old == depth { Vec::new() } else { vec![(node, old, depth)] };
    while let Some((node, old, new)) = left.pop() {
        if let Some([one, operator, two]) = operands(node) {
            let blank = if precedence(node) < cutoff(node, new) { " " } else { "" };
            gaps.push((Span::new(one.span().end, operator.span().start), blank));
            gaps.push((Span::new(operator.span().end, two.span().start), blank));
        }
        // The blanks around the colon of a slice go by other rules.
        if node.is(Kind::SliceExpression) && (old == 1) != (new == 1) {
            let indexes = || node.children().filter(|child| child.field() != Field::Operand);
            if indexes().count() > 1 && indexes().any(|index| index.is(Kind::BinaryExpression)) {
                return None;
            }
        }
        let below = node.children().filter(|child| !starts_anew(*child));
        left.extend(
            below
                .map(|child| (child, depth_at(child, old, &|_| 1), depth_at(child, new, &|_| 1)))
                .filter(|(_, old, new)| old != new),
        );
    }
    gaps.sort_unstable();
    let mut written = String::new();
    let mut copied = node.span().start;
    for (gap, blank) in gaps {
        // Where a line ends or a comment stands, that is what parts the two.
        if gap.of(text).bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
            written.push_str(Span::new(copied, gap.start).of(text));
            written.push_str(blank);
            copied = gap.end;
        }
    }
    written.push_str(Span::new(copied, node.span().end).of(text));
    Some(written)
}

/// How many functions below a node have a body on one line that gofmt would spread over several.
pub fn overlong_bodies(root: Node<'_>) -> usize {
    /// From go/printer: header and statements together, in bytes.
    const MAX: usize = 100;
    let is_overlong = |node: &Node<'_>| {
        let Some(body) = node.get(Field::Body).filter(|body| body.is(Kind::Block)) else { return false };
        let text: &str = node.tree().text();
        let header = Span::new(node.span().start, body.span().start).of(text).trim_end();
        let statements = body.text().trim_start_matches('{').trim_end_matches('}').trim();
        // Of a declaration gofmt counts one byte more.
        let declared = usize::from(!node.is(Kind::FuncLiteral));
        !node.text().contains('\n') && !statements.is_empty() && header.len() + declared + statements.len() > MAX
    };
    let kinds = [Kind::FuncLiteral, Kind::FunctionDeclaration, Kind::MethodDeclaration];
    root.subtree().filter(|node| kinds.contains(&node.kind()) && is_overlong(node)).count()
}

fn operands(node: Node<'_>) -> Option<[Node<'_>; 3]> {
    let parts = || Some([node.get(Field::Left)?, node.get(Field::Operator)?, node.get(Field::Right)?]);
    node.is(Kind::BinaryExpression).then(parts).flatten()
}

/// Operators that bind looser than this have blanks around them: `cutoff` of go/printer.
fn cutoff(node: Node<'_>, depth: usize) -> u8 {
    let (mut adds, mut multiplies, mut problem) = (false, false, 0);
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        let Some([one, operator, two]) = operands(node) else { continue };
        adds |= precedence(node) == 4;
        multiplies |= precedence(node) == 5;
        if let Some(sign) = two.get(Field::Operator).filter(|_| two.is(Kind::UnaryExpression)) {
            // Written without blanks these would be other tokens.
            problem = problem.max(match (operator.text(), sign.text()) {
                ("/", "*") | ("&", "&" | "^") => 5,
                ("+", "+") | ("-", "-") => 4,
                _ => 0,
            });
        }
        left.extend([one, two]);
    }
    match (problem, adds && multiplies, depth) {
        (1.., _, _) => problem + 1,
        (_, true, 1) => 5,
        (_, false, 1) => 6,
        _ => 4,
    }
}

/// Whether an expression goes on on another line outside of all brackets in it, as a chain of calls or a long sum: how far that line
/// is indented depends on whether the expression is the first thing on its own line.
pub fn goes_on(expr: Node<'_>) -> bool {
    let text = expr.text();
    let (mut depth, mut end) = (0, 0);
    Lexer::new(text).filter(|token| token.kind != TokenKind::Newline).any(|token| {
        let breaks = depth == 0 && text[end..token.span.start as usize].contains('\n');
        end = token.span.end as usize;
        match token.span.of(text) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        breaks
    })
}

/// The code without an indentation at the start of each line behind the first. What stands in a raw string stays.
pub fn outdented(code: &str, base: &str) -> String {
    let mut all = String::with_capacity(code.len());
    let mut done = 0;
    let raw = Lexer::new(code).filter(|token| token.kind == TokenKind::RawString).map(|token| token.span);
    for span in raw.chain([Span::at(code.len() as u32)]) {
        all.push_str(&code[done..span.start as usize].replace(&format!("\n{base}"), "\n"));
        all.push_str(span.of(code));
        done = span.end as usize;
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::go::syntax::parse;

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
            assert_eq!(sum_depth(node) == 1, spaced, "{line}");
        }
    }

    #[test]
    fn what_moves_is_laid_out_for_its_new_depth() {
        for (code, depth, expected) in [
            ("a + b", 2, Some("a+b")),
            ("a + b*c", 2, Some("a+b*c")),
            ("a*b - c", 2, Some("a*b-c")),
            ("a * b", 2, Some("a*b")),
            ("a == b + c", 2, Some("a == b+c")),
            ("f(1, a+b)", 2, Some("f(1, a+b)")),
            ("f(((a + b) < c))", 2, Some("f(((a + b) < c))")),
            ("f((a + b) < c)", 2, Some("f((a+b) < c)")),
            ("a - -b", 2, Some("a - -b")),
            ("a /* x */ + b", 2, Some("a /* x */ +b")),
            ("a[b+1:]", 2, Some("a[b+1:]")),
            ("a[b : c+1]", 2, None),
            ("func() int { return a + b }", 2, Some("func() int { return a + b }")),
        ] {
            let text: Arc<str> = format!("func _() {{\n_ = {code}\n}}\n").into();
            let tree = parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
            let node = tree
                .root()
                .subtree()
                .find(|node| node.is_named() && node.text() == code && node.kind() != Kind::ExpressionList);
            assert_eq!(laid_out(node.unwrap(), depth).as_deref(), expected, "{code}");
        }
    }
}
