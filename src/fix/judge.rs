//! One declaration and the rewrites that may fit it: every place that has the shape, and whether its conditions hold.

use std::collections::BTreeSet;

use super::scan::{Scanner, has_word};
use crate::go::answer::Reason;
use crate::go::facts::{Facts, Meaning, Read};
use crate::go::kind::{Field, Kind};
use crate::go::package::{DeclRef, Package};
use crate::go::scope::{function_of, is_name};
use crate::go::split::DeclKind;
use crate::go::syntax::Node;
use crate::go::uses::word_spans;
use crate::rule::compile::Part;
use crate::rule::file::PatchKind;
use crate::rule::matching::{Bound, Match, matches_at, same_code};
use crate::rule::pattern::{Pattern, hole};
use crate::rule::{Rewrite, Rule, predicate, render};
use crate::text::{Edit, Span};

/// A place that a rule has something to say about.
#[derive(Debug)]
pub struct Judged {
    /// Index of the rule.
    pub rule: usize,
    /// Index of its rewrite: the one that holds, or the one that came closest.
    pub rewrite: usize,
    /// The declaration that the match stands in.
    pub place: DeclRef,
    /// The match.
    pub span: Span,
    /// The fix, or why there is none.
    pub verdict: Result<Fix, Reason>,
}

/// What a match would write: all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Fix {
    /// The edits, with the index of the file in its package.
    pub edits: Vec<(usize, Edit)>,
    /// The packages that the new text of a file names.
    pub packages: BTreeSet<(usize, &'static str)>,
    /// What the proof rests on.
    pub reads: Vec<Read>,
}

/// Everything that a judgement needs besides the declaration.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    /// The rules by number.
    pub rules: &'a [&'a Rule],
    /// The rewrites by candidate.
    pub scanner: &'a Scanner,
    /// The package.
    pub package: &'a Package,
    /// Whether a rewrite of a rule is wanted for a file at all.
    pub wanted: &'a dyn Fn(&Rule, &Rewrite, usize) -> bool,
    /// Whether a file of the package may be changed.
    pub editable: &'a dyn Fn(usize) -> bool,
}

/// Judges every place of a declaration that one of the candidates fits. `None` if no place has the shape of one.
pub fn judge(bench: Bench<'_>, place: DeclRef, candidates: &[usize]) -> Option<Vec<Judged>> {
    let parsed = bench.package.files[place.file].parsed(place.decl).ok()?;
    let facts = Facts::new(bench.package, place, parsed);
    let mut judged: Vec<Judged> = Vec::new();
    if parsed.tree.root().is_broken() {
        return None;
    }
    let mut any = false;
    let candidates: Vec<_> = candidates.iter().map(|number| bench.scanner.candidate(*number)).collect();
    for node in parsed.tree.root().subtree().filter(|node| node.is_named()) {
        let mut best: Vec<(usize, usize, Judged)> = Vec::new();
        for candidate in candidates.iter().filter(|candidate| candidate.kind == node.kind()) {
            let rule = bench.rules[candidate.rule];
            let rewrite = &rule.rewrites[candidate.rewrite];
            let settled = |judged: &Judged| judged.rule == candidate.rule && judged.verdict.is_ok();
            if !(bench.wanted)(rule, rewrite, place.file) || best.iter().any(|(_, _, judged)| settled(judged)) {
                continue;
            }
            for matched in matches_at(&rewrite.patterns[candidate.pattern], &facts, node, &[]) {
                let span = matched.span;
                let (asked, verdict) =
                    Case { bench, facts: &facts, rewrite }.decide(&rewrite.patterns[candidate.pattern], matched);
                let judged = Judged { rule: candidate.rule, rewrite: candidate.rewrite, place, span, verdict };
                let holds = judged.verdict.is_ok();
                best.push((candidate.rule, asked, judged));
                if holds {
                    break;
                }
            }
        }
        any |= !best.is_empty();
        judged.extend(best_of_each_rule(best));
    }
    let is_said = |judged: &Judged| match &judged.verdict {
        Ok(_) => true,
        Err(reason) => {
            reason.code != predicate::MOOT
                && !bench.rules[judged.rule].rewrites[judged.rewrite].silent.contains(&reason.code)
        }
    };
    judged.retain(is_said);
    any.then_some(judged)
}

/// For each rule the match that holds, or the one that came furthest.
fn best_of_each_rule(mut all: Vec<(usize, usize, Judged)>) -> Vec<Judged> {
    let mut best: Vec<Judged> = Vec::new();
    all.sort_by_key(|(rule, asked, judged)| (*rule, judged.verdict.is_err(), std::cmp::Reverse(*asked)));
    for (rule, _, judged) in all {
        if best.last().is_none_or(|last| last.rule != rule) {
            best.push(judged);
        }
    }
    best
}

/// A rewrite and a declaration that it may fit.
pub(super) struct Case<'a, 't> {
    pub(super) bench: Bench<'a>,
    pub(super) facts: &'a Facts<'t>,
    pub(super) rewrite: &'a Rewrite,
}

impl<'t> Case<'_, 't> {
    /// How far it came, and the fix or the reason against it.
    fn decide(&self, pattern: &Pattern, mut matched: Match<'t>) -> (usize, Result<Fix, Reason>) {
        self.facts.take_reads();
        self.facts.note(matched.span);
        match predicate::judge(&self.rewrite.conditions, self.facts, &mut matched) {
            Err((asked, reason)) => (asked, Err(reason)),
            Ok(()) => (usize::MAX, self.build(pattern, matched)),
        }
    }

    fn build(&self, pattern: &Pattern, mut matched: Match<'t>) -> Result<Fix, Reason> {
        let mut fix = Fix::default();
        let is_there = self.make_up_names(&mut matched)?;
        let mut others = Fix::default();
        for ((within, kind), parts) in &self.rewrite.each {
            self.each(&mut others, &matched, within, kind, parts)?;
        }
        for (name, parts) in &self.rewrite.uses {
            self.uses(&mut others, pattern, &matched, name, parts)?;
        }
        self.blank_names(&others, &mut matched);
        self.adopt_names(&mut others, &mut matched);
        let above =
            self.rewrite.above.as_ref().map(|above| render::render_above(above, &matched, self.facts)).transpose()?;
        let beside = above.as_ref().map_or("", |(text, _)| text);
        let rendered = render::render(pattern, &matched, self.facts, beside)?;
        self.add(&mut fix, self.facts.place.file, rendered);
        fix.edits.extend(others.edits);
        fix.packages.extend(others.packages);
        fix.reads.extend(others.reads);
        if let Some((text, packages)) = above.filter(|_| !is_there) {
            self.above(&mut fix, &text, packages, matched.node)?;
        }
        // The source of the standard library is a module `std`, whose name is no part of the paths.
        let own = self.bench.package.path.as_deref().map(|path| path.strip_prefix("std/").unwrap_or(path));
        if let Some((_, path)) = fix.packages.iter().find(|(_, path)| Some(*path) == own) {
            return Err(Reason::new("own-package", format!("the package `{path}` cannot import itself")));
        }
        if let Some((file, _)) = fix.edits.iter().find(|(file, _)| !(self.bench.editable)(*file)) {
            let path =
                self.bench.package.files[*file].path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Err(Reason::new("file-not-editable", format!("`{path}` would have to change too, and may not")));
        }
        self.keeps_dot_imports(&fix)?;
        fix.reads.extend(self.facts.take_reads());
        Ok(fix)
    }

    /// What a dot import gives must still be named: whether it is elsewhere, nobody counts, and Go refuses an import without a use.
    fn keeps_dot_imports(&self, fix: &Fix) -> Result<(), Reason> {
        for (_, edit) in fix.edits.iter().filter(|(file, _)| *file == self.facts.place.file) {
            let gone = |name: &Node<'_>| {
                is_name(*name)
                    && edit.span.covers(name.span())
                    && !has_word(&edit.text, name.text())
                    && matches!(self.facts.meaning(*name), Meaning::Dot(_))
            };
            if let Some(name) = self.facts.tree.near(edit.span).find(gone) {
                let text = format!("`{}` may be all that a dot import is there for", name.text());
                return Err(Reason::new("dot-import", text));
            }
        }
        Ok(())
    }

    fn add(&self, fix: &mut Fix, file: usize, rendered: render::Rendered) {
        let text = &self.bench.package.files[file].source.text;
        let changes = |edit: &Edit| edit.span.of(text) != edit.text;
        fix.edits.extend(rendered.edits.into_iter().filter(changes).map(|edit| (file, edit)));
        fix.packages.extend(rendered.packages.into_iter().map(|path| (file, path)));
    }

    fn above(
        &self,
        fix: &mut Fix,
        text: &str,
        packages: BTreeSet<&'static str>,
        matched: Node<'t>,
    ) -> Result<(), Reason> {
        if let Some(directive) = self.facts.directive_about(matched) {
            return Err(Reason::new("directive", format!("`{directive}` would not stand beside what it is about")));
        }
        let (file, decl) = self.bench.package.at(self.facts.place);
        let before = file.source.text[..decl.doc as usize].trim_end_matches([' ', '\t', '\r']);
        if before.ends_with('\n') && !before.trim_end_matches(['\n', '\r', ' ', '\t']).is_empty() {
            let lines = before.trim_end_matches([' ', '\t', '\r', '\n']).len();
            if before[lines..].matches('\n').count() < 2 {
                let why = "no blank line stands in front of the function, which gofmt asks for behind a variable";
                return Err(Reason::new("no-blank-line", why));
            }
        }
        // What stands between a directive and its function takes it away from it, also where a blank line stands there already.
        let last = file.split.decls[..self.facts.place.decl].last().map_or(0, |last| last.span.end as usize);
        let is_of_function = |line: &&str| {
            line.starts_with("//go:")
                && !["build", "generate", "embed"].iter().any(|of| line["//go:".len()..].starts_with(of))
        };
        if let Some(directive) = before.get(last..).unwrap_or_default().lines().find(is_of_function) {
            return Err(Reason::new("directive", format!("`{directive}` would stand above a variable")));
        }
        let eol = crate::text::line_ending(&file.source.text, decl.doc);
        // Among the lines of the rule stand some of the file, with its line ends.
        let text = format!("{}{eol}", text.replace("\r\n", "\n").replace('\n', eol));
        fix.edits.push((self.facts.place.file, Edit { span: Span::at(decl.doc), text }));
        fix.packages.extend(packages.into_iter().map(|path| (self.facts.place.file, path)));
        Ok(())
    }

    /// Every node of a kind inside a hole must fit one of the parts; function literals are other functions.
    fn each(&self, fix: &mut Fix, matched: &Match<'t>, within: &str, kind: &str, parts: &[Part]) -> Result<(), Reason> {
        let mut any = false;
        for root in matched.get(within).map(Bound::nodes).unwrap_or_default() {
            let mut skip = None;
            for node in root.subtree() {
                if skip.is_some_and(|literal: Node<'_>| literal.contains(node)) {
                    continue;
                }
                if node.is(Kind::FuncLiteral) {
                    skip = Some(node);
                }
                if node.kind().name() != kind || !node.is_named() {
                    continue;
                }
                any = true;
                self.part(fix, self.facts, matched, parts, node)?;
            }
        }
        if any {
            Ok(())
        } else {
            Err(Reason::new("nothing-inside", format!("there is no {} in it", kind.replace('_', " "))))
        }
    }

    /// Adds what a part writes. What the holes of the main patch stand for comes from elsewhere, and must mean the same here.
    fn write_part(&self, fix: &mut Fix, facts: &Facts<'t>, pattern: &Pattern, found: &Match<'t>) -> Result<(), Reason> {
        let at = found.node.span().start;
        let from_elsewhere = |node: &Node<'t>| !found.node.contains(*node);
        let nodes = pattern.needed().into_iter().filter_map(|hole| found.get(hole)).flat_map(Bound::nodes);
        for node in nodes.filter(from_elsewhere) {
            for name in node.subtree().filter(|name| is_name(*name)) {
                let meaning = self.facts.meaning(name);
                let declared = match &meaning {
                    Meaning::Local(local) => Some(self.facts.tree.node(self.facts.scopes.get(*local).declared)),
                    _ => None,
                };
                if !declared.is_some_and(|declared| node.contains(declared))
                    && meaning != facts.meaning_at(name.text(), at)
                {
                    let text = format!("`{}` means something else in `{}`", name.text(), found.node.text());
                    return Err(Reason::new("shadowed-name", text));
                }
            }
        }
        let rendered = render::render(pattern, found, facts, "")?;
        self.add(fix, facts.place.file, rendered);
        Ok(())
    }

    /// Fits one of the parts at a node, or says that none does.
    fn part(
        &self,
        fix: &mut Fix,
        facts: &Facts<'t>,
        matched: &Match<'t>,
        parts: &[Part],
        node: Node<'t>,
    ) -> Result<(), Reason> {
        let mut closest: Option<(usize, Reason)> = None;
        for part in parts {
            for pattern in &part.patterns {
                for mut found in matches_at(pattern, facts, node, matched.holes()) {
                    match predicate::judge(&part.conditions, facts, &mut found) {
                        Ok(()) => {
                            return self.write_part(fix, facts, pattern, &found);
                        }
                        Err((asked, reason)) => {
                            if closest.as_ref().is_none_or(|(best, _)| asked > *best) {
                                closest = Some((asked, reason));
                            }
                        }
                    }
                }
            }
        }
        Err(match closest {
            Some((_, reason)) => reason,
            None => {
                let line = node.text().lines().next().unwrap_or_default();
                Reason::new("unknown-use", format!("no part of the rule covers `{line}`"))
            }
        })
    }

    /// Every use of a name besides those in the match itself must fit one of the parts.
    fn uses(
        &self,
        fix: &mut Fix,
        pattern: &Pattern,
        matched: &Match<'t>,
        name: &str,
        parts: &[Part],
    ) -> Result<(), Reason> {
        // Where it stands twice it may have been found in parentheses first.
        let declared = matched.get(name).and_then(Bound::node).map(Node::unparenthesized);
        let Some(declared) = declared.filter(|node| is_name(*node)) else {
            return Err(Reason::new("not-one-node", format!("`${name}` is not a name")));
        };
        if let Some(local) = self.facts.scopes.local(declared) {
            let uses = self.facts.scopes.get(local).uses.clone();
            let elsewhere = |used: &Node<'t>| *used != declared && !pattern_stands_for(pattern, matched, name, *used);
            for used in uses.into_iter().map(|id| self.facts.tree.node(id)).filter(elsewhere) {
                if self.facts.is_field_key(used)? {
                    continue;
                }
                self.one_use(fix, self.facts, matched, parts, name, used)?;
            }
            return Ok(());
        }
        let word = declared.text();
        for (index, file) in self.bench.package.files.iter().enumerate() {
            let text = &*file.source.text;
            let span = Span::new(0, text.len() as u32);
            self.facts.note_read(Read { file: index, span, words: Some(vec![word.to_string()]) });
            let mut decls: Vec<usize> = Vec::new();
            for at in word_spans(text, word) {
                // The places ascend, so the same declaration comes again at once or never.
                if let Some(decl) = file.decl_around(at).filter(|decl| decls.last() != Some(decl)) {
                    decls.push(decl);
                }
            }
            for decl in decls {
                if file.decl(decl).kind == DeclKind::Import {
                    continue;
                }
                let place = DeclRef { file: index, decl };
                let parsed = file
                    .parsed(decl)
                    .map_err(|_| Reason::new("too-deep", "a use stands in code that is nested too deep"))?;
                if parsed.tree.root().is_broken() {
                    return Err(Reason::new("broken-use", format!("`{word}` may be used in code with a syntax error")));
                }
                // The tree of another declaration lives as long as the package, like the one of the match.
                let facts = Facts::new(
                    self.facts.package,
                    place,
                    self.facts.package.files[index].parsed(decl).expect("it was parsed above"),
                );
                for used in facts.tree.root().subtree().filter(|node| is_name(*node) && node.text() == word) {
                    let itself = place == self.facts.place && used.span() == declared.span();
                    let selected = used.field() == Field::Field;
                    if itself
                        || selected
                        || facts.is_field_key(used)?
                        || !matches!(facts.meaning(used), Meaning::Package(_))
                    {
                        continue;
                    }
                    self.one_use(fix, &facts, matched, parts, name, used)?;
                }
                fix.reads.extend(facts.take_reads());
            }
        }
        Ok(())
    }

    fn one_use(
        &self,
        fix: &mut Fix,
        facts: &Facts<'t>,
        matched: &Match<'t>,
        parts: &[Part],
        name: &str,
        used: Node<'t>,
    ) -> Result<(), Reason> {
        let mut closest: Option<Reason> = None;
        for part in parts {
            for (index, pattern) in part.patterns.iter().enumerate() {
                let Some(root) = pattern.before.root_nodes().next() else { continue };
                let around =
                    std::iter::once(used).chain(used.ancestors()).take_while(|node| !node.is(Kind::SourceFile));
                for node in around {
                    let fits = match pattern.kind {
                        PatchKind::Statements => node.parent().is_some_and(|parent| parent.is(Kind::StatementList)),
                        _ => true,
                    };
                    let is_hole = hole(root).is_some();
                    if !fits || (node.kind() != root.kind() && !(is_hole && node == used)) {
                        continue;
                    }
                    let mut given: Vec<(String, Bound<'t>)> =
                        matched.holes().iter().filter(|(other, _)| other != name).cloned().collect();
                    given.push((name.to_string(), Bound::Node(used)));
                    for found in matches_at(pattern, facts, node, &given) {
                        let here = found
                            .get(name)
                            .and_then(Bound::node)
                            .is_some_and(|bound| bound == used || same_code(facts, bound, used));
                        let covers = pattern_stands_for(pattern, &found, name, used);
                        if !here || !covers {
                            continue;
                        }
                        let one = Part { patterns: Vec::new(), conditions: part.conditions.clone() };
                        let mut found = found;
                        match predicate::judge(&one.conditions, facts, &mut found) {
                            Ok(()) => {
                                return self.write_part(fix, facts, &part.patterns[index], &found);
                            }
                            Err((_, reason)) => closest = closest.or(Some(reason)),
                        }
                    }
                }
            }
        }
        Err(closest.unwrap_or_else(|| {
            let around =
                used.ancestors().find(|node| node.parent().is_none_or(|p| p.is(Kind::StatementList))).unwrap_or(used);
            let line = around.text().lines().next().unwrap_or_default();
            Reason::new(
                "unknown-use",
                format!("the use of `{}` in `{line}` is not one that the rule knows", used.text()),
            )
        }))
    }
}

/// Whether a node is a `return` alone, of a function that has a result of this name: the name must mean that there.
pub(super) fn returns_result(node: Node<'_>, name: &str) -> bool {
    let is_it = |part: Node<'_>| is_name(part) && part.text() == name;
    node.is(Kind::ReturnStatement)
        && node.children().next().is_none()
        && function_of(node).get(Field::Result).is_some_and(|result| result.subtree().any(is_it))
}

/// Whether the hole called `name` stands for exactly this use somewhere in the match.
fn pattern_stands_for(pattern: &Pattern, found: &Match<'_>, name: &str, used: Node<'_>) -> bool {
    pattern
        .before
        .root_nodes()
        .flat_map(Node::subtree)
        .any(|node| hole(node).is_some_and(|hole| hole.name == name) && found.source_of(node.id()) == Some(used.span()))
}
