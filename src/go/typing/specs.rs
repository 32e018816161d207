//! Declarations at the level of the package, in all their variants, and constants with their `iota`.

use super::{At, Operand, Outcome, syntax};
use crate::go::answer::Reason;
use crate::go::consts::Constant;
use crate::go::facts::Meaning;
use crate::go::kind::{Field, Kind};
use crate::go::package::Package;
use crate::go::scope;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

impl<'p> At<'_, 'p> {
    /// What a name means that no block declares.
    pub(super) fn free(self, name: &str) -> Meaning<'p> {
        crate::go::facts::free_meaning(self.facts.package, self.package, self.file(), name)
    }

    /// The import path that a package's name stands for.
    pub(super) fn import_path(self, name: Node<'p>) -> Outcome<&'p str> {
        let text = name.text();
        if self.scopes.local(name).is_none() {
            match self.free(text) {
                Meaning::Import(path) => return Ok(path),
                Meaning::Unknown(reason) => return Err(reason),
                _ => {}
            }
        }
        Err(Reason::new("unknown-type", format!("`{text}` is not an imported package here")))
    }

    /// What a name at the level of a package is here, if all declarations that can be meant agree.
    pub(super) fn package_level(self, package: &'p Package, name: &str) -> Outcome<Operand> {
        let mut agreed: Option<Operand> = None;
        for place in self.seen(package, package.declarations(name).iter().copied()) {
            let at = At::in_package(self.facts, package, place)?;
            let node = at.declaring(name)?;
            let operand = at.once(node, u32::MAX, || at.declared(node))?;
            agreed = Some(match agreed {
                None => operand,
                Some(before) => agree(before, operand).ok_or_else(|| declared_twice(name))?,
            });
        }
        agreed.ok_or_else(|| Reason::new("undeclared-name", format!("`{name}` is declared nowhere in the package")))
    }

    /// The identifier that declares `name` at the top of this declaration.
    pub(super) fn declaring(self, name: &str) -> Outcome<Node<'p>> {
        let file = self.file();
        let text = &*file.source.text;
        file.decl(self.place.decl)
            .names
            .iter()
            .find(|span| span.of(text) == name)
            .map(|span| self.tree.covering(*span))
            .filter(|node| node.text() == name)
            .ok_or_else(|| Reason::new("syntax", format!("the declaration of `{name}` could not be read")))
    }

    pub(super) fn const_spec(self, spec: Node<'p>, name: Node<'p>) -> Outcome<Operand> {
        let index = position(spec.get_all(Field::Name), name).ok_or_else(|| syntax(name))?;
        let (source, iota) = source_of(spec).ok_or_else(|| syntax(spec))?;
        self.note(spec);
        self.note(source);
        let at = At { iota: Some(iota), ..self };
        let values = source.get(Field::Value).ok_or_else(|| syntax(spec))?;
        let value = values.children().nth(index).ok_or_else(|| syntax(spec))?;
        let declared = source.get(Field::Type).map(|ty| at.type_expr(ty)).transpose()?;
        let operand = match at.eval(value) {
            Ok(operand) => operand,
            // The written type holds whatever the value may be.
            Err(reason) => return declared.map(|ty| Operand::Constant(ty, None)).ok_or(reason),
        };
        if let (Operand::Type(_), Some(ty)) = (&operand, &declared) {
            return Ok(Operand::Constant(ty.clone(), None));
        }
        let (ty, value) = match operand {
            Operand::Constant(ty, value) => (ty, value),
            // Something constant that is not known to be, such as `len` of an array.
            Operand::Value(ty) => (ty, None),
            other => return other.value().map(Operand::Value),
        };
        let Some(declared) = declared else { return Ok(Operand::Constant(ty, value)) };
        let value = self.converted(value, &ty, &declared);
        Ok(Operand::Constant(declared, value))
    }

    /// The value of a constant in another type, as far as it is exact.
    pub(super) fn converted(self, value: Option<Constant>, from: &Type, to: &Type) -> Option<Constant> {
        let kind = |ty: &Type| self.underlying(ty).ok().and_then(|under| under.basic());
        value?.convert(kind(from)?, kind(to)?)
    }
}

/// What two variants of a declaration have in common, if they are of the same type.
fn agree(a: Operand, b: Operand) -> Option<Operand> {
    match (a, b) {
        (Operand::Value(a), Operand::Value(b)) if same_shape(&a, &b) => Some(Operand::Value(a)),
        (Operand::Type(a), Operand::Type(b)) if a == b => Some(Operand::Type(a)),
        (Operand::Constant(a, left), Operand::Constant(b, right)) if a == b => {
            Some(Operand::Constant(a, left.filter(|left| Some(left) == right.as_ref())))
        }
        _ => None,
    }
}

/// Generic functions that are declared twice have type parameters of their own; they are not worth comparing.
fn same_shape(a: &Type, b: &Type) -> bool {
    a == b && !matches!(a, Type::Func(signature) if !signature.type_params.is_empty())
}

/// The spec whose values a constant's spec stands for (itself, or the one it repeats), and its `iota`.
fn source_of(spec: Node<'_>) -> Option<(Node<'_>, i128)> {
    let declaration = spec.enclosing(&[Kind::ConstDeclaration])?;
    let mut source = None;
    for (iota, other) in (0..).zip(scope::specs(declaration)) {
        if other.get(Field::Value).is_some() {
            source = Some(other);
        }
        if other == spec {
            return Some((source?, iota));
        }
    }
    None
}

/// The value of `iota` where it stands, if that is in the spec of a constant that no later one repeats: else it has
/// several.
pub(super) fn iota_of(node: Node<'_>) -> Option<i128> {
    let spec = node.enclosing(&[Kind::ConstSpec])?;
    let declaration = spec.enclosing(&[Kind::ConstDeclaration])?;
    let mut specs = (0..).zip(scope::specs(declaration));
    let (iota, _) = specs.find(|(_, other)| *other == spec)?;
    specs.next().is_none_or(|(_, next)| next.get(Field::Value).is_some()).then_some(iota)
}

/// The place of a name among others.
pub(super) fn position<'p>(mut names: impl Iterator<Item = Node<'p>>, name: Node<'_>) -> Option<usize> {
    names.position(|other| other == name)
}

/// Why a name that build variants declare differently is not known.
pub(super) fn declared_twice(name: &str) -> Reason {
    Reason::new("build-variants", format!("`{name}` is declared differently for different builds"))
}

/// `Basic` of a type that is one behind its name.
pub(super) fn basic_of(at: At<'_, '_>, ty: &Type) -> Option<Basic> {
    at.underlying(ty).ok()?.basic()
}
