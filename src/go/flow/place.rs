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

    /// The comments above a statement that are about it; one behind the statement before it is about that.
    pub fn comments_above(&self, statement: Node<'p>) -> impl Iterator<Item = &'p str> {
        let previous = statement.previous();
        let start = previous.map(|previous| previous.span().end);
        let start = start.or_else(|| Some(statement.parent()?.parent()?.span().start));
        let gap = Span::new(start.unwrap_or(statement.span().start), statement.span().start);
        self.note(gap);
        let (tree, text) = (self.tree, &**self.tree.text());
        let is_above = move |comment: &&Span| {
            previous.is_none() || !text[gap.start as usize..comment.start as usize].trim_matches([' ', '\t']).is_empty()
        };
        tree.comments_in(gap).iter().filter(is_above).map(move |comment| comment.of(text))
    }

    /// The comment that speaks to a tool about the statement that holds a node, as `//nolint:errcheck` does: above it, or
    /// behind it on its last line.
    pub fn directive_about(&self, node: Node<'p>) -> Option<&'p str> {
        let is_statement = |node: &Node<'p>| node.parent().is_some_and(|up| up.is(Kind::StatementList));
        let statement = std::iter::once(node).chain(node.ancestors()).find(is_statement)?;
        let text = &**self.tree.text();
        let end = statement.span().end;
        let line_end = text[end as usize..].find('\n').map_or(text.len() as u32, |at| end + at as u32);
        self.note(Span::new(end, line_end));
        let behind = self.tree.comments_in(Span::new(end, line_end)).iter().map(|comment| comment.of(text));
        self.comments_above(statement).chain(behind).find(|comment| is_directive(comment))
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

/// Whether a comment speaks to a tool: `//go:noinline`, `//lint:ignore`, as <https://go.dev/doc/comment#syntax> has it, or
/// what linters read besides, `// nolint` and `// #nosec`.
fn is_directive(comment: &str) -> bool {
    let Some(text) = comment.strip_prefix("//") else { return false };
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let names_tool = text
        .split_once(':')
        .is_some_and(|(tool, rest)| !tool.is_empty() && tool.chars().all(is_word) && rest.starts_with(is_word));
    names_tool || ["nolint", "#nosec"].iter().any(|word| text.trim_start().starts_with(word))
}

/// Whether `go test` calls a function of this name, once: a test or an example, and no benchmark or fuzz target.
fn is_called_by_go_test(name: &str) -> bool {
    let rest = name.strip_prefix("Test").or_else(|| name.strip_prefix("Example"));
    rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::{is_called_by_go_test, is_directive};

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
    #[test]
    fn comments_for_tools() {
        for (comment, is) in [
            ("//nolint:forbidigo // on purpose", true),
            ("// nolint", true),
            ("// #nosec G304", true),
            ("//lint:ignore SA1000 why", true),
            ("//go:noinline", true),
            ("// See: this", false),
            ("//see: this", false),
            ("/* nolint */", false),
            ("// http://x", false),
        ] {
            assert_eq!(is_directive(comment), is, "{comment}");
        }
    }
}
