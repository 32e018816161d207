//! Predicates about what becomes of a value.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::matching::{Bound, Code};
use super::super::render::package_here;
use super::{MOOT, Question, short};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::flow::shape::{Selects, Shape};
use crate::go::flow::uses::{How, Use};
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, function_of, is_name};
use crate::go::stdlib;
use crate::go::syntax::Node;
use crate::go::typing::Kinds;

/// Something that may become of a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UsedAs {
    /// A field of it is read.
    FieldRead,
    /// A field of it is assigned.
    FieldWrite,
    /// A method with a value receiver is called.
    ValueMethod,
    /// It is discarded.
    Discarded,
}

pub(super) fn only_methods(question: &mut Question<'_, '_>, allowed: &[String]) -> Result<(), Reason> {
    let (facts, value) = (question.facts, question.matched.node);
    let value = if value.is(Kind::ShortVarDeclaration) || value.is(Kind::VarDeclaration) { None } else { Some(value) };
    let refused = |text: &str| {
        Reason::new("kept-elsewhere", format!("`{}` is more than a call of a method that changes nothing", short(text)))
    };
    if let Some(method) = value.and_then(called_method) {
        return if allowed.iter().any(|name| name == method) { Ok(()) } else { Err(refused(method)) };
    }
    let Some(local) = (match value {
        Some(value) => initialised(facts, value),
        None => question.variable().ok(),
    }) else {
        return Err(refused(value.and_then(Node::parent).unwrap_or(question.matched.node).text()));
    };
    for used in facts.uses_of(local).iter() {
        match used.how {
            How::MethodCall(method) if allowed.iter().any(|name| name == method) => {}
            _ => return Err(refused(around(used.node).text())),
        }
    }
    Ok(())
}

/// The method that is called on a value directly.
fn called_method(value: Node<'_>) -> Option<&str> {
    let selector =
        value.parent().filter(|parent| parent.is(Kind::SelectorExpression) && value.field() == Field::Operand)?;
    let called =
        selector.parent().is_some_and(|call| call.is(Kind::CallExpression) && selector.field() == Field::Function);
    selector.get(Field::Field).filter(|_| called).map(Node::text)
}

/// The variable that a value is the only initial value of.
fn initialised<'t>(facts: &Facts<'t>, value: Node<'t>) -> Option<LocalId> {
    let list = value.parent().filter(|parent| parent.is(Kind::ExpressionList) && parent.only_child() == Some(value))?;
    let declaration = list.parent()?;
    let name = match declaration.kind() {
        Kind::ShortVarDeclaration => declaration.get(Field::Left)?.only_child()?,
        Kind::VarSpec => {
            let mut names = declaration.get_all(Field::Name);
            names.next().filter(|_| names.next().is_none())?
        }
        _ => return None,
    };
    let local = facts.scopes.local(name).filter(|_| is_name(name))?;
    (facts.scopes.get(local).declared == name.id()).then_some(local)
}

pub(super) fn fixed_map(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, literal) = (question.facts, question.node()?);
    let moot = |text: &str| Reason::new(MOOT, text);
    if !literal.is(Kind::CompositeLiteral) {
        return Err(moot("it is not a literal"));
    }
    match facts.type_of(literal).and_then(|ty| facts.kind_of(&ty)) {
        Ok(Kinds::Map) if facts.map_literal_allocates(literal) => {
            facts.fixed_literal(literal).ok().map_err(|reason| moot(&reason.text))
        }
        Ok(_) => Err(moot("it is no map that allocates")),
        Err(reason) => Err(moot(&reason.text)),
    }
}

pub(super) fn initialises(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, value) = (question.facts, question.node()?);
    let text = |is: &str| format!("`{}` {is} what a variable is declared with", short(value.text()));
    match (initialised(facts, value).is_some(), *wanted) {
        (true, false) => Err(Reason::new("declared", text("is"))),
        (false, true) => Err(Reason::new("not-declared", text("is not"))),
        _ => Ok(()),
    }
}

pub(super) fn only_read(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    match facts.scopes.local(node).filter(|_| is_name(node)) {
        Some(local) => facts.variable_only_read(local).ok(),
        None => facts.only_read(node).ok(),
    }
}

pub(super) fn digest_size(question: &mut Question<'_, '_>, into: &str) -> Result<(), Reason> {
    let moot = || Reason::new(MOOT, "the compiler does not know which hash it is");
    let (facts, local) = (question.facts, question.variable().map_err(|_| moot())?);
    let name = facts.tree.node(facts.scopes.get(local).declared);
    let statement = name.parent().map(|up| if up.is(Kind::ExpressionList) { up.parent().unwrap_or(up) } else { up });
    let values = statement.and_then(|statement| statement.get(Field::Right).or_else(|| statement.get(Field::Value)));
    let value =
        values.and_then(|values| if values.is(Kind::ExpressionList) { values.only_child() } else { Some(values) });
    let function = value.and_then(|value| facts.callee(value)).ok_or_else(moot)?;
    let size = facts.known().digest_size(&function).ok_or_else(moot)?;
    let package = function.rsplit_once('.').map_or("", |(path, _)| path);
    let path = stdlib::path_of(package.rsplit('/').next().unwrap_or(package)).filter(|path| *path == package);
    let path = path.ok_or_else(moot)?;
    if facts.scopes.get(local).function != function_of(question.matched.node).id() {
        return Err(moot());
    }
    if let Some(used) = facts.uses_of(local).iter().find(|used| matches!(used.how, How::Assigned | How::AddressTaken)) {
        let text = format!("`{}` may make `{}` another hash", short(around(used.node).text()), used.node.text());
        return Err(Reason::new("assigned", text));
    }
    facts.note_words(function_of(name).span(), [name.text()]);
    let named = package_here(facts, path, Some(question.matched.span.start))?;
    let code = Code { text: format!("{named}.{size}"), packages: vec![path], is_sum: false };
    question.matched.bind(into, Bound::Code(code));
    Ok(())
}

pub(super) fn dies(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    question.facts.value_dies(question.node()?).ok()
}

pub(super) fn content_dies(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let declared = node
        .ancestors()
        .nth(1)
        .filter(|up| up.is(Kind::ShortVarDeclaration) && up.get(Field::Left).and_then(Node::only_child) == Some(node));
    let made = declared.and_then(|statement| statement.get(Field::Right)).and_then(Node::only_child);
    question.facts.content_dies(made.unwrap_or(node)).ok()
}

/// What becomes of a slice in a round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Round {
    /// It is appended to.
    Grown,
    /// It stays the same slice.
    Fixed,
}

pub(super) fn round_only(question: &mut Question<'_, '_>, round: &Round) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    facts.round_only(local).ok()?;
    match (facts.uses_of(local).iter().find(|used| used.how == How::Assigned), round) {
        (Some(used), Round::Fixed) => {
            let text = format!("`{}` makes it another slice", short(around(used.node).text()));
            Err(Reason::new("assigned", text))
        }
        (None, Round::Grown) => {
            Err(Reason::new("never-grown", format!("nothing is appended to `{}`", facts.local_name(local))))
        }
        _ => Ok(()),
    }
}

pub(super) fn only_name(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let (declared, name) = (facts.scopes.get(local).declared, facts.local_name(local));
    let root = facts.tree.root();
    facts.note_words(root.span(), [name]);
    let is_other = |node: &Node<'_>| {
        node.is_named()
            && node.text() == name
            && node.all_children().next().is_none()
            && node.field() != Field::Field
            && node.id() != declared
            && facts.scopes.local(*node) != Some(local)
    };
    match root.subtree().find(is_other) {
        None => Ok(()),
        Some(other) => {
            let text = format!("`{name}` also means something else in `{}`", short(around(other).text()));
            Err(Reason::new("shadowed-name", text))
        }
    }
}

pub(super) fn only_used_as(question: &mut Question<'_, '_>, allowed: &[UsedAs]) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    for used in facts.uses_of(local).iter() {
        if used.captured {
            let text = format!("a function literal uses `{}`", used.node.text());
            return Err(Reason::new("captured", text));
        }
        let kind = match used.how {
            How::FieldRead(_) if plain_end(used) => Some(UsedAs::FieldRead),
            How::FieldWrite(_) => Some(UsedAs::FieldWrite),
            How::Discarded => Some(UsedAs::Discarded),
            How::MethodCall(method) => value_method(facts, used, method)?,
            _ => None,
        };
        if !kind.is_some_and(|kind| allowed.contains(&kind)) {
            let text =
                format!("`{}` uses `{}` in a way that matters", short(around(used.node).text()), used.node.text());
            return Err(Reason::new("other-use", text));
        }
    }
    Ok(())
}

pub(super) fn only_here(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    facts.note_words(function_of(question.matched.node).span(), [facts.local_name(local)]);
    let here = question.matched.span;
    let uses = facts.scopes.get(local).uses.iter().map(|&used| facts.tree.node(used));
    match uses.into_iter().find(|used| !here.covers(used.span())) {
        None => Ok(()),
        Some(used) => {
            let text = format!("`{}` uses `{}` too", short(around(used).text()), used.text());
            Err(Reason::new("used-elsewhere", text))
        }
    }
}

pub(super) fn used(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let name = facts.local_name(local);
    let is_read = |used: &Use<'_>| !matches!(used.how, How::Assigned | How::Discarded | How::AddressTaken);
    match facts.uses_of(local).iter().any(is_read) == *wanted {
        true => Ok(()),
        false if *wanted => Err(Reason::new("not-used", format!("nothing uses the value of `{name}`"))),
        false => Err(Reason::new("used", format!("the value of `{name}` is used"))),
    }
}

pub(super) fn used_elsewhere(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let name = facts.local_name(local);
    facts.note_words(function_of(question.matched.node).span(), [name]);
    let here = question.matched.span;
    let is_used = |used: &Use<'_>| used.how != How::Assigned && !here.covers(used.node.span());
    match facts.uses_of(local).iter().any(is_used) {
        true => Ok(()),
        false => Err(Reason::new("not-used", format!("nothing else uses `{name}`, which Go asks for"))),
    }
}

pub(super) fn free_of(question: &mut Question<'_, '_>, other: &str) -> Result<(), Reason> {
    let matched = &*question.matched;
    let local = matched.get(other).and_then(Bound::node).and_then(|name| question.facts.scopes.local(name));
    let local = local.ok_or_else(|| Reason::new("not-local", format!("`${other}` is not a local variable")))?;
    let mut names =
        matched.get(question.hole).map(Bound::nodes).unwrap_or_default().into_iter().flat_map(Node::subtree);
    let word = question.facts.local_name(local);
    match names.find(|name| is_name(*name) && name.text() == word) {
        None => Ok(()),
        Some(name) => Err(Reason::new("mentioned", format!("`{}` occurs where it has no meaning then", name.text()))),
    }
}

pub(super) fn read(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    match facts.how(node) {
        How::Assigned | How::AddressTaken | How::Unclear => {
            let text = format!("`{}` does more than read `{}`", short(around(node).text()), short(node.text()));
            Err(Reason::new("other-use", text))
        }
        _ => Ok(()),
    }
}

pub(super) fn grown_in_loop(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let name = facts.local_name(local);
    facts.note_words(function_of(question.matched.node).span(), [name, "for"]);
    let no_loop = || Err(Reason::new(MOOT, format!("no loop makes `{name}` a longer string")));
    let adds = |assigned: Node<'_>| {
        let statement = assigned.enclosing(&[Kind::AssignmentStatement]);
        statement.and_then(|up| up.get(Field::Operator)).is_some_and(|operator| operator.text() == "+=")
    };
    let assigned = facts.uses_of(local).iter().filter(|used| used.how == How::Assigned).map(|used| used.node).collect();
    let assigned: Vec<Node<'_>> = assigned;
    let grown = assigned.into_iter().find(|node| adds(*node) && facts.inner_loop(local, *node).is_some());
    match grown.map(|node| facts.type_of(node).and_then(|ty| facts.kind_of(&ty))) {
        Some(Ok(Kinds::String)) => Ok(()),
        _ => no_loop(),
    }
}

pub(super) fn in_inner_loop(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, node, local) = (question.facts, question.node()?, question.variable()?);
    match (facts.inner_loop(local, node), *wanted) {
        (Some(around), false) => {
            let text = format!("`{}` stands in `{}`", short(self::around(node).text()), short(around.text()));
            Err(Reason::new("in-loop", text))
        }
        (None, true) => Err(Reason::new("not-in-loop", format!("`{}` stands in no inner loop", node.text()))),
        _ => Ok(()),
    }
}

pub(super) fn leaves(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let name = facts.local_name(local);
    facts.note_words(function_of(question.matched.node).span(), [name]);
    match facts.variable_leaves(local) == *wanted {
        true => Ok(()),
        false if *wanted => Err(Reason::new("stays", format!("`{name}` does not leave the function"))),
        false => Err(Reason::new("leaves", format!("`{name}` leaves the function"))),
    }
}

pub(super) fn value_leaves(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    match facts.value_leaves(node) {
        true => Ok(()),
        false => Err(Reason::new("stays", format!("`{}` does not leave the function", short(node.text())))),
    }
}

pub(super) fn address_kept(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, local) = (question.facts, question.variable()?);
    let addresses = facts.uses_of(local);
    let addresses = addresses.iter().filter(|used| used.how == How::AddressTaken).map(|used| used.node);
    let mut ways = addresses.filter_map(|name| name.ancestors().find(|up| up.is(Kind::UnaryExpression)));
    let is_kept = ways.any(|address| {
        matches!(
            facts.how(address),
            How::Copied
                | How::Stored
                | How::Sent
                | How::Returned
                | How::InCompositeLiteral
                | How::Builtin { name: "append", index: 1.., .. }
        )
    });
    match is_kept {
        true => Ok(()),
        false => {
            Err(Reason::new("address-not-kept", format!("nothing keeps the address of `{}`", facts.local_name(local))))
        }
    }
}

pub(super) fn uncaptured(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let local = question.variable()?;
    match question.facts.captured(local) {
        None => Ok(()),
        Some(used) => Err(Reason::new("captured", format!("a function literal uses `{}`", used.text()))),
    }
}

pub(super) fn called_in_turn(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let uses = question.facts.uses_of(question.variable()?);
    let calls = uses.iter().filter(|used| called_method(used.node).is_some());
    let mut around = calls.filter_map(|used| used.node.parent()?.parent()?.parent());
    match around.find(|around| matches!(around.kind(), Kind::DeferStatement | Kind::GoStatement)) {
        None => Ok(()),
        Some(around) => Err(Reason::new("started", format!("`{}` makes the call later", short(around.text())))),
    }
}

pub(super) fn no_iterator(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let local = question.variable()?;
    match question.facts.used_by_iterator(local) {
        None => Ok(()),
        Some(around) => {
            let text = format!("`{}` is a function, which would take it to the heap", short(around.text()));
            Err(Reason::new("iterator", text))
        }
    }
}

pub(super) fn fresh_variable(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (node, local) = (question.node()?, question.variable()?);
    match question.facts.scopes.get(local).declared == node.id() {
        true => Ok(()),
        false => {
            Err(Reason::new("assigned", format!("`{}` was there before and only gets another value", node.text())))
        }
    }
}

pub(super) fn binds_method(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, value) = (question.facts, question.node()?.unparenthesized());
    let operand = value.get(Field::Operand).filter(|_| value.is(Kind::SelectorExpression));
    // `T.method` holds no value, and a function of another package has no operand with a type.
    match operand.filter(|operand| !facts.names_type(operand.unparenthesized())).map(|_| facts.selects(value)) {
        Some(Ok(Selects::ByValue | Selects::ByPointer)) => Ok(()),
        _ => Err(Reason::new(MOOT, format!("`{}` is no method of a value", short(value.text())))),
    }
}

pub(super) fn reads_field(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, selector) = (question.facts, question.node()?);
    let refused = || Reason::new("other-use", format!("`{}` does more than read a field", short(selector.text())));
    if facts.selects(selector)? != Selects::Field {
        return Err(refused());
    }
    // A field of a value that was just returned cannot be assigned, and has no address, nor has any part of it that lies in it.
    let mut part = selector;
    loop {
        match facts.how(part) {
            How::Assigned | How::AddressTaken | How::Sliced | How::IndexWrite | How::FieldWrite(_) | How::Unclear => {
                return Err(refused());
            }
            How::MethodCall(_) => return Err(refused()),
            _ => {}
        }
        if !matches!(facts.shape(part), Ok(Shape::Struct | Shape::Array)) {
            return Ok(());
        }
        let around = part.ancestors().find(|up| !up.is(Kind::ParenthesizedExpression));
        let inner = around.filter(|up| matches!(up.kind(), Kind::SelectorExpression | Kind::IndexExpression));
        let inner =
            inner.filter(|up| up.get(Field::Operand).is_some_and(|of| of.unparenthesized() == part.unparenthesized()));
        match inner {
            Some(up) if up.is(Kind::SelectorExpression) && facts.selects(up)? != Selects::Field => {
                return Err(refused());
            }
            Some(up) => part = up,
            None => return Ok(()),
        }
    }
}

pub(super) fn not_retained(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, argument) = (question.facts, question.node()?);
    let list = argument.parent().filter(|parent| parent.is(Kind::ArgumentList));
    let call = list.and_then(Node::parent).filter(|call| call.is(Kind::CallExpression));
    let index = list.and_then(|list| list.children().position(|other| other == argument));
    match call.zip(index) {
        Some((call, index)) => facts.not_retained(call, index).ok(),
        None => Err(Reason::new("kept-elsewhere", format!("`{}` may be kept", short(around(argument).text())))),
    }
}

/// Whether what is read of a field is not its address.
fn plain_end(used: &Use<'_>) -> bool {
    !matches!(used.end, How::AddressTaken | How::Sliced | How::Unclear)
}

fn value_method(facts: &Facts<'_>, used: &Use<'_>, method: &str) -> Result<Option<UsedAs>, Reason> {
    let ty = facts.type_of(used.node)?;
    Ok(match facts.method_receiver(&ty, method)? {
        Some(true) => None,
        Some(false) | None => Some(UsedAs::ValueMethod),
    })
}

/// The statement around a use.
fn around(node: Node<'_>) -> Node<'_> {
    node.ancestors().find(|around| around.parent().is_none_or(|parent| parent.is(Kind::StatementList))).unwrap_or(node)
}
