//! The import declarations of a file: adding what new text names, dropping what lost its last use.

use std::collections::BTreeSet;

use super::facts::package_name;
use super::lex::{Lexer, TokenKind};
use super::split::{DeclKind, Import, Split};
use crate::text::{Edit, Span, line_ending};

/// The edits that import `add` and drop `remove` (import paths).
///
/// An import goes into the group it belongs to, in the order of the paths; there is never a second block. `None` when the
/// file has no place for it, or when a comment that belongs to a dropped import would be lost.
pub fn settle(text: &str, split: &Split, add: &BTreeSet<&str>, remove: &BTreeSet<&str>) -> Option<Vec<Edit>> {
    let imports = Imports { text, split };
    let mut edits = Vec::new();
    let named =
        |path: &str| split.imports.iter().any(|import| imports.path(import) == path && !imports.is_blank(import));
    let add: Vec<&str> = add.iter().copied().filter(|path| !named(path)).collect();
    let leaves = |import: &&Import| remove.contains(imports.path(import)) && !imports.is_blank(import);
    let gone: Vec<&Import> = split.imports.iter().filter(leaves).collect();
    // One goes and one comes: the line changes its path, if the order allows it.
    if let ([path], [import]) = (add.as_slice(), gone.as_slice())
        && imports.in_order_without(import, path)
    {
        let keeps_name = import.name.is_none();
        if keeps_name && !imports.has_comment(import) {
            edits.push(Edit { span: import.path, text: format!("\"{path}\"") });
            return Some(edits);
        }
    }
    let mut inserted: Vec<(u32, Vec<String>)> = Vec::new();
    if imports.block().is_none() && !add.is_empty() {
        return imports.first_block(&add, &gone);
    }
    for path in &add {
        let (at, line) = imports.insertion(path, &gone)?;
        match inserted.iter_mut().find(|(place, _)| *place == at) {
            Some((_, lines)) => lines.push(line),
            None => inserted.push((at, vec![line])),
        }
    }
    let comes_at = |line: u32| inserted.iter().any(|(at, _)| *at == line);
    for import in &gone {
        edits.push(imports.removal(import, &gone, add.is_empty(), &comes_at)?);
    }
    edits.dedup();
    // A comment may begin lines above the import that it stands in front of.
    let is_split = |at: u32| {
        Lexer::new(text).any(|token| token.kind == TokenKind::Comment && token.span.start < at && at < token.span.end)
    };
    if inserted.iter().any(|(at, _)| is_split(*at)) {
        return None;
    }
    // Comments behind imports on neighbouring lines are lined up by gofmt: no line may come or go between two of them.
    let removed = edits.iter().map(|edit| edit.span);
    if removed.chain(inserted.iter().map(|(at, _)| Span::at(*at))).any(|span| imports.parts_comments(span)) {
        return None;
    }
    for (at, lines) in inserted {
        edits.push(Edit { span: Span::at(at), text: lines.concat() });
    }
    Some(edits)
}

struct Imports<'a> {
    text: &'a str,
    split: &'a Split,
}

impl Imports<'_> {
    fn path(&self, import: &Import) -> &str {
        import.path.of(self.text).trim_matches(['"', '`'])
    }

    /// Imported for its effects, or without a qualifier: it neither gives a name nor loses its last use.
    fn is_blank(&self, import: &Import) -> bool {
        import.name.is_some_and(|name| matches!(name.of(self.text), "_" | "."))
    }

    fn line(&self, offset: u32) -> Span {
        let start = self.text[..offset as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset as usize..].find('\n').map_or(self.text.len(), |at| offset as usize + at + 1);
        Span::new(start as u32, end as u32)
    }

    /// Whether a comment stands on the import's line or directly above it.
    fn has_comment(&self, import: &Import) -> bool {
        let line = self.line(import.span.start);
        let behind = Span::new(import.span.end, line.end).of(self.text);
        let above = line.start.checked_sub(1).map(|end| self.line(end).of(self.text).trim_start()).unwrap_or_default();
        behind.contains("//") || behind.contains("/*") || above.starts_with("//") || above.trim_end().ends_with("*/")
    }

    fn parts_comments(&self, span: Span) -> bool {
        let behind = |offset: u32| {
            let line = self.line(offset);
            self.split
                .imports
                .iter()
                .any(|import| line.covers(import.span) && self.has_comment_in(Span::new(import.span.end, line.end)))
        };
        span.start.checked_sub(1).is_some_and(behind) && behind(span.end)
    }

    fn has_comment_in(&self, span: Span) -> bool {
        Lexer::within(self.text, span).any(|token| token.kind == TokenKind::Comment)
    }

    /// The span of the first parenthesised import declaration that is not cgo's.
    fn block(&self) -> Option<Span> {
        let declarations = self.split.decls.iter().filter(|decl| decl.kind == DeclKind::Import);
        declarations.map(|decl| decl.span).find(|span| {
            span.of(self.text).ends_with(')')
                && self.specs_in(*span).next().is_some_and(|import| self.path(import) != "C")
        })
    }

    fn specs_in(&self, span: Span) -> impl Iterator<Item = &Import> {
        self.split.imports.iter().filter(move |import| span.covers(import.span))
    }

    /// Whether putting `path` in the place of `import` leaves the imports around it sorted.
    fn in_order_without(&self, import: &Import, path: &str) -> bool {
        if is_standard(path) != is_standard(self.path(import)) {
            return false;
        }
        let group = self.group_of(import);
        let index = group.iter().position(|other| other.span == import.span).unwrap_or(0);
        let before = index.checked_sub(1).and_then(|index| group.get(index));
        let after = group.get(index + 1);
        before.is_none_or(|other| self.path(other) < path) && after.is_none_or(|other| path < self.path(other))
    }

    /// The imports on consecutive lines around one.
    fn group_of(&self, import: &Import) -> Vec<&Import> {
        self.groups().into_iter().find(|group| group.iter().any(|other| other.span == import.span)).unwrap_or_default()
    }

    /// Runs of imports without a blank line or the end of a declaration between them.
    fn groups(&self) -> Vec<Vec<&Import>> {
        let mut groups: Vec<Vec<&Import>> = Vec::new();
        for import in &self.split.imports {
            let joined = groups.last().and_then(|group| group.last()).is_some_and(|last| {
                let between = Span::new(last.span.end, import.span.start).of(self.text);
                !between.lines().skip(1).any(|line| line.trim().is_empty() && !line.ends_with('\t'))
                    && !between.contains(')')
                    && !between.contains("import")
            });
            match groups.last_mut().filter(|_| joined) {
                Some(group) => group.push(import),
                None => groups.push(vec![import]),
            }
        }
        groups
    }

    /// Takes an import away. `comes_at` tells whether another one is put where a line begins.
    fn removal(
        &self,
        import: &Import,
        gone: &[&Import],
        nothing_comes: bool,
        comes_at: &dyn Fn(u32) -> bool,
    ) -> Option<Edit> {
        if self.has_comment(import) {
            return None;
        }
        let decl =
            self.split.decls.iter().find(|decl| decl.kind == DeclKind::Import && decl.span.covers(import.span))?;
        let all_gone = self.specs_in(decl.span).all(|other| gone.iter().any(|import| import.span == other.span));
        let in_block = decl.span.of(self.text).ends_with(')');
        if all_gone && (nothing_comes || !in_block) {
            let start = self.line(decl.span.start).start;
            let mut end = self.line(decl.span.end).end;
            // One of the blank lines around it goes too, unless something else stands or comes directly above.
            let goes = |line: Span| gone.iter().any(|other| line.covers(other.span));
            let mut top = start;
            while top > 0 && goes(self.line(top - 1)) && !comes_at(top) {
                top = self.line(top - 1).start;
            }
            let above = self.text[..top as usize].lines().next_back().unwrap_or_default();
            if above.trim().is_empty() && !comes_at(top) && !comes_at(end) {
                let rest = &self.text[end as usize..];
                let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
                end += blank as u32;
            }
            let outside = [Span::new(start, decl.span.start), Span::new(decl.span.end, self.line(decl.span.end).end)];
            let alone = outside.iter().all(|span| span.of(self.text).trim().is_empty());
            let bare = alone && decl.doc == decl.span.start && !self.has_comment_in(decl.span);
            return bare.then(|| Edit { span: Span::new(start, end), text: String::new() });
        }
        let mut line = self.line(import.span.start);
        let outside = [Span::new(line.start, import.span.start), Span::new(import.span.end, line.end)];
        if outside.iter().any(|span| !span.of(self.text).trim().is_empty()) {
            return None;
        }
        // The last one of a group takes the blank line between the groups along.
        let group = self.group_of(import);
        if group.iter().all(|other| gone.iter().any(|import| import.span == other.span)) && in_block {
            let last = group.last().is_some_and(|other| other.span == import.span);
            let rest = &self.text[line.end as usize..];
            let end = self.line(line.end).end;
            if last && !comes_at(line.end) && rest.lines().next().is_some_and(|next| next.trim().is_empty()) {
                line.end = end;
            }
        }
        Some(Edit { span: line, text: String::new() })
    }

    /// Where the line for a new import goes in the block.
    fn insertion(&self, path: &str, gone: &[&Import]) -> Option<(u32, String)> {
        let block = self.block()?;
        let eol = line_ending(self.text, block.start);
        let line = format!("\t\"{path}\"{eol}");
        let inside = |group: &Vec<&Import>| group.iter().all(|import| block.covers(import.span));
        let groups: Vec<Vec<&Import>> = self.groups().into_iter().filter(inside).collect();
        let standard = groups.iter().find(|group| group.iter().all(|import| is_standard(self.path(import))));
        if let Some(group) = standard {
            let stays = |import: &&&Import| !gone.iter().any(|other| other.span == import.span);
            if let Some(after) = group.iter().filter(stays).find(|import| self.path(import) >= path) {
                let mut at = self.line(after.span.start).start;
                // Comments directly above belong to the import below them.
                while at > block.start && self.line(at - 1).of(self.text).trim_start().starts_with("//") {
                    at = self.line(at - 1).start;
                }
                return Some((at, line));
            }
            return group.last().map(|last| (self.line(last.span.end).end, line));
        }
        let first = groups.first()?.first()?;
        let mut at = self.line(first.span.start).start;
        while at > block.start && self.line(at - 1).of(self.text).trim_start().starts_with("//") {
            at = self.line(at - 1).start;
        }
        (self.line(block.start).end <= at).then(|| (at, format!("{line}{eol}")))
    }

    /// The imports of a file that has no block yet.
    fn first_block(&self, add: &[&str], gone: &[&Import]) -> Option<Vec<Edit>> {
        let singles: Vec<_> = self
            .split
            .decls
            .iter()
            .filter(|decl| decl.kind == DeclKind::Import && decl.span.of(self.text).contains('"'))
            .collect();
        let usable: Vec<_> = singles
            .iter()
            .filter(|decl| self.specs_in(decl.span).next().is_some_and(|import| self.path(import) != "C"))
            .collect();
        let eol = line_ending(self.text, self.split.package?.start);
        match usable.as_slice() {
            [] => {
                let at = self.line(self.split.package?.end).end;
                let lines: Vec<String> = add.iter().map(|path| format!("\t\"{path}\"{eol}")).collect();
                let block = match add {
                    [path] => format!("{eol}import \"{path}\"{eol}"),
                    _ => format!("{eol}import ({eol}{}){eol}", lines.concat()),
                };
                let text = &self.text[..at as usize];
                let lead = if text.ends_with('\n') { "" } else { eol };
                Some(vec![Edit { span: Span::at(at), text: format!("{lead}{block}") }])
            }
            [only] => {
                let import = self.specs_in(only.span).next()?;
                let stays = gone.iter().all(|other| other.span != import.span);
                if !stays && self.has_comment(import) {
                    return None;
                }
                let mut specs: Vec<(String, String)> =
                    add.iter().map(|path| (path.to_string(), format!("\"{path}\""))).collect();
                if stays {
                    specs.push((self.path(import).to_string(), import.span.of(self.text).to_string()));
                }
                if let [(_, spec)] = specs.as_slice() {
                    return Some(vec![Edit { span: only.span, text: format!("import {spec}") }]);
                }
                // A package of the standard library stands in the first group, anything else in the second.
                specs.sort_by_key(|(path, _)| (!is_standard(path), path.clone()));
                let mut block = format!("import ({eol}");
                let mut standard = true;
                for (path, spec) in specs {
                    if standard && !is_standard(&path) {
                        block.push_str(eol);
                    }
                    standard = is_standard(&path);
                    block.push_str(&format!("\t{spec}{eol}"));
                }
                block.push(')');
                Some(vec![Edit { span: only.span, text: block }])
            }
            // Several declarations of one import each: one more of the same kind, in order.
            [first, ..] => {
                let mut edits: Vec<(u32, String)> = Vec::new();
                for path in add {
                    let after = usable
                        .iter()
                        .find(|decl| self.specs_in(decl.span).next().is_some_and(|import| self.path(import) > *path));
                    let at = match after {
                        Some(decl) => self.line(decl.span.start).start,
                        None => self.line(usable.last().unwrap_or(first).span.end).end,
                    };
                    let line = format!("import \"{path}\"{eol}");
                    match edits.iter_mut().find(|(place, _)| *place == at) {
                        Some((_, lines)) => lines.push_str(&line),
                        None => edits.push((at, line)),
                    }
                }
                let comes_at = |line: u32| edits.iter().any(|(at, _)| *at == line);
                let removals: Option<Vec<Edit>> =
                    gone.iter().map(|import| self.removal(import, gone, false, &comes_at)).collect();
                let insertions = edits.iter().map(|(at, text)| Edit { span: Span::at(*at), text: text.clone() });
                Some(insertions.chain(removals?).collect())
            }
        }
    }
}

/// Whether a path is one of the standard library: its first element has no dot.
pub fn is_standard(path: &str) -> bool {
    !path.split('/').next().is_some_and(|first| first.contains('.'))
}

/// The name by which an import is known in a file.
pub fn name_of<'t>(text: &'t str, import: &Import) -> &'t str {
    match import.name {
        Some(name) => name.of(text),
        None => package_name(import.path.of(text).trim_matches(['"', '`'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::split::split;
    use crate::text::Patch;

    fn settled(text: &str, add: &[&str], remove: &[&str]) -> String {
        let edits = settle(text, &split(text), &add.iter().copied().collect(), &remove.iter().copied().collect());
        let mut patch = Patch::default();
        patch.add_all(edits.expect("there is a place for it")).unwrap();
        patch.apply(text)
    }

    #[test]
    fn a_new_import_goes_in_front_of_the_same_with_a_name() {
        let text = "package p\n\nimport (\n\t\"fmt\"\n\t_ \"strconv\"\n)\n";
        assert_eq!(
            settled(text, &["strconv"], &[]),
            "package p\n\nimport (\n\t\"fmt\"\n\t\"strconv\"\n\t_ \"strconv\"\n)\n"
        );
    }

    #[test]
    fn a_new_import_goes_into_its_group() {
        let text = "package p\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n\n\t\"example.com/x\"\n)\n";
        assert_eq!(
            settled(text, &["strconv"], &[]),
            "package p\n\nimport (\n\t\"fmt\"\n\t\"strconv\"\n\t\"strings\"\n\n\t\"example.com/x\"\n)\n"
        );
        assert_eq!(
            settled(text, &["unicode", "regexp"], &[]),
            "package p\n\nimport (\n\t\"fmt\"\n\t\"regexp\"\n\t\"strings\"\n\t\"unicode\"\n\n\t\"example.com/x\"\n)\n"
        );
    }

    #[test]
    fn the_first_standard_import_makes_a_group() {
        let text = "package p\n\nimport (\n\t\"example.com/x\"\n)\n";
        assert_eq!(
            settled(text, &["strconv"], &[]),
            "package p\n\nimport (\n\t\"strconv\"\n\n\t\"example.com/x\"\n)\n"
        );
    }

    #[test]
    fn single_imports() {
        let text = "package p\n\nimport \"fmt\"\n\nfunc f() {}\n";
        assert_eq!(settled(text, &["strconv"], &["fmt"]), "package p\n\nimport \"strconv\"\n\nfunc f() {}\n");
        assert_eq!(
            settled(text, &["strconv"], &[]),
            "package p\n\nimport (\n\t\"fmt\"\n\t\"strconv\"\n)\n\nfunc f() {}\n"
        );
        assert_eq!(settled(text, &[], &["fmt"]), "package p\n\nfunc f() {}\n");
        assert_eq!(
            settled("package p\n\nimport \"example.com/x\"\n", &["strconv"], &[]),
            "package p\n\nimport (\n\t\"strconv\"\n\n\t\"example.com/x\"\n)\n"
        );
    }

    #[test]
    fn single_imports_in_a_row() {
        let text = "package p\n\nimport \"errors\"\nimport \"fmt\"\n\nfunc f() {}\n";
        assert_eq!(settled(text, &[], &["fmt"]), "package p\n\nimport \"errors\"\n\nfunc f() {}\n");
        assert_eq!(settled(text, &[], &["errors"]), "package p\n\nimport \"fmt\"\n\nfunc f() {}\n");
        let apart = "package p\n\nimport \"errors\"\n\nimport \"fmt\"\n\nfunc f() {}\n";
        assert_eq!(settled(apart, &[], &["fmt"]), "package p\n\nimport \"errors\"\n\nfunc f() {}\n");
        assert_eq!(settled(text, &[], &["errors", "fmt"]), "package p\n\nfunc f() {}\n");
        assert_eq!(settled(apart, &[], &["errors", "fmt"]), "package p\n\nfunc f() {}\n");
        let hex = "package p\n\nimport \"encoding/hex\"\n\nfunc f() {}\n";
        assert_eq!(settled(text, &["encoding/hex"], &["errors", "fmt"]), hex);
        let both = "package p\n\nimport \"errors\"\n\nimport \"encoding/hex\"\n\nfunc f() {}\n";
        assert_eq!(settled(apart, &["strconv"], &["fmt"]), both.replace("encoding/hex", "strconv"));
        let named = apart.replace("\"fmt\"", "f \"fmt\"");
        assert_eq!(settled(&named, &["strconv"], &["fmt"]), both.replace("encoding/hex", "strconv"));
    }

    #[test]
    fn the_only_one_of_a_group_makes_room_for_others() {
        let text = "package p\n\nimport (\n\t\"sort\"\n\n\t\"example.com/x\"\n)\n\nfunc f() {}\n";
        let both = "package p\n\nimport (\n\t\"cmp\"\n\t\"slices\"\n\n\t\"example.com/x\"\n)\n\nfunc f() {}\n";
        assert_eq!(settled(text, &["cmp", "slices"], &["sort"]), both);
    }

    #[test]
    fn a_file_without_imports_gets_one() {
        assert_eq!(
            settled("package p\n\nfunc f() {}\n", &["sync"], &[]),
            "package p\n\nimport \"sync\"\n\nfunc f() {}\n"
        );
        assert_eq!(settled("package p", &["sync"], &[]), "package p\n\nimport \"sync\"\n");
    }

    #[test]
    fn the_last_use_takes_the_import_along() {
        let text = "package p\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/x\"\n)\n\nfunc f() {}\n";
        assert_eq!(settled(text, &[], &["fmt"]), "package p\n\nimport (\n\t\"example.com/x\"\n)\n\nfunc f() {}\n");
        assert_eq!(
            settled(text, &["strconv"], &["fmt"]),
            "package p\n\nimport (\n\t\"strconv\"\n\n\t\"example.com/x\"\n)\n\nfunc f() {}\n"
        );
        assert_eq!(
            settled("package p\n\nimport (\n\t\"fmt\"\n)\n\nfunc f() {}\n", &[], &["fmt"]),
            "package p\n\nfunc f() {}\n"
        );
    }

    #[test]
    fn a_comment_on_an_import_is_not_lost() {
        let text = "package p\n\nimport (\n\t\"fmt\" // for printing\n\t\"os\"\n)\n";
        assert_eq!(settle(text, &split(text), &BTreeSet::new(), &["fmt"].into()), None);
    }

    #[test]
    fn line_ends_are_the_files() {
        let text = "package p\r\n\r\nimport \"fmt\"\r\n";
        assert_eq!(settled(text, &["os"], &[]), "package p\r\n\r\nimport (\r\n\t\"fmt\"\r\n\t\"os\"\r\n)\r\n");
    }
}
