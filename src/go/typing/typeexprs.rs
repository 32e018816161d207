//! Types as they are written: from syntax to [`Type`].

use std::sync::Arc;

use super::members::is_exported;
use super::{At, Operand, Outcome, short, syntax};
use crate::go::answer::Reason;
use crate::go::consts;
use crate::go::kind::{Field, Kind};
use crate::go::scope::is_name;
use crate::go::syntax::Node;
use crate::go::types::{self, Direction, Interface, Named, Signature, Term, Type, TypeParam};

impl<'p> At<'_, 'p> {
    /// The type that is written at a node.
    pub(super) fn type_expr(self, node: Node<'p>) -> Outcome<Type> {
        self.deeper(|| self.type_kind(node))
    }

    fn type_kind(self, node: Node<'p>) -> Outcome<Type> {
        let part = |field| node.get(field).ok_or_else(|| syntax(node));
        let inner = || node.only_child().ok_or_else(|| syntax(node));
        match node.kind() {
            Kind::ParenthesizedType | Kind::ParenthesizedExpression | Kind::TypeElem | Kind::LiteralElement => {
                self.type_expr(inner()?)
            }
            Kind::PointerType => Ok(self.type_expr(inner()?)?.pointer_to()),
            Kind::SliceType => Ok(self.type_expr(part(Field::Element)?)?.slice_of()),
            Kind::ArrayType => {
                let len = self.length(part(Field::Length)?)?;
                Ok(Type::Array(len, Arc::new(self.type_expr(part(Field::Element)?)?)))
            }
            Kind::ImplicitLengthArrayType => self
                .composite(node.parent().filter(|whole| whole.is(Kind::CompositeLiteral)).ok_or_else(|| syntax(node))?),
            Kind::MapType => {
                let key = self.type_expr(part(Field::Key)?)?;
                Ok(Type::Map(Arc::new((key, self.type_expr(part(Field::Value)?)?))))
            }
            Kind::ChannelType => self.channel(node),
            Kind::FunctionType => Ok(Type::Func(Arc::new(self.signature(node)?))),
            Kind::StructType => self.fields(node, None),
            Kind::InterfaceType => self.interface(node),
            // `*T` where the grammar saw an expression.
            Kind::UnaryExpression => match self.eval(node)? {
                Operand::Type(ty) => Ok(ty),
                _ => Err(not_a_type(node)),
            },
            Kind::QualifiedType => self.qualified(node, Field::Package, Field::Name),
            Kind::SelectorExpression => self.qualified(node, Field::Operand, Field::Field),
            _ if is_name(node) => self.expect_type(node),
            Kind::GenericType | Kind::IndexExpression | Kind::TypeInstantiationExpression => self.expect_type(node),
            _ => Err(not_a_type(node)),
        }
    }

    fn expect_type(self, node: Node<'p>) -> Outcome<Type> {
        match self.eval(node)? {
            Operand::Type(ty) => Ok(ty),
            _ => Err(not_a_type(node)),
        }
    }

    /// `pkg.T` where only a type can stand: even of a package that nobody read it is known that there is such a type.
    fn qualified(self, node: Node<'p>, package: Field, name: Field) -> Outcome<Type> {
        let (Some(package), Some(name)) = (node.get(package), node.get(name)) else { return Err(syntax(node)) };
        let path = self.import_path(package)?;
        match self.imported(path, name.text()) {
            Ok(Operand::Type(ty)) => Ok(ty),
            Ok(_) => Err(not_a_type(node)),
            Err(reason) if path == "C" => Err(reason),
            Err(_) => {
                let named = Named { home: self.home_of(path), name: name.text().into(), args: Vec::new() };
                Ok(Type::Named(Arc::new(named)))
            }
        }
    }

    fn length(self, node: Node<'p>) -> Outcome<u64> {
        let value = match self.eval(node)? {
            Operand::Constant(_, Some(value)) => value.as_int().and_then(|len| u64::try_from(len).ok()),
            _ => None,
        };
        let text = || format!("the array length `{}` is not known", short(node.text()));
        value.ok_or_else(|| Reason::new("array-length", text()))
    }

    fn channel(self, node: Node<'p>) -> Outcome<Type> {
        let value = node.get(Field::Value).ok_or_else(|| syntax(node))?;
        let mut tokens = node.all_children().filter(|child| !child.is_named()).map(Node::text);
        let direction = match (tokens.next(), tokens.next()) {
            (Some("<-"), _) => Direction::Receive,
            (_, Some("<-")) => Direction::Send,
            _ => Direction::Both,
        };
        // `chan <-chan T` is a channel of channels to the grammar and to Go, which binds the arrow to the left.
        Ok(Type::Chan(direction, Arc::new(self.type_expr(value)?)))
    }

    /// The fields of a struct type: all, or the embedded ones and the one of this name.
    pub(super) fn fields(self, node: Node<'p>, only: Option<&str>) -> Outcome<Type> {
        let mut fields = Vec::new();
        for declaration in node.child(Kind::FieldDeclarationList).ok_or_else(|| syntax(node))?.children() {
            if !declaration.is(Kind::FieldDeclaration) {
                return Err(syntax(declaration));
            }
            let mut names = declaration.get_all(Field::Name).peekable();
            let is_embedded = names.peek().is_none();
            let mut names = names.filter(|name| only.is_none_or(|only| only == name.text())).peekable();
            if !is_embedded && names.peek().is_none() {
                continue;
            }
            let written = declaration.get(Field::Type).ok_or_else(|| syntax(declaration))?;
            let mut ty = self.type_expr(written)?;
            let tag = match declaration.get(Field::Tag) {
                None => None,
                Some(tag) => {
                    let bytes = consts::string_literal(tag.text()).ok_or_else(|| syntax(tag))?;
                    Some(Arc::from(String::from_utf8_lossy(&bytes))).filter(|tag: &Arc<str>| !tag.is_empty())
                }
            };
            let mut field = |name: &str, ty: Type, embedded| {
                let home = if is_exported(name) { None } else { self.elsewhere() };
                fields.push(types::Field { name: name.into(), ty, embedded, tag: tag.clone(), home });
            };
            if !is_embedded {
                names.for_each(|name| field(name.text(), ty.clone(), false));
                continue;
            }
            if declaration.has_token("*") {
                ty = ty.pointer_to();
            }
            field(base_name(written).ok_or_else(|| syntax(written))?, ty, true);
        }
        Ok(Type::Struct(fields.into()))
    }

    fn interface(self, node: Node<'p>) -> Outcome<Type> {
        let mut interface = Interface::default();
        for element in node.children() {
            match element.kind() {
                Kind::MethodElem => {
                    let name = element.get(Field::Name).ok_or_else(|| syntax(element))?;
                    interface.methods.push((name.text().into(), Arc::new(self.signature(element)?)));
                }
                Kind::TypeElem => {
                    let union = self.union(element)?;
                    // Go leaves out nothing, but `interface{ any }` is `any`.
                    interface.embeds.push(union);
                }
                _ => return Err(syntax(element)),
            }
        }
        if interface.methods.iter().any(|(name, _)| !is_exported(name)) {
            interface.home = self.elsewhere();
        }
        interface.methods.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Type::Interface(Arc::new(interface)))
    }

    /// The path of the package, if it is not the one that is asked about.
    fn elsewhere(self) -> Option<Arc<str>> {
        self.package.path.clone().filter(|_| !self.is_here())
    }

    fn union(self, element: Node<'p>) -> Outcome<Vec<Term>> {
        element
            .children()
            .map(|term| match term.kind() {
                Kind::NegatedType => {
                    let inner = term.only_child().ok_or_else(|| syntax(term))?;
                    Ok(Term { tilde: true, ty: self.type_expr(inner)? })
                }
                // `~[]E` parses as a negated type; `~T[E]` as a generic type of one.
                _ => Ok(Term { tilde: false, ty: self.type_expr(term)? }),
            })
            .collect()
    }

    /// What a constraint allows: the type that is written there if it is one, else an interface around its elements.
    pub(super) fn constraint_expr(self, node: Node<'p>) -> Outcome<Type> {
        let union = self.union(node)?;
        match &union[..] {
            [one] if !one.tilde => Ok(one.ty.clone()),
            _ => Ok(Type::Interface(Arc::new(Interface { embeds: vec![union], ..Interface::default() }))),
        }
    }

    /// The signature of a function, method, function literal, function type or interface method; the receiver left out.
    pub(super) fn signature(self, node: Node<'p>) -> Outcome<Signature> {
        let mut signature = Signature::default();
        if let Some(list) = node.get(Field::TypeParameters) {
            signature.type_params = self.type_params(list);
        }
        let parameters = node.get(Field::Parameters).ok_or_else(|| syntax(node))?;
        (signature.params, signature.variadic) = self.parameters(parameters)?;
        if let Some(result) = node.get(Field::Result) {
            signature.results =
                if result.is(Kind::ParameterList) { self.parameters(result)?.0 } else { vec![self.type_expr(result)?] };
        }
        Ok(signature)
    }

    fn parameters(self, list: Node<'p>) -> Outcome<(Vec<Type>, bool)> {
        let mut types = Vec::new();
        let mut variadic = false;
        for declaration in list.children() {
            let ty = self.parameter(declaration)?;
            variadic = declaration.is(Kind::VariadicParameterDeclaration);
            let count = declaration.get_all(Field::Name).count().max(1);
            types.extend(std::iter::repeat_n(ty, count));
        }
        Ok((types, variadic))
    }

    /// The type that a parameter has in its function: a slice for `...T`.
    pub(super) fn parameter(self, declaration: Node<'p>) -> Outcome<Type> {
        let written = declaration.get(Field::Type).ok_or_else(|| syntax(declaration))?;
        let ty = self.type_expr(written)?;
        Ok(if declaration.is(Kind::VariadicParameterDeclaration) { ty.slice_of() } else { ty })
    }

    /// The type parameters of a list, in order.
    pub(super) fn type_params(self, list: Node<'p>) -> Vec<Arc<TypeParam>> {
        list.children()
            .flat_map(|declaration| declaration.get_all(Field::Name))
            .map(|name| self.type_param(name))
            .collect()
    }

    pub(super) fn type_param(self, name: Node<'p>) -> Arc<TypeParam> {
        Arc::new(TypeParam { spot: self.spot(name), name: name.text().into() })
    }
}

/// The name of the type in an embedded field or a receiver: `T` for `*p.T[K]`.
pub(super) fn base_name(written: Node<'_>) -> Option<&str> {
    match written.kind() {
        Kind::TypeIdentifier | Kind::Identifier => Some(written.text()),
        Kind::QualifiedType => written.get(Field::Name).map(Node::text),
        Kind::GenericType => base_name(written.get(Field::Type)?),
        Kind::PointerType | Kind::ParenthesizedType => base_name(written.only_child()?),
        _ => None,
    }
}

fn not_a_type(node: Node<'_>) -> Reason {
    Reason::new("unknown-type", format!("`{}` is not a type that could be read", short(node.text())))
}
