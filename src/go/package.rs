//! A Go package: the files of a folder that share a package clause, and what they declare.
//!
//! Files are split, not parsed; a declaration is parsed when somebody asks for it, a function's signature without its
//! body where that is enough. Files of all build variants are here together: a name that is declared twice has two
//! declarations, and whoever asks decides whether that matters.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::constraint::{Builds, constraint};
use super::known::Known;
use super::lex::{Lexer, TokenKind};
use super::presence::Presence;
use super::scope::Scopes;
use super::source::Source;
use super::split::{Decl, DeclKind, Split};
use super::syntax::{self, ParseError, Tree};
use super::typing;
use super::version::Version;
use super::world::Workspace;
use crate::text::Span;

/// A Go file of a package.
pub struct File {
    /// Its path, as the run was given it.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// Its top-level parts.
    pub split: Split,
    /// Its language version; `None` if no `go.mod` was found.
    pub version: Option<Version>,
    parsed: Vec<OnceLock<Result<Parsed, ParseError>>>,
    signatures: Vec<OnceLock<Result<Parsed, ParseError>>>,
    presence: OnceLock<Presence>,
}

/// A parsed declaration and its scopes.
pub struct Parsed {
    /// The syntax tree; its root holds the declaration.
    pub tree: Tree,
    scopes: OnceLock<Scopes>,
}

/// The place of a declaration: numbers of the file in its package and of the declaration in its file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DeclRef {
    /// Index into [`Package::files`].
    pub file: usize,
    /// Index into [`Split::decls`].
    pub decl: usize,
}

/// The files of a folder with the same package clause.
pub struct Package {
    /// The name in the package clause.
    pub name: String,
    /// The files, by path.
    pub files: Vec<File>,
    /// The path by which other packages import it, if that is known.
    pub path: Option<Arc<str>>,
    /// Whether it belongs to the standard library's source.
    pub(super) of_std: bool,
    /// Whether it is one of the table that the program brings along.
    pub(super) of_table: bool,
    /// The builds that count for it.
    pub(super) builds: Builds,
    /// What it can import, if it is one that questions are asked about.
    pub(super) workspace: Option<Arc<Workspace>>,
    /// What is known of functions and types, if that is more than what is known of the standard library.
    pub(super) known: Option<Arc<Known>>,
    names: HashMap<String, Vec<DeclRef>>,
    methods: BTreeMap<String, Vec<(String, DeclRef)>>,
    linked: OnceLock<HashSet<String>>,
}

impl Parsed {
    /// The scopes inside the declaration.
    pub fn scopes(&self) -> &Scopes {
        self.scopes.get_or_init(|| Scopes::of(&self.tree))
    }
}

impl File {
    /// A file that was read and split.
    pub fn new(path: PathBuf, source: Source, split: Split, version: Option<Version>) -> File {
        let cells = || split.decls.iter().map(|_| OnceLock::new()).collect();
        File { path, parsed: cells(), signatures: cells(), source, split, version, presence: OnceLock::new() }
    }

    /// The declaration with this number.
    pub fn decl(&self, decl: usize) -> &Decl {
        &self.split.decls[decl]
    }

    /// The number of the declaration that a span lies in.
    pub fn decl_around(&self, span: Span) -> Option<usize> {
        // They are sorted and disjoint, so only the last one that starts no later can hold it.
        let behind = self.split.decls.partition_point(|decl| decl.span.start <= span.start);
        behind.checked_sub(1).filter(|decl| self.decl(*decl).span.covers(span))
    }

    /// The whole declaration, parsed.
    ///
    /// # Errors
    /// When it is nested too deep to be read.
    pub fn parsed(&self, decl: usize) -> Result<&Parsed, ParseError> {
        let span = self.decl(decl).span;
        self.parsed[decl].get_or_init(|| self.parse(vec![span], span)).as_ref().map_err(|error| *error)
    }

    /// The declaration, parsed without the body if it is a function.
    ///
    /// # Errors
    /// When it is nested too deep to be read.
    pub fn signature(&self, decl: usize) -> Result<&Parsed, ParseError> {
        let Some(body) = self.decl(decl).body else { return self.parsed(decl) };
        if self.parsed[decl].get().is_some() {
            return self.parsed(decl);
        }
        let whole = self.decl(decl).span;
        let spans = vec![Span::new(whole.start, body.start + 1), Span::new(body.end - 1, whole.end)];
        self.signatures[decl].get_or_init(|| self.parse(spans, whole)).as_ref().map_err(|error| *error)
    }

    fn parse(&self, mut spans: Vec<Span>, whole: Span) -> Result<Parsed, ParseError> {
        spans.extend(self.line_end(whole));
        syntax::parse(&self.source.text, &spans).map(|tree| Parsed { tree, scopes: OnceLock::new() })
    }

    /// The line end behind a span, if nothing but a comment stands in between: the grammar reads a declaration by its
    /// line end.
    fn line_end(&self, span: Span) -> Option<Span> {
        let rest = &self.source.text[span.end as usize..];
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        let between = line.trim();
        let is_comment = between.starts_with("//") || (between.starts_with("/*") && between.ends_with("*/"));
        let end = span.end as usize + line.len();
        let behind = (end + 1).min(self.source.text.len());
        (between.is_empty() || is_comment).then(|| Span::new(end as u32, behind as u32))
    }

    /// The paths of the imports and the name each has in this file: the written one, or `None` where the package's own
    /// name counts, which only the package knows.
    pub fn imports(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        let text = &*self.source.text;
        self.split
            .imports
            .iter()
            .map(move |import| (import.name.map(|name| name.of(text)), import.path.of(text).trim_matches(['"', '`'])))
    }

    /// In which builds the file takes part; `builds` are the same for all files that are looked at together.
    fn presence(&self, builds: Builds) -> &Presence {
        self.presence.get_or_init(|| {
            let name = self.path.file_name().unwrap_or_default().to_string_lossy();
            let head = self.split.package.map_or(0, |package| package.end as usize);
            Presence::of(constraint(&name, &self.source.text[..head]), builds)
        })
    }

    /// Whether any of the builds takes the file in.
    pub fn is_built(&self, builds: Builds) -> bool {
        self.presence(builds).is_built()
    }

    /// Whether some build has both files; true when in doubt, and for a file that no build takes in.
    pub(super) fn meets(&self, other: &File, builds: Builds) -> bool {
        std::ptr::eq(self, other) || {
            let presence = self.presence(builds);
            !presence.is_built() || presence.meets(other.presence(builds))
        }
    }

    /// Whether every build with this file has the other one; false when in doubt, and for a file that no build takes in.
    pub(super) fn implies(&self, other: &File, builds: Builds) -> bool {
        std::ptr::eq(self, other)
            || (self.is_built(builds)
                && self.presence(builds).implies(other.presence(builds))
                && (self.is_test() || !other.is_test()))
    }

    /// Whether the file's name ends in `_test.go`.
    pub fn is_test(&self) -> bool {
        self.path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("_test.go"))
    }
}

impl Package {
    /// The packages of a folder, one for each package clause, by name; files without a clause are left out.
    pub fn group(mut files: Vec<File>) -> Vec<Package> {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut by_name: BTreeMap<String, Vec<File>> = BTreeMap::new();
        for file in files {
            if let Some(name) = file.split.package {
                by_name.entry(name.of(&file.source.text).to_string()).or_default().push(file);
            }
        }
        by_name.into_iter().map(|(name, files)| Package::of(name, files)).collect()
    }

    /// Files that have the same package clause.
    pub(super) fn of(name: String, files: Vec<File>) -> Package {
        let mut names: HashMap<String, Vec<DeclRef>> = HashMap::new();
        let mut methods: BTreeMap<String, Vec<(String, DeclRef)>> = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            let text = &*file.source.text;
            for (decl, declared) in file.split.decls.iter().enumerate() {
                let place = DeclRef { file: index, decl };
                for name in &declared.names {
                    let name = name.of(text).to_string();
                    match (declared.kind, declared.receiver) {
                        (DeclKind::Method, Some(receiver)) => {
                            methods.entry(receiver.of(text).to_string()).or_default().push((name, place));
                        }
                        (DeclKind::Method | DeclKind::Import | DeclKind::Other, _) => {}
                        // Any number of functions may be called `init` or `_`, and none can be referred to.
                        (DeclKind::Func, _) if name == "init" || name == "_" => {}
                        _ if name == "_" => {}
                        _ => names.entry(name).or_default().push(place),
                    }
                }
            }
        }
        // A method may be declared for another name of its type.
        for alias in methods.keys().cloned().collect::<Vec<_>>() {
            let (mut reached, mut next) = (vec![alias.as_str()], 0);
            while let Some(name) = reached.get(next) {
                next += 1;
                let places = names.get(*name).into_iter().flatten();
                for target in places.filter_map(|place| alias_target(&files[place.file], place.decl, name)) {
                    if !reached.contains(&target) {
                        reached.push(target);
                    }
                }
            }
            let own = methods[&alias].clone();
            for target in &reached[1..] {
                methods.entry(target.to_string()).or_default().extend(own.iter().cloned());
            }
        }
        Package {
            name,
            files,
            path: None,
            of_std: false,
            of_table: false,
            builds: Builds::default(),
            known: None,
            workspace: None,
            names,
            methods,
            linked: OnceLock::new(),
        }
    }

    /// Where a name is declared at the level of the package; several places when build variants differ.
    pub fn declarations(&self, name: &str) -> &[DeclRef] {
        self.names.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The methods declared for a base type, by name and place.
    pub fn methods(&self, base: &str) -> &[(String, DeclRef)] {
        self.methods.get(base).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether several types have a method of this name.
    pub fn is_method_of_several(&self, name: &str) -> bool {
        self.methods.values().filter(|methods| methods.iter().any(|(method, _)| method == name)).nth(1).is_some()
    }

    /// Whether `//go:linkname` gives a name of the package to, or takes it from, somewhere else.
    pub fn is_linked(&self, name: &str) -> bool {
        let linked = self.linked.get_or_init(|| {
            let lines = self.files.iter().flat_map(|file| file.source.text.lines());
            let names = lines.filter_map(|line| line.strip_prefix("//go:linkname ")).flat_map(str::split_whitespace);
            // The second one is the path of a package and a name in it, of this package perhaps.
            names.filter_map(|name| name.rsplit(['.', '/']).next()).map(str::to_string).collect()
        });
        linked.contains(name)
    }

    /// What a package that is imported here calls itself, if its clause can be read.
    pub fn import_name(&self, path: &str) -> Option<&str> {
        typing::package_name(self, self, path)
    }

    /// The file with this path.
    pub fn file(&self, path: &Path) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The file and the declaration behind a place.
    pub fn at(&self, place: DeclRef) -> (&File, &Decl) {
        let file = &self.files[place.file];
        (file, file.decl(place.decl))
    }
}

/// The type of the same package that a name is declared to be another name of: `T` for `type name = T` and `type name = *T`.
fn alias_target<'f>(file: &'f File, decl: usize, name: &str) -> Option<&'f str> {
    let (text, decl) = (&*file.source.text, file.decl(decl));
    let declared = decl.names.iter().find(|span| span.of(text) == name)?;
    let behind = &text[declared.end as usize..decl.span.end as usize];
    let mut tokens =
        Lexer::new(behind).filter(|token| token.kind != TokenKind::Comment).map(|token| token.span.of(behind));
    if decl.kind != DeclKind::Type || tokens.next() != Some("=") {
        return None;
    }
    let target = tokens.find(|token| !matches!(*token, "*" | "("))?;
    (tokens.next() != Some(".")).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_behind_a_declaration_is_no_part_of_it() {
        for decl in [
            "var x error",
            "const x = 1",
            "type T interface{ ~int | ~int8 }",
            "type T interface{~int|~int8}",
            "type T interface{~int | ~int8}",
            "type T struct{ a int }",
            "func f() int { return 1 }",
            "func f()",
            "func f() error",
            "type T = []int",
            "var x, y = f()",
        ] {
            for behind in [
                "",
                "\n",
                "\r\n",
                " // comment\n",
                "\t/* comment */\n",
                "// comment\n",
                " //",
                " // comment\r\n",
                " /* a */ /* b */\n",
            ] {
                let text = format!("package p\n\n{decl}{behind}");
                let source = Source::read(text.clone().into_bytes()).unwrap();
                let file = File::new("a.go".into(), source, super::super::split::split(&text), None);
                for parsed in [file.parsed(0), file.signature(0)] {
                    assert!(!parsed.unwrap().tree.root().is_broken(), "{text:?}");
                }
            }
        }
    }
}
