//! Predicates about how long something stays the same, and about the last that becomes of a variable.

use super::super::matching::Bound;
use super::{MOOT, Question, short};
use crate::go::answer::Reason;
use crate::go::flow::uses::{How, Use};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, function_of};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

pub(super) fn stable_for(question: &mut Question<'_, '_>, variable: &str) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    facts.stable_for(node, other_variable(question, variable)?, question.matched.span).ok()
}

pub(super) fn bytes_stable_for(question: &mut Question<'_, '_>, variable: &str) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    facts.bytes_stable_for(node, other_variable(question, variable)?, question.matched.span).ok()
}

/// The local variable that another hole stands for.
fn other_variable(question: &Question<'_, '_>, hole: &str) -> Result<LocalId, Reason> {
    let name = question.matched.get(hole).and_then(Bound::node);
    name.and_then(|name| question.facts.scopes.local(name))
        .ok_or_else(|| Reason::new("not-local", format!("`${hole}` is not a local variable")))
}

pub(super) fn uses_at_least(question: &mut Question<'_, '_>, least: &usize) -> Result<(), Reason> {
    let local = question.variable()?;
    match question.facts.uses_of(local).len() >= *least {
        true => Ok(()),
        false => Err(Reason::new(MOOT, format!("`{}` is named too few times", question.facts.local_name(local)))),
    }
}

pub(super) fn looked_at(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let only_looks = |used: &Use<'_>| match used.how {
        How::Compared { .. } => true,
        How::Read => !used.node.parent().is_some_and(|up| up.is(Kind::BinaryExpression)),
        How::Builtin { name, .. } => name == "len",
        How::Indexed => true,
        How::Argument { call, .. } => {
            let call = facts.tree.node(call.id());
            let is_number = |ty: &Type| ty.basic().is_some_and(|basic| basic != Basic::String);
            facts.callee(call).is_some_and(|name| facts.known().is_pure(&name))
                && facts.type_of(call).is_ok_and(|ty| is_number(&ty))
        }
        _ => false,
    };
    match facts.uses_of(local).iter().any(only_looks) {
        true => Ok(()),
        false => Err(Reason::new(MOOT, format!("nothing looks at `{}` alone", facts.local_name(local)))),
    }
}

pub(super) fn returned_aside(question: &mut Question<'_, '_>, of: &str) -> Result<(), Reason> {
    let (facts, node, local) = (question.facts, question.node()?, other_variable(question, of)?);
    let around = node.ancestors().find(|up| matches!(up.kind(), Kind::StatementList | Kind::ReturnStatement));
    let Some(back) = around.filter(|up| up.is(Kind::ReturnStatement)) else {
        return Err(unknown_use(node));
    };
    if facts.uses_in(local, back.span()).len() > 1 {
        return Err(Reason::new("named-again", format!("`{}` names it more than once", short(back.text()))));
    }
    let declared = facts.tree.node(facts.scopes.get(local).declared);
    let list = |of: Node<'_>| of.ancestors().find(|up| up.is(Kind::StatementList)).map(|list| list.span());
    let function = function_of(back);
    let without = |other: &Node<'_>| {
        other.span().start > declared.span().end
            && function_of(*other) == function
            && facts.uses_in(local, other.span()).is_empty()
    };
    let may_do_without =
        function.get(Field::Result).is_none() || function.all_of(Kind::ReturnStatement).any(|other| without(&other));
    facts.note_words(function.span(), ["return"]);
    match list(back) != list(declared) && may_do_without {
        true => Ok(()),
        false => Err(Reason::new(MOOT, format!("`{}` needs it in the end", short(back.text())))),
    }
}

fn unknown_use(node: Node<'_>) -> Reason {
    let around = node.ancestors().find(|up| !matches!(up.kind(), Kind::ArgumentList | Kind::ExpressionList));
    let around = around.map_or("", Node::text);
    Reason::new("unknown-use", format!("what `{}` makes of `{}` is not known", short(around), node.text()))
}

pub(super) fn switched_on_constants(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let switch = node.parent().filter(|up| up.is(Kind::ExpressionSwitchStatement) && node.field() == Field::Value);
    let Some(switch) = switch else {
        return Err(unknown_use(node));
    };
    let values = switch.children().filter_map(|case| case.get(Field::Value).filter(|_| case.is(Kind::ExpressionCase)));
    match values.flat_map(Node::children).find(|value| !facts.is_constant(*value).is_yes()) {
        None => Ok(()),
        Some(value) => Err(Reason::new("not-constant", format!("`{}` is not constant", short(value.text())))),
    }
}
