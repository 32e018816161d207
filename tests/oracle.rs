//! Compares what we know with what Go's own type checker knows: the types and values of expressions, what identifiers
//! refer to, and the method sets of named types.
//!
//! `tests/oracle/run` asks Go and then runs this with the answers; without them there is nothing to compare, and the
//! test says so.

#[path = "oracle/asked.rs"]
mod asked;
#[path = "oracle/constants.rs"]
mod constants;
#[path = "oracle/count.rs"]
mod count;
#[path = "oracle/methods.rs"]
mod methods;
#[path = "oracle/names.rs"]
mod names;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use allocfix::go::facts::Facts;
use allocfix::go::kind::Kind;
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::syntax::Node;
use allocfix::go::types::{Type, full_name};
use allocfix::go::world::{Files, Mode, Places, Work, World};
use allocfix::text::Span;

use count::{Counts, Verdict};

/// What Go says about a place.
#[derive(serde::Deserialize)]
struct Line {
    #[serde(default)]
    file: Option<PathBuf>,
    s: u32,
    e: u32,
    #[serde(default)]
    t: String,
    #[serde(default)]
    v: String,
    m: String,
    /// What the identifier refers to.
    #[serde(default)]
    r: String,
    /// The methods of the named type that is declared here, and names that it has no method of.
    #[serde(default)]
    methods: Vec<methods::Method>,
}

/// A declaration's facts and its innermost nodes by their spans; none if it could not be parsed.
type Asked<'p> = Option<(Facts<'p>, HashMap<Span, u32>)>;

#[test]
fn answers_are_those_of_go() {
    let Some(answers) = std::env::var_os("ALLOCFIX_ORACLE") else {
        println!("skipped: ALLOCFIX_ORACLE does not name a file of answers; run tests/oracle/run");
        return;
    };
    let world = World::new(Arc::new(Disk), places());
    let mut count = Counts::new(asked::functions());
    let mut folder: Option<(PathBuf, Vec<Package>)> = None;
    let mut file: Option<(PathBuf, Vec<Line>)> = None;
    let mut done = |file: Option<(PathBuf, Vec<Line>)>| {
        let Some((path, lines)) = file else { return };
        let around = path.parent().unwrap();
        if folder.as_ref().is_none_or(|(known, _)| known != around) {
            folder = Some((around.to_path_buf(), packages(&world, around)));
        }
        compare(&folder.as_ref().unwrap().1, &path, &lines, &mut count);
    };
    for line in BufReader::new(std::fs::File::open(answers).unwrap()).lines() {
        let line: Line = serde_json::from_str(&line.unwrap()).unwrap();
        match line.file {
            Some(path) => done(file.replace((path, Vec::new()))),
            None => file.as_mut().unwrap().1.push(line),
        }
    }
    done(file);
    count.print();
    assert_eq!(count.wrong(), 0, "answers are wrong");
}

/// The files of this machine.
struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder)?.filter_map(Result::ok);
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        files.sort();
        Ok(files)
    }
}

/// Where dependencies are, as far as the environment says.
fn places() -> Places {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Places { mod_cache: folder("GOMODCACHE"), goroot: folder("GOROOT"), mode: Mode::Cache, work: Work::Off }
}

fn packages(world: &World, folder: &Path) -> Vec<Package> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "go") || !path.is_file() {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let split = split(&text);
        files.push(File::new(
            path,
            Source { text: text.into(), generated: false, cgo: false, has_line_directives: false },
            split,
            None,
        ));
    }
    let target = std::env::var("ALLOCFIX_ORACLE_TARGET").ok().and_then(|target| target.parse().ok());
    let site = world.site(folder, target);
    Package::group(files).into_iter().map(|package| package.at_site(&site)).collect()
}

fn compare(packages: &[Package], path: &Path, lines: &[Line], count: &mut Counts) {
    let found = packages.iter().find_map(|package| {
        let file = package.files.iter().position(|file| file.path == path)?;
        Some((package, file))
    });
    let (package, file) = found.unwrap_or_else(|| panic!("{} is in no package", path.display()));
    let decls = &package.files[file].split.decls;
    let mut facts: BTreeMap<usize, Asked<'_>> = BTreeMap::new();
    for line in lines {
        let span = Span::new(line.s, line.e);
        let after = decls.partition_point(|decl| decl.span.start <= span.start);
        let decl = after.checked_sub(1).filter(|decl| decls[*decl].span.covers(span));
        let found = decl.and_then(|decl| {
            let facts = facts.entry(decl).or_insert_with(|| {
                let parsed = package.files[file].parsed(decl).ok()?;
                // The innermost node of each span; asking the tree for each would take for ever in tables.
                let nodes = parsed.tree.root().subtree().map(|node| (node.span(), node.id())).collect();
                Some((Facts::new(package, DeclRef { file, decl }, parsed), nodes))
            });
            let (facts, nodes) = facts.as_ref()?;
            let node = facts.tree.node(*nodes.get(&span)?);
            // Go sees a type in the parameters of an interface's method and in an embedded pointer; to the grammar they
            // are no expressions.
            let is_part = matches!(
                node.kind(),
                Kind::ParameterList | Kind::VariadicParameterDeclaration | Kind::FieldDeclaration
            );
            (!is_part).then_some((facts, node))
        });
        match (&*line.m, found) {
            ("name", Some((facts, node))) => count.names.add(names::compare(facts, node, line)),
            ("name", None) => count.names.add(Verdict::Apart),
            ("methods", Some((facts, node))) => methods::compare(facts, node, line, &mut count.methods),
            ("methods", None) => count.methods.add(Verdict::Apart),
            (_, None) => count.types.add(Verdict::Apart),
            (_, Some((facts, node))) => {
                let verdict = type_verdict(facts, node, line);
                if asked::by_rules(facts, node, &count.functions) {
                    count.asked.add(verdict.clone());
                }
                count.types.add(verdict);
                if let Some(verdict) = constants::compare(facts, node, line) {
                    count.constants.add(verdict);
                }
            }
        }
        if let Some((facts, _)) = found {
            facts.take_reads();
        }
    }
}

fn type_verdict(facts: &Facts<'_>, node: Node<'_>, line: &Line) -> Verdict {
    let ours = match facts.scopes.local(node) {
        Some(local) if node.is(Kind::Identifier) && line.m == "def" => facts.type_of_local(local),
        _ => facts.type_of(node),
    };
    match ours {
        Err(reason) => {
            Verdict::Unknown(class(&reason.code, &reason.text), format!("{}: {}", place(facts, line), reason.text))
        }
        // Go shows the name of a generic function instantiated.
        Ok(Type::Func(signature)) if !signature.type_params.is_empty() => Verdict::Apart,
        Ok(ty) if agrees(&ty, line) => Verdict::Right,
        Ok(ty) => {
            let (place, text, theirs) = (place(facts, line), short(node.text()), readable(&line.t));
            Verdict::Wrong(format!("{place} `{text}` is {theirs} ({}), not {}", line.m, ty.show(&full_name)))
        }
    }
}

/// What an unknown type hangs on, without the names of the place.
fn class(code: &str, text: &str) -> String {
    match (code, text.rsplit_once("package \"")) {
        ("unknown-import", Some((_, rest))) => format!("{code} {}", rest.split('"').next().unwrap_or(rest)),
        _ => code.to_string(),
    }
}

fn place(facts: &Facts<'_>, line: &Line) -> String {
    let text = facts.tree.text();
    let row = text[..line.s as usize].matches('\n').count() + 1;
    format!("{}:{row}", facts.path().display())
}

fn short(text: &str) -> String {
    text.chars().take(60).collect::<String>().replace('\n', " ")
}

fn agrees(ours: &Type, line: &Line) -> bool {
    let text = ours.show(&full_name).to_string();
    if matches(&text, &line.t) {
        return true;
    }
    let Type::Basic(kind) = ours else { return false };
    if !kind.is_untyped() {
        return false;
    }
    // A constant takes the type of its place in the end; by itself it has only its kind.
    let theirs = allocfix::go::types::Basic::from_name(&line.t);
    match (&*line.m, theirs) {
        ("nil", _) => text == "untyped nil",
        // A named type, or one of a type parameter's.
        ("const", None) => true,
        ("const", Some(theirs)) => {
            (kind.is_numeric() && theirs.is_numeric())
                || (kind.is_string() && theirs.is_string())
                || (kind.is_boolean() && theirs.is_boolean())
        }
        ("value", theirs) => kind.is_boolean() && theirs.is_none_or(|theirs| theirs.is_boolean()),
        _ => false,
    }
}

/// Whether our text is Go's, where `\x01name\x02type\x03` stands for an alias and what it is an alias of.
fn matches(ours: &str, theirs: &str) -> bool {
    match theirs.split_once('\x01') {
        None => ours == theirs,
        Some((before, rest)) => {
            let Some(ours) = ours.strip_prefix(before) else { return false };
            let (mut depth, mut middle, mut end) = (0, 0, 0);
            for (at, char) in rest.char_indices() {
                match char {
                    '\x01' => depth += 1,
                    '\x02' if depth == 0 => middle = at,
                    '\x03' if depth == 0 => {
                        end = at;
                        break;
                    }
                    '\x03' => depth -= 1,
                    _ => {}
                }
            }
            let after = &rest[end + 1..];
            [&rest[..middle], &rest[middle + 1..end]].iter().any(|choice| matches(ours, &format!("{choice}{after}")))
        }
    }
}

fn readable(text: &str) -> String {
    text.replace('\x01', "").replace('\x02', "=").replace('\x03', "")
}
