//! The engine on files that nobody wrote: put together at random, or broken at random.
//!
//! Whatever the input, nothing panics, a second run changes nothing, what parsed still parses, and no comment is lost. What
//! compiles still compiles and does the same, if there is a toolchain here. `ALLOCFIX_CASES` (default 1) multiplies the work.

mod behaviour;
mod source;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use allocfix::fix::outcome::Outcome;
use allocfix::fix::{Folder, Settings, run};
use allocfix::go::lex::{Lexer, TokenKind};
use allocfix::go::package::File;
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::world::{Places, World};
use allocfix::rule::Rules;
use proptest::prelude::*;
use source::{Dice, Oddities};

/// How much of everything, as the environment says.
fn times() -> usize {
    std::env::var("ALLOCFIX_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Runs all rules over files, each in a folder of its own.
fn engine(rules: &Rules, texts: &[&str], apply_unsafe: bool) -> Outcome {
    let settings = Arc::new(Settings { apply_unsafe, ..Settings::default() });
    let mut files = BTreeMap::new();
    let mut folders = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let folder = PathBuf::from(format!("m/p{number:04}"));
        let path = folder.join("a.go");
        files.insert(path.clone(), text.as_bytes().to_vec());
        folders.push(Folder { path: folder, targets: vec![path], settings: settings.clone(), refused: Arc::default() });
    }
    run(&World::new(Arc::new(files), Places::default()), rules, &folders, &|_| {})
}

/// The text of the only file after a run.
fn after<'t>(outcome: &'t Outcome, before: &'t str) -> &'t str {
    outcome.files.first().map_or(before, |file| &file.after)
}

/// What every run must keep to, in words; nothing if it did.
fn faults(rules: &Rules, before: &str, apply_unsafe: bool) -> Vec<String> {
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let first = engine(rules, &[before], apply_unsafe);
        let second = engine(rules, &[after(&first, before)], apply_unsafe);
        (first, second)
    }));
    let Ok((first, second)) = ran else { return vec!["it panicked".into()] };
    let mut faults: Vec<String> = first.troubles.iter().map(|trouble| trouble.message.clone()).collect();
    let result = after(&first, before);
    if let Some(again) = second.files.first() {
        faults.push(format!(
            "a second run changes it again:\n{}",
            allocfix::text::unified("a", "b", result, &again.after)
        ));
    }
    if let Some(lost) = lost_comment(before, result) {
        faults.push(format!("the comment `{lost}` is lost"));
    }
    let line_ends = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count(), text.matches('\r').count());
    let ((then, all, _), (now, lines, returns)) = (line_ends(before), line_ends(result));
    if all > 0 && then == all && (now, returns) != (lines, lines) {
        faults.push(format!("of {lines} lines {now} end in CRLF, with {returns} carriage returns, where all did"));
    }
    if let (Some(then), Some(now)) = (broken(before), broken(result)) {
        if then != now {
            faults.push(format!("{then:?} declarations did not parse before, {now:?} now"));
        }
    } else if result != before {
        faults.push("a file that cannot be read was changed".into());
    }
    for finding in &first.findings {
        if finding.span.end as usize > before.len() || !before.is_char_boundary(finding.span.start as usize) {
            faults.push(format!("a finding of {} stands nowhere: {:?}", finding.rule, finding.span));
        }
    }
    faults
}

/// The first comment that stands less often in the new text than in the old one.
fn lost_comment<'t>(before: &'t str, after: &str) -> Option<&'t str> {
    fn count(text: &str) -> BTreeMap<&str, usize> {
        let mut all = BTreeMap::new();
        let comments =
            Lexer::new(text).filter(|token| token.kind == TokenKind::Comment).map(|token| token.span.of(text));
        // One that is never closed costs its own declaration only, and those behind it are code.
        for comment in comments.filter(|comment| comment.starts_with("//") || comment.ends_with("*/")) {
            *all.entry(comment.trim_end()).or_default() += 1;
        }
        all
    }
    let now = count(after);
    count(before)
        .into_iter()
        .find(|(comment, times)| now.get(comment).is_none_or(|now| now < times))
        .map(|(comment, _)| comment)
}

/// How many declarations do not parse; `None` if the file cannot be read at all.
fn broken(text: &str) -> Option<usize> {
    let source = Source::read(text.as_bytes().to_vec()).ok()?;
    let split = split(text);
    let file = File::new(Path::new("a.go").into(), source, split, None);
    let is_broken = |decl: &usize| file.parsed(*decl).map_or(true, |parsed| parsed.tree.root().is_broken());
    Some((0..file.split.decls.len()).filter(is_broken).count())
}

fn oddities() -> impl Strategy<Value = Oddities> {
    (any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.1))
        .prop_map(|(littered, crlf, marked)| Oddities { littered, crlf, marked })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40 * times() as u32, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn files_put_together_at_random(functions in prop::collection::vec(any::<u64>(), 1..6), oddities in oddities(), apply_unsafe: bool) {
        let text = source::file(&functions, oddities);
        let faults = faults(&Rules::builtin(), &text, apply_unsafe);
        prop_assert!(faults.is_empty(), "{}\n--- the file\n{text}", faults.join("\n"));
    }
}

#[test]
fn files_broken_at_random() {
    let rules = Rules::builtin();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the rules have cases")
        .map(|entry| entry.expect("it can be read").path().join("hits.go"))
        .collect();
    names.sort();
    for name in names {
        let whole = std::fs::read_to_string(&name).expect("every rule has hits");
        for seed in 0..12 * times() as u64 {
            let mut dice = Dice(seed);
            let mut bytes = whole.clone().into_bytes();
            for _ in 0..=dice.below(4) {
                mutate(&mut bytes, &mut dice);
            }
            let text = String::from_utf8_lossy(&bytes);
            let faults = faults(&rules, &text, seed % 2 == 0);
            assert!(
                faults.is_empty(),
                "{} with seed {seed}: {}\n--- the file\n{text}",
                name.display(),
                faults.join("\n")
            );
        }
    }
}

/// Deletes, repeats, moves or inserts a run of bytes.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let end = (at + 1 + dice.below(30)).min(bytes.len()).max(at);
    match dice.below(4) {
        0 => drop(bytes.drain(at..end)),
        1 => {
            let run = bytes[at..end].to_vec();
            let to = dice.below(bytes.len() + 1);
            bytes.splice(to..to, run);
        }
        2 => {
            let words = [
                "{",
                "}",
                "(",
                ")",
                "\"",
                "`",
                "/*",
                "*/",
                "//",
                "\n",
                "\r\n",
                "func ",
                ";",
                "\u{feff}",
                "é",
                "append",
                "fmt.Sprintf(\"%d\", n)",
                ":=",
                "import \"fmt\"\n",
                "package q\n",
                "#",
                "'",
            ];
            bytes.splice(at..at, dice.one(&words).bytes());
        }
        _ => bytes[at..end].rotate_left(usize::from(end > at)),
    }
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let rules = Rules::builtin();
    let oddities = Oddities { littered: true, crlf: false, marked: false };
    let texts: Vec<String> = (0..24).map(|seed| source::file(&[seed, seed * 7 + 1, seed * 13 + 2], oddities)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        format!("{:?}", pool.install(|| engine(&rules, &texts, true)))
    };
    let one = with(1);
    assert!(one.contains("Applied"), "nothing was rewritten, so nothing was compared");
    for threads in [2, 4] {
        assert_eq!(one, with(threads), "with {threads} threads");
    }
}
