//! Predicates about where something stands and what kind of function it is.

use super::super::matching::Bound;
use super::{MOOT, Question, expect};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{function_of, is_function};
use crate::go::syntax::Node;

pub(super) fn in_function(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let inside = node.ancestors().any(|around| around.is(Kind::Block) && around.parent().is_some_and(is_function));
    match inside == *wanted {
        true => Ok(()),
        false => Err(Reason::new(MOOT, "it stands where it does not matter")),
    }
}

pub(super) fn runs_once(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    // That code runs once is what keeps a match; that it may run again is all that is needed.
    match (question.facts.runs_once(node), wanted) {
        (Answer::Yes, true) | (Answer::No(_) | Answer::Unknown(_), false) => Ok(()),
        (Answer::Yes, false) => Err(Reason::new("runs-once", "it runs once in the life of the program")),
        (Answer::No(reason) | Answer::Unknown(reason), true) => Err(reason),
    }
}

pub(super) fn in_loop(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let answer = match question.facts.in_loop(node) {
        Some(_) => Answer::Yes,
        None => Answer::no("not-in-loop", "it stands in no loop"),
    };
    expect(answer, *wanted, || Reason::new("in-loop", "it stands in a loop"))
}

pub(super) fn runs_again(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let Some(around) = facts.in_loop(node) else { return Err(Reason::new("not-in-loop", "it stands in no loop")) };
    let inside = node.ancestors().take_while(|up| *up != around);
    for list in inside.filter(|up| up.is(Kind::StatementList)) {
        facts.note(list.span());
        let behind = || list.children().filter(|statement| statement.span().start >= node.span().start);
        let goes_on = || behind().any(|statement| statement.subtree().any(|inner| inner.is(Kind::ContinueStatement)));
        if behind().last().is_some_and(|last| last.is(Kind::ReturnStatement)) && !goes_on() {
            return Err(Reason::new(MOOT, "the function returns in the same round"));
        }
    }
    Ok(())
}

pub(super) fn dying(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    let mut calls = node.ancestors().take_while(|around| !around.is(Kind::FuncLiteral) && !around.is(Kind::Block));
    let dies = calls.any(|call| facts.never_comes_back(call));
    match dies == *wanted {
        true => Ok(()),
        false => Err(Reason::new(MOOT, "the program ends there, and one allocation does not matter")),
    }
}

pub(super) fn uncommented(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    match facts.comments_above(node).next() {
        None => Ok(()),
        Some(comment) => Err(Reason::new("commented", format!("`{}` is about it", super::short(comment)))),
    }
}

pub(super) fn in_else_if(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let statement = node.ancestors().find(|up| up.is(Kind::IfStatement) || up.is(Kind::Block));
    let stands = statement.is_some_and(|up| up.is(Kind::IfStatement) && up.field() == Field::Alternative);
    let how = if stands { "an" } else { "no" };
    let reason = || Reason::new("else-if", format!("`{}` stands in {how} `else if`", super::short(node.text())));
    if stands == *wanted { Ok(()) } else { Err(reason()) }
}

pub(super) fn whole_value(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let whole = std::iter::successors(Some(node), |node| {
        node.parent().filter(|up| matches!(up.kind(), Kind::ParenthesizedExpression | Kind::ExpressionList))
    });
    let around = whole.last().and_then(Node::parent).map(Node::kind);
    let holders = [
        Kind::ShortVarDeclaration,
        Kind::VarSpec,
        Kind::AssignmentStatement,
        Kind::ReturnStatement,
        Kind::SendStatement,
        Kind::LiteralElement,
    ];
    match around.is_some_and(|around| holders.contains(&around)) {
        true => Ok(()),
        false => {
            let text = format!("`{}` stands in the middle of a longer expression", super::short(node.text()));
            Err(Reason::new("inside-expression", text))
        }
    }
}

pub(super) fn unfolded(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let (facts, node) = (question.facts, question.node()?);
    match facts.is_constant(node) {
        Answer::No(_) => Ok(()),
        _ => may_be_constant(facts, question.matched.node),
    }
}

/// The expression with the sums around it.
fn whole_sum(node: Node<'_>) -> Node<'_> {
    let joins = |up: &Node<'_>| up.get(Field::Operator).is_some_and(|sign| sign.text() == "+");
    let is_part = |up: &Node<'_>| match up.kind() {
        Kind::BinaryExpression => joins(up),
        kind => matches!(kind, Kind::ParenthesizedExpression | Kind::ExpressionList),
    };
    std::iter::successors(Some(node), |node| node.parent().filter(is_part)).last().unwrap_or(node)
}

/// The expression with the sums and conversions around it, which are constant with it.
fn whole_converted<'t>(facts: &Facts<'_>, node: Node<'t>) -> Node<'t> {
    let whole = whole_sum(node);
    let call = whole.parent().filter(|list| list.is(Kind::ArgumentList)).and_then(Node::parent);
    // What is not known may be one, but not as a statement.
    let is_conversion = |call: &Node<'_>| {
        let function = call.get(Field::Function);
        function.is_some_and(|function| !matches!(facts.is_type(function), Answer::No(_)))
            && !call.parent().is_some_and(|up| up.is(Kind::ExpressionStatement))
    };
    call.filter(is_conversion).map_or(whole, |call| whole_converted(facts, call))
}

/// Whether a constant is as good as a variable where an expression stands.
pub(super) fn may_be_constant(facts: &Facts<'_>, node: Node<'_>) -> Result<(), Reason> {
    let whole = whole_converted(facts, node);
    let fits = whole.ancestors().any(is_function)
        && whole.parent().is_some_and(|around| match around.kind() {
            Kind::ShortVarDeclaration
            | Kind::VarSpec
            | Kind::AssignmentStatement
            | Kind::ReturnStatement
            | Kind::SendStatement => true,
            Kind::LiteralElement => around.field() != Field::Key,
            Kind::ArgumentList => around.parent().is_some_and(|call| {
                let name = facts.builtin_called(facts.tree.node(call.id()));
                name.map_or_else(|| prints_alike(facts, node, whole), |name| name == "append")
            }),
            _ => false,
        });
    match fits {
        true => Ok(()),
        false => {
            Err(Reason::new("constant", "it would be a constant, which Go evaluates and compares while it compiles"))
        }
    }
}

/// Whether `go vet` sees nothing odd in a constant text among the arguments of a function that may print them: no line end, and
/// nothing that looks like a verb. In the format of the call it may have been meant, but not in what is added to it.
fn prints_alike(facts: &Facts<'_>, call: Node<'_>, whole: Node<'_>) -> bool {
    let own = |node: Node<'_>| facts.tree.node(node.id());
    let added = own(whole).subtree().filter(|part| !part.contains(call) && !call.contains(*part));
    let is_odd = |part: Node<'_>| {
        facts.constant_value(part).is_some_and(|value| value.as_str().is_some_and(|text| text.contains(['\n', '%'])))
    };
    if added.into_iter().any(is_odd) {
        return false;
    }
    let arguments = own(call).get(Field::Arguments).into_iter().flat_map(Node::children);
    let texts = arguments.clone().filter_map(|argument| facts.constant_value(argument));
    let (mut signs, mut lines) = (0, 0);
    for text in texts.filter_map(|text| text.as_str().map(str::to_string)) {
        signs += text.matches('%').count();
        lines += text.matches('\n').count();
    }
    lines == 0 && signs < arguments.count().max(1)
}

pub(super) fn initialised_before(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    question.facts.initialised_before().ok()
}

pub(super) fn exported(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let name = question.node()?.text();
    let answer = match name.starts_with(char::is_uppercase) {
        true => Answer::Yes,
        false => Answer::no("unexported", format!("`{name}` is not exported")),
    };
    expect(answer, *wanted, || {
        Reason::new("exported", format!("`{name}` is exported, so code that is not here may use it"))
    })
}

pub(super) fn plain_function(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let name = question.node()?;
    let facts = question.facts;
    if facts.package.declarations(name.text()).len() != 1 {
        return Err(Reason::new("build-variants", format!("`{}` is declared more than once", name.text())));
    }
    let (file, decl) = facts.package.at(facts.place);
    let above = &file.source.text[decl.doc as usize..decl.span.start as usize];
    let ties = |line: &&str| (line.starts_with("//go:") && *line != "//go:noinline") || line.starts_with("//export ");
    if let Some(directive) = above.lines().find(ties) {
        let text = format!("`{directive}` ties the function to something that is not Go source");
        return Err(Reason::new("directive", text));
    }
    match facts.package.is_linked(name.text()) {
        true => Err(Reason::new("directive", format!("`//go:linkname` gives `{}` away", name.text()))),
        false => Ok(()),
    }
}

pub(super) fn no_defer(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let function = if is_function(node) { node } else { function_of(node) };
    let mut deferred =
        function.subtree().filter(|node| node.is(Kind::DeferStatement) && function_of(*node) == function);
    match deferred.next() {
        None => Ok(()),
        Some(deferred) => {
            let text =
                format!("`{}` may recover from a panic, and then the result is nil", super::short(deferred.text()));
            Err(Reason::new("deferred", text))
        }
    }
}

pub(super) fn defers_nothing(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let statements = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    for node in statements.into_iter().flat_map(Node::subtree) {
        if node.is(Kind::DeferStatement) {
            let text = format!("`{}` makes the loop a function on the heap", super::short(node.text()));
            return Err(Reason::new("deferred", text));
        }
        if node.is(Kind::CallExpression) && question.facts.builtin_called(node) == Some("recover") {
            let text = format!("`{}` would be in a function that is not deferred", super::short(node.text()));
            return Err(Reason::new("recovers", text));
        }
    }
    Ok(())
}

/// What the cases of a `select` wait for is there at once. A call may take any time.
pub(super) fn cases_call_nothing(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let cases = question.matched.get(question.hole).map(Bound::nodes).unwrap_or_default();
    let waits = cases.into_iter().filter_map(|case| case.get(Field::Communication));
    for call in waits.flat_map(Node::subtree).filter(|node| node.is(Kind::CallExpression)) {
        if question.facts.callee(call).as_deref() != Some("context.Context.Done") {
            let text = format!("`{}` may take a while, and comes first", super::short(call.text()));
            return Err(Reason::new("call", text));
        }
    }
    Ok(())
}

pub(super) fn no_goto(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let function = function_of(question.node()?);
    question.facts.note(function.span());
    match function.subtree().find(|node| node.is(Kind::GotoStatement)) {
        None => Ok(()),
        Some(jump) => Err(Reason::new("goto", format!("`{}` may leave out a part", super::short(jump.text())))),
    }
}

pub(super) fn not_inlined(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let function = if is_function(node) { node } else { function_of(node) };
    if function.get(Field::Body).is_none() {
        return Err(Reason::new("no-body", "the function has no body here"));
    }
    question.facts.surely_not_inlined(function).ok()
}

pub(super) fn not_copied(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let mut around = question.node()?.ancestors().filter(|node| is_function(*node));
    match (around.next().filter(|inner| inner.is(Kind::FuncLiteral)), around.next()) {
        (None, _) | (_, None) => Ok(()),
        (Some(_), Some(function)) => question.facts.surely_not_inlined(function).ok(),
    }
}

/// In a function of more than 5000 nodes the compiler only inlines what costs next to nothing; its nodes are fewer than
/// those of the syntax tree, and this leaves room for what it adds.
const BIG_FUNCTION: usize = 2500;

pub(super) fn small_function(question: &mut Question<'_, '_>, _: &bool) -> Result<(), Reason> {
    let declaration = question.facts.tree.root();
    question.facts.note(declaration.span());
    match declaration.subtree().nth(BIG_FUNCTION) {
        None => Ok(()),
        Some(_) => Err(Reason::new("big-function", "in so large a function the compiler may not inline it")),
    }
}
