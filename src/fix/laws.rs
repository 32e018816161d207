//! The laws that every rule must keep, checked on its own examples: `rules check` and the tests of the built-in rules.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::outcome::{Fate, Outcome};
use super::{Folder, Settings, run};
use crate::go::lex::{Lexer, TokenKind};
use crate::go::split::{DeclKind, split};
use crate::go::stdlib;
use crate::go::syntax::parse;
use crate::go::version::Version;
use crate::go::world::{Places, World};
use crate::rule::{Rule, Rules};
use crate::text::Span;

/// Source that is checked: its text, and what the rule made of it.
pub struct Checked {
    /// What the case is called in messages.
    pub name: String,
    /// The file before.
    pub before: String,
    /// The file after.
    pub after: String,
    /// What else the run said.
    pub outcome: Outcome,
}

/// Runs a rule of `rules` alone over one file, unsafe rewrites included; `advice` is only offered.
pub fn apply(rules: &Rules, rule: &Rule, text: &str, go: Option<Version>) -> Outcome {
    let path = PathBuf::from("p/example.go");
    let files = BTreeMap::from([(path.clone(), text.as_bytes().to_vec())]);
    let others = rules.iter().filter(|other| other.id != rule.id).map(|other| (other.id.clone(), None)).collect();
    let settings = Settings { rules: others, apply_unsafe: true, target_go: go, ..Settings::default() };
    let folder =
        Folder { path: PathBuf::from("p"), targets: vec![path], settings: Arc::new(settings), refused: Arc::default() };
    run(&World::new(Arc::new(files), Places::default()), rules, &[folder], &|_| {})
}

/// Checks a rule's examples and keeps, and the laws on each. Returns the cases, and every fault in words.
pub fn check(rules: &Rules, rule: &Rule) -> (Vec<Checked>, Vec<String>) {
    let mut cases = Vec::new();
    let mut faults = Vec::new();
    if rule.examples.is_empty() {
        faults.push("there is no `[[example]]`: nothing shows what the rule does".to_string());
    }
    for (number, example) in rule.examples.iter().enumerate() {
        let name = format!("example {}", number + 1);
        let go = match version(example.go.as_deref()) {
            Ok(go) => go,
            Err(fault) => {
                faults.push(format!("{name}: {fault}"));
                continue;
            }
        };
        let case = case(rules, rule, name, &example.before, go);
        let after = without_header(&case.after);
        if after.trim() != without_header(&framed(&example.after)).trim() {
            let why = case.outcome.findings.iter().map(fate_line).collect::<Vec<_>>().join("\n");
            faults.push(format!("{}: the result is not what `after` says, but:\n{}\n{why}", case.name, after.trim()));
        }
        faults.extend(laws(rules, rule, &case, go));
        cases.push(case);
    }
    for (number, keep) in rule.keeps.iter().enumerate() {
        let name = format!("keep {}", number + 1);
        let go = match version(keep.go.as_deref()) {
            Ok(go) => go,
            Err(fault) => {
                faults.push(format!("{name}: {fault}"));
                continue;
            }
        };
        let case = case(rules, rule, name, &keep.code, go);
        if case.after != case.before {
            faults.push(format!("{}: it was changed to:\n{}", case.name, without_header(&case.after).trim()));
        }
        let kept =
            |code: &str| case.outcome.findings.iter().any(|f| matches!(&f.fate, Fate::Kept(r) if r.code == code));
        match &keep.reason {
            Some(code) if !kept(code) => {
                let said = case.outcome.findings.iter().map(fate_line).collect::<Vec<_>>().join("; ");
                faults.push(format!(
                    "{}: it is not kept for `{code}`, but: {}",
                    case.name,
                    if said.is_empty() { "no match".into() } else { said }
                ));
            }
            None if !case.outcome.findings.is_empty() => {
                faults.push(format!(
                    "{}: it must not match at all, but: {}",
                    case.name,
                    fate_line(&case.outcome.findings[0])
                ));
            }
            _ => {}
        }
        cases.push(case);
    }
    (cases, faults)
}

fn fate_line(finding: &super::outcome::Finding) -> String {
    match &finding.fate {
        Fate::Kept(reason) | Fate::Undone(reason) => {
            format!("{}: {} ({}: {})", finding.start.line, finding.fate.name(), reason.code, reason.text)
        }
        fate => format!("{}: {}", finding.start.line, fate.name()),
    }
}

fn version(text: Option<&str>) -> Result<Option<Version>, String> {
    text.map(|text| text.parse::<Version>().map_err(|error| error.to_string())).transpose()
}

fn case(rules: &Rules, rule: &Rule, name: String, code: &str, go: Option<Version>) -> Checked {
    let before = framed(code);
    let outcome = apply(rules, rule, &before, go);
    let after = outcome.files.first().map_or_else(|| before.clone(), |file| file.after.clone());
    Checked { name, before, after, outcome }
}

/// The laws on one case: it parses, it settles, comments survive.
pub fn laws(rules: &Rules, rule: &Rule, case: &Checked, go: Option<Version>) -> Vec<String> {
    let mut faults = Vec::new();
    for (text, which) in [(&case.before, "the source"), (&case.after, "the result")] {
        let text: Arc<str> = text.as_str().into();
        if parse(&text, &[Span::new(0, text.len() as u32)]).map_or(true, |tree| tree.root().is_broken()) {
            faults.push(format!("{}: {which} does not parse", case.name));
        }
    }
    if let Some(again) = apply(rules, rule, &case.after, go).files.first() {
        faults.push(format!(
            "{}: a second run changes the result again, to:\n{}",
            case.name,
            without_header(&again.after)
        ));
    }
    let after = comments(&case.after);
    if let Some(lost) = comments(&case.before).into_iter().find(|comment| !after.contains(comment)) {
        faults.push(format!("{}: the comment `{lost}` is lost", case.name));
    }
    faults.extend(case.outcome.troubles.iter().map(|trouble| format!("{}: {}", case.name, trouble.message)));
    faults
}

fn comments(text: &str) -> Vec<&str> {
    Lexer::new(text)
        .filter(|token| token.kind == TokenKind::Comment)
        .map(|token| token.span.of(text).trim_end())
        .collect()
}

/// A whole file: declarations without a package clause get one, and the imports that their qualifiers need.
pub fn framed(code: &str) -> String {
    if split(code).package.is_some() {
        return code.to_string();
    }
    let tokens: Vec<_> = Lexer::new(code).filter(|token| token.kind != TokenKind::Comment).collect();
    let mut paths: Vec<&str> = Vec::new();
    for (index, pair) in tokens.windows(2).enumerate() {
        let name = pair[0].span.of(code);
        let selected = index > 0 && tokens[index - 1].span.of(code) == ".";
        if pair[0].kind == TokenKind::Identifier && pair[1].span.of(code) == "." && !selected {
            paths.extend(stdlib::path_of(name).filter(|path| !paths.contains(path)));
        }
    }
    paths.sort_unstable();
    let imports = match paths.as_slice() {
        [] => String::new(),
        [path] => format!("import \"{path}\"\n\n"),
        paths => format!("import (\n{})\n\n", paths.iter().map(|path| format!("\t\"{path}\"\n")).collect::<String>()),
    };
    format!("package p\n\n{imports}{}", code.trim_start_matches('\n'))
}

/// The declarations of a file without its package clause and imports.
fn without_header(text: &str) -> &str {
    let split = split(text);
    let first = split.decls.iter().find(|decl| decl.kind != DeclKind::Import);
    first.map_or("", |decl| &text[decl.doc as usize..])
}
