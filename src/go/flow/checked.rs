//! Whether an index is surely in range, or a loop has something to do, because the length was compared before.

use super::{own_of, quote};
use crate::go::answer::Answer;
use crate::go::facts::Facts;
use crate::go::flow::uses::operator;
use crate::go::kind::{Field, Kind};
use crate::go::scope::function_of;
use crate::go::syntax::Node;
use crate::text::Span;

/// Something with a length.
#[derive(Clone, Copy)]
struct Long<'p> {
    operand: Node<'p>,
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
        if self.scopes.local(operand.unparenthesized()).is_none() {
            return Answer::unknown("not-local", format!("`{}` is not a local variable", quote(operand)));
        }
        let Some(more_than) = self.constant_value(number).and_then(|value| value.as_int()) else {
            return Answer::unknown("not-constant", format!("`{}` is not constant", quote(number)));
        };
        let function = function_of(index);
        self.note(function.span());
        if let Some(found) = own_of(function, Kind::GotoStatement).next() {
            return Answer::no("goto", format!("`{}` makes the order of statements unknown", quote(found)));
        }
        let long = Long { operand, more_than, least: i128::from(least) };
        if more_than < long.least || self.checks(index, long).next().is_some() {
            return Answer::Yes;
        }
        let text = format!("`{}` panics where there is no such element, and nothing looks before", quote(index));
        Answer::no("may-panic", text)
    }

    /// Whether control only comes to `place` where a comparison of `len(operand)` has said that there are elements, and
    /// nothing changes that before it comes to `until`.
    pub fn has_elements(&self, operand: Node<'p>, place: Node<'p>, until: u32) -> Answer {
        let function = function_of(place);
        self.note(function.span());
        // In a later round of a loop the comparison may be long ago, and a function literal runs at any time.
        let again = |node: &Node<'p>| matches!(node.kind(), Kind::ForStatement | Kind::FuncLiteral);
        let since = place.ancestors().find(again).map_or(0, |around| around.span().start);
        let long = Long { operand, more_than: 0, least: 0 };
        let still = |length: &Node<'p>| {
            let region = Span::new(length.span().end, until);
            length.span().start >= since && self.pure_here(operand).is_yes() && self.stable(*length, region).is_yes()
        };
        match self.checks(place, long).any(|length| still(&length)) {
            true => Answer::Yes,
            false => Answer::no("may-be-empty", format!("`{}` may be empty", quote(operand))),
        }
    }

    /// The calls of `len` in comparisons that control passes on its way to a node only if there are enough elements.
    fn checks(&self, node: Node<'p>, long: Long<'p>) -> impl Iterator<Item = Node<'p>> {
        let pairs = std::iter::successors(Some(node), |node| node.parent());
        pairs.filter_map(move |node| {
            let around = node.parent()?;
            match around.kind() {
                Kind::BinaryExpression if node.field() == Field::Right => {
                    let left = around.get(Field::Left)?;
                    match operator(around) {
                        "&&" => self.says_long(left, true, long),
                        "||" => self.says_long(left, false, long),
                        _ => None,
                    }
                }
                Kind::IfStatement => match node.field() {
                    Field::Consequence => self.says_long(around.get(Field::Condition)?, true, long),
                    Field::Alternative => self.says_long(around.get(Field::Condition)?, false, long),
                    _ => None,
                },
                Kind::StatementList => around
                    .children()
                    .take_while(|before| *before != node)
                    .find_map(|before| self.sorts_out(before, long)),
                _ => None,
            }
        })
    }

    /// The length in an `if` that control leaves the list of statements from where it is less.
    fn sorts_out(&self, statement: Node<'p>, long: Long<'p>) -> Option<Node<'p>> {
        let statement = Some(statement).filter(|statement| statement.is(Kind::IfStatement))?;
        statement.get(Field::Consequence).filter(|block| self.leaves(*block))?;
        self.says_long(statement.get(Field::Condition)?, false, long)
    }

    /// Whether control surely does not come to the end of a block.
    fn leaves(&self, block: Node<'p>) -> bool {
        let list = block.children().find(|child| child.is(Kind::StatementList));
        let Some(last) = list.and_then(|list| list.children().filter(|child| !child.is(Kind::Comment)).last()) else {
            return false;
        };
        match last.kind() {
            Kind::ReturnStatement | Kind::ContinueStatement | Kind::BreakStatement => true,
            Kind::ExpressionStatement => last.only_child().is_some_and(|call| self.never_comes_back(call)),
            _ => false,
        }
    }

    /// The length that is surely enough where a condition has this value.
    fn says_long(&self, condition: Node<'p>, value: bool, long: Long<'p>) -> Option<Node<'p>> {
        let condition = condition.unparenthesized();
        match condition.kind() {
            Kind::UnaryExpression if operator(condition) == "!" => {
                self.says_long(condition.get(Field::Operand)?, !value, long)
            }
            Kind::BinaryExpression => {
                let (left, right) = condition.get(Field::Left).zip(condition.get(Field::Right))?;
                match (operator(condition), value) {
                    ("&&", true) | ("||", false) => {
                        self.says_long(left, value, long).or_else(|| self.says_long(right, value, long))
                    }
                    ("&&" | "||", _) => None,
                    (sign, _) => self.compares_long(sign, left, right, value, long),
                }
            }
            _ => None,
        }
    }

    fn compares_long(
        &self,
        sign: &str,
        left: Node<'p>,
        right: Node<'p>,
        value: bool,
        long: Long<'p>,
    ) -> Option<Node<'p>> {
        let number = |node: Node<'p>| self.constant_value(node).and_then(|value| value.as_int());
        let (length, sign, number) = if self.is_length(left, long.operand) {
            (left, sign, number(right)?)
        } else if self.is_length(right, long.operand) {
            let turned = match sign {
                "<" => ">",
                ">" => "<",
                "<=" => ">=",
                ">=" => "<=",
                same => same,
            };
            (right, turned, number(left)?)
        } else {
            return None;
        };
        // The length that it has at least then.
        let least = match (sign, value) {
            ("==", true) | ("!=", false) | (">=", true) | ("<", false) => number,
            (">", true) | ("<=", false) => number + 1,
            ("!=", true) | ("==", false) if number == long.least => number + 1,
            _ => return None,
        };
        (least > long.more_than).then(|| length.unparenthesized())
    }

    /// Whether a node is `len(operand)`, with names that mean the same.
    fn is_length(&self, node: Node<'p>, operand: Node<'p>) -> bool {
        let call = node.unparenthesized();
        let argument = call.get(Field::Arguments).and_then(|list| list.only_child()).map(Node::unparenthesized);
        let operand = operand.unparenthesized();
        let locals = |node: Node<'p>| node.subtree().map(|name| self.scopes.local(name));
        call.is(Kind::CallExpression)
            && self.builtin_called(call) == Some("len")
            && argument.is_some_and(|it| it.text() == operand.text() && locals(it).eq(locals(operand)))
    }
}
