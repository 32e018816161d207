//! The door through which flow asks about types: the kind of thing an expression is, and what a selector selects.
//!
//! Only what is written at the declaration in this package is looked at here. Whoever knows types better answers the
//! same two questions better; nothing else in flow looks at a type.

use super::{arguments, called, quote};
use crate::go::answer::Reason;
use crate::go::facts::{Facts, Meaning, Read};
use crate::go::kind::{Field, Kind};
use crate::go::package::DeclRef;
use crate::go::scope::{LocalId, LocalKind, is_name, specs};
use crate::go::syntax::Node;

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

/// How many declarations are followed one after the other before the search is given up.
const DEPTH: u8 = 12;

/// A type as it is written somewhere in the package.
struct Written<'p> {
    facts: Facts<'p>,
    node: Node<'p>,
    /// How many `*` stand in front of it beyond what is written.
    pointers: u8,
}

/// What is known about the type of an expression.
enum Typed<'p> {
    Basic(Shape),
    Written(Written<'p>),
}

impl<'p> Facts<'p> {
    /// The kind of thing that an expression is.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn shape(&self, expr: Node<'p>) -> Result<Shape, Reason> {
        self.typed(expr, DEPTH)
            .and_then(|typed| self.shape_of(typed))
            .ok_or_else(|| Reason::new("unknown-type", format!("the type of `{}` is not known", quote(expr))))
    }

    /// What a selector on a value selects.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn selects(&self, selector: Node<'p>) -> Result<Selects, Reason> {
        self.find_selected(selector)
            .ok_or_else(|| Reason::new("unknown-member", format!("what `{}` selects is not known", quote(selector))))
    }

    /// The kind of thing that the elements of a slice, array or map are, if it is known.
    pub(super) fn element_shape(&self, expr: Node<'p>) -> Option<Shape> {
        let (facts, pointers, node) = self.underlying(self.typed(expr, DEPTH)?)?;
        let element = match node.kind() {
            Kind::SliceType | Kind::ArrayType | Kind::ImplicitLengthArrayType => node.get(Field::Element)?,
            Kind::MapType => node.get(Field::Value)?,
            _ => return None,
        };
        let shape = if pointers < 2 { facts.here(element, 0).and_then(|typed| facts.shape_of(typed)) } else { None };
        self.absorb(&facts);
        shape
    }

    /// The written name of a value's type, as `path.Name` or `*path.Name`, if it is a type of an imported package.
    pub(super) fn imported_type(&self, expr: Node<'p>) -> Option<String> {
        let Typed::Written(written) = self.typed(expr, DEPTH)? else { return None };
        let (mut node, mut pointers) = (written.node.unparenthesized(), written.pointers);
        if node.is(Kind::PointerType) {
            node = node.only_child()?.unparenthesized();
            pointers += 1;
        }
        let path = node.is(Kind::QualifiedType).then(|| node.get(Field::Package)).flatten()?;
        let path = written.facts.imported(path)?;
        let name = node.get(Field::Name)?.text();
        match pointers {
            0 => Some(format!("{path}.{name}")),
            1 => Some(format!("*{path}.{name}")),
            _ => None,
        }
    }

    /// Whether a name surely is a type's.
    pub(super) fn names_type(&self, name: Node<'p>) -> bool {
        match self.meaning(name) {
            Meaning::Local(local) => {
                matches!(self.scopes.get(local).kind, LocalKind::Type | LocalKind::TypeParam)
            }
            Meaning::Package(&[place]) => self.package.at(place).1.kind == crate::go::split::DeclKind::Type,
            Meaning::Universe => basic(name.text()).is_some() || matches!(name.text(), "any" | "error" | "comparable"),
            _ => false,
        }
    }

    fn here(&self, node: Node<'p>, pointers: u8) -> Option<Typed<'p>> {
        Some(Typed::Written(Written { facts: self.again(), node, pointers }))
    }

    fn typed(&self, expr: Node<'p>, depth: u8) -> Option<Typed<'p>> {
        let depth = depth.checked_sub(1)?;
        let expr = expr.unparenthesized();
        let basic_shape = |shape| Some(Typed::Basic(shape));
        match expr.kind() {
            Kind::IntLiteral | Kind::RuneLiteral | Kind::Iota => basic_shape(Shape::Int),
            Kind::FloatLiteral => basic_shape(Shape::Float),
            Kind::ImaginaryLiteral => basic_shape(Shape::Complex),
            Kind::InterpretedStringLiteral | Kind::RawStringLiteral => basic_shape(Shape::String),
            Kind::True | Kind::False => self.is_universe(expr).then_some(Typed::Basic(Shape::Bool)),
            Kind::FuncLiteral => basic_shape(Shape::Func),
            Kind::CompositeLiteral | Kind::TypeConversionExpression | Kind::TypeAssertionExpression => {
                self.here(expr.get(Field::Type)?, 0)
            }
            Kind::Identifier => match self.meaning(expr) {
                Meaning::Local(local) => self.local_type(local, depth),
                Meaning::Package(&[place]) => self.package_type(place, expr.text(), depth),
                _ => None,
            },
            Kind::UnaryExpression => {
                let operand = expr.get(Field::Operand)?;
                match super::uses::operator(expr) {
                    "!" => basic_shape(Shape::Bool),
                    "&" => match self.typed(operand, depth)? {
                        Typed::Written(written) => {
                            Some(Typed::Written(Written { pointers: written.pointers + 1, ..written }))
                        }
                        Typed::Basic(_) => basic_shape(Shape::Pointer),
                    },
                    "*" => self.deref(self.typed(operand, depth)?),
                    "<-" => None,
                    _ => self.typed(operand, depth),
                }
            }
            Kind::BinaryExpression => match super::uses::operator(expr) {
                "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" => basic_shape(Shape::Bool),
                "<<" | ">>" => self.typed(expr.get(Field::Left)?, depth),
                // An untyped constant takes the other side's type.
                _ => {
                    let (left, right) = (expr.get(Field::Left)?, expr.get(Field::Right)?);
                    match self.typed(left, depth)? {
                        Typed::Basic(Shape::Int | Shape::Float) => self.typed(right, depth),
                        typed => Some(typed),
                    }
                }
            },
            Kind::CallExpression => self.call_type(expr, depth),
            Kind::SliceExpression => match self.shape_of(self.typed(expr.get(Field::Operand)?, depth)?)? {
                Shape::Array | Shape::ArrayPointer | Shape::Slice => basic_shape(Shape::Slice),
                shape => basic_shape(shape),
            },
            Kind::SelectorExpression => {
                let (facts, field) = self.field(expr, depth)?;
                facts.here(field, 0)
            }
            Kind::IndexExpression => {
                let (facts, _, node) = self.underlying(self.typed(expr.get(Field::Operand)?, depth)?)?;
                match node.kind() {
                    Kind::SliceType | Kind::ArrayType | Kind::ImplicitLengthArrayType => {
                        facts.here(node.get(Field::Element)?, 0)
                    }
                    Kind::MapType => facts.here(node.get(Field::Value)?, 0),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn call_type(&self, call: Node<'p>, depth: u8) -> Option<Typed<'p>> {
        let function = called(call)?;
        if !is_name(function) {
            return match function.kind() {
                Kind::SliceType | Kind::MapType | Kind::ArrayType | Kind::PointerType => self.here(function, 0),
                _ => None,
            };
        }
        let first = || arguments(call).next();
        match self.meaning(function) {
            Meaning::Universe => match function.text() {
                "len" | "cap" | "copy" => Some(Typed::Basic(Shape::Int)),
                "make" => self.here(first()?, 0),
                "new" if super::super::scope::is_name(first()?) && !self.names_type(first()?) => {
                    Some(Typed::Basic(Shape::Pointer))
                }
                "new" => self.here(first()?, 1),
                "append" | "min" | "max" => self.typed(first()?, depth),
                name => basic(name).map(Typed::Basic),
            },
            _ if self.names_type(function) => self.here(function, 0),
            Meaning::Package(&[place]) => {
                let facts = self.other(place)?;
                let declaration = facts.tree.root().child(Kind::FunctionDeclaration)?;
                let generic = declaration.get(Field::TypeParameters).is_some();
                let result = declaration.get(Field::Result).filter(|_| !generic)?;
                if result.is(Kind::ParameterList) {
                    let only = result.only_child()?;
                    return facts.here(only.get(Field::Type).filter(|_| only.get_all(Field::Name).count() < 2)?, 0);
                }
                facts.here(result, 0)
            }
            _ => None,
        }
    }

    /// The facts of another declaration of the package, noted as read.
    pub(super) fn other(&self, place: DeclRef) -> Option<Facts<'p>> {
        let (file, decl) = self.package.at(place);
        self.note_read(Read { file: place.file, span: decl.span, words: None });
        Some(Facts::new(self.package, place, file.parsed(place.decl).ok()?))
    }

    fn package_type(&self, place: DeclRef, name: &str, depth: u8) -> Option<Typed<'p>> {
        let facts = self.other(place)?;
        let declaration = facts.tree.root().children().next()?;
        match declaration.kind() {
            Kind::FunctionDeclaration => Some(Typed::Basic(Shape::Func)),
            Kind::VarDeclaration | Kind::ConstDeclaration => {
                let named = |spec: &Node<'_>| spec.get_all(Field::Name).any(|other| other.text() == name);
                let typed = facts.spec_type(specs(declaration).find(named)?, name, depth);
                self.absorb(&facts);
                typed
            }
            _ => None,
        }
    }

    fn spec_type(&self, spec: Node<'p>, name: &str, depth: u8) -> Option<Typed<'p>> {
        if let Some(written) = spec.get(Field::Type) {
            return self.here(written, 0);
        }
        let index = spec.get_all(Field::Name).position(|other| other.text() == name)?;
        self.typed(paired(spec.get_all(Field::Name).count(), spec.get(Field::Value)?, index)?, depth)
    }

    fn local_type(&self, local: LocalId, depth: u8) -> Option<Typed<'p>> {
        let declared = self.tree.node(self.scopes.get(local).declared);
        let parent = declared.parent()?;
        self.note(if parent.is(Kind::ExpressionList) { parent.parent()?.span() } else { parent.span() });
        match parent.kind() {
            Kind::VarSpec | Kind::ConstSpec => self.spec_type(parent, declared.text(), depth),
            Kind::ParameterDeclaration => self.here(parent.get(Field::Type)?, 0),
            Kind::VariadicParameterDeclaration => Some(Typed::Basic(Shape::Slice)),
            Kind::ExpressionList => {
                let statement = parent.parent()?;
                let index = parent.children().take_while(|other| *other != declared).count();
                let right = statement.get(Field::Right)?;
                match statement.kind() {
                    Kind::ShortVarDeclaration => self.typed(paired(parent.children().count(), right, index)?, depth),
                    Kind::RangeClause => self.ranged_type(right, index, depth),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn ranged_type(&self, operand: Node<'p>, index: usize, depth: u8) -> Option<Typed<'p>> {
        let typed = self.typed(operand, depth)?;
        match (typed, index) {
            (Typed::Basic(Shape::String), _) => Some(Typed::Basic(Shape::Int)),
            (Typed::Basic(shape @ (Shape::Int | Shape::Uint)), 0) => Some(Typed::Basic(shape)),
            (Typed::Basic(Shape::Slice), 0) => Some(Typed::Basic(Shape::Int)),
            (Typed::Basic(_), _) => None,
            (typed, _) => {
                let (facts, pointers, node) = self.underlying(typed)?;
                match (node.kind(), index) {
                    (Kind::TypeIdentifier | Kind::Identifier, 0) if pointers == 0 => match basic(node.text())? {
                        Shape::String => Some(Typed::Basic(Shape::Int)),
                        shape => Some(Typed::Basic(shape)),
                    },
                    (Kind::TypeIdentifier | Kind::Identifier, _) if pointers == 0 => {
                        (basic(node.text())? == Shape::String).then_some(Typed::Basic(Shape::Int))
                    }
                    (Kind::SliceType | Kind::ArrayType | Kind::ImplicitLengthArrayType, 0) => {
                        Some(Typed::Basic(Shape::Int))
                    }
                    (Kind::SliceType | Kind::ArrayType | Kind::ImplicitLengthArrayType, 1) => {
                        facts.here(node.get(Field::Element)?, 0)
                    }
                    (Kind::MapType, 0) => facts.here(node.get(Field::Key)?, 0),
                    (Kind::MapType, 1) => facts.here(node.get(Field::Value)?, 0),
                    _ => None,
                }
            }
        }
    }

    /// The written type of the field that a selector selects, with the facts of where it is written. Promoted fields are
    /// not looked for.
    fn field(&self, selector: Node<'p>, depth: u8) -> Option<(Facts<'p>, Node<'p>)> {
        let name = selector.get(Field::Field)?.text();
        let (facts, pointers, node) = self.underlying(self.typed(selector.get(Field::Operand)?, depth)?)?;
        if pointers > 1 || !node.is(Kind::StructType) {
            return None;
        }
        let fields = node.child(Kind::FieldDeclarationList)?;
        let field = fields.children().find(|field| field.get_all(Field::Name).any(|other| other.text() == name))?;
        let written = field.get(Field::Type)?;
        Some((facts, written))
    }

    /// The declaration of the method that a selector on a value of one of this package's types selects. Promoted methods
    /// are not looked for.
    pub(super) fn method(&self, selector: Node<'p>) -> Option<DeclRef> {
        let name = selector.get(Field::Field)?.text();
        let Typed::Written(written) = self.typed(selector.get(Field::Operand)?, DEPTH)? else { return None };
        let mut base = written.node.unparenthesized();
        if base.is(Kind::PointerType) {
            base = base.only_child()?.unparenthesized();
        }
        if base.is(Kind::GenericType) {
            base = base.get(Field::Type)?;
        }
        if !base.is(Kind::TypeIdentifier) && !base.is(Kind::Identifier) {
            return None;
        }
        let Meaning::Package(&[_]) = written.facts.meaning(base) else { return None };
        let mut found = self.package.methods(base.text()).iter().filter(|(method, _)| method == name);
        found.next().filter(|_| found.next().is_none()).map(|(_, place)| *place)
    }

    fn find_selected(&self, selector: Node<'p>) -> Option<Selects> {
        if self.field(selector, DEPTH).is_some() {
            return Some(Selects::Field);
        }
        let declaration = self.other(self.method(selector)?)?.tree.root().child(Kind::MethodDeclaration)?;
        let receiver = declaration.get(Field::Receiver)?.only_child()?.get(Field::Type)?;
        Some(if receiver.unparenthesized().is(Kind::PointerType) { Selects::ByPointer } else { Selects::ByValue })
    }

    /// Takes over what was noted while a question was answered from another declaration.
    pub(super) fn absorb(&self, other: &Facts<'p>) {
        for read in other.take_reads() {
            self.note_read(read);
        }
    }

    fn deref(&self, typed: Typed<'p>) -> Option<Typed<'p>> {
        let Typed::Written(written) = typed else { return None };
        if written.pointers > 0 {
            return Some(Typed::Written(Written { pointers: written.pointers - 1, ..written }));
        }
        let (facts, _, node) = self.underlying(Typed::Written(written))?;
        if node.is(Kind::PointerType) { facts.here(node.only_child()?, 0) } else { None }
    }

    /// The type literal or predeclared name behind a type, pointers counted and left out.
    fn underlying(&self, typed: Typed<'p>) -> Option<(Facts<'p>, u8, Node<'p>)> {
        let Typed::Written(Written { mut facts, node, mut pointers }) = typed else { return None };
        let mut node = node.unparenthesized();
        for _ in 0..DEPTH {
            match node.kind() {
                Kind::PointerType => {
                    // What a pointer of a named pointer type selects is another matter; only `*T` as written is followed.
                    pointers += 1;
                    node = node.only_child()?.unparenthesized();
                }
                Kind::TypeIdentifier | Kind::Identifier => match facts.meaning(node) {
                    Meaning::Universe => return Some((facts, pointers, node)),
                    Meaning::Local(local) => {
                        let spec = facts.tree.node(facts.scopes.get(local).declared).parent()?;
                        if !matches!(spec.kind(), Kind::TypeSpec | Kind::TypeAlias) {
                            return None;
                        }
                        node = spec.get(Field::Type)?.unparenthesized();
                    }
                    Meaning::Package(&[place]) => {
                        let other = facts.other(place)?;
                        self.absorb(&facts);
                        let declaration = other.tree.root().child(Kind::TypeDeclaration)?;
                        let named =
                            |spec: &Node<'_>| spec.get(Field::Name).is_some_and(|name| name.text() == node.text());
                        let spec = declaration.children().find(named)?;
                        // Inside a generic type names stand for type parameters.
                        if spec.get(Field::TypeParameters).is_some() {
                            return None;
                        }
                        node = spec.get(Field::Type)?.unparenthesized();
                        facts = other;
                    }
                    _ => return None,
                },
                Kind::QualifiedType | Kind::GenericType => return None,
                _ => return Some((facts, pointers, node)),
            }
        }
        None
    }

    fn shape_of(&self, typed: Typed<'p>) -> Option<Shape> {
        let written = match typed {
            Typed::Basic(shape) => return Some(shape),
            Typed::Written(written) => written,
        };
        let starts_with_pointer = written.pointers > 0 || written.node.unparenthesized().is(Kind::PointerType);
        let found = self.underlying(Typed::Written(written));
        if starts_with_pointer {
            // A pointer to a type of another package may point to an array; only its length would be of interest.
            return Some(match found {
                Some((_, 1, node)) if matches!(node.kind(), Kind::ArrayType | Kind::ImplicitLengthArrayType) => {
                    Shape::ArrayPointer
                }
                _ => Shape::Pointer,
            });
        }
        let (_, pointers, node) = found?;
        if pointers > 0 {
            return Some(Shape::Pointer);
        }
        Some(match node.kind() {
            Kind::SliceType => Shape::Slice,
            Kind::ArrayType | Kind::ImplicitLengthArrayType => Shape::Array,
            Kind::MapType => Shape::Map,
            Kind::ChannelType => Shape::Chan,
            Kind::FunctionType => Shape::Func,
            Kind::InterfaceType => Shape::Interface,
            Kind::StructType => Shape::Struct,
            _ => match node.text() {
                "error" | "any" => Shape::Interface,
                name => basic(name)?,
            },
        })
    }
}

/// The value at `index` of a list that has as many values as there are names.
fn paired(names: usize, values: Node<'_>, index: usize) -> Option<Node<'_>> {
    (values.children().count() == names).then(|| values.children().nth(index)).flatten()
}

/// The shape of a predeclared type.
fn basic(name: &str) -> Option<Shape> {
    Some(match name {
        "bool" => Shape::Bool,
        "int" | "int8" | "int16" | "int32" | "int64" | "rune" => Shape::Int,
        "uint" | "uint8" | "uint16" | "uint32" | "uint64" | "uintptr" | "byte" => Shape::Uint,
        "float32" | "float64" => Shape::Float,
        "complex64" | "complex128" => Shape::Complex,
        "string" => Shape::String,
        _ => return None,
    })
}
