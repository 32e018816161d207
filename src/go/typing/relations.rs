//! How types relate: which are identical, and what an interface asks for.
//!
//! Whatever hangs on a name that was not read is not known. Nothing here runs for ever: interfaces may lead back to
//! themselves through their methods, so every walk has a limit.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::imports::OPAQUE;
use super::members::is_exported;
use super::{At, Outcome};
use crate::go::answer::{Answer, Reason};
use crate::go::facts::Facts;
use crate::go::kind::Field as Part;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Field, Home, Signature, Type};

/// How many pairs of types one question may compare.
const MAX_PAIRS: u32 = 10_000;

/// The most interfaces that one may embed.
const MAX_EMBEDDED: usize = 200;

impl<'p> Facts<'p> {
    /// Whether two types are the same type (Go spec, "Type identity"). Interfaces are when they ask for the same
    /// methods, however those were put together.
    pub fn identical(&self, a: &Type, b: &Type) -> Answer {
        match Relation::of(self).same(a, b) {
            Ok(true) => Answer::Yes,
            Ok(false) => Answer::no("other-type", format!("`{a}` and `{b}` are different types")),
            Err(reason) => Answer::Unknown(reason),
        }
    }

    /// The type that a method of a type is declared for, without a pointer (Go spec, "Struct types", promoted methods, and
    /// "Selectors"): the type itself, or the embedded one that the method is promoted from. For the method of an
    /// interface it is the interface that the selector reached.
    ///
    /// # Errors
    /// When there is no such method, or it is not known.
    pub fn method_from(&self, ty: &Type, name: &str) -> Outcome<Type> {
        match At::here(self).member(ty, name)? {
            Some(member) if !member.sure || member.in_some_builds => {
                Err(Reason::new("unknown-member", format!("which `{name}` of `{ty}` is meant is not known")))
            }
            Some(member) if member.is_method => Ok(member.owner),
            _ => Err(Reason::new("no-method", format!("`{ty}` has no method `{name}`"))),
        }
    }
}

impl<'p> Facts<'p> {
    /// Whether the function `name`, of the package or the type that `function` belongs to, takes and gives the same but for the first
    /// parameter, which is a `string` in one and a `[]byte` in the other.
    pub fn has_twin(&self, function: Node<'_>, name: &str) -> Answer {
        match self.is_twin(function, name) {
            Ok(true) => Answer::Yes,
            Ok(false) => {
                Answer::no("no-twin", format!("`{name}` does not take and give the same as `{}`", function.text()))
            }
            Err(reason) => Answer::Unknown(reason),
        }
    }

    fn is_twin(&self, function: Node<'_>, name: &str) -> Outcome<bool> {
        let (at, own) = (At::here(self), self.type_of(function)?);
        let twin = match function.get(Part::Operand) {
            None => at.package_level(self.package, name)?.value()?,
            Some(operand) => match self.imported(operand.unparenthesized()) {
                Some(path) if is_exported(name) => at.imported(path, name)?.value()?,
                Some(_) => return Ok(false),
                None => self.member_of(&self.type_of(operand)?, name)?,
            },
        };
        self.are_twins(&own, &twin)
    }

    /// Whether `Write` and `WriteString` of a value can be called in each other's place, as far as the types go.
    pub fn writes_strings(&self, writer: Node<'_>) -> Answer {
        let ty = match self.type_of(writer) {
            Ok(ty) => ty,
            Err(reason) => return Answer::Unknown(reason),
        };
        let both_in = |ty: &Type| self.method_set_has(ty, "Write").and_then(|| self.method_set_has(ty, "WriteString"));
        // One declared for the value and one for the pointer would not do where the value has no address.
        let neither =
            || !self.method_set_has(&ty, "Write").is_yes() && !self.method_set_has(&ty, "WriteString").is_yes();
        let answer = match both_in(&ty) {
            Answer::No(_) if neither() => both_in(&ty.clone().pointer_to()),
            answer => answer,
        };
        answer.and_then(|| {
            let member = |name| self.member_of(&ty, name);
            match member("Write").and_then(|own| self.are_twins(&own, &member("WriteString")?)) {
                Ok(true) => Answer::Yes,
                Ok(false) => {
                    Answer::no("no-twin", format!("`Write` and `WriteString` of `{ty}` do not take and give the same"))
                }
                Err(reason) => Answer::Unknown(reason),
            }
        })
    }

    fn are_twins(&self, own: &Type, twin: &Type) -> Outcome<bool> {
        let (Type::Func(own), Type::Func(twin)) = (own, twin) else { return Ok(false) };
        let (string, bytes) = (Type::Basic(Basic::String), Type::Basic(Basic::Uint8).slice_of());
        let mut wanted = (**own).clone();
        match wanted.params.first_mut() {
            Some(text) if *text == string => *text = bytes,
            Some(text) if *text == bytes => *text = string,
            _ => return Ok(false),
        }
        Relation::of(self).same_signatures(&wanted, twin)
    }
}

/// A comparison of types, as far as it may go.
pub(super) struct Relation<'f, 'p> {
    pub at: At<'f, 'p>,
    left: Cell<u32>,
}

/// A method's name. One that is not exported belongs to a package: none for the one that is asked about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct MethodName {
    pub home: Option<Arc<str>>,
    pub name: Arc<str>,
}

/// What an interface asks for, embedded ones included.
#[derive(Default)]
pub(super) struct Asked {
    pub methods: BTreeMap<MethodName, Arc<Signature>>,
    /// There are methods that nobody tells of: names that the standard library does not export.
    pub hidden: bool,
    /// It allows certain types only.
    pub limited: bool,
    /// It allows only types that can be compared.
    pub comparable: bool,
}

impl Asked {
    /// Whether methods are all it asks for, and all of them are known.
    pub fn is_plain(&self) -> bool {
        !self.hidden && !self.limited && !self.comparable
    }
}

/// Whether all of several things are so: one that is not settles it, whatever is not known about the others.
pub(super) fn all(parts: impl IntoIterator<Item = Outcome<bool>>) -> Outcome<bool> {
    let mut unknown = None;
    for part in parts {
        match part {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(reason) => unknown = Some(reason),
        }
    }
    unknown.map_or(Ok(true), Err)
}

impl<'f, 'p> Relation<'f, 'p> {
    pub fn of(facts: &'f Facts<'p>) -> Self {
        Relation { at: At::here(facts), left: Cell::new(MAX_PAIRS) }
    }

    /// Whether two types are identical.
    pub fn same(&self, a: &Type, b: &Type) -> Outcome<bool> {
        let too_large = || Reason::new("too-large", "the types are larger than anybody writes");
        self.left.set(self.left.get().checked_sub(1).ok_or_else(too_large)?);
        self.at.deeper(|| self.same_kind(a, b))
    }

    fn same_kind(&self, a: &Type, b: &Type) -> Outcome<bool> {
        if a == b {
            let mut is_hidden = false;
            a.walk(&mut |part| is_hidden |= is_opaque(part));
            // Two parts that the table does not tell look alike and need not be.
            return if is_hidden { Err(hidden(a)) } else { Ok(true) };
        }
        match (a, b) {
            (Type::Named(x), Type::Named(y)) if x.home == y.home && x.name == y.name => {
                if is_opaque(a) || x.args.len() != y.args.len() {
                    return Err(hidden(a));
                }
                self.same_lists(&x.args, &y.args)
            }
            // A name of a package that nobody read may be an alias.
            (Type::Named(_), _) | (_, Type::Named(_)) => {
                for ty in [a, b] {
                    self.at.underlying(ty)?;
                }
                Ok(false)
            }
            (Type::Param(x), Type::Param(y)) if x.name == y.name => Err(Reason::new(
                "type-parameter",
                format!("two type parameters are called `{a}`, and they may stand for the same"),
            )),
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => self.same(x, y),
            (Type::Array(m, x), Type::Array(n, y)) => all([Ok(m == n), self.same(x, y)]),
            (Type::Chan(m, x), Type::Chan(n, y)) => all([Ok(m == n), self.same(x, y)]),
            (Type::Map(x), Type::Map(y)) => all([self.same(&x.0, &y.0), self.same(&x.1, &y.1)]),
            (Type::Func(x), Type::Func(y)) => self.same_signatures(x, y),
            (Type::Struct(x), Type::Struct(y)) => self.same_structs(x, y),
            (Type::Interface(_), Type::Interface(_)) => self.same_interfaces(a, b),
            (Type::Tuple(x), Type::Tuple(y)) => self.same_lists(x, y),
            _ => Ok(false),
        }
    }

    fn same_lists(&self, a: &[Type], b: &[Type]) -> Outcome<bool> {
        all([Ok(a.len() == b.len())].into_iter().chain(a.iter().zip(b).map(|(a, b)| self.same(a, b))))
    }

    /// Whether two functions take and give the same; names have no say.
    pub fn same_signatures(&self, a: &Signature, b: &Signature) -> Outcome<bool> {
        if a == b {
            return self.same(&Type::Func(Arc::new(a.clone())), &Type::Func(Arc::new(b.clone())));
        }
        if !a.type_params.is_empty() || !b.type_params.is_empty() {
            return Err(Reason::new("type-parameter", "generic functions are not compared"));
        }
        all([
            Ok(a.variadic == b.variadic),
            self.same_lists(&a.params, &b.params),
            self.same_lists(&a.results, &b.results),
        ])
    }

    fn same_structs(&self, a: &[Field], b: &[Field]) -> Outcome<bool> {
        let alike =
            |a: &Field, b: &Field| a.name == b.name && a.embedded == b.embedded && a.tag == b.tag && a.home == b.home;
        let is_hidden = |fields: &[Field]| fields.iter().any(|field| is_opaque(&field.ty));
        if is_hidden(a) || is_hidden(b) {
            return Err(hidden(&Type::Struct(a.into())));
        }
        let fields = a.iter().zip(b).map(|(a, b)| all([Ok(alike(a, b)), self.same(&a.ty, &b.ty)]));
        all([Ok(a.len() == b.len())].into_iter().chain(fields))
    }

    fn same_interfaces(&self, a: &Type, b: &Type) -> Outcome<bool> {
        let (x, y) = (self.asked(a)?, self.asked(b)?);
        if !x.is_plain() || !y.is_plain() {
            let text = format!("whether `{a}` and `{b}` allow the same types is not known");
            return Err(Reason::new("generic-constraint", text));
        }
        let names = x.methods.keys().eq(y.methods.keys());
        let pairs = x.methods.values().zip(y.methods.values());
        if !names {
            return Ok(false);
        }
        all(pairs.map(|(a, b)| self.same_signatures(a, b)))
    }

    /// What an interface asks for.
    pub fn asked(&self, interface: &Type) -> Outcome<Asked> {
        let mut asked = Asked::default();
        self.ask(interface, &mut asked, &mut HashSet::new())?;
        Ok(asked)
    }

    fn ask(&self, ty: &Type, asked: &mut Asked, seen: &mut HashSet<Type>) -> Outcome<()> {
        if seen.len() > MAX_EMBEDDED {
            return Err(Reason::new("too-deep", "an interface embeds too many types"));
        }
        if !seen.insert(ty.clone()) {
            return Ok(());
        }
        if *ty == Type::comparable() {
            asked.comparable = true;
            return Ok(());
        }
        if is_opaque(ty) {
            asked.hidden = true;
            return Ok(());
        }
        let Type::Interface(interface) = self.at.underlying(ty)? else {
            asked.limited = true;
            return Ok(());
        };
        for (name, signature) in &interface.methods {
            let home = interface.home.clone().filter(|_| !is_exported(name));
            let name = MethodName { home, name: name.clone() };
            asked.methods.entry(name).or_insert_with(|| signature.clone());
        }
        for union in &interface.embeds {
            match &union[..] {
                [term] if !term.tilde => self.at.deeper(|| self.ask(&term.ty, asked, seen))?,
                _ => asked.limited = true,
            }
        }
        Ok(())
    }
}

/// Whether a type is something that the table of the standard library does not tell.
pub(super) fn is_opaque(ty: &Type) -> bool {
    matches!(ty, Type::Named(named) if &*named.name == OPAQUE && matches!(named.home, Home::Import(_)))
}

fn hidden(ty: &Type) -> Reason {
    Reason::new("unknown-type", format!("not all of `{ty}` is known"))
}
