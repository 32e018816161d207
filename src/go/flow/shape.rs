//! The door through which flow asks about types: the kind of thing an expression is, and what a selector selects.
//!
//! Nothing else in flow looks at a type.

use super::quote;
use crate::go::answer::Reason;
use crate::go::facts::{Facts, Meaning, Read};
use crate::go::kind::Field;
use crate::go::package::DeclRef;
use crate::go::scope::LocalKind;
use crate::go::split::DeclKind;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Home, Type};
use crate::go::typing::Kinds;

/// The kind of thing that a value is, whatever its type is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A boolean.
    Bool,
    /// A signed integer, or an untyped integer constant.
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
    /// Any other pointer.
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
    /// A method that gets a copy of the value, or of a pointer or interface that the value is.
    ByValue,
    /// A method with a pointer receiver.
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
        let ty = self.type_of(expr)?;
        self.shape_of(&ty)
            .ok_or_else(|| Reason::new("unknown-type", format!("what `{}` is, is not known", quote(expr))))
    }

    fn shape_of(&self, ty: &Type) -> Option<Shape> {
        Some(match self.kind_of(ty).ok()? {
            Kinds::Bool => Shape::Bool,
            Kinds::Int => match self.underlying(ty).ok()?.basic() {
                Some(basic) if basic.is_unsigned() => Shape::Uint,
                _ => Shape::Int,
            },
            Kinds::Float => Shape::Float,
            Kinds::Complex => Shape::Complex,
            Kinds::String => Shape::String,
            Kinds::Slice => Shape::Slice,
            Kinds::Array => Shape::Array,
            Kinds::ArrayPointer => Shape::ArrayPointer,
            Kinds::Pointer | Kinds::UnsafePointer => Shape::Pointer,
            Kinds::Map => Shape::Map,
            Kinds::Chan => Shape::Chan,
            Kinds::Func => Shape::Func,
            Kinds::Interface => Shape::Interface,
            Kinds::Struct => Shape::Struct,
            Kinds::TypeParam | Kinds::Nil | Kinds::Nothing => return None,
        })
    }

    /// What a selector on a value selects.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn selects(&self, selector: Node<'p>) -> Result<Selects, Reason> {
        let unknown = || Reason::new("unknown-member", format!("what `{}` selects is not known", quote(selector)));
        let (operand, name) = selector.get(Field::Operand).zip(selector.get(Field::Field)).ok_or_else(unknown)?;
        let ty = self.type_of(operand)?;
        match self.method_receiver(&ty, name.text())? {
            None => Ok(Selects::Field),
            Some(true) => Ok(Selects::ByPointer),
            Some(false) => Ok(Selects::ByValue),
        }
    }

    /// The kind of thing that the elements of a slice, array or map are, if it is known.
    pub(super) fn element_shape(&self, expr: Node<'p>) -> Option<Shape> {
        self.shape_of(&self.element(&self.type_of(expr).ok()?).ok()?)
    }

    /// The name of a value's type, as `path.Name` or `*path.Name`, if it is a type of an imported package.
    pub(super) fn imported_type(&self, expr: Node<'p>) -> Option<String> {
        let (star, ty) = match self.type_of(expr).ok()? {
            Type::Pointer(inner) => ("*", (*inner).clone()),
            ty => ("", ty),
        };
        match ty {
            Type::Named(named) => match &named.home {
                Home::Import(path) => Some(format!("{star}{path}.{}", named.name)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a name surely is a type's.
    pub(super) fn names_type(&self, name: Node<'p>) -> bool {
        match self.meaning(name) {
            Meaning::Local(local) => {
                matches!(self.scopes.get(local).kind, LocalKind::Type | LocalKind::TypeParam)
            }
            Meaning::Package(&[place]) => self.package.at(place).1.kind == DeclKind::Type,
            Meaning::Universe => {
                Basic::from_name(name.text()).is_some()
                    || matches!(name.text(), "any" | "error" | "comparable" | "byte" | "rune")
            }
            _ => false,
        }
    }

    /// The facts of another declaration of the package, noted as read.
    pub(super) fn other(&self, place: DeclRef) -> Option<Facts<'p>> {
        let (file, decl) = self.package.at(place);
        self.note_read(Read { file: place.file, span: decl.span, words: None });
        Some(Facts::new(self.package, place, file.parsed(place.decl).ok()?))
    }

    /// The declaration of the method that a selector on a value of one of this package's types selects. Promoted methods
    /// are not looked for.
    pub(super) fn method(&self, selector: Node<'p>) -> Option<DeclRef> {
        let name = selector.get(Field::Field)?.text();
        let ty = match self.type_of(selector.get(Field::Operand)?).ok()? {
            Type::Pointer(inner) => (*inner).clone(),
            ty => ty,
        };
        let Type::Named(named) = ty else { return None };
        if named.home != Home::Here {
            return None;
        }
        let mut found = self.package.methods(&named.name).iter().filter(|(method, _)| method == name);
        found.next().filter(|_| found.next().is_none()).map(|(_, place)| *place)
    }

    /// Takes over what was noted while a question was answered from another declaration.
    pub(super) fn absorb(&self, other: &Facts<'p>) {
        for read in other.take_reads() {
            self.note_read(read);
        }
    }
}
