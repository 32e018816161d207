//! Compares our types with those of Go's own type checker, expression by expression.
//!
//! `tests/oracle/run` asks Go and then runs this with the answers; without them there is nothing to compare, and the
//! test says so.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use allocfix::go::consts::Constant;
use allocfix::go::facts::Facts;
use allocfix::go::kind::Kind;
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::types::{Type, full_name};
use allocfix::go::world::{Files, Mode, Places, Work, World};
use allocfix::text::Span;

/// What Go says about an expression.
#[derive(serde::Deserialize)]
struct Line {
    #[serde(default)]
    file: Option<PathBuf>,
    s: u32,
    e: u32,
    t: String,
    #[serde(default)]
    v: String,
    m: String,
}

/// A declaration's facts and its innermost nodes by their spans; none if it could not be parsed.
type Asked<'p> = Option<(Facts<'p>, HashMap<Span, u32>)>;

#[derive(Default)]
struct Count {
    asked: u64,
    /// The grammar has no node at the place, or the name of a generic function, which Go shows instantiated.
    apart: u64,
    unknown: u64,
    values: u64,
    wrong: Vec<String>,
    reasons: HashMap<String, (u64, String)>,
}

#[test]
fn types_are_those_of_go() {
    let Some(answers) = std::env::var_os("ALLOCFIX_ORACLE") else {
        println!("skipped: ALLOCFIX_ORACLE does not name a file of answers; run tests/oracle/run");
        return;
    };
    let world = World::new(Arc::new(Disk), places());
    let mut count = Count::default();
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
    print(&count);
    assert!(count.wrong.is_empty(), "{} wrong", count.wrong.len());
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

fn compare(packages: &[Package], path: &Path, lines: &[Line], count: &mut Count) {
    let found = packages.iter().find_map(|package| {
        let file = package.files.iter().position(|file| file.path == path)?;
        Some((package, file))
    });
    let (package, file) = found.unwrap_or_else(|| panic!("{} is in no package", path.display()));
    let decls = &package.files[file].split.decls;
    let mut facts: BTreeMap<usize, Asked<'_>> = BTreeMap::new();
    for line in lines {
        count.asked += 1;
        let span = Span::new(line.s, line.e);
        let after = decls.partition_point(|decl| decl.span.start <= span.start);
        let Some(decl) = after.checked_sub(1).filter(|decl| decls[*decl].span.covers(span)) else {
            count.apart += 1;
            continue;
        };
        let facts = facts.entry(decl).or_insert_with(|| {
            let parsed = package.files[file].parsed(decl).ok()?;
            // The innermost node of each span; asking the tree for each would take for ever in tables.
            let nodes = parsed.tree.root().subtree().map(|node| (node.span(), node.id())).collect();
            Some((Facts::new(package, DeclRef { file, decl }, parsed), nodes))
        });
        let Some((facts, node)) = facts.as_ref().and_then(|(facts, nodes)| Some((facts, nodes.get(&span)?))) else {
            count.apart += 1;
            continue;
        };
        let node = facts.tree.node(*node);
        // Go sees a type in the parameters of an interface's method and in an embedded pointer; to the grammar they are
        // no expressions.
        if matches!(node.kind(), Kind::ParameterList | Kind::VariadicParameterDeclaration | Kind::FieldDeclaration) {
            count.apart += 1;
            continue;
        }
        let ours = if node.is(Kind::Identifier) && matches!(&*line.m, "def") {
            match facts.scopes.local(node) {
                Some(local) => facts.type_of_local(local),
                None => facts.type_of(node),
            }
        } else {
            facts.type_of(node)
        };
        facts.take_reads();
        match ours {
            Err(reason) => {
                count.unknown += 1;
                let entry = count.reasons.entry(class(&reason.code, &reason.text)).or_insert((0, String::new()));
                entry.0 += 1;
                if entry.1.is_empty() {
                    entry.1 = format!("{}: {}", place(facts, line), reason.text);
                }
            }
            Ok(Type::Func(signature)) if !signature.type_params.is_empty() => count.apart += 1,
            Ok(ty) => {
                if !agrees(&ty, line) {
                    let theirs = readable(&line.t);
                    let ours = ty.show(&full_name).to_string();
                    count.wrong.push(format!(
                        "{} `{}` is {theirs} ({}), not {ours}",
                        place(facts, line),
                        short(node.text()),
                        line.m
                    ));
                }
                if let Some(value) = facts.constant_value(node) {
                    count.values += 1;
                    if !same_value(&value, line) {
                        count.wrong.push(format!(
                            "{} `{}` = {}, not {value:?}",
                            place(facts, line),
                            short(node.text()),
                            line.v
                        ));
                    }
                }
            }
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

fn same_value(ours: &Constant, line: &Line) -> bool {
    let theirs = &*line.v;
    match ours {
        // Go shows what is left of a constant in its place: one of a `float64` has rounded it.
        Constant::Int(int) if line.t.starts_with("float") => {
            theirs.parse::<f64>().is_ok_and(|theirs| theirs == *int as f64 || theirs == f64::from(*int as f32))
        }
        Constant::Bool(bool) => theirs == bool.to_string(),
        Constant::Int(int) => theirs == int.to_string(),
        Constant::String(bytes) => theirs == bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "s",
        Constant::Float(float) => {
            let (over, under) = theirs.split_once('/').unwrap_or((theirs, "1"));
            match (over.parse::<f64>(), under.parse::<f64>()) {
                (Ok(over), Ok(under)) => over / under == *float || over / under == f64::from(*float as f32),
                _ => false,
            }
        }
    }
}

fn print(count: &Count) {
    let share = |part: u64| 100.0 * part as f64 / (count.asked.max(1)) as f64;
    println!(
        "{} expressions, WRONG {}, unknown {} ({:.1} %), apart {} ({:.1} %), constant values {}",
        count.asked,
        count.wrong.len(),
        count.unknown,
        share(count.unknown),
        count.apart,
        share(count.apart),
        count.values,
    );
    let mut reasons: Vec<_> = count.reasons.iter().collect();
    reasons.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(b.0)));
    for (reason, (number, example)) in reasons.iter().take(10) {
        println!("  {number:>7} {reason}  ({example})");
    }
    for wrong in &count.wrong {
        println!("  WRONG {wrong}");
    }
}
