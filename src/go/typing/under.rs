//! What stands behind a name: underlying types, and what a type parameter's constraint allows.

use std::sync::Arc;

use super::specs::declared_twice;
use super::{At, Operand, Outcome, imports, syntax};
use crate::go::answer::Reason;
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Home, Interface, Named, Signature, Term, Type, TypeParam};

/// What is asked of a type that may stand for several.
type Question<'q> = dyn Fn(&Type) -> Outcome<Option<Type>> + 'q;

impl<'f, 'p> At<'f, 'p> {
    /// The type without the names in front of it. A type parameter stays what it is.
    pub(super) fn underlying(self, ty: &Type) -> Outcome<Type> {
        match ty {
            Type::Named(named) => self.deeper(|| self.behind(named)),
            other => Ok(other.clone()),
        }
    }

    fn behind(self, named: &Named) -> Outcome<Type> {
        if named.home == Home::Universe {
            return Ok(Type::Interface(Arc::new(match &*named.name {
                "error" => {
                    let results = vec![Type::Basic(Basic::String)];
                    let signature = Signature { results, ..Signature::default() };
                    Interface { methods: vec![("Error".into(), Arc::new(signature))], embeds: Vec::new(), home: None }
                }
                // `comparable` allows what its own name says; it has no parts.
                _ => Interface {
                    embeds: vec![vec![Term { tilde: false, ty: Type::comparable() }]],
                    ..Interface::default()
                },
            })));
        }
        let mut agreed: Option<Type> = None;
        for (at, name) in self.specs_of(named)? {
            let spec = name.parent().filter(|parent| parent.is(Kind::TypeSpec));
            let spec = spec.ok_or_else(|| declared_twice(&named.name))?;
            let operand = at.once(name, u32::MAX - 1, || {
                at.note(spec);
                let written = at.type_expr(spec.get(Field::Type).ok_or_else(|| syntax(spec))?)?;
                at.underlying(&written).map(Operand::Type)
            })?;
            let Operand::Type(under) = operand else { return Err(syntax(spec)) };
            let params = spec.get(Field::TypeParameters).map(|list| at.type_params(list)).unwrap_or_default();
            let under = super::generics::substitute(&under, &params, &named.args);
            if agreed.as_ref().is_some_and(|before| *before != under) {
                return Err(declared_twice(&named.name));
            }
            agreed = Some(under);
        }
        agreed.ok_or_else(|| match &named.home {
            Home::Import(path) => {
                Reason::new("unknown-import", format!("what `{}` of package \"{path}\" is, is not known", named.name))
            }
            _ => Reason::new("unknown-type", format!("`{}` is declared nowhere", named.name)),
        })
    }

    /// The declarations of a defined type: in what to understand each, and its identifier.
    pub(super) fn specs_of(self, named: &Named) -> Outcome<Vec<(Self, Node<'p>)>> {
        if let Home::Local(spot) = &named.home {
            return Ok(vec![self.at_spot(spot, &named.name)?]);
        }
        let Some(package) = imports::home(self.facts, &named.home, &named.name)? else { return Ok(Vec::new()) };
        At::here(self.facts)
            .seen(package, package.declarations(&named.name).iter().copied())
            .into_iter()
            .map(|place| {
                let at = At::in_package(self.facts, package, place)?;
                Ok((at, at.declaring(&named.name)?))
            })
            .collect()
    }

    /// The constraint of a type parameter, as a type.
    pub(super) fn constraint(self, param: &TypeParam) -> Outcome<Type> {
        let (at, name) = self.at_spot(&param.spot, &param.name)?;
        let parent = name.parent().ok_or_else(|| syntax(name))?;
        if parent.is(Kind::TypeParameterDeclaration) {
            at.note(parent);
            return at.constraint_expr(parent.get(Field::Type).ok_or_else(|| syntax(parent))?);
        }
        // Declared by a receiver: the constraint stands with the type, under other names.
        let arguments = name.enclosing(&[Kind::TypeArguments]).ok_or_else(|| syntax(name))?;
        let base = arguments.parent().and_then(|generic| generic.get(Field::Type)).ok_or_else(|| syntax(name))?;
        let own = at.receiver_params(arguments);
        let index = own.iter().position(|other| other.spot == param.spot).ok_or_else(|| syntax(name))?;
        let named = match at.eval(base)? {
            Operand::Type(Type::Named(named)) => named,
            _ => return Err(syntax(base)),
        };
        let [(at, name)] = at.specs_of(&named)?[..] else { return Err(declared_twice(&named.name)) };
        let list = name.parent().and_then(|spec| spec.get(Field::TypeParameters)).ok_or_else(|| syntax(name))?;
        let declared = at.type_params(list);
        let written = list
            .children()
            .flat_map(|declaration| declaration.get_all(Field::Name).map(move |_| declaration))
            .nth(index)
            .and_then(|declaration| declaration.get(Field::Type))
            .ok_or_else(|| syntax(list))?;
        let args: Vec<Type> = own.into_iter().map(Type::Param).collect();
        Ok(super::generics::substitute(&at.constraint_expr(written)?, &declared, &args))
    }

    /// The types that a constraint allows; none if it allows types without end.
    pub(super) fn terms(self, constraint: &Type) -> Outcome<Option<Vec<Term>>> {
        let under = self.underlying(constraint)?;
        let Type::Interface(interface) = &under else {
            return Ok(Some(vec![Term { tilde: false, ty: constraint.clone() }]));
        };
        let mut all: Option<Vec<Term>> = None;
        for union in &interface.embeds {
            let Some(allowed) = self.deeper(|| self.union_terms(union))? else { continue };
            if all.is_some() {
                return Err(Reason::new("generic-constraint", "a constraint that intersects unions is not understood"));
            }
            all = Some(allowed);
        }
        Ok(all)
    }

    fn union_terms(self, union: &[Term]) -> Outcome<Option<Vec<Term>>> {
        let mut all = Vec::new();
        for term in union {
            let is_interface = !term.tilde && matches!(term.ty, Type::Named(_) | Type::Interface(_));
            if term.ty == Type::comparable() {
                return Ok(None);
            }
            if is_interface && matches!(self.underlying(&term.ty)?, Type::Interface(_)) {
                match self.terms(&term.ty)? {
                    Some(terms) => all.extend(terms),
                    None => return Ok(None),
                }
            } else {
                all.push(term.clone());
            }
        }
        Ok(Some(all))
    }

    /// What all types that `ty` may stand for answer alike: itself, or all that its constraint allows.
    pub(super) fn common(self, ty: &Type, ask: &Question<'_>) -> Outcome<Option<Type>> {
        let Type::Param(param) = ty else { return ask(&self.underlying(ty)?) };
        let Some(terms) = self.terms(&self.constraint(param)?)? else { return Ok(None) };
        let mut agreed: Option<Type> = None;
        for term in &terms {
            let Some(answer) = self.deeper(|| self.common(&term.ty, ask))? else { return Ok(None) };
            if agreed.as_ref().is_some_and(|before| *before != answer) {
                return Ok(None);
            }
            agreed = Some(answer);
        }
        Ok(agreed)
    }

    /// The one underlying type of a type and of all that it may stand for.
    pub(super) fn core(self, ty: &Type) -> Outcome<Type> {
        let several = || Reason::new("generic-constraint", format!("`{ty}` may stand for types of several kinds"));
        self.common(ty, &|under| Ok(Some(under.clone())))?.ok_or_else(several)
    }
}
