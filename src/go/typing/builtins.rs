//! The predeclared functions, and those of package `unsafe`.

use super::{At, Operand, Outcome, short, syntax};
use crate::go::answer::Reason;
use crate::go::consts::Constant;
use crate::go::kind::{Field, Kind};
use crate::go::syntax::Node;
use crate::go::types::{Basic, Type};

const NAMES: &[&str] = &[
    "append",
    "cap",
    "clear",
    "close",
    "complex",
    "copy",
    "delete",
    "imag",
    "len",
    "make",
    "max",
    "min",
    "new",
    "panic",
    "print",
    "println",
    "real",
    "recover",
    "unsafe.Add",
    "unsafe.Alignof",
    "unsafe.Offsetof",
    "unsafe.Sizeof",
    "unsafe.Slice",
    "unsafe.SliceData",
    "unsafe.String",
    "unsafe.StringData",
];

/// What `len` or `cap` of something is.
enum Length {
    /// A constant, and its value if it is known.
    Constant(Option<Constant>),
    Variable,
    /// It is not known which.
    Open,
}

/// The builtin of this name.
pub(super) fn name(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|known| **known == name).copied()
}

impl<'p> At<'_, 'p> {
    pub(super) fn builtin(self, name: &str, values: &[Node<'p>], node: Node<'p>) -> Outcome<Operand> {
        let basic = |basic| Ok(Operand::Value(Type::Basic(basic)));
        let first = || values.first().copied().ok_or_else(|| syntax(node));
        match name {
            "append" => Ok(Operand::Value(match self.value(first()?)? {
                // `append(f())` where `f` gives the slice and what to append.
                Type::Tuple(types) => types.first().cloned().ok_or_else(|| syntax(node))?,
                ty => ty,
            })),
            "len" | "cap" => self.length_of(name, first()?),
            "copy" => basic(Basic::Int),
            "make" => self.type_expr(first()?).map(Operand::Value),
            "new" => Ok(Operand::Value(match self.eval(first()?)? {
                Operand::Type(ty) => ty.pointer_to(),
                // Go 1.26: a pointer to the value of an expression.
                other => other.value()?.default_type().ok_or_else(|| syntax(node))?.pointer_to(),
            })),
            "min" | "max" => self.extreme(name, values, node),
            "complex" | "real" | "imag" => self.complex_part(name, values, node),
            "recover" => Ok(Operand::Value(Type::any())),
            "unsafe.Sizeof" | "unsafe.Alignof" | "unsafe.Offsetof" => self.laid_out(name, first()?),
            "unsafe.Add" => basic(Basic::UnsafePointer),
            "unsafe.String" => basic(Basic::String),
            "unsafe.StringData" => Ok(Operand::Value(Type::Basic(Basic::Uint8).pointer_to())),
            "unsafe.Slice" => match self.core(&self.value(first()?)?)? {
                Type::Pointer(inner) => Ok(Operand::Value(Type::Slice(inner))),
                _ => Err(syntax(node)),
            },
            "unsafe.SliceData" => match self.core(&self.value(first()?)?)? {
                Type::Slice(element) => Ok(Operand::Value(Type::Pointer(element))),
                _ => Err(syntax(node)),
            },
            _ => Ok(Operand::Value(Type::Tuple([].into()))),
        }
    }

    /// How a value lies in memory: constant, unless that hangs on a type parameter (Go spec, "Package unsafe").
    fn laid_out(self, name: &str, value: Node<'p>) -> Outcome<Operand> {
        let uintptr = Type::Basic(Basic::Uintptr);
        let (asked, field) = match value.unparenthesized() {
            selector if name == "unsafe.Offsetof" => {
                let parts = (selector.get(Field::Operand), selector.get(Field::Field));
                let (Some(around), Some(field)) = parts else { return Err(syntax(value)) };
                (around, field.text())
            }
            value => (value, ""),
        };
        let Ok(ty) = self.value(asked) else { return Ok(Operand::Constant(uintptr, None)) };
        let ty = ty.default_type().ok_or_else(|| syntax(value))?;
        let ty = match self.underlying(&ty) {
            Ok(Type::Pointer(inner)) if !field.is_empty() => (*inner).clone(),
            _ => ty,
        };
        if self.facts.has_variable_size(&ty) {
            return Ok(Operand::Value(uintptr));
        }
        let measure = |word: u64| match name {
            "unsafe.Sizeof" => self.facts.size_of(&ty, word),
            "unsafe.Alignof" => self.facts.align_of(&ty, word),
            _ => self.facts.offset_of(&ty, field, word),
        };
        // What 32 and 64 bits have in common holds everywhere.
        let measured = match self.pointer_bytes() {
            Some(word) => measure(word),
            None => measure(8).filter(|wide| measure(4) == Some(*wide)),
        };
        Ok(Operand::Constant(uintptr, measured.map(|bytes| Constant::Int(bytes.into()))))
    }

    fn length_of(self, name: &str, value: Node<'p>) -> Outcome<Operand> {
        let int = Type::Basic(Basic::Int);
        Ok(match self.measure(name, value) {
            Length::Constant(len) => Operand::Constant(int, len),
            // That it is an `int` is known in any case.
            Length::Variable | Length::Open => Operand::Value(int),
        })
    }

    /// Why it is not known whether a part of the expression is constant, if there is one: `len(x)` where `x` may or may not
    /// be an array, and `T(x)` where what `x` is, is not known.
    pub(super) fn open_part(self, expr: Node<'p>) -> Option<Reason> {
        expr.subtree().find_map(|node| {
            let (function, value) = match node.kind() {
                Kind::CallExpression => (node.get(Field::Function)?, node.get(Field::Arguments)?.children().next()?),
                Kind::TypeConversionExpression => (node.get(Field::Type)?, node.get(Field::Operand)?),
                _ => return None,
            };
            match self.eval(function) {
                Ok(Operand::Builtin("len" | "cap")) => match self.measure(function.text(), value) {
                    Length::Open => {
                        let text = format!("whether `{}` is constant is not known", short(node.text()));
                        Some(Reason::new("array-length", text))
                    }
                    Length::Constant(_) | Length::Variable => None,
                },
                // There are constants of basic types only.
                Ok(Operand::Type(ty)) => match self.underlying(&ty) {
                    Ok(under) if under.basic().is_none() => None,
                    _ => self.eval(value).err(),
                },
                _ => None,
            }
        })
    }

    /// `len` and `cap`: constants for constant strings, and for arrays as long as nothing in there is evaluated.
    fn measure(self, name: &str, value: Node<'p>) -> Length {
        let Ok(operand) = self.eval(value) else { return Length::Open };
        if let Operand::Constant(_, constant) = &operand {
            return Length::Constant(match constant {
                Some(Constant::String(bytes)) if name == "len" => Some(Constant::Int(bytes.len() as i128)),
                _ => None,
            });
        }
        let array = operand.value().and_then(|ty| self.underlying(&ty)).and_then(|under| match under {
            Type::Pointer(inner) => self.underlying(&inner),
            under => Ok(under),
        });
        match array {
            Ok(Type::Array(len, _)) => match self.runs(value) {
                Some(true) => Length::Variable,
                Some(false) => Length::Constant(Some(Constant::Int(i128::from(len)))),
                None => Length::Open,
            },
            Ok(Type::Named(_)) | Err(_) => Length::Open,
            Ok(_) => Length::Variable,
        }
    }

    /// Whether a call that is neither constant nor a conversion, or a receive, stands in an expression.
    fn runs(self, expr: Node<'p>) -> Option<bool> {
        let is_call = |node: &Node<'_>| matches!(node.kind(), Kind::CallExpression | Kind::TypeConversionExpression);
        let mut known = true;
        for node in expr.subtree() {
            let called = match node.kind() {
                Kind::CallExpression => node.get(Field::Function),
                Kind::TypeConversionExpression => node.get(Field::Type),
                Kind::UnaryExpression if node.has_token("<-") => return Some(true),
                // What is called in there is not called here.
                Kind::FuncLiteral => {
                    known = false;
                    None
                }
                _ => None,
            };
            let Some(called) = called else { continue };
            // Only what holds no call itself is looked at: lengths inside of lengths would take time without end.
            if called.subtree().any(|inner| is_call(&inner)) {
                known = false;
                continue;
            }
            match self.eval(called) {
                Ok(Operand::Type(_) | Operand::Alias(..)) => {}
                // `len` and the like may be constant in turn.
                Ok(Operand::Builtin(_)) | Err(_) => known = false,
                Ok(_) if known => return Some(true),
                Ok(_) => {}
            }
        }
        known.then_some(false)
    }

    /// The arguments of a builtin; a call that gives several stands for all of them.
    fn operands(self, values: &[Node<'p>]) -> Outcome<Vec<Operand>> {
        if let [only] = values
            && let Operand::Value(Type::Tuple(types)) = self.eval(*only)?
        {
            return Ok(types.iter().cloned().map(Operand::Value).collect());
        }
        values.iter().map(|value| self.eval(*value)).collect()
    }

    fn extreme(self, name: &str, values: &[Node<'p>], node: Node<'p>) -> Outcome<Operand> {
        let mut result: Option<Operand> = None;
        for operand in self.operands(values)? {
            result = Some(match result {
                None => operand,
                Some(before) => {
                    let ty = self.arithmetic_type(&before, &operand, node)?;
                    match (before, operand) {
                        (Operand::Constant(_, left), Operand::Constant(_, right)) => {
                            Operand::Constant(ty.clone(), self.extreme_of(name, left, right, &ty))
                        }
                        _ => Operand::Value(ty),
                    }
                }
            });
        }
        result.ok_or_else(|| syntax(node))
    }

    fn extreme_of(self, name: &str, left: Option<Constant>, right: Option<Constant>, ty: &Type) -> Option<Constant> {
        let (left, right) = (left?, right?);
        let kind = super::specs::basic_of(self, ty)?;
        let less = crate::go::consts::binary("<", &left, &right, kind)?.as_bool()?;
        Some(if less == (name == "min") { left } else { right })
    }

    fn complex_part(self, name: &str, values: &[Node<'p>], node: Node<'p>) -> Outcome<Operand> {
        let mut result: Option<Operand> = None;
        for operand in self.operands(values)? {
            result = Some(match result {
                None => operand,
                Some(before) => {
                    let ty = self.arithmetic_type(&before, &operand, node)?;
                    let constant = matches!((&before, &operand), (Operand::Constant(..), Operand::Constant(..)));
                    if constant { Operand::Constant(ty, None) } else { Operand::Value(ty) }
                }
            });
        }
        let operand = result.ok_or_else(|| syntax(node))?;
        let is_constant = matches!(operand, Operand::Constant(..));
        let ty = operand.value()?;
        let kind = super::specs::basic_of(self, &ty);
        let part = match (name, kind) {
            ("complex", Some(Basic::Float32)) => Basic::Complex64,
            ("complex", Some(Basic::Float64)) => Basic::Complex128,
            ("complex", Some(kind)) if kind.is_untyped() => Basic::UntypedComplex,
            ("real" | "imag", Some(Basic::Complex64)) => Basic::Float32,
            ("real" | "imag", Some(Basic::Complex128)) => Basic::Float64,
            ("real" | "imag", Some(kind)) if kind.is_untyped() => Basic::UntypedFloat,
            _ => {
                let text = format!("the parts of `{}` are not known", short(node.text()));
                return Err(Reason::new("unknown-type", text));
            }
        };
        let ty = Type::Basic(part);
        Ok(if is_constant { Operand::Constant(ty, None) } else { Operand::Value(ty) })
    }
}
