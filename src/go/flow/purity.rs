//! Which expressions may be evaluated once more, earlier, or not at all.

use super::{arguments, called, quote};
use crate::go::answer::Answer;
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::shape::{Selects, Shape};
use crate::go::flow::uses::operator;
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;

impl<'p> Facts<'p> {
    /// Whether evaluating an expression has no effect, cannot panic and costs next to nothing.
    pub fn pure(&self, expr: Node<'p>) -> Answer {
        self.note(expr.span());
        self.is_pure(expr, false)
    }

    /// As [`Facts::pure`], where the same expression is evaluated right afterwards anyway with nothing in between: what
    /// reads through a nil pointer panics either way.
    pub fn pure_here(&self, expr: Node<'p>) -> Answer {
        self.note(expr.span());
        self.is_pure(expr, true)
    }

    /// The full name of the function that a call calls, if it is declared at the level of a package and can be told:
    /// `strings.Join`, `bytes.Buffer.Write`.
    pub fn callee(&self, call: Node<'p>) -> Option<String> {
        let function = called(call)?;
        if is_name(function) {
            // Variables of the package are named likewise, but no knowledge speaks of them.
            return match self.meaning(function) {
                Meaning::Package(_) => Some(format!("{}.{}", self.package.path.as_deref()?, function.text())),
                _ => None,
            };
        }
        if !function.is(Kind::SelectorExpression) {
            return None;
        }
        let (operand, name) = (function.get(Field::Operand)?.unparenthesized(), function.get(Field::Field)?.text());
        if let Some(path) = self.imported(operand) {
            return Some(format!("{path}.{name}"));
        }
        // Methods of `*T` can be called on an addressable `T`, so the pointer tells nothing.
        Some(format!("{}.{name}", self.full_name_of_type(operand)?))
    }

    /// With `through_nil` it may panic by reading through a nil pointer.
    fn is_pure(&self, expr: Node<'p>, through_nil: bool) -> Answer {
        let expr = expr.unparenthesized();
        let both = |left: Field, right: Field| match (expr.get(left), expr.get(right)) {
            (Some(left), Some(right)) => self.is_pure(left, through_nil).and_then(|| self.is_pure(right, through_nil)),
            _ => syntax(expr),
        };
        match expr.kind() {
            Kind::IntLiteral
            | Kind::FloatLiteral
            | Kind::ImaginaryLiteral
            | Kind::RuneLiteral
            | Kind::InterpretedStringLiteral
            | Kind::RawStringLiteral => Answer::Yes,
            Kind::Identifier | Kind::True | Kind::False | Kind::Nil | Kind::Iota => match self.meaning(expr) {
                Meaning::Local(_) | Meaning::Package(_) | Meaning::Universe => Answer::Yes,
                Meaning::Import(_) => syntax(expr),
                Meaning::Dot(_) => {
                    Answer::unknown("dot-import", format!("`{}` comes from another package", quote(expr)))
                }
                Meaning::Unknown(reason) => Answer::Unknown(reason),
            },
            Kind::SelectorExpression => self.pure_selector(expr, through_nil),
            Kind::UnaryExpression => match operator(expr) {
                "+" | "-" | "!" | "^" => {
                    expr.get(Field::Operand).map_or_else(|| syntax(expr), |x| self.is_pure(x, through_nil))
                }
                "<-" => Answer::no("receive", format!("`{}` receives from a channel", quote(expr))),
                "&" => Answer::no("address-taken", format!("`{}` takes an address", quote(expr))),
                "*" if through_nil => {
                    expr.get(Field::Operand).map_or_else(|| syntax(expr), |x| self.is_pure(x, through_nil))
                }
                _ => Answer::no("may-panic", format!("`{}` panics if the pointer is nil", quote(expr))),
            },
            Kind::BinaryExpression => both(Field::Left, Field::Right).and_then(|| self.operation_cannot_panic(expr)),
            Kind::CallExpression => self.pure_call(expr, through_nil),
            Kind::IndexExpression | Kind::SliceExpression => {
                Answer::no("may-panic", format!("`{}` panics if an index is out of range", quote(expr)))
            }
            Kind::TypeAssertionExpression => {
                Answer::no("may-panic", format!("`{}` panics if the type is another", quote(expr)))
            }
            _ => Answer::no("not-simple", format!("`{}` is more than names, fields and arithmetic", quote(expr))),
        }
    }

    fn pure_selector(&self, selector: Node<'p>, through_nil: bool) -> Answer {
        let Some(operand) = selector.get(Field::Operand).map(Node::unparenthesized) else { return syntax(selector) };
        if self.imported(operand).is_some() {
            return Answer::Yes;
        }
        self.is_pure(operand, through_nil).and_then(|| {
            if through_nil {
                return Answer::Yes;
            }
            match self.shape(operand) {
                Ok(Shape::Struct) => match self.selects(selector) {
                    Ok(Selects::Field) if self.is_field_inside(selector) => Answer::Yes,
                    Ok(Selects::Field) => {
                        Answer::no("may-panic", format!("`{}` panics if the embedded pointer is nil", quote(selector)))
                    }
                    Ok(_) => Answer::no("not-simple", format!("`{}` binds a method", quote(selector))),
                    Err(reason) => Answer::Unknown(reason),
                },
                Ok(_) => {
                    Answer::no("may-panic", format!("`{}` panics if `{}` is nil", quote(selector), quote(operand)))
                }
                Err(_) => {
                    let text = format!(
                        "`{}` panics if `{}` is a nil pointer, and its type is not known",
                        quote(selector),
                        quote(operand)
                    );
                    Answer::unknown("unknown-type", text)
                }
            }
        })
    }

    fn operation_cannot_panic(&self, expr: Node<'p>) -> Answer {
        let (Some(left), Some(right)) = (expr.get(Field::Left), expr.get(Field::Right)) else { return syntax(expr) };
        match operator(expr) {
            "/" | "%" => match self.constant_value(right).and_then(|value| value.as_int()) {
                Some(by) if by != 0 => Answer::Yes,
                _ => Answer::no("may-panic", format!("`{}` may divide by zero", quote(expr))),
            },
            "<<" | ">>" => match (self.is_constant(right), self.shape(right)) {
                (Answer::Yes, _) | (_, Ok(Shape::Uint)) => Answer::Yes,
                (_, Ok(_)) => Answer::no("may-panic", format!("`{}` panics if the count is negative", quote(expr))),
                (_, Err(reason)) => Answer::Unknown(reason),
            },
            // Interfaces that hold values of an incomparable type panic when compared.
            "==" | "!=" if !self.is_nil(left) && !self.is_nil(right) => {
                let is_plain = |side| self.shape(side).is_ok_and(|shape| shape.is_basic() || shape == Shape::Pointer);
                // A basic value against an interface only panics if the interface holds an incomparable value of the
                // same type, and no basic type is incomparable.
                if is_plain(left) || is_plain(right) {
                    Answer::Yes
                } else {
                    let text =
                        format!("`{}` panics if it compares interfaces that hold incomparable values", quote(expr));
                    Answer::unknown("may-panic", text)
                }
            }
            _ => Answer::Yes,
        }
    }

    fn pure_call(&self, call: Node<'p>, through_nil: bool) -> Answer {
        let mut all = arguments(call);
        if let Some(name) = self.builtin_called(call) {
            let is_conversion = called(call).is_some_and(|function| self.names_type(function));
            // Other than numbers, a string made of bytes or runes is a copy of them.
            if name == "string" && !all.clone().all(|x| self.shape(x) == Ok(Shape::String)) {
                return Answer::no("copies", format!("`{}` may copy its operand", quote(call)));
            }
            if matches!(name, "len" | "cap" | "min" | "max" | "real" | "imag" | "complex") || is_conversion {
                return all
                    .find_map(|argument| Some(self.is_pure(argument, through_nil)).filter(|a| !a.is_yes()))
                    .unwrap_or(Answer::Yes);
            }
        }
        Answer::no("call", format!("`{}` calls a function", quote(call)))
    }
}

fn syntax(node: Node<'_>) -> Answer {
    Answer::unknown("syntax", format!("`{}` is not understood", quote(node)))
}
