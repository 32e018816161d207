//! What we believe about Go, asserted under the code.
//!
//! A file in `tests/facts` holds one or more Go files, divided by lines `-- name.go --`. A comment line with carets says
//! something about the expression above them:
//!
//! ```text
//! x := strings.Fields(s)
//! _ = x
//! //  ^ []string
//! //  ^ unknown: unknown-import
//! //  ^ const 5                      the value of a constant
//! //< int                            the expression at the start of the line, as many bytes as arrows
//! //  ^ constant yes                 whether it is constant, its value known or not
//! //  ^ means line 3                 what a name refers to: a line of the declaration, import PATH, package, universe
//! //  ^ kind slice                   likewise: size N, size32 N, has NAME yes, lock no, pointers yes, ...
//! ```

use std::path::{Path, PathBuf};

use allocfix::go::answer::{Answer, Reason};
use allocfix::go::consts::Constant;
use allocfix::go::facts::{Facts, Meaning};
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::syntax::Node;
use allocfix::go::version::Version;
use allocfix::text::Span;

#[test]
fn what_is_said_under_the_code_is_so() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut said = 0;
    let mut faults = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for (file, line, fault) in check(&text, &mut said) {
            faults.push(format!("{name} {file}:{line}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "{} of {said} are not so:\n{}", faults.len(), faults.join("\n"));
    assert!(said >= 440, "only {said} cases");
}

fn check(text: &str, said: &mut usize) -> Vec<(String, usize, String)> {
    let packages = Package::group(files(text));
    let mut faults = Vec::new();
    for package in &packages {
        for (index, file) in package.files.iter().enumerate() {
            let mut code = (0, "");
            let mut offset = 0;
            for (number, line) in file.source.text.split_inclusive('\n').enumerate() {
                let start = offset;
                offset += line.len();
                let Some((marked, claim)) = claim(line, code.1) else {
                    code = (start, line);
                    continue;
                };
                *said += 1;
                let span = Span::new((code.0 + marked.start) as u32, (code.0 + marked.end) as u32);
                let found = if marked.end > code.1.len() {
                    "the carets reach behind the line".to_string()
                } else {
                    say(package, index, span, claim)
                };
                if found != claim {
                    let path = file.path.display().to_string();
                    faults.push((
                        path,
                        number + 1,
                        format!("`{}` is {found}, not {claim}", span.of(&file.source.text)),
                    ));
                }
            }
        }
    }
    faults
}

fn files(text: &str) -> Vec<File> {
    let mut parts: Vec<(String, String)> = vec![("a.go".into(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("-- ").and_then(|rest| rest.trim_end().strip_suffix(" --")) {
            Some(name) => parts.push((name.to_string(), String::new())),
            None => parts.last_mut().unwrap().1.push_str(line),
        }
    }
    parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| {
            let split = split(&text);
            let source = Source { text: text.into(), generated: false, cgo: false, has_line_directives: false };
            File::new(name.into(), source, split, Some(Version { major: 1, minor: 26 }))
        })
        .collect()
}

/// The marked columns and what is said about them.
fn claim<'l>(line: &'l str, code: &str) -> Option<(std::ops::Range<usize>, &'l str)> {
    let comment = line.trim_start().strip_prefix("//")?;
    if comment.starts_with('<') {
        let rest = comment.trim_start_matches('<');
        let start = code.len() - code.trim_start().len();
        return Some((start..start + comment.len() - rest.len(), rest.trim()));
    }
    let rest = comment.trim_start().strip_prefix('^')?.trim_start_matches('^');
    let end = line.len() - rest.len();
    let start = line.find('^')?;
    Some((start..end, rest.trim()))
}

/// What we believe about the expression at `span`, in the form of `claim`.
fn say(package: &Package, file: usize, span: Span, claim: &str) -> String {
    let decls = &package.files[file].split.decls;
    let Some(decl) = decls.iter().position(|decl| decl.span.covers(span)) else { return "in no declaration".into() };
    let parsed = package.files[file].parsed(decl).unwrap();
    let facts = Facts::new(package, DeclRef { file, decl }, parsed);
    let node = facts.tree.covering(span);
    if node.span() != span {
        return format!("part of `{}`", node.text());
    }
    answer(&facts, node, claim)
}

fn answer(facts: &Facts<'_>, node: Node<'_>, claim: &str) -> String {
    let unknown = |reason: Reason| format!("unknown: {}", reason.code);
    let (word, rest) = claim.split_once(' ').unwrap_or((claim, ""));
    if word == "const" {
        return match facts.constant_value(node) {
            Some(Constant::String(bytes)) => format!("const {:?}", String::from_utf8_lossy(&bytes)),
            Some(Constant::Int(int)) => format!("const {int}"),
            Some(Constant::Fraction(fraction)) => format!("const {fraction}"),
            Some(Constant::Bool(bool)) => format!("const {bool}"),
            None => "const unknown".into(),
        };
    }
    if word == "constant" {
        return format!("constant {}", word_of(&facts.is_constant(node)));
    }
    if word == "means" {
        return match facts.meaning(node) {
            Meaning::Local(local) => {
                let declared = facts.tree.node(facts.scopes.get(local).declared).span().start as usize;
                format!("means line {}", facts.tree.text()[..declared].matches('\n').count() + 1)
            }
            Meaning::Package(_) => "means package".into(),
            Meaning::Import(path) => format!("means import {path}"),
            Meaning::Dot(path) => format!("means dot {path}"),
            Meaning::Universe => "means universe".into(),
            Meaning::Unknown(reason) => format!("means {}", reason.code),
        };
    }
    if word == "exact" {
        let name = rest.split_once(' ').map_or(rest, |(name, _)| name);
        return format!("exact {name} {}", word_of(&facts.is_exact_basic(node, name)));
    }
    let ty = match facts.type_of(node) {
        Ok(ty) => ty,
        Err(reason) => return unknown(reason),
    };
    let number = |value: Option<u64>| value.map_or("unknown".to_string(), |value| value.to_string());
    let name = || rest.split_once(' ').map_or(rest, |(name, _)| name);
    match word {
        "kind" => format!("kind {}", facts.kind_of(&ty).map_or_else(unknown, |kind| kind.name().into())),
        "size" => format!("size {}", number(facts.size_of(&ty, 8))),
        "size32" => format!("size32 {}", number(facts.size_of(&ty, 4))),
        "has" => format!("has {} {}", name(), word_of(&facts.method_set_has(&ty, name()))),
        "lock" => format!("lock {}", word_of(&facts.contains_lock(&ty))),
        "pointers" => format!("pointers {}", word_of(&facts.has_pointers(&ty))),
        "comparable" => format!("comparable {}", word_of(&facts.comparable(&ty))),
        "element" => format!("element {}", facts.element(&ty).map_or_else(unknown, |ty| ty.to_string())),
        "under" => format!("under {}", facts.underlying(&ty).map_or_else(unknown, |ty| ty.to_string())),
        "written" => format!("written {}", facts.type_text_at(&ty, node).unwrap_or_else(unknown)),
        _ => ty.to_string(),
    }
}

fn word_of(answer: &Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No(_) => "no",
        Answer::Unknown(_) => "unknown",
    }
}
