//! The door through which flow asks about types: the kind of thing an expression is, and what a selector selects.
//!
//! Nothing else in flow looks at a type.

use super::quote;
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Read};
use crate::go::kind::Field;
use crate::go::known::Known;
use crate::go::package::DeclRef;
use crate::go::scope::LocalId;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Home, Type};

/// The kind of thing that a value is, whatever its type is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A boolean.
    Bool,
    /// A signed integer, or an integer constant without a type.
    Int,
    /// An unsigned integer.
    Uint,
    /// A floating-point number.
    Float,
    /// A complex number.
    Complex,
    /// A string.
    String,
    /// A slice.
    Slice,
    /// An array.
    Array,
    /// A pointer to an array.
    ArrayPointer,
    /// Any other pointer, or one to a type that is not known.
    Pointer,
    /// A map.
    Map,
    /// A channel.
    Chan,
    /// A function.
    Func,
    /// An interface.
    Interface,
    /// A struct.
    Struct,
}

/// What a selector `x.f` selects, where `x` is a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selects {
    /// A field.
    Field,
    /// A method that gets a copy of the value, or of a pointer or interface that the value is or holds.
    ByValue,
    /// A method with a pointer receiver, which gets the address of the value.
    ByPointer,
}

impl Shape {
    /// Whether it is a boolean, a number or a string: a value in which nothing can change behind one's back.
    pub fn is_basic(self) -> bool {
        matches!(self, Shape::Bool | Shape::Int | Shape::Uint | Shape::Float | Shape::Complex | Shape::String)
    }

    /// Whether `nil` is its zero value.
    pub fn can_be_nil(self) -> bool {
        !self.is_basic() && !matches!(self, Shape::Array | Shape::Struct)
    }
}

impl<'p> Facts<'p> {
    /// The kind of thing that an expression is.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn shape(&self, expr: Node<'p>) -> Result<Shape, Reason> {
        self.shape_of_type(&self.type_of(expr)?)
    }

    /// The kind of thing that a local variable is.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn shape_of_local(&self, local: LocalId) -> Result<Shape, Reason> {
        self.shape_of_type(&self.type_of_local(local)?)
    }

    /// The kind of thing that the values of a type are.
    ///
    /// # Errors
    /// Why it is not known; type parameters stand for any type and are not known either.
    pub fn shape_of_type(&self, ty: &Type) -> Result<Shape, Reason> {
        let underlying = self.underlying(ty)?;
        Ok(match underlying.default_type().unwrap_or(underlying) {
            Type::Basic(basic) if basic.is_boolean() => Shape::Bool,
            Type::Basic(basic) if basic.is_string() => Shape::String,
            Type::Basic(basic) if basic.is_unsigned() => Shape::Uint,
            Type::Basic(basic) if basic.is_integer() => Shape::Int,
            Type::Basic(basic) if basic.is_float() => Shape::Float,
            Type::Basic(basic) if basic.is_complex() => Shape::Complex,
            Type::Pointer(inner) if matches!(self.underlying(&inner), Ok(Type::Array(..))) => Shape::ArrayPointer,
            Type::Pointer(_) | Type::Basic(Basic::UnsafePointer) => Shape::Pointer,
            Type::Slice(_) => Shape::Slice,
            Type::Array(..) => Shape::Array,
            Type::Map(_) => Shape::Map,
            Type::Chan(..) => Shape::Chan,
            Type::Func(_) => Shape::Func,
            Type::Struct(_) => Shape::Struct,
            Type::Interface(_) => Shape::Interface,
            other => return Err(Reason::new("unknown-type", format!("what a `{other}` is, is not known"))),
        })
    }

    /// The kind of thing that the elements of a slice, array or map are.
    pub(super) fn element_shape(&self, expr: Node<'p>) -> Option<Shape> {
        let element = self.element(&self.type_of(expr).ok()?).ok()?;
        self.shape_of_type(&element).ok()
    }

    /// What a selector on a value selects.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn selects(&self, selector: Node<'p>) -> Result<Selects, Reason> {
        let parts = (selector.get(Field::Operand), selector.get(Field::Field));
        let (Some(operand), Some(name)) = parts else {
            return Err(Reason::new("syntax", format!("`{}` is not understood", quote(selector))));
        };
        let (ty, name) = (self.type_of(operand)?, name.text());
        for (ty, selects) in [(ty.clone(), Selects::ByValue), (ty.clone().pointer_to(), Selects::ByPointer)] {
            match self.method_set_has(&ty, name) {
                Answer::Yes => return Ok(selects),
                Answer::No(_) => {}
                Answer::Unknown(reason) => return Err(reason),
            }
        }
        self.member_of(&ty, name).map(|_| Selects::Field)
    }

    /// What is known of functions and types where this stands.
    pub fn known(&self) -> &'p Known {
        self.package.known.as_deref().unwrap_or_else(|| Known::standard())
    }

    /// The name of a value's type as `path.Name`, a `*` in front of it left out.
    pub fn full_name_of_type(&self, expr: Node<'p>) -> Option<String> {
        let mut ty = self.type_of(expr).ok()?;
        if let Type::Pointer(inner) = &ty {
            ty = (**inner).clone();
        }
        match ty {
            Type::Named(named) => match &named.home {
                Home::Import(path) => Some(format!("{path}.{}", named.name)),
                Home::Here => Some(format!("{}.{}", self.package.path.as_deref()?, named.name)),
                Home::Universe | Home::Local(_) => None,
            },
            _ => None,
        }
    }

    /// Whether a name or expression surely is a type.
    pub fn names_type(&self, name: Node<'p>) -> bool {
        self.is_type(name).is_yes()
    }

    /// The declaration of the method that a selector on a value of one of this package's types selects. Promoted methods
    /// are not looked for.
    pub(super) fn method(&self, selector: Node<'p>) -> Option<DeclRef> {
        let name = selector.get(Field::Field)?.text();
        let mut ty = self.type_of(selector.get(Field::Operand)?).ok()?;
        if let Type::Pointer(inner) = &ty {
            ty = (**inner).clone();
        }
        let Type::Named(named) = ty else { return None };
        if named.home != Home::Here {
            return None;
        }
        let mut found = self.package.methods(&named.name).iter().filter(|(method, _)| method == name);
        found.next().filter(|_| found.next().is_none()).map(|(_, place)| *place)
    }

    /// The facts of another declaration of the package, noted as read.
    pub(super) fn other(&self, place: DeclRef) -> Option<Facts<'p>> {
        let (file, decl) = self.package.at(place);
        self.note_read(Read { file: place.file, span: decl.span, words: None });
        Some(Facts::new(self.package, place, file.parsed(place.decl).ok()?))
    }

    /// Takes over what was noted while a question was answered from another declaration.
    pub(super) fn absorb(&self, other: &Facts<'p>) {
        for read in other.take_reads() {
            self.note_read(read);
        }
    }
}
