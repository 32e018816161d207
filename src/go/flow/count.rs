//! How often the body of a loop runs, and whether its rounds have different keys.

use super::shape::Shape;
use super::uses::{How, operator, outermost};
use super::{arguments, quote};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Meaning};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind};
use crate::go::syntax::Node;

/// An upper bound for the number of rounds of a loop, as something that can be written in front of it. Without early exits
/// it is the number itself, except for [`Count::Bytes`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count<'t> {
    /// `len` of this expression.
    Len(Node<'t>),
    /// `len` of this string, which is too much if it holds more than ASCII.
    Bytes(Node<'t>),
    /// The value of this integer expression, or 0 if that is negative.
    Int(Node<'t>),
    /// `hi - lo`, one more if `inclusive`, or 0 if that is negative. It does not wrap round, unless the loop never ends.
    Span {
        /// The first value.
        lo: Node<'t>,
        /// The bound.
        hi: Node<'t>,
        /// Whether the bound itself is a value too.
        inclusive: bool,
    },
    /// A number that is known.
    Constant {
        /// The number.
        rounds: u64,
        /// The expression that it is the value of, if there is one.
        bound: Option<Node<'t>>,
    },
}

/// The parts of `for i := lo; i < hi; i++`.
struct Counted<'t> {
    index: Node<'t>,
    lo: Node<'t>,
    hi: Node<'t>,
    inclusive: bool,
}

impl<'p> Facts<'p> {
    /// How often the body of a loop runs at most. What is given as an expression is evaluated by the loop's header anyway;
    /// whether it may be evaluated once more is the business of [`Facts::pure_here`] for a range clause, and is settled here
    /// for a counted loop.
    ///
    /// # Errors
    /// Why it cannot be written down before the loop starts.
    pub fn loop_count(&self, around: Node<'p>) -> Result<Count<'p>, Reason> {
        if let Some(operand) = range_operand(around) {
            let shape = self.shape(operand)?;
            return self.loop_count_as(around, shape);
        }
        self.counted_loop_count(around)
    }

    /// As [`Facts::loop_count`], for whoever knows the kind of thing that the range clause ranges over.
    ///
    /// # Errors
    /// Why it cannot be written down before the loop starts.
    pub fn loop_count_as(&self, around: Node<'p>, shape: Shape) -> Result<Count<'p>, Reason> {
        let Some(operand) = range_operand(around) else { return self.counted_loop_count(around) };
        self.note(operand.span());
        match shape {
            Shape::Slice | Shape::Array | Shape::ArrayPointer | Shape::Map => Ok(Count::Len(operand)),
            Shape::String => Ok(Count::Bytes(operand)),
            Shape::Int | Shape::Uint => match self.natural(operand) {
                Some(rounds) => Ok(Count::Constant { rounds, bound: Some(operand) }),
                None => Ok(Count::Int(operand)),
            },
            Shape::Chan => {
                Err(Reason::new("no-length", format!("nobody knows how much `{}` receives", quote(operand))))
            }
            Shape::Func => Err(Reason::new("no-length", format!("nobody knows how often `{}` yields", quote(operand)))),
            _ => Err(Reason::new("no-length", format!("`{}` has no length", quote(operand)))),
        }
    }

    /// The value of a constant that is an integer and not negative.
    fn natural(&self, expr: Node<'p>) -> Option<u64> {
        self.constant_value(expr).and_then(|value| value.as_int()).and_then(|value| u64::try_from(value).ok())
    }

    fn counted_loop_count(&self, around: Node<'p>) -> Result<Count<'p>, Reason> {
        let counted = self.counted(around)?;
        let Counted { lo, hi, inclusive, .. } = counted;
        let body = around.get(Field::Body).map_or(around.span(), Node::span);
        self.pure(lo).ok()?;
        self.pure_here(hi).ok()?;
        self.stable(hi, body).ok()?;
        let length = |expr: Node<'p>| {
            let expr = expr.unparenthesized();
            let is_length = self.builtin_called(expr) == Some("len");
            is_length.then(|| arguments(expr).next()).flatten()
        };
        let is_length = |expr: Node<'p>| length(expr).is_some();
        let start = self.is_exact_basic(lo, "int").is_yes().then(|| self.natural(lo)).flatten();
        match (start, self.natural(hi), inclusive) {
            (Some(lo), Some(end), inclusive) => Ok(Count::Constant {
                rounds: end.saturating_add(u64::from(inclusive)).saturating_sub(lo),
                bound: (lo == u64::from(inclusive)).then_some(hi),
            }),
            // The start gives the index the type `int`, and so the bound has it too.
            (Some(0), None, false) | (Some(1), None, true) => match length(hi) {
                Some(of) if self.shape(of) != Ok(Shape::Chan) => Ok(Count::Len(of)),
                _ => Ok(Count::Int(hi)),
            },
            (Some(0), None, true) => Ok(Count::Span { lo, hi, inclusive }),
            (Some(_), None, _) if is_length(hi) => Ok(Count::Span { lo, hi, inclusive }),
            (None, _, _) if is_length(lo) && (is_length(hi) || self.natural(hi).is_some()) => {
                Ok(Count::Span { lo, hi, inclusive })
            }
            _ => {
                let text = format!("`{}` minus `{}` may wrap round to a huge number", quote(hi), quote(lo));
                Err(Reason::new("count-may-overflow", text))
            }
        }
    }

    /// The parts of a loop that counts up by one from one bound to another, and whose index nothing else changes.
    fn counted(&self, around: Node<'p>) -> Result<Counted<'p>, Reason> {
        let refuse = |code: &str, text: String| Err(Reason::new(code, text));
        let body = around.get(Field::Body).filter(|_| around.is(Kind::ForStatement));
        let clause = around.child(Kind::ForClause);
        let (Some(body), Some(clause)) = (body, clause) else {
            return refuse("no-count", format!("nothing counts the rounds of `{}`", quote(around)));
        };
        self.note(clause.span());
        let index =
            clause.get(Field::Initializer).filter(|start| start.is(Kind::ShortVarDeclaration)).and_then(|start| {
                let only = |field| start.get(field).and_then(Node::only_child);
                Some((only(Field::Left)?, only(Field::Right)?))
            });
        let Some((index, lo)) = index else {
            return refuse("no-count", format!("`{}` does not start one index", quote(clause)));
        };
        let Some(local) = self.local_of(index) else {
            return refuse("no-count", format!("`{}` does not start one index", quote(clause)));
        };
        let is_index = |node: Node<'p>| self.local_of(node) == Some(local);
        let bound = clause.get(Field::Condition).map(Node::unparenthesized).and_then(|condition| {
            let (left, right) = (condition.get(Field::Left)?, condition.get(Field::Right)?);
            match operator(condition) {
                "<" if is_index(left) => Some((right, false)),
                "<=" if is_index(left) => Some((right, true)),
                ">" if is_index(right) => Some((left, false)),
                ">=" if is_index(right) => Some((left, true)),
                _ => None,
            }
        });
        let Some((hi, inclusive)) = bound else {
            return refuse("no-count", format!("`{}` does not end at one bound", quote(clause)));
        };
        let step = clause.get(Field::Update);
        if !step.is_some_and(|step| self.steps_by_one(step, &is_index)) {
            return refuse("no-count", format!("`{}` does not go up by one", quote(clause)));
        }
        self.note_escape_of(local);
        self.note_words(body.span(), [index.text()]);
        for used in self.uses_of(local).iter() {
            let changes = used.how == How::Assigned || !matches!(used.address, Answer::No(_));
            if changes && !clause.contains(used.node) {
                let place = outermost(used.node).parent().unwrap_or(used.node);
                return refuse("index-changed", format!("`{}` may change the index `{}`", quote(place), index.text()));
            }
            if clause.contains(used.node) && hi.contains(used.node) {
                return refuse("no-count", format!("the bound `{}` moves with the index", quote(hi)));
            }
        }
        Ok(Counted { index, lo, hi, inclusive })
    }

    fn steps_by_one(&self, step: Node<'p>, is_index: &dyn Fn(Node<'p>) -> bool) -> bool {
        match step.kind() {
            Kind::IncStatement => step.only_child().is_some_and(is_index),
            Kind::AssignmentStatement => {
                let only = |field| step.get(field).and_then(Node::only_child);
                operator(step) == "+="
                    && only(Field::Left).is_some_and(is_index)
                    && only(Field::Right).is_some_and(|by| self.natural(by) == Some(1))
            }
            _ => false,
        }
    }

    /// Whether a map key surely differs between any two rounds of a loop: it is the loop's own index or key, unchanged.
    pub fn distinct_keys(&self, around: Node<'p>, key: Node<'p>) -> Answer {
        let key = key.unparenthesized();
        self.note(key.span());
        let Some(local) = self.local_of(key) else {
            return Answer::unknown("keys-may-repeat", format!("`{}` may be the same in two rounds", quote(key)));
        };
        let declared = self.tree.node(self.scopes.get(local).declared);
        if let Some(operand) = range_operand(around) {
            let clause = around.child(Kind::RangeClause).expect("a loop with a range operand has a range clause");
            self.note(clause.span());
            let first = clause.get(Field::Left).and_then(|left| left.children().next());
            if first != Some(declared) {
                return Answer::unknown("keys-may-repeat", format!("`{}` may be the same in two rounds", quote(key)));
            }
            match self.shape(operand) {
                Ok(Shape::Chan | Shape::Func) => {
                    return Answer::unknown("keys-may-repeat", format!("`{}` may give a value twice", quote(operand)));
                }
                Ok(_) => {}
                Err(reason) => return Answer::Unknown(reason),
            }
        } else {
            match self.counted(around) {
                Ok(counted) if counted.index == declared => {}
                Ok(_) => {
                    return Answer::unknown(
                        "keys-may-repeat",
                        format!("`{}` may be the same in two rounds", quote(key)),
                    );
                }
                Err(reason) => return Answer::Unknown(reason),
            }
        }
        self.note_escape_of(local);
        self.note_words(around.span(), [key.text()]);
        for used in self.uses_of(local).iter() {
            let in_header = around.get(Field::Body).is_none_or(|body| !body.contains(used.node));
            if in_header {
                continue;
            }
            if used.how == How::Assigned || used.end == How::Assigned && used.path != used.node {
                return Answer::no("assigned", format!("the loop changes `{}`", key.text()));
            }
            if !matches!(used.address, Answer::No(_)) {
                return Answer::no("address-taken", format!("the loop takes the address of `{}`", key.text()));
            }
        }
        Answer::Yes
    }

    /// Whether a number comes from lengths, constants and parameters, and so was not read from outside by this function:
    /// presizing by a number that an attacker chose turns a short message into a huge allocation.
    pub fn trusted_size(&self, size: Node<'p>) -> Answer {
        self.note(size.span());
        self.is_trusted(size, true, 6)
    }

    /// Whether a number comes from lengths and constants alone, so that it is hardly larger than what is in memory already.
    pub(super) fn is_of_lengths(&self, size: Node<'p>) -> bool {
        self.is_trusted(size, false, 6).is_yes()
    }

    /// With `parameters` those are trusted too, and so are elements, products, and variables of packages.
    fn is_trusted(&self, size: Node<'p>, parameters: bool, depth: u8) -> Answer {
        let size = size.unparenthesized();
        let doubt = || Answer::unknown("size-from-outside", format!("where `{}` comes from is not known", quote(size)));
        let Some(depth) = depth.checked_sub(1) else { return doubt() };
        if !parameters && self.constant_value(size).is_some() {
            return Answer::Yes;
        }
        match size.kind() {
            Kind::IntLiteral | Kind::RuneLiteral => Answer::Yes,
            Kind::UnaryExpression if matches!(operator(size), "+" | "-") => {
                size.get(Field::Operand).map_or_else(doubt, |operand| self.is_trusted(operand, parameters, depth))
            }
            Kind::BinaryExpression if !parameters && !matches!(operator(size), "+" | "-" | "/") => doubt(),
            Kind::BinaryExpression => match (size.get(Field::Left), size.get(Field::Right)) {
                (Some(left), Some(right)) => {
                    self.is_trusted(left, parameters, depth).and_then(|| self.is_trusted(right, parameters, depth))
                }
                _ => doubt(),
            },
            // What has a length is in memory already.
            Kind::CallExpression => match self.builtin_called(size) {
                Some("len" | "cap" | "copy") => Answer::Yes,
                // One trusted bound is enough.
                Some("min") if arguments(size).any(|bound| self.is_trusted(bound, parameters, depth).is_yes()) => {
                    Answer::Yes
                }
                Some("int" | "uint" | "int64" | "uint64" | "int32" | "uint32" | "min" | "max") => arguments(size)
                    .map(|argument| self.is_trusted(argument, parameters, depth))
                    .find(|answer| !answer.is_yes())
                    .unwrap_or(Answer::Yes),
                _ => Answer::no("size-from-outside", format!("`{}` may be a number from outside", quote(size))),
            },
            Kind::SelectorExpression
                if parameters && size.get(Field::Operand).is_some_and(|package| self.imported(package).is_some()) =>
            {
                Answer::Yes
            }
            Kind::Identifier => match self.meaning(size) {
                Meaning::Package(_) if parameters => Answer::Yes,
                Meaning::Local(local) => self.is_trusted_local(local, parameters, depth),
                _ => doubt(),
            },
            _ => doubt(),
        }
    }

    fn is_trusted_local(&self, local: LocalId, parameters: bool, depth: u8) -> Answer {
        self.note_escape_of(local);
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        let name = self.local_name(local);
        let declared = self.tree.node(self.scopes.get(local).declared);
        match self.scopes.get(local).kind {
            LocalKind::Const => {}
            LocalKind::Param | LocalKind::Receiver if parameters => {}
            LocalKind::Param | LocalKind::Receiver => {
                return Answer::no("size-from-outside", format!("`{name}` is whatever the caller says"));
            }
            _ => match value_for(declared) {
                Some(value) => {
                    let answer = self.is_trusted(value, parameters, depth);
                    if !answer.is_yes() {
                        return answer;
                    }
                }
                None if declared
                    .parent()
                    .is_some_and(|spec| spec.is(Kind::VarSpec) && spec.get(Field::Value).is_none()) => {}
                None if parameters
                    && declared.ancestors().nth(1).is_some_and(|clause| clause.is(Kind::RangeClause)) => {}
                None => return Answer::no("size-from-outside", format!("`{name}` may be a number from outside")),
            },
        }
        for used in self.uses_of(local).iter() {
            // Decoders write through a pointer.
            if !matches!(used.address, Answer::No(_)) {
                return Answer::no("size-from-outside", format!("`{name}` may be filled from outside"));
            }
            if used.how != How::Assigned {
                continue;
            }
            let list = outermost(used.node).parent();
            let steps = list.is_some_and(|up| matches!(up.kind(), Kind::IncStatement | Kind::DecStatement));
            match value_for(used.node) {
                _ if steps => {}
                Some(value) => {
                    let answer = self.is_trusted(value, parameters, depth);
                    if !answer.is_yes() {
                        return answer;
                    }
                }
                None => return Answer::no("size-from-outside", format!("`{name}` may be a number from outside")),
            }
        }
        Answer::Yes
    }
}

/// The operand of a loop's range clause.
pub(super) fn range_operand(around: Node<'_>) -> Option<Node<'_>> {
    around.is(Kind::ForStatement).then(|| around.child(Kind::RangeClause)).flatten()?.get(Field::Right)
}

/// The expression that a name on the left of a declaration or assignment gets, if each name has its own.
pub(super) fn value_for(name: Node<'_>) -> Option<Node<'_>> {
    let target = outermost(name);
    let around = target.parent()?;
    let (names, values) = match around.kind() {
        Kind::VarSpec => (around.get_all(Field::Name).collect::<Vec<_>>(), around.get(Field::Value)?),
        Kind::ExpressionList => (around.children().collect(), around.parent()?.get(Field::Right)?),
        _ => return None,
    };
    if !values.is(Kind::ExpressionList) || values.children().count() != names.len() {
        return None;
    }
    values.children().nth(names.iter().position(|other| *other == target)?)
}
