//! What Go allows where a match stands, and its own code did without.

use super::super::file::PatchKind;
use super::super::matching::{Bound, Match};
use super::super::pattern::{Pattern, hole};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{function_of, is_name};
use crate::go::syntax::Node;
use crate::go::types::Type;
use crate::text::Span;

/// Whether a name stands where one is declared.
fn is_declared(name: Node<'_>) -> bool {
    let list = name.parent().filter(|list| list.is(Kind::ExpressionList) && list.field() == Field::Left);
    let around = list.and_then(Node::parent).or(name.parent());
    around.is_some_and(|up| match up.kind() {
        Kind::ShortVarDeclaration | Kind::RangeClause => list.is_some(),
        Kind::VarSpec => name.field() == Field::Name,
        _ => false,
    })
}

const COMPARISONS: &[&str] = &["==", "!=", "<", "<=", ">", ">=", "&&", "||"];

/// Whether all that the hole `name` stands for may be named at `at`, in the function that it comes from.
///
/// # Errors
/// When a block that does not reach there declares it, and the new code does not.
pub(super) fn in_scope(
    pattern: &Pattern,
    matched: &Match<'_>,
    name: &str,
    facts: &Facts<'_>,
    at: Option<u32>,
) -> Result<(), Reason> {
    let (Some(bound), Some(at)) = (matched.get(name), at) else { return Ok(()) };
    let mut new = pattern.runs.iter().flat_map(|run| &run.plus).flat_map(|line| pattern.after.tokens_in(line.span));
    if new.any(|node| hole(node).is_some_and(|hole| hole.name == name) && is_declared(node)) {
        return Ok(());
    }
    let nodes = bound.nodes();
    for node in nodes {
        // A block inside comes along.
        let is_missed = |scope: &Span| !(scope.start <= at && at < scope.end || node.span().covers(*scope));
        for name in node.subtree().filter(|node| is_name(*node)) {
            let scope = facts.scopes.local(name).map(|local| facts.tree.node(facts.scopes.get(local).scope).span());
            if scope.filter(is_missed).is_some() {
                let text = format!("`{}` is declared further inside", name.text());
                return Err(Reason::new("out-of-scope", text));
            }
        }
    }
    Ok(())
}

/// Whether the new code of a pattern may stand where the old one does.
///
/// # Errors
/// When it may not.
pub(super) fn allowed<'t>(pattern: &Pattern, matched: &Match<'t>, facts: &Facts<'t>) -> Result<(), Reason> {
    let holes = matched.holes().iter().flat_map(|(_, bound)| bound.nodes());
    let changes = !pattern.runs.is_empty();
    if pattern.kind == PatchKind::Expression {
        is_no_start(matched.node, changes)?;
    }
    if !changes {
        return Ok(());
    }
    for node in holes {
        if let Some(shift) = facts.shift_without_type(node) {
            let text = format!("`{}` takes its type from its place", super::short(shift.text()));
            return Err(Reason::new("untyped-shift", text));
        }
    }
    keeps_addresses(pattern, matched)?;
    match pattern.kind {
        PatchKind::Expression => {
            is_statement_too(pattern, matched)?;
            has_one_value_each(pattern, matched, facts)?;
            keeps_its_type(pattern, matched, facts)?;
        }
        PatchKind::Statements => is_not_jumped_over(pattern, matched, facts)?,
        PatchKind::Declaration => {}
    }
    parses_in_header(pattern, matched)
}

/// The place of an expression, parentheses aside.
fn around(node: Node<'_>) -> Option<Node<'_>> {
    node.ancestors().find(|up| !up.is(Kind::ParenthesizedExpression))
}

/// `go` and `defer` evaluate the operands of their call at once, and make the call later; a call that stays as it is may be deferred.
fn is_no_start(node: Node<'_>, changes: bool) -> Result<(), Reason> {
    match around(node).filter(|up| up.is(Kind::GoStatement) || changes && up.is(Kind::DeferStatement)) {
        None => Ok(()),
        Some(start) => Err(Reason::new("started", format!("`{}` makes the call later", super::short(start.text())))),
    }
}

/// Only calls of functions are statements.
fn is_statement_too(pattern: &Pattern, matched: &Match<'_>) -> Result<(), Reason> {
    if !around(matched.node).is_some_and(|up| up.is(Kind::ExpressionStatement)) {
        return Ok(());
    }
    let is_call = pattern.after.root_nodes().next().is_some_and(|root| {
        let function = root.get(Field::Function).filter(|_| root.is(Kind::CallExpression));
        function.is_some_and(|function| function.is(Kind::SelectorExpression))
    });
    match is_call {
        true => Ok(()),
        false => Err(Reason::new("unused-value", "nothing uses the value, and Go has no such statement")),
    }
}

/// `f(g())` hands on all results of a call, `f(x, g())` only compiles if there is one.
fn has_one_value_each<'t>(pattern: &Pattern, matched: &Match<'t>, facts: &Facts<'t>) -> Result<(), Reason> {
    let is_beside = |place: &Node<'_>| place.parent().is_some_and(|list| list.children().count() > 1);
    for place in pattern.after.root_nodes().flat_map(Node::subtree).filter(is_beside) {
        let Some(hole) = hole(place).filter(|hole| hole.many) else { continue };
        let [only] = matched.get(hole.name).map(Bound::nodes).unwrap_or_default()[..] else { continue };
        let is_all = only.parent().is_some_and(|list| list.is(Kind::ArgumentList) && list.only_child() == Some(only));
        let is_one = || facts.type_of(only).is_ok_and(|ty| !matches!(ty, Type::Tuple(_)));
        if is_all && only.unparenthesized().is(Kind::CallExpression) && !is_one() {
            let text = format!("`{}` may have several results", super::short(only.text()));
            return Err(Reason::new("several-results", text));
        }
    }
    Ok(())
}

/// `&T{}` is a pointer to a new variable, but nothing else may take the address of a literal, as a method may that is called.
fn keeps_addresses(pattern: &Pattern, matched: &Match<'_>) -> Result<(), Reason> {
    let pointed = pattern.before.root_nodes().flat_map(Node::subtree).filter(|node| node.text().starts_with('&'));
    for operand in pointed.filter_map(|pointer| pointer.get(Field::Operand)) {
        let bound = hole(operand).and_then(|hole| matched.get(hole.name)).and_then(Bound::node);
        if let Some(literal) = bound.filter(|node| node.unparenthesized().is(Kind::CompositeLiteral)) {
            let text = format!("`{}` has no address of its own", super::short(literal.text()));
            return Err(Reason::new("not-addressable", text));
        }
    }
    Ok(())
}

/// The result of a comparison takes the type that its place asks for, that of a call has one.
fn keeps_its_type<'t>(pattern: &Pattern, matched: &Match<'t>, facts: &Facts<'t>) -> Result<(), Reason> {
    let compares = |root: Node<'_>| {
        root.get(Field::Operator)
            .is_some_and(|sign| root.is(Kind::BinaryExpression) && COMPARISONS.contains(&sign.text()))
    };
    let [before, after] = [&pattern.before, &pattern.after].map(|side| side.root_nodes().next().is_some_and(compares));
    match before && !after {
        true => facts.takes_bool(matched.node).ok(),
        false => Ok(()),
    }
}

/// `if T{1}.x == y {` does not parse: the first brace would open the block.
fn parses_in_header(pattern: &Pattern, matched: &Match<'_>) -> Result<(), Reason> {
    let places = pattern.after.root_nodes().flat_map(|root| root.subtree().map(move |node| (root, node)));
    for (root, place) in places {
        let Some(bound) = hole(place).and_then(|hole| matched.get(hole.name)) else { continue };
        let inside = place.ancestors().take_while(|up| root.contains(*up)).find(ends_search);
        let around = inside.or_else(|| matched.node.ancestors().find(ends_search));
        // What is made up is made of what the match holds.
        let nodes = match bound {
            Bound::Code(_) => matched.holes().iter().flat_map(|(_, bound)| bound.nodes()).collect(),
            bound => bound.nodes(),
        };
        let literal = nodes.into_iter().find_map(bare_literal);
        if let (Some(literal), Some(true)) = (literal, around.map(has_block)) {
            let text = format!("`{}` would need parentheses there", super::short(literal.text()));
            return Err(Reason::new("composite-literal", text));
        }
    }
    Ok(())
}

/// Whether a node has a block behind an expression.
fn has_block(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        Kind::IfStatement | Kind::ForStatement | Kind::ExpressionSwitchStatement | Kind::TypeSwitchStatement
    )
}

/// Whether braces are taken for a block directly inside of a node, or surely not.
fn ends_search(node: &Node<'_>) -> bool {
    let is_bracket = matches!(
        node.kind(),
        Kind::ParenthesizedExpression
            | Kind::ArgumentList
            | Kind::LiteralValue
            | Kind::Block
            | Kind::StatementList
            | Kind::SourceFile
    );
    is_bracket || has_block(*node)
}

/// A composite literal of a named type in an expression, outside of all brackets.
fn bare_literal(expr: Node<'_>) -> Option<Node<'_>> {
    match expr.kind() {
        Kind::CompositeLiteral => {
            let ty = expr.get(Field::Type)?;
            matches!(ty.kind(), Kind::TypeIdentifier | Kind::QualifiedType | Kind::GenericType).then_some(expr)
        }
        Kind::ParenthesizedExpression | Kind::ArgumentList | Kind::FuncLiteral | Kind::StatementList | Kind::Block => {
            None
        }
        _ => expr.children().find_map(bare_literal),
    }
}

/// No `goto` may jump over the declaration of a variable.
fn is_not_jumped_over(pattern: &Pattern, matched: &Match<'_>, facts: &Facts<'_>) -> Result<(), Reason> {
    let declares = |node: &Node<'_>| matches!(node.kind(), Kind::ShortVarDeclaration | Kind::VarDeclaration);
    let new = pattern.runs.iter().flat_map(|run| &run.plus).map(|line| line.span);
    let mut new =
        new.flat_map(|line| pattern.after.tree.covering(line).subtree().filter(move |node| line.covers(node.span())));
    if !new.any(|node| declares(&node)) {
        return Ok(());
    }
    let function = function_of(matched.node);
    facts.note(function.span());
    match function.subtree().find(|node| node.is(Kind::GotoStatement)) {
        None => Ok(()),
        Some(jump) => {
            let text = format!("`{}` may jump over the new variable", super::short(jump.text()));
            Err(Reason::new("goto", text))
        }
    }
}
