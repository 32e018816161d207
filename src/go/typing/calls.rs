//! Calls and conversions, which look alike.

use super::{At, Operand, Outcome, short, syntax};
use crate::go::answer::Reason;
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

impl<'p> At<'_, 'p> {
    pub(super) fn call(self, node: Node<'p>) -> Outcome<Operand> {
        let (Some(function), Some(arguments)) = (node.get(Field::Function), node.get(Field::Arguments)) else {
            return Err(syntax(node));
        };
        let mut operand = self.eval(function)?;
        let mut given = Vec::new();
        if let Some(written) = node.get(Field::TypeArguments) {
            for element in written.children() {
                given.push(self.type_expr(element)?);
            }
            // Those that are left out of a function's type arguments, the values may tell.
            if !matches!(operand, Operand::Value(_)) {
                operand = self.instantiate(operand, std::mem::take(&mut given))?;
            }
        }
        let values: Vec<_> = arguments.children().collect();
        self.called(operand, &given, &values, node)
    }

    /// `T(x)` by its shape, which may be a call all the same: `f[A](x)`, `(f)(x)`.
    pub(super) fn conversion_or_call(self, node: Node<'p>) -> Outcome<Operand> {
        let (Some(ty), Some(value)) = (node.get(Field::Type), node.get(Field::Operand)) else {
            return Err(syntax(node));
        };
        match ty.kind() {
            // `*(*T)(x)` reads what the conversion gives: a call binds tighter than the star, whatever the grammar says.
            Kind::PointerType => {
                let inner = ty.only_child().ok_or_else(|| syntax(node))?;
                let operand = self.eval(inner)?;
                let converted = self.called(operand, &[], &[value], node)?.value()?;
                return match self.core(&converted)? {
                    Type::Pointer(target) => Ok(Operand::Value((*target).clone())),
                    _ => Err(syntax(node)),
                };
            }
            // Likewise an arrow; and parentheses behind `func()` are its results.
            Kind::ChannelType if ty.text().starts_with("<-") => return Err(syntax(node)),
            Kind::FunctionType => return Err(syntax(node)),
            _ => {}
        }
        if ty.is(Kind::GenericType)
            && let Some(call) = self.partly_instantiated(ty, value, node)?
        {
            return Ok(call);
        }
        let operand = self.eval(ty)?;
        self.called(operand, &[], &[value], node)
    }

    /// `f[A](x)` where `f` is a function and `A` may be only the first of its type arguments.
    fn partly_instantiated(self, ty: Node<'p>, value: Node<'p>, node: Node<'p>) -> Outcome<Option<Operand>> {
        let Some(base) = ty.get(Field::Type) else { return Ok(None) };
        let Ok(operand @ Operand::Value(Type::Func(_))) = self.eval(base) else { return Ok(None) };
        let arguments = ty.get(Field::TypeArguments).ok_or_else(|| syntax(ty))?;
        let given = arguments.children().map(|element| self.type_expr(element)).collect::<Outcome<Vec<_>>>()?;
        self.called(operand, &given, &[value], node).map(Some)
    }

    fn called(self, operand: Operand, given: &[Type], values: &[Node<'p>], node: Node<'p>) -> Outcome<Operand> {
        let ty = match operand {
            Operand::Type(ty) => return self.conversion(ty, values),
            Operand::Builtin(name) => return self.builtin(name, values, node),
            Operand::Value(ty) | Operand::Constant(ty, _) => ty,
            Operand::Alias(..) => return Err(syntax(node)),
        };
        let Type::Func(signature) = self.core(&ty)? else {
            return Err(Reason::new(
                "unknown-type",
                format!("`{}` is not known to be a function", short(&ty.to_string())),
            ));
        };
        if signature.type_params.is_empty() {
            return Ok(Operand::Value(Type::results(&signature.results)));
        }
        let spread = values.last().is_some_and(|value| value.is(Kind::VariadicArgument));
        let values: Vec<_> = values
            .iter()
            .map(|value| if value.is(Kind::VariadicArgument) { value.only_child().unwrap_or(*value) } else { *value })
            .collect();
        let signature = self.inferred(&signature, given, &values, spread)?;
        Operand::Value(Type::results(&signature.results)).of_bearable_size()
    }

    fn conversion(self, ty: Type, values: &[Node<'p>]) -> Outcome<Operand> {
        let Some(to) = super::specs::basic_of(self, &ty) else { return Ok(Operand::Value(ty)) };
        // A constant stays one; whether it is, only the value's own source can tell.
        let [value] = values else { return Ok(Operand::Value(ty)) };
        Ok(match self.eval(*value) {
            Ok(Operand::Constant(from, value)) if to != Basic::UnsafePointer => {
                let value = self.converted(value, &from, &ty);
                Operand::Constant(ty, value)
            }
            _ => Operand::Value(ty),
        })
    }
}
