//! Whether an index is surely in range, because the length was compared before.

use super::{own_of, quote};
use crate::go::answer::Answer;
use crate::go::facts::Facts;
use crate::go::flow::uses::operator;
use crate::go::kind::{Field, Kind};
use crate::go::known::Known;
use crate::go::scope::{LocalId, function_of};
use crate::go::syntax::Node;

/// A local slice with some elements, of which nobody changes the number.
#[derive(Clone, Copy)]
struct Long {
    local: LocalId,
    /// It has more elements than this, if the comparisons say so.
    more_than: i128,
    /// It has as many anyway.
    least: i128,
}

impl<'p> Facts<'p> {
    /// Whether control only comes to `local[constant]` where a comparison of `len(local)` has said that there is such an
    /// element. The slice has `least` elements anyway, and it is for the caller to know that nothing assigns it.
    pub fn index_is_checked(&self, index: Node<'p>, least: u32) -> Answer {
        let parts = index.get(Field::Operand).zip(index.get(Field::Index)).filter(|_| index.is(Kind::IndexExpression));
        let Some((operand, number)) = parts else {
            return Answer::unknown("not-an-index", format!("`{}` is no element", quote(index)));
        };
        let Some(local) = self.scopes.local(operand.unparenthesized()) else {
            return Answer::unknown("not-local", format!("`{}` is not a local variable", quote(operand)));
        };
        let Some(more_than) = self.constant_value(number).and_then(|value| value.as_int()) else {
            return Answer::unknown("not-constant", format!("`{}` is not constant", quote(number)));
        };
        let function = function_of(index);
        self.note(function.span());
        if let Some(found) = own_of(function, Kind::GotoStatement).next() {
            return Answer::no("goto", format!("`{}` makes the order of statements unknown", quote(found)));
        }
        let long = Long { local, more_than, least: i128::from(least) };
        if more_than < long.least || self.comes_behind_check(index, long) {
            return Answer::Yes;
        }
        let text = format!("`{}` panics where there is no such element, and nothing looks before", quote(index));
        Answer::no("may-panic", text)
    }

    fn comes_behind_check(&self, index: Node<'p>, long: Long) -> bool {
        let mut node = index;
        while let Some(around) = node.parent() {
            let condition = around.get(Field::Condition);
            let checked = match around.kind() {
                Kind::BinaryExpression if node.field() == Field::Right => {
                    let left = around.get(Field::Left);
                    left.is_some_and(|left| match operator(around) {
                        "&&" => self.says_long(left, true, long),
                        "||" => self.says_long(left, false, long),
                        _ => false,
                    })
                }
                Kind::IfStatement => condition.is_some_and(|condition| match node.field() {
                    Field::Consequence => self.says_long(condition, true, long),
                    Field::Alternative => self.says_long(condition, false, long),
                    _ => false,
                }),
                Kind::StatementList => {
                    around.children().take_while(|before| *before != node).any(|before| self.sorts_out(before, long))
                }
                _ => false,
            };
            if checked {
                return true;
            }
            node = around;
        }
        false
    }

    /// An `if` that control leaves the list of statements from where the slice is shorter.
    fn sorts_out(&self, statement: Node<'p>, long: Long) -> bool {
        statement.is(Kind::IfStatement)
            && statement.get(Field::Condition).is_some_and(|condition| self.says_long(condition, false, long))
            && statement.get(Field::Consequence).is_some_and(|block| self.leaves(block))
    }

    /// Whether control surely does not come to the end of a block.
    fn leaves(&self, block: Node<'p>) -> bool {
        let list = block.children().find(|child| child.is(Kind::StatementList));
        let Some(last) = list.and_then(|list| list.children().filter(|child| !child.is(Kind::Comment)).last()) else {
            return false;
        };
        match last.kind() {
            Kind::ReturnStatement | Kind::ContinueStatement | Kind::BreakStatement => true,
            Kind::ExpressionStatement => {
                last.only_child().filter(|call| call.is(Kind::CallExpression)).is_some_and(|call| {
                    match self.builtin_called(call) {
                        Some(name) => name == "panic",
                        None => self.callee(call).is_some_and(|function| Known::standard().never_returns(&function)),
                    }
                })
            }
            _ => false,
        }
    }

    /// Whether the slice is surely that long where a condition has this value.
    fn says_long(&self, condition: Node<'p>, value: bool, long: Long) -> bool {
        let condition = condition.unparenthesized();
        match condition.kind() {
            Kind::UnaryExpression if operator(condition) == "!" => {
                condition.get(Field::Operand).is_some_and(|operand| self.says_long(operand, !value, long))
            }
            Kind::BinaryExpression => {
                let Some((left, right)) = condition.get(Field::Left).zip(condition.get(Field::Right)) else {
                    return false;
                };
                match (operator(condition), value) {
                    ("&&", true) | ("||", false) => {
                        self.says_long(left, value, long) || self.says_long(right, value, long)
                    }
                    ("&&" | "||", _) => false,
                    (sign, _) => self.compares_long(sign, left, right, value, long),
                }
            }
            _ => false,
        }
    }

    fn compares_long(&self, sign: &str, left: Node<'p>, right: Node<'p>, value: bool, long: Long) -> bool {
        let is_length = |node: Node<'p>| {
            let call = node.unparenthesized();
            let argument = call.get(Field::Arguments).and_then(|list| list.only_child());
            call.is(Kind::CallExpression)
                && self.builtin_called(call) == Some("len")
                && argument.is_some_and(|name| self.scopes.local(name.unparenthesized()) == Some(long.local))
        };
        let number = |node: Node<'p>| self.constant_value(node).and_then(|value| value.as_int());
        let (sign, number) = if is_length(left) {
            (sign, number(right))
        } else if is_length(right) {
            let turned = match sign {
                "<" => ">",
                ">" => "<",
                "<=" => ">=",
                ">=" => "<=",
                same => same,
            };
            (turned, number(left))
        } else {
            return false;
        };
        let Some(number) = number else { return false };
        // The length that it has at least then.
        let length = match (sign, value) {
            ("==", true) | ("!=", false) | (">=", true) | ("<", false) => number,
            (">", true) | ("<=", false) => number + 1,
            ("!=", true) | ("==", false) if number == long.least => number + 1,
            _ => return false,
        };
        length > long.more_than
    }
}
