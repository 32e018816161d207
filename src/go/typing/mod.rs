//! The static type of every expression, worked out on demand from the source of a package.
//!
//! An expression is looked at *in* a declaration ([`At`]): its own one, or one it leads to. Whatever is consulted on the
//! way is noted as read. What cannot be told is an error with a reason; nothing is guessed, and nothing that a reader
//! wrote, cycles included, makes this run for ever.

mod assign;
mod builtins;
mod calls;
mod context;
mod declared;
mod exprs;
mod generics;
mod imports;
mod lookup;
mod members;
mod operators;
mod ranges;
mod relations;
mod specs;
mod typeexprs;
mod under;
mod writing;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::answer::Reason;
use super::consts::Constant;
use super::facts::{Facts, Read};
use super::package::{DeclRef, File, Package};
use super::scope::Scopes;
use super::syntax::{Node, Tree};
use super::types::{Basic, Home, Spot, Type, TypeParam};
use crate::text::Span;

pub(super) use imports::{declares, package_name};
pub use lookup::Kinds;

/// The deepest chain of questions that one question may lead to. A frame of the evaluation is large, and threads have
/// small stacks.
const MAX_DEPTH: u32 = 160;

/// The most types that one may be written of.
const MAX_SIZE: usize = 10_000;

/// What was worked out for the declarations that an expression led to.
#[derive(Default)]
pub(super) struct Cache {
    declared: RefCell<HashMap<Key, Entry>>,
    depth: Cell<u32>,
    /// Whether the type that some place asks for is being looked for.
    wanting: Cell<bool>,
}

/// A declared name: its package (by address), its file, where it starts, and the node that bounds its scope, since every
/// clause of a type switch declares the same identifier anew.
type Key = (usize, usize, u32, u32);

enum Entry {
    /// It is being worked out: whoever asks has come round in a circle.
    Open,
    Done(Outcome<Operand>, Arc<[Read]>),
}

type Outcome<T> = Result<T, Reason>;

/// What an expression is.
#[derive(Clone, Debug)]
enum Operand {
    /// A value of this type, or the results of a call.
    Value(Type),
    /// A constant, and its value if it is exact and known.
    Constant(Type, Option<Constant>),
    /// A type.
    Type(Type),
    /// An alias with type parameters that have no arguments yet.
    Alias(Type, Vec<Arc<TypeParam>>),
    /// A predeclared function, or one of package `unsafe`.
    Builtin(&'static str),
}

impl Operand {
    fn value(self) -> Outcome<Type> {
        match self {
            Operand::Value(ty) | Operand::Constant(ty, _) => Ok(ty),
            Operand::Type(ty) => Err(Reason::new("not-a-value", format!("`{ty}` is a type"))),
            Operand::Alias(..) => Err(Reason::new("not-a-value", "a generic alias is a type")),
            Operand::Builtin(name) => {
                Err(Reason::new("not-a-value", format!("the builtin `{name}` can only be called")))
            }
        }
    }

    fn of_bearable_size(self) -> Outcome<Self> {
        match &self {
            Operand::Value(ty) | Operand::Constant(ty, _) | Operand::Type(ty) | Operand::Alias(ty, _)
                if ty.is_larger_than(MAX_SIZE) =>
            {
                Err(Reason::new("too-large", "the type is larger than anybody writes"))
            }
            _ => Ok(self),
        }
    }

    fn ty(self) -> Outcome<Type> {
        match self {
            Operand::Type(ty) => Ok(ty),
            other => other.value(),
        }
    }

    fn untyped(basic: Basic, value: Option<Constant>) -> Operand {
        Operand::Constant(Type::Basic(basic), value)
    }
}

/// A declaration, as the place where a piece of source is understood.
#[derive(Clone, Copy)]
struct At<'f, 'p> {
    /// The facts that the question was put to: they hold the cache and take the notes.
    facts: &'f Facts<'p>,
    package: &'p Package,
    place: DeclRef,
    tree: &'p Tree,
    scopes: &'p Scopes,
    /// What `iota` stands for, inside the spec of a constant.
    iota: Option<i128>,
}

impl<'f, 'p> At<'f, 'p> {
    fn here(facts: &'f Facts<'p>) -> Self {
        At { facts, package: facts.package, place: facts.place, tree: facts.tree, scopes: facts.scopes, iota: None }
    }

    /// The bytes of a pointer, if all builds that count agree.
    fn pointer_bytes(self) -> Option<u64> {
        self.facts.package.builds.target?.pointer_bytes()
    }

    fn file(self) -> &'p File {
        &self.package.files[self.place.file]
    }

    /// Those of several declarations in a package that can be meant in the file that is asked about: what other builds
    /// declare is out of its sight.
    fn seen(self, package: &'p Package, places: impl Iterator<Item = DeclRef>) -> Vec<DeclRef> {
        let mut places: Vec<DeclRef> = places.collect();
        if places.len() > 1 {
            let builds = self.facts.package.builds;
            let sees = |from: &File, place: &DeclRef| from.meets(&package.files[place.file], builds);
            let seen: Vec<DeclRef> = places
                .iter()
                .filter(|place| sees(self.facts.file, place) && sees(self.file(), place))
                .copied()
                .collect();
            if !seen.is_empty() {
                places = seen;
            }
        }
        places
    }

    fn in_package(facts: &'f Facts<'p>, package: &'p Package, place: DeclRef) -> Outcome<Self> {
        if std::ptr::eq(package, facts.package) && place == facts.place {
            return Ok(At::here(facts));
        }
        let file = &package.files[place.file];
        let parsed = file.signature(place.decl).map_err(|_| {
            Reason::new("too-deep", format!("a declaration in {} is nested too deep", file.path.display()))
        })?;
        Ok(At { facts, package, place, tree: &parsed.tree, scopes: parsed.scopes(), iota: None })
    }

    /// Whether this is in the package that is asked about.
    fn is_here(self) -> bool {
        std::ptr::eq(self.package, self.facts.package)
    }

    fn home(self) -> Home {
        match &self.package.path {
            Some(path) if !self.is_here() => Home::Import(path.clone()),
            _ => Home::Here,
        }
    }

    fn spot(self, name: Node<'_>) -> Spot {
        let package = if self.is_here() { None } else { imports::key(self.package) };
        Spot { package, file: self.place.file as u32, offset: name.span().start }
    }

    /// The declaration around a spot, and the identifier there.
    fn at_spot(self, spot: &Spot, name: &str) -> Outcome<(Self, Node<'p>)> {
        let lost = || Reason::new("unknown-type", format!("the declaration of `{name}` was not found again"));
        let package = match &spot.package {
            None => self.facts.package,
            Some(key) => imports::by_key(self.facts, key).ok_or_else(lost)?,
        };
        let file = package.files.get(spot.file as usize).ok_or_else(lost)?;
        let decls = &file.split.decls;
        let after = decls.partition_point(|decl| decl.span.start <= spot.offset);
        let decl = after.checked_sub(1).ok_or_else(lost)?;
        let at = At::in_package(self.facts, package, DeclRef { file: spot.file as usize, decl })?;
        let node = at.tree.covering(Span::new(spot.offset, spot.offset + name.len() as u32));
        if node.text() == name { Ok((at, node)) } else { Err(lost()) }
    }

    /// Notes that the answer rests on a node, the bodies of functions in it left out: they have no say in a type.
    fn note(self, node: Node<'_>) {
        if !self.is_here() {
            return;
        }
        let mut from = node.span().start;
        let mut behind = 0;
        for block in node.subtree().filter(|inner| inner.is(super::kind::Kind::Block)) {
            if block.span().start >= behind {
                self.note_span(Span::new(from, block.span().start));
                behind = block.span().end;
                from = behind;
            }
        }
        self.note_span(Span::new(from, node.span().end));
    }

    fn note_span(self, span: Span) {
        if self.is_here() && !span.is_empty() {
            self.facts.note_read(Read { file: self.place.file, span, words: None });
        }
    }

    /// Runs a question that another one led to.
    fn deeper<T>(self, ask: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let depth = &self.facts.typing.depth;
        if depth.get() >= MAX_DEPTH {
            return Err(Reason::new("too-deep", "it hangs on too long a chain of other types"));
        }
        depth.set(depth.get() + 1);
        let answer = ask();
        depth.set(depth.get() - 1);
        answer
    }

    /// Works out a declared name once, and notes for everyone who asks what that rested on.
    fn once(self, name: Node<'_>, scope: u32, ask: impl FnOnce() -> Outcome<Operand>) -> Outcome<Operand> {
        let key = (std::ptr::from_ref(self.package).addr(), self.place.file, name.span().start, scope);
        let declared = &self.facts.typing.declared;
        match declared.borrow().get(&key) {
            Some(Entry::Open) => {
                return Err(Reason::new("cycle", format!("`{}` is declared in terms of itself", name.text())));
            }
            Some(Entry::Done(outcome, reads)) => {
                reads.iter().for_each(|read| self.facts.note_read(read.clone()));
                return outcome.clone();
            }
            None => {}
        }
        declared.borrow_mut().insert(key, Entry::Open);
        let mark = self.facts.noted();
        let wanting = self.facts.typing.wanting.replace(false);
        let outcome = self.deeper(ask).and_then(Operand::of_bearable_size);
        self.facts.typing.wanting.set(wanting);
        let reads = self.facts.noted_since(mark);
        // How deep a question was asked and what was open around it must not colour the answer to a later one.
        let passing = matches!(&outcome, Err(reason) if reason.code == "too-deep" || reason.code == "cycle");
        let mut declared = declared.borrow_mut();
        if passing {
            declared.remove(&key);
        } else {
            declared.insert(key, Entry::Done(outcome.clone(), reads));
        }
        outcome
    }
}

/// `text`, cut to what a line of a report can hold.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn syntax(node: Node<'_>) -> Reason {
    Reason::new("syntax", format!("`{}` is not an expression that could be read", short(node.text())))
}
