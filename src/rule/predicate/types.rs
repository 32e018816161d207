//! Predicates about types.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::file::OneOrMany;
use super::super::matching::Bound;
use super::{Question, short};
use crate::go::answer::{Answer, Reason};
use crate::go::typing::Kinds;

/// A kind of value, by its underlying type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
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
}

impl Shape {
    fn kind(self) -> Kinds {
        match self {
            Shape::Bool => Kinds::Bool,
            Shape::Int => Kinds::Int,
            Shape::Float => Kinds::Float,
            Shape::Complex => Kinds::Complex,
            Shape::String => Kinds::String,
            Shape::Slice => Kinds::Slice,
            Shape::Array => Kinds::Array,
            Shape::ArrayPointer => Kinds::ArrayPointer,
            Shape::Pointer => Kinds::Pointer,
            Shape::Map => Kinds::Map,
            Shape::Chan => Kinds::Chan,
            Shape::Func => Kinds::Func,
            Shape::Struct => Kinds::Struct,
            Shape::Interface => Kinds::Interface,
        }
    }
}

pub(super) fn kind(question: &mut Question<'_, '_>, wanted: &OneOrMany<Shape>) -> Result<(), Reason> {
    let node = question.node()?;
    let ty = question.facts.type_of(node)?;
    let ty = ty.default_type().unwrap_or(ty);
    let kind = question.facts.kind_of(&ty)?;
    if wanted.as_slice().iter().any(|shape| shape.kind() == kind) {
        return Ok(());
    }
    let code = match kind {
        Kinds::Chan | Kinds::Func => "no-length",
        Kinds::TypeParam => "type-parameter",
        _ => "other-kind",
    };
    Err(Reason::new(code, format!("`{}` is a {}", short(node.text()), kind.name())))
}

pub(super) fn exact(question: &mut Question<'_, '_>, wanted: &OneOrMany<String>) -> Result<(), Reason> {
    let node = question.node()?;
    let ty = question.facts.type_of(node)?;
    let ty = ty.default_type().unwrap_or(ty).to_string();
    if wanted.as_slice().iter().any(|name| canonical(name) == canonical(&ty)) {
        return Ok(());
    }
    let wanted = wanted.as_slice().join("` or `");
    Err(Reason::new("other-type", format!("`{}` is of type `{ty}`, not `{wanted}`", short(node.text()))))
}

/// `byte` and `rune` are other names of the same types.
fn canonical(ty: &str) -> String {
    match ty.strip_prefix("[]") {
        Some(element) => format!("[]{}", canonical(element)),
        None => match ty {
            "byte" => "uint8".into(),
            "rune" => "int32".into(),
            "any" => "interface{}".into(),
            _ => ty.into(),
        },
    }
}

pub(super) fn spelled(question: &mut Question<'_, '_>, hole: &str) -> Result<(), Reason> {
    let node = question.node()?;
    let ty = question.facts.type_of(node)?;
    let text = question.facts.type_text_at(&ty, question.matched.node)?;
    question.matched.bind(hole, Bound::Text(text));
    Ok(())
}

pub(super) fn copyable(question: &mut Question<'_, '_>, limit: &u64) -> Result<(), Reason> {
    let node = question.node()?;
    let facts = question.facts;
    let ty = facts.type_of(node)?;
    if facts.kind_of(&ty)? != Kinds::Struct {
        return Err(Reason::new("not-a-struct", format!("`{ty}` is not a struct")));
    }
    match facts.contains_lock(&ty) {
        Answer::No(_) => {}
        Answer::Yes => {
            return Err(Reason::new("contains-lock", format!("`{ty}` holds a lock, which must not be copied")));
        }
        Answer::Unknown(reason) => return Err(reason),
    }
    let Some(size) = facts.size_of(&ty, 8) else {
        return Err(Reason::new("unknown-size", format!("the size of `{ty}` is not known")));
    };
    if size > *limit {
        return Err(Reason::new("too-large", format!("`{ty}` has {size} bytes, more than {limit}")));
    }
    Ok(())
}
