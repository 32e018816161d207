//! Predicates about constant text: formats, regular expressions, lists of strings.

use memchr::memmem;
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::matching::{Bound, Code};
use super::super::render::package_here;
use super::flow::one_way_to_fail;
use super::types::unmistakable;
use super::{Question, expect, short};
use crate::go::answer::{Answer, Reason};
use crate::go::consts::Constant;
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::called;
use crate::go::format::{self, Part};
use crate::go::gofmt;
use crate::go::kind::{Field, Kind};
use crate::go::regexp;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

use super::MOOT;

/// A format string and its operands, made into a concatenation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Concat {
    /// The hole of the operands.
    pub operands: String,
    /// The hole that is bound to the concatenation.
    pub into: String,
    /// How many integers there may be among the operands: each is a call in the text.
    pub integers: usize,
    /// Whether integers are written to bytes on the stack, which allocates nothing and is long to read. Otherwise they
    /// become strings of their own, and so there must be as many strings that fmt would copy to the heap.
    #[serde(default)]
    pub on_stack: bool,
    /// The hole of a string that the format begins with, and that the concatenation is added to: it is no part of it.
    pub behind: Option<String>,
}

/// More operands than this make a concatenation that nobody wants to read.
const MAX_OPERANDS: usize = 5;
/// Longer than this it runs out of sight, in bytes.
const MAX_LENGTH: usize = 100;

pub(super) fn regexp(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let pattern = constant(question.facts, node)?;
    match regexp::compiles(&pattern) {
        regexp::Answer::Yes => Ok(()),
        regexp::Answer::Unknown(why) => {
            Err(Reason::new("unsure-regexp", format!("`{}` may not compile: {why}", short(node.text()))))
        }
    }
}

/// What a constant string must be like.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Text {
    /// The least number of bytes.
    #[serde(default)]
    pub at_least: usize,
    /// The largest number of bytes.
    pub at_most: Option<usize>,
    /// Text that must not stand in it.
    pub without: Option<String>,
    /// The only characters that may stand in it.
    pub only: Option<String>,
}

pub(super) fn text(question: &mut Question<'_, '_>, wanted: &Text) -> Result<(), Reason> {
    let node = question.node()?;
    let value = match question.facts.constant_value(node) {
        Some(Constant::String(bytes)) => bytes,
        _ => return Err(Reason::new("not-constant", format!("`{}` is not a constant string", short(node.text())))),
    };
    if value.len() < wanted.at_least {
        return Err(Reason::new("short-text", format!("`{}` has {} bytes", short(node.text()), value.len())));
    }
    if wanted.at_most.is_some_and(|most| value.len() > most) {
        return Err(Reason::new("long-text", format!("`{}` has {} bytes", short(node.text()), value.len())));
    }
    let other = |only: &String| String::from_utf8_lossy(&value).chars().find(|c| !only.contains(*c));
    if let Some(other) = wanted.only.as_ref().and_then(other) {
        return Err(Reason::new("has-text", format!("`{}` has a `{other}` in it", short(node.text()))));
    }
    match &wanted.without {
        Some(part) if memmem::find(&value, part.as_bytes()).is_some() => {
            Err(Reason::new("has-text", format!("`{}` has a `{part}` in it", short(node.text()))))
        }
        _ => Ok(()),
    }
}

/// Binds a hole to the number of bytes of a literal. A named constant may change, and its name is too long to stand there often.
pub(super) fn bytes(question: &mut Question<'_, '_>, into: &str) -> Result<(), Reason> {
    let node = question.node()?;
    let length = constant(question.facts, node)?.len();
    if !matches!(node.kind(), Kind::InterpretedStringLiteral | Kind::RawStringLiteral) {
        return Err(Reason::new("not-literal", format!("`{}` is no literal", short(node.text()))));
    }
    question.matched.bind(into, Bound::Text(length.to_string()));
    Ok(())
}

pub(super) fn is_constant(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    expect(question.facts.is_constant(node), *wanted, || {
        Reason::new("constant", format!("`{}` is constant", short(node.text())))
    })
}

pub(super) fn held_constant(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let answer = match facts.held_constant(node) {
        Some(_) => Answer::Yes,
        None => Answer::no("not-constant", format!("`{}` is not surely constant", short(node.text()))),
    };
    expect(answer, *wanted, || {
        Reason::new("held-constant", format!("`{}` is always the same, and fmt does not copy it", short(node.text())))
    })
}

pub(super) fn pairs(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let nodes = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    for node in &nodes {
        constant(question.facts, *node)?;
    }
    match nodes.len() {
        0 => Err(Reason::new("no-arguments", "it has no arguments")),
        count if count % 2 == 1 => Err(Reason::new("odd-arguments", "an odd number of arguments panics")),
        _ => Ok(()),
    }
}

/// The value of a constant string.
fn constant(facts: &Facts<'_>, node: Node<'_>) -> Result<String, Reason> {
    let value = facts.constant_value(node);
    let text = value.as_ref().and_then(|value| value.as_str()).map(str::to_string);
    text.ok_or_else(|| Reason::new("not-constant", format!("`{}` is not a constant string", short(node.text()))))
}

pub(super) fn concat(question: &mut Question<'_, '_>, wanted: &Concat) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    if question.matched.node.text().contains('\n') {
        return Err(Reason::new(
            "several-lines",
            "the call runs over several lines, which says how it wants to be read",
        ));
    }
    if !matches!(node.kind(), Kind::InterpretedStringLiteral | Kind::RawStringLiteral) {
        return Err(Reason::new("format-not-literal", format!("the format `{}` is not a literal", short(node.text()))));
    }
    let value = constant(facts, node)?;
    let format = format::format(&value)
        .map_err(|error| Reason::new("odd-format", format!("the format is odd: {}", error.words)))?;
    let nodes = |hole: &String| question.matched.get(hole).map(Bound::nodes).unwrap_or_default();
    let operands: Vec<_> = wanted.behind.iter().chain([&wanted.operands]).flat_map(nodes).collect();
    if wanted.behind.is_some() && !matches!(format.parts.first(), Some(Part::Verb(_))) {
        return Err(Reason::new(MOOT, "the string does not come first"));
    }
    if format.parts.len() < 2 {
        return Err(Reason::new(MOOT, "one value or only text: another rule's business"));
    }
    if operands.iter().any(|operand| operand.is(Kind::VariadicArgument)) {
        return Err(Reason::new("spread-operands", "the operands come from a slice"));
    }
    if format.indexed || format.needs != operands.len() {
        return Err(Reason::new("operand-mismatch", "the verbs do not take the operands one by one"));
    }
    if operands.len() > MAX_OPERANDS {
        return Err(Reason::new(
            "too-many-operands",
            format!("a concatenation of {} operands reads worse than a format", operands.len()),
        ));
    }
    facts.evaluation_order_safe(&operands).ok()?;
    one_way_to_fail(facts, &operands)?;
    let at = question.matched.node;
    operands.iter().try_for_each(|operand| facts.unchanged_behind(*operand, at).ok())?;
    if operands.iter().all(|operand| facts.constant_value(*operand).is_some()) {
        super::place::may_be_constant(facts, at)?;
    }
    // Terms of a sum stand one level below it.
    let is_sum = format.parts.len() - usize::from(wanted.behind.is_some()) > 1;
    let depth = if is_sum { gofmt::sum_depth(at) + 1 } else { gofmt::depth(at) };
    let mut words = Words {
        facts,
        at,
        depth,
        on_stack: wanted.on_stack,
        has_text: format.parts.iter().any(|part| matches!(part, Part::Text(_))),
        packages: Vec::new(),
        integers: 0,
        strings: 0,
        saves: false,
    };
    let mut parts = Vec::new();
    for (index, part) in format.parts.iter().enumerate() {
        match part {
            Part::Text(_) => {
                let quoted = format.literal_of(index, &value, node.text());
                if node.is(Kind::RawStringLiteral) && quoted.contains('\\') {
                    return Err(Reason::new("raw-format", "a raw literal would have to be written with escapes"));
                }
                parts.push((quoted, true));
            }
            Part::Verb(verb) if verb.is_plain() => {
                let operand = operands
                    .get(verb.argument)
                    .copied()
                    .ok_or_else(|| Reason::new("operand-mismatch", "an operand is missing"))?;
                let term = words.operand(verb.verb, operand)?;
                let is_literal = operand.is(Kind::InterpretedStringLiteral) && term == operand.text();
                parts.push((term, is_literal));
            }
            Part::Verb(verb) => {
                let text = value.get(verb.start..verb.end).unwrap_or_default();
                return Err(Reason::new("flags", format!("`{text}` has flags, a width or an index")));
            }
        }
    }
    if wanted.behind.is_some() {
        parts.remove(0);
    }
    let parts = with_joined_literals(parts);
    if words.integers > wanted.integers {
        let text = format!("a concatenation with {} integers reads worse than a format", words.integers);
        return Err(Reason::new("too-many-integers", text));
    }
    if words.integers > words.strings && !wanted.on_stack {
        let text = format!(
            "there would be more strings made of integers ({}) than there are strings that fmt copies ({})",
            words.integers, words.strings
        );
        return Err(Reason::new("too-few-strings", text));
    }
    if !words.saves {
        return Err(Reason::new("no-gain", "fmt copies none of the operands, so nothing would be saved"));
    }
    let joint = if gofmt::sum_depth(question.matched.node) == 1 { " + " } else { "+" };
    let code = Code { text: parts.join(joint), packages: words.packages, is_sum: parts.len() > 1 };
    if code.text.len() > MAX_LENGTH {
        return Err(Reason::new("too-long", "the concatenation would be too long a line"));
    }
    question.matched.bind(&wanted.into, Bound::Code(code));
    Ok(())
}

/// Terms of a sum, of which literals that stand beside each other are one. Each says whether it is a literal.
fn with_joined_literals(terms: Vec<(String, bool)>) -> Vec<String> {
    let mut joined: Vec<(String, bool)> = Vec::new();
    for (term, is_literal) in terms {
        match joined.last_mut() {
            Some((last, true)) if is_literal => {
                last.pop();
                last.push_str(&term[1..]);
            }
            _ => joined.push((term, is_literal)),
        }
    }
    joined.into_iter().map(|(term, _)| term).collect()
}

/// A format that prints something whatever its operands are: it has text of its own.
pub(super) fn prints_text(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let value = constant(question.facts, question.node()?)?;
    let format = format::format(&value)
        .map_err(|error| Reason::new("odd-format", format!("the format is odd: {}", error.words)))?;
    match format.parts.iter().any(|part| matches!(part, Part::Text(_))) {
        true => Ok(()),
        false => Err(Reason::new("may-be-empty", format!("`{}` may print nothing", short(&value)))),
    }
}

/// An operand of a format that is printed by some verbs only, and is the same when it is read later.
pub(super) fn printed_by<'t>(question: &mut Question<'_, 't>, verbs: &str) -> Result<(), Reason> {
    let none = || Reason::new(MOOT, "it is no operand of a format");
    let (facts, node) = (question.facts, question.node()?);
    let list = node.parent().filter(|list| list.is(Kind::ArgumentList)).ok_or_else(none)?;
    let call = list.parent().ok_or_else(none)?;
    let callee = facts.callee(call).ok_or_else(none)?;
    let format_at = facts.known().format_of(&callee).ok_or_else(none)?;
    let arguments: Vec<Node<'_>> = list.children().collect();
    let place =
        arguments.iter().position(|argument| *argument == node).filter(|at| *at > format_at).ok_or_else(none)?;
    if call.parent().is_some_and(|around| matches!(around.kind(), Kind::DeferStatement | Kind::GoStatement)) {
        return Err(Reason::new("order", format!("`{}` is printed later than it is read", short(node.text()))));
    }
    let (text, operands) = (arguments[format_at], &arguments[format_at + 1..]);
    let value = constant(facts, text)?;
    let format = format::format(&value)
        .map_err(|error| Reason::new("odd-format", format!("the format is odd: {}", error.words)))?;
    if format.indexed || format.needs != operands.len() {
        return Err(Reason::new("odd-format", "the format does not print every operand in turn"));
    }
    let at = place - format_at - 1;
    let printing = |part: &Part| match part {
        Part::Verb(verb) if verb.argument == at => Some(verb.verb),
        _ => None,
    };
    let printed: Vec<char> = format.parts.iter().filter_map(printing).collect();
    if printed.is_empty() || !printed.iter().all(|verb| verbs.contains(*verb)) {
        return Err(Reason::new("verb", format!("`{}` is not printed by one of %{verbs}", short(node.text()))));
    }
    let runs = |node: &Node<'t>| match node.kind() {
        Kind::CallExpression => {
            !called(*node).is_some_and(|function| facts.is_type(function).is_yes()) && !facts.pure_here(*node).is_yes()
        }
        Kind::UnaryExpression => node.get(Field::Operator).map(Node::text) == Some("<-"),
        _ => false,
    };
    if let Some(call) = operands[at + 1..].iter().flat_map(|operand| operand.subtree()).find(runs) {
        let text = format!("`{}` might change what `{}` reads", short(call.text()), short(node.text()));
        return Err(Reason::new("order", text));
    }
    for operand in &operands[..at] {
        let ty = facts.type_of(*operand)?;
        let ty = ty.default_type().unwrap_or(ty);
        if ty.basic().is_none() && !matches!(&ty, Type::Slice(element) if element.is(Basic::Uint8)) {
            let text = format!("a method of `{}` may be called before `{}`", short(operand.text()), short(node.text()));
            return Err(Reason::new("order", text));
        }
    }
    Ok(())
}

/// A format that no concatenation prints as well.
pub(super) fn no_concat(question: &mut Question<'_, '_>, wanted: &Concat) -> Result<(), Reason> {
    match concat(question, wanted) {
        Ok(()) => Err(Reason::new(MOOT, "a concatenation saves more")),
        Err(reason) if reason.code == MOOT => Err(reason),
        Err(_) => Ok(()),
    }
}

/// Operands among which there are as many strings or bytes that are copied to the heap to be passed as interfaces.
pub(super) fn boxed_strings(question: &mut Question<'_, '_>, least: &usize) -> Result<(), Reason> {
    let facts = question.facts;
    let operands = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    let mut there = 0;
    for operand in operands {
        let ty = facts.type_of(operand)?;
        let is_text = ty.default_type().unwrap_or(ty).show(&unmistakable).to_string();
        there += usize::from(
            matches!(is_text.as_str(), "string" | "[]uint8" | "[]byte") && facts.held_constant(operand).is_none(),
        );
    }
    if there < *least {
        let text =
            format!("of strings that are not constant there are {there}, and it saves something from {least} on");
        return Err(Reason::new("too-few-strings", text));
    }
    Ok(())
}

/// The functions that make an attribute of a value of a type, which is written as in Go with the whole import path.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("string", "String"),
    ("int", "Int"),
    ("int64", "Int64"),
    ("uint64", "Uint64"),
    ("float64", "Float64"),
    ("bool", "Bool"),
    ("time.Time", "Time"),
    ("time.Duration", "Duration"),
];

pub(super) fn attributes(question: &mut Question<'_, '_>, into: &str) -> Result<(), Reason> {
    let facts = question.facts;
    let operands = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    if question.matched.node.text().contains('\n') {
        let text = "the call runs over several lines, which says how it wants to be read";
        return Err(Reason::new("several-lines", text));
    }
    facts.evaluation_order_safe(&operands).ok()?;
    let slog = package_here(facts, "log/slog", Some(question.matched.node.span().start))?;
    let (mut parts, mut saves) = (Vec::new(), false);
    let (pairs, rest) = operands.as_chunks::<2>();
    for [key, value] in pairs {
        constant(facts, *key)?;
        // A key of a named type is no key to slog.
        let key_type = facts.type_of(*key)?;
        if !key_type.default_type().unwrap_or(key_type).is(Basic::String) {
            return Err(Reason::new("other-type", format!("`{}` is not of type `string`", short(key.text()))));
        }
        if value.is(Kind::VariadicArgument) {
            return Err(Reason::new("spread-operands", "the operands come from a slice"));
        }
        let ty = facts.type_of(*value)?;
        let ty = ty.default_type().unwrap_or(ty);
        let name = ty.show(&unmistakable).to_string();
        let function = ATTRIBUTES.iter().find(|(ty, _)| *ty == name).map(|(_, function)| *function);
        saves |= function.is_some() && facts.held_constant(*value).is_none();
        // The call has several arguments, and so has each of these.
        let texts = [laid_out(*key, 2)?, laid_out(*value, 2)?].join(", ");
        parts.push(format!("{slog}.{}({texts})", function.unwrap_or("Any")));
    }
    if !rest.is_empty() {
        return Err(Reason::new("odd-arguments", "the operands are not keys and values in turn"));
    }
    if !saves {
        return Err(Reason::new("no-gain", "no operand is of a type that has an attribute of its own"));
    }
    let code = Code { text: parts.join(", "), packages: vec!["log/slog"], is_sum: false };
    if code.text.len() > MAX_LENGTH {
        return Err(Reason::new("too-long", "the attributes would be too long a line"));
    }
    question.matched.bind(into, Bound::Code(code));
    Ok(())
}

/// A term of a sum that is no sum itself.
pub(super) fn term(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    if node.text().contains('\n') {
        let text = format!("`{}` runs over several lines, which says how it wants to be read", short(node.text()));
        return Err(Reason::new("several-lines", text));
    }
    match node.unparenthesized().is(Kind::BinaryExpression) {
        false => Ok(()),
        true => Err(Reason::new("sum", format!("`{}` is a sum, which is allocated as a whole", short(node.text())))),
    }
}

/// Something that is evaluated again for nothing: no call, and so no conversion, which may copy.
pub(super) fn free_of_calls(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let call = |node: &Node<'_>| matches!(node.kind(), Kind::CallExpression | Kind::TypeConversionExpression);
    match node.subtree().find(call) {
        None => Ok(()),
        Some(call) => Err(Reason::new("call", format!("`{}` would be evaluated twice", short(call.text())))),
    }
}

fn laid_out(node: Node<'_>, depth: usize) -> Result<String, Reason> {
    let otherwise = || Reason::new("layout", format!("gofmt lays `{}` out otherwise there", short(node.text())));
    gofmt::laid_out(node, depth).ok_or_else(otherwise)
}

/// Writes operands as strings at a place.
struct Words<'q, 't> {
    facts: &'q Facts<'t>,
    at: Node<'t>,
    /// How deep the words stand, as gofmt counts.
    depth: usize,
    /// As `Concat::on_stack`.
    on_stack: bool,
    /// Whether the format has text of its own.
    has_text: bool,
    packages: Vec<&'static str>,
    integers: usize,
    /// How many strings fmt copies to the heap.
    strings: usize,
    /// Whether an operand is of a type that fmt copies to the heap.
    saves: bool,
}

impl<'t> Words<'_, 't> {
    /// The operand as a string that prints as the verb prints it.
    ///
    /// Inside a concatenation the compiler takes the bytes of `string(strconv.AppendInt(...))` as they are, so that the
    /// result is the only allocation. `strconv.Itoa` allocates from 100 on, and fmt boxes only from 256 on: for a
    /// number in between it is one allocation more, which a string that fmt need not copy makes good. Measured on Go
    /// 1.21 to 1.27, `tests/prove.rs` repeats it.
    fn operand(&mut self, verb: char, operand: Node<'t>) -> Result<String, Reason> {
        let text = operand.text();
        let ty = self.facts.type_of(operand)?;
        let ty = ty.default_type().unwrap_or(ty);
        let other = || {
            Reason::new(
                "other-type",
                format!(
                    "`{}` is of type `{ty}`, for which `%{verb}` may call a method or print otherwise",
                    short(text)
                ),
            )
        };
        if verb == 's' && ty.to_string() == "[]uint8" {
            if !self.has_text {
                let text =
                    format!("only beside constant text does the compiler add `string({})` without a copy", short(text));
                return Err(Reason::new("copied-bytes", text));
            }
            self.universe("string")?;
            self.strings += 1;
            self.saves = true;
            return Ok(format!("string({})", laid_out(operand, self.depth)?));
        }
        if !matches!(verb, 's' | 'd' | 'v' | 't') {
            return Err(Reason::new("verb", format!("nothing that allocates less prints as `%{verb}` does")));
        }
        let is_named = ty.basic().is_none();
        let Some(basic) = self.printed_as(&ty, verb)? else { return Err(other()) };
        let converted = |words: &Self, basic: Basic| {
            words.universe(basic.name())?;
            Ok(format!("{}({})", basic.name(), laid_out(operand, words.depth)?))
        };
        match (basic, verb) {
            (Basic::String, 's' | 'v') => {
                let is_copied = self.facts.held_constant(operand).is_none();
                self.strings += usize::from(is_copied);
                self.saves |= is_copied || self.facts.constant_value(operand).is_some();
                if is_named {
                    return converted(self, basic);
                }
                // The terms of a sum become terms of this one, and are laid out with it.
                let is_sum = operand.is(Kind::BinaryExpression);
                laid_out(operand, if is_sum { gofmt::sum_depth(self.at) } else { self.depth })
            }
            (Basic::Bool, 't' | 'v') => {
                let text = if is_named { converted(self, basic)? } else { laid_out(operand, self.depth)? };
                Ok(format!("{}.FormatBool({text})", self.package("strconv")?))
            }
            (basic, 'd' | 'v') if basic.is_integer() && basic != Basic::Uintptr => {
                self.integers += 1;
                self.saves |= self.facts.held_constant(operand).is_none();
                self.integer(basic, is_named, operand)
            }
            _ => Err(other()),
        }
    }

    /// The predeclared type like which fmt prints values of a type with a verb: its underlying type, unless it has a method that
    /// fmt would call. Of those only `Format` is called for `%d` and `%t`.
    fn printed_as(&self, ty: &Type, verb: char) -> Result<Option<Basic>, Reason> {
        if ty.basic().is_some() {
            return Ok(ty.basic());
        }
        let Some(basic) = self.facts.underlying(ty)?.basic() else { return Ok(None) };
        let called: &[&str] = if matches!(verb, 'd' | 't') { &["Format"] } else { &["Format", "Error", "String"] };
        for name in called {
            match self.facts.method_set_has(ty, name) {
                Answer::No(_) => {}
                Answer::Yes => return Ok(None),
                Answer::Unknown(reason) => return Err(reason),
            }
        }
        Ok(Some(basic))
    }

    /// An integer as a string, in decimal.
    fn integer(&mut self, basic: Basic, is_named: bool, operand: Node<'t>) -> Result<String, Reason> {
        let strconv = self.package("strconv")?;
        if !self.on_stack
            && let Some(Constant::Int(value)) = self.facts.held_constant(operand)
            && !(0..100).contains(&value)
        {
            let text =
                format!("`{}` is constant: fmt does not copy it, but its string is allocated", short(operand.text()));
            return Err(Reason::new("no-gain", text));
        }
        if basic == Basic::Int && !self.on_stack {
            let value = laid_out(operand, self.depth)?;
            if !is_named {
                return Ok(format!("{strconv}.Itoa({value})"));
            }
            self.universe("int")?;
            return Ok(format!("{strconv}.Itoa(int({value}))"));
        }
        let (kind, widest) = if basic.is_unsigned() { ("Uint", Basic::Uint64) } else { ("Int", Basic::Int64) };
        // It is one of several arguments, hence a level deeper.
        let mut value = laid_out(operand, self.depth + 1)?;
        if basic != widest || is_named {
            self.universe(widest.name())?;
            value = format!("{}({value})", widest.name());
        }
        if !self.on_stack {
            return Ok(format!("{strconv}.Format{kind}({value}, 10)"));
        }
        for name in ["string", "make", "byte"] {
            self.universe(name)?;
        }
        Ok(format!("string({strconv}.Append{kind}(make([]byte, 0, 20), {value}, 10))"))
    }

    fn package(&mut self, path: &'static str) -> Result<String, Reason> {
        if !self.packages.contains(&path) {
            self.packages.push(path);
        }
        package_here(self.facts, path, Some(self.at.span().start))
    }

    fn universe(&self, name: &str) -> Result<(), Reason> {
        match self.facts.meaning_at(name, self.at.span().start) {
            Meaning::Universe => Ok(()),
            _ => Err(Reason::new("shadowed-name", format!("`{name}` means something else here"))),
        }
    }
}
