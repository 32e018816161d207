//! What `range` hands out.

use super::{At, Outcome, short};
use crate::go::answer::Reason;
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

impl<'p> At<'_, 'p> {
    /// The type of the first (`index` 0) or second variable of a range over `right`.
    pub(super) fn ranged(self, right: Node<'p>, index: usize) -> Outcome<Type> {
        let ty = self.value(right)?;
        let unknown = || {
            let text = format!("what `range {}` hands out is not known", short(right.text()));
            Reason::new("unknown-type", text)
        };
        let ty = ty.default_type().ok_or_else(unknown)?;
        self.common(&ty, &|under| self.handed_out(under, &ty, index))?.ok_or_else(unknown)
    }

    fn handed_out(self, under: &Type, ty: &Type, index: usize) -> Outcome<Option<Type>> {
        let int = Type::Basic(Basic::Int);
        Ok(match (under, index) {
            (Type::Slice(_) | Type::Array(..), 0) => Some(int),
            (Type::Slice(element) | Type::Array(_, element), 1) => Some((**element).clone()),
            (Type::Pointer(inner), _) => match self.core(inner)? {
                Type::Array(_, element) => Some(if index == 0 { int } else { (*element).clone() }),
                _ => None,
            },
            (Type::Basic(basic), 0) if basic.is_string() => Some(int),
            (Type::Basic(basic), 1) if basic.is_string() => Some(Type::Basic(Basic::Int32)),
            // The variable has the type of the number, name and all.
            (Type::Basic(basic), 0) if basic.is_integer() => Some(ty.clone()),
            (Type::Map(pair), 0) => Some(pair.0.clone()),
            (Type::Map(pair), 1) => Some(pair.1.clone()),
            (Type::Chan(_, element), 0) => Some((**element).clone()),
            (Type::Func(signature), _) => match signature.params.first().map(|yielded| self.core(yielded)) {
                Some(Ok(Type::Func(yielded))) => yielded.params.get(index).cloned(),
                _ => None,
            },
            _ => None,
        })
    }
}
