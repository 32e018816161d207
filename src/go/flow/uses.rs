//! What becomes of a variable at each place that names it.

use std::rc::Rc;

use super::count::range_operand;
use super::{arguments, called, quote};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::shape::{Selects, Shape};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind, function_of, is_name};
use crate::go::syntax::Node;
use crate::go::types::Type;
use crate::text::Span;

/// One place that names a local.
#[derive(Clone, Debug)]
pub struct Use<'t> {
    /// The identifier.
    pub node: Node<'t>,
    /// What happens to the variable.
    pub how: How<'t>,
    /// The longest chain of fields, indexes and dereferences that starts with the identifier: `v.f[i]`.
    pub path: Node<'t>,
    /// What happens to the value of the chain; the same as `how` if the chain is the identifier alone.
    pub end: How<'t>,
    /// Whether it lies in a function literal that the variable does not belong to.
    pub captured: bool,
    /// Whether it takes the address of the variable or of a part that lies in it.
    pub address: Answer,
}

/// What happens to a value where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How<'t> {
    /// An operand of an operator, a condition, an index: looked at, and nothing remembers it.
    Read,
    /// Assigned to `_`, or a statement of its own.
    Discarded,
    /// The target of `=`, `:=`, `+=`, `++`, a range clause or a receive.
    Assigned,
    /// A field of it is read.
    FieldRead(&'t str),
    /// A field of it is assigned.
    FieldWrite(&'t str),
    /// A method of it, or a function in a field of it, is called.
    MethodCall(&'t str),
    /// `&v`, `&v.f`, `&v[i]`.
    AddressTaken,
    /// `*v`.
    Deref,
    /// `==` or `!=`, or a `case`; with `nil` or with something else.
    Compared {
        /// Whether the other side is the predeclared `nil`.
        nil: bool,
    },
    /// It stands in a `return`.
    Returned,
    /// An argument of a call.
    Argument {
        /// The call.
        call: Node<'t>,
        /// Which argument, from 0.
        index: usize,
        /// Whether `...` follows it.
        spread: bool,
    },
    /// An argument of a predeclared function.
    Builtin {
        /// The call.
        call: Node<'t>,
        /// The function's name.
        name: &'t str,
        /// Which argument, from 0.
        index: usize,
        /// Whether `...` follows it.
        spread: bool,
    },
    /// It is called.
    Called,
    /// It is copied to a local variable, also by a declaration.
    Copied,
    /// It is assigned to anything that is not a local variable, or is the key of an assigned map element.
    Stored,
    /// The operand of a range clause.
    Ranged,
    /// An element is read.
    Indexed,
    /// An element is assigned.
    IndexWrite,
    /// It is sliced.
    Sliced,
    /// An element of a composite literal.
    InCompositeLiteral,
    /// Sent on a channel.
    Sent,
    /// It is converted to another type.
    Converted,
    /// The operand of a type assertion or type switch.
    Asserted,
    /// Its method or itself is called by a `defer`, or it is an argument there.
    Deferred,
    /// Its method or itself is called by a `go`, or it is an argument there.
    GoStarted,
    /// Something that is not known here.
    Unclear,
}

/// How many variables and literals, each in the next, are followed to find out where a value ends.
const MAX_HOLDERS: u8 = 4;

impl<'p> Facts<'p> {
    /// Every place that names a local, its declaration left out, in order.
    pub fn uses_of(&self, local: LocalId) -> Rc<[Use<'p>]> {
        if let Some((uses, reads)) = self.uses.borrow().get(&local) {
            reads.iter().for_each(|read| self.note_read(read.clone()));
            return uses.clone();
        }
        let mark = self.noted();
        let function = self.scopes.get(local).function;
        let uses = self.scopes.get(local).uses.iter().map(|&id| self.tree.node(id));
        let uses =
            uses.filter(|node| !self.is_field_key(*node).unwrap_or(false)).map(|node| self.use_at(node, function));
        let uses: Rc<[Use<'p>]> = uses.collect();
        self.uses.borrow_mut().insert(local, (uses.clone(), self.noted_since(mark)));
        uses
    }

    /// The places in `span` that name a local.
    pub fn uses_in(&self, local: LocalId, span: Span) -> Vec<Use<'p>> {
        let uses = self.uses_of(local);
        let first = uses.partition_point(|used| used.node.span().start < span.start);
        let inside = uses[first..].iter().take_while(|used| used.node.span().end <= span.end);
        inside.cloned().collect()
    }

    /// The places in `span` that assign a local as a whole.
    pub fn assigned_in(&self, local: LocalId, span: Span) -> Vec<Node<'p>> {
        self.note_words(span, [self.local_name(local)]);
        let assigned = self.uses_in(local, span).into_iter().filter(|used| used.how == How::Assigned);
        assigned.map(|used| used.node).collect()
    }

    /// The places in `span` that read a local or something in it.
    pub fn reads_in(&self, local: LocalId, span: Span) -> Vec<Node<'p>> {
        self.note_words(span, [self.local_name(local)]);
        let reads =
            self.uses_in(local, span).into_iter().filter(|used| used.how != How::Assigned || is_updated(used.node));
        reads.map(|used| used.node).collect()
    }

    /// Yes when some place surely takes the address of a local or of a part of it; `Unknown` when a method may.
    pub fn address_taken(&self, local: LocalId) -> Answer {
        self.note_escape_of(local);
        let mut answer =
            Answer::no("address-not-taken", format!("nothing takes the address of `{}`", self.local_name(local)));
        for used in self.uses_of(local).iter() {
            match &used.address {
                Answer::Yes => return Answer::Yes,
                Answer::Unknown(reason) => answer = Answer::Unknown(reason.clone()),
                Answer::No(_) => {}
            }
        }
        answer
    }

    /// The first place where a function literal uses a local of the function around it.
    pub fn captured(&self, local: LocalId) -> Option<Node<'p>> {
        self.note_escape_of(local);
        self.uses_of(local).iter().find(|used| used.captured).map(|used| used.node)
    }

    /// A loop over an iterator, or over what nobody knows, whose body uses a variable that would be declared in front of it, if it
    /// came to stand in front of its own loop. Such a body is a function, for which the variable would live on the heap.
    pub fn used_by_iterator(&self, local: LocalId) -> Option<Node<'p>> {
        let declared = self.tree.node(self.scopes.get(local).declared);
        let own = declared.enclosing(&[Kind::ForStatement]);
        let is_iterator = |around: &Node<'p>| {
            let operand = range_operand(*around).filter(|_| !around.contains(declared) || own == Some(*around));
            operand.is_some_and(|operand| matches!(self.shape(operand), Ok(Shape::Func) | Err(_)))
        };
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        self.uses_of(local).iter().find_map(|used| used.node.ancestors().find(is_iterator))
    }

    /// The innermost loop around a place that a local is declared outside of.
    pub fn inner_loop(&self, local: LocalId, place: Node<'p>) -> Option<Node<'p>> {
        let declared = self.tree.node(self.scopes.get(local).declared);
        place.ancestors().find(|around| around.is(Kind::ForStatement)).filter(|around| !around.contains(declared))
    }

    fn use_at(&self, node: Node<'p>, function: u32) -> Use<'p> {
        let mut path = node;
        let mut first = None;
        while let Some((step, how)) = self.step(path) {
            first.get_or_insert(how);
            path = step;
        }
        let end = self.how(path);
        let how = match first {
            None => end,
            Some(How::FieldRead(name)) if end == How::Assigned => How::FieldWrite(name),
            Some(How::Indexed) if end == How::Assigned => How::IndexWrite,
            Some(How::FieldRead(_) | How::Indexed) if end == How::AddressTaken => How::AddressTaken,
            Some(how) => how,
        };
        let address = self.takes_address(node);
        Use { node, how, path, end, captured: function_of(node).id() != function, address }
    }

    /// The chain that is one field, index or dereference longer, and what that step is.
    fn step(&self, path: Node<'p>) -> Option<(Node<'p>, How<'p>)> {
        let inner = outermost(path);
        let parent = inner.parent()?;
        match (parent.kind(), inner.field()) {
            (Kind::SelectorExpression, Field::Operand) if !is_called(parent) => {
                Some((parent, How::FieldRead(parent.get(Field::Field)?.text())))
            }
            (Kind::IndexExpression, Field::Operand) => Some((parent, How::Indexed)),
            (Kind::UnaryExpression, Field::Operand) if operator(parent) == "*" => Some((parent, How::Deref)),
            _ => None,
        }
    }

    /// What happens to the value of an expression where it stands.
    pub fn how(&self, expr: Node<'p>) -> How<'p> {
        let expr = outermost(expr);
        let Some(parent) = expr.parent() else { return How::Unclear };
        match parent.kind() {
            Kind::SelectorExpression if is_called(parent) => {
                let call = outermost(parent).parent().expect("a called selector stands in its call");
                started(call).unwrap_or_else(|| How::MethodCall(parent.get(Field::Field).map_or("", Node::text)))
            }
            Kind::SelectorExpression => How::FieldRead(parent.get(Field::Field).map_or("", Node::text)),
            Kind::CallExpression if expr.field() == Field::Function => started(parent).unwrap_or(How::Called),
            Kind::ArgumentList => self.argument(parent, expr, false),
            Kind::VariadicArgument => match parent.parent() {
                Some(list) => self.argument(list, parent, true),
                None => How::Unclear,
            },
            Kind::UnaryExpression => match operator(parent) {
                "&" => How::AddressTaken,
                "*" => How::Deref,
                _ => How::Read,
            },
            Kind::BinaryExpression => match operator(parent) {
                "==" | "!=" => {
                    let other = parent.children().find(|side| *side != expr);
                    How::Compared { nil: other.is_some_and(|other| self.is_nil(other)) }
                }
                _ => How::Read,
            },
            Kind::IndexExpression if expr.field() == Field::Operand => How::Indexed,
            Kind::IndexExpression => match self.how(parent) {
                // Assigning `m[v]` keeps `v` as a key.
                How::Assigned => How::Stored,
                _ => How::Read,
            },
            Kind::SliceExpression if expr.field() == Field::Operand => How::Sliced,
            Kind::SliceExpression => How::Read,
            Kind::TypeAssertionExpression => How::Asserted,
            Kind::TypeConversionExpression => How::Converted,
            Kind::LiteralElement => How::InCompositeLiteral,
            Kind::ExpressionList => self.in_list(parent, expr),
            Kind::VarSpec if expr.field() == Field::Value => How::Copied,
            Kind::RangeClause if expr.field() == Field::Right => How::Ranged,
            Kind::SendStatement if expr.field() == Field::Value => How::Sent,
            Kind::SendStatement | Kind::IfStatement | Kind::ForStatement | Kind::ForClause | Kind::ArrayType => {
                How::Read
            }
            Kind::ExpressionSwitchStatement => How::Read,
            Kind::TypeSwitchStatement => How::Asserted,
            Kind::IncStatement | Kind::DecStatement => How::Assigned,
            Kind::ExpressionStatement => How::Discarded,
            _ => How::Unclear,
        }
    }

    fn argument(&self, list: Node<'p>, argument: Node<'p>, spread: bool) -> How<'p> {
        let Some(call) = list.parent().filter(|call| call.is(Kind::CallExpression)) else { return How::Unclear };
        if let Some(how) = started(call) {
            return how;
        }
        let index = arguments(call).take_while(|other| *other != argument).count();
        let Some(function) = called(call) else { return How::Unclear };
        if is_name(function) {
            match self.meaning(function) {
                Meaning::Universe if function.text() == "new" => return How::Copied,
                Meaning::Universe if self.names_type(function) => return How::Converted,
                Meaning::Universe => return How::Builtin { call, name: function.text(), index, spread },
                _ if self.names_type(function) => return How::Converted,
                _ => {}
            }
        }
        How::Argument { call, index, spread }
    }

    fn in_list(&self, list: Node<'p>, expr: Node<'p>) -> How<'p> {
        let Some(statement) = list.parent() else { return How::Unclear };
        if statement.is(Kind::ReturnStatement) {
            return How::Returned;
        }
        if list.field() == Field::Left {
            return How::Assigned;
        }
        let target = statement.get(Field::Left).and_then(|left| {
            let index = list.children().take_while(|other| *other != expr).count();
            (left.children().count() == list.children().count()).then(|| left.children().nth(index)).flatten()
        });
        match statement.kind() {
            Kind::ShortVarDeclaration | Kind::VarSpec => match target {
                Some(target) if target.text() == "_" => How::Discarded,
                _ => How::Copied,
            },
            Kind::ConstSpec => How::Read,
            Kind::AssignmentStatement if operator(statement) != "=" => How::Read,
            Kind::AssignmentStatement => match target {
                Some(target) if target.text() == "_" => How::Discarded,
                Some(target) if self.local_of(target).is_some() => How::Copied,
                _ => How::Stored,
            },
            Kind::ExpressionCase => How::Compared { nil: false },
            _ => How::Unclear,
        }
    }

    /// Whether an expression is the predeclared `nil`.
    pub fn is_nil(&self, expr: Node<'p>) -> bool {
        let expr = expr.unparenthesized();
        expr.is(Kind::Nil) && self.is_universe(expr)
    }

    /// Whether an identifier is the name of a field in a struct literal, not a variable: `T{name: 1}`.
    ///
    /// # Errors
    /// When the type of the literal is not known.
    pub fn is_field_key(&self, node: Node<'p>) -> Result<bool, Reason> {
        if !crate::go::scope::is_literal_key(node) {
            return Ok(false);
        }
        let not_known = || Reason::new("unknown-type", format!("whether `{}` names a field is not known", node.text()));
        let body = node.enclosing(&[Kind::LiteralValue]).ok_or_else(not_known)?;
        let literal = body.parent().filter(|parent| parent.is(Kind::CompositeLiteral)).unwrap_or(body);
        match self.shape(literal)? {
            Shape::Struct => Ok(true),
            Shape::Slice | Shape::Array | Shape::Map => Ok(false),
            // The elements of `[]*T{{name: 1}}` are written as `T` is.
            Shape::Pointer => match self.underlying(&self.type_of(literal)?)? {
                Type::Pointer(inner) => Ok(self.shape_of_type(&inner)? == Shape::Struct),
                _ => Err(not_known()),
            },
            _ => Err(not_known()),
        }
    }

    /// Whether a use takes the address of the variable or of a part that lies in it.
    ///
    /// `v.m()` does so without an `&` when the method has a pointer receiver and `v` is not a pointer, and so does `v[:]`
    /// of an array. Behind a pointer, slice, map or interface the variable itself is safe.
    pub(super) fn takes_address(&self, node: Node<'p>) -> Answer {
        let safe = || Answer::no("address-not-taken", format!("`{}` does not take an address", quote(node)));
        let mut path = node;
        loop {
            let inner = outermost(path);
            let Some(parent) = inner.parent() else { return safe() };
            match (parent.kind(), inner.field()) {
                (Kind::SelectorExpression, Field::Operand) => {
                    if matches!(self.shape(path), Ok(Shape::Pointer | Shape::ArrayPointer | Shape::Interface)) {
                        return safe();
                    }
                    match self.selects(parent) {
                        Ok(Selects::Field) => path = parent,
                        Ok(Selects::ByValue) => return safe(),
                        Ok(Selects::ByPointer) => return Answer::Yes,
                        // Only a value that is stored or handed on can be a method bound to its receiver.
                        Err(_) if !is_called(parent) && !may_be_func(self.how(parent)) => path = parent,
                        Err(reason) => return Answer::Unknown(reason),
                    }
                }
                (Kind::IndexExpression, Field::Operand) => match self.shape(path) {
                    Ok(Shape::Array) | Err(_) => path = parent,
                    Ok(_) => return safe(),
                },
                (Kind::SliceExpression, Field::Operand) => {
                    return match self.shape(path) {
                        Ok(Shape::Array) => Answer::Yes,
                        Ok(_) => safe(),
                        Err(reason) => Answer::Unknown(reason),
                    };
                }
                (Kind::UnaryExpression, _) if operator(parent) == "&" => return Answer::Yes,
                _ => return safe(),
            }
        }
    }

    /// What an expression alone is copied to: `x` in `x := e`, `x = e`, `var x = e` and `x, ok := e`.
    pub fn copied_to(&self, expr: Node<'p>) -> Option<Node<'p>> {
        let inner = outermost(expr);
        let list = inner.parent().filter(|list| list.only_child() == Some(inner))?;
        let statement = list.parent()?;
        let left = statement.get(Field::Left).or_else(|| statement.get(Field::Name))?;
        if left.is(Kind::ExpressionList) { left.children().next() } else { Some(left) }
    }

    /// Whether the value of a local variable surely leaves its function: it is returned, stored, sent, or put into a literal whose
    /// value does. An element of it is a copy.
    pub fn variable_leaves(&self, local: LocalId) -> bool {
        self.leaves_within(local, MAX_HOLDERS)
    }

    /// Whether the value of an expression, or of the variable that it initialises, surely leaves the function, as
    /// [`variable_leaves`](Facts::variable_leaves) has it.
    pub fn value_leaves(&self, expr: Node<'p>) -> bool {
        self.value_leaves_within(expr, MAX_HOLDERS)
    }

    fn leaves_within(&self, local: LocalId, holders: u8) -> bool {
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        self.uses_of(local).iter().any(|used| self.goes(used.node, used.how, holders))
    }

    fn value_leaves_within(&self, expr: Node<'p>, holders: u8) -> bool {
        match self.copied_to(expr).and_then(|name| self.local_of(name)) {
            Some(local) => self.leaves_within(local, holders),
            None => self.goes(expr, self.how(expr), holders),
        }
    }

    fn goes(&self, expr: Node<'p>, how: How<'p>, holders: u8) -> bool {
        match how {
            How::Returned | How::Stored | How::Sent => true,
            How::InCompositeLiteral if holders > 0 => {
                let parts = [Kind::LiteralElement, Kind::KeyedElement, Kind::LiteralValue, Kind::CompositeLiteral];
                let inside = |up: &Node<'p>| up.is(Kind::ParenthesizedExpression) || parts.contains(&up.kind());
                let literal = expr.ancestors().take_while(inside).last();
                let pointer = literal.and_then(Node::parent).filter(|up| up.is(Kind::UnaryExpression));
                pointer.or(literal).is_some_and(|holder| self.value_leaves_within(holder, holders - 1))
            }
            _ => false,
        }
    }

    /// Whether a local can be assigned at all.
    pub(super) fn is_variable(&self, local: LocalId) -> bool {
        !matches!(self.scopes.get(local).kind, LocalKind::Const | LocalKind::Type | LocalKind::TypeParam)
    }
}

/// The expression with all parentheses around it.
pub(super) fn outermost(expr: Node<'_>) -> Node<'_> {
    expr.ancestors().take_while(|up| up.is(Kind::ParenthesizedExpression)).last().unwrap_or(expr)
}

/// The text of an operator of an expression or assignment.
pub(super) fn operator(node: Node<'_>) -> &str {
    node.get(Field::Operator).map_or("", Node::text)
}

/// Whether a selector or name is the function of a call.
pub(super) fn is_called(function: Node<'_>) -> bool {
    let function = outermost(function);
    function.field() == Field::Function && function.parent().is_some_and(|parent| parent.is(Kind::CallExpression))
}

/// `defer` or `go` directly in front of a call.
fn started<'t>(call: Node<'t>) -> Option<How<'t>> {
    match outermost(call).parent()?.kind() {
        Kind::DeferStatement => Some(How::Deferred),
        Kind::GoStatement => Some(How::GoStarted),
        _ => None,
    }
}

/// Whether a value that is used so could be a function.
pub(super) fn may_be_func(how: How<'_>) -> bool {
    !matches!(
        how,
        How::Read
            | How::Assigned
            | How::FieldRead(_)
            | How::Indexed
            | How::IndexWrite
            | How::Sliced
            | How::AddressTaken
            | How::Deref
            | How::Compared { nil: false }
            | How::Builtin { name: "len" | "cap", .. }
            | How::MethodCall(_)
            | How::Discarded
            | How::Asserted
    )
}

/// Whether an assigned name is read too: `v += 1`, `v++`.
fn is_updated(node: Node<'_>) -> bool {
    let assigned = outermost(node);
    let statement =
        assigned.parent().map(|up| if up.is(Kind::ExpressionList) { up.parent().unwrap_or(up) } else { up });
    statement.is_some_and(|statement| match statement.kind() {
        Kind::IncStatement | Kind::DecStatement => true,
        Kind::AssignmentStatement => operator(statement) != "=",
        _ => false,
    })
}
