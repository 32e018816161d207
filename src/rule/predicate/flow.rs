//! Predicates about loops, purity and what a variable holds.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::matching::Bound;
use super::sizes::known_at_start;
use super::{MOOT, Question, expect, short};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::flow::arguments;
use crate::go::flow::shape::{Selects, Shape};
use crate::go::flow::uses::{How, Use};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind, function_of, is_name};
use crate::go::syntax::Node;
use crate::go::typing::Kinds;
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
    question.facts.evaluation_order_safe(&with(question, other)).ok()
}

/// What two holes stand for, in this order.
fn with<'t>(question: &Question<'_, 't>, other: &str) -> Vec<Node<'t>> {
    let pieces = |hole: &str| question.matched.get(hole).map(Bound::nodes).unwrap_or_default();
    pieces(question.hole).into_iter().chain(pieces(other)).collect()
}

/// Two pieces of code of which at most one can panic.
pub(super) fn one_way(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    one_way_to_fail(question.facts, &with(question, other))
}

/// Two operands that can panic in different ways may not be reordered, and Go leaves their order open.
pub(super) fn one_way_to_fail<'t>(facts: &Facts<'t>, operands: &[Node<'t>]) -> Result<(), Reason> {
    let (mut loud, mut nil) = (0, 0);
    for operand in operands {
        let fails = |node: &Node<'t>| match node.kind() {
            // `x[:]` and `x[:0]` are always there.
            Kind::SliceExpression => {
                let is_zero = |end: Node<'t>| facts.constant_value(end).and_then(|end| end.as_int()) == Some(0);
                node.get(Field::Start).is_some() || !node.get(Field::End).is_none_or(is_zero)
            }
            Kind::IndexExpression => !facts.index_is_there(*node),
            Kind::TypeAssertionExpression => true,
            Kind::BinaryExpression => {
                matches!(node.get(Field::Operator).map(Node::text), Some("/" | "%" | "<<" | ">>"))
            }
            _ => false,
        };
        let derefs = |node: &Node<'t>| match node.kind() {
            Kind::UnaryExpression => node.get(Field::Operator).map(Node::text) == Some("*"),
            Kind::SelectorExpression => node.get(Field::Operand).is_some_and(|operand| {
                facts.imported(operand).is_none()
                    && (!matches!(facts.shape(operand), Ok(shape) if shape != Shape::Pointer)
                        || matches!(facts.selects(*node), Ok(Selects::Field)) && !facts.is_field_inside(*node))
            }),
            _ => false,
        };
        // A key without a hash, and a map that is nil where it is assigned.
        let fails_twice = |node: &Node<'t>| {
            let of = node.get(Field::Operand).filter(|_| node.is(Kind::IndexExpression));
            of.is_some_and(|of| facts.shape(of) == Ok(Shape::Map)) && !facts.index_is_there(*node)
        };
        if operand.subtree().any(|node| fails_twice(&node)) {
            loud += 2;
        } else if operand.subtree().any(|node| fails(&node)) {
            loud += 1;
        } else if operand.subtree().any(|node| derefs(&node)) {
            nil += 1;
        }
    }
    if loud > 1 || (loud == 1 && nil > 0) {
        return Err(Reason::new(
            "panic-order",
            "two operands may panic, and which one comes first would be left to the compiler",
        ));
    }
    Ok(())
}

/// Something that stays the same variable, or the same pointer, over the evaluation of something else.
pub(super) fn not_replaced_by(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let mut root = node;
    let mut by_pointer = facts.kind_of(&facts.type_of(node)?)? == Kinds::Pointer;
    // A field is where its struct is; a pointer in a field may be changed by whoever reaches the struct.
    while !(by_pointer && root == node) && root.is(Kind::SelectorExpression) {
        let Some(operand) = root.get(Field::Operand).map(Node::unparenthesized) else { break };
        let is_behind = facts.is_field_behind(root);
        if by_pointer || !is_behind && !facts.is_field_inside(root) {
            break;
        }
        by_pointer = is_behind;
        root = operand;
    }
    let Some(local) = is_name(root).then(|| facts.scopes.local(root)).flatten() else {
        return any_order(question, other);
    };
    // A variable that is no pointer is where it is; a pointer is only changed by whoever reaches its variable.
    match by_pointer {
        true => facts.local_only(local).ok().or_else(|_| any_order(question, other)),
        false => Ok(()),
    }
}

/// A value that methods cannot change which fmt calls to make text of operands: nothing but the function reaches the variable, or the
/// operands have no methods.
pub(super) fn unchanged_by_text_of(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    let facts = question.facts;
    if question.variable().is_ok_and(|local| facts.local_only(local).is_yes()) {
        return Ok(());
    }
    for operand in question.matched.get(other).map(Bound::nodes).unwrap_or_default() {
        let ty = facts.type_of(operand)?;
        if ty.default_type().unwrap_or(ty).basic().is_none() {
            let text = format!(
                "a method of `{}` may be called before `{}` is read",
                short(operand.text()),
                question.node()?.text()
            );
            return Err(Reason::new("order", text));
        }
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
    grown(question, &|_, _| false)
}

pub(super) fn grown_in_turn(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let facts = question.facts;
    grown(question, &|local, call| {
        let is_it =
            |node: Option<Node<'_>>| node.and_then(|node| facts.local_of(facts.tree.node(node.id()))) == Some(local);
        let appends = facts.builtin_called(facts.tree.node(call.id())) == Some("append");
        let around =
            call.ancestors().find(|up| !matches!(up.kind(), Kind::ParenthesizedExpression | Kind::ExpressionList));
        appends
            && is_it(arguments(call).next())
            && around.is_some_and(|statement| match statement.kind() {
                Kind::ReturnStatement => true,
                Kind::AssignmentStatement => is_it(statement.get(Field::Left).and_then(Node::only_child)),
                _ => false,
            })
    })
}

/// Whether nothing else grows a slice, nor asks for its capacity, calls of `append` aside of which `may` says yes.
fn grown(question: &mut Question<'_, '_>, may: &dyn Fn(LocalId, Node<'_>) -> bool) -> Result<(), Reason> {
    let local = question.variable()?;
    let facts = question.facts;
    // A match without a loop appends by itself.
    let here = question.the_loop().map_or(question.matched.span, Node::span);
    for used in facts.uses_of(local).iter().filter(|used| !here.covers(used.node.span())) {
        let Some(call) = grown_by(facts, used.node, used.how, MAX_HOLDERS) else { continue };
        if !may(local, call) {
            facts.note(call.span());
            return Err(growth(facts, call, facts.local_name(local)));
        }
    }
    facts.note_words(function_of(question.matched.node).span(), [facts.local_name(local)]);
    Ok(())
}

pub(super) fn as_passed(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, start) = (question.facts, question.matched.span.start);
    let local = question.variable().map_err(|reason| Reason::new(MOOT, reason.text))?;
    let (name, function) = (facts.local_name(local), facts.function_of_local(local));
    let is_given = matches!(facts.scopes.get(local).kind, LocalKind::Param | LocalKind::Receiver);
    if !is_given || function_of(question.matched.node) != function {
        return Err(Reason::new(MOOT, format!("`{name}` is not a parameter of the function around")));
    }
    facts.note_words(Span::new(function.span().start, start), [name]);
    let uses = facts.uses_of(local);
    let before = uses.iter().filter(|used| used.how == How::Assigned && used.node.span().start < start);
    for statement in before.filter_map(|used| used.node.parent()?.parent()) {
        let call = statement.get(Field::Right).and_then(Node::only_child);
        let of_itself =
            call.and_then(|call| arguments(call).next()).and_then(|first| facts.local_of(first)) == Some(local);
        let appends = call.is_some_and(|call| facts.builtin_called(call) == Some("append"));
        // Room that another branch makes is none here.
        let grows = call.and_then(|call| facts.callee(call)).is_some_and(|function| function == "slices.Grow")
            && statement.parent() != question.matched.node.parent();
        if !of_itself || !appends && !grows {
            return Err(Reason::new(MOOT, format!("`{}` gives `{name}` another value", short(statement.text()))));
        }
    }
    Ok(())
}

pub(super) fn field_as_passed(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, field, matched) = (question.facts, question.node()?, question.matched.span);
    let moot = |text: String| Err(Reason::new(MOOT, text));
    let operand = field.get(Field::Operand).filter(|_| field.is(Kind::SelectorExpression)).map(Node::unparenthesized);
    let (Some(local), Some(name)) = (operand.and_then(|of| facts.scopes.local(of)), field.get(Field::Field)) else {
        return moot(format!("`{}` is no field of a local variable", field.text()));
    };
    let function = function_of(question.matched.node);
    facts.note(function.span());
    let is_assigned = |used: &Use<'_>| used.how == How::Assigned && matched.covers(used.node.span());
    if facts.uses_of(local).iter().any(is_assigned) {
        return moot(format!("`{}` is another variable by then", facts.local_name(local)));
    }
    let mut before = function.subtree().filter(|node| node.span().start < matched.start);
    let gives_value = |node: &Node<'_>| match (node.kind(), node.get(Field::Key)) {
        (Kind::KeyedElement, Some(key)) => key.text() == name.text(),
        (Kind::AssignmentStatement, _) => {
            node.get(Field::Left).is_some_and(|left| left.children().any(|target| target.text() == field.text()))
        }
        _ => false,
    };
    match before.find(gives_value) {
        None => Ok(()),
        Some(node) => moot(format!("`{}` gives it another value", short(node.text()))),
    }
}

pub(super) fn within_length(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    match facts.uses_of(local).iter().find_map(|used| beyond_length(facts, used.node)) {
        None => Ok(()),
        Some(slice) => Err(Reason::new("resliced", format!("`{}` may look behind its end", short(slice.text())))),
    }
}

pub(super) fn not_grown(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let around =
        node.ancestors().find(|up| !up.is(Kind::ParenthesizedExpression)).filter(|up| up.is(Kind::ArgumentList));
    let call = around.filter(|list| list.children().next().is_some_and(|first| first.contains(node)));
    let outer = call.and_then(Node::parent).filter(|call| facts.builtin_called(*call) == Some("append"));
    match outer.or_else(|| grown_by(facts, node, facts.how(node), MAX_HOLDERS)) {
        None => Ok(()),
        Some(call) => Err(growth(facts, call, node.text())),
    }
}

/// Why a slice gets no exact size: a call appends to it, or to a copy of it, or asks for its capacity.
fn growth(facts: &Facts<'_>, call: Node<'_>, slice: &str) -> Reason {
    let it = match arguments(call).next() {
        Some(first) if first.text() != slice => "a copy of it",
        _ => "it too",
    };
    match facts.builtin_called(facts.tree.node(call.id())) {
        Some("cap") => Reason::new("capacity-read", format!("`{}` asks how much room there is", short(call.text()))),
        _ => Reason::new("grown-elsewhere", format!("`{}` appends to {it}", short(call.text()))),
    }
}

pub(super) fn appended_only_here(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node, matched) = (question.facts, question.node()?, question.matched.span);
    let function = function_of(node);
    facts.note(function.span());
    for other in function.subtree().filter(|other| other.text() == node.text() && !matched.covers(other.span())) {
        let call = other.parent().filter(|list| list.children().next() == Some(other)).and_then(Node::parent);
        let (code, at, does) = match call.and_then(|call| facts.builtin_called(call)) {
            Some("append") => ("grown-elsewhere", call, "appends to it too"),
            Some("cap") => ("capacity-read", call, "asks how much room there is"),
            _ => ("resliced", beyond_length(facts, other), "may look behind its end"),
        };
        if let Some(at) = at {
            return Err(Reason::new(code, format!("`{}` {does}", short(at.text()))));
        }
    }
    Ok(())
}

/// The slice expression around an operand, if it may reach behind the operand's length.
fn beyond_length<'t>(facts: &Facts<'t>, operand: Node<'t>) -> Option<Node<'t>> {
    let around = operand.ancestors().find(|up| !up.is(Kind::ParenthesizedExpression));
    let slice = around.filter(|up| up.is(Kind::SliceExpression))?;
    let end = slice.get(Field::End).map(Node::unparenthesized)?;
    let is_length = |of: Node<'t>| {
        facts.builtin_called(of) == Some("len") && arguments(of).next().is_some_and(|of| of.text() == operand.text())
    };
    let constant = |of: Node<'t>| facts.constant_value(of).and_then(|value| value.as_int());
    let is_within = match (end.get(Field::Left), end.get(Field::Right)) {
        (Some(left), Some(right)) if end.is(Kind::BinaryExpression) => {
            is_length(left)
                && end.get(Field::Operator).is_some_and(|operator| operator.text() == "-")
                && constant(right).is_some_and(|less| less >= 0)
        }
        _ => is_length(end) || constant(end) == Some(0),
    };
    (!is_within && slice.get(Field::Operand).is_some_and(|of| of.unparenthesized() == operand)).then_some(slice)
}

pub(super) fn loop_ends(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let around = question.the_loop()?;
    let label = around.parent().filter(|up| up.is(Kind::LabeledStatement)).and_then(|up| up.children().next());
    let leaves = |node: &Node<'_>| {
        let target = node.children().next();
        let breakable = [
            Kind::ForStatement,
            Kind::SelectStatement,
            Kind::ExpressionSwitchStatement,
            Kind::TypeSwitchStatement,
            Kind::FuncLiteral,
        ];
        node.is(Kind::BreakStatement)
            && match (target, label) {
                (None, _) => node.ancestors().find(|up| breakable.contains(&up.kind())) == Some(around),
                (Some(target), Some(label)) => target.text() == label.text(),
                (Some(_), None) => false,
            }
    };
    let has_end = around.children().any(|part| !part.is(Kind::Block) && !part.is(Kind::Comment));
    match has_end || around.subtree().any(|node| leaves(&node)) {
        true => Ok(()),
        false => Err(Reason::new("endless-loop", "nothing comes behind a loop that only ends with the function")),
    }
}

/// How many variables, each a copy of the one before, are followed to a call of `append` or `cap`.
const MAX_HOLDERS: u8 = 4;

/// The first call in the function that appends to the value of an expression, or asks for its capacity, or does so with what holds
/// it then: another variable, or a field of its name.
fn grown_by<'p>(facts: &Facts<'p>, node: Node<'p>, how: How<'p>, holders: u8) -> Option<Node<'p>> {
    let target = match how {
        How::Builtin { name: "append" | "cap", call, index: 0, .. } => return Some(call),
        // Functions whose names say so append too, such as `strconv.AppendInt`.
        How::Argument { call, index: 0, .. } => {
            let name = call.get(Field::Function).map(|function| function.get(Field::Field).unwrap_or(function).text());
            return Some(call)
                .filter(|_| name.is_some_and(|name| name.starts_with("Append") || name.starts_with("append")));
        }
        How::InCompositeLiteral => node.enclosing(&[Kind::KeyedElement]).and_then(|element| element.get(Field::Key))?,
        How::Copied | How::Stored => facts.copied_to(node)?,
        _ => return None,
    };
    let target = target.unparenthesized();
    if let Some(local) = facts.local_of(target).filter(|_| how == How::Copied && holders > 0) {
        facts.note_words(function_of(node).span(), [facts.local_name(local)]);
        return facts.uses_of(local).iter().find_map(|used| grown_by(facts, used.node, used.how, holders - 1));
    }
    let field = target.get(Field::Field).unwrap_or(target).text();
    let function = function_of(node);
    facts.note_words(function.span(), [field]);
    function.subtree().filter(|call| facts.builtin_called(*call) == Some("append")).find(|call| {
        let first = call.get(Field::Arguments).and_then(|list| list.children().next()).map(Node::unparenthesized);
        first.and_then(|first| first.get(Field::Field)).is_some_and(|name| name.text() == field)
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
