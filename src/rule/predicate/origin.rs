//! Predicates about where a value comes from.

use super::{MOOT, Question, short};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::flow::uses::How;
use crate::go::flow::{arguments, called};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind, function_of, is_name};
use crate::go::syntax::Node;
use crate::go::types::Type;
use crate::go::typing::Kinds;

pub(super) fn made_elsewhere(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let inner = unsliced(node);
    let local = facts.scopes.local(inner).filter(|_| is_name(inner));
    let declared = local.map(|local| facts.tree.node(facts.scopes.get(local).declared));
    let uses = local.map(|local| facts.uses_of(local));
    let assigned = uses.iter().flat_map(|uses| uses.iter()).filter(|used| used.how == How::Assigned);
    let given = |name| is_made(facts, name);
    match makes(facts, inner) || declared.into_iter().chain(assigned.map(|used| used.node)).any(given) {
        false => Ok(()),
        true => Err(Reason::new("made-here", format!("`{}` may stay on the stack now", short(node.text())))),
    }
}

pub(super) fn from_caller(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let text = |of: &str| format!("the memory of `{}` {of} from a caller's stack", short(node.text()));
    match (may_be_given(question.facts, node, MAX_HOLDERS), *wanted) {
        (true, false) => Err(Reason::new("from-caller", text("may be"))),
        (false, true) => Err(Reason::new("not-from-caller", text("is not"))),
        _ => Ok(()),
    }
}

/// How many variables and calls, each from the next, are followed to find out where memory comes from.
const MAX_HOLDERS: u8 = 4;

/// Whether a slice, or what an element or a call makes of one, may have the memory of a parameter.
fn may_be_given<'t>(facts: &Facts<'t>, node: Node<'t>, depth: u8) -> bool {
    let inner = unsliced(node);
    let Some(depth) = depth.checked_sub(1) else { return true };
    let given = |node: Node<'t>| may_be_given(facts, node, depth);
    match inner.kind() {
        Kind::IndexExpression => inner.get(Field::Operand).is_some_and(given),
        Kind::CallExpression => arguments(inner).any(|argument| {
            let kind = facts.type_of(argument).and_then(|ty| facts.kind_of(&ty));
            matches!(kind, Err(_) | Ok(Kinds::Slice | Kinds::ArrayPointer)) && given(argument)
        }),
        _ if !is_name(inner) => false,
        _ => facts.scopes.local(inner).is_some_and(|local| match facts.scopes.get(local).kind {
            LocalKind::Param | LocalKind::Receiver => true,
            _ => values_given(facts, local).into_iter().any(given),
        }),
    }
}

/// What a local variable is declared with and assigned; where that is done to several at once, the values of all.
fn values_given<'t>(facts: &Facts<'t>, local: LocalId) -> Vec<Node<'t>> {
    let declared = facts.tree.node(facts.scopes.get(local).declared);
    facts.note_words(function_of(declared).span(), [declared.text()]);
    let uses = facts.uses_of(local);
    let assigned = uses.iter().filter(|used| used.how == How::Assigned).map(|used| used.node);
    let values = std::iter::once(declared).chain(assigned).filter_map(|name| {
        let mut around = name.ancestors();
        around.find_map(|up| up.get(Field::Right).or(up.get(Field::Value)))
    });
    values
        .flat_map(|right| if right.is(Kind::ExpressionList) { right.children().collect() } else { vec![right] })
        .collect()
}

pub(super) fn not_result_of(question: &mut Question<'_, '_>, functions: &[String]) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let local = facts.scopes.local(node).filter(|_| is_name(node));
    let given = local.into_iter().flat_map(|local| values_given(facts, local));
    let mut found = std::iter::once(node).chain(given).filter_map(|value| facts.callee(value.unparenthesized()));
    match found.find(|function| functions.contains(function)) {
        Some(function) => {
            Err(Reason::new("result-of", format!("`{}` is what `{function}` returns", short(node.text()))))
        }
        None => Ok(()),
    }
}

/// Whether what a variable is declared with or assigned makes memory.
fn is_made<'t>(facts: &Facts<'t>, name: Node<'t>) -> bool {
    let list = name.parent().filter(|list| list.only_child() == Some(name));
    let kinds = [Kind::ShortVarDeclaration, Kind::AssignmentStatement];
    list.and_then(Node::parent).filter(|statement| kinds.contains(&statement.kind())).is_some_and(|statement| {
        let value = statement.get(Field::Right).and_then(Node::only_child);
        statement.get(Field::Operator).is_some_and(|operator| operator.text() == "+=")
            || value.is_some_and(|value| makes(facts, unsliced(value)))
    })
}

pub(super) fn declared_made(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let declared = facts.scopes.local(node).map(|local| facts.tree.node(facts.scopes.get(local).declared));
    let value = declared.and_then(|name| match name.parent() {
        Some(spec) if spec.is(Kind::VarSpec) => spec.get(Field::Value),
        Some(list) if list.only_child() == Some(name) => list
            .parent()
            .filter(|statement| statement.is(Kind::ShortVarDeclaration))
            .and_then(|statement| statement.get(Field::Right)),
        _ => None,
    });
    let value = value.and_then(Node::only_child).map(Node::unparenthesized);
    match value.is_some_and(|value| value.is(Kind::CompositeLiteral) || facts.builtin_called(value) == Some("make")) {
        true => Ok(()),
        false => Err(Reason::new(
            "not-made-here",
            format!("`{}` is not declared with a value that was made for it", node.text()),
        )),
    }
}

pub(super) fn may_exceed(question: &mut Question<'_, '_>, limit: &u64) -> Result<(), Reason> {
    let node = question.node()?;
    match longest(question.facts, node, MAX_HOLDERS) {
        Some(length) if length <= *limit => {
            Err(Reason::new(MOOT, format!("`{}` has at most {length} elements", short(node.text()))))
        }
        _ => Ok(()),
    }
}

/// How many elements a slice or array has at most, if what it is made or sliced of says so.
fn longest<'t>(facts: &Facts<'t>, node: Node<'t>, depth: u8) -> Option<u64> {
    let (node, depth) = (node.unparenthesized(), depth.checked_sub(1)?);
    let number = |node| u64::try_from(facts.constant_value(node)?.as_int()?).ok();
    let length_of_array = |node| match facts.underlying(&facts.type_of(node).ok()?) {
        Ok(Type::Array(length, _)) => Some(length),
        _ => None,
    };
    match node.kind() {
        Kind::SliceExpression => {
            let operand = node.get(Field::Operand)?;
            let end = match node.get(Field::End) {
                None => longest(facts, operand, depth),
                // Up to a variable end, a slice may become longer.
                Some(end) => number(end).or_else(|| length_of_array(operand)),
            };
            Some(end?.saturating_sub(node.get(Field::Start).and_then(number).unwrap_or(0)))
        }
        Kind::CallExpression if facts.builtin_called(node) == Some("make") => number(arguments(node).nth(1)?),
        _ if is_name(node) && length_of_array(node).is_none() => {
            let local = facts.scopes.local(node).filter(|local| facts.scopes.get(*local).kind == LocalKind::Var)?;
            let declared = facts.tree.node(facts.scopes.get(local).declared);
            let assigned = facts
                .uses_of(local)
                .iter()
                .filter(|used| used.how == How::Assigned)
                .map(|used| used.node)
                .collect::<Vec<_>>();
            if assigned.into_iter().chain([declared]).any(|name| name.ancestors().any(|up| up.is(Kind::RangeClause))) {
                return None;
            }
            let lengths: Option<Vec<u64>> =
                values_given(facts, local).into_iter().map(|value| longest(facts, value, depth)).collect();
            lengths?.into_iter().max()
        }
        _ => length_of_array(node),
    }
}

/// Whether an expression without slicing makes memory, or is an array that was sliced.
fn makes<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    let is_array = || facts.type_of(node).and_then(|ty| facts.kind_of(&ty)).is_ok_and(|kind| kind == Kinds::Array);
    match node.kind() {
        Kind::CompositeLiteral | Kind::TypeConversionExpression | Kind::BinaryExpression => true,
        _ if node.parent().is_some_and(|parent| parent.is(Kind::SliceExpression)) && is_array() => true,
        Kind::CallExpression => {
            // A literal that is called where it stands is inlined.
            called(node).is_some_and(|function| function.is(Kind::FuncLiteral))
                || matches!(facts.builtin_called(node), Some("make" | "append" | "string"))
                || arguments(node).any(|argument| facts.builtin_called(unsliced(argument)) == Some("make"))
        }
        _ => false,
    }
}

/// What a slice is taken of.
fn unsliced(node: Node<'_>) -> Node<'_> {
    let node = node.unparenthesized();
    match node.get(Field::Operand).filter(|_| node.is(Kind::SliceExpression)) {
        Some(operand) => unsliced(operand),
        None => node,
    }
}
