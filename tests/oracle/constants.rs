//! Compares the values of constant expressions.

use allocfix::go::answer::Answer;
use allocfix::go::consts::Constant;
use allocfix::go::facts::Facts;
use allocfix::go::syntax::Node;
use allocfix::go::types::Basic;
use num_rational::BigRational;

use super::count::Verdict;
use super::{Line, class, place, short};

/// The verdict on a value; none where neither side sees a constant.
pub fn compare(facts: &Facts<'_>, node: Node<'_>, line: &Line) -> Option<Verdict> {
    let wrong = |what: String| {
        Some(Verdict::Wrong(format!("{} `{}` = {}, not {what}", place(facts, line), short(node.text()), line.v)))
    };
    match facts.constant_value(node) {
        Some(value) if is_same(&value, line) => Some(Verdict::Right),
        Some(value) => wrong(format!("{value:?}")),
        // Nothing that a rule asks leads to a complex number, and none is followed.
        None if line.v.is_empty() || Basic::from_name(&line.t).is_some_and(Basic::is_complex) => None,
        None => match facts.is_constant(node) {
            Answer::No(_) => wrong("a variable".into()),
            Answer::Unknown(reason) => Some(Verdict::Unknown(
                class(&reason.code, &reason.text),
                format!("{}: {}", place(facts, line), reason.text),
            )),
            Answer::Yes => {
                Some(Verdict::Unknown(why(line), format!("{} `{}`", place(facts, line), short(node.text()))))
            }
        },
    }
}

/// Why the value of a constant is not known, as far as its value tells.
fn why(line: &Line) -> String {
    let kind = match &*line.v {
        "?" => "complex",
        value if value.starts_with('~') => "fraction",
        value if value.ends_with('s') => "string",
        "true" | "false" => "truth value",
        value if value.parse::<i128>().is_err() => "beyond 128 bits",
        _ => "integer",
    };
    format!("{kind}, of type {}", if line.t.contains('.') { "of another package" } else { &line.t })
}

fn is_same(ours: &Constant, line: &Line) -> bool {
    let theirs = &*line.v;
    match ours {
        Constant::Bool(bool) => theirs == bool.to_string(),
        Constant::String(bytes) => theirs == bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "s",
        Constant::Int(_) | Constant::Fraction(_) => {
            // A constant without a type takes that of its place, and Go shows what is left of it there; of an operation on
            // several it shows what it was before.
            let places: &[Basic] = match &*line.t {
                "float64" | "complex128" => &[Basic::UntypedFloat, Basic::Float64],
                "float32" | "complex64" => &[Basic::UntypedFloat, Basic::Float32],
                // What is behind a name, only its package knows.
                other if Basic::from_name(other).is_none() => &[Basic::UntypedFloat, Basic::Float64, Basic::Float32],
                _ => &[Basic::UntypedFloat],
            };
            places.iter().any(|place| {
                let there = ours.clone().convert(Basic::UntypedFloat, *place);
                there.and_then(|value| value.as_fraction()).is_some_and(|value| number(&value) == theirs)
            })
        }
    }
}

/// A number the way Go's side writes it.
fn number(value: &BigRational) -> String {
    let mark = if value.is_integer() { "" } else { "~" };
    format!("{mark}{value}")
}
