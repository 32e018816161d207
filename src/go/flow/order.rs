//! Whether expressions may be evaluated one by one with other work in between, instead of all before it.

use super::{arguments, called, quote};
use crate::go::answer::Answer;
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::shape::Shape;
use crate::go::flow::uses::{How, operator};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, is_name};
use crate::go::split::DeclKind;
use crate::go::syntax::Node;

/// Packages whose functions call nothing that they are not handed.
const WITHOUT_HOOKS: &[&str] = &[
    "bytes",
    "encoding/base64",
    "encoding/hex",
    "errors",
    "fmt",
    "html",
    "math",
    "math/bits",
    "net/url",
    "os",
    "path",
    "path/filepath",
    "regexp",
    "strconv",
    "strings",
    "time",
    "unicode",
    "unicode/utf8",
];

impl<'p> Facts<'p> {
    /// Whether operands that Go evaluates all before one call may be evaluated in the same order with pure work in between.
    ///
    /// Without calls among them they may. With one, Go reads a plain variable *after* the call if the variable can change
    /// in it, so everything beside the calls must be constant or a variable that no call can change. What a call takes is
    /// read when it is made, and calls are made from left to right, so that is the same in any case; what a call itself
    /// returns must be a basic value, which is for the caller to know.
    pub fn evaluation_order_safe(&self, exprs: &[Node<'p>]) -> Answer {
        for expr in exprs {
            self.note(expr.span());
        }
        let mut calls = Vec::new();
        for expr in exprs {
            for node in expr.subtree() {
                match node.kind() {
                    Kind::UnaryExpression if operator(node) == "<-" => {
                        return Answer::no("receive", format!("`{}` receives from a channel", quote(node)));
                    }
                    Kind::FuncLiteral => {
                        return Answer::unknown("not-simple", format!("`{}` is a function", quote(node)));
                    }
                    Kind::CallExpression if !self.is_harmless_call(node) => calls.push((*expr, node)),
                    _ => {}
                }
            }
        }
        let Some(&(only, call)) = calls.first() else { return Answer::Yes };
        let one_operand = calls.iter().all(|(expr, _)| *expr == only);
        for expr in exprs {
            // Inside one operand the order stays what it was.
            if one_operand && *expr == only {
                continue;
            }
            let answer = self.unchanged_by_calls(*expr, call);
            if !answer.is_yes() {
                return answer;
            }
        }
        Answer::Yes
    }

    /// A call that runs no code of anybody: a conversion, a builtin without effect, a function known to be pure.
    fn is_harmless_call(&self, call: Node<'p>) -> bool {
        match self.builtin_called(call) {
            Some(name) => !matches!(
                name,
                "append" | "copy" | "clear" | "delete" | "close" | "panic" | "recover" | "print" | "println"
            ),
            None => {
                called(call).is_some_and(|function| is_name(function) && self.names_type(function))
                    || self.callee(call).is_some_and(|name| self.known().is_pure(&name))
            }
        }
    }

    /// Whether what an operand of a call reads stays the same until the statement around the call has been evaluated, so that it may
    /// stand in the place of the call.
    ///
    /// A call is made in its turn, and reads what it takes then. A variable, a sum of them or a conversion is read when it is
    /// needed, which may be after the calls behind it: in `return l.text + "!", l.next()` it is the next text.
    pub fn unchanged_behind(&self, expr: Node<'p>, call: Node<'p>) -> Answer {
        // Not noted as read: what rules write in the same statement calls no function of the program that was not called before.
        let unit = self.evaluated_with(call);
        let mut open = vec![unit];
        while let Some(node) = open.pop() {
            if node == call || node.is(Kind::FuncLiteral) || node.span().end <= call.span().end {
                continue;
            }
            open.extend(node.children());
            let is_call = node.is(Kind::CallExpression) && !self.is_harmless_call(node) && !self.reaches_nothing(node);
            let is_receive = node.is(Kind::UnaryExpression) && operator(node) == "<-";
            if !(is_call || is_receive) || node.contains(call) {
                continue;
            }
            // `append` and its like run no code of anybody: what they change is behind slices and maps.
            if self.builtin_called(node).is_some() && self.is_in_variables(expr) {
                continue;
            }
            let answer = self.unchanged_by_calls(expr, node);
            if !answer.is_yes() {
                return answer;
            }
        }
        Answer::Yes
    }

    /// The largest code around an expression of which parts may be evaluated before it is.
    pub(super) fn evaluated_with(&self, expr: Node<'p>) -> Node<'p> {
        evaluated_with(expr, |up| self.is_in_turn(up))
    }

    /// Whether an expression reads nothing but constants and variables of basic types.
    fn is_in_variables(&self, expr: Node<'p>) -> bool {
        expr.subtree().all(|node| match node.kind() {
            Kind::BinaryExpression | Kind::ParenthesizedExpression => true,
            _ if is_name(node) => self.shape(node).is_ok_and(Shape::is_basic),
            _ => node.children().next().is_none(),
        })
    }

    /// A call of the standard library that changes nothing of the program: its arguments lead to nothing, and no code of anybody is
    /// registered with the package.
    pub(super) fn reaches_nothing(&self, call: Node<'p>) -> bool {
        let Some(callee) = self.callee(call) else { return false };
        let Some((package, _)) = callee.rsplit_once('.') else { return false };
        // Bytes are only read by what prints them, and kept by a reader; other functions may write to them.
        let reads = callee.starts_with("fmt.Sprint")
            || ["fmt.Errorf", "bytes.NewBuffer", "bytes.NewReader"].contains(&callee.as_str());
        let is_plain = |argument: Node<'p>| {
            self.type_of(argument).is_ok_and(|ty| ty.basic().is_some() || reads && ty.to_string() == "[]uint8")
        };
        callee == "reflect.DeepEqual" || WITHOUT_HOOKS.contains(&package) && arguments(call).all(is_plain)
    }

    /// A call that is made in its turn among the others, with or without an effect. Functions of `math` may be instructions
    /// instead, which the compiler puts where it likes.
    fn is_in_turn(&self, call: Node<'p>) -> bool {
        !self.is_harmless_call(call)
            || self.callee(call).is_some_and(|name| self.known().is_pure(&name) && !name.starts_with("math"))
    }

    /// Whether everything that an expression reads besides the results of its calls is out of reach of any call.
    fn unchanged_by_calls(&self, expr: Node<'p>, call: Node<'p>) -> Answer {
        let changes =
            |node: Node<'p>| Answer::no("order", format!("`{}` may change what `{}` reads", quote(call), quote(node)));
        let mut open = vec![expr];
        while let Some(node) = open.pop() {
            if node.is(Kind::CallExpression) && self.is_in_turn(node) {
                continue;
            }
            open.extend(node.children());
            let is_function = node.parent().is_some_and(|up| called(up) == Some(node));
            match node.kind() {
                Kind::IndexExpression | Kind::SliceExpression | Kind::TypeAssertionExpression => return changes(node),
                Kind::UnaryExpression if matches!(operator(node), "*" | "&") => return changes(node),
                // Fields of a struct variable are part of the variable, which is looked at below.
                Kind::SelectorExpression if !is_function && !self.is_field_inside(node) => return changes(node),
                Kind::BinaryExpression if self.may_fail(node) => {
                    let text = format!("`{}` may panic, before or behind `{}`", quote(node), quote(call));
                    return Answer::no("panic-order", text);
                }
                _ if is_name(node) && !is_function => {
                    let answer = match self.meaning(node) {
                        Meaning::Local(local) => self.private_basic(local, node, call),
                        Meaning::Package(places) => {
                            let is_var = |place| self.package.at(place).1.kind == DeclKind::Var;
                            if places.iter().copied().any(is_var) { changes(node) } else { Answer::Yes }
                        }
                        Meaning::Universe | Meaning::Import(_) => Answer::Yes,
                        Meaning::Dot(_) => changes(node),
                        Meaning::Unknown(reason) => Answer::Unknown(reason),
                    };
                    if !answer.is_yes() {
                        return answer;
                    }
                }
                _ => {}
            }
        }
        Answer::Yes
    }

    /// An operation on integers that panics for some values of its right side.
    fn may_fail(&self, operation: Node<'p>) -> bool {
        let is_integer = || !self.shape(operation).is_ok_and(|shape| matches!(shape, Shape::Float | Shape::Complex));
        let varies = || operation.get(Field::Right).is_none_or(|right| self.constant_value(right).is_none());
        matches!(operator(operation), "/" | "%" | "<<" | ">>") && varies() && is_integer()
    }

    /// Whether a local holds a basic value, or a struct of which fields are read, and no other function can change it.
    fn private_basic(&self, local: LocalId, node: Node<'p>, call: Node<'p>) -> Answer {
        if !self.is_variable(local) {
            return Answer::Yes;
        }
        self.note_escape_of(local);
        let name = node.text();
        let changes = |code: &str| Answer::no(code, format!("`{}` may change `{name}`", quote(call)));
        let uses = self.uses_of(local);
        for used in uses.iter() {
            match &used.address {
                Answer::No(_) => {}
                Answer::Yes => return changes("address-taken"),
                Answer::Unknown(reason) => return Answer::Unknown(reason.clone()),
            }
        }
        let captured = uses.iter().any(|used| used.captured);
        if captured && uses.iter().any(|used| used.how == How::Assigned || used.end == How::Assigned) {
            return changes("captured");
        }
        // The receiver of a called method is handed over like an argument; what it points to may change.
        let mut value = node;
        while let Some(up) = value.parent().filter(|up| up.is(Kind::SelectorExpression)) {
            if called(up.parent().unwrap_or(up)) == Some(up) {
                break;
            }
            value = up;
        }
        match self.shape(value) {
            Ok(shape) if shape.is_basic() => Answer::Yes,
            Ok(_) => changes("order"),
            Err(reason) => Answer::Unknown(reason),
        }
    }
}

/// The largest code around a call of which parts may be evaluated before what stands in its place is read: the arguments of the
/// next call around it, for that is made in its turn too, the left side of `&&` or `||`, or else the statement, without the blocks
/// in it.
fn evaluated_with<'p>(call: Node<'p>, is_in_turn: impl Fn(Node<'p>) -> bool) -> Node<'p> {
    let mut unit = call;
    while let Some(up) = unit.parent() {
        let is_argument = unit.is(Kind::ArgumentList) && up.is(Kind::CallExpression) && is_in_turn(up);
        // It is known before the right side is looked at.
        let is_left =
            unit.field() == Field::Left && up.is(Kind::BinaryExpression) && matches!(operator(up), "&&" | "||");
        let is_whole = matches!(
            up.kind(),
            Kind::StatementList
                | Kind::Block
                | Kind::IfStatement
                | Kind::ForStatement
                | Kind::ForClause
                | Kind::ExpressionSwitchStatement
                | Kind::TypeSwitchStatement
                | Kind::ExpressionCase
                | Kind::CommunicationCase
                | Kind::FuncLiteral
                | Kind::SourceFile
        );
        if is_argument || is_left || is_whole {
            break;
        }
        unit = up;
    }
    unit
}
