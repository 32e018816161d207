//! Which functions a change changes: by their names, from the texts alone.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::fix::outcome::Outcome;
use crate::go::split::{Decl, split};
use crate::text::Span;

/// A function or method that has another text after the change.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Function {
    /// Its file.
    pub path: PathBuf,
    /// `Name` or `Type.Name`.
    pub name: String,
    /// Where it stands, in the text that was read.
    pub span: Span,
    /// Its text before and after.
    texts: (String, String),
}

/// The functions that differ, in the order of the outcome's files. A function whose name comes twice in a file is left out: that
/// does not compile, or it is called `_` or `init`, which nobody can call.
pub fn changed_functions(outcome: &Outcome) -> Vec<Function> {
    let mut functions = Vec::new();
    for file in &outcome.files {
        let after: HashMap<String, &str> = split(&file.after)
            .decls
            .iter()
            .filter_map(|decl| Some((name(decl, &file.after)?, decl.span.of(&file.after))))
            .collect();
        for decl in &split(&file.before).decls {
            let Some(name) = name(decl, &file.before) else { continue };
            let before = decl.span.of(&file.before);
            let Some(after) = after.get(&name).filter(|after| **after != before) else { continue };
            let texts = (before.to_owned(), (*after).to_owned());
            functions.push(Function { path: file.path.clone(), name, span: decl.span, texts });
        }
    }
    functions
}

fn name(decl: &Decl, text: &str) -> Option<String> {
    decl.body?;
    let name = decl.names.first()?.of(text);
    if matches!(name, "_" | "init" | "main") {
        return None;
    }
    Some(match decl.receiver {
        Some(receiver) => format!("{}.{name}", receiver.of(text)),
        None => name.to_owned(),
    })
}
