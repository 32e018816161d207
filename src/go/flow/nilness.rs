//! Where a variable surely is nil, and whether anybody could tell nil from empty.

use super::uses::{How, outermost};
use super::{arguments, own_of, quote};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::flow::shape::Shape;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind, function_of};
use crate::go::syntax::Node;
use crate::text::Span;

impl<'p> Facts<'p> {
    /// Whether a variable surely is nil whenever control comes to `offset`, in the function that declares it.
    pub fn nil_at(&self, local: LocalId, offset: u32) -> Answer {
        let name = self.local_name(local);
        let function = self.function_of_local(local);
        let unknown = |code: &str, text: String| Answer::unknown(code, text);
        if !matches!(self.scopes.get(local).kind, LocalKind::Var | LocalKind::Result) {
            return unknown("not-declared-nil", format!("`{name}` gets its value from elsewhere"));
        }
        self.note_escape_of(local);
        if own_of(function, Kind::GotoStatement).next().is_some() {
            return unknown("goto", format!("a `goto` makes the order of the assignments to `{name}` unknown"));
        }
        let place = self.tree.covering(Span::at(offset));
        if function_of(place) != function {
            return unknown("another-function", format!("`{name}` belongs to the function around"));
        }
        let uses = self.uses_of(local);
        let assigned: Vec<Node<'p>> =
            uses.iter().filter(|used| used.how == How::Assigned).map(|used| used.node).collect();
        let (start, scope) = match self.nil_start(local, &assigned, offset, function) {
            Ok(found) => found,
            Err(reason) => return Answer::Unknown(reason),
        };
        // Control can also come back to the place from the end of a loop that the start lies outside of.
        let loops = place.ancestors().chain([place]).filter(|around| {
            around.is(Kind::ForStatement)
                && scope.contains(*around)
                && around.span().start > start
                && around.span().start < offset
                && offset < around.span().end
        });
        let end = loops.map(|around| around.span().end).max().unwrap_or(offset).max(offset);
        self.note_words(Span::new(start.min(end), end), [name]);
        for used in uses.iter().filter(|used| !self.runs_later(local, used.node, end)) {
            if used.captured && (used.how == How::Assigned || used.end == How::Assigned) {
                return Answer::no("captured", format!("a function literal assigns `{name}`"));
            }
            match &used.address {
                Answer::No(_) => {}
                Answer::Yes => return Answer::no("address-taken", format!("something else may assign `{name}`")),
                Answer::Unknown(reason) => return Answer::Unknown(reason.clone()),
            }
        }
        for node in assigned {
            let at = node.span().start;
            if at >= start && at < end && !self.assigns_nil(node) {
                let statement = statement_of(node);
                return Answer::no("assigned", format!("`{}` assigns `{name}` before", quote(statement)));
            }
        }
        Answer::Yes
    }

    /// The end of the last statement that surely runs before `offset` and makes the variable nil, and the block it is in.
    fn nil_start(
        &self,
        local: LocalId,
        assigned: &[Node<'p>],
        offset: u32,
        function: Node<'p>,
    ) -> Result<(u32, Node<'p>), Reason> {
        let name = self.local_name(local);
        let leads = |statement: Node<'p>| {
            let list = statement.parent()?;
            let is_list = list.is(Kind::StatementList);
            let span = list.span();
            (is_list && statement.span().end <= offset && span.start <= offset && offset <= span.end).then_some(list)
        };
        let made_nil = assigned.iter().rev().filter(|node| self.assigns_nil(**node)).map(|node| statement_of(*node));
        for statement in made_nil {
            if let Some(list) = leads(statement) {
                return Ok((statement.span().end, list));
            }
        }
        let declared = self.tree.node(self.scopes.get(local).declared);
        let refuse = |text: String| Err(Reason::new("not-declared-nil", text));
        let parent = declared.parent().unwrap_or(declared);
        match parent.kind() {
            Kind::ParameterDeclaration => {
                self.nilable(local, parent.get(Field::Type), name)?;
                let body = function.get(Field::Body).unwrap_or(function);
                Ok((body.span().start, function))
            }
            Kind::VarSpec => {
                let value = parent.get(Field::Value);
                match value {
                    None => self.nilable(local, parent.get(Field::Type), name)?,
                    Some(values) => {
                        let names = parent.get_all(Field::Name).count();
                        let index = parent.get_all(Field::Name).take_while(|other| *other != declared).count();
                        let own = (values.children().count() == names).then(|| values.children().nth(index)).flatten();
                        if !own.is_some_and(|own| self.is_nil(own) || self.nil_conversion(own)) {
                            return refuse(format!("`{}` is not known to start as nil", quote(parent)));
                        }
                    }
                }
                let declaration = parent.enclosing(&[Kind::VarDeclaration]).unwrap_or(parent);
                match leads(declaration) {
                    Some(list) => Ok((declaration.span().end, list)),
                    None => refuse(format!("`{name}` is not declared in a block around")),
                }
            }
            Kind::ExpressionList => {
                let statement = parent.parent().unwrap_or(parent);
                let right = statement.get(Field::Right).filter(|_| statement.is(Kind::ShortVarDeclaration));
                let index = parent.children().take_while(|other| *other != declared).count();
                let same = right.is_some_and(|right| right.children().count() == parent.children().count());
                let own = right.filter(|_| same).and_then(|right| right.children().nth(index));
                match (own.is_some_and(|own| self.nil_conversion(own)), leads(statement)) {
                    (true, Some(list)) => Ok((statement.span().end, list)),
                    _ => refuse(format!("`{}` is not known to make `{name}` nil", quote(statement))),
                }
            }
            _ => refuse(format!("`{name}` gets its value from elsewhere")),
        }
    }

    /// Says whether the zero value of a declared variable is nil.
    fn nilable(&self, declared: LocalId, written: Option<Node<'p>>, name: &str) -> Result<(), Reason> {
        let by_syntax = written.map(Node::unparenthesized).is_some_and(|written| {
            matches!(
                written.kind(),
                Kind::SliceType
                    | Kind::MapType
                    | Kind::PointerType
                    | Kind::ChannelType
                    | Kind::FunctionType
                    | Kind::InterfaceType
            )
        });
        if by_syntax {
            return Ok(());
        }
        match self.shape_of_local(declared)? {
            shape if shape.can_be_nil() => Ok(()),
            _ => Err(Reason::new("never-nil", format!("`{name}` has a type without nil"))),
        }
    }

    /// Whether the assignment that a target stands in surely makes it nil.
    fn assigns_nil(&self, target: Node<'p>) -> bool {
        let list =
            outermost(target).parent().filter(|list| list.is(Kind::ExpressionList) && list.only_child().is_some());
        let statement = list.and_then(Node::parent).filter(|statement| statement.is(Kind::AssignmentStatement));
        statement.is_some_and(|statement| {
            let value = statement.get(Field::Right).and_then(Node::only_child);
            super::uses::operator(statement) == "="
                && value.is_some_and(|value| self.is_nil(value) || self.nil_conversion(value))
        })
    }

    /// Whether nobody can tell if a slice is nil or empty: every use of it only reads elements or the length, appends to
    /// it, or hands it to a function that treats both alike.
    pub fn nil_unobserved(&self, local: LocalId) -> Answer {
        self.note_escape_of(local);
        let name = self.local_name(local);
        self.note_words(self.function_of_local(local).span(), [name]);
        if self.scopes.get(local).kind == LocalKind::Result {
            return Answer::no("returned", format!("`{name}` is a result"));
        }
        let uses = self.uses_of(local);
        let appended = |used: &super::Use<'p>| matches!(used.how, How::Builtin { name: "append", index: 0, .. });
        if !uses.iter().any(appended) && self.shape_of_local(local) != Ok(Shape::Slice) {
            return Answer::unknown("unknown-type", format!("`{name}` is not known to be a slice"));
        }
        for used in uses.iter() {
            let place = quote(statement_of(used.node));
            let seen = |code: &str| Answer::no(code, format!("`{place}` may tell whether `{name}` is nil"));
            if used.captured {
                return Answer::no("captured", format!("a function literal uses `{name}`"));
            }
            match used.how {
                How::Assigned | How::Ranged | How::IndexWrite | How::Discarded => {}
                How::Indexed if used.end != How::AddressTaken => {}
                How::AddressTaken if used.path != used.node => {}
                How::Builtin { name: "len" | "copy" | "clear", .. } => {}
                How::Builtin { name: "append", index: 1.., spread: true, .. } => {}
                How::Builtin { name: "append", index: 0, call, .. } => {
                    if !self.appends_to_itself(call, local) {
                        return seen("copied");
                    }
                }
                How::Argument { call, index, spread: false } => {
                    match self.callee(call) {
                        Some(function) if self.known().nil_is_empty(&function, index) => {}
                        Some(function) => {
                            return Answer::unknown(
                                "passed-on",
                                format!("`{function}` may tell whether `{name}` is nil"),
                            );
                        }
                        None => return Answer::unknown("passed-on", format!("`{}` gets `{name}`", quote(call))),
                    };
                }
                How::Compared { .. } => return seen("compared"),
                How::Returned => return seen("returned"),
                How::Copied | How::Sliced => return seen("copied"),
                How::Stored | How::InCompositeLiteral | How::Sent => return seen("stored"),
                How::AddressTaken => return seen("address-taken"),
                _ => return Answer::unknown("unclear-use", format!("`{place}` may tell whether `{name}` is nil")),
            }
        }
        Answer::Yes
    }

    /// Whether an append is the value of an assignment to the variable that it appends to.
    fn appends_to_itself(&self, call: Node<'p>, local: LocalId) -> bool {
        let list = outermost(call).parent().filter(|list| list.only_child().is_some());
        let statement = list.and_then(Node::parent).filter(|statement| statement.is(Kind::AssignmentStatement));
        let target = statement.and_then(|statement| statement.get(Field::Left)).and_then(Node::only_child);
        target.and_then(|target| self.local_of(target)) == Some(local) && arguments(call).next().is_some()
    }
}

/// The statement that an expression is part of.
pub(super) fn statement_of(node: Node<'_>) -> Node<'_> {
    let mut statement = node;
    for around in node.ancestors() {
        if matches!(around.kind(), Kind::StatementList | Kind::Block | Kind::ForStatement | Kind::IfStatement) {
            break;
        }
        statement = around;
    }
    statement
}
