//! Writing a type so that it means the same where it is written.

use std::cell::RefCell;

use super::{At, Outcome};
use crate::go::answer::Reason;
use crate::go::facts::{Meaning, package_name};
use crate::go::kind::Kind;
use crate::go::syntax::Node;
use crate::go::types::{Home, Named, Spelling, Type};
use crate::go::uses::word_spans;
use crate::go::version::Version;

impl<'p> At<'_, 'p> {
    /// The text of `ty` at `node`, every name in it meaning there what it means in the type.
    pub(super) fn write(self, ty: &Type, node: Node<'_>) -> Outcome<String> {
        let offset = node.span().start;
        let fault: RefCell<Option<Reason>> = RefCell::default();
        let refuse = |text: String| {
            fault.borrow_mut().get_or_insert_with(|| Reason::new("cannot-name-type", text));
        };
        ty.walk(&mut |part| match part {
            Type::Basic(basic) if basic.is_untyped() => refuse("an untyped constant has no type to write".into()),
            Type::Basic(basic) => {
                let name = basic.name();
                if name.contains('.') {
                    if self.qualifier("unsafe", offset).is_none() {
                        refuse("package unsafe is not imported here".into());
                    }
                } else if self.facts.meaning_at(name, offset) != Meaning::Universe {
                    refuse(format!("`{name}` means something else here"));
                }
            }
            Type::Param(param) => {
                let means = match self.facts.meaning_at(&param.name, offset) {
                    Meaning::Local(local) => Some(self.tree.node(self.scopes.get(local).declared).span().start),
                    _ => None,
                };
                if param.spot.package.is_some() || means != Some(param.spot.offset) {
                    refuse(format!("`{}` cannot be named here", param.name));
                }
            }
            Type::Named(named) if named.home != Home::Here || !self.means_it(named, offset) => {
                if let Err(text) = self.nameable(named, offset) {
                    refuse(text);
                }
            }
            Type::Tuple(_) => refuse("several results have no type to write".into()),
            _ => {}
        });
        let name = |named: &Named| match &named.home {
            Home::Import(path) => match self.qualifier(path, offset) {
                Some(qualifier) => format!("{qualifier}.{}", named.name),
                None => named.name.to_string(),
            },
            _ => named.name.to_string(),
        };
        let empty_interface = if self.writes_any(offset) { "any" } else { "interface{}" };
        let uint8 = self.spelled_as(offset, "byte", "uint8", true);
        let int32 = self.spelled_as(offset, "rune", "int32", false);
        let text = ty.show(Spelling { name: &name, empty_interface, uint8, int32 }).to_string();
        fault.into_inner().map_or(Ok(text), Err)
    }

    /// Whether the empty interface is `any` there: Go may not know it yet, and a file may say `interface{}` throughout.
    fn writes_any(self, offset: u32) -> bool {
        let known = self.facts.file.version.is_some_and(|version| version >= Version { major: 1, minor: 18 });
        let is_any = |node: Node<'_>| node.is(Kind::TypeIdentifier) && node.text() == "any";
        known
            && self.facts.meaning_at("any", offset) == Meaning::Universe
            && (!self.tree.text().contains("interface{}") || self.tree.root().subtree().any(is_any))
    }

    /// Of the two names of a type the one that the file uses; of both the alias, if it is the usual one.
    fn spelled_as(self, offset: u32, alias: &'static str, name: &'static str, is_usual: bool) -> &'static str {
        let is_used = |word: &str| word_spans(self.tree.text(), word).next().is_some();
        let fits = if is_usual { is_used(alias) || !is_used(name) } else { is_used(alias) && !is_used(name) };
        if fits && self.facts.meaning_at(alias, offset) == Meaning::Universe { alias } else { name }
    }

    fn means_it(self, named: &Named, offset: u32) -> bool {
        matches!(self.facts.meaning_at(&named.name, offset), Meaning::Package(_))
    }

    fn nameable(self, named: &Named, offset: u32) -> Result<(), String> {
        let name = &named.name;
        let shadowed = || format!("`{name}` means something else here");
        match &named.home {
            Home::Here => Err(shadowed()),
            Home::Universe if self.facts.meaning_at(name, offset) == Meaning::Universe => Ok(()),
            Home::Universe => Err(shadowed()),
            Home::Local(spot) => match self.facts.meaning_at(name, offset) {
                Meaning::Local(local)
                    if spot.package.is_none()
                        && spot.file as usize == self.place.file
                        && self.tree.node(self.scopes.get(local).declared).span().start == spot.offset =>
                {
                    Ok(())
                }
                _ => Err(shadowed()),
            },
            Home::Import(path) => {
                if !name.chars().next().is_some_and(char::is_uppercase) {
                    return Err(format!("`{name}` is not exported by \"{path}\""));
                }
                let is_dot = self.facts.meaning_at(name, offset) == Meaning::Dot(path);
                match is_dot || self.qualifier(path, offset).is_some() {
                    true => Ok(()),
                    false => Err(format!("package \"{path}\" cannot be named here")),
                }
            }
        }
    }

    /// The name that this file uses for an import, if it means that at `offset`.
    fn qualifier(self, path: &str, offset: u32) -> Option<&'p str> {
        let mut imports = self.facts.file.imports().filter(|(given, _)| !matches!(given, Some("." | "_")));
        let (given, path) = imports.find(|(_, other)| *other == path)?;
        let of_clause = || super::imports::package_name(self.facts.package, self.package, path);
        let name = given.or_else(of_clause).unwrap_or_else(|| package_name(path));
        (self.facts.meaning_at(name, offset) == Meaning::Import(path)).then_some(name)
    }
}
