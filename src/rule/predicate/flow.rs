//! Predicates about loops, purity and what a variable holds.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::matching::Bound;
use super::{MOOT, Question, expect, short};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Meaning};
use crate::go::flow::count::Count;
use crate::go::flow::uses::How;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{function_of, is_name};
use crate::go::syntax::Node;
use crate::go::typing::Kinds;
use crate::go::version::Version;
use crate::text::Span;

/// How a loop gives a variable its elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Filled {
    /// `s = append(s, x)`, once in every round.
    Append,
    /// `m[k] = v`, once in every round.
    Insert,
}

pub(super) fn local(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let answer = question.facts.local_only(question.variable()?);
    expect(answer, *wanted, || Reason::new("local", "it is a local variable"))
}

pub(super) fn local_so_far(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    question.facts.local_until(question.variable()?, question.matched.span.end).ok()
}

pub(super) fn pure(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let answer = all(question, Facts::pure)?;
    expect(answer, *wanted, || Reason::new("pure", "it is pure"))
}

pub(super) fn pure_here(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let answer = all(question, Facts::pure_here)?;
    expect(answer, *wanted, || Reason::new("pure", "it is pure"))
}

pub(super) fn any_order(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    let pieces = |hole: &str| question.matched.get(hole).map(Bound::nodes).unwrap_or_default();
    let both: Vec<Node<'_>> = pieces(question.hole).into_iter().chain(pieces(other)).collect();
    question.facts.evaluation_order_safe(&both).ok()
}

/// Something that stays the same variable, or the same pointer, over the evaluation of something else.
pub(super) fn not_replaced_by(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let Ok(local) = question.variable() else {
        return any_order(question, other);
    };
    // A variable that is no pointer is where it is; a pointer is only changed by whoever reaches its variable.
    if facts.kind_of(&facts.type_of(node)?)? == Kinds::Pointer {
        return facts.local_only(local).ok().or_else(|_| any_order(question, other));
    }
    Ok(())
}

/// What a comparison of lengths guards.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Checked {
    /// The number of elements that the slice has anyway.
    pub at_least: u32,
}

pub(super) fn index_checked(question: &mut Question<'_, '_>, wanted: &Checked) -> Result<(), Reason> {
    question.facts.index_is_checked(question.node()?, wanted.at_least).ok()
}

/// The first answer about a piece of what the hole stands for that is not yes.
fn all<'t>(question: &Question<'_, 't>, ask: fn(&Facts<'t>, Node<'t>) -> Answer) -> Result<Answer, Reason> {
    let Some(Bound::Nodes(pieces, _)) = question.matched.get(question.hole) else {
        return Ok(ask(question.facts, question.node()?));
    };
    let value = |piece: &Node<'t>| piece.only_child().filter(|_| piece.is(Kind::LiteralElement)).unwrap_or(*piece);
    let mut answers = pieces.iter().map(|piece| ask(question.facts, value(piece)));
    Ok(answers.find(|answer| !answer.is_yes()).unwrap_or(Answer::Yes))
}

pub(super) fn stable(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    known_at_start(question, question.node()?)
}

pub(super) fn nil_here(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let local = question.variable()?;
    match question.facts.nil_at(local, question.matched.span.start) {
        Answer::Yes => Ok(()),
        // It has a value already, and perhaps room: there is nothing to say about it.
        Answer::No(reason) => Err(Reason::new(MOOT, reason.text)),
        Answer::Unknown(reason) if reason.code == "not-declared-nil" => Err(Reason::new(MOOT, reason.text)),
        Answer::Unknown(reason) => Err(reason),
    }
}

pub(super) fn nil_unobserved(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let local = question.variable()?;
    // Where somebody can tell, a rewrite that keeps the nil has its say.
    question.facts.nil_unobserved(local).ok().map_err(|reason| Reason::new(MOOT, reason.text))
}

pub(super) fn filled(question: &mut Question<'_, '_>, how: &Filled) -> Result<(), Reason> {
    let (local, around) = (question.variable()?, question.the_loop()?);
    match how {
        Filled::Append => question.facts.once_per_iteration(around, local).map(|_| ()),
        Filled::Insert => question.facts.filled_once_per_iteration(around, local).map(|_| ()),
    }
}

pub(super) fn every_round(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (node, around) = (question.node()?, question.the_loop()?);
    question.facts.in_every_round(around, node)
}

pub(super) fn fills_nothing(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, around) = (question.facts, question.the_loop()?);
    let statements = around.get(Field::Body).and_then(|body| body.child(Kind::StatementList));
    let targets = statements.into_iter().flat_map(Node::children).filter(|node| node.is(Kind::AssignmentStatement));
    for target in targets.filter_map(|statement| statement.get(Field::Left).and_then(Node::only_child)) {
        if facts.scopes.local(target).is_some_and(|local| facts.once_per_iteration(around, local).is_ok()) {
            let text = format!("the loop fills `{}`, for which the number of rounds is worth more", target.text());
            return Err(Reason::new("fills-slice", text));
        }
    }
    Ok(())
}

pub(super) fn appends_nothing(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, around) = (question.facts, question.the_loop()?);
    let calls = around.subtree().filter(|call| facts.builtin_called(*call) == Some("append"));
    for slice in calls.filter_map(|call| call.get(Field::Arguments)?.children().next()) {
        let local = facts.scopes.local(slice.unparenthesized());
        if local.is_some_and(|local| facts.scopes.get(local).visible_from <= around.span().start) {
            let text = format!("the loop appends to `{}`, which starts on the stack in a plain loop", slice.text());
            return Err(Reason::new("appends", text));
        }
    }
    Ok(())
}

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
    let rounds = question.matched.get(&wanted.rounds).map(Bound::text).unwrap_or_default();
    let room = match (each, rounds.parse::<u64>()) {
        (1, _) => rounds,
        (_, Ok(constant)) => constant.saturating_mul(each as u64).to_string(),
        _ if rounds.contains(['+', '-']) => format!("{each}*({rounds})"),
        _ => format!("{each}*{rounds}"),
    };
    question.matched.bind(&wanted.into, Bound::Text(room));
    Ok(())
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
        Count::Bytes(operand) => {
            let text = format!("`{}` may have more bytes than characters", short(operand.text()));
            return Err(Reason::new("bytes-not-runes", text));
        }
        Count::Int(number) => {
            facts.trusted_size(number).ok()?;
            (simple(number)?, Some(number))
        }
        Count::Span { lo, hi, inclusive } => {
            facts.trusted_size(hi).ok()?;
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
        Count::Constant(count) => (count.to_string(), None),
    };
    if text.contains("len(") && facts.meaning_at("len", question.matched.span.start) != Meaning::Universe {
        return Err(Reason::new("shadowed-name", "`len` means something else here"));
    }
    let constant = match count {
        Count::Constant(count) => Some(count),
        Count::Len(operand) => constant_length(question, operand),
        _ => None,
    };
    match (wanted.known, constant, bound) {
        (Known::AboveZero, Some(1..), None) => {}
        // The number is constant, but `len` of what it is that of must mean the same.
        (Known::AboveZero, Some(1..), Some(bound)) => known_at_start(question, bound)?,
        (Known::AboveZero, None, Some(bound))
            if matches!(count, Count::Len(_))
                && facts.has_elements(bound, question.matched.node).is_yes()
                && known_at_start(question, bound).is_ok() => {}
        (Known::AboveZero, ..) => return Err(Reason::new(MOOT, "the number of rounds may be 0")),
        (Known::AtLoop, Some(_), _) => return Err(Reason::new(MOOT, "the number of rounds is a constant")),
        (_, _, None) => {}
        (Known::AtLoop, None, Some(bound)) => facts.pure_here(bound).ok()?,
        (Known::AtStart, _, Some(bound)) => {
            // What is taken from a length, as where the loop starts at 1, may be more than it.
            let is_less = matches!(count, Count::Span { inclusive: false, .. }) && !text.ends_with(')');
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

fn known_at_start(question: &Question<'_, '_>, node: Node<'_>) -> Result<(), Reason> {
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

pub(super) fn same_at_start(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (node, facts, start) = (question.node()?, question.facts, question.matched.span.start);
    let is_word = |leaf: &Node<'_>| leaf.is_named() && leaf.all_children().next().is_none();
    for leaf in node.subtree().filter(is_word) {
        if facts.meaning_at(leaf.text(), leaf.span().start) != facts.meaning_at(leaf.text(), start) {
            let text = format!("`{}` means something else in front of the loop", leaf.text());
            return Err(Reason::new("shadowed-name", text));
        }
    }
    Ok(())
}

pub(super) fn untouched_between(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (local, around) = (question.variable()?, question.the_loop()?);
    let facts = question.facts;
    let between = Span::new(question.matched.node.span().end, around.span().start);
    facts.note_words(between, [facts.local_name(local)]);
    match facts.scopes.uses_in(facts.tree, local, between).next() {
        None => Ok(()),
        Some(used) => {
            let line =
                used.ancestors().find(|node| node.parent().is_none_or(|p| p.is(Kind::StatementList))).unwrap_or(used);
            Err(Reason::new(MOOT, format!("`{}` uses it before the loop", short(line.text()))))
        }
    }
}

pub(super) fn unchanged_behind(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    question.facts.unchanged_behind(question.node()?, question.matched.node).ok()
}

pub(super) fn starts_run(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let first = question.matched.node;
    not_run_on(question, first, first.previous(), "starts before it")
}

pub(super) fn ends_run(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let last = last_statement(question);
    not_run_on(question, last, last.next(), "goes on behind it")
}

/// Whether the statement beside one that appends does not append to the same.
fn not_run_on(question: &Question<'_, '_>, edge: Node<'_>, beside: Option<Node<'_>>, how: &str) -> Result<(), Reason> {
    let target = |statement: Node<'_>| statement.get(Field::Left).map(|left| left.text().to_string());
    let appends =
        |statement: &Node<'_>| statement.get(Field::Right).is_some_and(|right| right.text().starts_with("append("));
    let beside = beside.filter(appends);
    question.facts.note(beside.map_or(edge.span(), Node::span));
    match beside.and_then(target) == target(edge) {
        true => Err(Reason::new(MOOT, format!("the run of appends {how}"))),
        false => Ok(()),
    }
}

/// The last of the statements that the match covers.
fn last_statement<'t>(question: &Question<'_, 't>) -> Node<'t> {
    let matched = &question.matched;
    let all = matched.node.parent().into_iter().flat_map(Node::children);
    all.filter(|statement| matched.span.covers(statement.span())).last().unwrap_or(matched.node)
}

pub(super) fn same_at_loop(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (node, around) = (question.node()?, question.the_loop()?);
    let facts = question.facts;
    let is_word = |leaf: &Node<'_>| leaf.is_named() && leaf.all_children().next().is_none();
    for leaf in node.subtree().filter(is_word) {
        let (here, there) = (leaf.span().start, around.span().start);
        if facts.meaning_at(leaf.text(), here) != facts.meaning_at(leaf.text(), there) {
            let text = format!("`{}` means something else at the loop", leaf.text());
            return Err(Reason::new("shadowed-name", text));
        }
    }
    Ok(())
}

pub(super) fn unassigned_between(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (local, last, matched) = (question.variable()?, last_statement(question), &question.matched);
    let between = Span::new(matched.node.span().end, last.span().start.max(matched.node.span().end));
    match question.facts.assigned_in(local, between).first() {
        None => Ok(()),
        Some(assigned) => {
            let line = assigned.parent().and_then(Node::parent).unwrap_or(*assigned);
            Err(Reason::new(MOOT, format!("`{}` gives it another value", short(line.text()))))
        }
    }
}

pub(super) fn grown_only_here(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let local = question.variable()?;
    let facts = question.facts;
    // A match without a loop appends by itself.
    let here = question.the_loop().map_or(question.matched.span, Node::span);
    for used in facts.uses_of(local).iter().filter(|used| !here.covers(used.node.span())) {
        let (code, call, does) = match used.how {
            How::Builtin { name: "append", call, index: 0, .. } => ("grown-elsewhere", call, "appends to it too"),
            How::Builtin { name: "cap", call, .. } => ("capacity-read", call, "asks how much room there is"),
            How::Copied => match facts.copied_to(used.node).and_then(|copy| appended(facts, copy)) {
                Some(call) => ("grown-elsewhere", call, "appends to a copy of it"),
                None => continue,
            },
            _ => continue,
        };
        facts.note(call.span());
        return Err(Reason::new(code, format!("`{}` {does}", short(call.text()))));
    }
    facts.note_words(function_of(question.matched.node).span(), [facts.local_name(local)]);
    Ok(())
}

pub(super) fn not_grown(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    match facts.copied_to(node).and_then(|name| appended(facts, name)) {
        None => Ok(()),
        Some(call) => Err(Reason::new("grown-elsewhere", format!("`{}` appends to it too", short(call.text())))),
    }
}

/// The first call that appends to a local variable.
fn appended<'p>(facts: &Facts<'p>, name: Node<'p>) -> Option<Node<'p>> {
    let local = facts.local_of(name)?;
    facts.note_words(function_of(name).span(), [facts.local_name(local)]);
    facts.uses_of(local).iter().find_map(|used| match used.how {
        How::Builtin { name: "append", call, index: 0, .. } => Some(call),
        _ => None,
    })
}

/// What can keep control from coming to the next statement, as far as it is written.
const LEAVES: &[Kind] = &[
    Kind::ReturnStatement,
    Kind::GotoStatement,
    Kind::BreakStatement,
    Kind::ContinueStatement,
    Kind::LabeledStatement,
];

pub(super) fn loop_is_reached(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let around = question.the_loop()?;
    let facts = question.facts;
    let between = Span::new(question.matched.node.span().end, around.span().start);
    facts.note_words(between, ["return", "goto", "break", "continue", "panic"]);
    let list = around.parent().unwrap_or(around);
    let nodes = list.children().filter(|statement| between.covers(statement.span())).flat_map(Node::subtree);
    for node in nodes.filter(|node| function_of(*node) == function_of(around)) {
        let ends = node.is(Kind::CallExpression)
            && (facts.builtin_called(node) == Some("panic")
                || facts.callee(node).is_some_and(|function| facts.known().never_returns(&function)));
        if LEAVES.contains(&node.kind()) || ends {
            let text = format!("`{}` may leave before the loop, and the room would be for nothing", short(node.text()));
            return Err(Reason::new("loop-not-reached", text));
        }
    }
    Ok(())
}

pub(super) fn distinct(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (key, around) = (question.node()?, question.the_loop()?);
    expect(question.facts.distinct_keys(around, key), *wanted, || Reason::new("distinct", "the keys differ"))
}

/// The version from which the first 32 bytes of an append loop are kept on the stack, so that up to 64 bytes a size
/// saves no allocation: measured on Go 1.21 to 1.27.
const STACK_BUFFER: Version = Version { major: 1, minor: 26 };

pub(super) fn worth_sizing(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let around = question.the_loop()?;
    let facts = question.facts;
    let count = match facts.loop_count(around)? {
        Count::Constant(count) => Some(count),
        Count::Len(operand) => constant_length(question, operand),
        _ => None,
    };
    let ty = facts.type_of(question.node()?)?;
    let Some(count) = count else {
        let element = facts.element(&ty).ok().and_then(|element| facts.size_of(&element, 8));
        let is_slice = facts.kind_of(&ty)? == crate::go::typing::Kinds::Slice;
        return match element {
            Some(0) if is_slice => Err(Reason::new("no-gain", "its elements need no room")),
            _ => Ok(()),
        };
    };
    let no_gain = |least: &str| {
        Err(Reason::new("no-gain", format!("{count} rounds are too few for a size to save anything, {least}")))
    };
    if facts.kind_of(&ty)? == crate::go::typing::Kinds::Map {
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
        crate::go::types::Type::Array(length, _) => Some(length),
        crate::go::types::Type::Pointer(inner) => match question.facts.underlying(&inner).ok()? {
            crate::go::types::Type::Array(length, _) => Some(length),
            _ => None,
        },
        _ => None,
    }
}
