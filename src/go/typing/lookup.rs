//! The questions that rules ask about types.

use super::declared::not_known;
use super::{At, Operand, short};
use crate::go::answer::{Answer, Reason};
use crate::go::consts::Constant;
use crate::go::facts::Facts;
use crate::go::flow::shape::Shape;
use crate::go::kind::Field;
use crate::go::scope::LocalId;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

/// What can be done with a type, by its underlying type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "each variant is Go's own word")]
pub enum Kinds {
    Bool,
    Int,
    Float,
    Complex,
    String,
    Slice,
    Array,
    ArrayPointer,
    Pointer,
    Map,
    Chan,
    Func,
    Struct,
    Interface,
    TypeParam,
    Nil,
    UnsafePointer,
    Nothing,
}

impl Kinds {
    /// The word for it in rules.
    pub fn name(self) -> &'static str {
        match self {
            Kinds::Bool => "bool",
            Kinds::Int => "int",
            Kinds::Float => "float",
            Kinds::Complex => "complex",
            Kinds::String => "string",
            Kinds::Slice => "slice",
            Kinds::Array => "array",
            Kinds::ArrayPointer => "array pointer",
            Kinds::Pointer => "pointer",
            Kinds::Map => "map",
            Kinds::Chan => "chan",
            Kinds::Func => "func",
            Kinds::Struct => "struct",
            Kinds::Interface => "interface",
            Kinds::TypeParam => "type parameter",
            Kinds::Nil => "nil",
            Kinds::UnsafePointer => "unsafe pointer",
            Kinds::Nothing => "nothing",
        }
    }
}

impl<'p> Facts<'p> {
    fn own<'n>(&self, node: Node<'n>) -> Node<'p> {
        debug_assert!(std::ptr::eq(node.tree(), self.tree), "{node:?} stands in another declaration");
        self.tree.node(node.id())
    }

    /// The type of an expression, or the type that is written there. A constant without a type has the kind it has by
    /// itself, `untyped int` and the like, not the type that its place gives it: see [`Type::default_type`]. A
    /// comma-ok expression has the type of its value.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn type_of(&self, expr: Node<'_>) -> Result<Type, Reason> {
        let expr = self.own(expr);
        At::here(self).eval(expr).and_then(Operand::ty).map_err(|reason| not_known(expr, &reason))
    }

    /// The type of a local variable, or the type that a local name stands for.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn type_of_local(&self, local: LocalId) -> Result<Type, Reason> {
        let name = self.tree.node(self.scopes.get(local).declared);
        At::here(self).local(local).and_then(Operand::ty).map_err(|reason| not_known(name, &reason))
    }

    /// Whether a type is written here rather than a value: `T` in `T(x)`, and not `f` in `f(x)`.
    pub fn is_type(&self, expr: Node<'_>) -> Answer {
        match At::here(self).eval(self.own(expr)) {
            Ok(Operand::Type(_) | Operand::Alias(..)) => Answer::Yes,
            Ok(_) => Answer::no("not-a-type", format!("`{}` is not a type", short(expr.text()))),
            Err(reason) => Answer::Unknown(not_known(expr, &reason)),
        }
    }

    /// The value of an expression, if it is constant, exact and the same in all builds.
    pub fn constant_value(&self, expr: Node<'_>) -> Option<Constant> {
        match At::here(self).eval(self.own(expr)) {
            Ok(Operand::Constant(_, value)) => value,
            _ => None,
        }
    }

    /// Whether an expression is constant, whether or not its value is known.
    pub fn is_constant(&self, expr: Node<'_>) -> Answer {
        let expr = self.own(expr);
        match At::here(self).eval(expr) {
            Ok(Operand::Constant(..)) => Answer::Yes,
            Ok(_) => match At::here(self).open_part(expr) {
                Some(reason) => Answer::Unknown(reason),
                None => Answer::no("not-constant", format!("`{}` is not a constant", short(expr.text()))),
            },
            Err(reason) => Answer::Unknown(not_known(expr, &reason)),
        }
    }

    /// The type without names in front of it; a type parameter is its own.
    ///
    /// # Errors
    /// When a name leads to something that is not known.
    pub fn underlying(&self, ty: &Type) -> Result<Type, Reason> {
        At::here(self).underlying(ty)
    }

    /// Whether an expression is of a predeclared type itself, after the default for untyped constants, and not of one
    /// that has it as its underlying type.
    pub fn is_exact_basic(&self, expr: Node<'_>, name: &str) -> Answer {
        let Some(basic) = Basic::from_name(name) else {
            return Answer::no("not-basic", format!("`{name}` is not a predeclared type"));
        };
        let ty = match self.type_of(expr) {
            Ok(ty) => ty.default_type().unwrap_or(ty),
            Err(reason) => return Answer::Unknown(reason),
        };
        match &ty {
            ty if ty.is(basic) => Answer::Yes,
            // A name of a package that was not read may be an alias of anything.
            Type::Named(_) if self.underlying(&ty).is_err() => {
                Answer::unknown("unknown-import", format!("what `{ty}` is, is not known"))
            }
            _ => Answer::no("other-type", format!("`{}` is a `{ty}`, not a `{name}`", short(expr.text()))),
        }
    }

    /// What can be done with a value of this type.
    ///
    /// # Errors
    /// When a name leads to something that is not known.
    pub fn kind_of(&self, ty: &Type) -> Result<Kinds, Reason> {
        Ok(match self.underlying(ty)? {
            Type::Basic(Basic::UntypedNil) => Kinds::Nil,
            Type::Basic(Basic::UnsafePointer) => Kinds::UnsafePointer,
            Type::Basic(basic) if basic.is_boolean() => Kinds::Bool,
            Type::Basic(basic) if basic.is_string() => Kinds::String,
            Type::Basic(basic) if basic.is_integer() => Kinds::Int,
            Type::Basic(basic) if basic.is_float() => Kinds::Float,
            Type::Basic(_) => Kinds::Complex,
            Type::Param(_) => Kinds::TypeParam,
            Type::Pointer(inner) => match self.underlying(&inner) {
                Ok(Type::Array(..)) => Kinds::ArrayPointer,
                Ok(_) => Kinds::Pointer,
                Err(reason) => return Err(reason),
            },
            Type::Slice(_) => Kinds::Slice,
            Type::Array(..) => Kinds::Array,
            Type::Map(_) => Kinds::Map,
            Type::Chan(..) => Kinds::Chan,
            Type::Func(_) => Kinds::Func,
            Type::Struct(_) => Kinds::Struct,
            Type::Interface(_) => Kinds::Interface,
            Type::Tuple(_) => Kinds::Nothing,
            Type::Named(_) => return Err(Reason::new("unknown-type", format!("what `{ty}` is, is not known"))),
        })
    }

    /// The type of the elements of a slice, array, pointer to an array, map, channel or string.
    ///
    /// # Errors
    /// When it has none, or what it is is not known.
    pub fn element(&self, ty: &Type) -> Result<Type, Reason> {
        let none = || Reason::new("no-elements", format!("`{ty}` has no elements"));
        match self.underlying(ty)? {
            Type::Slice(element) | Type::Array(_, element) | Type::Chan(_, element) => Ok((*element).clone()),
            Type::Map(pair) => Ok(pair.1.clone()),
            Type::Basic(basic) if basic.is_string() => Ok(Type::Basic(Basic::Uint8)),
            Type::Pointer(inner) => match self.underlying(&inner)? {
                Type::Array(_, element) => Ok((*element).clone()),
                _ => Err(none()),
            },
            _ => Err(none()),
        }
    }

    /// The type of the keys of a map.
    ///
    /// # Errors
    /// When it is not a map, or what it is is not known.
    pub fn key(&self, ty: &Type) -> Result<Type, Reason> {
        match self.underlying(ty)? {
            Type::Map(pair) => Ok(pair.0.clone()),
            _ => Err(Reason::new("no-keys", format!("`{ty}` is not a map"))),
        }
    }

    /// Whether the method set of a type has this method, promoted ones included. The method set of `T` lacks what is
    /// declared for `*T`, though it can be called on a variable.
    pub fn method_set_has(&self, ty: &Type, name: &str) -> Answer {
        let none = || Answer::no("no-method", format!("`{ty}` has no method `{name}`"));
        let member = match At::here(self).member(ty, name) {
            Ok(Some(member)) => member,
            Ok(None) => return none(),
            Err(reason) => return Answer::Unknown(reason),
        };
        if !member.is_method || (member.by_pointer && !member.through_pointer) {
            none()
        } else if !member.sure {
            Answer::unknown("unknown-type", format!("another `{name}` may hide the one of `{ty}`"))
        } else if member.in_some_builds {
            Answer::unknown("build-variants", format!("`{ty}` has `{name}` in some builds only"))
        } else {
            Answer::Yes
        }
    }

    /// Whether a selector selects a field that lies in the memory of its operand: a field of a struct that is no pointer, and not one
    /// of what an embedded pointer points to.
    pub fn is_field_inside(&self, selector: Node<'p>) -> bool {
        let parts = (selector.get(Field::Operand), selector.get(Field::Field));
        let (Some(operand), Some(name)) = parts else { return false };
        let member = self.type_of(operand).and_then(|ty| At::here(self).member(&ty, name.text()));
        self.shape(operand) == Ok(Shape::Struct)
            && matches!(member, Ok(Some(member)) if !member.is_method && !member.through_pointer)
    }

    /// The same, of a field behind the pointer that the operand is.
    pub fn is_field_behind(&self, selector: Node<'p>) -> bool {
        let parts = (selector.get(Field::Operand), selector.get(Field::Field));
        let (Some(operand), Some(name)) = parts else { return false };
        let Ok(Type::Pointer(inner)) = self.type_of(operand) else { return false };
        matches!(At::here(self).member(&inner, name.text()), Ok(Some(member)) if !member.is_method && !member.through_pointer)
    }

    /// The type of a field or method of a type, as a selector finds it.
    ///
    /// # Errors
    /// When there is none, or it is not known.
    pub fn member_of(&self, ty: &Type, name: &str) -> Result<Type, Reason> {
        match At::here(self).member(ty, name)? {
            Some(member) => Ok(member.ty),
            None => Err(Reason::new("no-member", format!("`{ty}` has no field or method `{name}`"))),
        }
    }

    /// Whether what a selector finds in a type is a method, and then whether the method is declared for a pointer while
    /// the value it is called on is none, so that calling it takes the value's address. `None` for a field.
    ///
    /// # Errors
    /// When there is none, or it is not known.
    pub fn method_receiver(&self, ty: &Type, name: &str) -> Result<Option<bool>, Reason> {
        match At::here(self).member(ty, name)? {
            Some(member) if !member.sure || member.in_some_builds => {
                Err(Reason::new("unknown-member", format!("which `{name}` of `{ty}` is meant is not known")))
            }
            Some(member) => Ok(member.is_method.then_some(member.by_pointer)),
            None => Err(Reason::new("no-member", format!("`{ty}` has no field or method `{name}`"))),
        }
    }

    /// The type written so that it means the same in the place of `node`.
    ///
    /// # Errors
    /// When a name in it is shadowed there, its package is not imported by this file, or it has no name at all.
    pub fn type_text_at(&self, ty: &Type, node: Node<'_>) -> Result<String, Reason> {
        At::here(self).write(ty, node)
    }
}
