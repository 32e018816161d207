//! How often a place in a function is reached: again and again in a loop, or once in the life of the program.

use super::{arguments, called, quote};
use crate::go::answer::Answer;
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_function;
use crate::go::syntax::Node;
use crate::text::Span;

impl<'p> Facts<'p> {
    /// The nearest loop that runs a place again and again; none if a function literal lies in between. What a loop evaluates
    /// once, before its first round, is not in it: the start of a `for` clause and the operand of a `range`.
    pub fn in_loop(&self, node: Node<'p>) -> Option<Node<'p>> {
        let around = node
            .ancestors()
            .take_while(|up| !is_function(*up))
            .find(|up| up.is(Kind::ForStatement) && !evaluated_once(*up, node))?;
        self.note_words(around.span(), ["for", "func"]);
        Some(around)
    }

    /// Whether a place is reached at most once in the life of the program, loops around it left out of account: it lies in
    /// `main`, `init`, a test or example, in a function given to `sync.Once`, or outside of all functions.
    pub fn runs_once(&self, node: Node<'p>) -> Answer {
        let mut place = node;
        loop {
            let Some(function) = place.ancestors().find(|up| is_function(*up)) else { return Answer::Yes };
            // The signature or the literal up to its body.
            self.note(Span::new(
                function.span().start,
                function.get(Field::Body).map_or(function.span().end, |b| b.span().start),
            ));
            let name = function.get(Field::Name).map(Node::text);
            match (function.kind(), name) {
                // Nobody can call `_` at all.
                (_, Some("_")) | (Kind::FunctionDeclaration, Some("init")) => return Answer::Yes,
                (Kind::FunctionDeclaration, Some("main")) if self.package.name == "main" => return Answer::Yes,
                (Kind::FunctionDeclaration, Some(name)) if self.file.is_test() && is_called_by_go_test(name) => {
                    return Answer::Yes;
                }
                (Kind::FuncLiteral, _) => match self.literal_runs_once(function) {
                    Some(true) => return Answer::Yes,
                    // As often as the statement that calls it.
                    Some(false) => {
                        if let Some(around) = self.in_loop(function) {
                            return Answer::no("in-loop", format!("`{}` runs it again and again", quote(around)));
                        }
                        place = function;
                    }
                    None => {
                        return Answer::unknown("called-again", "a function literal may be called any number of times");
                    }
                },
                (_, name) => {
                    let text = format!("`{}` may be called any number of times", name.unwrap_or("func"));
                    return Answer::unknown("called-again", text);
                }
            }
        }
    }

    /// Whether a literal is called once only; `false` if it is called right where it stands, and by nothing else.
    fn literal_runs_once(&self, literal: Node<'p>) -> Option<bool> {
        let parent = literal.parent()?;
        if parent.is(Kind::CallExpression) && literal.field() == Field::Function {
            return Some(false);
        }
        let call = parent.parent().filter(|call| parent.is(Kind::ArgumentList) && call.is(Kind::CallExpression))?;
        self.note(call.span());
        let function = called(call)?;
        if arguments(call).count() != 1 || !function.is(Kind::SelectorExpression) {
            return None;
        }
        match self.callee(call)?.as_str() {
            // Where the `sync.Once` itself lives decides how often; only one of the package is once for the program.
            "sync.Once.Do" => {
                let operand = function.get(Field::Operand)?.unparenthesized();
                let is_global = operand.is(Kind::Identifier) && self.scopes.local(operand).is_none();
                is_global.then_some(true)
            }
            "sync.OnceFunc" | "sync.OnceValue" | "sync.OnceValues" => {
                let outside = !literal.ancestors().any(is_function);
                outside.then_some(true)
            }
            _ => None,
        }
    }
}

/// Whether a place lies in the part of a loop's header that is evaluated before the first round.
fn evaluated_once(around: Node<'_>, place: Node<'_>) -> bool {
    let clause = around.children().find(|part| matches!(part.kind(), Kind::ForClause | Kind::RangeClause));
    clause.is_some_and(|clause| {
        let part = if clause.is(Kind::ForClause) { Field::Initializer } else { Field::Right };
        clause.get(part).is_some_and(|part| part.contains(place))
    })
}

/// Whether `go test` calls a function of this name, once: a test or an example, and no benchmark or fuzz target.
fn is_called_by_go_test(name: &str) -> bool {
    let rest = name.strip_prefix("Test").or_else(|| name.strip_prefix("Example"));
    rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::is_called_by_go_test;

    #[test]
    fn names_of_tests() {
        for (name, is) in [
            ("Test", true),
            ("TestMain", true),
            ("Test_x", true),
            ("Testing", false),
            ("ExampleClient_Do", true),
            ("Examples", false),
            ("BenchmarkX", false),
            ("FuzzX", false),
        ] {
            assert_eq!(is_called_by_go_test(name), is, "{name}");
        }
    }
}
