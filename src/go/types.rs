//! Go's types as values: cheap to clone, equal when they are identical, shown in Go syntax.
//!
//! Nothing here looks at source. What stands behind a name (its underlying type, its methods) is the business of
//! `typing`, which can look it up in a package.

mod show;

use std::sync::Arc;

pub use show::{Spelling, full_name, short_name};

/// A Go type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// A predeclared type, or the kind of an untyped constant.
    Basic(Basic),
    /// A defined type, by its name and type arguments.
    Named(Arc<Named>),
    /// A type parameter.
    Param(Arc<TypeParam>),
    /// `*T`
    Pointer(Arc<Type>),
    /// `[]T`
    Slice(Arc<Type>),
    /// `[n]T`
    Array(u64, Arc<Type>),
    /// `map[K]V`
    Map(Arc<(Type, Type)>),
    /// `chan T`
    Chan(Direction, Arc<Type>),
    /// `func(...) ...`
    Func(Arc<Signature>),
    /// `struct{...}`
    Struct(Arc<[Field]>),
    /// `interface{...}`
    Interface(Arc<Interface>),
    /// The results of a call that has none or several.
    Tuple(Arc<[Type]>),
}

/// A predeclared type that is not an interface, or the kind of an untyped constant. `byte` and `rune` are other
/// spellings of `uint8` and `int32`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "each variant is Go's own name in camel case")]
pub enum Basic {
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

/// Where a declared name lives.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Home {
    /// Go itself: `error` and `comparable`.
    Universe,
    /// The package that is asked about.
    Here,
    /// The package with this import path.
    Import(Arc<str>),
    /// Inside a function.
    Local(Spot),
}

/// The place of a declaration that has no name of its own outside its function: that of the declaring identifier.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot {
    /// The import path of its package; none for the package that is asked about.
    pub package: Option<Arc<str>>,
    /// Index of the file in its package.
    pub file: u32,
    /// Where the declaring identifier starts.
    pub offset: u32,
}

/// A defined type.
///
/// A name from another package that nobody has read may be an alias: `os.FileMode` is `fs.FileMode`. Two equal ones are
/// identical all the same; two different ones need not be different types.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Named {
    /// Where it is declared.
    pub home: Home,
    /// Its name there.
    pub name: Arc<str>,
    /// Its type arguments.
    pub args: Vec<Type>,
}

/// A type parameter, known by the place of its declaration.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Where it is declared.
    pub spot: Spot,
    /// Its name there.
    pub name: Arc<str>,
}

impl PartialEq for TypeParam {
    fn eq(&self, other: &Self) -> bool {
        self.spot == other.spot
    }
}

impl Eq for TypeParam {}

impl std::hash::Hash for TypeParam {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.spot.hash(state);
    }
}

/// Which way values go through a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Receive,
}

/// The type of a function.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Signature {
    /// The type parameters of a generic function that was not instantiated.
    pub type_params: Vec<Arc<TypeParam>>,
    /// The types of the parameters; the last one is a slice if `variadic`.
    pub params: Vec<Type>,
    /// The types of the results.
    pub results: Vec<Type>,
    /// Whether the last parameter was written `...T`.
    pub variadic: bool,
}

/// A field of a struct.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Field {
    /// Its name; that of the type if it is embedded.
    pub name: Arc<str>,
    /// Its type.
    pub ty: Type,
    /// Whether it was written without a name.
    pub embedded: bool,
    /// The value of its tag, if it has one that is not empty.
    pub tag: Option<Arc<str>>,
    /// The package it was written in, for a name that is not exported and in another package than the one that is asked
    /// about: the same letters in two packages are two names.
    pub home: Option<Arc<str>>,
}

/// An interface or constraint as it was written, not flattened: an embedded type may be unknown.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Interface {
    /// The methods written in it, by name.
    pub methods: Vec<(Arc<str>, Arc<Signature>)>,
    /// The embedded types and unions, in order.
    pub embeds: Vec<Vec<Term>>,
    /// The package it was written in, if that is another one than the one that is asked about and the names of some of
    /// the methods are not exported.
    pub home: Option<Arc<str>>,
}

/// A type in a union: `T` or `~T`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// Whether all types with this underlying type are meant.
    pub tilde: bool,
    /// The type.
    pub ty: Type,
}

const BASICS: &[(&str, Basic)] = &[
    ("bool", Basic::Bool),
    ("int", Basic::Int),
    ("int8", Basic::Int8),
    ("int16", Basic::Int16),
    ("int32", Basic::Int32),
    ("int64", Basic::Int64),
    ("uint", Basic::Uint),
    ("uint8", Basic::Uint8),
    ("uint16", Basic::Uint16),
    ("uint32", Basic::Uint32),
    ("uint64", Basic::Uint64),
    ("uintptr", Basic::Uintptr),
    ("float32", Basic::Float32),
    ("float64", Basic::Float64),
    ("complex64", Basic::Complex64),
    ("complex128", Basic::Complex128),
    ("string", Basic::String),
    ("unsafe.Pointer", Basic::UnsafePointer),
    ("untyped bool", Basic::UntypedBool),
    ("untyped int", Basic::UntypedInt),
    ("untyped rune", Basic::UntypedRune),
    ("untyped float", Basic::UntypedFloat),
    ("untyped complex", Basic::UntypedComplex),
    ("untyped string", Basic::UntypedString),
    ("untyped nil", Basic::UntypedNil),
    ("byte", Basic::Uint8),
    ("rune", Basic::Int32),
];

impl Basic {
    /// The predeclared type of this name, `byte` and `rune` included.
    pub fn from_name(name: &str) -> Option<Basic> {
        BASICS.iter().find(|(known, _)| *known == name).map(|(_, basic)| *basic)
    }

    /// Go's name for it.
    pub fn name(self) -> &'static str {
        BASICS.iter().find(|(_, basic)| *basic == self).map_or("", |(name, _)| name)
    }

    /// Whether it is the kind of an untyped constant, or of `nil`.
    pub fn is_untyped(self) -> bool {
        self >= Basic::UntypedBool
    }

    /// Whether its values are integers.
    pub fn is_integer(self) -> bool {
        (Basic::Int..=Basic::Uintptr).contains(&self) || matches!(self, Basic::UntypedInt | Basic::UntypedRune)
    }

    /// Whether its values are integers that cannot be negative.
    pub fn is_unsigned(self) -> bool {
        (Basic::Uint..=Basic::Uintptr).contains(&self)
    }

    /// Whether its values are floating-point numbers.
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }

    /// Whether its values are complex numbers.
    pub fn is_complex(self) -> bool {
        matches!(self, Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex)
    }

    /// Whether its values are numbers.
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }

    /// Whether its values are strings.
    pub fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }

    /// Whether its values are truth values.
    pub fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }

    /// The type that an untyped constant takes where nothing asks for another; none for `nil`.
    pub fn default_type(self) -> Option<Basic> {
        match self {
            Basic::UntypedBool => Some(Basic::Bool),
            Basic::UntypedInt => Some(Basic::Int),
            Basic::UntypedRune => Some(Basic::Int32),
            Basic::UntypedFloat => Some(Basic::Float64),
            Basic::UntypedComplex => Some(Basic::Complex128),
            Basic::UntypedString => Some(Basic::String),
            Basic::UntypedNil => None,
            typed => Some(typed),
        }
    }
}

impl Type {
    /// The predeclared type `error`.
    pub fn error() -> Type {
        Type::universe("error")
    }

    /// The constraint `comparable`.
    pub fn comparable() -> Type {
        Type::universe("comparable")
    }

    fn universe(name: &str) -> Type {
        Type::Named(Arc::new(Named { home: Home::Universe, name: name.into(), args: Vec::new() }))
    }

    /// `any`, the empty interface.
    pub fn any() -> Type {
        Type::Interface(Arc::default())
    }

    /// The results of a call: nothing, one type, or several.
    pub fn results(results: &[Type]) -> Type {
        match results {
            [one] => one.clone(),
            several => Type::Tuple(several.into()),
        }
    }

    /// `*self`
    pub fn pointer_to(self) -> Type {
        Type::Pointer(Arc::new(self))
    }

    /// `[]self`
    pub fn slice_of(self) -> Type {
        Type::Slice(Arc::new(self))
    }

    /// The predeclared type or untyped kind that it is, without looking behind names.
    pub fn basic(&self) -> Option<Basic> {
        match self {
            Type::Basic(basic) => Some(*basic),
            _ => None,
        }
    }

    /// Whether it is this predeclared type exactly, and no other with the same underlying type.
    pub fn is(&self, basic: Basic) -> bool {
        self.basic() == Some(basic)
    }

    /// Whether it is the kind of an untyped constant, or of `nil`.
    pub fn is_untyped(&self) -> bool {
        self.basic().is_some_and(Basic::is_untyped)
    }

    /// The type that a value takes where nothing asks for another: itself unless untyped; none for `nil`.
    pub fn default_type(&self) -> Option<Type> {
        match self {
            Type::Basic(basic) => basic.default_type().map(Type::Basic),
            other => Some(other.clone()),
        }
    }

    /// Calls `visit` on the type and all types written in it, outermost first.
    pub fn walk(&self, visit: &mut dyn FnMut(&Type)) {
        visit(self);
        match self {
            Type::Basic(_) | Type::Param(_) => {}
            Type::Named(named) => named.args.iter().for_each(|arg| arg.walk(visit)),
            Type::Pointer(inner) | Type::Slice(inner) | Type::Array(_, inner) | Type::Chan(_, inner) => {
                inner.walk(visit);
            }
            Type::Map(pair) => {
                pair.0.walk(visit);
                pair.1.walk(visit);
            }
            Type::Func(signature) => signature.walk(visit),
            Type::Struct(fields) => fields.iter().for_each(|field| field.ty.walk(visit)),
            Type::Interface(interface) => {
                interface.methods.iter().for_each(|(_, signature)| signature.walk(visit));
                interface.embeds.iter().flatten().for_each(|term| term.ty.walk(visit));
            }
            Type::Tuple(types) => types.iter().for_each(|ty| ty.walk(visit)),
        }
    }

    /// Whether more than `limit` types are written in it. Aliases and type arguments that double what they name make
    /// types out of a few lines that nobody could walk through.
    pub fn is_larger_than(&self, limit: usize) -> bool {
        fn count(ty: &Type, left: &mut usize) -> Option<()> {
            *left = left.checked_sub(1)?;
            let mut all = |types: &mut dyn Iterator<Item = &Type>| {
                for ty in types {
                    count(ty, left)?;
                }
                Some(())
            };
            match ty {
                Type::Basic(_) | Type::Param(_) => Some(()),
                Type::Named(named) => all(&mut named.args.iter()),
                Type::Pointer(inner) | Type::Slice(inner) | Type::Array(_, inner) | Type::Chan(_, inner) => {
                    count(inner, left)
                }
                Type::Map(pair) => all(&mut [&pair.0, &pair.1].into_iter()),
                Type::Func(signature) => all(&mut signature.params.iter().chain(&signature.results)),
                Type::Struct(fields) => all(&mut fields.iter().map(|field| &field.ty)),
                Type::Interface(interface) => {
                    let methods = interface.methods.iter().map(|(_, signature)| signature);
                    all(&mut methods.flat_map(|signature| signature.params.iter().chain(&signature.results)))?;
                    all(&mut interface.embeds.iter().flatten().map(|term| &term.ty))
                }
                Type::Tuple(types) => all(&mut types.iter()),
            }
        }
        count(self, &mut limit.clone()).is_none()
    }

    /// The type with every named type and type parameter that `replace` has an answer for replaced, inner ones first.
    pub fn map(&self, replace: &dyn Fn(&Type) -> Option<Type>) -> Type {
        let again = |inner: &Arc<Type>| Arc::new(inner.map(replace));
        match self {
            Type::Basic(_) => self.clone(),
            Type::Param(_) => replace(self).unwrap_or_else(|| self.clone()),
            Type::Named(named) => {
                let ty = if named.args.is_empty() {
                    self.clone()
                } else {
                    let args = named.args.iter().map(|arg| arg.map(replace)).collect();
                    Type::Named(Arc::new(Named { args, ..(**named).clone() }))
                };
                replace(&ty).unwrap_or(ty)
            }
            Type::Pointer(inner) => Type::Pointer(again(inner)),
            Type::Slice(inner) => Type::Slice(again(inner)),
            Type::Array(len, inner) => Type::Array(*len, again(inner)),
            Type::Chan(direction, inner) => Type::Chan(*direction, again(inner)),
            Type::Map(pair) => Type::Map(Arc::new((pair.0.map(replace), pair.1.map(replace)))),
            Type::Func(signature) => Type::Func(Arc::new(signature.map(replace))),
            Type::Struct(fields) => {
                let change = |field: &Field| Field { ty: field.ty.map(replace), ..field.clone() };
                Type::Struct(fields.iter().map(change).collect())
            }
            Type::Interface(interface) => Type::Interface(Arc::new(Interface {
                home: interface.home.clone(),
                methods: interface
                    .methods
                    .iter()
                    .map(|(name, signature)| (name.clone(), Arc::new(signature.map(replace))))
                    .collect(),
                embeds: interface
                    .embeds
                    .iter()
                    .map(|union| {
                        union.iter().map(|term| Term { tilde: term.tilde, ty: term.ty.map(replace) }).collect()
                    })
                    .collect(),
            })),
            Type::Tuple(types) => Type::Tuple(types.iter().map(|ty| ty.map(replace)).collect()),
        }
    }
}

impl Signature {
    fn walk(&self, visit: &mut dyn FnMut(&Type)) {
        self.params.iter().chain(&self.results).for_each(|ty| ty.walk(visit));
    }

    /// The signature with types replaced as [`Type::map`] does it.
    pub fn map(&self, replace: &dyn Fn(&Type) -> Option<Type>) -> Signature {
        let all = |types: &[Type]| types.iter().map(|ty| ty.map(replace)).collect();
        Signature {
            type_params: self.type_params.clone(),
            params: all(&self.params),
            results: all(&self.results),
            variadic: self.variadic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_as_go() {
        let int = Type::Basic(Basic::Int);
        let receive = Type::Chan(Direction::Receive, Arc::new(int.clone()));
        assert_eq!(Type::Chan(Direction::Both, Arc::new(receive)).to_string(), "chan (<-chan int)");
        let signature =
            Signature { params: vec![int.clone(), int.clone().slice_of()], variadic: true, ..Signature::default() };
        assert_eq!(Type::Func(Arc::new(signature)).to_string(), "func(int, ...int)");
        assert_eq!(Type::any().to_string(), "any");
        assert_eq!(Type::Tuple(vec![int, Type::error()].into()).to_string(), "(int, error)");
    }

    #[test]
    fn byte_and_rune_are_other_spellings() {
        assert_eq!(Basic::from_name("byte"), Basic::from_name("uint8"));
        assert_eq!(Basic::from_name("rune").map(Basic::name), Some("int32"));
    }
}
