//! Fields and methods, promoted ones included.

use std::collections::HashSet;
use std::sync::Arc;

use super::relations::is_opaque;
use super::specs::declared_twice;
use super::{At, Outcome, generics, imports, short, syntax};
use crate::go::answer::Reason;
use crate::go::kind::{self, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;
use crate::go::types::{Field, Home, Named, Signature, Type, TypeParam};

/// The most embedded types that are searched for a member.
const MAX_EMBEDDED: usize = 200;

/// A field or method of a type.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The type of the field; the signature of the method without its receiver.
    pub ty: Type,
    pub is_method: bool,
    /// A method that is declared for a pointer.
    pub by_pointer: bool,
    /// The way to it leads through a pointer, so that it can be called on any value.
    pub through_pointer: bool,
    /// Nothing unknown stands beside it. Where Go compiled a selector, nothing of that name does; a method set is
    /// smaller if something does.
    pub sure: bool,
    /// All of its declarations are left out of some builds.
    pub in_some_builds: bool,
    /// The type it belongs to itself: the one asked about, or one that is embedded.
    pub owner: Type,
}

impl<'f, 'p> At<'f, 'p> {
    /// The field or method that `name` selects; `None` if there surely is none.
    pub(super) fn member(self, ty: &Type, name: &str) -> Outcome<Option<Member>> {
        let exported = is_exported(name);
        let (start, pointer) = match ty {
            Type::Pointer(inner) => ((**inner).clone(), true),
            // A named pointer type has the fields of what it points at, and no methods.
            Type::Named(_) => match self.underlying(ty) {
                Ok(Type::Pointer(inner)) => return self.field_only(&inner, name),
                _ => (ty.clone(), false),
            },
            _ => (ty.clone(), false),
        };
        if pointer && self.hides_members(&start) {
            return Ok(None);
        }
        // A method that only some builds have: in the others, the name may lead further down.
        let mut conditional: Option<Member> = None;
        let mut level = vec![(start, pointer)];
        let mut seen: HashSet<Type> = HashSet::new();
        while !level.is_empty() {
            // A generic type that embeds a larger instance of itself never ends.
            if seen.len() + level.len() > MAX_EMBEDDED {
                return Err(Reason::new("too-deep", format!("`{}` embeds too many types", short(&ty.to_string()))));
            }
            let mut found: Vec<Member> = Vec::new();
            let mut unknown: Option<Reason> = None;
            let mut next = Vec::new();
            for (ty, through_pointer) in &level {
                if seen.contains(ty) {
                    continue;
                }
                match self.deeper(|| self.own_member(ty, name, *through_pointer, &mut next)) {
                    Ok(member) => found.extend(member),
                    Err(reason) => {
                        // What is not exported by another package cannot be selected through it.
                        if exported || !self.is_foreign(ty) {
                            unknown = Some(reason);
                        }
                    }
                }
            }
            if let [only] = &found[..]
                && let Some(first) = &conditional
                && (first.ty != only.ty || first.is_method != only.is_method)
            {
                return Err(declared_twice(name));
            }
            match (found.len(), unknown) {
                (0, Some(reason)) => return Err(reason),
                (0, None) => {}
                (1, None) if found[0].in_some_builds && conditional.is_none() => conditional = found.pop(),
                (1, unknown) => return Ok(found.pop().map(|member| Member { sure: unknown.is_none(), ..member })),
                // Two at the same depth hide each other, and everything below.
                _ => return Ok(conditional),
            }
            seen.extend(level.into_iter().map(|(ty, _)| ty));
            level = next;
        }
        Ok(conditional)
    }

    /// Whether a type is declared by another package than the one in which it is looked at.
    fn is_foreign(self, ty: &Type) -> bool {
        let Type::Named(named) = ty else { return false };
        match &named.home {
            Home::Universe => false,
            Home::Here => !self.is_here(),
            Home::Import(path) => self.is_here() || self.package.path.as_ref() != Some(path),
            Home::Local(spot) => spot.package != if self.is_here() { None } else { imports::key(self.package) },
        }
    }

    fn field_only(self, inner: &Type, name: &str) -> Outcome<Option<Member>> {
        Ok(self.member(inner, name)?.filter(|member| !member.is_method))
    }

    /// Whether a pointer to this selects nothing: pointers to interfaces, pointers and type parameters.
    fn hides_members(self, ty: &Type) -> bool {
        match ty {
            Type::Param(_) => true,
            Type::Named(_) => matches!(self.underlying(ty), Ok(Type::Interface(_) | Type::Pointer(_))),
            Type::Interface(_) | Type::Pointer(_) => true,
            _ => false,
        }
    }

    /// A field or method of a type itself; the embedded types go to `next`.
    fn own_member(
        self,
        ty: &Type,
        name: &str,
        through_pointer: bool,
        next: &mut Vec<(Type, bool)>,
    ) -> Outcome<Option<Member>> {
        if !is_exported(name) && self.is_foreign(ty) {
            // The same letters in another package are another name; what it embeds may come from this one.
            if let Type::Struct(fields) = self.parts(ty, "")? {
                next.extend(embedded(&fields, through_pointer));
            }
            return Ok(None);
        }
        if let Type::Named(named) = ty
            && let Some((signature, by_pointer, in_some_builds)) = self.method(named, name)?
        {
            let member = Member {
                owner: ty.clone(),
                ty: Type::Func(Arc::new(signature)),
                is_method: true,
                by_pointer,
                through_pointer,
                sure: true,
                in_some_builds,
            };
            if in_some_builds && let Type::Struct(fields) = self.parts(ty, name)? {
                // The builds without the method may have a field of that name, or get one from what is embedded.
                if fields.iter().any(|field| &*field.name == name) {
                    return Err(declared_twice(name));
                }
                next.extend(embedded(&fields, through_pointer));
            }
            return Ok(Some(member));
        }
        let under = match ty {
            Type::Param(param) => self.constraint(param)?,
            other => self.parts(other, name)?,
        };
        match &under {
            Type::Struct(fields) => {
                let mut found = None;
                for field in fields.iter() {
                    if &*field.name == name {
                        found = Some(Member {
                            owner: ty.clone(),
                            ty: field.ty.clone(),
                            is_method: false,
                            by_pointer: false,
                            through_pointer,
                            sure: true,
                            in_some_builds: false,
                        });
                    }
                }
                next.extend(embedded(fields, through_pointer));
                Ok(found)
            }
            Type::Interface(_) | Type::Named(_) | Type::Param(_) => {
                let Some(signature) = self.interface_method(&under, name)? else { return Ok(None) };
                Ok(Some(Member {
                    owner: ty.clone(),
                    ty: Type::Func(signature),
                    is_method: true,
                    by_pointer: false,
                    through_pointer,
                    sure: true,
                    in_some_builds: false,
                }))
            }
            _ => Ok(None),
        }
    }

    /// What is behind a name, as far as it matters to who looks for a member: of a struct that has a field which is not
    /// known, such as an array whose length hangs on the system, the embedded fields and the one of this name will do.
    fn parts(self, ty: &Type, name: &str) -> Outcome<Type> {
        let (named, reason) = match (ty, self.underlying(ty)) {
            (Type::Named(named), Err(reason)) => (named, reason),
            (_, under) => return under,
        };
        let mut agreed: Option<Type> = None;
        for (at, declared) in self.specs_of(named)? {
            let spec = declared.parent().filter(|parent| parent.is(Kind::TypeSpec));
            let written =
                spec.and_then(|spec| spec.get(kind::Field::Type)).filter(|written| written.is(Kind::StructType));
            let (Some(spec), Some(written)) = (spec, written) else { return Err(reason) };
            at.note(spec);
            let params = spec.get(kind::Field::TypeParameters).map(|list| at.type_params(list)).unwrap_or_default();
            let part = generics::substitute(&at.fields(written, Some(name))?, &params, &named.args);
            if agreed.as_ref().is_some_and(|before| *before != part) {
                return Err(declared_twice(&named.name));
            }
            agreed = Some(part);
        }
        agreed.ok_or(reason)
    }

    /// A method of an interface, embedded ones included; `None` if there surely is none.
    pub(super) fn interface_method(self, ty: &Type, name: &str) -> Outcome<Option<Arc<Signature>>> {
        self.method_in(ty, name, &mut HashSet::new())
    }

    fn method_in(self, ty: &Type, name: &str, seen: &mut HashSet<Type>) -> Outcome<Option<Arc<Signature>>> {
        if seen.len() > MAX_EMBEDDED {
            return Err(Reason::new("too-deep", format!("`{}` embeds too many types", short(&ty.to_string()))));
        }
        // An interface that embeds itself is an error, and has nothing more to say.
        if !seen.insert(ty.clone()) {
            return Ok(None);
        }
        let Type::Interface(interface) = self.underlying(ty)? else { return Ok(None) };
        if let Some((_, signature)) = interface.methods.iter().find(|(other, _)| **other == *name) {
            return Ok(Some(signature.clone()));
        }
        let mut unknown = None;
        for union in &interface.embeds {
            // A union of several has no methods of its own.
            let [term] = &union[..] else { continue };
            if term.tilde || term.ty == Type::comparable() {
                continue;
            }
            // Only what another package does not export is hidden.
            if is_opaque(&term.ty) && (is_exported(name) || self.is_here()) {
                continue;
            }
            match self.deeper(|| self.method_in(&term.ty, name, seen)) {
                Ok(Some(signature)) => return Ok(Some(signature)),
                Ok(None) => {}
                Err(reason) => unknown = Some(reason),
            }
        }
        unknown.map_or(Ok(None), Err)
    }

    /// A declared method: its signature, whether it is declared for a pointer, and whether only some builds have it.
    fn method(self, named: &Named, name: &str) -> Outcome<Option<(Signature, bool, bool)>> {
        // Why a package is not known, the question for what stands behind the name tells.
        let Ok(Some(package)) = imports::home(self.facts, &named.home, &named.name) else { return Ok(None) };
        let mut agreed: Option<(Signature, bool, bool)> = None;
        let places = package.methods(&named.name).iter().filter(|(other, _)| other == name).map(|(_, place)| *place);
        let builds = self.facts.package.builds;
        for place in At::here(self.facts).seen(package, places) {
            let at = At::in_package(self.facts, package, place)?;
            let method = at.tree.root().child(Kind::MethodDeclaration);
            let method = method.ok_or_else(|| syntax(at.tree.root()))?;
            at.note(method);
            let receiver = method.get(kind::Field::Receiver).ok_or_else(|| syntax(method))?;
            let written = receiver.children().find_map(|declaration| declaration.get(kind::Field::Type));
            let written = written.ok_or_else(|| syntax(receiver))?.unparenthesized();
            let params = receiver
                .subtree()
                .find(|node| node.is(Kind::TypeArguments))
                .map(|arguments| at.receiver_params(arguments))
                .unwrap_or_default();
            let signature = generics::substitute_signature(&at.signature(method)?, &params, &named.args);
            let some_builds = !self.facts.file.implies(at.file(), builds);
            // The name of a pointer may stand there as well.
            let by_pointer = written.is(Kind::PointerType)
                || (is_name(written) && matches!(at.type_expr(written), Ok(Type::Pointer(_))));
            let this = (signature, by_pointer, some_builds);
            agreed = Some(match agreed {
                None => this,
                Some(before) if before.0 == this.0 && before.1 == this.1 => (before.0, before.1, before.2 && this.2),
                Some(_) => return Err(declared_twice(name)),
            });
        }
        Ok(agreed)
    }

    /// The type parameters that the arguments in a receiver declare: `K` and `V` of `(m *Map[K, V])`.
    pub(super) fn receiver_params(self, arguments: Node<'p>) -> Vec<Arc<TypeParam>> {
        arguments.children().map(|element| self.type_param(element.only_child().unwrap_or(element))).collect()
    }
}

pub(super) fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// The embedded types of a struct, and whether the way to them leads through a pointer.
fn embedded(fields: &[Field], through_pointer: bool) -> impl Iterator<Item = (Type, bool)> {
    fields.iter().filter(|field| field.embedded).map(move |field| match &field.ty {
        Type::Pointer(inner) => ((**inner).clone(), true),
        other => (other.clone(), through_pointer),
    })
}
