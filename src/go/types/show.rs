//! Types in Go syntax.

use std::fmt;

use super::{Basic, Direction, Home, Interface, Named, Signature, Type};

/// How the parts of a type are written that Go has several ways for.
#[derive(Clone, Copy)]
pub struct Spelling<'t> {
    /// A name, with its qualifier.
    pub name: &'t dyn Fn(&Named) -> String,
    /// The interface without methods: `any` or `interface{}`.
    pub empty_interface: &'t str,
    /// `uint8` or `byte`.
    pub uint8: &'t str,
    /// `int32` or `rune`.
    pub int32: &'t str,
}

/// These names, and `any`.
impl<'t, F: Fn(&Named) -> String> From<&'t F> for Spelling<'t> {
    fn from(name: &'t F) -> Spelling<'t> {
        Spelling { name, empty_interface: "any", uint8: "uint8", int32: "int32" }
    }
}

impl Type {
    /// The type in Go syntax.
    pub fn show<'t>(&'t self, spelling: impl Into<Spelling<'t>>) -> impl fmt::Display + 't {
        Shown { ty: self, spelling: spelling.into() }
    }
}

/// The name as a reader of the package would write it, the qualifier being the last element of the path.
pub fn short_name(named: &Named) -> String {
    match &named.home {
        Home::Import(path) => format!("{}.{}", crate::go::facts::package_name(path), named.name),
        _ => named.name.to_string(),
    }
}

/// The name with the whole import path in front.
pub fn full_name(named: &Named) -> String {
    match &named.home {
        Home::Import(path) => format!("{path}.{}", named.name),
        _ => named.name.to_string(),
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(&short_name).fmt(f)
    }
}

struct Shown<'t> {
    ty: &'t Type,
    spelling: Spelling<'t>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spelling = self.spelling;
        match self.ty {
            Type::Basic(Basic::Uint8) => f.write_str(spelling.uint8),
            Type::Basic(Basic::Int32) => f.write_str(spelling.int32),
            Type::Basic(basic) => f.write_str(basic.name()),
            Type::Named(named) => {
                f.write_str(&(spelling.name)(named))?;
                if !named.args.is_empty() {
                    f.write_str("[")?;
                    list(f, &named.args, spelling)?;
                    f.write_str("]")?;
                }
                Ok(())
            }
            Type::Param(param) => f.write_str(&param.name),
            Type::Pointer(inner) => write!(f, "*{}", inner.show(spelling)),
            Type::Slice(inner) => write!(f, "[]{}", inner.show(spelling)),
            Type::Array(len, inner) => write!(f, "[{len}]{}", inner.show(spelling)),
            Type::Map(pair) => write!(f, "map[{}]{}", pair.0.show(spelling), pair.1.show(spelling)),
            Type::Chan(direction, inner) => {
                let word = match direction {
                    Direction::Both => "chan",
                    Direction::Send => "chan<-",
                    Direction::Receive => "<-chan",
                };
                match &**inner {
                    // `chan <-chan T` would be read as a channel that only sends.
                    Type::Chan(Direction::Receive, _) if *direction != Direction::Receive => {
                        write!(f, "{word} ({})", inner.show(spelling))
                    }
                    _ => write!(f, "{word} {}", inner.show(spelling)),
                }
            }
            Type::Func(signature) => {
                f.write_str("func")?;
                write_signature(f, signature, spelling)
            }
            Type::Struct(fields) => {
                f.write_str("struct{")?;
                for (index, field) in fields.iter().enumerate() {
                    f.write_str(if index > 0 { "; " } else { "" })?;
                    if !field.embedded {
                        write!(f, "{} ", field.name)?;
                    }
                    write!(f, "{}", field.ty.show(spelling))?;
                    if let Some(tag) = &field.tag {
                        match tag.contains(['`', '\n']) {
                            false => write!(f, " `{tag}`")?,
                            true => write!(f, " {tag:?}")?,
                        }
                    }
                }
                f.write_str("}")
            }
            Type::Interface(interface) => write_interface(f, interface, spelling),
            Type::Tuple(types) => {
                f.write_str("(")?;
                list(f, types, spelling)?;
                f.write_str(")")
            }
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, types: &[Type], spelling: Spelling<'_>) -> fmt::Result {
    for (index, ty) in types.iter().enumerate() {
        write!(f, "{}{}", if index > 0 { ", " } else { "" }, ty.show(spelling))?;
    }
    Ok(())
}

fn write_signature(f: &mut fmt::Formatter<'_>, signature: &Signature, spelling: Spelling<'_>) -> fmt::Result {
    f.write_str("(")?;
    let last = signature.params.len().wrapping_sub(1);
    for (index, param) in signature.params.iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        match param {
            Type::Slice(element) if signature.variadic && index == last => write!(f, "...{}", element.show(spelling))?,
            other => write!(f, "{}", other.show(spelling))?,
        }
    }
    f.write_str(")")?;
    match &signature.results[..] {
        [] => Ok(()),
        [one] => write!(f, " {}", one.show(spelling)),
        several => {
            f.write_str(" (")?;
            list(f, several, spelling)?;
            f.write_str(")")
        }
    }
}

fn write_interface(f: &mut fmt::Formatter<'_>, interface: &Interface, spelling: Spelling<'_>) -> fmt::Result {
    if interface.methods.is_empty() && interface.embeds.is_empty() {
        return f.write_str(spelling.empty_interface);
    }
    f.write_str("interface{")?;
    let mut first = true;
    for (method, signature) in &interface.methods {
        f.write_str(if first { "" } else { "; " })?;
        first = false;
        f.write_str(method)?;
        write_signature(f, signature, spelling)?;
    }
    for union in &interface.embeds {
        f.write_str(if first { "" } else { "; " })?;
        first = false;
        for (index, term) in union.iter().enumerate() {
            f.write_str(if index > 0 { " | " } else { "" })?;
            write!(f, "{}{}", if term.tilde { "~" } else { "" }, term.ty.show(spelling))?;
        }
    }
    f.write_str("}")
}
