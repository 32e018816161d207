//! The words that must stand in a declaration before a rewrite can match there: what makes most of a tree not worth
//! parsing.
//!
//! They are read off the patterns, as a conjunction of alternatives. A word is a run of a pattern's text between two
//! holes, as gofmt lays it out (`append(`, `] = `, `make(map[`): source that is laid out otherwise is missed, which costs
//! a finding and nothing else.

use super::pattern::{Pattern, hole, qualifier};
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;

/// Words of which every group must have one in the text.
pub type Words = Vec<Vec<String>>;

/// The words of a pattern, each one a group of its own.
pub fn of_pattern(pattern: &Pattern) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut run, mut end, mut behind_assignment) = (String::new(), 0, false);
    let is_leaf = |node: &Node<'_>| node.all_children().next().is_none();
    for leaf in pattern.before.root_nodes().flat_map(Node::subtree).filter(is_leaf) {
        let gap = &leaf.tree().text()[end as usize..leaf.span().start as usize];
        let spaced = is_assignment(leaf) || behind_assignment || KEYWORDS.contains(&run.as_str());
        if gap.is_empty() || gap == " " && spaced {
            run.push_str(gap);
        } else {
            words.push(std::mem::take(&mut run));
        }
        if is_certain(leaf, &run) {
            run.push_str(leaf.text());
        } else {
            words.push(std::mem::take(&mut run));
        }
        (end, behind_assignment) = (leaf.span().end, is_assignment(leaf));
    }
    words.push(run);
    words.retain(|word| word.trim().len() > 1);
    // A word that another one contains says nothing more.
    let all = words.clone();
    words.retain(|word| !all.iter().any(|other| other != word && other.contains(word.as_str())));
    words.sort();
    words.dedup();
    words
}

/// Keywords with one space behind them, if anything stands there on the line.
const KEYWORDS: &[&str] = &["for", "range", "func", "return", "if", "switch", "go", "defer", "var"];

/// Whether a token is `=` or `:=` between the sides of a statement, where gofmt puts one space before and behind it.
fn is_assignment(token: Node<'_>) -> bool {
    let statement = token.parent().filter(|_| matches!(token.text(), "=" | ":="));
    statement.is_some_and(|up| matches!(up.kind(), Kind::AssignmentStatement | Kind::ShortVarDeclaration))
}

/// Whether a leaf of a pattern stands in all that fits it, just so and directly behind what is in front of it.
fn is_certain(leaf: Node<'_>, run: &str) -> bool {
    let parent = leaf.parent();
    let is_in = |kind| parent.is_some_and(|parent| parent.is(kind));
    // The name of a package is what the file calls it.
    let is_qualifier =
        leaf.field() == Field::Operand && parent.and_then(qualifier) == Some(leaf) || leaf.is(Kind::PackageIdentifier);
    // The last line end of a list is no part of the code, and may have a comma in front.
    let opener = match leaf.text() {
        ")" => "(",
        "}" => "{",
        _ => "",
    };
    let is_loose = match leaf.text() {
        "," | ";" | "\n" | "" => true,
        // `for range xs` fits a pattern that names variables.
        "=" | ":=" => is_in(Kind::RangeClause),
        // There gofmt's spaces depend on what is around.
        _ => is_in(Kind::BinaryExpression),
    };
    hole(leaf).is_none() && !is_qualifier && !is_loose && run.ends_with(opener)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::file::PatchKind;

    fn words(text: &str, kind: PatchKind) -> Vec<String> {
        of_pattern(&Pattern::parse(text, kind).unwrap())
    }

    #[test]
    fn words_are_what_stands_between_holes() {
        let loops = " for $*_ := range $xs {\n \t$*before\n \t$s = append($s, $v)\n \t$*after\n }\n";
        assert_eq!(words(loops, PatchKind::Statements), [" = append(", "for ", "range "]);
        assert_eq!(words(" $m := $M{}\n $*_\n $m[$k] = $v\n", PatchKind::Statements), [" := ", "] = ", "{}"]);
        assert_eq!(words(" $m := make(map[$K]$V)\n", PatchKind::Statements), [" := make(map["]);
        assert_eq!(words(" fmt.Sprintf($f, $*args)\n", PatchKind::Expression), [".Sprintf("]);
        assert_eq!(words(" return &$T{$*f}\n", PatchKind::Statements), ["return &"]);
        assert_eq!(words(" $b.Reset()\n", PatchKind::Expression), [".Reset()"]);
        assert_eq!(words(" $a + x*$b\n", PatchKind::Expression), Vec::<String>::new());
    }
}
