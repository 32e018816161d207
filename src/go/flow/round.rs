//! Whether what a round of a loop works with is needed only as long as the round lasts.

use super::quote;
use super::retain::DEPTH;
use super::uses::{How, Use, operator, outermost};
use crate::go::answer::Answer;
use crate::go::facts::Facts;
use crate::go::flow::shape::Shape;
use crate::go::kind::{Field, Kind};
use crate::go::scope::LocalId;
use crate::go::syntax::Node;

impl<'p> Facts<'p> {
    /// Whether the memory of a slice or map that a variable holds surely cannot be reached any more when the next round of
    /// the loop begins that declares it: its elements are read, assigned, copied and appended, and the whole is handed to
    /// nothing that may keep it. What is in the elements is another matter: it is copied, and stays what it is.
    pub fn round_only(&self, local: LocalId) -> Answer {
        let shape = match self.shape_of_local(local) {
            Ok(shape @ (Shape::Slice | Shape::Map)) => shape,
            Ok(_) => return Answer::no("other-kind", format!("`{}` is no slice or map", self.local_name(local))),
            Err(reason) => return Answer::Unknown(reason),
        };
        if let Some(around) = self.used_by_iterator(local) {
            let text = format!("`{}` is a function, which would take it to the heap", quote(around));
            return Answer::no("iterator", text);
        }
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        for used in self.uses_of(local).iter() {
            let answer = self.ends_with_round(local, used, shape);
            if !answer.is_yes() {
                return answer;
            }
        }
        Answer::Yes
    }

    fn ends_with_round(&self, local: LocalId, used: &Use<'p>, shape: Shape) -> Answer {
        let kept = || {
            let text = format!("`{}` may keep it for longer", quote(super::nilness::statement_of(used.node)));
            Answer::unknown("kept-elsewhere", text)
        };
        if used.captured || used.how == How::AddressTaken {
            return kept();
        }
        match self.how(used.node) {
            How::Indexed if shape == Shape::Map => Answer::Yes,
            // An element, or a part of it, could be handed on with its address.
            How::Indexed => match outermost(used.node).parent().map(|element| self.takes_address(element)) {
                Some(Answer::No(_)) if used.end != How::Unclear => Answer::Yes,
                _ => kept(),
            },
            How::Ranged | How::Discarded | How::Builtin { name: "len" | "delete" | "copy", .. } => Answer::Yes,
            How::Builtin { name: "append", index: 1.., spread: true, .. } => Answer::Yes,
            How::Builtin { name: "append", index: 0, call, .. } if self.appended_to(call) == Some(local) => Answer::Yes,
            How::Assigned if self.is_own_append(local, used.node) => Answer::Yes,
            How::Argument { call, index, spread: false } => self.is_not_retained(call, index, DEPTH),
            // All that it has room for was made with it.
            How::Sliced if self.element_is_basic(used.node) && !self.is_grown(local) => {
                outermost(used.node).parent().map_or_else(kept, |part| self.dies_at(part, false, DEPTH))
            }
            How::Sliced | How::Copied | How::Converted if shape == Shape::Slice && self.element_is_basic(used.node) => {
                self.dies_at(used.node, true, DEPTH)
            }
            How::Compared { .. } => Answer::Yes,
            _ => kept(),
        }
    }

    /// A call that reaches a variable of a slice, or a part of it, through an interface, so that it cannot be on the stack.
    pub fn handed_to_interface(&self, local: LocalId) -> Option<Node<'p>> {
        let is_interface = |operand: Node<'p>| self.shape(operand) == Ok(Shape::Interface);
        let reaches = |call: &Node<'p>| {
            let receiver = call.get(Field::Function).and_then(|function| function.get(Field::Operand));
            call.is(Kind::CallExpression)
                && (receiver.is_some_and(is_interface) || super::arguments(*call).any(is_interface))
        };
        self.uses_of(local).iter().find_map(|used| {
            let around = outermost(used.path).parent().filter(|up| up.is(Kind::SliceExpression));
            let handed = outermost(around.unwrap_or(used.path));
            handed.parent().filter(|list| list.is(Kind::ArgumentList)).and_then(Node::parent).filter(reaches)
        })
    }

    /// Whether a slice may have another length than it was made with.
    fn is_grown(&self, local: LocalId) -> bool {
        let uses = self.uses_of(local);
        uses.iter().any(|used| matches!(used.how, How::Assigned | How::Builtin { name: "append", index: 0, .. }))
            || !self.is_made_whole(local)
    }

    /// Whether a slice is declared with `make` and one size, so that it has no room for more.
    fn is_made_whole(&self, local: LocalId) -> bool {
        let declared = self.tree.node(self.scopes.get(local).declared);
        let statement = declared.enclosing(&[Kind::ShortVarDeclaration, Kind::VarSpec, Kind::StatementList]);
        let values = statement.and_then(|statement| statement.get(Field::Right).or(statement.get(Field::Value)));
        let call = values.and_then(Node::only_child).filter(|call| self.builtin_called(*call) == Some("make"));
        call.is_some_and(|call| super::arguments(call).count() == 2)
    }

    /// The variable that a call of `append` is the only new value of.
    fn appended_to(&self, call: Node<'p>) -> Option<LocalId> {
        let list =
            outermost(call).parent().filter(|list| list.is(Kind::ExpressionList) && list.only_child().is_some())?;
        let statement = list.parent().filter(|up| up.is(Kind::AssignmentStatement) && operator(*up) == "=")?;
        self.local_of(statement.get(Field::Left)?.only_child()?)
    }

    /// Whether an assigned variable gets what an `append` to itself makes.
    fn is_own_append(&self, local: LocalId, assigned: Node<'p>) -> bool {
        let statement = outermost(assigned).parent().and_then(Node::parent);
        let right = statement.and_then(|statement| statement.get(Field::Right)).and_then(Node::only_child);
        let call = right.map(Node::unparenthesized).filter(|call| self.builtin_called(*call) == Some("append"));
        let first = call.and_then(|call| super::arguments(call).next());
        call.is_some_and(|call| self.appended_to(call) == Some(local))
            && first.and_then(|first| self.local_of(first)) == Some(local)
    }
}
