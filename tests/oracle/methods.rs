//! Compares the method sets of named types, one name after the other.

use std::sync::Arc;

use allocfix::go::answer::{Answer, Reason};
use allocfix::go::facts::Facts;
use allocfix::go::syntax::Node;
use allocfix::go::types::{Type, full_name};

use super::count::{Tally, Verdict};
use super::{Line, class, matches, place, readable};

/// What Go says about one name in the method sets of a type `T` and of `*T`.
#[derive(serde::Deserialize)]
pub struct Method {
    n: String,
    /// `T` has it.
    #[serde(default)]
    v: bool,
    /// `*T` has it.
    #[serde(default)]
    p: bool,
    /// It is declared for a pointer.
    #[serde(default)]
    b: bool,
    /// Its signature.
    #[serde(default)]
    t: String,
}

/// Asks, for each name, whether `T` has it, whether `*T` has it, and if one has it, its receiver and its signature.
/// `node` is the name in the declaration of `T`.
pub fn compare(facts: &Facts<'_>, node: Node<'_>, line: &Line, tally: &mut Tally) {
    let place = format!("{} `{}`", place(facts, line), node.text());
    let unknown =
        |reason: &Reason| Verdict::Unknown(class(&reason.code, &reason.text), format!("{place}: {}", reason.text));
    let ty = match facts.type_of(node) {
        Ok(ty) => ty,
        Err(reason) => {
            line.methods.iter().for_each(|_| tally.add(unknown(&reason)));
            return;
        }
    };
    let pointer = Type::Pointer(Arc::new(ty.clone()));
    for method in &line.methods {
        let name = &method.n;
        for (ty, theirs, star) in [(&ty, method.v, ""), (&pointer, method.p, "*")] {
            tally.add(match (facts.method_set_has(ty, name), theirs) {
                (Answer::Yes, true) | (Answer::No(_), false) => Verdict::Right,
                (Answer::Unknown(reason), _) => unknown(&reason),
                (ours, _) => Verdict::Wrong(format!("{place}: {star}T has {name}: {theirs}, not {ours:?}")),
            });
        }
        if !method.v && !method.p {
            continue;
        }
        let has = if method.p { &pointer } else { &ty };
        tally.add(match facts.method_receiver(has, name) {
            Ok(Some(by_pointer)) if by_pointer == method.b => Verdict::Right,
            Err(reason) => unknown(&reason),
            ours => Verdict::Wrong(format!("{place}: receiver of {name} is a pointer: {}, not {ours:?}", method.b)),
        });
        tally.add(match facts.member_of(has, name) {
            Ok(signature) => {
                let ours = signature.show(&full_name).to_string();
                if matches(&ours, &method.t) {
                    Verdict::Right
                } else {
                    Verdict::Wrong(format!("{place}: {name} is {}, not {ours}", readable(&method.t)))
                }
            }
            Err(reason) => unknown(&reason),
        });
    }
}
