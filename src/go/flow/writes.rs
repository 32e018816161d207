//! What changes a variable, and whether an expression keeps its value over a stretch of source.

use super::uses::{How, outermost};
use super::{arguments, called, happens_in, own_of, quote};
use crate::go::answer::Answer;
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::shape::Shape;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind, function_of, is_name};
use crate::go::split::DeclKind;
use crate::go::syntax::Node;
use crate::text::Span;

/// What an expression was found to read.
struct Seen<'p> {
    /// A part that reads something behind a pointer, or a variable of a package.
    memory: Option<Node<'p>>,
    /// Whether that may be an element of a map, or their number.
    in_map: bool,
    /// The locals, each of which is looked at once.
    locals: Vec<LocalId>,
}

impl<'p> Facts<'p> {
    /// Whether a local is a variable that only the statements of its own function can reach: its address is never taken,
    /// no function literal uses it, and no `goto` confuses the order of the statements.
    ///
    /// A named result qualifies unless the function defers something: a deferred call that recovers makes its value
    /// visible in the middle of anything.
    pub fn local_only(&self, local: LocalId) -> Answer {
        self.local_until(local, u32::MAX)
    }

    /// As [`Facts::local_only`], up to a place: what shares the variable may stand behind it, where control cannot have been.
    pub fn local_until(&self, local: LocalId, end: u32) -> Answer {
        self.note_escape_of(local);
        let name = self.local_name(local);
        let function = self.function_of_local(local);
        if !self.is_variable(local) {
            return Answer::no("not-a-variable", format!("`{name}` is not a variable"));
        }
        if function.is_broken() {
            return Answer::unknown("syntax-error", format!("the function of `{name}` has a syntax error"));
        }
        if self.scopes.get(local).kind == LocalKind::Result {
            self.note_words(function.span(), ["defer"]);
            if let Some(found) = own_of(function, Kind::DeferStatement).next() {
                let text = format!("`{name}` is a named result, and `{}` may see it", quote(found));
                return Answer::no("deferred", text);
            }
        }
        if let Some(found) = own_of(function, Kind::GotoStatement).next() {
            return Answer::no("goto", format!("`{}` makes the order of statements unknown", quote(found)));
        }
        let mut doubt = Answer::Yes;
        for used in self.uses_of(local).iter().filter(|used| !self.runs_later(local, used.node, end)) {
            if used.captured {
                return Answer::no("captured", format!("a function literal uses `{name}`"));
            }
            match &used.address {
                Answer::Yes => {
                    let text = format!("`{}` takes the address of `{name}`", quote(around(used.path)));
                    return Answer::no("address-taken", text);
                }
                Answer::Unknown(reason) if doubt.is_yes() => {
                    let text =
                        format!("`{}` may take the address of `{name}`: {}", quote(around(used.path)), reason.text);
                    doubt = Answer::unknown("address-may-be-taken", text);
                }
                _ => {}
            }
        }
        doubt
    }

    /// Whether a use of a local stands behind `end`, and no loop that has the variable from outside leads back.
    pub(super) fn runs_later(&self, local: LocalId, used: Node<'p>, end: u32) -> bool {
        let declared = self.tree.node(self.scopes.get(local).declared);
        let leads_back =
            |around: Node<'p>| around.is(Kind::ForStatement) && around.span().start < end && !around.contains(declared);
        used.span().start >= end && !used.ancestors().any(leads_back)
    }

    /// Whether an expression has the same value all through `region`, which lies in one function with the expression.
    ///
    /// `x` itself is about the variable: that a slice or map stays the same one, not that its elements do. `len(x)` of a
    /// map is about its elements.
    pub fn stable(&self, expr: Node<'p>, region: Span) -> Answer {
        self.note(expr.span());
        if let Some(reason) = self.goto_near(expr) {
            return Answer::Unknown(reason);
        }
        let mut seen = Seen { memory: None, in_map: false, locals: Vec::new() };
        let answer = self.names_stable(expr, region, &mut seen);
        if !answer.is_yes() {
            return answer;
        }
        let Some(read) = seen.memory else { return Answer::Yes };
        self.note(region);
        self.memory_stable(read, seen.in_map, region, function_of(expr), &|_| true)
    }

    /// The part about the variables that an expression names; notes if it also reads something behind them.
    fn names_stable(&self, expr: Node<'p>, region: Span, seen: &mut Seen<'p>) -> Answer {
        let expr = expr.unparenthesized();
        let operands = |seen: &mut Seen<'p>, fields: &[Field]| {
            let parts = fields.iter().filter_map(|field| expr.get(*field));
            parts.map(|part| self.names_stable(part, region, seen)).find(|a| !a.is_yes()).unwrap_or(Answer::Yes)
        };
        match expr.kind() {
            Kind::IntLiteral
            | Kind::FloatLiteral
            | Kind::ImaginaryLiteral
            | Kind::RuneLiteral
            | Kind::InterpretedStringLiteral
            | Kind::RawStringLiteral => Answer::Yes,
            _ if is_name(expr) => match self.meaning(expr) {
                Meaning::Local(local) if seen.locals.contains(&local) => Answer::Yes,
                Meaning::Local(local) => {
                    seen.locals.push(local);
                    self.local_stable(local, region)
                }
                Meaning::Package(places) => {
                    if places.iter().any(|place| self.package.at(*place).1.kind == DeclKind::Var) {
                        seen.memory = Some(expr);
                    }
                    Answer::Yes
                }
                Meaning::Dot(_) => {
                    Answer::unknown("dot-import", format!("`{}` comes from another package", quote(expr)))
                }
                Meaning::Universe => Answer::Yes,
                Meaning::Import(_) => Answer::unknown("not-simple", format!("`{}` is a package", quote(expr))),
                Meaning::Unknown(reason) => Answer::Unknown(reason),
            },
            Kind::SelectorExpression => {
                let Some(operand) = expr.get(Field::Operand).map(Node::unparenthesized) else {
                    return Answer::unknown("syntax", format!("`{}` is not understood", quote(expr)));
                };
                if self.imported(operand).is_some() {
                    if !self.is_constant(expr).is_yes() {
                        seen.memory = Some(expr);
                    }
                    return Answer::Yes;
                }
                if !self.is_field_inside(expr) {
                    seen.memory = Some(expr);
                }
                self.names_stable(operand, region, seen)
            }
            Kind::UnaryExpression if matches!(super::uses::operator(expr), "+" | "-" | "!" | "^") => {
                operands(seen, &[Field::Operand])
            }
            Kind::BinaryExpression => operands(seen, &[Field::Left, Field::Right]),
            Kind::IndexExpression => {
                seen.memory = Some(expr);
                seen.in_map |= !expr.get(Field::Operand).is_some_and(|operand| self.is_no_map(operand));
                operands(seen, &[Field::Operand, Field::Index])
            }
            Kind::CallExpression => {
                let Some(name) = self.builtin_called(expr) else {
                    return Answer::no("call", format!("`{}` may give another value each time", quote(expr)));
                };
                let is_type = called(expr).is_some_and(|function| self.names_type(function));
                if !is_type && !matches!(name, "len" | "cap" | "min" | "max") {
                    return Answer::no("call", format!("`{}` may give another value each time", quote(expr)));
                }
                for argument in arguments(expr) {
                    let in_header = self.is_no_map(argument);
                    let is_plain =
                        !matches!(name, "len" | "cap" | "string") && self.shape(argument).is_ok_and(Shape::is_basic);
                    if !in_header && !is_plain || (name == "string" && self.shape(argument) != Ok(Shape::String)) {
                        seen.memory = Some(expr);
                        seen.in_map |= !is_plain && !in_header;
                    }
                    let answer = self.names_stable(argument, region, seen);
                    if !answer.is_yes() {
                        return answer;
                    }
                }
                Answer::Yes
            }
            _ => Answer::no("not-simple", format!("`{}` is more than names, fields and arithmetic", quote(expr))),
        }
    }

    fn local_stable(&self, local: LocalId, region: Span) -> Answer {
        if !self.is_variable(local) {
            return Answer::Yes;
        }
        self.note_escape_of(local);
        let name = self.local_name(local);
        self.note_words(region, [name]);
        let uses = self.uses_of(local);
        let mut captured = false;
        let mut doubt = None;
        for used in uses.iter() {
            captured |= used.captured;
            match &used.address {
                Answer::Yes => {
                    let text = format!("`{}` takes the address of `{name}`", quote(around(used.path)));
                    return Answer::no("address-taken", text);
                }
                Answer::Unknown(reason) => doubt = Some(reason.clone()),
                Answer::No(_) => {}
            }
        }
        let changes =
            |used: &&super::Use<'p>| used.how == How::Assigned || (used.end == How::Assigned && used.path != used.node);
        for used in uses.iter().filter(changes) {
            // A write behind a pointer is not a write to the variable; what it changes is memory.
            if used.how != How::Assigned && !self.lies_in_variable(used.node, used.path) {
                continue;
            }
            if captured {
                self.note_words(self.function_of_local(local).span(), [name]);
                let text = format!("a function literal shares `{name}`, and `{}` changes it", quote(around(used.path)));
                return Answer::no("captured", text);
            }
            if happens_in(used.node, region) {
                return Answer::no("assigned", format!("`{}` changes `{name}`", quote(around(used.path))));
            }
        }
        doubt.map_or(Answer::Yes, Answer::Unknown)
    }

    /// Whether the chain from `node` to `path` stays inside the variable: fields of structs and elements of arrays.
    fn lies_in_variable(&self, node: Node<'p>, path: Node<'p>) -> bool {
        let mut inner = node;
        while inner != path {
            let Some(next) = outermost(inner).parent() else { return true };
            match (next.kind(), self.shape(inner)) {
                (Kind::SelectorExpression, Ok(Shape::Pointer | Shape::ArrayPointer)) => return false,
                (Kind::IndexExpression, Ok(Shape::Slice | Shape::Map | Shape::ArrayPointer)) => return false,
                (Kind::UnaryExpression, _) => return false,
                _ => inner = next,
            }
        }
        true
    }

    /// Whether elements of an operand, and their number, surely are none of a map.
    fn is_no_map(&self, operand: Node<'p>) -> bool {
        matches!(self.shape(operand), Ok(Shape::Slice | Shape::String | Shape::Array | Shape::ArrayPointer))
    }

    /// Whether nothing in `region` that `matters` can change memory that others reach too. Elements of maps have no address, so that
    /// only what is read in a map changes with them.
    pub(super) fn memory_stable(
        &self,
        read: Node<'p>,
        in_map: bool,
        region: Span,
        function: Node<'p>,
        matters: &dyn Fn(Node<'p>) -> bool,
    ) -> Answer {
        let is_map = |target: Node<'p>| {
            let operand = target.get(Field::Operand).filter(|_| target.is(Kind::IndexExpression));
            operand.is_some_and(|operand| self.shape(operand) == Ok(Shape::Map))
        };
        let why =
            |code: &str, node: Node<'_>| Answer::no(code, format!("`{}` may change `{}`", quote(node), quote(read)));
        let happens = |node: &Node<'p>| function.contains(*node) && happens_in(*node, region) && matters(*node);
        for node in self.tree.near(region).filter(happens) {
            match node.kind() {
                Kind::CallExpression => {
                    let harmless = match self.builtin_called(node) {
                        Some("append") => {
                            let first = arguments(node).next().and_then(|first| self.local_of(first));
                            first.is_some_and(|local| self.owns_backing(local))
                        }
                        Some("delete") => !in_map,
                        Some(name) => !matches!(name, "copy" | "clear" | "recover" | "close"),
                        None => {
                            let function = called(node);
                            function.is_some_and(|f| is_name(f) && self.names_type(f))
                                || self.callee(node).is_some_and(|name| self.known().is_pure(&name))
                        }
                    };
                    if !harmless {
                        return why("call", node);
                    }
                }
                Kind::SendStatement | Kind::ReceiveStatement | Kind::SelectStatement => {
                    return why("communication", node);
                }
                Kind::UnaryExpression if super::uses::operator(node) == "<-" => return why("communication", node),
                Kind::GoStatement | Kind::DeferStatement => return why("call", node),
                Kind::RangeClause => {
                    // Ranging over a channel receives, and over an iterator calls.
                    let operand = node.get(Field::Right);
                    let plain = |shape: Shape| !matches!(shape, Shape::Chan | Shape::Func);
                    if !operand.is_some_and(|operand| self.shape(operand).is_ok_and(plain)) {
                        return why("communication", node);
                    }
                }
                _ => {}
            }
            let target = matches!(
                node.kind(),
                Kind::AssignmentStatement | Kind::RangeClause | Kind::IncStatement | Kind::DecStatement
            );
            if !target || (node.is(Kind::RangeClause) && node.has_token(":=")) {
                continue;
            }
            let left = match node.get(Field::Left) {
                Some(list) => list.children().collect(),
                None if node.is(Kind::RangeClause) => Vec::new(),
                None => node.children().collect::<Vec<_>>(),
            };
            for target in left {
                // A variable whose address is known elsewhere is memory like any other.
                let is_private =
                    |local: LocalId| self.uses_of(local).iter().all(|used| matches!(used.address, Answer::No(_)));
                let is_harmless = target.text() == "_"
                    || self.local_of(target).is_some_and(is_private)
                    || !in_map && is_map(target.unparenthesized());
                if !is_harmless {
                    return why("assigned", node);
                }
            }
        }
        Answer::Yes
    }

    /// Whether a slice variable never holds another slice's array: it starts as nil, a literal or a `make`, and is only
    /// assigned such values and appends to itself.
    fn owns_backing(&self, local: LocalId) -> bool {
        let declared = self.tree.node(self.scopes.get(local).declared);
        self.note_words(self.function_of_local(local).span(), [self.local_name(local)]);
        let starts_fresh = match declared.parent() {
            Some(spec) if spec.is(Kind::VarSpec) => spec
                .get(Field::Value)
                .is_none_or(|values| values.only_child().is_some_and(|value| self.is_fresh(value))),
            Some(list) if list.is(Kind::ExpressionList) && list.only_child() == Some(declared) => {
                let statement = list.parent().filter(|statement| statement.is(Kind::ShortVarDeclaration));
                let value = statement.and_then(|statement| statement.get(Field::Right)).and_then(Node::only_child);
                value.is_some_and(|value| self.is_fresh(value))
            }
            _ => false,
        };
        starts_fresh
            && self.uses_of(local).iter().filter(|used| used.how == How::Assigned).all(|used| {
                let list = outermost(used.node).parent();
                let statement = list.and_then(Node::parent).filter(|node| node.is(Kind::AssignmentStatement));
                let value = statement.and_then(|node| node.get(Field::Right)).and_then(Node::only_child);
                value.is_some_and(|value| {
                    let appends = self.builtin_called(value) == Some("append")
                        && arguments(value).next().and_then(|first| self.local_of(first)) == Some(local);
                    appends || self.is_fresh(value)
                })
            })
    }

    fn is_fresh(&self, value: Node<'p>) -> bool {
        let value = value.unparenthesized();
        self.is_nil(value)
            || value.is(Kind::CompositeLiteral)
            || self.builtin_called(value) == Some("make")
            || self.nil_conversion(value)
    }

    /// Whether an expression is `[]T(nil)` or `T(nil)` for a type `T`.
    pub(super) fn nil_conversion(&self, value: Node<'p>) -> bool {
        let value = value.unparenthesized();
        match value.kind() {
            Kind::TypeConversionExpression => value.get(Field::Operand).is_some_and(|operand| self.is_nil(operand)),
            Kind::CallExpression => {
                let converts = called(value).is_some_and(|function| is_name(function) && self.names_type(function));
                let mut all = arguments(value);
                converts && all.next().is_some_and(|first| self.is_nil(first)) && all.next().is_none()
            }
            _ => false,
        }
    }
}

/// The expression or statement around a chain, for reasons.
fn around(path: Node<'_>) -> Node<'_> {
    let mut around = outermost(path).parent().unwrap_or(path);
    while matches!(
        around.kind(),
        Kind::ExpressionList | Kind::ArgumentList | Kind::VariadicArgument | Kind::LiteralElement
    ) {
        around = around.parent().unwrap_or(around);
    }
    around
}
