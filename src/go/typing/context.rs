//! The type that a place asks for. Nearly all expressions have a type of their own; the shift of an untyped constant by
//! a variable takes the one that the constant would take if it stood there alone.

use super::declared::list;
use super::specs::position;
use super::{At, Operand, Outcome, short};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::function_of;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

/// The type that an untyped number takes in the place of `node`; `default` where the place asks for none.
pub(super) fn wanted<'p>(at: At<'_, 'p>, node: Node<'p>, default: Type) -> Outcome<Type> {
    let wanting = &at.facts.typing.wanting;
    if wanting.get() {
        // Somebody is looking for the type that a whole expression takes, and this is a part of it.
        return Ok(Type::Basic(Basic::UntypedInt));
    }
    wanting.set(true);
    let ty = at.deeper(|| ask(at, node));
    wanting.set(false);
    let ty = ty?;
    match at.underlying(&ty)? {
        Type::Interface(_) => Ok(default),
        Type::Basic(basic) if basic.is_untyped() => Ok(default),
        _ => Ok(ty),
    }
}

impl<'p> Facts<'p> {
    /// Whether an expression of type `bool` may stand where a comparison does, whose result becomes whatever boolean type its
    /// place asks for.
    pub fn takes_bool(&self, comparison: Node<'p>) -> Answer {
        let at = At::here(self);
        let is_plain = |ty: &Type| ty.basic().is_some_and(|basic| basic == Basic::Bool || basic.is_untyped());
        let other_type = |ty: Type| Answer::no("other-type", format!("a value of type `{ty}` is asked for there"));
        let mut whole = comparison;
        while let Some(up) = whole.parent() {
            match up.kind() {
                Kind::ParenthesizedExpression | Kind::UnaryExpression => {}
                Kind::BinaryExpression => {
                    for other in up.children().filter(|other| *other != whole) {
                        match at.value(other) {
                            Ok(ty) if !is_plain(&ty) => return other_type(ty),
                            Ok(_) => {}
                            Err(reason) => return Answer::Unknown(reason),
                        }
                    }
                }
                Kind::IfStatement | Kind::ForStatement | Kind::ForClause => return Answer::Yes,
                _ => break,
            }
            whole = up;
        }
        let in_case = whole.enclosing(&[Kind::ExpressionCase, Kind::StatementList]);
        let switch = in_case.filter(|case| case.is(Kind::ExpressionCase)).and_then(Node::parent);
        if whole.parent().is_some_and(|list| list.is(Kind::ExpressionList))
            && switch.is_some_and(|switch| switch.get(Field::Value).is_none())
        {
            return Answer::Yes;
        }
        match ask(at, whole) {
            Ok(ty) if is_plain(&ty) => Answer::Yes,
            Ok(ty) => match at.underlying(&ty) {
                Ok(Type::Interface(_)) => Answer::Yes,
                _ => other_type(ty),
            },
            Err(reason) => Answer::Unknown(reason),
        }
    }
}

fn ask<'p>(at: At<'_, 'p>, node: Node<'p>) -> Outcome<Type> {
    let int = Type::Basic(Basic::Int);
    // It asks for nothing: the constant has its own type.
    let own = Type::Basic(Basic::UntypedInt);
    let unknown = || Reason::new("untyped-shift", format!("`{}` takes its type from its place", short(node.text())));
    let parent = node.parent().ok_or_else(unknown)?;
    let upwards = || at.deeper(|| ask(at, parent));
    let part = |field| parent.get(field).ok_or_else(unknown);
    match parent.kind() {
        Kind::ParenthesizedExpression | Kind::UnaryExpression => upwards(),
        Kind::BinaryExpression => {
            let operator = part(Field::Operator)?.text();
            let is_left = part(Field::Left)? == node;
            if matches!(operator, "<<" | ">>") {
                return if is_left { upwards() } else { Ok(Type::Basic(Basic::Uint)) };
            }
            let other = at.value(if is_left { part(Field::Right)? } else { part(Field::Left)? })?;
            match (other.is_untyped(), operator) {
                (false, _) => Ok(other),
                (true, "==" | "!=" | "<" | "<=" | ">" | ">=") => Ok(own),
                (true, _) => upwards(),
            }
        }
        Kind::LiteralElement => element(at, parent).ok_or_else(unknown),
        Kind::ArgumentList => argument(at, parent, node)?.ok_or_else(unknown),
        Kind::TypeConversionExpression => at.type_expr(part(Field::Type)?),
        Kind::IndexExpression => match at.core(&at.value(part(Field::Operand)?)?)? {
            Type::Map(pair) => Ok(pair.0.clone()),
            _ => Ok(int),
        },
        Kind::SliceExpression | Kind::RangeClause => Ok(int),
        Kind::SendStatement => match at.core(&at.value(part(Field::Channel)?)?)? {
            Type::Chan(_, element) => Ok((*element).clone()),
            _ => Err(unknown()),
        },
        Kind::ExpressionList => {
            let index = position(parent.children(), node).ok_or_else(unknown)?;
            let statement = parent.parent().ok_or_else(unknown)?;
            match statement.kind() {
                Kind::ShortVarDeclaration => Ok(own),
                Kind::VarSpec => statement.get(Field::Type).map_or(Ok(own), |ty| at.type_expr(ty)),
                Kind::AssignmentStatement => {
                    let left = statement.get(Field::Left).map(list).unwrap_or_default();
                    at.value(*left.get(index).ok_or_else(unknown)?)
                }
                Kind::ReturnStatement => {
                    let results = at.signature(function_of(statement))?.results;
                    results.get(index).cloned().ok_or_else(unknown)
                }
                Kind::ExpressionCase => {
                    let value = statement.parent().and_then(|switch| switch.get(Field::Value));
                    at.value(value.ok_or_else(unknown)?)
                }
                _ => Err(unknown()),
            }
        }
        _ => Err(unknown()),
    }
}

/// What an element of a composite literal must be.
fn element<'p>(at: At<'_, 'p>, element: Node<'p>) -> Option<Type> {
    let keyed = element.parent().filter(|parent| parent.is(Kind::KeyedElement));
    let body = keyed.unwrap_or(element).parent()?;
    let literal = body.parent().filter(|parent| parent.is(Kind::CompositeLiteral)).unwrap_or(body);
    let mut ty = at.core(&at.value(literal).ok()?).ok()?;
    if let Type::Pointer(inner) = &ty {
        ty = at.core(inner).ok()?;
    }
    let is_key = element.field() == Field::Key;
    match ty {
        Type::Slice(_) | Type::Array(..) if is_key => Some(Type::Basic(Basic::Int)),
        Type::Slice(element) | Type::Array(_, element) => Some((*element).clone()),
        Type::Map(pair) => Some(if is_key { pair.0.clone() } else { pair.1.clone() }),
        Type::Struct(fields) => match keyed {
            Some(keyed) => {
                let name = keyed.get(Field::Key)?.text();
                fields.iter().find(|field| &*field.name == name).map(|field| field.ty.clone())
            }
            None => fields.get(position(body.children(), element)?).map(|field| field.ty.clone()),
        },
        _ => None,
    }
}

/// What an argument of a call must be.
fn argument<'p>(at: At<'_, 'p>, arguments: Node<'p>, node: Node<'p>) -> Outcome<Option<Type>> {
    let (Some(call), Some(index)) = (arguments.parent(), position(arguments.children(), node)) else { return Ok(None) };
    let Some(function) = call.get(Field::Function) else { return Ok(None) };
    let first = || arguments.children().next().map(|first| at.value(first)).transpose();
    let ty = match at.eval(function)? {
        Operand::Type(ty) => return Ok(Some(ty)),
        Operand::Builtin("make" | "panic" | "print" | "println" | "new" | "unsafe.Slice") => {
            return Ok(Some(Type::Basic(Basic::Int)));
        }
        Operand::Builtin("append") if index > 0 => match first()? {
            Some(slice) => match at.core(&slice)? {
                Type::Slice(element) => return Ok(Some((*element).clone())),
                _ => return Ok(None),
            },
            None => return Ok(None),
        },
        Operand::Builtin("delete") => match first()?.map(|map| at.core(&map)).transpose()? {
            Some(Type::Map(pair)) => return Ok(Some(pair.0.clone())),
            _ => return Ok(None),
        },
        Operand::Builtin("min" | "max") => {
            for other in arguments.children().filter(|other| *other != node) {
                let ty = at.value(other)?;
                if !ty.is_untyped() {
                    return Ok(Some(ty));
                }
            }
            return at.deeper(|| ask(at, call)).map(Some);
        }
        other => other.value()?,
    };
    let Type::Func(signature) = at.core(&ty)? else { return Ok(None) };
    if !signature.type_params.is_empty() {
        return Ok(None);
    }
    let last = signature.params.len().saturating_sub(1);
    Ok(match signature.params.get(index.min(last)) {
        Some(Type::Slice(element)) if signature.variadic && index >= last => Some((**element).clone()),
        other => other.cloned(),
    })
}
