//! What a value may be put into: assignability, and the interfaces that a type implements.

use std::sync::Arc;

use super::relations::{Asked, MethodName, Relation, all};
use super::{At, Outcome, imports};
use crate::go::answer::{Answer, Reason};
use crate::go::consts::Constant;
use crate::go::facts::Facts;
use crate::go::package::DeclRef;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Direction, Signature, Type, TypeParam};

/// `Err`: not known. Inside, `Err`: surely not so.
type Verdict = Outcome<Result<(), Reason>>;

impl<'p> Facts<'p> {
    /// Whether a value of a type can be assigned to a variable of another (Go spec, "Assignability"). For the kind of an
    /// untyped number that hangs on its value: see [`Facts::assignable_value`].
    pub fn assignable(&self, value: &Type, to: &Type) -> Answer {
        answer(Relation::of(self).assignable(value, None, to))
    }

    /// Whether an expression can be assigned to a variable of a type (Go spec, "Assignability" and "Representability").
    pub fn assignable_value(&self, value: Node<'_>, to: &Type) -> Answer {
        match self.type_of(value) {
            Ok(ty) => answer(Relation::of(self).assignable(&ty, self.constant_value(value).as_ref(), to)),
            Err(reason) => Answer::Unknown(reason),
        }
    }

    /// Whether a type implements an interface (Go spec, "Implementing an interface"): its method set has all of the
    /// methods, with the same signatures, and it is among the types that the interface allows. What satisfies a
    /// constraint only since Go 1.20, an interface for `comparable`, does not implement it.
    pub fn implements(&self, ty: &Type, interface: &Type) -> Answer {
        answer(Relation::of(self).implements(ty, interface))
    }
}

fn answer(verdict: Verdict) -> Answer {
    match verdict {
        Ok(Ok(())) => Answer::Yes,
        Ok(Err(reason)) => Answer::No(reason),
        Err(reason) => Answer::Unknown(reason),
    }
}

fn no(code: &str, text: String) -> Verdict {
    Ok(Err(Reason::new(code, text)))
}

impl<'f, 'p> Relation<'f, 'p> {
    fn assignable(&self, value: &Type, constant: Option<&Constant>, to: &Type) -> Verdict {
        let refused = || no("not-assignable", format!("a `{value}` cannot be assigned to a `{to}`"));
        if matches!(value, Type::Tuple(_)) || matches!(to, Type::Tuple(_)) || to.is_untyped() {
            return refused();
        }
        let is_named = |ty: &Type| matches!(ty, Type::Basic(_) | Type::Named(_) | Type::Param(_));
        if let Type::Basic(basic) = value
            && basic.is_untyped()
        {
            return match to {
                Type::Param(param) => self.each(param, to, &|term| self.untyped(*basic, constant, term)),
                _ => self.untyped(*basic, constant, to),
            };
        }
        let to_under = self.at.underlying(to);
        if matches!(to_under, Ok(Type::Interface(_))) {
            return self.implements(value, to);
        }
        let same = self.same(value, to);
        if same == Ok(true) {
            return Ok(Ok(()));
        }
        if is_named(value) && is_named(to) {
            // What behind an unread name may be an interface decides too.
            to_under?;
            return same.and_then(|_| refused());
        }
        match (value, to) {
            (_, Type::Param(param)) => return self.each(param, to, &|term| self.assignable(value, None, term)),
            (Type::Param(param), _) => return self.each(param, value, &|term| self.assignable(term, None, to)),
            _ => {}
        }
        let (value_under, to_under) = (self.at.underlying(value)?, to_under?);
        let fits = match (&value_under, &to_under) {
            (Type::Chan(Direction::Both, a), Type::Chan(_, b)) => self.same(a, b)?,
            (a, b) => self.same(a, b)?,
        };
        if fits { Ok(Ok(())) } else { refused() }
    }

    /// Whether all types that a type parameter may stand for, `~T` by `T`, answer with yes; if there is no end of them
    /// they do not.
    fn each(&self, param: &TypeParam, shown: &Type, ask: &dyn Fn(&Type) -> Verdict) -> Verdict {
        let constraint = self.at.constraint(param)?;
        let not_all = || no("not-assignable", format!("it is not so for all types that `{shown}` may stand for"));
        let Some(terms) = self.at.terms(&constraint)? else { return not_all() };
        let fits = terms.iter().map(|term| self.at.deeper(|| ask(&term.ty)).map(|verdict| verdict.is_ok()));
        match all(fits)? {
            true => Ok(Ok(())),
            // Those that cannot be compared do not count then.
            false if self.asked(&constraint)?.comparable => {
                Err(Reason::new("generic-constraint", format!("which types `{shown}` may stand for is not known")))
            }
            false => not_all(),
        }
    }

    fn untyped(&self, basic: Basic, constant: Option<&Constant>, to: &Type) -> Verdict {
        let kind = Type::Basic(basic);
        let refused = || no("not-assignable", format!("an {kind} cannot be assigned to a `{to}`"));
        let only = |fits: bool| if fits { Ok(Ok(())) } else { refused() };
        let under = self.at.underlying(to)?;
        let target = match &under {
            Type::Basic(target) => *target,
            Type::Interface(_) if basic != Basic::UntypedNil => {
                let asked = self.asked(to)?;
                return match asked.methods.is_empty() {
                    // The predeclared types have no methods.
                    false => refused(),
                    true if asked.is_plain() => Ok(Ok(())),
                    true => Err(Reason::new("generic-constraint", format!("`{to}` is no type of a variable"))),
                };
            }
            Type::Pointer(_) | Type::Func(_) | Type::Slice(_) | Type::Map(_) | Type::Chan(..) | Type::Interface(_) => {
                return only(basic == Basic::UntypedNil);
            }
            _ => return refused(),
        };
        match basic {
            Basic::UntypedNil => only(target == Basic::UnsafePointer),
            Basic::UntypedBool => only(target.is_boolean()),
            Basic::UntypedString => only(target.is_string()),
            _ if !target.is_numeric() => refused(),
            _ => match constant.map(|constant| constant.fits(target)) {
                Some(Some(fits)) => only(fits),
                _ => Err(Reason::new("constant-value", format!("whether the constant fits a `{to}` is not known"))),
            },
        }
    }

    fn implements(&self, ty: &Type, interface: &Type) -> Verdict {
        let (Type::Interface(_), false) = (self.at.underlying(interface)?, matches!(interface, Type::Param(_))) else {
            return no("not-interface", format!("`{interface}` is not an interface"));
        };
        if ty.is_untyped() || matches!(ty, Type::Tuple(_)) {
            return Err(Reason::new("untyped", format!("`{ty}` is no type of a value")));
        }
        if self.same(ty, interface) == Ok(true) {
            return Ok(Ok(()));
        }
        let asked = self.asked(interface)?;
        if asked.methods.is_empty() && asked.is_plain() {
            return Ok(Ok(()));
        }
        // What a type parameter can do is what its constraint asks for.
        let under = match ty {
            Type::Param(param) => self.at.constraint(param)?,
            other => self.at.underlying(other)?,
        };
        let own = matches!(self.at.underlying(&under)?, Type::Interface(_)).then(|| self.asked(&under)).transpose()?;
        let mut unknown: Option<Reason> = None;
        for (name, wanted) in &asked.methods {
            let found = match &own {
                None => self.method(ty, name, wanted),
                // Only names that are not exported are hidden, and those of another package.
                Some(own) => match own.methods.get(name) {
                    Some(has) => {
                        self.same_signatures(has, wanted).map(|same| if same { Ok(()) } else { Err("another") })
                    }
                    // Where no type is allowed, all of them have it.
                    None if own.limited && !self.is_inhabited(&under, own) => Err(uncertain(ty, name)),
                    None => Ok(Err("no")),
                },
            };
            match found {
                Ok(Ok(())) => {}
                Ok(Err(what)) => return no("no-method", format!("`{ty}` has {what} method `{}`", name.name)),
                Err(reason) => unknown = Some(reason),
            }
        }
        if !asked.is_plain() {
            let constraint =
                || Reason::new("generic-constraint", format!("whether `{interface}` allows `{ty}` is not known"));
            if let Some(own) = &own
                && own.is_plain()
                && (asked.comparable || (asked.limited && self.at.terms(interface)?.is_some()))
            {
                return no("not-allowed", format!("`{ty}` may be of a type that `{interface}` does not allow"));
            }
            if own.is_some() || asked.hidden {
                return Err(constraint());
            }
            match self.allows(ty, interface, asked.limited, asked.comparable) {
                Ok(Some(true)) => {}
                Ok(Some(false)) => return no("not-allowed", format!("`{interface}` does not allow `{ty}`")),
                Ok(None) => return Err(constraint()),
                Err(reason) => unknown = Some(reason),
            }
        }
        unknown.map_or(Ok(Ok(())), Err)
    }

    /// Whether there is surely a type that a constraint allows.
    fn is_inhabited(&self, constraint: &Type, asked: &Asked) -> bool {
        !asked.comparable && self.at.terms(constraint).is_ok_and(|terms| terms.is_none_or(|terms| !terms.is_empty()))
    }

    /// Whether the method set of a type that is no interface has a method.
    fn method(&self, ty: &Type, name: &MethodName, wanted: &Signature) -> Outcome<Result<(), &'static str>> {
        let at = match &name.home {
            None => self.at,
            Some(path) => self.in_package(path)?,
        };
        let Some(member) = at.member(ty, &name.name)?.filter(|member| member.is_method) else { return Ok(Err("no")) };
        if member.by_pointer && !member.through_pointer {
            return Ok(Err("only for its pointer a"));
        }
        if !member.sure || member.in_some_builds {
            return Err(uncertain(ty, name));
        }
        // An embedded interface may have it from another package, and then it is another name.
        if matches!(self.at.underlying(&member.owner), Ok(Type::Interface(_)))
            && !self.asked(&member.owner)?.methods.contains_key(name)
        {
            return Ok(Err("another"));
        }
        let Type::Func(has) = &member.ty else { return Ok(Err("no")) };
        Ok(if self.same_signatures(has, wanted)? { Ok(()) } else { Err("another") })
    }

    /// A place in the package with a path, to see with its eyes what is not exported.
    fn in_package(&self, path: &Arc<str>) -> Outcome<At<'f, 'p>> {
        let unknown = || Reason::new("unknown-import", format!("package \"{path}\" was not read"));
        let package = imports::by_key(self.at.facts, path).ok_or_else(unknown)?;
        let file = package.files.iter().position(|file| !file.split.decls.is_empty()).ok_or_else(unknown)?;
        At::in_package(self.at.facts, package, DeclRef { file, decl: 0 })
    }

    /// Whether a constraint allows a type that is no interface, methods aside; `None` if it is not understood.
    fn allows(&self, ty: &Type, constraint: &Type, limited: bool, comparable: bool) -> Outcome<Option<bool>> {
        if comparable {
            match self.at.facts.comparable(ty) {
                Answer::No(_) => return Ok(Some(false)),
                Answer::Unknown(reason) => return Err(reason),
                // A value that holds an interface can be compared and does not implement `comparable`.
                Answer::Yes => match self.at.facts.holds_interface(ty) {
                    Answer::Yes => return Ok(Some(false)),
                    Answer::No(_) => {}
                    Answer::Unknown(reason) => return Err(reason),
                },
            }
        }
        if !limited {
            return Ok(Some(true));
        }
        let Some(terms) = self.at.terms(constraint)? else { return Ok(None) };
        let differs = terms.iter().map(|term| {
            let same = match term.tilde {
                true => self.same(&self.at.underlying(&term.ty)?, &self.at.underlying(ty)?),
                false => self.same(&term.ty, ty),
            };
            same.map(|same| !same)
        });
        all(differs).map(|none| Some(!none))
    }
}

fn uncertain(ty: &Type, name: &MethodName) -> Reason {
    Reason::new("unknown-member", format!("whether `{ty}` has the method `{}` is not known", name.name))
}
