//! Rewrites that look right and are wrong: fixes of other tools that change what a program does, and shapes of which their users
//! complained. Each function of `tests/traps/*.go` is one, with the reason in its comment.
//!
//! All built-in rules look at them together. None may be applied, and what is said about a function is exactly what the
//! `// said:` lines above it list: the rule, and the code of the reason that keeps it, or the level at which it is only
//! offered. A function without such lines must not even be matched. `UPDATE_TRAPS=1` writes the lines anew; read them then.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use allocfix::fix::outcome::{Fate, Finding};
use allocfix::fix::{Folder, Settings, run};
use allocfix::go::version::NEWEST;
use allocfix::go::world::{Places, World};
use allocfix::rule::Rules;

const MARK: &str = "// said: ";

#[test]
fn nobody_steps_into_them() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/traps"));
    let listed = fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let texts: BTreeMap<PathBuf, String> =
        listed.map(|path| (path.clone(), fs::read_to_string(path).expect("it can be read"))).collect();
    assert!(texts.len() > 4, "{texts:?}");
    let files: BTreeMap<PathBuf, Vec<u8>> =
        texts.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    let settings = Settings { target_go: Some(NEWEST), ..Settings::default() };
    let targets = texts.keys().cloned().collect();
    let folders = [Folder { path: folder, targets, settings: Arc::new(settings), refused: Arc::default() }];
    let outcome = run(&World::new(Arc::new(files), Places::default()), &Rules::builtin(), &folders, &|_| {});
    assert_eq!((outcome.skipped, outcome.troubles), (vec![], vec![]));
    let mut wrong = Vec::new();
    for (path, text) in &texts {
        let findings: Vec<&Finding> = outcome.findings.iter().filter(|finding| finding.path == *path).collect();
        let is = annotated(text, &findings);
        if std::env::var_os("UPDATE_TRAPS").is_some() {
            fs::write(path, &is).expect("it can be written");
        } else if is != *text {
            wrong.push(allocfix::text::unified("listed", "said", text, &is));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let applied: Vec<String> = outcome
        .findings
        .iter()
        .filter(|finding| finding.fate == Fate::Applied)
        .map(|finding| format!("{}: {}", finding.function, finding.rule))
        .collect();
    assert!(applied.is_empty(), "{applied:#?}");
}

/// The text with a line above each function for everything that was said about it.
fn annotated(text: &str, findings: &[&Finding]) -> String {
    let mut said: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for finding in findings {
        let what = match &finding.fate {
            Fate::Kept(reason) | Fate::Undone(reason) => reason.code.to_string(),
            Fate::Offered => finding.level.name().to_owned(),
            fate => fate.name().to_owned(),
        };
        said.entry(&finding.function).or_default().insert(format!("{} {what}", finding.rule));
    }
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with(MARK)) {
        if let Some(rest) = line.strip_prefix("func ") {
            let (receiver, rest) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
                Some((receiver, rest)) => (receiver.rsplit([' ', '*']).next(), rest),
                None => (None, rest),
            };
            let name = rest.split(['(', '[']).next().unwrap_or_default();
            let name = receiver.map_or_else(|| name.to_owned(), |receiver| format!("{receiver}.{name}"));
            let about = said.remove(name.as_str()).unwrap_or_default();
            // gofmt wants directives last.
            let directives = lines.iter().rev().take_while(|line| matches!(&line[..], "//go:noinline" | "//")).count();
            let directives = lines.split_off(lines.len() - directives);
            lines.extend(about.into_iter().map(|about| format!("{MARK}{about}")));
            lines.extend(directives);
        }
        lines.push(line.to_owned());
    }
    assert!(said.is_empty(), "said of something else than a function: {said:?}");
    lines.join("\n") + "\n"
}
