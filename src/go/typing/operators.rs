//! Unary and binary operators.

use std::sync::Arc;

use super::specs::basic_of;
use super::{At, Operand, Outcome, context, short, syntax};
use crate::go::answer::Reason;
use crate::go::consts;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

impl<'p> At<'_, 'p> {
    pub(super) fn unary(self, node: Node<'p>) -> Outcome<Operand> {
        let (Some(operator), Some(inner)) = (node.get(Field::Operator), node.get(Field::Operand)) else {
            return Err(syntax(node));
        };
        let operand = self.eval(inner)?;
        match (operator.text(), operand) {
            ("*", Operand::Type(ty)) => Ok(Operand::Type(ty.pointer_to())),
            ("*", operand) => match self.core(&operand.value()?)? {
                Type::Pointer(target) => Ok(Operand::Value((*target).clone())),
                other => Err(Reason::new("unknown-type", format!("`{}` is not a pointer", short(&other.to_string())))),
            },
            // An elided `&T` in a literal stands for nothing but itself.
            ("&", operand) => Ok(Operand::Value(Type::Pointer(Arc::new(operand.value()?)))),
            ("<-", operand) => match self.core(&operand.value()?)? {
                Type::Chan(_, element) => Ok(Operand::Value((*element).clone())),
                _ => Err(syntax(node)),
            },
            (operator, Operand::Constant(ty, value)) => {
                let kind = basic_of(self, &ty);
                let value = kind.and_then(|kind| consts::unary(operator, &value?, kind, self.pointer_bytes()));
                Ok(Operand::Constant(ty, value))
            }
            (_, operand) => operand.value().map(Operand::Value),
        }
    }

    pub(super) fn binary(self, node: Node<'p>) -> Outcome<Operand> {
        // `a + b + c + ...` leans to the left, a thousand deep in generated tables: walk it instead of diving.
        let mut spine = vec![node];
        let mut left = node.get(Field::Left).ok_or_else(|| syntax(node))?;
        while left.is(Kind::BinaryExpression) {
            spine.push(left);
            left = left.get(Field::Left).ok_or_else(|| syntax(node))?;
        }
        let mut operand = self.eval(left)?;
        for node in spine.into_iter().rev() {
            operand = self.binary_with(operand, node)?;
        }
        Ok(operand)
    }

    fn binary_with(self, left: Operand, node: Node<'p>) -> Outcome<Operand> {
        let (Some(operator), Some(right)) = (node.get(Field::Operator), node.get(Field::Right)) else {
            return Err(syntax(node));
        };
        let operator = operator.text();
        match operator {
            "<<" | ">>" => self.shift(operator, left, right, node),
            "==" | "!=" | "<" | "<=" | ">" | ">=" => {
                let bool = Type::Basic(Basic::UntypedBool);
                let Operand::Constant(ty, value) = left else { return Ok(Operand::Value(bool)) };
                let left = Operand::Constant(ty, value.clone());
                Ok(match self.eval(right) {
                    Ok(right @ Operand::Constant(..)) => {
                        let kind = self.arithmetic_type(&left, &right, node).ok().and_then(|ty| basic_of(self, &ty));
                        let Operand::Constant(_, other) = right else { return Ok(Operand::Value(bool)) };
                        let value = kind.and_then(|kind| consts::binary(operator, &value?, &other?, kind));
                        Operand::Constant(bool, value)
                    }
                    _ => Operand::Value(bool),
                })
            }
            _ => {
                // A typed left side decides, whatever the right one is; only constants need both.
                if let Operand::Value(ty) = &left
                    && !ty.is_untyped()
                {
                    return Ok(left);
                }
                let right = self.eval(right)?;
                let ty = self.arithmetic_type(&left, &right, node)?;
                match (left, right) {
                    (Operand::Constant(_, left), Operand::Constant(_, right)) => {
                        let kind = basic_of(self, &ty);
                        let value = kind.and_then(|kind| consts::binary(operator, &left?, &right?, kind));
                        Ok(Operand::Constant(ty, value))
                    }
                    _ => Ok(Operand::Value(ty)),
                }
            }
        }
    }

    /// The type of two operands that are brought to one: the typed one's, else the larger kind.
    pub(super) fn arithmetic_type(self, left: &Operand, right: &Operand, node: Node<'p>) -> Outcome<Type> {
        let (left, right) = (left.clone().value()?, right.clone().value()?);
        match (&left, &right) {
            (Type::Basic(a), Type::Basic(b)) if a.is_untyped() && b.is_untyped() => {
                if a.is_numeric() != b.is_numeric() {
                    return Err(syntax(node));
                }
                Ok(Type::Basic(*a.max(b)))
            }
            (left, _) if left.is_untyped() => Ok(right),
            _ => Ok(left),
        }
    }

    fn shift(self, operator: &str, left: Operand, right: Node<'p>, node: Node<'p>) -> Outcome<Operand> {
        let (ty, value) = match left {
            Operand::Constant(ty, value) => (ty, value),
            other => return other.value().map(Operand::Value),
        };
        let right = self.eval(right);
        if let Ok(Operand::Constant(_, count)) = &right {
            // A shifted constant is an integer, also if it was written `1.0`.
            let ty = if ty.is(Basic::UntypedFloat) { Type::Basic(Basic::UntypedInt) } else { ty };
            let kind = basic_of(self, &ty);
            let value = value.zip(count.clone()).and_then(|(left, count)| consts::shift(operator, &left, &count));
            return Ok(Operand::Constant(ty, value.filter(|value| kind.is_some_and(|kind| fits(value, kind)))));
        }
        if !ty.is_untyped() {
            return Ok(Operand::Value(ty));
        }
        right?;
        // `1 << n` is what it would be if the `1` stood there alone.
        let default = Type::Basic(if ty.is(Basic::UntypedRune) { Basic::Int32 } else { Basic::Int });
        self.deeper(|| context::wanted(self, node, default)).map(Operand::Value)
    }
}

/// Whether a shifted constant stayed what its type can hold; one that did not is an error in Go.
fn fits(value: &consts::Constant, kind: Basic) -> bool {
    let bits = match kind {
        Basic::UntypedInt | Basic::UntypedRune => return true,
        Basic::Int8 | Basic::Uint8 => 8,
        Basic::Int16 | Basic::Uint16 => 16,
        Basic::Int32 | Basic::Uint32 => 32,
        _ => 64,
    };
    value.as_int().is_some_and(|value| value.unsigned_abs() <= 1 << bits)
}

impl<'p> Facts<'p> {
    /// A shift of an untyped constant by a variable, such as `1 << n`, which decides about the type of an expression and takes it
    /// from the place of the expression.
    pub fn shift_without_type(&self, expr: Node<'p>) -> Option<Node<'p>> {
        let mut open = vec![expr];
        while let Some(node) = open.pop() {
            let operator = node.get(Field::Operator).map_or("", Node::text);
            let sides = (node.get(Field::Left), node.get(Field::Right));
            match (node.kind(), sides) {
                (Kind::BinaryExpression, (Some(left), Some(right))) if matches!(operator, "<<" | ">>") => {
                    let untyped =
                        self.constant_value(left).is_some() && self.type_of(left).is_ok_and(|ty| ty.is_untyped());
                    if untyped && self.constant_value(right).is_none() {
                        return Some(node);
                    }
                    open.push(left);
                }
                (Kind::BinaryExpression, _) if matches!(operator, "==" | "!=" | "<" | "<=" | ">" | ">=") => {}
                (Kind::BinaryExpression | Kind::ParenthesizedExpression | Kind::UnaryExpression, _) => {
                    open.extend(node.children());
                }
                _ => {}
            }
        }
        None
    }
}
