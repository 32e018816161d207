//! How much each round of a loop writes to a builder at least.

use super::loops::{LOOPS, jump_target};
use super::uses::outermost;
use super::{BRANCHING, CONTROL, arguments, called, quote, statements};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::LocalId;
use crate::go::syntax::Node;

/// From this length on a constant string is written that may need a piece of memory of its own: the first one has 8 bytes, and each
/// further one is twice as large, so that shorter ones never need two pieces at once.
const MOST: u64 = 9;

/// The least number of bytes that have been written where control may be; `None` where it cannot come.
#[derive(Clone, Copy, Default)]
struct Least {
    /// Behind the statement.
    behind: Option<u64>,
    /// Where a `break` leaves the statements of a case.
    left: Option<u64>,
    /// At the end of the round, by `continue`.
    round: Option<u64>,
}

impl Least {
    /// The least of two ways.
    fn or(self, other: Self) -> Self {
        let least = |a: Option<u64>, b: Option<u64>| a.into_iter().chain(b).min();
        Self {
            behind: least(self.behind, other.behind),
            left: least(self.left, other.left),
            round: least(self.round, other.round),
        }
    }
}

impl<'p> Facts<'p> {
    /// How many bytes every round of a loop, which runs to its end, writes to a builder or buffer at least. It writes nothing but
    /// bytes, characters, each of which counts as one, and short constant strings.
    ///
    /// # Errors
    /// What in the loop stands against it: it may be left early, or a round may write nothing, or nobody knows how much.
    pub fn bytes_each_round(&self, around: Node<'p>, builder: LocalId) -> Result<u64, Reason> {
        let (body, uses) = self.uses_in_body(around, builder)?;
        self.note_words(body.span(), CONTROL.iter().chain(BRANCHING).copied());
        self.runs_to_its_end(around, body)?;
        let name = self.local_name(builder);
        for used in uses {
            let selector = outermost(used.node).parent().filter(|up| up.is(Kind::SelectorExpression));
            let call = selector.and_then(|selector| outermost(selector).parent());
            let Some(call) = call.filter(|call| call.is(Kind::CallExpression)) else {
                return Err(Reason::new("not-called", format!("`{name}` is used for more than to call its methods")));
            };
            let inner = call.ancestors().find(|up| matches!(up.kind(), Kind::ForStatement | Kind::FuncLiteral));
            match self.bytes_of(call) {
                None => {
                    let text = format!("nobody knows how much `{}` writes", quote(call));
                    return Err(Reason::new("unknown-length", text));
                }
                Some(MOST..) => {
                    let text = format!("`{}` may need more memory at once than the rounds", quote(call));
                    return Err(Reason::new("long-text", text));
                }
                Some(1..) if inner != Some(around) => {
                    let text = format!("nobody knows how often `{}` writes in each round", quote(call));
                    return Err(Reason::new("nested-write", text));
                }
                Some(_) => {}
            }
        }
        let least = self.least_of(statements(body), around, builder, 0);
        match least.behind.into_iter().chain(least.round).min() {
            Some(bytes @ 1..) => Ok(bytes),
            _ => Err(Reason::new("may-write-nothing", format!("a round of the loop may write nothing to `{name}`"))),
        }
    }

    fn least_of(
        &self,
        list: impl Iterator<Item = Node<'p>>,
        around: Node<'p>,
        builder: LocalId,
        written: u64,
    ) -> Least {
        let mut all = Least { behind: Some(written), ..Least::default() };
        for statement in list {
            let Some(written) = all.behind.take() else { break };
            all = all.or(self.least_at(statement, around, builder, written));
        }
        all
    }

    /// What a statement adds to what has been written in front of it.
    fn least_at(&self, statement: Node<'p>, around: Node<'p>, builder: LocalId, written: u64) -> Least {
        let behind = |bytes: u64| Least { behind: Some(bytes), ..Least::default() };
        let inside = |block: Node<'p>, written: u64| self.least_of(statements(block), around, builder, written);
        match statement.kind() {
            Kind::Block => inside(statement, written),
            Kind::IfStatement => {
                let then = statement.get(Field::Consequence).map_or(behind(written), |block| inside(block, written));
                let other = match statement.get(Field::Alternative) {
                    Some(other) => self.least_at(other, around, builder, written),
                    None => behind(written),
                };
                then.or(other)
            }
            Kind::ExpressionSwitchStatement | Kind::TypeSwitchStatement => {
                let cases =
                    |node: &Node<'p>| matches!(node.kind(), Kind::ExpressionCase | Kind::TypeCase | Kind::DefaultCase);
                let has_default = statement.children().any(|case| case.is(Kind::DefaultCase));
                let none = if has_default { Least::default() } else { behind(written) };
                let all = statement.children().filter(cases).map(|case| inside(case, written)).fold(none, Least::or);
                Least { behind: all.behind.into_iter().chain(all.left).min(), left: None, round: all.round }
            }
            Kind::ContinueStatement if jump_target(statement, LOOPS) == Some(around) => {
                Least { round: Some(written), ..Least::default() }
            }
            // Out of a case; what leaves the loop has been ruled out.
            Kind::BreakStatement => Least { left: Some(written), ..Least::default() },
            // It goes on in the next case, and adds what that writes, which is no less than nothing.
            Kind::FallthroughStatement => behind(written),
            // Whatever is written in it is not counted; a `continue` in it may end the round of the outer one.
            Kind::ForStatement | Kind::SelectStatement | Kind::LabeledStatement => Least {
                behind: Some(written),
                left: None,
                round: statement.all_of(Kind::ContinueStatement).next().map(|_| written),
            },
            _ => behind(written.saturating_add(self.bytes_at(statement, builder))),
        }
    }

    /// How many bytes a statement that is no more than one call of a method of the builder writes at least.
    fn bytes_at(&self, statement: Node<'p>, builder: LocalId) -> u64 {
        let call = match statement.kind() {
            Kind::ExpressionStatement => statement.only_child(),
            Kind::AssignmentStatement => statement.get(Field::Right).and_then(Node::only_child),
            _ => None,
        };
        let of = call.and_then(called).and_then(|method| method.get(Field::Operand));
        let is_own = of.and_then(|of| self.local_of(of)) == Some(builder);
        call.filter(|_| is_own).and_then(|call| self.bytes_of(call)).unwrap_or(0)
    }

    /// How many bytes a method of a builder writes at least; nothing if it may be any number.
    fn bytes_of(&self, call: Node<'p>) -> Option<u64> {
        match called(call)?.get(Field::Field)?.text() {
            "WriteByte" | "WriteRune" => Some(1),
            "WriteString" => {
                let text = arguments(call).next().and_then(|text| self.constant_value(text))?;
                Some(text.as_str()?.len() as u64)
            }
            "String" | "Len" => Some(0),
            _ => None,
        }
    }
}
