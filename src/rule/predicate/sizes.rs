//! Predicates about how many elements a loop makes, whether room for them is worth it, and where their memory is.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::matching::Bound;
use super::{MOOT, Question, expect, short};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::arguments;
use crate::go::flow::count::Count;
use crate::go::flow::shape::Shape;
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};
use crate::go::typing::Kinds;
use crate::go::version::Version;

/// The room that the loop of the match needs for what it appends.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Room {
    /// The hole that holds the number of rounds.
    pub rounds: String,
    /// The hole that is bound to the number of elements.
    pub into: String,
}

pub(super) fn room(question: &mut Question<'_, '_>, wanted: &Room) -> Result<(), Reason> {
    let (local, around) = (question.variable()?, question.the_loop()?);
    let each = question.facts.once_per_iteration(around, local)?.values.len();
    let count = question.facts.loop_count(around);
    if let Ok(Count::Bytes(operand)) = count {
        return Err(not_characters(operand));
    }
    let mut rounds = question.matched.get(&wanted.rounds).map(Bound::text).unwrap_or_default();
    // A multiple of a number may be more than a small type holds.
    if let Ok(Count::Int(number) | Count::Span { hi: number, .. }) = count
        && each > 1
        && matches!(
            question.facts.underlying(&question.facts.type_of(number)?)?.basic(),
            Some(Basic::Int8 | Basic::Int16 | Basic::Int32 | Basic::Uint8 | Basic::Uint16 | Basic::Uint32)
        )
    {
        if question.facts.meaning_at("int", question.matched.span.start) != Meaning::Universe {
            return Err(Reason::new("shadowed-name", "`int` means something else here"));
        }
        rounds = format!("int({rounds})");
    }
    question.matched.bind(&wanted.into, Bound::Text(times(each as u64, &rounds)));
    Ok(())
}

/// A loop over a string has a round for each character.
fn not_characters(text: Node<'_>) -> Reason {
    Reason::new("bytes-not-runes", format!("`{}` may have more bytes than characters", short(text.text())))
}

/// So many for each of a number of rounds.
fn times(each: u64, rounds: &str) -> String {
    match (each, rounds.parse::<u64>()) {
        (1, _) => rounds.to_string(),
        (_, Ok(constant)) => constant.saturating_mul(each).to_string(),
        _ if rounds.contains(['+', '-']) => format!("{each}*({rounds})"),
        _ => format!("{each}*{rounds}"),
    }
}

pub(super) fn written(question: &mut Question<'_, '_>, wanted: &Room) -> Result<(), Reason> {
    let (builder, around, facts) = (question.variable()?, question.the_loop()?, question.facts);
    let each = facts.bytes_each_round(around, builder)?;
    let all = known_rounds(question, facts.loop_count(around)?)?;
    let first = if facts.type_of(question.node()?)?.to_string().ends_with("bytes.Buffer") { 64 } else { 8 };
    if all.is_some_and(|rounds| rounds.saturating_mul(each) <= first) {
        return Err(Reason::new("no-gain", "the first piece of memory has room for so little".to_string()));
    }
    let rounds = question.matched.get(&wanted.rounds).map(Bound::text).unwrap_or_default();
    // Of a string the bytes are counted, and a round may have several.
    let each = if matches!(facts.loop_count(around)?, Count::Bytes(_)) { 1 } else { each };
    let room = times(each, &rounds);
    // As the only argument of a call, gofmt sets spaces.
    let room = if each > 1 { room.replacen('*', " * ", 1) } else { room };
    question.matched.bind(&wanted.into, Bound::Text(room));
    Ok(())
}

/// No constant that other builds may declare otherwise, and none below 0, for which Go compiles no size.
fn has_one_value(facts: &Facts<'_>, number: Node<'_>) -> Result<(), Reason> {
    let number = facts.tree.node(number.id());
    match facts.constant_value(number) {
        Some(value) if value.as_int().is_none_or(|value| value < 0) => {
            Err(Reason::new(MOOT, format!("`{}` is no number of rounds", short(number.text()))))
        }
        Some(_) => Ok(()),
        None if matches!(facts.is_constant(number), Answer::No(_)) => Ok(()),
        None => {
            let text = format!("`{}` may be another constant in other builds", number.text());
            Err(Reason::new("build-variants", text))
        }
    }
}

/// The number of rounds of a loop.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rounds {
    /// The hole that is bound to the number, written so that it can stand as an operand of a comparison.
    pub into: String,
    /// Where the number must be known.
    pub known: Known,
}

/// Where the number of rounds must be known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// At the start of the match: it can be evaluated there without doing or failing anything, is the same at the loop,
    /// and never negative.
    AtStart,
    /// Directly in front of the loop; it is not constant, and it may be negative, and then there are no rounds.
    AtLoop,
    /// Directly in front of the loop, where it is a constant or a length; for a string that the loop ranges over, that of its bytes.
    AsLength,
    /// At the start of the match, where it is surely above 0: it is a constant, or the length of something of which a comparison
    /// has said that it has elements.
    AboveZero,
}

pub(super) fn rounds(question: &mut Question<'_, '_>, wanted: &Rounds) -> Result<(), Reason> {
    let around = question.the_loop()?;
    let facts = question.facts;
    let count = facts.loop_count(around)?;
    let (text, bound) = match count {
        Count::Len(operand) => (format!("len({})", operand.text()), Some(operand)),
        Count::Bytes(operand) if wanted.known == Known::AsLength => (format!("len({})", operand.text()), Some(operand)),
        Count::Bytes(operand) => return Err(not_characters(operand)),
        Count::Int(number) => {
            facts.trusted_size(number).ok()?;
            has_one_value(facts, number)?;
            (simple(number)?, Some(number))
        }
        Count::Span { lo, hi, inclusive } => {
            facts.trusted_size(hi).ok()?;
            has_one_value(facts, hi)?;
            let from_zero = facts.constant_value(lo).and_then(|value| value.as_int()) == Some(0);
            let text = match (from_zero, inclusive) {
                (true, false) => simple(hi)?,
                (true, true) => format!("{}+1", simple(hi)?),
                (false, false) => format!("{}-{}", simple(hi)?, simple(lo)?),
                (false, true) => {
                    return Err(Reason::new("complex-bounds", "the number of rounds is not simple to write"));
                }
            };
            (text, Some(hi))
        }
        Count::Constant { rounds, bound } => (named(question, rounds, bound), None),
    };
    if let Count::Len(operand) = count
        && facts.shape(operand) == Ok(Shape::Map)
    {
        keeps_its_length(question, around, operand, wanted.known)?;
    }
    let written = if wanted.known == Known::AsLength { around.span().start } else { question.matched.span.start };
    if text.contains("len(") && facts.meaning_at("len", written) != Meaning::Universe {
        return Err(Reason::new("shadowed-name", "`len` means something else here"));
    }
    let constant = match count {
        Count::Constant { rounds, .. } => Some(rounds),
        Count::Len(operand) => constant_length(question, operand),
        _ => None,
    };
    match (wanted.known, constant, bound) {
        (Known::AboveZero, Some(1..), None) => {}
        // The number is constant, but `len` of what it is that of must mean the same.
        (Known::AboveZero, Some(1..), Some(bound)) => known_at_start(question, bound)?,
        (Known::AboveZero, None, Some(bound))
            if matches!(count, Count::Len(_))
                && facts.has_elements(bound, question.matched.node, around.span().start).is_yes()
                && known_at_start(question, bound).is_ok() => {}
        (Known::AboveZero, ..) => return Err(Reason::new(MOOT, "the number of rounds may be 0")),
        (Known::AsLength, _, Some(bound)) => {
            let is_length = match count {
                Count::Len(_) | Count::Bytes(_) => true,
                Count::Int(number) => facts.builtin_called(number.unparenthesized()) == Some("len"),
                _ => false,
            };
            if !is_length {
                return Err(Reason::new("may-be-negative", format!("`{}` may be negative", short(&text))));
            }
            facts.pure_here(bound).ok()?;
        }
        (Known::AtLoop, Some(_), _) => return Err(Reason::new(MOOT, "the number of rounds is a constant")),
        (_, _, None) => {}
        (Known::AtLoop, None, Some(bound)) => facts.pure_here(bound).ok()?,
        (Known::AtStart, _, Some(bound)) => {
            // What is taken from a length, as where the loop starts at 1, may be more than it.
            let is_zero = |lo| facts.constant_value(lo).and_then(|value| value.as_int()) == Some(0);
            let is_less = matches!(count, Count::Span { lo, .. } if !is_zero(lo));
            let is_len = matches!(count, Count::Len(_)) || text.starts_with("len(");
            if is_less || !is_len {
                let text = format!("`{}` may be negative", short(bound.text()));
                return Err(Reason::new("may-be-negative", text));
            }
            facts.pure(bound).ok()?;
            known_at_start(question, bound)?;
        }
    }
    question.matched.bind(&wanted.into, Bound::Text(text));
    Ok(())
}

/// A map that nothing surely makes smaller where its length is the number of rounds: neither the loop that ranges over it, nor, where
/// the length is taken at the start of the match, what stands in front of the loop.
fn keeps_its_length(question: &Question<'_, '_>, around: Node<'_>, map: Node<'_>, known: Known) -> Result<(), Reason> {
    let facts = question.facts;
    let variables = around.child(Kind::RangeClause).and_then(|clause| clause.get(Field::Left));
    let own_key = variables.and_then(|list| list.children().next());
    let smaller = |call: &Node<'_>| match facts.builtin_called(facts.tree.node(call.id())) {
        Some("clear") => true,
        // A loop that deletes the key of the round has all of its rounds.
        Some("delete") => {
            let (of, key) = (arguments(*call).next(), arguments(*call).nth(1));
            of.is_some_and(|of| of.text() == map.text())
                && !(around.contains(*call)
                    && key.is_some_and(|key| own_key.is_some_and(|own| own.text() == key.text())))
        }
        Some(_) => false,
        None => !around.contains(*call) && !facts.pure(facts.tree.node(call.id())).is_yes(),
    };
    let start = if known == Known::AtLoop || known == Known::AsLength { around } else { question.matched.node };
    let parts = std::iter::successors(Some(start), |node| node.next()).take_while(|node| node.id() <= around.id());
    for part in parts {
        facts.note(part.span());
        if let Some(call) = part.subtree().filter(|node| node.is(Kind::CallExpression)).find(smaller) {
            return Err(Reason::new(
                "may-shrink",
                format!("`{}` may make `{}` smaller", short(call.text()), map.text()),
            ));
        }
    }
    Ok(())
}

pub(super) fn all_rounds(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, around) = (question.facts, question.the_loop()?);
    match facts.loop_count(around)? {
        Count::Int(size) => facts.size_is_used(around, size).ok(),
        Count::Span { lo, hi, .. } => facts.size_is_used(around, lo).and_then(|| facts.size_is_used(around, hi)).ok(),
        Count::Len(_) | Count::Bytes(_) | Count::Constant { .. } => Ok(()),
    }
}

/// A constant number of rounds by its name, which says more than the number, and stays right when that changes.
fn named(question: &Question<'_, '_>, rounds: u64, bound: Option<Node<'_>>) -> String {
    let is_int =
        |node: Node<'_>| question.facts.type_of(node).is_ok_and(|ty| ty.default_type().unwrap_or(ty).is(Basic::Int));
    let is_named = |node: &Node<'_>| is_name(*node) || node.is(Kind::SelectorExpression);
    let bound = bound.map(Node::unparenthesized).filter(is_named).filter(|node| is_int(*node));
    match bound.filter(|node| known_at_start(question, *node).is_ok()) {
        Some(name) => name.text().to_string(),
        None => rounds.to_string(),
    }
}

/// The text of an expression that can stand beside any operator.
fn simple(node: Node<'_>) -> Result<String, Reason> {
    let node = node.unparenthesized();
    match node.kind() {
        Kind::BinaryExpression | Kind::UnaryExpression | Kind::FuncLiteral | Kind::CompositeLiteral => {
            Err(Reason::new(
                "complex-bounds",
                format!("the number of rounds `{}` is not simple to write", short(node.text())),
            ))
        }
        _ => Ok(node.text().to_string()),
    }
}

/// Whether an expression can be evaluated where the match starts, and is the same then.
pub(super) fn known_at_start(question: &Question<'_, '_>, node: Node<'_>) -> Result<(), Reason> {
    let (facts, region) = (question.facts, question.matched.span);
    // A variable that is declared inside the match means nothing yet where the match starts.
    for name in node.subtree().filter(|name| is_name(*name)) {
        if let Some(local) = facts.scopes.local(name)
            && facts.scopes.get(local).visible_from > region.start
        {
            let text = format!("`{}` is declared only behind the place that needs it", name.text());
            return Err(Reason::new("declared-later", text));
        }
    }
    facts.stable(facts.tree.node(node.id()), region).ok()
}

/// The version from which the first 32 bytes of an append loop are kept on the stack, so that up to 64 bytes a size
/// saves no allocation: measured on Go 1.21 to 1.27.
const STACK_BUFFER: Version = Version { major: 1, minor: 26 };

/// No loop has so many rounds, but one that ends before: by a panic, say, after which the program goes on. Room for all of them is more
/// memory than there is.
const MOST_ROUNDS: u64 = 1 << 20;

/// The number of rounds, if it is known before the program runs.
fn known_rounds(question: &Question<'_, '_>, count: Count<'_>) -> Result<Option<u64>, Reason> {
    let rounds = match count {
        Count::Constant { rounds, .. } => Some(rounds),
        Count::Len(operand) => constant_length(question, operand),
        _ => None,
    };
    match rounds {
        Some(rounds) if rounds > MOST_ROUNDS => {
            let text = format!("a loop of more than {MOST_ROUNDS} rounds hardly comes to its end");
            Err(Reason::new("too-many-rounds", text))
        }
        rounds => Ok(rounds),
    }
}

pub(super) fn worth_sizing(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let around = question.the_loop()?;
    let facts = question.facts;
    let count = known_rounds(question, facts.loop_count(around)?)?;
    let ty = facts.type_of(question.node()?)?;
    if facts.kind_of(&ty)? == Kinds::Map {
        let key = facts.key(&ty)?;
        if let Some(Basic::Bool | Basic::Int8 | Basic::Uint8) = facts.underlying(&key)?.basic() {
            return Err(Reason::new("few-keys", format!("there are 256 keys of type `{key}` at most")));
        }
    }
    let Some(count) = count else {
        let element = facts.element(&ty).ok().and_then(|element| facts.size_of(&element, 8));
        let is_slice = facts.kind_of(&ty)? == Kinds::Slice;
        return match element {
            Some(0) if is_slice => Err(Reason::new("no-gain", "its elements need no room")),
            _ => Ok(()),
        };
    };
    let no_gain = |least: &str| {
        Err(Reason::new("no-gain", format!("{count} rounds are too few for a size to save anything, {least}")))
    };
    if facts.kind_of(&ty)? == Kinds::Map {
        return if count <= 8 { no_gain("a map has room for 8 elements from the start") } else { Ok(()) };
    }
    let element = facts.element(&ty)?;
    let Some(size) = facts.size_of(&element, 8) else { return Ok(()) };
    if size == 0 {
        return no_gain("its elements need no room");
    }
    let newest = facts.file.version.is_none_or(|version| version >= STACK_BUFFER);
    if count <= 1 || (newest && size <= 32 && count.saturating_mul(size) <= 64) {
        return no_gain("Go keeps so few elements on the stack or in one allocation");
    }
    Ok(())
}

pub(super) fn on_heap(question: &mut Question<'_, '_>, size: &str) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let size = question.matched.get(size).and_then(Bound::node);
    if size.is_some_and(|size| !facts.is_constant(size).is_yes()) {
        return Ok(());
    }
    match facts.handed_to_interface(local) {
        Some(_) => Ok(()),
        None => Err(Reason::new(MOOT, format!("`{}` is on the stack", facts.local_name(local)))),
    }
}

pub(super) fn by_interface(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let call = facts.handed_to_interface(local);
    let name = facts.local_name(local);
    let answer = match call {
        Some(_) => Answer::Yes,
        None => Answer::no("on-stack", format!("no call reaches `{name}` through an interface")),
    };
    expect(answer, *wanted, || {
        let call = call.map(Node::text).unwrap_or_default();
        Reason::new("by-interface", format!("`{}` puts `{name}` on the heap", short(call)))
    })
}

/// How much memory elements take.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Memory {
    /// The hole that stands for the type of the elements.
    pub of: String,
    /// They take more bytes than this.
    pub above: u64,
    /// They take no more bytes than this.
    pub at_most: u64,
}

pub(super) fn memory(question: &mut Question<'_, '_>, wanted: &Memory) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let element = question.matched.get(&wanted.of).and_then(Bound::node);
    let element = element.ok_or_else(|| Reason::new("not-one-node", format!("`${}` is not one type", wanted.of)))?;
    let size = facts.size_of(&facts.type_of(element)?, 8);
    let count = facts.constant_value(node).and_then(|count| u64::try_from(count.as_int()?).ok());
    match size.zip(count).and_then(|(size, count)| size.checked_mul(count)) {
        Some(bytes) if bytes > wanted.above && bytes <= wanted.at_most => Ok(()),
        _ => Err(Reason::new(MOOT, format!("`{}` elements take more memory, or less", short(node.text())))),
    }
}

pub(super) fn not_zero(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    match question.facts.constant_value(node).and_then(|value| value.as_int()) {
        Some(0) => Err(Reason::new("no-gain", format!("`{}` is 0", short(node.text())))),
        _ => Ok(()),
    }
}

pub(super) fn at_most(question: &mut Question<'_, '_>, limit: &u32) -> Result<(), Reason> {
    let node = question.node()?;
    match question.facts.constant_value(node).and_then(|value| value.as_int()) {
        Some(number) if (0..=i128::from(*limit)).contains(&number) => Ok(()),
        Some(_) => Err(Reason::new("too-large", format!("`{}` is not between 0 and {limit}", short(node.text())))),
        None => Err(Reason::new("not-constant", format!("`{}` is not a constant number", short(node.text())))),
    }
}

/// The smallest piece of memory has 8 bytes.
pub(super) fn grows_with_each(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let element = facts.element(&facts.type_of(node)?)?;
    match facts.size_of(&element, 8) {
        Some(5..) => Ok(()),
        Some(_) => Err(Reason::new("no-gain", format!("Go makes room for several `{element}` at once"))),
        None => Err(Reason::new("unknown-size", format!("the size of `{element}` is not known"))),
    }
}

/// The length of an array, or of a slice literal that the loop ranges over directly.
fn constant_length(question: &Question<'_, '_>, operand: Node<'_>) -> Option<u64> {
    if operand.is(Kind::CompositeLiteral) {
        return operand.get(Field::Body).map(|body| body.children().count() as u64);
    }
    let ty = question.facts.type_of(operand).ok()?;
    let ty = question.facts.underlying(&ty).ok()?;
    match ty {
        Type::Array(length, _) => Some(length),
        Type::Pointer(inner) => match question.facts.underlying(&inner).ok()? {
            Type::Array(length, _) => Some(length),
            _ => None,
        },
        _ => None,
    }
}

/// The sizes of the pieces in which Go's allocator hands out memory, up to 2 KiB: `sizeclasses.go` in the source of the runtime, the
/// same from Go 1.21 to 1.27.
const PIECES: &[u64] = &[
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480,
    512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
];

/// On 64-bit systems. From the largest alignment to the smallest, no field needs a gap in front of it.
pub(super) fn padded(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let facts = question.facts;
    let ty = facts.type_of(question.node()?)?;
    let Type::Struct(fields) = facts.underlying(&ty)? else {
        return Err(Reason::new("not-a-struct", format!("`{ty}` is not a struct")));
    };
    let unknown = || Reason::new("unknown-size", format!("the size of `{ty}` is not known"));
    let size = facts.size_of(&ty, 8).ok_or_else(unknown)?;
    let align = facts.align_of(&ty, 8).ok_or_else(unknown)?;
    let mut least = 0;
    for field in fields.iter() {
        least += facts.size_of(&field.ty, 8).ok_or_else(unknown)?;
    }
    let piece = |size: u64| PIECES.iter().copied().find(|piece| *piece >= size).unwrap_or(u64::MAX);
    match piece(least.next_multiple_of(align)) < piece(size) {
        true => Ok(()),
        false => Err(Reason::new("tight", format!("`{ty}` needs as much memory in any order of its fields"))),
    }
}
