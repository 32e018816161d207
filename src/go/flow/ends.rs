//! Whether a loop surely comes to its end, and so needs all the room that its number of rounds asks for.

use super::called;
use super::shape::Shape;
use super::uses::operator;
use super::{arguments, quote};
use crate::go::answer::Answer;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;
use crate::go::types::Type;

impl<'p> Facts<'p> {
    /// Whether the room that a loop of so many rounds needs is bounded by what is in memory already, or is surely used: nothing in
    /// the loop can fail, wait, or leave it. Otherwise a number that is far too large is no harm before, since the first rounds end
    /// it all, and cannot be allocated after.
    pub fn size_is_used(&self, around: Node<'p>, size: Node<'p>) -> Answer {
        if self.is_of_lengths(size) {
            return Answer::Yes;
        }
        let Some(body) = around.get(Field::Body) else { return Answer::Yes };
        self.note(body.span());
        match self.first_end(body) {
            None => Answer::Yes,
            Some(end) => {
                let text = format!(
                    "`{}` may end the loop early, and a far too large `{}` would be allocated before",
                    quote(end),
                    quote(size)
                );
                Answer::no("may-end-early", text)
            }
        }
    }

    /// Whether an element surely can be read or set: its index is a constant one of an array, or a key of a map that is not nil and
    /// surely has a hash. What the operand itself may do is another question.
    pub fn index_is_there(&self, element: Node<'p>) -> bool {
        let (Some(of), Some(index)) = (element.get(Field::Operand), element.get(Field::Index)) else { return false };
        match self.shape(of) {
            Ok(Shape::Array) => self.constant_value(index).is_some(),
            Ok(Shape::Map) => self.type_of(index).is_ok_and(|key| self.has_hash(&key)),
            _ => false,
        }
    }

    /// Whether all values of a type have a hash, which those in an interface need not have.
    fn has_hash(&self, ty: &Type) -> bool {
        match self.underlying(ty) {
            Ok(Type::Basic(_) | Type::Pointer(_) | Type::Chan(..)) => true,
            Ok(Type::Struct(fields)) => fields.iter().all(|field| self.has_hash(&field.ty)),
            _ => false,
        }
    }

    /// The first piece of code that may fail, wait, or leave a loop. What a function literal does is not done where it stands.
    fn first_end(&self, node: Node<'p>) -> Option<Node<'p>> {
        if node.is(Kind::FuncLiteral) {
            return None;
        }
        match self.ends_a_loop(node) {
            true => Some(node),
            false => node.children().find_map(|child| self.first_end(child)),
        }
    }

    fn ends_a_loop(&self, node: Node<'p>) -> bool {
        match node.kind() {
            Kind::ReturnStatement
            | Kind::BreakStatement
            | Kind::GotoStatement
            | Kind::GoStatement
            | Kind::DeferStatement
            | Kind::SendStatement
            | Kind::SelectStatement
            | Kind::ForStatement
            | Kind::SliceExpression
            | Kind::TypeAssertionExpression => true,
            // A label is that of a loop further out.
            Kind::ContinueStatement => node.children().next().is_some(),
            Kind::IndexExpression => !self.index_is_there(node),
            Kind::UnaryExpression => matches!(operator(node), "<-" | "*"),
            Kind::BinaryExpression => {
                let is_constant = |side: Node<'p>| self.constant_value(side).is_some();
                matches!(operator(node), "/" | "%" | "<<" | ">>") && !node.get(Field::Right).is_some_and(is_constant)
            }
            Kind::SelectorExpression => {
                let is_callee = node.field() == Field::Function;
                let of_package = node.get(Field::Operand).is_some_and(|operand| self.imported(operand).is_some());
                !is_callee && !of_package && !self.pure(node).is_yes()
            }
            Kind::CallExpression => !self.call_comes_back(node),
            _ => false,
        }
    }

    /// Whether a call surely comes back, whatever it is given.
    fn call_comes_back(&self, call: Node<'p>) -> bool {
        match self.builtin_called(call) {
            Some("append" | "len" | "cap" | "min" | "max" | "new" | "copy") => true,
            Some("make") => arguments(call).skip(1).all(|size| self.constant_value(size).is_some()),
            _ => {
                // Operands without methods, of which fmt makes a string and does nothing else.
                let has_no_method = |operand: Node<'p>| self.type_of(operand).is_ok_and(|ty| ty.basic().is_some());
                called(call).is_some_and(|function| self.is_type(function).is_yes())
                    || self.pure_here(call).is_yes()
                    || self.callee(call).as_deref() == Some("fmt.Sprintf") && arguments(call).all(has_no_method)
            }
        }
    }
}
