//! Flow: what happens to the variables of a function, in which order and how often, as far as syntax and scopes show it.
//!
//! Every question is a method on [`Facts`], answers yes only when it can be proven, and otherwise names what stands in the
//! way. It also notes the source that the answer rests on, as narrowly as it can: two fixes in one function are taken
//! together only if neither touches what the other's proof read. Nothing here knows a rule.
//!
//! A word that is noted may begin with `&`: then only taking the address of that name matters, not another read of it.

mod checked;
pub mod count;
mod early;
mod ends;
mod fixed;
mod inline;
mod lifetime;
mod loops;
mod nilness;
mod order;
mod place;
mod purity;
mod retain;
mod round;
pub mod shape;
pub mod uses;
mod writes;
mod written;

pub use count::Count;
pub use loops::{Append, Fill};
pub use shape::{Selects, Shape};
pub use uses::{How, Use};

use super::answer::Reason;
use super::facts::Facts;
use super::kind::{Field, Kind};
use super::scope::{LocalId, is_name};
use super::syntax::Node;
use crate::text::Span;

/// The words by which control leaves or repeats a round of a loop.
const CONTROL: &[&str] = &["return", "break", "continue", "goto", "panic", "recover", "defer", "go", "func"];

/// The words that would make a statement depend on something if they came to stand in front of it.
const BRANCHING: &[&str] = &["if", "else", "for", "switch", "select", "func"];

impl<'p> Facts<'p> {
    /// The name of a local.
    pub fn local_name(&self, local: LocalId) -> &'p str {
        self.tree.node(self.scopes.get(local).declared).text()
    }

    /// The local that an expression names and nothing else.
    pub fn local_of(&self, expr: Node<'p>) -> Option<LocalId> {
        let expr = expr.unparenthesized();
        if is_name(expr) { self.scopes.local(expr) } else { None }
    }

    /// The function declaration or literal that a local belongs to.
    pub fn function_of_local(&self, local: LocalId) -> Node<'p> {
        self.tree.node(self.scopes.get(local).function)
    }

    /// Notes that a fact about a variable rests on nobody taking its address or capturing it anywhere in its function.
    /// Further plain reads do not matter, so the name itself is noted only where a function literal could capture it.
    fn note_escape_of(&self, local: LocalId) {
        let function = self.function_of_local(local);
        let name = self.local_name(local);
        self.note_words(function.span(), [format!("&{name}").as_str(), "func", "goto"]);
        for literal in function.all_of(Kind::FuncLiteral).filter(|literal| *literal != function) {
            self.note_words(literal.span(), [name]);
        }
    }

    /// A `goto` in the function around a node, which makes every question about order void.
    fn goto_near(&self, node: Node<'p>) -> Option<Reason> {
        let function = super::scope::function_of(node);
        let found = own_of(function, Kind::GotoStatement).next()?;
        Some(Reason::new("goto", format!("`{}` makes the order of statements unknown", quote(found))))
    }

    /// The predeclared function that a call calls.
    pub fn builtin_called(&self, call: Node<'p>) -> Option<&'p str> {
        let function = called(call)?;
        (function.is(Kind::Identifier) && self.is_universe(function)).then(|| function.text())
    }

    /// Whether control surely does not come back from a call: it panics, or ends the program.
    pub fn never_comes_back(&self, call: Node<'p>) -> bool {
        self.builtin_called(call) == Some("panic")
            || self.callee(call).is_some_and(|function| self.known().never_returns(&function))
    }
}

/// The function of a call, without parentheses.
pub fn called(call: Node<'_>) -> Option<Node<'_>> {
    call.is(Kind::CallExpression).then(|| call.get(Field::Function)).flatten().map(Node::unparenthesized)
}

/// The arguments of a call in order.
pub fn arguments(call: Node<'_>) -> impl Iterator<Item = Node<'_>> + Clone {
    call.get(Field::Arguments).into_iter().flat_map(Node::children)
}

/// The statements directly in a block or clause.
pub fn statements(block: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let list = if block.is(Kind::StatementList) { Some(block) } else { block.child(Kind::StatementList) };
    list.into_iter().flat_map(Node::children)
}

/// The nodes of a function or statement that are not inside a function literal in it; such a literal itself is included.
fn own_nodes<'t>(around: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    let mut inside = 0;
    around.subtree().filter(move |node| {
        if node.id() < inside {
            return false;
        }
        if node.is(Kind::FuncLiteral) && *node != around {
            inside = node.subtree().next_back().map_or(inside, |last| last.id() + 1);
        }
        true
    })
}

/// The nodes of a kind in a function that are not inside a function literal in it.
fn own_of<'t>(function: Node<'t>, kind: Kind) -> impl Iterator<Item = Node<'t>> {
    function.all_of(kind).filter(move |node| super::scope::function_of(*node) == function)
}

/// The first line of a node's text, shortened, for reasons.
fn quote(node: Node<'_>) -> String {
    quote_text(node.text())
}

fn quote_text(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let mut short: String = first.chars().take(60).collect();
    if short.len() < text.len() {
        short.push_str(" …");
    }
    short
}

/// Whether something that happens at `node` happens in `region`: it lies in it, or reaches into it without enclosing it.
fn happens_in(node: Node<'_>, region: Span) -> bool {
    let span = node.span();
    region.covers(span) || (region.touches(span) && !span.covers(region))
}
