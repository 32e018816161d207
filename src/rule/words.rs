//! The words that must stand in a declaration before a rewrite can match there: what makes most of a tree not worth
//! parsing.
//!
//! They are read off the patterns, as a conjunction of alternatives. A word carries the punctuation that gofmt puts
//! directly behind it (`append(`, `return &`): source that is not formatted so is missed, which costs a finding and
//! nothing else.

use super::pattern::{Pattern, hole, qualifier};
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;

/// Words of which every group must have one in the text.
pub type Words = Vec<Vec<String>>;

/// The words of a pattern, each one a group of its own.
pub fn of_pattern(pattern: &Pattern) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for node in pattern.before.root_nodes().flat_map(Node::subtree) {
        // The name of a package is what the file calls it.
        let is_qualifier = node.field() == Field::Operand && node.parent().and_then(qualifier) == Some(node)
            || node.is(Kind::PackageIdentifier);
        let leaf = node.all_children().next().is_none();
        if !leaf || hole(node).is_some() || is_qualifier || !node.text().starts_with(|c: char| c.is_alphabetic()) {
            continue;
        }
        let word = with_punctuation(node);
        if word.len() > 2 && !words.contains(&word) {
            words.push(word);
        }
    }
    // A word that another one contains says nothing more.
    let all = words.clone();
    words.retain(|word| !all.iter().any(|other| other != word && other.contains(word.as_str())));
    words
}

/// The word and the punctuation that follows it, up to the next hole, word or line end.
fn with_punctuation(node: Node<'_>) -> String {
    let rest = &node.tree().text()[node.span().end as usize..];
    let mut word = node.text().to_string();
    let spaced = word == "return";
    for c in rest.chars().take_while(|c| "([{&*".contains(*c) || (spaced && *c == ' ')) {
        word.push(c);
        if c != ' ' {
            break;
        }
    }
    let word = word.trim_end().to_string();
    // Braces may follow on the line or not; parentheses and `&` follow directly.
    word.trim_end_matches('{').to_string()
}

/// Whether words from a set fulfil a requirement.
pub fn fulfilled(words: &Words, present: impl Fn(&str) -> bool) -> bool {
    words.iter().all(|group| group.iter().any(|word| present(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::file::PatchKind;

    fn words(text: &str, kind: PatchKind) -> Vec<String> {
        of_pattern(&Pattern::parse(text, kind).unwrap())
    }

    #[test]
    fn words_carry_their_punctuation() {
        let loops = " for $*_ := range $xs {\n \t$*before\n \t$s = append($s, $v)\n \t$*after\n }\n";
        assert_eq!(words(loops, PatchKind::Statements), ["for", "range", "append("]);
        assert_eq!(words(" fmt.Sprintf($f, $*args)\n", PatchKind::Expression), ["Sprintf("]);
        assert_eq!(words(" return &$T{$*f}\n", PatchKind::Statements), ["return &"]);
    }
}
