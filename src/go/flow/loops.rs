//! What happens exactly once in each round of a loop.

use super::shape::{Selects, Shape};
use super::uses::{How, Use, may_be_func, operator, outermost};
use super::{BRANCHING, CONTROL, arguments, called, own_nodes, quote, quote_text, statements};
use crate::go::answer::Reason;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, is_name};
use crate::go::syntax::Node;

/// The one statement of a loop that appends to a slice.
#[derive(Clone, Debug)]
pub struct Append<'t> {
    /// `target = append(target, …)`.
    pub statement: Node<'t>,
    /// The appended expressions; one slice if `spread`.
    pub values: Vec<Node<'t>>,
    /// Whether the value is a slice that is appended element by element: `append(target, more...)`.
    pub spread: bool,
}

/// The one statement of a loop that sets a map element.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'t> {
    /// `target[key] = value`.
    pub statement: Node<'t>,
    /// The key.
    pub key: Node<'t>,
    /// The value.
    pub value: Node<'t>,
}

impl<'p> Facts<'p> {
    /// The statement that appends to `target` exactly once in every round of a loop that runs to its end. The number of
    /// values is the length of [`Append::values`].
    ///
    /// Otherwise the loop's body only reads elements of `target` and its length, so that nobody can tell how often its
    /// array grows. Whether anything outside the loop can is the business of [`Facts::local_only`].
    ///
    /// # Errors
    /// What in the loop stands against it.
    pub fn once_per_iteration(&self, around: Node<'p>, target: LocalId) -> Result<Append<'p>, Reason> {
        let append = self.spread_once_per_iteration(around, target)?;
        if append.spread {
            let text = format!("`{}` appends an unknown number of values", quote(append.statement));
            return Err(Reason::new("spread-append", text));
        }
        Ok(append)
    }

    /// As [`Facts::once_per_iteration`], where the values may also be a slice with `...` behind it.
    ///
    /// # Errors
    /// What in the loop stands against it.
    pub fn spread_once_per_iteration(&self, around: Node<'p>, target: LocalId) -> Result<Append<'p>, Reason> {
        let (body, uses) = self.uses_in_body(around, target)?;
        let name = self.local_name(target);
        let is_target = |node: Node<'p>| self.local_of(node) == Some(target);
        let mut found = None;
        for used in uses.iter().filter(|used| used.how == How::Assigned) {
            let statement = assigning(used.node);
            let append = self.append_to_itself(statement, &is_target)?;
            if let Some(other) = found.replace(append).map(|append: Append<'p>| append.statement) {
                let text = format!("`{name}` is appended to more than once: `{}`", quote(other));
                return Err(Reason::new("several-appends", text));
            }
        }
        let Some(append) = found else { return Err(self.why_no_append(body, target)) };
        self.directly_in(append.statement, body, "append", &format!("`{name}` is appended to"))?;
        self.every_round(around, body, append.statement, "append")?;
        for used in &uses {
            if used.node == self.target_of(append.statement) || is_first_argument(used.node, append.statement) {
                continue;
            }
            self.only_looked_at(used, name)?;
        }
        Ok(append)
    }

    /// The statement that sets an element of the map `target` exactly once in every round of a loop that runs to its end.
    /// Other statements may read the map, also by handing it on: how much room a map has cannot be told from outside.
    ///
    /// # Errors
    /// What in the loop stands against it.
    pub fn filled_once_per_iteration(&self, around: Node<'p>, target: LocalId) -> Result<Fill<'p>, Reason> {
        let (body, uses) = self.uses_in_body(around, target)?;
        let name = self.local_name(target);
        let mut found = None;
        for used in &uses {
            match used.how {
                How::Assigned => {
                    let text = format!("`{}` makes `{name}` another map", quote(assigning(used.node)));
                    return Err(Reason::new("target-reassigned", text));
                }
                How::Builtin { name: function @ ("delete" | "clear"), call, .. } => {
                    let text = format!("`{}` takes elements away", quote(call));
                    return Err(Reason::new(if function == "clear" { "cleared" } else { "deleted" }, text));
                }
                How::IndexWrite => {
                    let statement = assigning(used.path);
                    let fill = self.fill(statement, used.path)?;
                    if found.replace(fill).is_some() {
                        return Err(Reason::new(
                            "several-fills",
                            format!("`{name}` is filled by more than one statement"),
                        ));
                    }
                    if used.captured {
                        return Err(Reason::new("captured", format!("a function literal fills `{name}`")));
                    }
                }
                _ => {}
            }
        }
        let Some(fill) = found else {
            return Err(Reason::new("no-fill", format!("no statement of the loop sets an element of `{name}`")));
        };
        self.directly_in(fill.statement, body, "fill", &format!("`{name}` is filled"))?;
        self.every_round(around, body, fill.statement, "fill")?;
        Ok(fill)
    }

    /// The body of a loop and the uses of `target` in it, after what both questions demand of the loop.
    pub(super) fn uses_in_body(&self, around: Node<'p>, target: LocalId) -> Result<(Node<'p>, Vec<Use<'p>>), Reason> {
        let name = self.local_name(target);
        self.note_words(around.span(), CONTROL.iter().copied().chain([name]));
        let body = around.get(Field::Body).filter(|_| around.is(Kind::ForStatement));
        let Some(body) = body else {
            return Err(Reason::new("not-a-loop", format!("`{}` is not a loop", quote(around))));
        };
        if around.is_broken() {
            return Err(Reason::new("syntax-error", "the loop has a syntax error".to_string()));
        }
        if !self.is_variable(target) {
            return Err(Reason::new("not-a-variable", format!("`{name}` is not a variable")));
        }
        let declared = self.tree.node(self.scopes.get(target).declared);
        if around.contains(declared) {
            return Err(Reason::new("declared-inside", format!("each round of the loop has its own `{name}`")));
        }
        let uses = self.uses_in(target, around.span());
        if let Some(used) = uses.iter().find(|used| !body.contains(used.node)) {
            let text = format!("`{}` reads `{name}`", quote_text(header(around, body, used.node)));
            return Err(Reason::new("target-in-header", text));
        }
        Ok((body, uses))
    }

    /// Every round of a loop comes by the statement of its body that a node lies in, and none leaves the loop before its end.
    ///
    /// # Errors
    /// What in the loop stands against it.
    pub fn in_every_round(&self, around: Node<'p>, node: Node<'p>) -> Result<(), Reason> {
        let body = around.get(Field::Body);
        let found = body.and_then(|body| Some((body, statements(body).find(|statement| statement.contains(node))?)));
        let Some((body, statement)) = found else {
            return Err(Reason::new("not-in-loop", format!("`{}` does not stand in the loop", quote(node))));
        };
        self.note_words(statement.span(), BRANCHING.iter().copied());
        self.every_round(around, body, statement, "statement")
    }

    /// The statement as `target = append(target, …)`.
    fn append_to_itself(
        &self,
        statement: Node<'p>,
        is_target: &dyn Fn(Node<'p>) -> bool,
    ) -> Result<Append<'p>, Reason> {
        let refuse = |code: &str, words: &str| Err(Reason::new(code, format!("`{}` {words}", quote(statement))));
        let sides = (statement.get(Field::Left), statement.get(Field::Right));
        let (Some(left), Some(right)) = sides else { return refuse("target-reassigned", "is not an append") };
        let (Some(_), Some(call)) = (left.only_child(), right.only_child()) else {
            return refuse("target-reassigned", "assigns more than the appended slice");
        };
        if !statement.is(Kind::AssignmentStatement) || operator(statement) != "=" {
            return refuse("target-reassigned", "is not an append");
        }
        let call = call.unparenthesized();
        match called(call) {
            Some(function) if function.text() == "append" && is_name(function) => {
                if !self.is_universe(function) {
                    return refuse("shadowed-append", "calls an `append` that is not Go's own");
                }
            }
            _ => return refuse("target-reassigned", "is not an append"),
        }
        let mut all = arguments(call);
        if !all.next().is_some_and(is_target) {
            return refuse("appends-to-another", "appends to something else");
        }
        let mut values: Vec<_> = all.collect();
        if values.is_empty() {
            return refuse("no-append", "appends nothing");
        }
        let mut spread = false;
        if let Some(last) = values.last_mut().filter(|last| last.is(Kind::VariadicArgument)) {
            spread = true;
            if let Some(inner) = last.only_child() {
                *last = inner;
            }
        }
        Ok(Append { statement, values, spread })
    }

    fn fill(&self, statement: Node<'p>, element: Node<'p>) -> Result<Fill<'p>, Reason> {
        let refuse = |words: &str| Err(Reason::new("not-a-plain-fill", format!("`{}` {words}", quote(statement))));
        if !statement.is(Kind::AssignmentStatement) || operator(statement) != "=" {
            return refuse("updates an element");
        }
        let sides = (statement.get(Field::Left), statement.get(Field::Right));
        let (Some(left), Some(right)) = sides else { return refuse("is not an assignment") };
        let (Some(target), Some(value)) = (left.only_child(), right.only_child()) else {
            return refuse("assigns more than one thing");
        };
        // `m[k].f = v` and `m[k][i] = v` set something inside the element.
        let direct = element == target.unparenthesized() && element.is(Kind::IndexExpression);
        match (direct, element.get(Field::Operand), element.get(Field::Index)) {
            (true, Some(map), Some(key)) if self.local_of(map).is_some() => Ok(Fill { statement, key, value }),
            _ => refuse("sets something inside an element"),
        }
    }

    /// Says whether `statement` stands directly in the body of the loop, and if not, what stands in between.
    fn directly_in(&self, statement: Node<'p>, body: Node<'p>, act: &str, words: &str) -> Result<(), Reason> {
        if statements(body).any(|other| other == statement) {
            self.note_words(statement.span(), BRANCHING.iter().copied());
            return Ok(());
        }
        let between = statement.ancestors().take_while(|up| *up != body);
        let outermost = between.filter(|up| !matches!(up.kind(), Kind::StatementList | Kind::Block)).last();
        let Some(between) = outermost else {
            return Err(Reason::new(&format!("nested-{act}"), format!("{words} inside a nested block")));
        };
        let (code, text) = match between.kind() {
            Kind::IfStatement => {
                let condition = between.get(Field::Condition).map_or_else(String::new, quote);
                (format!("conditional-{act}"), format!("{words} only when `{condition}`"))
            }
            Kind::ForStatement => {
                ("nested-loop".to_string(), format!("{words} in the nested loop `{}`", quote(between)))
            }
            Kind::LabeledStatement => {
                (format!("labelled-{act}"), format!("{words} behind the label `{}`", quote(between)))
            }
            Kind::ExpressionSwitchStatement | Kind::TypeSwitchStatement | Kind::SelectStatement => {
                (format!("conditional-{act}"), format!("{words} only in some cases of `{}`", quote(between)))
            }
            _ => (format!("{act}-in-closure"), format!("{words} inside `{}`", quote(between))),
        };
        Err(Reason::new(&code, text))
    }

    /// Says whether every round of the loop reaches `statement`, and no round is the last before its time.
    fn every_round(&self, around: Node<'p>, body: Node<'p>, statement: Node<'p>, act: &str) -> Result<(), Reason> {
        self.runs_to_its_end(around, body)?;
        // Behind the statement the round is over for our purposes.
        let mut jumps = own_nodes(body).filter(|node| node.is(Kind::ContinueStatement) && node.id() <= statement.id());
        match jumps.find(|jump| jump_target(*jump, LOOPS) == Some(around)) {
            None => Ok(()),
            Some(jump) => {
                let text = format!("`{}` may skip `{}`", quote(jump), quote(statement));
                Err(Reason::new(&format!("skipped-{act}"), text))
            }
        }
    }

    /// Says whether no round of the loop is the last before its time.
    pub(super) fn runs_to_its_end(&self, around: Node<'p>, body: Node<'p>) -> Result<(), Reason> {
        let leaves = |node: Node<'p>| {
            Err(Reason::new("early-exit", format!("`{}` may leave the loop before its end", quote(node))))
        };
        for node in own_nodes(body) {
            match node.kind() {
                Kind::ReturnStatement => return leaves(node),
                Kind::GotoStatement => {
                    return Err(Reason::new(
                        "goto",
                        format!("`{}` makes the order of statements unknown", quote(node)),
                    ));
                }
                Kind::BreakStatement if jump_target(node, BREAKABLE).is_none_or(|target| !body.contains(target)) => {
                    return leaves(node);
                }
                Kind::ContinueStatement
                    if jump_target(node, LOOPS).is_none_or(|target| target != around && !body.contains(target)) =>
                {
                    return leaves(node);
                }
                Kind::CallExpression if self.never_comes_back(node) => return leaves(node),
                Kind::CallExpression if self.builtin_called(node) == Some("recover") => {
                    return Err(Reason::new("recover", format!("`{}` goes on after a panic", quote(node))));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Says whether a use only looks at the length or at elements of the target.
    fn only_looked_at(&self, used: &Use<'p>, name: &str) -> Result<(), Reason> {
        let place = quote(outermost(used.path).parent().filter(|up| up.span().len() < 200).unwrap_or(used.path));
        let refuse = |code: &str, words: String| Err(Reason::new(code, words));
        if used.captured {
            return refuse("captured", format!("a function literal uses `{name}`"));
        }
        match used.how {
            How::Builtin { name: "len", .. } => Ok(()),
            How::Builtin { name: "cap", .. } => {
                refuse("capacity-read", format!("`cap({name})` sees how `{name}` grows"))
            }
            How::Indexed if self.element_is_safe(used) => Ok(()),
            How::Indexed => refuse("address-taken", format!("`{place}` may keep a place inside `{name}`")),
            How::AddressTaken => refuse("address-taken", format!("`{place}` keeps a place inside `{name}`")),
            How::IndexWrite => refuse("element-written", format!("`{place}` writes into `{name}`")),
            How::Sliced => refuse("aliased", format!("`{place}` shares the array of `{name}`")),
            How::Ranged => refuse("aliased", format!("the loop also ranges over `{name}`")),
            How::Argument { call, .. } => refuse("passed-on", format!("`{}` gets `{name}`", quote(call))),
            How::Builtin { call, .. } => refuse("aliased", format!("`{}` uses `{name}`", quote(call))),
            _ => refuse("aliased", format!("`{place}` uses `{name}` as a whole")),
        }
    }

    /// Whether a use of an element surely does not point into it. An element of a slice can be addressed, so a method with
    /// a pointer receiver points into the array, and so does slicing an array that lies in it.
    fn element_is_safe(&self, used: &Use<'p>) -> bool {
        let safe = |operand: Node<'p>, selector: Node<'p>| {
            matches!(self.shape(operand), Ok(Shape::Pointer | Shape::Interface))
                || matches!(self.selects(selector), Ok(Selects::ByValue | Selects::Field))
        };
        match used.end {
            How::Sliced => matches!(self.shape(used.path), Ok(Shape::Slice | Shape::String)),
            How::MethodCall(_) | How::Deferred | How::GoStarted => {
                let selector = outermost(used.path).parent().filter(|up| up.is(Kind::SelectorExpression));
                // Without a selector it is an argument of the started call, which is a copy.
                selector.is_none_or(|selector| safe(used.path, selector))
            }
            end if may_be_func(end) && used.path.is(Kind::SelectorExpression) => {
                used.path.get(Field::Operand).is_some_and(|operand| safe(operand, used.path))
            }
            _ => true,
        }
    }

    fn why_no_append(&self, body: Node<'p>, target: LocalId) -> Reason {
        let name = self.local_name(target);
        let shadowed = own_nodes(body).find(|node| {
            node.is(Kind::ShortVarDeclaration)
                && node.get(Field::Left).is_some_and(|left| left.children().any(|other| other.text() == name))
        });
        match shadowed {
            Some(node) => Reason::new("shadowed-target", format!("`{}` declares another `{name}`", quote(node))),
            None => Reason::new("no-append", format!("no statement of the loop appends to `{name}`")),
        }
    }

    fn target_of(&self, statement: Node<'p>) -> Node<'p> {
        let target = statement.get(Field::Left).and_then(Node::only_child).unwrap_or(statement);
        target.unparenthesized()
    }
}

/// The statements that a `break` without label leaves.
const BREAKABLE: &[Kind] =
    &[Kind::ForStatement, Kind::ExpressionSwitchStatement, Kind::TypeSwitchStatement, Kind::SelectStatement];
pub(super) const LOOPS: &[Kind] = &[Kind::ForStatement];

/// The statement that a `break` or `continue` leaves or continues; none if it cannot be found.
pub(super) fn jump_target<'t>(jump: Node<'t>, kinds: &[Kind]) -> Option<Node<'t>> {
    let mut around = jump.ancestors().take_while(|up| !super::super::scope::is_function(*up));
    match jump.child(Kind::LabelName) {
        None => around.find(|up| kinds.contains(&up.kind())),
        Some(label) => {
            let labelled = around.find(|up| {
                up.is(Kind::LabeledStatement) && up.get(Field::Label).is_some_and(|name| name.text() == label.text())
            })?;
            labelled.children().find(|child| child.field() != Field::Label)
        }
    }
}

/// The statement that assigns to an expression.
fn assigning(target: Node<'_>) -> Node<'_> {
    let target = outermost(target);
    match target.parent() {
        Some(list) if list.is(Kind::ExpressionList) => list.parent().unwrap_or(list),
        Some(statement) => statement,
        None => target,
    }
}

fn is_first_argument(node: Node<'_>, append: Node<'_>) -> bool {
    let call = append.get(Field::Right).and_then(Node::only_child).map(Node::unparenthesized);
    call.and_then(|call| arguments(call).next()).is_some_and(|first| first.unparenthesized() == node)
}

/// The source of a loop's header.
fn header<'t>(around: Node<'t>, body: Node<'t>, near: Node<'t>) -> &'t str {
    let whole = &around.tree().text()[around.span().start as usize..body.span().start as usize];
    if whole.len() > 200 { near.text() } else { whole.trim_end() }
}
