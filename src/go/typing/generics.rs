//! Generic types and functions: putting arguments in, and finding those that a call leaves out.

use std::sync::Arc;

use super::{At, Operand, Outcome, short, syntax};
use crate::go::answer::Reason;
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Direction, Named, Signature, Spot, Type, TypeParam};

/// The type with arguments in the place of parameters; untouched if their numbers differ.
pub(super) fn substitute(ty: &Type, params: &[Arc<TypeParam>], args: &[Type]) -> Type {
    if params.is_empty() || params.len() != args.len() {
        return ty.clone();
    }
    ty.map(&|ty| replacement(ty, params, args))
}

/// [`substitute`] for a signature.
pub(super) fn substitute_signature(signature: &Signature, params: &[Arc<TypeParam>], args: &[Type]) -> Signature {
    if params.is_empty() || params.len() != args.len() {
        return signature.clone();
    }
    signature.map(&|ty| replacement(ty, params, args))
}

fn replacement(ty: &Type, params: &[Arc<TypeParam>], args: &[Type]) -> Option<Type> {
    let Type::Param(param) = ty else { return None };
    params.iter().zip(args).find(|(other, _)| other.spot == param.spot).map(|(_, arg)| arg.clone())
}

/// Far behind the end of any file: where the type parameters of a call under inference stand, so that a generic
/// function that calls itself does not mistake its own for them.
const FRESH: u32 = 1 << 31;

impl<'f, 'p> At<'f, 'p> {
    /// Something generic with type arguments, all of them or the first ones.
    pub(super) fn instantiate(self, operand: Operand, args: Vec<Type>) -> Outcome<Operand> {
        let count = || Reason::new("generic-inference", "the number of type arguments does not match");
        let instance = match operand {
            Operand::Type(Type::Named(named)) if named.args.is_empty() => {
                Ok(Operand::Type(Type::Named(Arc::new(Named { args, ..(*named).clone() }))))
            }
            Operand::Alias(ty, params) if params.len() == args.len() => {
                Ok(Operand::Type(substitute(&ty, &params, &args)))
            }
            Operand::Value(Type::Func(signature)) if signature.type_params.len() >= args.len() => {
                let mut bound = Bound::of(&signature.type_params, &args);
                let signature = bound.freshen(&signature);
                if bound.args.iter().any(Option::is_none) {
                    self.infer_from_constraints(&mut bound)?;
                }
                bound.finish(&signature).map(|signature| Operand::Value(Type::Func(Arc::new(signature))))
            }
            _ => Err(count()),
        };
        instance?.of_bearable_size()
    }

    /// `T[A]` where the grammar saw a type; it may be a function with type arguments, or an element of something.
    pub(super) fn generic_type(self, node: Node<'p>) -> Outcome<Operand> {
        let (Some(base), Some(arguments)) = (node.get(Field::Type), node.get(Field::TypeArguments)) else {
            return Err(syntax(node));
        };
        // Where only a type can stand, it need not be known what a qualified name is.
        let operand = match self.eval(base) {
            Err(_) if base.is(Kind::QualifiedType) && !node.parent().is_some_and(can_hold_a_value) => {
                Operand::Type(self.type_expr(base)?)
            }
            other => other?,
        };
        let indexes: Vec<_> = arguments.children().map(|element| element.only_child().unwrap_or(element)).collect();
        self.index_of(operand, &indexes, node)
    }

    /// `f[A, B]`
    pub(super) fn instantiation(self, node: Node<'p>) -> Outcome<Operand> {
        let base = node.get(Field::Type).ok_or_else(|| syntax(node))?;
        let operand = self.eval(base)?;
        let indexes: Vec<_> = node.children().filter(|child| child.field() != Field::Type || *child != base).collect();
        self.index_of(operand, &indexes, node)
    }

    /// The signature of a generic function in a call, with the type arguments that the values determine.
    pub(super) fn inferred(
        self,
        signature: &Signature,
        given: &[Type],
        values: &[Node<'p>],
        spread: bool,
    ) -> Outcome<Signature> {
        let mut bound = Bound::of(&signature.type_params, given);
        let signature = bound.freshen(signature);
        let mut untyped: Vec<(Spot, Basic)> = Vec::new();
        for (param, arg) in self.arguments(&signature, &bound.params, values, spread)? {
            match arg {
                Type::Basic(basic) if basic.is_untyped() => {
                    if let Type::Param(param) = &param {
                        untyped.push((param.spot.clone(), basic));
                    }
                }
                arg => {
                    if matches!(&arg, Type::Func(func) if !func.type_params.is_empty()) {
                        return Err(Reason::new("generic-inference", "a generic function is passed without arguments"));
                    }
                    if !self.unify(&param, &arg, &mut bound, Mode::Assign) {
                        return Err(Reason::new(
                            "generic-inference",
                            format!("`{}` does not tell the type arguments", short(&arg.to_string())),
                        ));
                    }
                }
            }
        }
        self.infer_from_constraints(&mut bound)?;
        for (spot, basic) in &untyped {
            let index = bound.params.iter().position(|param| param.spot == *spot);
            let Some(index) = index.filter(|index| bound.args[*index].is_none()) else { continue };
            // The largest kind among the constants for the same parameter wins.
            let largest = untyped.iter().filter(|(other, _)| other == spot).map(|(_, basic)| *basic).max();
            bound.args[index] = largest.unwrap_or(*basic).default_type().map(Type::Basic);
        }
        self.infer_from_constraints(&mut bound)?;
        bound.finish(&signature)
    }

    /// Each parameter of a call that mentions one of `params`, with the type of the value for it.
    fn arguments(
        self,
        signature: &Signature,
        params: &[Arc<TypeParam>],
        values: &[Node<'p>],
        spread: bool,
    ) -> Outcome<Vec<(Type, Type)>> {
        let last = signature.params.len().saturating_sub(1);
        let param = |index: usize| match signature.params.get(index.min(last)) {
            Some(Type::Slice(element)) if signature.variadic && index >= last && !spread => Some((**element).clone()),
            other => other.cloned(),
        };
        let mut pairs = Vec::new();
        let mut pair = |index: usize, ask: &dyn Fn() -> Outcome<Type>| {
            if let Some(param) = param(index).filter(|param| mentions(param, params)) {
                pairs.push((param, ask()?));
            }
            Ok(())
        };
        if let [only] = values
            && let Type::Tuple(types) = self.value(*only)?
        {
            types.iter().enumerate().try_for_each(|(index, ty)| pair(index, &|| Ok(ty.clone())))?;
            return Ok(pairs);
        }
        values.iter().enumerate().try_for_each(|(index, value)| pair(index, &|| self.value(*value)))?;
        Ok(pairs)
    }

    /// `S ~[]E` tells `E` once `S` is known, and the other way round where there is no tilde.
    fn infer_from_constraints(self, bound: &mut Bound) -> Outcome<()> {
        loop {
            let before = bound.args.iter().filter(|arg| arg.is_some()).count();
            if before == bound.args.len() {
                return Ok(());
            }
            for index in 0..bound.params.len() {
                let constraint = bound.freshen_type(&self.constraint(&bound.original[index])?);
                let arg = bound.args[index].clone();
                if let Some(terms) = self.terms(&constraint)?
                    && let [term] = &terms[..]
                {
                    match arg {
                        Some(arg) => {
                            let arg = if term.tilde { self.core(&arg)? } else { arg };
                            if !self.unify(&term.ty, &arg, bound, Mode::Assign) {
                                return Err(Reason::new("generic-inference", "a type argument misses its constraint"));
                            }
                        }
                        // Go takes the core type itself when nothing else binds the parameter.
                        None => {
                            let closed = bound.apply(&term.ty);
                            if !mentions(&closed, &bound.params) {
                                bound.args[index] = Some(closed);
                            }
                        }
                    }
                } else if let (Some(arg), Type::Interface(_) | Type::Named(_)) = (arg, &constraint) {
                    self.unify_methods(&constraint, &arg, bound);
                }
            }
            if bound.args.iter().filter(|arg| arg.is_some()).count() == before {
                return Ok(());
            }
        }
    }

    /// A type argument must have the methods of its constraint: their signatures may tell other arguments.
    fn unify_methods(self, constraint: &Type, arg: &Type, bound: &mut Bound) {
        let Ok(Type::Interface(interface)) = self.underlying(constraint) else { return };
        for (name, wanted) in &interface.methods {
            if let Ok(Some(member)) = self.member(arg, name) {
                self.unify(&Type::Func(wanted.clone()), &member.ty, bound, Mode::Exact);
            }
        }
    }

    /// Makes `param` and `arg` the same by binding type parameters; false if that cannot be.
    fn unify(self, param: &Type, arg: &Type, bound: &mut Bound, mode: Mode) -> bool {
        self.deeper(|| Ok(self.unify_kind(param, arg, bound, mode))).unwrap_or(false)
    }

    fn unify_kind(self, param: &Type, arg: &Type, bound: &mut Bound, mode: Mode) -> bool {
        if let Type::Param(wanted) = param
            && let Some(index) = bound.params.iter().position(|other| other.spot == wanted.spot)
        {
            let Some(before) = bound.args[index].clone() else {
                bound.args[index] = Some(arg.clone());
                return true;
            };
            if before == *arg {
                return true;
            }
            if mode == Mode::Exact || !self.unify(&before, arg, bound, mode) {
                return false;
            }
            // Of two that are assignable to each other, the one with a name, or the channel of both directions, stays.
            let is_named = |ty: &Type| matches!(ty, Type::Named(_));
            let both_ways = |ty: &Type| matches!(ty, Type::Chan(Direction::Both, _));
            if (is_named(arg) && !is_named(&before)) || (both_ways(&before) && !both_ways(arg) && !is_named(&before)) {
                bound.args[index] = Some(arg.clone());
            }
            return true;
        }
        match (param, arg) {
            _ if param == arg => true,
            (Type::Named(a), Type::Named(b)) => {
                if a.home == b.home && a.name == b.name && a.args.len() == b.args.len() {
                    return a.args.iter().zip(&b.args).all(|(a, b)| self.unify(a, b, bound, Mode::Exact));
                }
                // A value that implements an interface tells its arguments through its methods.
                if mode == Mode::Assign && matches!(self.underlying(param), Ok(Type::Interface(_))) {
                    self.unify_methods(param, arg, bound);
                    return true;
                }
                false
            }
            (Type::Interface(_), _) if mode == Mode::Assign => {
                self.unify_methods(param, arg, bound);
                true
            }
            (Type::Named(_), _) if mode == Mode::Assign => match self.underlying(param) {
                Ok(Type::Interface(_)) => {
                    self.unify_methods(param, arg, bound);
                    true
                }
                Ok(under) => self.unify(&under, arg, bound, mode),
                Err(_) => false,
            },
            (_, Type::Named(_)) if mode == Mode::Assign => {
                self.underlying(arg).is_ok_and(|under| self.unify(param, &under, bound, mode))
            }
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => {
                self.unify(a, b, bound, Mode::Exact)
            }
            (Type::Array(m, a), Type::Array(n, b)) => m == n && self.unify(a, b, bound, Mode::Exact),
            (Type::Chan(m, a), Type::Chan(n, b)) => {
                (m == n || mode == Mode::Assign) && self.unify(a, b, bound, Mode::Exact)
            }
            (Type::Map(a), Type::Map(b)) => {
                self.unify(&a.0, &b.0, bound, Mode::Exact) && self.unify(&a.1, &b.1, bound, Mode::Exact)
            }
            (Type::Func(a), Type::Func(b)) => {
                let all = |a: &[Type], b: &[Type], bound: &mut Bound| {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.unify(a, b, bound, Mode::Exact))
                };
                a.variadic == b.variadic && all(&a.params, &b.params, bound) && all(&a.results, &b.results, bound)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| {
                        a.name == b.name && a.embedded == b.embedded && self.unify(&a.ty, &b.ty, bound, Mode::Exact)
                    })
            }
            _ => false,
        }
    }
}

/// How alike two types must be: the same, or as for an assignment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Exact,
    Assign,
}

/// Whether a type is made of one of these parameters.
fn mentions(ty: &Type, params: &[Arc<TypeParam>]) -> bool {
    let mut any = false;
    ty.walk(&mut |ty| any |= matches!(ty, Type::Param(param) if params.contains(param)));
    any
}

/// Whether a node's children may be values as well as types, as far as the grammar can tell.
fn can_hold_a_value(parent: Node<'_>) -> bool {
    matches!(parent.kind(), Kind::TypeConversionExpression | Kind::TypeInstantiationExpression | Kind::CallExpression)
}

/// Type parameters under inference and what they are bound to.
struct Bound {
    original: Vec<Arc<TypeParam>>,
    params: Vec<Arc<TypeParam>>,
    args: Vec<Option<Type>>,
}

impl Bound {
    fn of(original: &[Arc<TypeParam>], given: &[Type]) -> Bound {
        let fresh = |param: &Arc<TypeParam>| {
            let spot = Spot { offset: param.spot.offset | FRESH, ..param.spot.clone() };
            Arc::new(TypeParam { spot, name: param.name.clone() })
        };
        Bound {
            original: original.to_vec(),
            params: original.iter().map(fresh).collect(),
            args: (0..original.len()).map(|index| given.get(index).cloned()).collect(),
        }
    }

    fn freshen_type(&self, ty: &Type) -> Type {
        let args: Vec<Type> = self.params.iter().cloned().map(Type::Param).collect();
        substitute(ty, &self.original, &args)
    }

    fn freshen(&mut self, signature: &Signature) -> Signature {
        let args: Vec<Type> = self.params.iter().cloned().map(Type::Param).collect();
        substitute_signature(signature, &self.original, &args)
    }

    /// The type with what is bound so far put in. Bindings may mention other parameters, but not for ever.
    fn apply(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        for _ in 0..=self.params.len().min(12) {
            if !mentions(&ty, &self.params) {
                break;
            }
            ty = ty.map(&|inner| {
                let Type::Param(param) = inner else { return None };
                let index = self.params.iter().position(|other| other.spot == param.spot)?;
                self.args[index].clone()
            });
        }
        ty
    }

    fn finish(&self, signature: &Signature) -> Outcome<Signature> {
        let open = |param: &str| {
            Reason::new("generic-inference", format!("the type argument for `{param}` is not told by the call"))
        };
        let mut args = Vec::new();
        for (param, arg) in self.params.iter().zip(&self.args) {
            let arg = self.apply(arg.as_ref().ok_or_else(|| open(&param.name))?);
            if mentions(&arg, &self.params) {
                return Err(open(&param.name));
            }
            args.push(arg);
        }
        let signature = substitute_signature(signature, &self.params, &args);
        Ok(Signature { type_params: Vec::new(), ..signature })
    }
}
