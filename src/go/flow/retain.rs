//! Whether a function keeps what it is given.

use super::uses::{How, Use, operator, outermost};
use super::{arguments, called, quote};
use crate::go::answer::Answer;
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::shape::Shape;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind, is_name};
use crate::go::syntax::Node;

/// How many functions are followed one into the other.
pub(super) const DEPTH: u8 = 4;

impl<'p> Facts<'p> {
    /// Whether a called function surely keeps neither the argument with this number (from 0) nor anything inside it, and
    /// returns nothing that leads back to it.
    ///
    /// Functions of other packages are looked up in what is known; those of this package are read, as deep as a few calls.
    pub fn not_retained(&self, call: Node<'p>, argument: usize) -> Answer {
        self.note(call.span());
        self.is_not_retained(call, argument, DEPTH)
    }

    pub(super) fn is_not_retained(&self, call: Node<'p>, argument: usize, depth: u8) -> Answer {
        let unknown = |words: &str| Answer::unknown("unknown-callee", format!("`{}` {words}", quote(call)));
        if matches!(call.parent().map(Node::kind), Some(Kind::GoStatement | Kind::DeferStatement)) {
            return Answer::no("started", format!("`{}` runs later", quote(call)));
        }
        let Some(function) = called(call) else { return unknown("is not a call") };
        if let Some(name) = self.builtin_called(call) {
            return match name {
                "len" | "cap" | "copy" | "clear" | "delete" | "close" | "print" | "println" | "real" | "imag" => {
                    Answer::Yes
                }
                "append"
                    if argument > 0 && arguments(call).nth(argument).is_some_and(|a| a.is(Kind::VariadicArgument)) =>
                {
                    // The elements are copied; whether they hold anything is the matter of their type.
                    match arguments(call)
                        .nth(argument)
                        .and_then(Node::only_child)
                        .map(|slice| self.element_is_basic(slice))
                    {
                        Some(true) => Answer::Yes,
                        _ => Answer::unknown("elements-kept", format!("`{}` keeps the elements", quote(call))),
                    }
                }
                _ => Answer::no("returned", format!("the result of `{}` holds the argument", quote(call))),
            };
        }
        let callee = self.callee(call);
        if callee.as_deref().is_some_and(|name| self.known().does_not_retain(name, argument)) {
            return Answer::Yes;
        }
        let Some(depth) = depth.checked_sub(1) else { return unknown("calls too deep to follow") };
        let place = match is_name(function).then(|| self.meaning(function)) {
            Some(Meaning::Package(&[place])) => Some(place),
            None if function.is(Kind::SelectorExpression) => self.method(function),
            _ => None,
        };
        let Some(facts) = place.and_then(|place| self.other(place)) else {
            return match callee {
                Some(name) => {
                    Answer::unknown("unknown-callee", format!("`{name}` is not known to let go of its argument"))
                }
                None => unknown("calls a function that is not known"),
            };
        };
        let Some(declaration) = facts.whole_function() else { return unknown("calls a function without a body") };
        match facts.parameter(declaration, argument) {
            Parameter::Unnamed => Answer::Yes,
            Parameter::Missing => unknown("has another number of arguments"),
            Parameter::Named(local) => {
                let answer = facts.lets_go(local, depth);
                self.absorb(&facts);
                answer
            }
        }
    }

    /// Whether the method that a call calls surely keeps nothing of its receiver.
    pub fn receiver_not_retained(&self, call: Node<'p>) -> Answer {
        self.note(call.span());
        self.lets_go_of_receiver(call, DEPTH)
    }

    fn lets_go_of_receiver(&self, call: Node<'p>, depth: u8) -> Answer {
        let unknown =
            || Answer::unknown("unknown-callee", format!("what `{}` does with its receiver is not known", quote(call)));
        let function = called(call).filter(|function| function.is(Kind::SelectorExpression));
        let place = function.and_then(|function| self.method(function));
        let (Some(depth), Some(place)) = (depth.checked_sub(1), place) else { return unknown() };
        let Some(facts) = self.other(place) else { return unknown() };
        let Some(declaration) = facts.whole_function() else { return unknown() };
        let receiver = declaration.get(Field::Receiver).and_then(Node::only_child);
        match receiver.map(|receiver| receiver.get(Field::Name)) {
            Some(None) => Answer::Yes,
            Some(Some(name)) if name.text() == "_" => Answer::Yes,
            Some(Some(name)) => {
                let answer = facts.scopes.local(name).map_or_else(unknown, |local| facts.lets_go(local, depth));
                self.absorb(&facts);
                answer
            }
            None => unknown(),
        }
    }

    /// The function or method that these facts are about, if its body is here and could be read.
    pub(super) fn whole_function(&self) -> Option<Node<'p>> {
        let function = self.tree.root().only_child()?;
        let has_body = function.get(Field::Body).is_some_and(|_| !function.is_broken());
        (has_body && crate::go::scope::is_function(function)).then_some(function)
    }

    /// Whether a function lets go of one of its parameters.
    fn lets_go(&self, parameter: LocalId, depth: u8) -> Answer {
        let name = self.local_name(parameter);
        for used in self.uses_of(parameter).iter() {
            let answer = self.use_lets_go(used, depth);
            if !answer.is_yes() {
                return answer;
            }
            if used.captured {
                return Answer::unknown("captured", format!("a function literal uses the parameter `{name}`"));
            }
        }
        Answer::Yes
    }

    /// Whether the memory of a slice of basic values, which an expression makes, surely is not reachable any more once
    /// the function returns.
    pub fn value_dies(&self, expr: Node<'p>) -> Answer {
        self.note(super::nilness::statement_of(expr).span());
        self.dies_at(expr, false, DEPTH)
    }

    /// As [`Facts::value_dies`], and nothing in the function looks behind the end of the slice, at its capacity, or whether it is nil.
    pub fn content_dies(&self, expr: Node<'p>) -> Answer {
        self.note(super::nilness::statement_of(expr).span());
        self.dies_at(expr, true, DEPTH)
    }

    /// With `content` nothing but its elements may be looked at.
    pub(super) fn dies_at(&self, expr: Node<'p>, content: bool, depth: u8) -> Answer {
        let place = || quote(super::nilness::statement_of(expr));
        let kept = || Answer::unknown("kept-elsewhere", format!("`{}` may keep it", place()));
        let Some(depth) = depth.checked_sub(1) else { return kept() };
        let inner = outermost(expr);
        let Some(parent) = inner.parent() else { return kept() };
        match self.how(expr) {
            How::Compared { nil: true } if content => kept(),
            How::Read | How::Compared { .. } | How::Discarded | How::Ranged | How::IndexWrite => Answer::Yes,
            How::Indexed if matches!(self.takes_address(parent), Answer::No(_)) => Answer::Yes,
            How::Sliced if !content || self.stays_inside(parent) => self.dies_at(parent, content, depth),
            How::Builtin { name: "cap", .. } if content => kept(),
            How::Builtin { call, index, .. } => self.is_not_retained(call, index, depth),
            How::Argument { call, index, spread: false } => self.is_not_retained(call, index, depth),
            How::Converted => {
                let conversion = if parent.is(Kind::ArgumentList) { parent.parent() } else { Some(parent) };
                let is_copy = conversion.is_some_and(|conversion| self.shape(conversion) == Ok(Shape::String));
                if is_copy { Answer::Yes } else { kept() }
            }
            How::Copied => {
                let Some(local) = self.copied_to(expr).and_then(|target| self.local_of(target)) else { return kept() };
                self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
                // What a variable from outside of a loop holds is needed in the next round.
                if self.scopes.get(local).kind != LocalKind::Var || self.inner_loop(local, expr).is_some() {
                    return kept();
                }
                let captured = self.uses_of(local).iter().find(|used| used.captured).map(|used| used.node);
                if let Some(used) = captured {
                    return Answer::unknown("captured", format!("a function literal uses `{}`", used.text()));
                }
                let uses = self.uses_of(local);
                let read = uses.iter().filter(|used| used.how != How::Assigned);
                read.map(|used| self.dies_at(used.node, content, depth))
                    .find(|answer| !answer.is_yes())
                    .unwrap_or(Answer::Yes)
            }
            _ => kept(),
        }
    }

    /// Whether a part of a slice surely has no elements behind the end of the slice: it goes as far as that, or to a place that is
    /// counted from there.
    fn stays_inside(&self, part: Node<'p>) -> bool {
        let Some(end) = part.get(Field::End) else { return true };
        let operand = part.get(Field::Operand).map_or("", Node::text);
        let length = match operator(end) {
            "-" => end.get(Field::Left),
            _ => Some(end),
        };
        length.is_some_and(|length| {
            let argument = arguments(length).next().map(Node::text);
            self.builtin_called(length) == Some("len") && argument == Some(operand)
        })
    }

    fn use_lets_go(&self, used: &Use<'p>, depth: u8) -> Answer {
        let name = used.node.text();
        let keeps = |code: &str| {
            let place = quote(super::nilness::statement_of(used.node));
            Answer::no(code, format!("`{place}` keeps `{name}`"))
        };
        // Whatever becomes of a plain value has nothing to do with where it was read.
        let may_be_address =
            matches!(used.end, How::AddressTaken | How::MethodCall(_) | How::Deferred | How::GoStarted);
        if used.path != used.node && self.shape(used.path).is_ok_and(Shape::is_basic) && !may_be_address {
            return Answer::Yes;
        }
        match used.end {
            How::Read | How::Compared { .. } | How::Discarded | How::Assigned => Answer::Yes,
            How::Builtin { call, index, .. } => self.is_not_retained(call, index, depth),
            How::Argument { call, index, spread: false } => self.is_not_retained(call, index, depth),
            How::MethodCall(_) => {
                let selector = outermost(used.path).parent();
                let call = selector.and_then(|selector| outermost(selector).parent());
                call.map_or_else(|| keeps("unclear-use"), |call| self.lets_go_of_receiver(call, depth))
            }
            How::Returned => keeps("returned"),
            How::Stored | How::InCompositeLiteral | How::Sent => keeps("stored"),
            How::Deferred | How::GoStarted => keeps("started"),
            // A copy of an element or field may hold what the argument holds; a range hands them out one by one.
            How::Ranged if self.element_is_basic(used.path) => Answer::Yes,
            How::Converted if self.shape(used.path) == Ok(Shape::String) => Answer::Yes,
            _ => {
                let place = quote(super::nilness::statement_of(used.node));
                Answer::unknown("unclear-use", format!("`{place}` may keep `{name}`"))
            }
        }
    }

    /// Whether the elements of a slice, array or map surely are basic values.
    pub(super) fn element_is_basic(&self, expr: Node<'p>) -> bool {
        self.shape(expr) == Ok(Shape::String) || self.element_shape(expr).is_some_and(Shape::is_basic)
    }

    /// The parameter that an argument with this number becomes.
    pub(super) fn parameter(&self, declaration: Node<'p>, index: usize) -> Parameter {
        let mut left = index;
        for parameter in declaration.get(Field::Parameters).into_iter().flat_map(Node::children) {
            if parameter.is(Kind::VariadicParameterDeclaration) {
                return Parameter::Missing;
            }
            let names: Vec<_> = parameter.get_all(Field::Name).collect();
            let count = names.len().max(1);
            if left < count {
                return match names.get(left).map(|name| self.scopes.local(*name)) {
                    Some(Some(local)) => Parameter::Named(local),
                    // `_` or no name at all.
                    _ => Parameter::Unnamed,
                };
            }
            left -= count;
        }
        Parameter::Missing
    }
}

/// What a function calls one of its arguments.
pub(super) enum Parameter {
    Named(LocalId),
    Unnamed,
    Missing,
}
