//! Compares the values of constant expressions.

use allocfix::go::answer::Answer;
use allocfix::go::consts::Constant;
use allocfix::go::facts::Facts;
use allocfix::go::syntax::Node;

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
        None if line.v.is_empty() => None,
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
        value if value.starts_with('~') => "no float64 is exactly this",
        value if value.ends_with('s') => "string",
        value if value.starts_with('b') => "float",
        "true" | "false" => "truth value",
        value if value.parse::<i128>().is_err() => "beyond 128 bits",
        _ => "integer",
    };
    format!("{kind}, of type {}", if line.t.contains('.') { "of another package" } else { &line.t })
}

fn is_same(ours: &Constant, line: &Line) -> bool {
    let theirs = &*line.v;
    let float = |float: f64| match float {
        0.0 => "0".to_string(),
        whole if whole.fract() == 0.0 => format!("{whole:.0}"),
        other => format!("b{:016x}", other.to_bits()),
    };
    match ours {
        Constant::Bool(bool) => theirs == bool.to_string(),
        Constant::String(bytes) => theirs == bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "s",
        // A constant without a type takes that of its place, and Go shows what is left of it there.
        Constant::Int(int) => {
            theirs == int.to_string()
                || (line.t == "float64" && theirs == float(*int as f64))
                || (line.t == "float32" && theirs == float(f64::from(*int as f32)))
        }
        Constant::Float(value) => {
            theirs == float(*value) || (line.t == "float32" && theirs == float(f64::from(*value as f32)))
        }
    }
}
