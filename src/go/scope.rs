//! What a name means inside one declaration: block scopes as the Go spec has them.
//!
//! Only local meanings are settled here. A name that no block declares is *free*: it belongs to the package, an import
//! or the universe, which is the business of `package`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::kind::{Field, Kind};
use super::syntax::{Node, Tree};
use crate::text::Span;

/// The local declarations of one tree, and which of them each identifier means.
pub struct Scopes {
    locals: Vec<Local>,
    /// By node number: the local that an identifier means or declares; `NONE` for all other nodes.
    meanings: Vec<u32>,
    /// The locals of each name, once somebody asks by name.
    by_name: OnceLock<HashMap<String, Vec<LocalId>>>,
}

const NONE: u32 = u32::MAX;

/// The number of a local in its [`Scopes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalId(u32);

/// What kind of thing a local name is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// Declared by `var`, `:=`, a range clause or a receive in a `select`.
    Var,
    /// A parameter of a function or function literal.
    Param,
    /// A named result.
    Result,
    /// The receiver of a method.
    Receiver,
    /// The `x` of `switch x := y.(type)`, which each clause declares anew with a type of its own.
    TypeSwitch,
    /// Declared by `const`.
    Const,
    /// Declared by `type`.
    Type,
    /// A type parameter.
    TypeParam,
}

/// A local declaration.
#[derive(Debug)]
pub struct Local {
    /// What kind of thing it is.
    pub kind: LocalKind,
    /// The identifier that declares it, by node number.
    pub declared: u32,
    /// The block, clause, statement or function that bounds its scope, by node number.
    pub scope: u32,
    /// The function declaration or literal it belongs to, by node number; the root outside of functions.
    pub function: u32,
    /// From this offset on the name means this local.
    pub visible_from: u32,
    /// Every identifier that means it, the declaring one left out, in order, by node number.
    pub uses: Vec<u32>,
}

impl Scopes {
    /// The scopes of a tree.
    pub fn of(tree: &Tree) -> Scopes {
        let mut walk = Walk {
            scopes: Scopes { locals: Vec::new(), meanings: vec![NONE; tree.len() as usize], by_name: OnceLock::new() },
            open: Vec::new(),
            function: tree.root(),
        };
        for child in tree.root().children() {
            walk.top_level(child);
        }
        // The right side of a short declaration is walked before its left side.
        for local in &mut walk.scopes.locals {
            local.uses.sort_unstable();
        }
        walk.scopes
    }

    /// The local that an identifier means or declares; none if the name is free.
    pub fn local(&self, node: Node<'_>) -> Option<LocalId> {
        match self.meanings[node.id() as usize] {
            NONE => None,
            id => Some(LocalId(id)),
        }
    }

    /// The declaration behind a number.
    pub fn get(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }

    /// All locals in the order of their declaration.
    pub fn locals(&self) -> impl Iterator<Item = (LocalId, &Local)> {
        self.locals.iter().enumerate().map(|(id, local)| (LocalId(id as u32), local))
    }

    /// The local that `name` would mean if it were written at `offset`.
    pub fn visible(&self, tree: &Tree, name: &str, offset: u32) -> Option<LocalId> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<LocalId>> = HashMap::new();
            for (id, local) in self.locals() {
                by_name.entry(tree.node(local.declared).text().to_string()).or_default().push(id);
            }
            by_name
        });
        let scope = |id: LocalId| tree.node(self.get(id).scope).span();
        let is_seen = |id: &LocalId| {
            self.get(*id).visible_from <= offset && scope(*id).start <= offset && offset < scope(*id).end
        };
        let named = by_name.get(name).into_iter().flatten().copied();
        named.filter(is_seen).max_by_key(|id| (scope(*id).start, self.get(*id).visible_from))
    }

    /// Whether some function literal inside the local's function uses it.
    pub fn is_captured(&self, tree: &Tree, id: LocalId) -> bool {
        let local = self.get(id);
        local.uses.iter().any(|&used| function_of(tree.node(used)).id() != local.function)
    }

    /// The identifiers that mean the local and lie in `span`, in order.
    pub fn uses_in<'t>(&self, tree: &'t Tree, id: LocalId, span: Span) -> impl Iterator<Item = Node<'t>> {
        self.get(id).uses.iter().map(|&used| tree.node(used)).filter(move |node| span.covers(node.span()))
    }
}

/// The innermost function declaration or literal around a node, or the root.
pub fn function_of(node: Node<'_>) -> Node<'_> {
    node.ancestors().find(|around| is_function(*around)).unwrap_or_else(|| node.tree().root())
}

/// Whether a node is a function declaration, a method declaration or a function literal.
pub fn is_function(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::FunctionDeclaration | Kind::MethodDeclaration | Kind::FuncLiteral)
}

/// Whether a node is a name that scopes decide about. `nil`, `true`, `false` and `iota` are: Go lets them be redeclared.
pub fn is_name(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        Kind::Identifier
            | Kind::TypeIdentifier
            | Kind::PackageIdentifier
            | Kind::Nil
            | Kind::True
            | Kind::False
            | Kind::Iota
    )
}

/// Whether an identifier stands where a composite literal may have a field name: `T{name: 1}`. Only the type of the
/// literal decides between a field and a value, so such an identifier may mean nothing at all.
pub fn is_literal_key(node: Node<'_>) -> bool {
    node.parent().is_some_and(|element| element.is(Kind::LiteralElement) && element.field() == Field::Key)
}

struct Walk<'t> {
    scopes: Scopes,
    /// The scopes around the place that is looked at, innermost last: the node that bounds each, and its locals.
    open: Vec<(Node<'t>, HashMap<&'t str, u32>)>,
    function: Node<'t>,
}

impl<'t> Walk<'t> {
    fn within(&mut self, scope: Node<'t>, walk: impl FnOnce(&mut Self)) {
        self.open.push((scope, HashMap::new()));
        walk(self);
        self.open.pop();
    }

    fn find(&self, name: &str) -> Option<u32> {
        self.open.iter().rev().find_map(|(_, names)| names.get(name).copied())
    }

    fn declare(&mut self, name: Node<'t>, kind: LocalKind, visible_from: u32) {
        if name.text() == "_" {
            return;
        }
        let Some((scope, names)) = self.open.last_mut() else { return };
        let id = self.scopes.locals.len() as u32;
        // The later one counts, should a name be declared twice.
        names.insert(name.text(), id);
        self.scopes.locals.push(Local {
            kind,
            declared: name.id(),
            scope: scope.id(),
            function: self.function.id(),
            visible_from,
            uses: Vec::new(),
        });
        self.scopes.meanings[name.id() as usize] = id;
    }

    fn refer(&mut self, name: Node<'t>) {
        if let Some(id) = self.find(name.text()) {
            self.scopes.meanings[name.id() as usize] = id;
            self.scopes.locals[id as usize].uses.push(name.id());
        }
    }

    /// A declaration at the level of the package: what it declares is not local.
    fn top_level(&mut self, node: Node<'t>) {
        match node.kind() {
            Kind::FunctionDeclaration | Kind::MethodDeclaration => self.function(node),
            Kind::VarDeclaration | Kind::ConstDeclaration => {
                for spec in specs(node) {
                    self.parts_but_names(spec);
                }
            }
            Kind::TypeDeclaration => {
                for spec in node.children() {
                    self.within(spec, |walk| walk.type_spec_body(spec));
                }
            }
            Kind::ImportDeclaration | Kind::PackageClause => {}
            _ => self.within(node, |walk| walk.node(node)),
        }
    }

    fn children(&mut self, node: Node<'t>) {
        for child in node.children() {
            self.node(child);
        }
    }

    fn parts_but_names(&mut self, spec: Node<'t>) {
        for part in spec.children().filter(|part| part.field() != Field::Name) {
            self.node(part);
        }
    }

    fn function(&mut self, node: Node<'t>) {
        let outer = std::mem::replace(&mut self.function, node);
        self.within(node, |walk| {
            if let Some(parameters) = node.get(Field::TypeParameters) {
                walk.type_parameters(parameters);
            }
            if let Some(receiver) = node.get(Field::Receiver) {
                walk.receiver_types(receiver);
            }
            let parts = [
                (Field::Receiver, LocalKind::Receiver),
                (Field::Parameters, LocalKind::Param),
                (Field::Result, LocalKind::Result),
            ];
            // The names are in scope in the body only: `func f(url string) (u *url.URL)` names the package.
            for part in parts[1..].iter().filter_map(|(field, _)| node.get(*field)) {
                walk.signature_part(part);
            }
            for (field, kind) in parts {
                if let Some(part) = node.get(field) {
                    walk.parameter_names(part, kind);
                }
            }
            // Parameters and the outermost block of the body are one scope.
            if let Some(body) = node.get(Field::Body) {
                walk.children(body);
            }
        });
        self.function = outer;
    }

    fn type_parameters(&mut self, list: Node<'t>) {
        // All of them are in scope in all constraints.
        let declarations = || list.children().filter(|node| node.is(Kind::TypeParameterDeclaration));
        for declaration in declarations() {
            for name in declaration.get_all(Field::Name) {
                self.declare(name, LocalKind::TypeParam, list.span().start);
            }
        }
        for declaration in declarations() {
            self.parts_but_names(declaration);
        }
    }

    /// `(t *T[K, V])` declares `K` and `V` as type parameters, though they look like type arguments.
    fn receiver_types(&mut self, list: Node<'t>) {
        for arguments in list.subtree().filter(|node| node.is(Kind::TypeArguments)) {
            for name in arguments.subtree().filter(|node| node.is(Kind::TypeIdentifier)) {
                self.declare(name, LocalKind::TypeParam, list.span().start);
            }
        }
        for declaration in list.children() {
            for part in declaration.get_all(Field::Type).flat_map(Node::subtree) {
                if part.is(Kind::TypeIdentifier) && self.scopes.meanings[part.id() as usize] == NONE {
                    self.refer(part);
                }
            }
        }
    }

    fn parameter_names(&mut self, part: Node<'t>, kind: LocalKind) {
        if !part.is(Kind::ParameterList) {
            return;
        }
        for declaration in part.children() {
            for name in declaration.get_all(Field::Name) {
                self.declare(name, kind, part.span().start);
            }
        }
    }

    fn type_spec_body(&mut self, spec: Node<'t>) {
        if let Some(parameters) = spec.get(Field::TypeParameters) {
            self.type_parameters(parameters);
        }
        if let Some(body) = spec.get(Field::Type) {
            self.node(body);
        }
    }

    fn node(&mut self, node: Node<'t>) {
        match node.kind() {
            _ if is_name(node) => self.refer(node),
            Kind::FuncLiteral => self.function(node),
            // The names in a function type or an interface's method declare nothing that a body could use.
            Kind::FunctionType | Kind::MethodElem => {
                for part in [Field::Parameters, Field::Result].into_iter().filter_map(|field| node.get(field)) {
                    self.signature_part(part);
                }
            }
            Kind::SelectorExpression => {
                if let Some(operand) = node.get(Field::Operand) {
                    self.node(operand);
                }
            }
            Kind::QualifiedType => {
                if let Some(package) = node.get(Field::Package) {
                    self.refer(package);
                }
            }
            Kind::FieldDeclaration => self.parts_but_names(node),
            Kind::Block
            | Kind::IfStatement
            | Kind::ForStatement
            | Kind::ExpressionSwitchStatement
            | Kind::SelectStatement
            | Kind::ExpressionCase
            | Kind::DefaultCase
            | Kind::CommunicationCase => self.within(node, |walk| walk.children(node)),
            Kind::TypeSwitchStatement => self.within(node, |walk| walk.type_switch(node)),
            Kind::ShortVarDeclaration => self.short_var(node),
            Kind::RangeClause => self.assigning(node, LocalKind::Var),
            Kind::ReceiveStatement => self.assigning(node, LocalKind::Var),
            Kind::VarDeclaration | Kind::ConstDeclaration => {
                let kind = if node.is(Kind::VarDeclaration) { LocalKind::Var } else { LocalKind::Const };
                for spec in specs(node) {
                    self.parts_but_names(spec);
                    for name in spec.get_all(Field::Name) {
                        self.declare(name, kind, spec.span().end);
                    }
                }
            }
            Kind::TypeDeclaration => {
                for spec in node.children() {
                    if let Some(name) = spec.get(Field::Name) {
                        // An alias is in scope in its own declaration too, where it is an error.
                        self.declare(name, LocalKind::Type, name.span().start);
                    }
                    self.within(spec, |walk| walk.type_spec_body(spec));
                }
            }
            _ => self.children(node),
        }
    }

    fn signature_part(&mut self, part: Node<'t>) {
        if part.is(Kind::ParameterList) {
            for declaration in part.children() {
                self.parts_but_names(declaration);
            }
        } else {
            self.node(part);
        }
    }

    fn short_var(&mut self, node: Node<'t>) {
        if let Some(right) = node.get(Field::Right) {
            self.node(right);
        }
        let Some(left) = node.get(Field::Left) else { return };
        for name in left.children() {
            let is_here = self.open.last().is_some_and(|(_, names)| names.contains_key(name.text()));
            if is_name(name) && !is_here {
                self.declare(name, LocalKind::Var, node.span().end);
            } else {
                self.node(name);
            }
        }
    }

    /// A range clause or a receive: `left := right`, `left = right`, or only `right`.
    fn assigning(&mut self, node: Node<'t>, kind: LocalKind) {
        if let Some(right) = node.get(Field::Right) {
            self.node(right);
        }
        let Some(left) = node.get(Field::Left) else { return };
        for name in left.children() {
            if node.has_token(":=") && is_name(name) {
                self.declare(name, kind, node.span().end);
            } else {
                self.node(name);
            }
        }
    }

    fn type_switch(&mut self, node: Node<'t>) {
        for field in [Field::Initializer, Field::Value] {
            if let Some(part) = node.get(field) {
                self.node(part);
            }
        }
        let alias = node.get(Field::Alias).and_then(Node::only_child);
        for case in node.children().filter(|child| matches!(child.kind(), Kind::TypeCase | Kind::DefaultCase)) {
            self.within(case, |walk| {
                for listed in case.get_all(Field::Type) {
                    walk.node(listed);
                }
                if let Some(alias) = alias {
                    walk.declare(alias, LocalKind::TypeSwitch, case.span().start);
                }
                for part in case.children().filter(|part| part.field() != Field::Type) {
                    walk.node(part);
                }
            });
        }
    }
}

/// The specs of a `var` or `const` declaration, grouped or not.
pub fn specs(declaration: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    declaration.subtree().filter(move |node| {
        matches!(node.kind(), Kind::VarSpec | Kind::ConstSpec)
            && node.parent().is_some_and(|parent| {
                parent == declaration || (parent.is(Kind::VarSpecList) && parent.parent() == Some(declaration))
            })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::go::syntax::parse;

    /// Each `name` is followed by the line of what it means, in order of appearance; `-` for free names.
    fn meanings(text: &str, name: &str) -> Vec<String> {
        let text: Arc<str> = text.into();
        let tree = parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
        assert!(!tree.root().is_broken(), "{}", tree.root().sexp());
        let scopes = Scopes::of(&tree);
        let line = |offset: u32| text[..offset as usize].matches('\n').count() + 1;
        tree.root()
            .subtree()
            .filter(|node| is_name(*node) && node.text() == name)
            .map(|node| match scopes.local(node) {
                Some(id) => line(tree.node(scopes.get(id).declared).span().start).to_string(),
                None => "-".to_string(),
            })
            .collect()
    }

    #[test]
    fn a_short_declaration_sees_the_outer_name_on_its_right() {
        let text = "func f(x int) {\n\t{\n\t\tx := x\n\t\t_ = x\n\t}\n\t_ = x\n}\n";
        assert_eq!(meanings(text, "x"), ["1", "3", "1", "3", "1"]);
    }

    #[test]
    fn a_redeclared_name_in_the_same_block_is_an_assignment() {
        let text = "func f(x int) {\n\tx, y := 1, 2\n\t_, _ = x, y\n}\n";
        assert_eq!(meanings(text, "x"), ["1", "1", "1"]);
    }

    #[test]
    fn statements_have_scopes_of_their_own() {
        let text = "func f() {\n\tif x := 1; x > 0 {\n\t\t_ = x\n\t} else if x := 2; x > 1 {\n\t\t_ = x\n\t}\n\tfor x := range x {\n\t\t_ = x\n\t}\n\t_ = x\n}\n";
        assert_eq!(meanings(text, "x"), ["2", "2", "2", "4", "4", "4", "7", "-", "7", "-"]);
    }

    #[test]
    fn each_clause_of_a_type_switch_declares_the_name() {
        let text = "func f(v any) {\n\tswitch x := v.(type) {\n\tcase int:\n\t\t_ = x\n\tdefault:\n\t\t_ = x\n\t}\n\t_ = x\n}\n";
        assert_eq!(meanings(text, "x"), ["2", "2", "2", "-"]);
    }

    #[test]
    fn selects_declare_in_their_clause() {
        let text = "func f(c chan int) {\n\tselect {\n\tcase x, ok := <-c:\n\t\t_, _ = x, ok\n\t}\n\t_ = x\n}\n";
        assert_eq!(meanings(text, "x"), ["3", "3", "-"]);
    }

    #[test]
    fn literals_capture() {
        let text: Arc<str> = "func f() {\n\tx, y := 1, 2\n\tgo func() { _ = x }()\n\t_ = y\n}\n".into();
        let tree = parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
        let scopes = Scopes::of(&tree);
        let captured: Vec<bool> = scopes.locals().map(|(id, _)| scopes.is_captured(&tree, id)).collect();
        assert_eq!(captured, [true, false]);
    }

    #[test]
    fn type_parameters_and_receivers() {
        let text = "func (t *T[K]) m(k K) (v K) {\n\tvar u K\n\treturn t.m(u)\n}\n";
        assert_eq!(meanings(text, "K"), ["1", "1", "1", "1"]);
        assert_eq!(meanings(text, "t"), ["1", "1"]);
    }

    #[test]
    fn the_types_of_a_signature_do_not_see_its_parameters() {
        assert_eq!(meanings("func f(x int) (y x) {\n\t_ = x\n\treturn\n}\n", "x"), ["1", "-", "1"]);
        assert_eq!(meanings("func (x T) m(y x) x {\n\t_ = x\n\treturn\n}\n", "x"), ["1", "-", "-", "1"]);
    }

    #[test]
    fn names_of_fields_and_function_types_mean_nothing() {
        let text = "func f(g func(x int) int) {\n\tvar s struct{ x int }\n\t_ = s.x\n\t_ = x\n}\n";
        assert_eq!(meanings(text, "x"), ["-", "-"]);
    }

    #[test]
    fn what_a_name_would_mean_elsewhere() {
        let text: Arc<str> = "func f() {\n\tn := 1\n\t{\n\t\tn := 2\n\t\t_ = n\n\t}\n\t_ = n\n}\n".into();
        let tree = parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
        let scopes = Scopes::of(&tree);
        let at = |place: &str| {
            let offset = text.find(place).unwrap() as u32;
            scopes.visible(&tree, "n", offset).map(|id| tree.node(scopes.get(id).declared).span().start)
        };
        assert_eq!(at("n := 1"), None);
        assert_eq!(at("n := 2"), Some(12));
        assert_eq!(at("_ = n\n\t}"), Some(24));
        assert_eq!(at("_ = n\n}"), Some(12));
    }
}
