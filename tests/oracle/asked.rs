//! Which expressions rules ask about. More exactly would be what each rule's conditions look at; this takes in whatever
//! stands where they look, whether or not the rest of a pattern fits:
//! - every argument of a package-level function that the pattern of a built-in rule calls, such as `fmt.Sprintf`,
//! - every argument of `append` and `make`,
//! - every operand of a range clause,
//! - the type of every composite literal,
//! - the operand of an index expression that is assigned to.

use std::collections::HashSet;
use std::path::Path;

use allocfix::go::facts::Facts;
use allocfix::go::kind::{Field, Kind};
use allocfix::go::syntax::Node;

/// The functions of packages that the rules in `rules/` look for.
pub fn functions() -> HashSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut functions = HashSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| line.starts_with(['-', ' '])) {
            for (at, _) in line.match_indices('(') {
                let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '$' | '_');
                let callee = line[..at].rsplit(|char| !is_part(char)).next().unwrap_or("");
                if let Some((package, name)) = callee.split_once('.')
                    && package.starts_with(|char: char| char.is_ascii_lowercase())
                    && name.starts_with(|char: char| char.is_ascii_uppercase())
                    && !name.contains('.')
                {
                    functions.insert(callee.to_string());
                }
            }
        }
    }
    assert!(functions.contains("fmt.Sprintf"), "{functions:?}");
    functions
}

/// Whether a rule may ask about this expression; `functions` are those of [`functions`].
pub fn by_rules(facts: &Facts<'_>, node: Node<'_>, functions: &HashSet<String>) -> bool {
    let mut part = node;
    while let Some(parent) = part.parent().filter(|parent| parent.span() == part.span()) {
        part = parent;
    }
    let Some(parent) = part.parent() else { return false };
    match parent.kind() {
        Kind::ArgumentList => is_asked_call(facts, parent.parent(), functions),
        Kind::RangeClause => part.field() == Field::Right,
        Kind::CompositeLiteral => part.field() == Field::Type,
        Kind::IndexExpression => part.field() == Field::Operand && is_assigned(parent),
        _ => false,
    }
}

fn is_asked_call(facts: &Facts<'_>, call: Option<Node<'_>>, functions: &HashSet<String>) -> bool {
    let Some(callee) = call.and_then(|call| call.get(Field::Function)) else { return false };
    match callee.kind() {
        Kind::Identifier => matches!(callee.text(), "append" | "make") && facts.is_universe(callee),
        Kind::SelectorExpression => {
            let (Some(package), Some(name)) = (callee.get(Field::Operand), callee.get(Field::Field)) else {
                return false;
            };
            facts.imported(package).is_some_and(|path| {
                let package = path.rsplit('/').next().unwrap_or(path);
                functions.contains(&format!("{package}.{}", name.text()))
            })
        }
        // `make([]T, n)` is read as such.
        _ => false,
    }
}

fn is_assigned(indexed: Node<'_>) -> bool {
    let list = indexed.parent().filter(|list| list.is(Kind::ExpressionList) && list.field() == Field::Left);
    list.and_then(Node::parent).is_some_and(|statement| statement.is(Kind::AssignmentStatement))
}
