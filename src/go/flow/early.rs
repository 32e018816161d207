//! What can run before a variable of the package has its value.
//!
//! Go initialises the variables of a package in the order of their declarations, but first those that an initial value
//! refers to, also through the functions that it names. Only a method that is called through an interface is not named.
//!
//! A variable that has to wait for another one is overtaken by those between the two.

use std::collections::BTreeSet;

use super::quote;
use crate::go::answer::{Answer, Reason};
use crate::go::facts::{Facts, Meaning};
use crate::go::kind::Kind;
use crate::go::package::DeclRef;
use crate::go::scope::is_name;
use crate::go::split::DeclKind;
use crate::go::syntax::Node;
use crate::go::types::Type;
use crate::go::uses::package_uses;

impl<'p> Facts<'p> {
    /// Whether a variable that is declared directly above this function surely has its value whenever the function runs,
    /// if its initial value depends on no other variable, and keeps no other variable waiting.
    pub fn initialised_before(&self) -> Answer {
        match self.may_run_early() {
            Ok(true) => {}
            Ok(false) => return Answer::Yes,
            Err(reason) => return Answer::No(reason),
        }
        for (index, file) in self.package.files.iter().enumerate() {
            for (decl, declared) in file.split.decls.iter().enumerate() {
                let place = DeclRef { file: index, decl };
                if declared.kind != DeclKind::Var || !self.stands_in_front(place) {
                    continue;
                }
                let Some(facts) = self.other(place) else {
                    return Answer::unknown("early-call", "a variable of the package cannot be read");
                };
                let mut calls = facts.tree.root().subtree().filter(|node| node.is(Kind::CallExpression));
                if let Some(call) = calls.find(|call| facts.may_call_methods(*call)) {
                    let text = format!("`{}` may call it before the variable has its value", quote(call));
                    return Answer::unknown("early-call", text);
                }
            }
        }
        Answer::Yes
    }

    /// Whether a declaration comes before this one for the compiler, which reads the files of tests behind the others.
    fn stands_in_front(&self, place: DeclRef) -> bool {
        let order = |place: DeclRef| (self.package.files[place.file].is_test(), place);
        order(place) < order(self.place)
    }

    /// Whether an initial value may run the function without naming it: whether it is a method, or one names it, or a
    /// function that a method names, and so on.
    ///
    /// # Errors
    /// When the initial value of a variable further up names it, or a function that names it, and so on.
    fn may_run_early(&self) -> Result<bool, Reason> {
        let mut answer = false;
        let mut seen = BTreeSet::from([self.place]);
        let mut open = vec![self.place];
        while let Some(place) = open.pop() {
            let (file, decl) = self.package.at(place);
            match decl.kind {
                DeclKind::Method => answer = true,
                DeclKind::Func => {}
                DeclKind::Var if self.stands_in_front(place) => {
                    let name = decl.names.first().map_or("_", |name| name.of(&file.source.text));
                    let text = format!("`{name}`, which calls it, would be initialised later than now");
                    return Err(Reason::new("initialisation-order", text));
                }
                // Who refers to a variable refers to what its initial value names.
                _ => continue,
            }
            let uses = decl.names.first().map(|name| package_uses(self.package, name.of(&file.source.text)));
            match uses {
                // Methods are asked about otherwise.
                _ if decl.kind == DeclKind::Method => {}
                Some(Ok(uses)) => open.extend(uses.into_iter().map(|(user, _)| user).filter(|user| seen.insert(*user))),
                _ => answer = true,
            }
        }
        Ok(answer)
    }

    /// Whether a call in an initial value may call a method of this package through an interface: one that gets nothing
    /// of this package but constants of predeclared types does not.
    fn may_call_methods(&self, call: Node<'p>) -> bool {
        let Some(function) = super::called(call) else { return true };
        if self.builtin_called(call).is_some() || self.names_type(function) {
            return false;
        }
        let is_imported = function.child(Kind::Identifier).is_some_and(|package| self.imported(package).is_some())
            && function.is(Kind::SelectorExpression);
        // A constant of a type of the package may have methods, and a function may call some.
        let is_harmless = |name: Node<'p>| match self.meaning(name) {
            Meaning::Package(places) => {
                places.iter().all(|place| self.package.at(*place).1.kind == DeclKind::Const)
                    && matches!(self.type_of(name), Ok(Type::Basic(_)))
            }
            Meaning::Unknown(_) | Meaning::Dot(_) => false,
            _ => true,
        };
        !is_imported
            || super::arguments(call)
                .flat_map(Node::subtree)
                .filter(|node| is_name(*node))
                .any(|name| !is_harmless(name))
    }
}
