//! The splitter against the parser: over the Go toolchain's own source, and over bytes that nobody would write.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use allocfix::go::kind::{Field, Kind};
use allocfix::go::split::{Decl, DeclKind, Split, split};
use allocfix::go::syntax::{self, Node};
use allocfix::text::Span;
use proptest::prelude::*;
use rayon::prelude::*;

/// The folder of the Go toolchain's source; `None`, said aloud, without Go. CI must have one.
fn toolchain_source() -> Option<PathBuf> {
    let root = Command::new("go").args(["env", "GOROOT"]).output().ok().filter(|output| output.status.success());
    let folder = root.map(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("src"));
    let folder = folder.filter(|folder| folder.is_dir());
    if folder.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have a Go toolchain with its source");
        eprintln!("skipped: there is no Go toolchain with its source here");
    }
    folder
}

fn go_files(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).build();
    let paths = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    paths.map(|entry| entry.into_path()).filter(|path| path.extension().is_some_and(|end| end == "go")).collect()
}

/// What is compared, as text.
fn line(kind: DeclKind, span: Span, names: &[Span], receiver: Option<Span>, body: Option<Span>) -> String {
    format!("{kind:?} {span:?} names {names:?} receiver {receiver:?} body {body:?}")
}

fn from_split(split: &Split) -> Vec<String> {
    let decl = |decl: &Decl| line(decl.kind, decl.span, &decl.names, decl.receiver, decl.body);
    let mut lines: Vec<_> = split.decls.iter().map(decl).collect();
    lines.extend(split.imports.iter().map(|import| format!("{import:?}")));
    lines.extend(split.package.map(|name| format!("package {name:?}")));
    lines
}

fn from_tree(root: Node<'_>) -> Vec<String> {
    let mut decls = Vec::new();
    let mut imports = Vec::new();
    let mut package = None;
    for node in root.children() {
        let span_of = |field| node.get(field).map(Node::span);
        let specs = |kinds: &'static [Kind]| node.subtree().filter(move |spec| kinds.contains(&spec.kind()));
        let own = |spec: &Node<'_>| {
            let list = [Kind::VarSpecList, Kind::ImportSpecList];
            spec.ancestors().find(|around| !list.contains(&around.kind())) == Some(node)
        };
        let names = |kinds| {
            let specs = specs(kinds).filter(own);
            specs.flat_map(|spec| spec.get_all(Field::Name).map(Node::span).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let (kind, names, receiver) = match node.kind() {
            Kind::PackageClause => {
                package = node.only_child().map(|name| format!("package {:?}", name.span()));
                continue;
            }
            Kind::ImportDeclaration => {
                for spec in specs(&[Kind::ImportSpec]) {
                    let name = spec.get(Field::Name).map(Node::span);
                    let path = spec.get(Field::Path).unwrap().span();
                    let span = spec.span();
                    imports.push(format!("{:?}", allocfix::go::split::Import { name, path, span }));
                }
                (DeclKind::Import, Vec::new(), None)
            }
            Kind::FunctionDeclaration => (DeclKind::Func, vec![span_of(Field::Name).unwrap()], None),
            Kind::MethodDeclaration => {
                // The parser accepts no receiver and several; then there is no base type.
                let parameter = node.get(Field::Receiver).and_then(Node::only_child);
                let parameter = parameter.filter(|parameter| parameter.get_all(Field::Name).count() < 2);
                let mut base = parameter.and_then(|parameter| parameter.get(Field::Type));
                while let Some(around) = base {
                    base = match around.kind() {
                        Kind::PointerType | Kind::ParenthesizedType => around.only_child(),
                        Kind::GenericType => around.get(Field::Type),
                        _ => break,
                    };
                }
                (
                    DeclKind::Method,
                    vec![span_of(Field::Name).unwrap()],
                    base.filter(|base| base.is(Kind::TypeIdentifier)).map(Node::span),
                )
            }
            Kind::VarDeclaration => (DeclKind::Var, names(&[Kind::VarSpec]), None),
            Kind::ConstDeclaration => (DeclKind::Const, names(&[Kind::ConstSpec]), None),
            Kind::TypeDeclaration => (DeclKind::Type, names(&[Kind::TypeSpec, Kind::TypeAlias]), None),
            _ => (DeclKind::Other, Vec::new(), None),
        };
        decls.push(line(kind, node.span(), &names, receiver, span_of(Field::Body)));
    }
    decls.extend(imports);
    decls.extend(package);
    decls
}

#[test]
fn it_sees_what_the_parser_sees() {
    let Some(folder) = toolchain_source() else { return };
    let (bytes, broken, decls, unread) =
        (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let paths = go_files(&folder);
    let wrong: Vec<String> = paths
        .par_iter()
        .filter_map(|path| {
            let Ok(text) = String::from_utf8(std::fs::read(path).unwrap()) else {
                unread.fetch_add(1, Relaxed);
                return None;
            };
            let text: Arc<str> = text.into();
            bytes.fetch_add(text.len(), Relaxed);
            let split = split(&text);
            check_spans(&text, &split);
            let tree = syntax::parse(&text, &[Span::new(0, text.len() as u32)]);
            let Some(tree) = tree.ok().filter(|tree| !tree.root().is_broken()) else {
                broken.fetch_add(1, Relaxed);
                return None;
            };
            decls.fetch_add(split.decls.len(), Relaxed);
            let (got, want) = (from_split(&split), from_tree(tree.root()));
            (got != want).then(|| {
                let at = got.iter().zip(&want).position(|(got, want)| got != want);
                let at = at.unwrap_or(got.len().min(want.len()));
                format!("{}:\n  splitter {:?}\n  parser   {:?}", path.display(), got.get(at), want.get(at))
            })
        })
        .collect();
    let read = |number: &AtomicUsize| number.load(Relaxed);
    eprintln!(
        "{} files, {} bytes, {} declarations; left out: {} that the parser finds broken, {} that are not UTF-8",
        paths.len(),
        read(&bytes),
        read(&decls),
        read(&broken),
        read(&unread)
    );
    assert!(wrong.is_empty(), "{} files differ, among them\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    assert!(read(&decls) > 50_000, "so few declarations are no test");
}

/// What holds for every text.
fn check_spans(text: &str, split: &Split) {
    let within = |inner: Span, outer: Span| {
        assert!(outer.covers(inner), "{inner:?} in {outer:?}");
        assert!(text.is_char_boundary(inner.start as usize) && text.is_char_boundary(inner.end as usize));
        assert!(!inner.is_empty());
    };
    let mut last = 0;
    for decl in &split.decls {
        assert!(last <= decl.doc && decl.doc <= decl.span.start, "{last} {decl:?}");
        within(decl.span, Span::new(decl.doc, text.len() as u32));
        last = decl.span.end;
        let mut name_end = decl.span.start;
        for name in &decl.names {
            within(*name, Span::new(name_end, decl.span.end));
            name_end = name.end;
        }
        if let Some(receiver) = decl.receiver {
            within(receiver, decl.span);
        }
        if let Some(body) = decl.body {
            within(body, decl.span);
            assert_eq!(body.end, decl.span.end);
        }
    }
    let mut last = 0;
    for import in &split.imports {
        within(import.span, Span::new(last, text.len() as u32));
        within(import.path, import.span);
        assert!(split.decls.iter().any(|decl| decl.kind == DeclKind::Import && decl.span.covers(import.span)));
        last = import.span.end;
    }
}

/// Pieces that mean something to the splitter; random characters would hardly ever meet.
const PIECES: &[&str] = &[
    "func",
    "var",
    "const",
    "type",
    "import",
    "package",
    "struct",
    "interface",
    "\n",
    "\n",
    "\nfunc ",
    "\nvar ",
    " ",
    "\r",
    "\t",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "/*",
    "*/",
    "//",
    "\n//",
    "\\",
    ",",
    ";",
    ".",
    "=",
    "*",
    "x",
    "T",
    "_",
    "é",
    "\u{feff}",
    "\u{2028}",
    "1",
    "\0",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_splits(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        check_spans(&text, &split(&text));
    }

    #[test]
    fn any_characters_split(text in "\\PC{0,40}") {
        check_spans(&text, &split(&text));
    }

    #[test]
    fn a_damaged_file_splits(cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, prop::sample::select(PIECES)), 1..4)) {
        let mut text = include_str!("split.rs").replace("\nfn ", "\nfunc ").replace("#[test]\n", "// doc\n");
        for (at, len, piece) in cuts {
            let boundary = |at: usize| (at.min(text.len())..).find(|&at| text.is_char_boundary(at)).unwrap();
            let start = boundary(at.index(text.len()));
            let end = boundary(start + len);
            text.replace_range(start..end, piece);
        }
        check_spans(&text, &split(&text));
    }
}
