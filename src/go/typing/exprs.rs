//! Expressions: one function per shape, and what they have in common.

use std::sync::Arc;

use super::imports::OPAQUE;
use super::{At, Operand, Outcome, short, syntax};
use crate::go::answer::Reason;
use crate::go::consts::{self, Constant};
use crate::go::facts::Meaning;
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Named, Signature, Type};

impl<'p> At<'_, 'p> {
    /// What an expression or type is.
    pub(super) fn eval(self, node: Node<'p>) -> Outcome<Operand> {
        self.deeper(|| self.eval_kind(node))
    }

    /// The type of an expression that is a value.
    pub(super) fn value(self, node: Node<'p>) -> Outcome<Type> {
        self.eval(node)?.value()
    }

    fn eval_kind(self, node: Node<'p>) -> Outcome<Operand> {
        match node.kind() {
            _ if is_name(node) => self.name(node),
            Kind::ParenthesizedExpression | Kind::LiteralElement => {
                self.eval(node.only_child().ok_or_else(|| syntax(node))?)
            }
            Kind::IntLiteral
            | Kind::FloatLiteral
            | Kind::ImaginaryLiteral
            | Kind::RuneLiteral
            | Kind::RawStringLiteral
            | Kind::InterpretedStringLiteral => Ok(literal(node)),
            Kind::CompositeLiteral => self.composite(node).map(Operand::Value),
            Kind::LiteralValue => self.elided(node).map(Operand::Value),
            Kind::FuncLiteral => self.signature(node).map(|signature| Operand::Value(Type::Func(Arc::new(signature)))),
            Kind::CallExpression => self.call(node),
            Kind::TypeConversionExpression => self.conversion_or_call(node),
            Kind::TypeInstantiationExpression => self.instantiation(node),
            Kind::GenericType => self.generic_type(node),
            Kind::IndexExpression => self.index(node),
            Kind::SliceExpression => self.slice(node).map(Operand::Value),
            Kind::SelectorExpression => self.selector(node, Field::Operand, Field::Field),
            Kind::QualifiedType if node.parent().is_some_and(may_be_a_value) => {
                self.selector(node, Field::Package, Field::Name)
            }
            Kind::TypeAssertionExpression => {
                let ty = node.get(Field::Type).ok_or_else(|| syntax(node))?;
                self.type_expr(ty).map(Operand::Value)
            }
            Kind::UnaryExpression => self.unary(node),
            Kind::BinaryExpression => self.binary(node),
            Kind::Error => Err(syntax(node)),
            _ => self.type_expr(node).map(Operand::Type),
        }
    }

    /// What a name means where it stands.
    fn name(self, node: Node<'p>) -> Outcome<Operand> {
        if let Some(local) = self.scopes.local(node) {
            return self.local(local);
        }
        let name = node.text();
        // The parameters of function types and the blank identifier mean nothing, but they have types.
        let is_parameter = node.field() == Field::Name
            && node.parent().is_some_and(|parent| {
                matches!(parent.kind(), Kind::ParameterDeclaration | Kind::VariadicParameterDeclaration)
            });
        if is_parameter || name == "_" {
            return self.declared(node);
        }
        if name == OPAQUE && self.package.of_table {
            let named = Named { home: self.home(), name: name.into(), args: Vec::new() };
            return Ok(Operand::Type(Type::Named(Arc::new(named))));
        }
        match self.free(name) {
            Meaning::Package(_) => self.package_level(self.package, name),
            Meaning::Import(path) => {
                Err(Reason::new("not-a-value", format!("`{name}` is the imported package \"{path}\"")))
            }
            Meaning::Dot(path) => self.imported(path, name),
            Meaning::Universe => self.universe(node),
            Meaning::Unknown(reason) => match super::imports::behind_table(self.facts.package, self.package, name) {
                Some(package) => self.package_level(package, name),
                None => Err(reason),
            },
            Meaning::Local(local) => self.local(local),
        }
    }

    fn universe(self, node: Node<'p>) -> Outcome<Operand> {
        let bool = |value| Operand::untyped(Basic::UntypedBool, Some(Constant::Bool(value)));
        Ok(match node.text() {
            "true" => bool(true),
            "false" => bool(false),
            "nil" => Operand::Value(Type::Basic(Basic::UntypedNil)),
            "iota" => {
                let value = self.iota.or_else(|| super::specs::iota_of(node)).map(Constant::Int);
                Operand::untyped(Basic::UntypedInt, value)
            }
            "any" => Operand::Type(Type::any()),
            "error" => Operand::Type(Type::error()),
            "comparable" => Operand::Type(Type::comparable()),
            name => match Basic::from_name(name) {
                Some(basic) => Operand::Type(Type::Basic(basic)),
                None => Operand::Builtin(super::builtins::name(name).ok_or_else(|| syntax(node))?),
            },
        })
    }

    pub(super) fn composite(self, node: Node<'p>) -> Outcome<Type> {
        let ty = node.get(Field::Type).ok_or_else(|| syntax(node))?;
        if !ty.is(Kind::ImplicitLengthArrayType) {
            return self.type_expr(ty);
        }
        let element = self.type_expr(ty.get(Field::Element).ok_or_else(|| syntax(node))?)?;
        let (mut next, mut len) = (0u64, 0u64);
        for part in node.get(Field::Body).ok_or_else(|| syntax(node))?.children() {
            if let Some(key) = part.get(Field::Key).filter(|_| part.is(Kind::KeyedElement)) {
                next = match self.eval(key)? {
                    Operand::Constant(_, Some(value)) => value.as_int().and_then(|index| u64::try_from(index).ok()),
                    _ => None,
                }
                .ok_or_else(|| unknown_length(node))?;
            }
            next = next.checked_add(1).ok_or_else(|| unknown_length(node))?;
            len = len.max(next);
        }
        Ok(Type::Array(len, Arc::new(element)))
    }

    /// The type of a literal that leaves its type out: the element type of the literal around it.
    fn elided(self, node: Node<'p>) -> Outcome<Type> {
        let mut around = node.parent().and_then(Node::parent).ok_or_else(|| syntax(node))?;
        let is_key = around.is(Kind::KeyedElement) && node.parent().is_some_and(|part| part.field() == Field::Key);
        if around.is(Kind::KeyedElement) {
            around = around.parent().ok_or_else(|| syntax(node))?;
        }
        let whole = around.parent().filter(|parent| parent.is(Kind::CompositeLiteral));
        let ty = match whole {
            // The length of `[...]T{}` has no say in the type of its elements, and counting it would ask for them.
            Some(whole) => match whole.child(Kind::ImplicitLengthArrayType).and_then(|ty| ty.get(Field::Element)) {
                Some(element) => return self.type_expr(element),
                None => self.type_expr(whole.get(Field::Type).ok_or_else(|| syntax(node))?)?,
            },
            None if around.is(Kind::LiteralValue) => self.deeper(|| self.elided(around))?,
            None => return Err(syntax(node)),
        };
        let mut base = self.core(&ty)?;
        if let Type::Pointer(inner) = &base {
            base = self.core(inner)?;
        }
        match &base {
            Type::Slice(element) | Type::Array(_, element) => Ok((**element).clone()),
            Type::Map(pair) => Ok(if is_key { pair.0.clone() } else { pair.1.clone() }),
            _ => Err(syntax(node)),
        }
    }

    fn index(self, node: Node<'p>) -> Outcome<Operand> {
        let (Some(operand), Some(index)) = (node.get(Field::Operand), node.get(Field::Index)) else {
            return Err(syntax(node));
        };
        let operand = self.eval(operand)?;
        self.index_of(operand, &[index], node)
    }

    /// `operand[index]`: an element, or an instance of something generic.
    pub(super) fn index_of(self, operand: Operand, indexes: &[Node<'p>], node: Node<'p>) -> Outcome<Operand> {
        let generic = match &operand {
            Operand::Type(_) | Operand::Alias(..) => true,
            Operand::Value(Type::Func(signature)) => !signature.type_params.is_empty(),
            _ => false,
        };
        if generic {
            let args = indexes.iter().map(|index| self.type_expr(*index)).collect::<Outcome<Vec<_>>>()?;
            return self.instantiate(operand, args);
        }
        let ty = operand.value()?;
        self.common(&ty, &|under| match under {
            Type::Basic(basic) if basic.is_string() => Ok(Some(Type::Basic(Basic::Uint8))),
            Type::Slice(element) | Type::Array(_, element) => Ok(Some((**element).clone())),
            Type::Map(pair) => Ok(Some(pair.1.clone())),
            Type::Pointer(inner) => Ok(match self.core(inner)? {
                Type::Array(_, element) => Some((*element).clone()),
                _ => None,
            }),
            _ => Ok(None),
        })?
        .map(Operand::Value)
        .ok_or_else(|| syntax(node))
    }

    fn slice(self, node: Node<'p>) -> Outcome<Type> {
        let operand = node.get(Field::Operand).ok_or_else(|| syntax(node))?;
        let ty = self.value(operand)?;
        if ty.is(Basic::UntypedString) {
            return Ok(Type::Basic(Basic::String));
        }
        let sliced = self.common(&ty, &|under| match under {
            Type::Basic(basic) if basic.is_string() => Ok(Some(ty.clone())),
            Type::Slice(_) => Ok(Some(ty.clone())),
            Type::Array(_, element) => Ok(Some(Type::Slice(element.clone()))),
            Type::Pointer(inner) => Ok(match self.core(inner)? {
                Type::Array(_, element) => Some(Type::Slice(element)),
                _ => None,
            }),
            _ => Ok(None),
        })?;
        sliced.ok_or_else(|| syntax(node))
    }

    /// `x.f`, also where the grammar took `x` for a package and `f` for its type.
    fn selector(self, node: Node<'p>, operand: Field, name: Field) -> Outcome<Operand> {
        let (Some(operand), Some(name)) = (node.get(operand), node.get(name)) else { return Err(syntax(node)) };
        if is_name(operand) && self.scopes.local(operand).is_none() {
            match self.free(operand.text()) {
                Meaning::Import(path) => return self.imported(path, name.text()),
                Meaning::Unknown(reason) => return Err(reason),
                _ => {}
            }
        }
        let name = name.text();
        match self.eval(operand)? {
            Operand::Type(ty) => {
                let member = self.member(&ty, name)?.filter(|member| member.is_method);
                let member = member.ok_or_else(|| no_member(&ty, name))?;
                let Type::Func(signature) = &member.ty else { return Err(no_member(&ty, name)) };
                let params = std::iter::once(ty.clone()).chain(signature.params.iter().cloned()).collect();
                Ok(Operand::Value(Type::Func(Arc::new(Signature { params, ..(**signature).clone() }))))
            }
            other => {
                let ty = other.value()?;
                match self.member(&ty, name)? {
                    Some(member) => Ok(Operand::Value(member.ty)),
                    None => Err(no_member(&ty, name)),
                }
            }
        }
    }
}

/// Whether the grammar puts values, too, where it names a type inside this node: `x.f(y)` may be a conversion to it.
fn may_be_a_value(parent: Node<'_>) -> bool {
    matches!(
        parent.kind(),
        Kind::TypeConversionExpression
            | Kind::TypeInstantiationExpression
            | Kind::GenericType
            | Kind::ArgumentList
            | Kind::TypeElem
    )
}

fn no_member(ty: &Type, name: &str) -> Reason {
    Reason::new(
        "unknown-member",
        format!("`{}` has no field or method `{name}` that was found", short(&ty.to_string())),
    )
}

fn unknown_length(node: Node<'_>) -> Reason {
    Reason::new("array-length", format!("the length of `{}` is not known", short(node.text())))
}

fn literal(node: Node<'_>) -> Operand {
    let text = node.text();
    match node.kind() {
        Kind::IntLiteral => Operand::untyped(Basic::UntypedInt, consts::int_literal(text).map(Constant::Int)),
        Kind::FloatLiteral => Operand::untyped(Basic::UntypedFloat, consts::float_literal(text)),
        Kind::RuneLiteral => Operand::untyped(Basic::UntypedRune, consts::rune_literal(text).map(Constant::Int)),
        Kind::ImaginaryLiteral => Operand::untyped(Basic::UntypedComplex, None),
        _ => {
            let value = consts::string_literal(text).map(|bytes| Constant::String(bytes.into()));
            Operand::untyped(Basic::UntypedString, value)
        }
    }
}
