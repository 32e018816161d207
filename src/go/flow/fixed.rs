//! Literals that are the same whenever they are evaluated, and values that are only looked at.

use super::count::value_for;
use super::retain::Parameter;
use super::shape::{Selects, Shape};
use super::uses::{How, Use, outermost};
use super::{arguments, quote};
use crate::go::answer::{Answer, Reason};
use crate::go::consts::Constant;
use crate::go::facts::{Facts, Meaning};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, is_name};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

/// A map of more elements than this is not kept on the stack.
const SMALL_MAP: usize = 8;

/// How many variables are followed one into the other.
const DEPTH: u8 = 4;

impl<'p> Facts<'p> {
    /// Whether a composite literal is made of constants and of such literals only, so that it is the same wherever and
    /// whenever it is evaluated. Pointers are left out: each evaluation makes new ones.
    pub fn fixed_literal(&self, literal: Node<'p>) -> Answer {
        self.note(literal.span());
        match self.type_of(literal).and_then(|ty| self.fixed_body(literal, &ty)) {
            Ok(()) => Answer::Yes,
            Err(reason) => Answer::Unknown(reason),
        }
    }

    /// The value of a constant, or of a local variable that is declared with one and never changed.
    ///
    /// From Go 1.26 on the compiler knows what such a variable holds, and fmt copies it no more than a constant.
    pub fn held_constant(&self, expr: Node<'p>) -> Option<Constant> {
        if let Some(value) = self.constant_value(expr) {
            return Some(value);
        }
        let local = self.local_of(expr)?;
        let declared = self.tree.node(self.scopes.get(local).declared);
        let value = value_for(declared).and_then(|value| self.constant_value(value))?;
        // Only now it matters what becomes of the variable.
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        let changes = |used: &Use<'_>| used.how == How::Assigned || !matches!(used.address, Answer::No(_));
        if self.uses_of(local).iter().any(changes) { None } else { Some(value) }
    }

    fn fixed_body(&self, literal: Node<'p>, ty: &Type) -> Result<(), Reason> {
        let body = if literal.is(Kind::LiteralValue) { Some(literal) } else { literal.get(Field::Body) };
        let underlying = self.underlying(ty)?;
        for (index, element) in body.into_iter().flat_map(Node::children).enumerate() {
            let (key, value) = match element.kind() {
                Kind::KeyedElement => (element.get(Field::Key), element.get(Field::Value)),
                _ => (None, Some(element)),
            };
            let of_element = match &underlying {
                Type::Map(pair) => {
                    key.map_or(Ok(()), |key| self.fixed_element(key, &pair.0))?;
                    pair.1.clone()
                }
                // A key is a constant index.
                Type::Slice(of) | Type::Array(_, of) => (**of).clone(),
                Type::Struct(fields) => {
                    let field = match key {
                        Some(key) => fields.iter().find(|field| *field.name == *key.text()),
                        None => fields.get(index),
                    };
                    field.ok_or_else(|| not_fixed(element))?.ty.clone()
                }
                _ => return Err(not_fixed(literal)),
            };
            value.map_or_else(|| Err(not_fixed(element)), |value| self.fixed_element(value, &of_element))?;
        }
        Ok(())
    }

    fn fixed_element(&self, element: Node<'p>, ty: &Type) -> Result<(), Reason> {
        let value = element.only_child().filter(|_| element.is(Kind::LiteralElement)).unwrap_or(element);
        match value.unparenthesized().kind() {
            Kind::LiteralValue | Kind::CompositeLiteral => match self.underlying(ty)? {
                Type::Pointer(_) | Type::Interface(_) => Err(not_fixed(value)),
                _ => self.fixed_body(value.unparenthesized(), ty),
            },
            _ if self.is_nil(value) => Ok(()),
            _ => self.is_constant(value).ok(),
        }
    }

    /// Whether evaluating a literal of a map allocates even where the map stays on the stack: because it is large, or for
    /// the slices and maps in it.
    pub fn map_literal_allocates(&self, literal: Node<'p>) -> bool {
        let elements = |body: Node<'p>| body.children().count();
        let own = literal.get(Field::Body);
        let inside = literal.subtree().filter(|node| node.is(Kind::LiteralValue) && Some(*node) != own);
        let mut inside = inside
            .map(|body| (elements(body), body.parent().filter(|up| up.is(Kind::CompositeLiteral)).unwrap_or(body)));
        own.map_or(0, elements) > SMALL_MAP
            || inside.any(|(elements, inner)| match self.type_of(inner).and_then(|ty| self.underlying(&ty)) {
                Ok(Type::Map(_)) => true,
                Ok(Type::Slice(_)) => elements > 0,
                _ => false,
            })
    }

    /// Whether the value of an expression, and everything that is reached from it, is only looked at: nothing assigns to
    /// it, gets the address of a part of it, or hands on something in which it could be changed.
    ///
    /// It is asked of a literal that [`Facts::fixed_literal`] holds of: what is in an interface is a constant there.
    pub fn only_read(&self, expr: Node<'p>) -> Answer {
        self.reads_at(expr, DEPTH).map_or_else(Answer::Unknown, |()| Answer::Yes)
    }

    /// As [`Facts::only_read`] for all that a variable is used for.
    pub fn variable_only_read(&self, local: LocalId) -> Answer {
        self.reads_of(local, DEPTH).map_or_else(Answer::Unknown, |()| Answer::Yes)
    }

    fn reads_of(&self, local: LocalId, depth: u8) -> Result<(), Reason> {
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        self.uses_of(local).iter().try_for_each(|used| self.reads_at(used.node, depth))
    }

    /// As [`Facts::reads_of`] for a variable that got something that is not flat: an interface that holds it could be taken apart.
    fn reads_of_copy(&self, local: LocalId, depth: u8) -> Result<(), Reason> {
        if self.shape_of_local(local)? == Shape::Interface {
            let text = format!("`{}` holds it as an interface", self.local_name(local));
            return Err(Reason::new("more-than-read", text));
        }
        self.reads_of(local, depth)
    }

    fn reads_at(&self, expr: Node<'p>, depth: u8) -> Result<(), Reason> {
        let refused = || {
            let text = format!("`{}` does more than look at it", quote(super::nilness::statement_of(expr)));
            Reason::new("more-than-read", text)
        };
        let depth = depth.checked_sub(1).ok_or_else(refused)?;
        let inner = outermost(expr);
        let parent = inner.parent().ok_or_else(refused)?;
        let ty = self.type_of(expr)?;
        let is_flat = self.is_flat(&ty)?;
        let of_element = |ty: &Type| self.element(ty).and_then(|element| self.is_flat(&element));
        match self.how(expr) {
            How::Read | How::Compared { .. } | How::Discarded => Ok(()),
            How::Indexed => self.reads_at(parent, depth + 1),
            How::FieldRead(_) if self.selects(parent)? == Selects::Field => self.reads_at(parent, depth + 1),
            How::MethodCall(method) if is_flat && self.method_receiver(&ty, method)? == Some(false) => Ok(()),
            How::Assigned | How::FieldWrite(_) | How::IndexWrite | How::AddressTaken | How::Unclear | How::Called => {
                Err(refused())
            }
            How::Sliced if matches!(self.underlying(&ty)?, Type::Basic(_)) => Ok(()),
            How::FieldRead(_) | How::MethodCall(_) | How::Sliced | How::Deref => Err(refused()),
            How::Deferred | How::GoStarted if !parent.is(Kind::ArgumentList) => Err(refused()),
            // It is a copy, and nothing in it can be changed from outside of it.
            _ if is_flat => Ok(()),
            How::Ranged if of_element(&ty)? => Ok(()),
            How::Ranged => match parent.get(Field::Left).and_then(|left| left.children().nth(1)) {
                Some(value) => self.reads_of_copy(self.local_of(value).ok_or_else(refused)?, depth),
                None => Ok(()),
            },
            How::Builtin { name: "len" | "cap", .. } => Ok(()),
            How::Builtin { name: "copy", index: 1, .. }
            | How::Builtin { name: "append", index: 1.., spread: true, .. }
                if of_element(&ty)? =>
            {
                Ok(())
            }
            How::Argument { call, index, spread: false } => {
                self.callee_reads(call, index, depth).unwrap_or_else(|| Err(refused()))
            }
            How::Copied => {
                let target = self.copied_to(inner).ok_or_else(refused)?;
                match self.local_of(target) {
                    Some(local) => self.reads_of_copy(local, depth),
                    None if target.text() == "_" => Ok(()),
                    None => Err(refused()),
                }
            }
            _ => Err(refused()),
        }
    }

    /// Whether a called function only looks at an argument; none if it is not known or cannot be followed.
    fn callee_reads(&self, call: Node<'p>, argument: usize, depth: u8) -> Option<Result<(), Reason>> {
        if self.callee(call).is_some_and(|name| self.known().only_reads(&name, argument)) {
            let given = arguments(call).nth(argument)?;
            let is_flat =
                self.type_of(given).and_then(|ty| self.element(&ty)).and_then(|element| self.is_flat(&element));
            return is_flat.is_ok_and(|flat| flat).then_some(Ok(()));
        }
        let function = call.get(Field::Function)?.unparenthesized();
        let place = match is_name(function).then(|| self.meaning(function)) {
            Some(Meaning::Package(&[place])) => place,
            None if function.is(Kind::SelectorExpression) => self.method(function)?,
            _ => return None,
        };
        let facts = self.other(place)?;
        match facts.parameter(facts.whole_function()?, argument) {
            Parameter::Unnamed => Some(Ok(())),
            Parameter::Missing => None,
            Parameter::Named(local) => {
                let reads = facts.reads_of_copy(local, depth);
                self.absorb(&facts);
                Some(reads)
            }
        }
    }

    /// Whether nothing in a value of this type can be changed through a copy of it.
    fn is_flat(&self, ty: &Type) -> Result<bool, Reason> {
        Ok(match self.underlying(ty)? {
            Type::Basic(Basic::UnsafePointer) => false,
            Type::Basic(_) | Type::Interface(_) => true,
            Type::Array(_, element) => self.is_flat(&element)?,
            Type::Struct(fields) => {
                for field in fields.iter() {
                    if !self.is_flat(&field.ty)? {
                        return Ok(false);
                    }
                }
                true
            }
            _ => false,
        })
    }
}

fn not_fixed(node: Node<'_>) -> Reason {
    Reason::new("not-constant", format!("`{}` is not made of constants alone", quote(node)))
}
