//! Predicates about what becomes of a value.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Question, short};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::flow::shape::Selects;
use crate::go::flow::uses::{How, Use};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, is_name};
use crate::go::syntax::Node;

/// Something that may become of a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UsedAs {
    /// A field of it is read.
    FieldRead,
    /// A field of it is assigned.
    FieldWrite,
    /// A method with a value receiver is called.
    ValueMethod,
    /// It is discarded.
    Discarded,
}

pub(super) fn only_methods(question: &mut Question<'_, '_>, allowed: &Vec<String>) -> Result<(), Reason> {
    let (facts, value) = (question.facts, question.matched.node);
    let value = if value.is(Kind::ShortVarDeclaration) || value.is(Kind::VarDeclaration) { None } else { Some(value) };
    let refused = |text: &str| {
        Reason::new("kept-elsewhere", format!("`{}` is more than a call of a method that changes nothing", short(text)))
    };
    if let Some(method) = value.and_then(called_method) {
        return if allowed.iter().any(|name| name == method) { Ok(()) } else { Err(refused(method)) };
    }
    let Some(local) = (match value {
        Some(value) => initialised(facts, value),
        None => question.variable().ok(),
    }) else {
        return Err(refused(value.and_then(Node::parent).unwrap_or(question.matched.node).text()));
    };
    for used in facts.uses_of(local) {
        match used.how {
            How::MethodCall(method) if allowed.iter().any(|name| name == method) => {}
            _ => return Err(refused(around(used.node).text())),
        }
    }
    Ok(())
}

/// The method that is called on a value directly.
fn called_method(value: Node<'_>) -> Option<&str> {
    let selector =
        value.parent().filter(|parent| parent.is(Kind::SelectorExpression) && value.field() == Field::Operand)?;
    let called =
        selector.parent().is_some_and(|call| call.is(Kind::CallExpression) && selector.field() == Field::Function);
    selector.get(Field::Field).filter(|_| called).map(Node::text)
}

/// The variable that a value is the only initial value of.
fn initialised<'t>(facts: &Facts<'t>, value: Node<'t>) -> Option<LocalId> {
    let list = value.parent().filter(|parent| parent.is(Kind::ExpressionList) && parent.only_child() == Some(value))?;
    let declaration = list.parent()?;
    let name = match declaration.kind() {
        Kind::ShortVarDeclaration => declaration.get(Field::Left)?.only_child()?,
        Kind::VarSpec => {
            let mut names = declaration.get_all(Field::Name);
            names.next().filter(|_| names.next().is_none())?
        }
        _ => return None,
    };
    let local = facts.scopes.local(name).filter(|_| is_name(name))?;
    (facts.scopes.get(local).declared == name.id()).then_some(local)
}

pub(super) fn only_used_as(question: &mut Question<'_, '_>, allowed: &Vec<UsedAs>) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    for used in facts.uses_of(local) {
        if used.captured {
            let text = format!("a function literal uses `{}`", used.node.text());
            return Err(Reason::new("captured", text));
        }
        let kind = match used.how {
            How::FieldRead(_) if plain_end(&used) => Some(UsedAs::FieldRead),
            How::FieldWrite(_) => Some(UsedAs::FieldWrite),
            How::Discarded => Some(UsedAs::Discarded),
            How::MethodCall(_) => value_method(facts, &used)?,
            _ => None,
        };
        if !kind.is_some_and(|kind| allowed.contains(&kind)) {
            let text =
                format!("`{}` uses `{}` in a way that matters", short(around(used.node).text()), used.node.text());
            return Err(Reason::new("other-use", text));
        }
    }
    Ok(())
}

/// Whether what is read of a field is not its address.
fn plain_end(used: &Use<'_>) -> bool {
    !matches!(used.end, How::AddressTaken | How::Sliced | How::Unclear)
}

fn value_method(facts: &Facts<'_>, used: &Use<'_>) -> Result<Option<UsedAs>, Reason> {
    let Some(selector) = used.node.parent().filter(|parent| parent.is(Kind::SelectorExpression)) else {
        return Ok(None);
    };
    let selector = facts.tree.node(selector.id());
    Ok(match facts.selects(selector)? {
        Selects::ByValue | Selects::Field => Some(UsedAs::ValueMethod),
        Selects::ByPointer => None,
    })
}

/// The statement around a use.
fn around(node: Node<'_>) -> Node<'_> {
    node.ancestors().find(|around| around.parent().is_none_or(|parent| parent.is(Kind::StatementList))).unwrap_or(node)
}
