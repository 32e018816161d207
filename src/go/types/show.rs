//! Types in Go syntax.

use std::fmt;

use super::{Direction, Home, Interface, Named, Signature, Type};

impl Type {
    /// The type in Go syntax, with names as `name` writes them.
    pub fn show<'t>(&'t self, name: &'t dyn Fn(&Named) -> String) -> impl fmt::Display + 't {
        Shown { ty: self, name }
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
    name: &'t dyn Fn(&Named) -> String,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.ty {
            Type::Basic(basic) => f.write_str(basic.name()),
            Type::Named(named) => {
                f.write_str(&name(named))?;
                if !named.args.is_empty() {
                    f.write_str("[")?;
                    list(f, &named.args, name)?;
                    f.write_str("]")?;
                }
                Ok(())
            }
            Type::Param(param) => f.write_str(&param.name),
            Type::Pointer(inner) => write!(f, "*{}", inner.show(name)),
            Type::Slice(inner) => write!(f, "[]{}", inner.show(name)),
            Type::Array(len, inner) => write!(f, "[{len}]{}", inner.show(name)),
            Type::Map(pair) => write!(f, "map[{}]{}", pair.0.show(name), pair.1.show(name)),
            Type::Chan(direction, inner) => {
                let word = match direction {
                    Direction::Both => "chan",
                    Direction::Send => "chan<-",
                    Direction::Receive => "<-chan",
                };
                match &**inner {
                    // `chan <-chan T` would be read as a channel that only sends.
                    Type::Chan(Direction::Receive, _) if *direction != Direction::Receive => {
                        write!(f, "{word} ({})", inner.show(name))
                    }
                    _ => write!(f, "{word} {}", inner.show(name)),
                }
            }
            Type::Func(signature) => {
                f.write_str("func")?;
                write_signature(f, signature, name)
            }
            Type::Struct(fields) => {
                f.write_str("struct{")?;
                for (index, field) in fields.iter().enumerate() {
                    f.write_str(if index > 0 { "; " } else { "" })?;
                    if !field.embedded {
                        write!(f, "{} ", field.name)?;
                    }
                    write!(f, "{}", field.ty.show(name))?;
                    if let Some(tag) = &field.tag {
                        match tag.contains(['`', '\n']) {
                            false => write!(f, " `{tag}`")?,
                            true => write!(f, " {tag:?}")?,
                        }
                    }
                }
                f.write_str("}")
            }
            Type::Interface(interface) => write_interface(f, interface, name),
            Type::Tuple(types) => {
                f.write_str("(")?;
                list(f, types, name)?;
                f.write_str(")")
            }
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, types: &[Type], name: &dyn Fn(&Named) -> String) -> fmt::Result {
    for (index, ty) in types.iter().enumerate() {
        write!(f, "{}{}", if index > 0 { ", " } else { "" }, ty.show(name))?;
    }
    Ok(())
}

fn write_signature(f: &mut fmt::Formatter<'_>, signature: &Signature, name: &dyn Fn(&Named) -> String) -> fmt::Result {
    f.write_str("(")?;
    let last = signature.params.len().wrapping_sub(1);
    for (index, param) in signature.params.iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        match param {
            Type::Slice(element) if signature.variadic && index == last => write!(f, "...{}", element.show(name))?,
            other => write!(f, "{}", other.show(name))?,
        }
    }
    f.write_str(")")?;
    match &signature.results[..] {
        [] => Ok(()),
        [one] => write!(f, " {}", one.show(name)),
        several => {
            f.write_str(" (")?;
            list(f, several, name)?;
            f.write_str(")")
        }
    }
}

fn write_interface(f: &mut fmt::Formatter<'_>, interface: &Interface, name: &dyn Fn(&Named) -> String) -> fmt::Result {
    if interface.methods.is_empty() && interface.embeds.is_empty() {
        return f.write_str("any");
    }
    f.write_str("interface{")?;
    let mut first = true;
    for (method, signature) in &interface.methods {
        f.write_str(if first { "" } else { "; " })?;
        first = false;
        f.write_str(method)?;
        write_signature(f, signature, name)?;
    }
    for union in &interface.embeds {
        f.write_str(if first { "" } else { "; " })?;
        first = false;
        for (index, term) in union.iter().enumerate() {
            f.write_str(if index > 0 { " | " } else { "" })?;
            write!(f, "{}{}", if term.tilde { "~" } else { "" }, term.ty.show(name))?;
        }
    }
    f.write_str("}")
}
