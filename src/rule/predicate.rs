//! The table of predicates: what a rule can ask about a hole.
//!
//! A predicate translates, it knows nothing: the answer comes from a fact in `go`. A new question is one function and one
//! row. The conditions of a hole are asked in the order of the table, cheapest first; what is not *yes* ends the match
//! with its reason.

use schemars::JsonSchema;
use serde::Deserialize;

use super::file::OneOrMany;
use super::matching::{Bound, Match};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::kind::Kind;
use crate::go::syntax::Node;

/// A question about a hole of a match.
pub struct Question<'q, 't> {
    /// The declaration that the match stands in.
    pub facts: &'q Facts<'t>,
    /// The match; a predicate may bind further holes.
    pub matched: &'q mut Match<'t>,
    /// The hole, or `match` for the whole.
    pub hole: &'q str,
}

/// Declares [`Conditions`] and the order in which they are asked.
macro_rules! predicates {
    ($($(#[doc = $doc:literal])* $name:ident: $argument:ty = $function:path,)*) => {
        /// The conditions on one hole. All that are given must hold.
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Conditions {
            $($(#[doc = $doc])* #[serde(default)] pub $name: Option<$argument>,)*
        }

        impl Conditions {
            /// Asks the predicates of the table whose place in it is `place`; nothing if it is not asked for.
            fn ask(&self, place: usize, question: &mut Question<'_, '_>) -> Result<(), Reason> {
                let mut _at = 0;
                $(
                    if _at == place {
                        return match &self.$name { Some(argument) => $function(question, argument), None => Ok(()) };
                    }
                    _at += 1;
                )*
                Ok(())
            }
        }

        /// The names of the predicates, in the order in which they are asked.
        pub const PREDICATES: &[&str] = &[$(stringify!($name),)*];
    };
}

predicates! {
    /// The name of a variable of the function around it whose address is never taken and that no function literal uses.
    local: bool = local,
}

/// Asks all conditions of a match.
///
/// # Errors
/// The reason of the first that does not hold, and how far down the table it stands: the further, the closer the miss.
pub fn judge<'t>(
    conditions: &[(String, Conditions)],
    facts: &Facts<'t>,
    matched: &mut Match<'t>,
) -> Result<(), (usize, Reason)> {
    for place in 0..PREDICATES.len() {
        for (hole, conditions) in conditions {
            conditions.ask(place, &mut Question { facts, matched, hole }).map_err(|reason| (place, reason))?;
        }
    }
    Ok(())
}

impl Conditions {
    /// The holes that these conditions give a meaning.
    pub fn binds(&self) -> Vec<String> {
        Vec::new()
    }

    /// The other holes that these conditions name.
    pub fn needs(&self) -> Vec<String> {
        Vec::new()
    }
}

impl<'t> Question<'_, 't> {
    /// The node that the hole stands for.
    fn node(&self) -> Result<Node<'t>, Reason> {
        if self.hole == "match" {
            return Ok(self.matched.node);
        }
        self.matched
            .get(self.hole)
            .and_then(Bound::node)
            .ok_or_else(|| Reason::new("not-one-node", format!("`${}` is not one piece of code", self.hole)))
    }

    /// The loop among the statements that matched.
    fn the_loop(&self) -> Result<Node<'t>, Reason> {
        let list = self.matched.node.parent().unwrap_or(self.matched.node);
        let mut loops =
            list.children().filter(|node| node.is(Kind::ForStatement) && self.matched.span.covers(node.span()));
        loops.next().ok_or_else(|| Reason::new("no-loop", "there is no loop in the match"))
    }
}

/// An answer to a question that the rule expects to be `wanted`.
fn expect(answer: Answer, wanted: bool, otherwise: impl FnOnce() -> Reason) -> Result<(), Reason> {
    match (answer, wanted) {
        (Answer::Unknown(reason), _) | (Answer::No(reason), true) => Err(reason),
        (Answer::Yes, false) => Err(otherwise()),
        _ => Ok(()),
    }
}

fn local(question: &mut Question<'_, '_>, wanted: &bool) -> Result<(), Reason> {
    let node = question.node()?;
    let answer = match question.facts.scopes.local(node) {
        Some(_) => Answer::Yes,
        None => Answer::no("not-local", format!("`{}` is not a local variable", node.text())),
    };
    expect(answer, *wanted, || Reason::new("local", "it is a local variable"))
}
