//! Syntax trees: tree-sitter's answer, copied once into a flat array.
//!
//! This is the only file that names `tree_sitter`. A [`Tree`] holds the nodes of one stretch of a file in preorder, so a
//! subtree is a range of indexes, a parent is one step away, and nothing borrows from the parser. Comments are kept
//! aside: they may stand between any two tokens, and no pattern or fact should have to step over them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::kind::{Field, Kind};
use crate::text::Span;

/// The nodes of one parsed stretch of a file.
pub struct Tree {
    text: Arc<str>,
    nodes: Vec<Data>,
    comments: Vec<Span>,
    by_kind: OnceLock<HashMap<Kind, Vec<u32>>>,
}

/// What is stored for a node. `last` is the index behind its subtree.
struct Data {
    kind: Kind,
    field: Field,
    broken: bool,
    named: bool,
    span: Span,
    parent: u32,
    last: u32,
}

/// A node: a place in a [`Tree`].
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

/// The deepest nesting of nodes that is read; Go code written by people stays far below.
const MAX_DEPTH: usize = 1_000;

/// How many calls of `new` and `make` in one declaration are tried under another name.
const MAX_MASKED: usize = 64;

/// Why a stretch could not be turned into a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseError {
    /// Nodes are nested deeper than any person writes; every recursive question would risk the stack.
    TooDeep,
}

thread_local! {
    static PARSER: RefCell<tree_sitter::Parser> = RefCell::new({
        let mut parser = tree_sitter::Parser::new();
        parser
            .set_language(&tree_sitter_go::LANGUAGE.into())
            .expect("the grammar and the runtime are pinned together in Cargo.toml");
        parser
    });
}

/// Parses the parts of `text` that `spans` names (ascending, disjoint), as if they stood alone one after the other.
///
/// Positions in the tree are positions in `text`. The spans are usually one top-level declaration; two of them leave
/// out what lies between, such as the body of a function of which only the signature is asked for.
///
/// # Errors
/// [`ParseError::TooDeep`] for nesting that no person writes.
pub fn parse(text: &Arc<str>, spans: &[Span]) -> Result<Tree, ParseError> {
    let tree = copy(text, &run(text, spans))?;
    if !tree.root().is_broken() {
        return Ok(tree);
    }
    // Go 1.26 allows `new(f(x))`, and any version allows a local called `make`; the grammar knows neither. Under
    // another name of the same length both are plain calls, and the text of the nodes still comes from the original.
    // Only those that mend something are renamed: as a plain call, `make([]T, n)` is what the grammar cannot read.
    let mut best = tree;
    let mut masked = text.as_bytes().to_vec();
    for place in builtins(text, spans).into_iter().take(MAX_MASKED) {
        let word = masked[place];
        masked[place] = b'_';
        let tried = copy(text, &run(std::str::from_utf8(&masked).expect("ASCII was replaced by ASCII"), spans))?;
        if tried.faults() < best.faults() {
            best = tried;
        } else {
            masked[place] = word;
        }
        if !best.root().is_broken() {
            break;
        }
    }
    Ok(best)
}

fn run(text: &str, spans: &[Span]) -> tree_sitter::Tree {
    // The grammar wants a line end behind declarations, and the last line of a file may have none.
    if spans.last().is_some_and(|last| last.end as usize == text.len()) && !text.is_empty() && !text.ends_with('\n') {
        let mut spans = spans.to_vec();
        if let Some(last) = spans.last_mut() {
            last.end += 1;
        }
        return run(&format!("{text}\n"), &spans);
    }
    PARSER.with_borrow_mut(|parser| {
        let point = |offset: u32| tree_sitter::Point { row: 0, column: offset as usize };
        let ranges: Vec<_> = spans
            .iter()
            .map(|span| tree_sitter::Range {
                start_byte: span.start as usize,
                end_byte: span.end as usize,
                start_point: point(span.start),
                end_point: point(span.end),
            })
            .collect();
        parser.set_included_ranges(&ranges).expect("spans are ascending and disjoint");
        parser.parse(text, None).expect("a language is set, and no time limit")
    })
}

/// Where the words `new` and `make` start in front of a parenthesis.
fn builtins(text: &str, spans: &[Span]) -> Vec<usize> {
    let mut places = Vec::new();
    for span in spans {
        for word in ["new(", "make("] {
            for (at, _) in span.of(text).match_indices(word) {
                let at = span.start as usize + at;
                let before = text[..at].chars().next_back();
                if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                    places.push(at);
                }
            }
        }
    }
    places
}

fn copy(text: &Arc<str>, from: &tree_sitter::Tree) -> Result<Tree, ParseError> {
    let names = names();
    // Three questions for every node that one for all of them answers.
    let is_whole = !from.root_node().has_error();
    let mut tree = Tree { text: text.clone(), nodes: Vec::new(), comments: Vec::new(), by_kind: OnceLock::new() };
    let mut cursor = from.walk();
    let mut open: Vec<u32> = Vec::new();
    loop {
        let node = cursor.node();
        let end = text.len();
        let span = Span::new(node.start_byte().min(end) as u32, node.end_byte().min(end) as u32);
        let is_fault = !is_whole && (node.is_error() || node.is_missing());
        let kind = if is_fault { Kind::Error } else { names.kinds[usize::from(node.kind_id())] };
        let mut descend = false;
        if kind == Kind::Comment {
            tree.comments.push(span);
        } else {
            let id = tree.nodes.len() as u32;
            tree.nodes.push(Data {
                kind,
                field: cursor.field_id().map_or(Field::None, |id| names.fields[usize::from(id.get())]),
                broken: !is_whole && (node.has_error() || kind == Kind::Error),
                named: node.is_named(),
                span,
                parent: open.last().copied().unwrap_or(id),
                last: id + 1,
            });
            // The pieces of a string are never asked for one by one.
            let leaf = matches!(kind, Kind::InterpretedStringLiteral | Kind::RawStringLiteral);
            if !leaf && cursor.goto_first_child() {
                open.push(id);
                descend = true;
                if open.len() > MAX_DEPTH {
                    return Err(ParseError::TooDeep);
                }
            }
        }
        if descend {
            continue;
        }
        while !cursor.goto_next_sibling() {
            let Some(done) = open.pop() else { return Ok(tree) };
            tree.nodes[done as usize].last = tree.nodes.len() as u32;
            let moved = cursor.goto_parent();
            debug_assert!(moved);
        }
    }
}

/// The numbers of the grammar, translated.
struct Names {
    kinds: Vec<Kind>,
    fields: Vec<Field>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let language: tree_sitter::Language = tree_sitter_go::LANGUAGE.into();
        let kind = |id: u16| {
            if !language.node_kind_is_named(id) {
                return Kind::Token;
            }
            language.node_kind_for_id(id).and_then(Kind::from_name).unwrap_or(Kind::Token)
        };
        let field = |id: u16| language.field_name_for_id(id).and_then(Field::from_name).unwrap_or(Field::None);
        Names {
            kinds: (0..language.node_kind_count() as u16).map(kind).collect(),
            fields: (0..=language.field_count() as u16).map(field).collect(),
        }
    })
}

impl Tree {
    /// The node that holds all others.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: 0 }
    }

    /// How many bytes and places the grammar could not read.
    fn faults(&self) -> (u32, usize) {
        let faults = || self.nodes.iter().filter(|node| node.kind == Kind::Error);
        (faults().map(|node| node.span.len()).sum(), faults().count())
    }

    /// The node with this number in preorder.
    pub fn node(&self, id: u32) -> Node<'_> {
        assert!((id as usize) < self.nodes.len(), "node {id} of {}", self.nodes.len());
        Node { tree: self, id }
    }

    /// How many nodes there are; their numbers are below it.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Whether the tree holds nothing but its root.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// All comments, in order.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// The comments that lie wholly inside `span`.
    pub fn comments_in(&self, span: Span) -> &[Span] {
        let from = self.comments.partition_point(|c| c.start < span.start);
        let to = self.comments.partition_point(|c| c.end <= span.end);
        &self.comments[from..to.max(from)]
    }

    /// The text that the tree's positions refer to: the whole file.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The nodes that share a byte with `span`, stand at one of its ends, or lie around it; in preorder.
    pub fn near(&self, span: Span) -> impl Iterator<Item = Node<'_>> {
        let from = self.nodes.partition_point(|node| node.span.start < span.start);
        let to = self.nodes.partition_point(|node| node.span.start <= span.end);
        let before = from.checked_sub(1).map(|last| self.node(last as u32));
        let mut around: Vec<Node<'_>> =
            before.into_iter().chain(before.into_iter().flat_map(Node::ancestors)).collect();
        around.reverse();
        around.into_iter().chain((from..to).map(|id| self.node(id as u32)))
    }

    /// The smallest node that covers `span`.
    pub fn covering(&self, span: Span) -> Node<'_> {
        // The nodes ascend, so what covers the span is the last one that starts no later, or lies around that.
        let behind = self.nodes.partition_point(|node| node.span.start <= span.start);
        let last = self.node(behind.saturating_sub(1) as u32);
        let around = std::iter::once(last).chain(last.ancestors());
        around.into_iter().find(|node| node.span().covers(span)).unwrap_or_else(|| self.root())
    }
}

impl<'t> Node<'t> {
    fn data(self) -> &'t Data {
        &self.tree.nodes[self.id as usize]
    }

    /// The tree that the node stands in.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// The node's number in preorder, unique in its tree.
    pub fn id(self) -> u32 {
        self.id
    }

    /// What the node is.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// Whether the node is of this kind.
    pub fn is(self, kind: Kind) -> bool {
        self.data().kind == kind
    }

    /// The part it plays in its parent.
    pub fn field(self) -> Field {
        self.data().field
    }

    /// Whether it is more than an operator, keyword or punctuation mark.
    pub fn is_named(self) -> bool {
        self.data().named
    }

    /// Whether the grammar could not read this node or something in it.
    pub fn is_broken(self) -> bool {
        self.data().broken
    }

    /// Where it stands in the file.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its source text.
    pub fn text(self) -> &'t str {
        self.span().of(&self.tree.text)
    }

    /// The node around it; none for the root.
    pub fn parent(self) -> Option<Node<'t>> {
        (self.id != 0).then(|| Node { tree: self.tree, id: self.data().parent })
    }

    /// The nodes around it, nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The nodes directly inside it, tokens included.
    pub fn all_children(self) -> impl Iterator<Item = Node<'t>> + Clone {
        let last = self.data().last;
        let mut next = self.id + 1;
        std::iter::from_fn(move || {
            (next < last).then(|| {
                let child = Node { tree: self.tree, id: next };
                next = child.data().last;
                child
            })
        })
    }

    /// The nodes directly inside it, without tokens.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> + Clone {
        self.all_children().filter(|child| child.is_named())
    }

    /// The first child that plays this part.
    pub fn get(self, field: Field) -> Option<Node<'t>> {
        self.all_children().find(|child| child.field() == field)
    }

    /// The children that play this part, without tokens.
    pub fn get_all(self, field: Field) -> impl Iterator<Item = Node<'t>> + Clone {
        self.children().filter(move |child| child.field() == field)
    }

    /// The first child of this kind.
    pub fn child(self, kind: Kind) -> Option<Node<'t>> {
        self.all_children().find(|child| child.is(kind))
    }

    /// The only child without tokens, if there is exactly one.
    pub fn only_child(self) -> Option<Node<'t>> {
        let mut children = self.children();
        children.next().filter(|_| children.next().is_none())
    }

    /// Whether one of its tokens reads so.
    pub fn has_token(self, text: &str) -> bool {
        self.all_children().any(|child| child.is(Kind::Token) && child.text() == text)
    }

    /// The node itself and all in it, in preorder, tokens included.
    pub fn subtree(self) -> impl DoubleEndedIterator<Item = Node<'t>> + Clone {
        let tree = self.tree;
        (self.id..self.data().last).map(move |id| Node { tree, id })
    }

    /// Those nodes of the subtree that are of this kind, in preorder, without a walk over all the others.
    pub fn all_of(self, kind: Kind) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        let by_kind = tree.by_kind.get_or_init(|| {
            let mut by_kind: HashMap<Kind, Vec<u32>> = HashMap::new();
            for (id, node) in tree.nodes.iter().enumerate().filter(|(_, node)| node.named) {
                by_kind.entry(node.kind).or_default().push(id as u32);
            }
            by_kind
        });
        let all = by_kind.get(&kind).map(Vec::as_slice).unwrap_or_default();
        let from = all.partition_point(|id| *id < self.id);
        all[from..].iter().map(move |id| Node { tree, id: *id }).take_while(move |node| self.contains(*node))
    }

    /// The next sibling without tokens.
    pub fn next(self) -> Option<Node<'t>> {
        let end = self.parent()?.data().last;
        let behind = |node: &Node<'t>| Some(node.data().last).filter(|id| *id < end);
        let tree = self.tree;
        let siblings = std::iter::successors(behind(&self), move |id| behind(&Node { tree, id: *id }));
        siblings.map(|id| Node { tree, id }).find(|other| other.is_named())
    }

    /// The sibling before it without tokens.
    pub fn previous(self) -> Option<Node<'t>> {
        let parent = self.parent()?;
        let before = |node: Node<'t>| {
            let last = Node { tree: node.tree, id: node.id - 1 };
            std::iter::once(last).chain(last.ancestors()).find(|other| other.parent() == Some(parent))
        };
        std::iter::successors(before(self), |node| before(*node)).find(|other| other.is_named())
    }

    /// Whether `other` is this node or lies in it.
    pub fn contains(self, other: Node<'_>) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id <= other.id && other.id < self.data().last
    }

    /// The nearest node around it, or itself, of one of these kinds.
    pub fn enclosing(self, kinds: &[Kind]) -> Option<Node<'t>> {
        std::iter::once(self).chain(self.ancestors()).find(|node| kinds.contains(&node.kind()))
    }

    /// The expression without the parentheses around it.
    pub fn unparenthesized(self) -> Node<'t> {
        let mut node = self;
        while matches!(node.kind(), Kind::ParenthesizedExpression | Kind::ParenthesizedType) {
            match node.only_child() {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node
    }

    /// The kinds and texts of the subtree as an S-expression, for tests and `rules check`.
    pub fn sexp(self) -> String {
        let mut out = String::new();
        self.write_sexp(&mut out);
        out
    }

    fn write_sexp(self, out: &mut String) {
        if self.field() != Field::None {
            out.push_str(self.field().name());
            out.push(':');
        }
        let mut children = self.children().peekable();
        if children.peek().is_none() {
            out.push_str(self.text());
            return;
        }
        out.push('(');
        out.push_str(self.kind().name());
        for child in children {
            out.push(' ');
            child.write_sexp(out);
        }
        out.push(')');
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}..{}", self.kind().name(), self.span().start, self.span().end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        let text: Arc<str> = text.into();
        parse(&text, &[Span::new(0, text.len() as u32)]).unwrap()
    }

    #[test]
    fn a_stretch_keeps_the_files_positions() {
        let text: Arc<str> = "package p\n\nfunc a() {}\n\nfunc b() int { return 1 }\n".into();
        let tree = parse(&text, &[Span::new(24, text.len() as u32)]).unwrap();
        let func = tree.root().only_child().unwrap();
        assert_eq!(func.kind(), Kind::FunctionDeclaration);
        assert_eq!(func.text(), "func b() int { return 1 }");
    }

    #[test]
    fn a_body_can_be_left_out() {
        let text: Arc<str> = "func b(x int) (n int) { this is not ( Go }\n".into();
        let open = text.find('{').unwrap() as u32;
        let close = text.find('}').unwrap() as u32;
        let tree = parse(&text, &[Span::new(0, open + 1), Span::new(close, close + 2)]).unwrap();
        assert!(!tree.root().is_broken(), "{}", tree.root().sexp());
    }

    #[test]
    fn new_of_an_expression_is_a_call() {
        let tree = tree("func f() { p := new(g(1)); _ = p }\n");
        assert!(!tree.root().is_broken());
        let call = tree.root().subtree().find(|n| n.is(Kind::CallExpression)).unwrap();
        assert_eq!(call.text(), "new(g(1))");
        assert_eq!(call.get(Field::Function).unwrap().text(), "new");
    }

    #[test]
    fn new_of_an_expression_stands_beside_make() {
        let tree = tree("func f() {\n\ts := make([]int, 3)\n\tp, q := new(len(s)), new([]int)\n\t_, _ = p, q\n}\n");
        assert!(!tree.root().is_broken(), "{}", tree.root().sexp());
    }

    #[test]
    fn the_last_line_needs_no_end() {
        for text in ["type t struct{ x int }", "var x = 1", "const c = 2"] {
            let tree = tree(text);
            assert!(!tree.root().is_broken(), "{}", tree.root().sexp());
            assert_eq!(tree.root().only_child().unwrap().text(), text);
        }
    }

    #[test]
    fn nesting_has_a_limit() {
        let text: Arc<str> = format!("var x = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000)).into();
        let whole = [Span::new(0, text.len() as u32)];
        assert_eq!(parse(&text, &whole).err(), Some(ParseError::TooDeep));
    }

    #[test]
    fn comments_stand_aside() {
        let tree = tree("func f() { // one\n\tg( /* two */ 1)\n}\n");
        assert_eq!(tree.comments().len(), 2);
        assert!(tree.root().subtree().all(|n| !n.is(Kind::Comment)));
    }
}
