//! What a declaration inside a function gives to its names.

use std::sync::Arc;

use super::specs::position;
use super::{At, Operand, Outcome, short, syntax};
use crate::go::answer::Reason;
use crate::go::kind::{Field, Kind};
use crate::go::scope::{LocalId, LocalKind};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Home, Named, Type};

impl<'p> At<'_, 'p> {
    /// What a local name is.
    pub(super) fn local(self, id: LocalId) -> Outcome<Operand> {
        let local = self.scopes.get(id);
        let name = self.tree.node(local.declared);
        // A type parameter is what it is; asking for more could come back to it.
        if local.kind == LocalKind::TypeParam {
            return Ok(Operand::Type(Type::Param(self.type_param(name))));
        }
        self.once(name, local.scope, || match local.kind {
            LocalKind::TypeSwitch => self.type_switch(self.tree.node(local.scope), name).map(Operand::Value),
            _ => self.declared(name),
        })
    }

    /// What the declaration around a declaring name makes of it.
    pub(super) fn declared(self, name: Node<'p>) -> Outcome<Operand> {
        let parent = name.parent().ok_or_else(|| syntax(name))?;
        match parent.kind() {
            Kind::VarSpec => {
                self.note(parent);
                self.var_spec(parent, name).map(Operand::Value)
            }
            Kind::ConstSpec => self.const_spec(parent, name),
            Kind::TypeSpec => Ok(Operand::Type(Type::Named(Arc::new(Named {
                home: if parent.ancestors().any(|around| around.is(Kind::Block)) {
                    Home::Local(self.spot(name))
                } else {
                    self.home()
                },
                name: name.text().into(),
                args: Vec::new(),
            })))),
            Kind::TypeAlias => {
                self.note(parent);
                let target = self.type_expr(parent.get(Field::Type).ok_or_else(|| syntax(parent))?)?;
                Ok(match parent.get(Field::TypeParameters) {
                    Some(list) => Operand::Alias(target, self.type_params(list)),
                    None => Operand::Type(target),
                })
            }
            Kind::FunctionDeclaration => {
                self.note(parent);
                self.signature(parent).map(|signature| Operand::Value(Type::Func(Arc::new(signature))))
            }
            Kind::ParameterDeclaration | Kind::VariadicParameterDeclaration => {
                self.note(parent);
                self.parameter(parent).map(Operand::Value)
            }
            Kind::ExpressionList => {
                let statement = parent.parent().ok_or_else(|| syntax(name))?;
                self.note(statement);
                self.assigned(statement, parent, name).map(Operand::Value)
            }
            _ => Err(syntax(name)),
        }
    }

    /// `name, ... := ...`, with `range` and in `select` too.
    fn assigned(self, statement: Node<'p>, left: Node<'p>, name: Node<'p>) -> Outcome<Type> {
        let index = position(left.children(), name).ok_or_else(|| syntax(name))?;
        let right = statement.get(Field::Right).ok_or_else(|| syntax(statement))?;
        match statement.kind() {
            Kind::ShortVarDeclaration => self.nth(left.children().count(), &list(right), index),
            Kind::RangeClause => self.ranged(right, index),
            Kind::ReceiveStatement => self.nth(left.children().count(), &[right], index),
            _ => Err(syntax(statement)),
        }
    }

    pub(super) fn var_spec(self, spec: Node<'p>, name: Node<'p>) -> Outcome<Type> {
        if let Some(ty) = spec.get(Field::Type) {
            return self.type_expr(ty);
        }
        let index = position(spec.get_all(Field::Name), name).ok_or_else(|| syntax(name))?;
        let values = spec.get(Field::Value).ok_or_else(|| syntax(spec))?;
        self.nth(spec.get_all(Field::Name).count(), &list(values), index)
    }

    /// The type that the variable at `index` of `count` takes from the values on the right.
    fn nth(self, count: usize, values: &[Node<'p>], index: usize) -> Outcome<Type> {
        let here = || Reason::new("unknown-type", "the sides of an assignment do not match");
        if let (true, Some(value)) = (values.len() == count, values.get(index)) {
            let ty = match self.value(*value)? {
                untyped if untyped.is_untyped() => untyped.default_type().ok_or_else(here)?,
                Type::Tuple(_) => return Err(here()),
                ty => ty,
            };
            return Ok(ty);
        }
        let [value] = values else { return Err(here()) };
        let ty = self.value(*value)?;
        match (&ty, index) {
            (Type::Tuple(types), _) if types.len() == count => Ok(types[index].clone()),
            (Type::Tuple(_), _) => Err(here()),
            // `v, ok := m[k]`, `v, ok := x.(T)`, `v, ok := <-c`
            (_, 0) if count == 2 => Ok(ty),
            (_, 1) if count == 2 => Ok(Type::Basic(Basic::Bool)),
            _ => Err(here()),
        }
    }

    /// What `name` of `switch name := x.(type)` is in a clause: the clause's only type, else that of `x`.
    fn type_switch(self, clause: Node<'p>, name: Node<'p>) -> Outcome<Type> {
        let switch = clause.parent().ok_or_else(|| syntax(name))?;
        let value = switch.get(Field::Value).ok_or_else(|| syntax(switch))?;
        let mut listed = clause.get_all(Field::Type);
        if let (true, Some(only), None) = (clause.is(Kind::TypeCase), listed.next(), listed.next()) {
            self.note(only);
            match self.eval(only)? {
                Operand::Type(ty) => return Ok(ty),
                // `case nil`
                Operand::Value(ty) if ty.is(Basic::UntypedNil) => {}
                _ => return Err(syntax(only)),
            }
        }
        self.note(value);
        self.value(value)
    }
}

/// The expressions of a list; the expression itself where it stands alone.
pub(super) fn list(node: Node<'_>) -> Vec<Node<'_>> {
    if node.is(Kind::ExpressionList) { node.children().collect() } else { vec![node] }
}

/// Says that the type of `node` is not known, and why.
pub(super) fn not_known(node: Node<'_>, reason: &Reason) -> Reason {
    Reason::new(&reason.code, format!("the type of `{}` is not known: {}", short(node.text()), reason.text))
}
