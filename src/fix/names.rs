//! The names that a fix gives to what it declares: what they look like, and that nobody has them yet.

use super::judge::{Case, Fix, returns_result};
use super::scan::has_word;
use crate::go::answer::Reason;
use crate::go::consts::string_literal;
use crate::go::facts::{Meaning, Read};
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;
use crate::go::uses::{package_uses, word_spans};
use crate::rule::file::FreshLevel;
use crate::rule::matching::{Bound, Match};
use crate::rule::render;
use crate::text::{Edit, Span};

/// How many words of a text a name takes over: with more it would be the text again.
const WORDS: usize = 5;

impl<'t> Case<'_, 't> {
    /// Binds the holes that are new names to them. Whether what goes above is there already.
    pub(super) fn make_up_names(&self, matched: &mut Match<'t>) -> Result<bool, Reason> {
        let mut is_there = false;
        for (name, fresh) in &self.rewrite.names {
            let function = self.function_name();
            let like = fresh.like.as_slice().iter();
            let like: Vec<String> = like.filter_map(|like| named_after(like, &function, matched)).collect();
            let shared = like.first().filter(|made| fresh.shared && self.is_declared(name, made, matched)).cloned();
            is_there |= shared.is_some();
            let numbered = (2..100).flat_map(|number| like.first().map(|like| format!("{like}{number}")));
            let own = fresh.keep.as_deref().and_then(|hole| self.own_name(hole, matched));
            let free = |made: &String| self.is_free(made, fresh.level, matched.span);
            let made = shared.or(own).or_else(|| like.iter().cloned().chain(numbered).find(free));
            let taken = || Reason::new("no-free-name", format!("every name like `{}` is taken", like.join("`, `")));
            let made = made.ok_or_else(taken)?;
            self.note_name(&made, fresh.level, matched.span);
            matched.bind(name, Bound::Text(made));
        }
        Ok(is_there)
    }

    /// Whether the package has a variable `made`, declared as the rewrite would declare it above, and nothing ever changes it.
    fn is_declared(&self, name: &str, made: &str, matched: &Match<'t>) -> bool {
        let package = self.bench.package;
        let [place] = package.declarations(made) else { return false };
        let (file, decl) = package.at(*place);
        let mut matched = matched.clone();
        matched.bind(name, Bound::Text(made.to_string()));
        let above = self.rewrite.above.as_ref().map(|above| render::render_above(above, &matched, self.facts));
        let is_it = |text: &str| decl.span.of(&file.source.text).trim_end() == text.trim_end();
        let changes = |used: &Node<'_>| {
            let up = used.parent().filter(|up| !up.is(Kind::ExpressionList)).or(used.parent().and_then(Node::parent));
            used.parent().is_some_and(|list| list.is(Kind::ExpressionList) && list.field() == Field::Left)
                || up.is_some_and(|up| up.is(Kind::UnaryExpression))
        };
        above.and_then(Result::ok).is_some_and(|(text, _)| is_it(&text))
            && package_uses(package, made).is_ok_and(|uses| !uses.iter().any(|(_, used)| changes(used)))
    }

    /// The name of a local variable, if it has two words, which say more than one, and nothing else in the package has it.
    fn own_name(&self, hole: &str, matched: &Match<'t>) -> Option<String> {
        let name = matched.get(hole)?.node().map(Node::unparenthesized).filter(|name| is_name(*name))?;
        let (text, local) = (name.text(), self.facts.scopes.local(name)?);
        let has_words = text.starts_with(char::is_lowercase) && text.contains(char::is_uppercase);
        let is_it = |node: Node<'_>| is_name(node) && node.text() == text;
        let is_local = |node: Node<'t>| self.facts.scopes.local(node) == Some(local);
        let (here, decl) = (self.facts.place.file, self.bench.package.at(self.facts.place).1);
        let is_inside = |index: usize, at: Span| index == here && decl.span.covers(at);
        let mut files = self.bench.package.files.iter().enumerate();
        let is_alone = files.all(|(index, file)| word_spans(&file.source.text, text).all(|at| is_inside(index, at)));
        let free = has_words && is_alone && self.facts.tree.root().subtree().filter(|node| is_it(*node)).all(is_local);
        free.then(|| text.to_string())
    }

    /// Where all that a new variable is used for is to declare another one with its value, it is that one, if it may be.
    pub(super) fn adopt_names(&self, others: &mut Fix, matched: &mut Match<'t>) {
        let mut gone: Vec<Span> = Vec::new();
        for (name, _) in self.rewrite.names.iter().filter(|(_, fresh)| fresh.adopt) {
            let Some(Bound::Text(made)) = matched.get(name).cloned() else { continue };
            let mut uses = (0..others.edits.len()).filter(|index| has_word(&others.edits[*index].1.text, &made));
            let (Some(only), None) = (uses.next(), uses.next()) else { continue };
            let (file, edit) = &others.edits[only];
            if *file != self.facts.place.file || edit.text != made {
                continue;
            }
            let Some((declared, statement)) = self.declared_with(edit.span, matched) else { continue };
            matched.bind(name, Bound::Text(declared.to_owned()));
            others.edits.remove(only);
            gone.push(statement);
        }
        // Neighbours go together, so that the blank lines around them are looked at once.
        gone.sort();
        let text = self.facts.tree.text();
        gone.dedup_by(|next, last| {
            let joins = text[last.end as usize..next.start as usize].trim().is_empty();
            if joins {
                last.end = next.end;
            }
            joins
        });
        let deleted = gone.into_iter().map(|span| Edit { span: render::whole_lines(text, span), text: String::new() });
        others.edits.extend(deleted.map(|edit| (self.facts.place.file, edit)));
    }

    /// The variable that is declared with an expression and nothing else, and the statement, if the variable could as well be
    /// declared by the match: beside it, with no other meaning in between, and on lines of its own that no comment is about.
    fn declared_with(&self, value: Span, matched: &Match<'t>) -> Option<(&'t str, Span)> {
        let tree = self.facts.tree;
        let right = tree.near(value).find(|node| node.span() == value && node.is(Kind::ExpressionList))?;
        let statement = right.parent().filter(|statement| statement.is(Kind::ShortVarDeclaration))?;
        let name = statement.get(Field::Left)?.only_child().filter(|name| is_name(*name) && name.text() != "_")?;
        let list = statement.parent().filter(|list| list.is(Kind::StatementList))?;
        let text = tree.text();
        let line_end = text[statement.span().end as usize..]
            .find('\n')
            .map_or(text.len() as u32, |at| statement.span().end + at as u32);
        let beside = Span::new(statement.previous()?.span().end, line_end);
        let is_alone = render::whole_lines(text, statement.span()).start < statement.span().start
            && text[statement.span().end as usize..line_end as usize].trim().is_empty();
        let between = Span::new(matched.span.start, statement.span().start);
        if matched.node.parent() != Some(list)
            || !is_alone
            || statement.span().start < matched.span.end
            || !tree.comments_in(beside).is_empty()
            || tree
                .near(between)
                .filter(|node| between.covers(node.span()))
                .any(|node| is_name(node) && node.text() == name.text() || returns_result(node, name.text()))
        {
            return None;
        }
        self.facts.note(beside);
        self.facts.note_words(between, [name.text()]);
        Some((name.text(), statement.span()))
    }

    /// A new name that no other edit uses is `_`, if it may be: Go does not compile a variable that nobody uses.
    pub(super) fn blank_names(&self, others: &Fix, matched: &mut Match<'t>) {
        for (name, _) in self.rewrite.names.iter().filter(|(_, fresh)| fresh.blank) {
            let Some(Bound::Text(made)) = matched.get(name).cloned() else { continue };
            if !others.edits.iter().any(|(_, edit)| has_word(&edit.text, &made)) {
                matched.bind(name, Bound::Text("_".to_owned()));
            }
        }
    }

    /// The name of the function around the match, in lower case at its start, as the start of a package-level name. Of a method
    /// whose name is one word, as `String` is, or that other types have a method of too, it begins with the type.
    fn function_name(&self) -> String {
        let (file, decl) = self.bench.package.at(self.facts.place);
        let name = decl.names.first().map_or("package", |name| name.of(&file.source.text));
        let is_word = !name.chars().skip(1).any(char::is_uppercase);
        let is_vague = is_word || self.bench.package.is_method_of_several(name);
        let method = self.facts.tree.root().subtree().find(|node| node.is(Kind::MethodDeclaration) && is_vague);
        let receiver = method.and_then(|method| method.get(Field::Receiver));
        match receiver.and_then(|receiver| receiver.subtree().find(|node| node.is(Kind::TypeIdentifier))) {
            Some(of) => {
                let first = name.chars().next().map_or(0, char::len_utf8);
                lower_start(of.text()) + &name[..first].to_uppercase() + &name[first..]
            }
            None => lower_start(name),
        }
    }

    fn is_free(&self, name: &str, level: FreshLevel, matched: Span) -> bool {
        let is_it = |node: &Node<'_>| is_name(*node) && node.text() == name;
        if level == FreshLevel::Match {
            let mut inside = self.facts.tree.root().subtree().filter(|node| matched.covers(node.span()));
            return !inside.any(|node| is_it(&node) || returns_result(node, name));
        }
        let unknown =
            matches!(self.facts.free_meaning(name), Meaning::Unknown(reason) if reason.code == "undeclared-name");
        unknown
            && match level {
                FreshLevel::Local | FreshLevel::Match => !self.facts.tree.root().subtree().any(|node| is_it(&node)),
                FreshLevel::Package => !self.bench.package.files.iter().any(|file| has_word(&file.source.text, name)),
            }
    }

    fn note_name(&self, name: &str, level: FreshLevel, matched: Span) {
        match level {
            FreshLevel::Match => self.facts.note_words(matched, [name]),
            FreshLevel::Local => self.facts.note_words(self.facts.tree.root().span(), [name]),
            FreshLevel::Package => {
                for (index, file) in self.bench.package.files.iter().enumerate() {
                    let span = Span::new(0, file.source.text.len() as u32);
                    self.facts.note_read(Read { file: index, span, words: Some(vec![name.to_string()]) });
                }
            }
        }
    }
}

/// A name made of what stands in braces in it. `None` if that has no name.
fn named_after(like: &str, function: &str, matched: &Match<'_>) -> Option<String> {
    let mut made = if like.starts_with("{function}") {
        like.replacen("{function}", function, 1)
    } else {
        like.replace("{function}", &capital(function))
    };
    for (hole, bound) in matched.holes() {
        let hole = format!("{{${hole}}}");
        if let Some(node) = bound.node().filter(|_| made.contains(&hole)) {
            let name = if is_name(node) { capital(node.text()) } else { words_of(node)? };
            made = made.replace(&hole, &name);
        }
    }
    (!made.contains('{')).then_some(made)
}

/// The first words of a text as one word, each with a capital letter, without articles and the `pkg: ` that the texts of errors
/// begin with. `None` if it is no string literal, or has no words.
fn words_of(literal: Node<'_>) -> Option<String> {
    let text = String::from_utf8(string_literal(literal.text())?).ok()?.replace('\'', "");
    let text = text.split_once(": ").filter(|(start, _)| !start.contains(' ')).map_or(&*text, |(_, rest)| rest);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !["", "a", "an", "the"].contains(word));
    let name: String = words.take(WORDS).map(capital).collect();
    (!name.is_empty()).then_some(name)
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A name with a small first letter: `HTTPServer` becomes `httpServer`, `Parse` becomes `parse`.
fn lower_start(name: &str) -> String {
    let lower = name.chars().take_while(|c| c.is_uppercase()).count();
    let lower = if lower > 1 && lower < name.chars().count() { lower - 1 } else { lower };
    let (head, tail): (String, String) =
        (name.chars().take(lower).flat_map(char::to_lowercase).collect(), name.chars().skip(lower).collect());
    head + &tail
}
