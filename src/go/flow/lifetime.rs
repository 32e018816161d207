//! Whether something stays the same as long as a variable is used.

use super::{arguments, own_nodes, quote, statements};
use crate::go::answer::Answer;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, function_of};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};
use crate::go::typing::Kinds;
use crate::text::Span;

/// Where control does not go on to the next statement.
const JUMPS: &[Kind] = &[
    Kind::BreakStatement,
    Kind::ContinueStatement,
    Kind::GotoStatement,
    Kind::FallthroughStatement,
    Kind::FuncLiteral,
];

impl<'p> Facts<'p> {
    /// Whether an expression has the same value from the end of the statement that declares a local to the last use of it.
    pub fn stable_for(&self, expr: Node<'p>, local: LocalId, declared: Span) -> Answer {
        self.stable(expr, self.lifetime(local, declared))
    }

    /// Whether nothing changes the bytes of a slice between the end of the statement that declares a local and any use of it that
    /// control comes to afterwards.
    pub fn bytes_stable_for(&self, slice: Node<'p>, local: LocalId, declared: Span) -> Answer {
        if let Some(reason) = self.goto_near(slice) {
            return Answer::Unknown(reason);
        }
        if let Some(used) = self.captured(local) {
            return Answer::no("captured", format!("a function literal uses `{}`", quote(used)));
        }
        let region = self.lifetime(local, declared);
        self.note(region);
        let (function, uses) = (function_of(slice), self.uses_of(local));
        self.memory_stable(slice, false, region, function, &|node| {
            uses.iter().any(|used| self.may_come_before(node, used.node, declared))
                && !self.writes_no_byte(node)
                && !self.reaches_nothing(node)
        })
    }

    /// From the end of the declaration of a local to where its last use has been evaluated, and to the end of the loops around that.
    fn lifetime(&self, local: LocalId, declared: Span) -> Span {
        let uses = self.uses_of(local);
        let around = |used: Node<'p>| repeated(used, declared).unwrap_or_else(|| self.evaluated_with(used));
        let ends = uses.iter().map(|used| around(used.node).span().end);
        Span::new(declared.end, ends.fold(declared.end, u32::max))
    }

    /// Whether what happens at a node may have happened when control comes to a use of a variable that is declared before both.
    fn may_come_before(&self, node: Node<'p>, used: Node<'p>, declared: Span) -> bool {
        if repeated(used, declared).is_some_and(|around| around.contains(node)) || node.is(Kind::SelectStatement) {
            return true;
        }
        // What contains the use is done with its value; what stands beside it may come first.
        if node.span().start >= self.evaluated_with(used).span().end || node.contains(used) {
            return false;
        }
        let mut below = node;
        while let Some(up) = below.parent() {
            if up.contains(used) {
                return !excludes(up, below, node, used);
            }
            if up.is(Kind::FuncLiteral) {
                return true;
            }
            if up.is(Kind::StatementList) && self.leaves_function(up) {
                return false;
            }
            below = up;
        }
        true
    }

    /// Whether control surely does not come out of a list of statements other than by leaving the function.
    fn leaves_function(&self, list: Node<'p>) -> bool {
        let leaves = |last: Node<'p>| match last.kind() {
            Kind::ReturnStatement => true,
            Kind::ExpressionStatement => last.only_child().is_some_and(|call| self.never_comes_back(call)),
            _ => false,
        };
        statements(list).filter(|statement| !statement.is(Kind::Comment)).last().is_some_and(leaves)
            && !own_nodes(list).any(|node| JUMPS.contains(&node.kind()))
    }

    /// Whether all that a statement assigns, or a predeclared function, is nothing that a byte could be part of.
    fn writes_no_byte(&self, node: Node<'p>) -> bool {
        let targets = match node.kind() {
            Kind::AssignmentStatement => node.get(Field::Left),
            Kind::IncStatement | Kind::DecStatement => Some(node),
            Kind::CallExpression if matches!(self.builtin_called(node), Some("append" | "copy" | "clear")) => {
                let elements = arguments(node).next().map(|slice| self.type_of(slice).and_then(|ty| self.element(&ty)));
                return elements.is_some_and(|ty| ty.is_ok_and(|ty| self.is_no_byte(&ty)));
            }
            _ => None,
        };
        let is_no_byte = |target| self.type_of(target).is_ok_and(|ty| self.is_no_byte(&ty));
        targets.is_some_and(|list| list.children().all(is_no_byte))
    }

    /// Whether values of a type surely are neither bytes nor hold any in themselves, as arrays and structs do.
    fn is_no_byte(&self, ty: &Type) -> bool {
        match self.kind_of(ty) {
            Ok(Kinds::Int) => self.underlying(ty).is_ok_and(|ty| ty.basic().is_some_and(|basic| basic != Basic::Uint8)),
            Ok(Kinds::Array | Kinds::Struct | Kinds::TypeParam) | Err(_) => false,
            Ok(_) => true,
        }
    }
}

/// The outermost loop around a use which does not contain the declaration, so that what is in it may come before the use again.
fn repeated<'t>(used: Node<'t>, declared: Span) -> Option<Node<'t>> {
    let inside = used.ancestors().take_while(|up| up.span().start > declared.start);
    inside.filter(|up| up.is(Kind::ForStatement)).last()
}

/// Whether a statement that a node and a use are in runs either the part with the one, which comes first, or that with the other.
fn excludes<'t>(around: Node<'t>, part: Node<'t>, node: Node<'t>, used: Node<'t>) -> bool {
    let Some(other) = around.children().find(|child| child.contains(used)) else { return false };
    match part.kind() {
        _ if around.is(Kind::IfStatement) => part.field() == Field::Consequence && other.field() == Field::Alternative,
        Kind::ExpressionCase | Kind::TypeCase | Kind::DefaultCase | Kind::CommunicationCase => {
            let list = part.child(Kind::StatementList).filter(|list| list.contains(node));
            list.is_some_and(|list| !own_nodes(list).any(|inner| inner.is(Kind::FallthroughStatement)))
        }
        _ => false,
    }
}
