//! Finding the places that have the shape of a pattern, and what its holes stand for there.
//!
//! Comments and line breaks never count. Gaps are shallow: `$*x` stands for siblings and never looks into their blocks.

use super::file::PatchKind;
use super::pattern::{Pattern, hole, qualifier};
use crate::go::facts::Facts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{Local, is_name};
use crate::go::syntax::Node;
use crate::text::Span;

/// What a hole stands for.
#[derive(Clone, Debug)]
pub enum Bound<'t> {
    /// One node.
    Node(Node<'t>),
    /// Siblings, perhaps none; the span is where they stand, or would stand.
    Nodes(Vec<Node<'t>>, Span),
    /// Text that was made up: a new name, a type written out.
    Text(String),
    /// An expression that was made up.
    Code(Code),
}

/// An expression that was made up.
#[derive(Clone, Debug)]
pub struct Code {
    /// Its text, written for the place.
    pub text: String,
    /// The packages that it names.
    pub packages: Vec<&'static str>,
    /// Whether it is a sum, which needs parentheses in some places.
    pub is_sum: bool,
}

impl<'t> Bound<'t> {
    /// The node, if it is one.
    pub fn node(&self) -> Option<Node<'t>> {
        match self {
            Bound::Node(node) => Some(*node),
            _ => None,
        }
    }

    /// The nodes: the one, or the siblings.
    pub fn nodes(&self) -> Vec<Node<'t>> {
        match self {
            Bound::Node(node) => vec![*node],
            Bound::Nodes(nodes, _) => nodes.clone(),
            Bound::Text(_) | Bound::Code(_) => Vec::new(),
        }
    }

    /// The text it is written as.
    pub fn text(&self) -> String {
        match self {
            Bound::Node(node) => node.text().to_string(),
            Bound::Nodes(nodes, span) => match nodes.first() {
                Some(first) => span.of(first.tree().text()).to_string(),
                None => String::new(),
            },
            Bound::Text(text) => text.clone(),
            Bound::Code(code) => code.text.clone(),
        }
    }
}

/// A place that has the shape, with what the holes stand for.
#[derive(Clone, Debug)]
pub struct Match<'t> {
    holes: Vec<(String, Bound<'t>)>,
    /// By node of the pattern: the source it stands for; empty spans for gaps without siblings.
    pairs: Vec<(u32, Span)>,
    /// From the first to the last byte that matched.
    pub span: Span,
    /// The first node that matched: the expression, the declaration, the first statement.
    pub node: Node<'t>,
}

impl<'t> Match<'t> {
    /// What a hole stands for.
    pub fn get(&self, name: &str) -> Option<&Bound<'t>> {
        self.holes.iter().find(|(other, _)| other == name).map(|(_, bound)| bound)
    }

    /// How many pieces of code a node of the pattern stands for: any number, if it is a hole for siblings.
    pub fn stands_for(&self, node: Node<'_>) -> usize {
        let bound = super::pattern::hole(node).and_then(|hole| self.get(hole.name));
        if let Some(Bound::Nodes(nodes, _)) = bound { nodes.len() } else { 1 }
    }

    /// Gives a hole its meaning; one that it had before is replaced.
    pub fn bind(&mut self, name: &str, bound: Bound<'t>) {
        match self.holes.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = bound,
            None => self.holes.push((name.to_string(), bound)),
        }
    }

    /// All holes with what they stand for.
    pub fn holes(&self) -> &[(String, Bound<'t>)] {
        &self.holes
    }

    /// The source that a node of the pattern stands for.
    pub fn source_of(&self, pattern: u32) -> Option<Span> {
        self.pairs.iter().find(|(id, _)| *id == pattern).map(|(_, span)| *span)
    }
}

/// The most ways in which a pattern is tried at one place; gaps between statements are what multiplies them.
const MAX_WAYS: usize = 32;

/// The most statements that a gap before other statements stands for. Whoever reads a function does not see its end and
/// its beginning together much earlier, and a loop over all that follow, for every statement, would take forever in
/// functions with very many.
const MAX_GAP: usize = 1_000;

/// All ways in which the pattern fits with its first node at `at`, the shortest gaps first.
///
/// `given` are meanings that holes have already, such as the name whose uses are looked at.
pub fn matches_at<'t>(
    pattern: &Pattern,
    facts: &Facts<'t>,
    at: Node<'t>,
    given: &[(String, Bound<'t>)],
) -> Vec<Match<'t>> {
    let mut search = Search { pattern, facts, holes: given.to_vec(), pairs: Vec::new(), found: Vec::new() };
    let roots: Vec<Node<'_>> = pattern.before.root_nodes().collect();
    let goal = match pattern.kind {
        PatchKind::Statements => {
            if !at.parent().is_some_and(|parent| parent.is(Kind::StatementList)) {
                return Vec::new();
            }
            Goal::Prefix(roots, Some(at))
        }
        PatchKind::Expression | PatchKind::Declaration => match roots.first() {
            Some(root) => Goal::Node(*root, at),
            None => return Vec::new(),
        },
    };
    search.solve(vec![goal]);
    let ways = search.found.into_iter().map(|(holes, pairs)| {
        let spans = pattern.before.roots.iter().filter_map(|root| {
            pairs.iter().find(|(id, _)| id == root).map(|(_, span)| *span).filter(|span| !span.is_empty())
        });
        let end = spans.map(|span| span.end).max().unwrap_or(at.span().end);
        Match { span: Span::new(at.span().start, end.max(at.span().end)), holes, pairs, node: at }
    });
    ways.collect()
}

/// Something that must still fit.
#[derive(Clone)]
enum Goal<'p, 't> {
    Node(Node<'p>, Node<'t>),
    /// These siblings, all of them.
    List(Vec<Node<'p>>, Vec<Node<'t>>, u32),
    /// These siblings from the given one on, followed by any others, of which there may be very many.
    Prefix(Vec<Node<'p>>, Option<Node<'t>>),
}

type Found<'t> = (Vec<(String, Bound<'t>)>, Vec<(u32, Span)>);

struct Search<'p, 't, 'f> {
    pattern: &'p Pattern,
    facts: &'f Facts<'t>,
    holes: Vec<(String, Bound<'t>)>,
    pairs: Vec<(u32, Span)>,
    found: Vec<Found<'t>>,
}

impl<'p, 't> Search<'p, 't, '_> {
    fn solve(&mut self, mut goals: Vec<Goal<'p, 't>>) {
        while let Some(goal) = goals.pop() {
            let fits = match goal {
                Goal::Node(pattern, source) => self.node(pattern, source, &mut goals),
                Goal::List(patterns, sources, end) => {
                    if patterns.first().and_then(|first| hole(*first)).is_some_and(|hole| hole.many) {
                        return self.gap(&patterns, &sources, end, &goals);
                    }
                    match (patterns.split_first(), sources.split_first()) {
                        (None, None) => true,
                        (Some((pattern, patterns)), Some((source, sources))) => {
                            goals.push(Goal::List(patterns.to_vec(), sources.to_vec(), end));
                            goals.push(Goal::Node(*pattern, *source));
                            true
                        }
                        _ => false,
                    }
                }
                Goal::Prefix(patterns, source) => {
                    if patterns.first().and_then(|first| hole(*first)).is_some_and(|hole| hole.many) {
                        return self.open_gap(&patterns, source, &goals);
                    }
                    match (patterns.split_first(), source) {
                        (None, _) => true,
                        (Some((pattern, patterns)), Some(source)) => {
                            goals.push(Goal::Prefix(patterns.to_vec(), source.next()));
                            goals.push(Goal::Node(*pattern, source));
                            true
                        }
                        _ => false,
                    }
                }
            };
            if !fits {
                return;
            }
        }
        self.found.push((self.holes.clone(), self.pairs.clone()));
    }

    /// Tries every number of siblings for the gap at the head of `patterns`; the rest must fit all others.
    fn gap(&mut self, patterns: &[Node<'p>], sources: &[Node<'t>], end: u32, goals: &[Goal<'p, 't>]) {
        let least = if patterns.len() == 1 { sources.len() } else { 0 };
        for count in least..=sources.len() {
            if self.found.len() >= MAX_WAYS {
                return;
            }
            let after = sources.get(count).map_or(end, |node| node.span().start);
            let rest = Goal::List(patterns[1..].to_vec(), sources[count..].to_vec(), end);
            self.try_gap(patterns[0], &sources[..count], after, rest, goals);
        }
    }

    /// The same from `source` on, with any siblings behind what fits. Most siblings cannot end the gap, and are passed by
    /// without a trial.
    fn open_gap(&mut self, patterns: &[Node<'p>], source: Option<Node<'t>>, goals: &[Goal<'p, 't>]) {
        let (mut passed, mut source) = (Vec::new(), source);
        let next = patterns.get(1).copied();
        let needed = next.map(|next| self.locals_in(next, source)).unwrap_or_default();
        while self.found.len() < MAX_WAYS && passed.len() <= MAX_GAP {
            let fits = match (next, source) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(next), Some(source)) => {
                    if needed.iter().any(|local| local.uses.last().is_none_or(|last| *last < source.id())) {
                        return;
                    }
                    let uses = |local: &&Local| {
                        let first = local.uses.partition_point(|used| *used < source.id());
                        local.uses.get(first).is_some_and(|used| source.contains(source.tree().node(*used)))
                    };
                    may_fit(next, source) && needed.iter().all(uses)
                }
            };
            if fits {
                let after = source.map_or(0, |node| node.span().start);
                self.try_gap(patterns[0], &passed, after, Goal::Prefix(patterns[1..].to_vec(), source), goals);
            }
            let Some(node) = source else { return };
            passed.push(node);
            source = node.next();
        }
    }

    /// The variables that holes of a pattern stand for already and that were declared before: what fits it, behind a gap, uses
    /// each of them.
    fn locals_in(&self, pattern: Node<'p>, from: Option<Node<'t>>) -> Vec<&'t Local> {
        let names = pattern.subtree().filter_map(|node| hole(node)).map(|hole| hole.name);
        let bound = names.filter_map(|name| self.holes.iter().find(|(other, _)| *other == name));
        let nodes = bound.filter_map(|(_, bound)| bound.node()).filter(|node| is_name(*node));
        let locals = nodes.filter_map(|node| self.facts.scopes.local(node)).map(|local| self.facts.scopes.get(local));
        locals.filter(|local| from.is_some_and(|from| local.declared < from.id())).collect()
    }

    fn try_gap(&mut self, gap: Node<'p>, sources: &[Node<'t>], after: u32, rest: Goal<'p, 't>, goals: &[Goal<'p, 't>]) {
        let (holes, pairs) = (self.holes.len(), self.pairs.len());
        if self.bind_gap(gap, sources, after) {
            let mut goals = goals.to_vec();
            goals.push(rest);
            self.solve(goals);
        }
        self.holes.truncate(holes);
        self.pairs.truncate(pairs);
    }

    fn bind_gap(&mut self, pattern: Node<'p>, sources: &[Node<'t>], after: u32) -> bool {
        let span = match (sources.first(), sources.last()) {
            (Some(first), Some(last)) => Span::new(first.span().start, last.span().end),
            _ => Span::at(after),
        };
        self.pair(pattern, span);
        let Some(hole) = hole(pattern) else { return false };
        self.bind(hole.name, Bound::Nodes(sources.to_vec(), span))
    }

    /// The pattern node and, for a hole that the grammar wraps, what is wrapped.
    fn pair(&mut self, pattern: Node<'p>, span: Span) {
        for node in pattern.subtree() {
            self.pairs.push((node.id(), span));
        }
    }

    fn bind(&mut self, name: &str, bound: Bound<'t>) -> bool {
        if name == "_" {
            return true;
        }
        match self.holes.iter().find(|(other, _)| other == name) {
            None => {
                self.holes.push((name.to_string(), bound));
                true
            }
            Some((_, Bound::Text(text))) => *text == bound.text(),
            Some((_, old)) => {
                let (old, new) = (old.nodes(), bound.nodes());
                old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| same_code(self.facts, *a, *b))
            }
        }
    }

    fn node(&mut self, pattern: Node<'p>, source: Node<'t>, goals: &mut Vec<Goal<'p, 't>>) -> bool {
        if let Some(hole) = hole(pattern) {
            self.pair(pattern, source.span());
            // A loop over something is another one than a loop with a condition: its body may be a function.
            return source.is_named() && !source.is(Kind::RangeClause) && self.bind(hole.name, Bound::Node(source));
        }
        // Parentheses that the pattern does not have make no difference.
        let source = match pattern.kind() {
            Kind::ParenthesizedExpression | Kind::ParenthesizedType => source,
            _ => source.unparenthesized(),
        };
        if source.is_broken() || source.kind() != pattern.kind() {
            return false;
        }
        self.pairs.push((pattern.id(), source.span()));
        if let Some(name) = qualifier(pattern) {
            return self.qualified(pattern, name, source);
        }
        if pattern.is(Kind::RangeClause) {
            return self.range_clause(pattern, source, goals);
        }
        if pattern.all_children().next().is_none() {
            return pattern.text() == source.text()
                && (!self.is_predeclared(pattern) || self.facts.is_universe(source));
        }
        if is_list(pattern.kind()) {
            // The list's own commas and line ends say nothing.
            let end = source.all_children().last().map_or(source.span().end, |last| {
                if last.is(Kind::Token) { last.span().start } else { last.span().end }
            });
            self.tokens(pattern, source);
            if let Some((gap, inside)) = sole_gap(pattern).zip(between_brackets(source)) {
                self.pair(gap, inside);
                let name = hole(gap).map_or("_", |hole| hole.name);
                return self.bind(name, Bound::Nodes(source.children().collect(), inside));
            }
            goals.push(Goal::List(pattern.children().collect(), source.children().collect(), end));
            return true;
        }
        self.parts(pattern, source, goals)
    }

    fn is_predeclared(&self, pattern: Node<'p>) -> bool {
        is_name(pattern)
            && crate::go::facts::UNIVERSE.contains(&pattern.text())
            && pattern
                .parent()
                .is_none_or(|parent| !parent.is(Kind::SelectorExpression) || pattern.field() == Field::Operand)
    }

    /// The brackets around a list, and a keyword in front of it.
    fn tokens(&mut self, pattern: Node<'p>, source: Node<'t>) {
        let separates = |token: &Node<'_>| is_line_end(*token) || token.text() == ",";
        let wanted = pattern.all_children().filter(|child| child.is(Kind::Token) && !separates(child));
        let found = source.all_children().filter(|child| child.is(Kind::Token) && !separates(child));
        self.pairs.extend(wanted.zip(found).map(|(pattern, source)| (pattern.id(), source.span())));
    }

    fn qualified(&mut self, pattern: Node<'p>, name: Node<'p>, source: Node<'t>) -> bool {
        let parts = |node: Node<'p>| node.children().collect::<Vec<_>>();
        let (wanted, found) = (parts(pattern), source.children().collect::<Vec<_>>());
        let ([_, member], [package, found_member]) = (wanted.as_slice(), found.as_slice()) else { return false };
        let path = self.pattern.imports.get(name.text()).copied();
        let fits = path.is_some()
            && is_name(*package)
            && member.text() == found_member.text()
            && self.facts.imported(*package) == path;
        if fits {
            for (pattern, source) in pattern.all_children().zip(source.all_children()) {
                self.pairs.push((pattern.id(), source.span()));
            }
        }
        fits
    }

    /// `for range xs` has neither names nor `:=`; a gap on the left fits that too.
    fn range_clause(&mut self, pattern: Node<'p>, source: Node<'t>, goals: &mut Vec<Goal<'p, 't>>) -> bool {
        let left = pattern.get(Field::Left);
        let only_gap = left.and_then(Node::only_child).filter(|only| hole(*only).is_some_and(|hole| hole.many));
        let Some(gap) = only_gap else { return self.parts(pattern, source, goals) };
        let names: Vec<Node<'t>> = source.get(Field::Left).into_iter().flat_map(Node::children).collect();
        if !self.bind_gap(gap, &names, source.span().start) {
            return false;
        }
        for (p, s) in pattern.all_children().zip(source.all_children()) {
            if p.is(Kind::Token) && s.is(Kind::Token) && p.text() == s.text() {
                self.pairs.push((p.id(), s.span()));
            }
        }
        match (pattern.get(Field::Right), source.get(Field::Right)) {
            (Some(p), Some(s)) => goals.push(Goal::Node(p, s)),
            _ => return false,
        }
        true
    }

    /// The parts of a node one by one, tokens included. A list that is only a gap may be missing in the source.
    fn parts(&mut self, pattern: Node<'p>, source: Node<'t>, goals: &mut Vec<Goal<'p, 't>>) -> bool {
        let mut sources = source.all_children().filter(|child| !is_line_end(*child)).peekable();
        for part in pattern.all_children().filter(|child| !is_line_end(*child)) {
            let optional = is_list(part.kind())
                && part.children().next().is_some()
                && part.children().all(|child| hole(child).is_some_and(|hole| hole.many));
            let next = sources.peek().copied();
            match next {
                Some(next) if part.is(Kind::Token) => {
                    if !next.is(Kind::Token) || next.text() != part.text() {
                        return false;
                    }
                    self.pairs.push((part.id(), next.span()));
                    sources.next();
                }
                Some(next)
                    if next.field() == part.field() && next.is_named() && (!optional || next.kind() == part.kind()) =>
                {
                    goals.push(Goal::Node(part, next));
                    sources.next();
                }
                _ if optional => {
                    let at = next.map_or(source.span().end, |next| next.span().start);
                    if !part.children().all(|gap| self.bind_gap(gap, &[], at)) {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        sources.next().is_none()
    }
}

/// Whether a look at a node does not rule out that it fits.
fn may_fit(pattern: Node<'_>, source: Node<'_>) -> bool {
    hole(pattern).is_some() || pattern.kind() == source.kind() || pattern.kind() == source.unparenthesized().kind()
}

/// The gap that a list is all of.
fn sole_gap(list: Node<'_>) -> Option<Node<'_>> {
    list.only_child().filter(|only| hole(*only).is_some_and(|hole| hole.many))
}

/// What stands between the brackets of a list that is not empty, line ends and a last comma included, so that it is
/// written elsewhere as it is laid out here.
fn between_brackets(list: Node<'_>) -> Option<Span> {
    let (first, last) = (list.all_children().next()?, list.all_children().last()?);
    let bracketed = first.is(Kind::Token) && last.is(Kind::Token) && first != last && list.children().next().is_some();
    bracketed.then(|| Span::new(first.span().end, last.span().start))
}

fn is_line_end(node: Node<'_>) -> bool {
    node.is(Kind::Token) && matches!(node.text(), ";" | "\n" | "\r\n" | "")
}

/// Whether a node is siblings with separators, whose number a gap leaves open.
fn is_list(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::StatementList
            | Kind::ArgumentList
            | Kind::ExpressionList
            | Kind::ParameterList
            | Kind::LiteralValue
            | Kind::FieldDeclarationList
            | Kind::TypeArguments
            | Kind::SelectStatement
    )
}

/// Whether two stretches of source are the same code: the same tokens, and names that mean the same.
pub fn same_code(facts: &Facts<'_>, a: Node<'_>, b: Node<'_>) -> bool {
    let (a, b) = (a.unparenthesized(), b.unparenthesized());
    if a.kind() != b.kind() || a.is_broken() || b.is_broken() {
        // A type and a value of one name are different kinds of node.
        return is_name(a) && is_name(b) && a.text() == b.text() && facts.scopes.local(a) == facts.scopes.local(b);
    }
    if a.all_children().next().is_none() {
        return a.text() == b.text() && (!is_name(a) || facts.scopes.local(a) == facts.scopes.local(b));
    }
    let (mut xs, mut ys) =
        (a.all_children().filter(|n| !is_line_end(*n)), b.all_children().filter(|n| !is_line_end(*n)));
    loop {
        match (xs.next(), ys.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if same_code(facts, x, y) => {}
            _ => return false,
        }
    }
}
