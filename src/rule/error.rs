//! What is wrong with a rule file, shown where it is.

use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A fault of a rule file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleError {
    /// The file.
    pub path: PathBuf,
    /// The fault, in lower case.
    pub message: String,
    /// What would be right; may be empty.
    pub help: String,
    text: String,
    span: Range<usize>,
}

impl RuleError {
    /// A fault at a span of the file's text.
    pub fn new(path: &Path, text: &str, span: Range<usize>, message: String, help: &str) -> RuleError {
        let path = path.to_path_buf();
        RuleError { path, message, help: help.to_string(), text: text.to_string(), span }
    }

    /// Line and column, from 1, columns in bytes.
    pub fn position(&self) -> (usize, usize) {
        let before = &self.text[..self.span.start.min(self.text.len())];
        (before.matches('\n').count() + 1, before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1)
    }

    /// The fault with the line it stands on and a caret under it.
    pub fn render(&self, color: bool) -> String {
        let path = self.path.display().to_string();
        let snippet =
            Snippet::source(&self.text).path(&path).annotation(AnnotationKind::Primary.span(self.span.clone()));
        let mut group = Group::with_title(Level::ERROR.primary_title(self.message.as_str())).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(self.help.as_str()));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group]).to_string()
    }
}
