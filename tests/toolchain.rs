//! What the program believes about Go, against Go's own packages: patterns, literals, formats, versions, constraints, tokens.

use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use allocfix::go::constraint::constraint;
use allocfix::go::format::{Amount, Part, format};
use allocfix::go::lex::{Lexer, TokenKind};
use allocfix::go::literal::{quote, string_value};
use allocfix::go::regexp::{Answer, compiles};
use allocfix::go::version::Version;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Question {
    patterns: Vec<String>,
    literals: Vec<String>,
    formats: Vec<String>,
    constraints: Vec<String>,
    versions: Vec<String>,
    files: Vec<PathBuf>,
}

/// Go writes `null` for a list of nothing.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reply {
    patterns: Option<Vec<bool>>,
    literals: Option<Vec<Option<Vec<u8>>>>,
    printable: Vec<(u32, u32)>,
    formats: Option<Vec<String>>,
    constraints: Option<Vec<Option<String>>>,
    versions: Option<Vec<String>>,
    files: Option<Vec<String>>,
}

/// Asks Go. `None`, said aloud, without a toolchain; CI must have one.
fn ask(question: &Question) -> Option<Reply> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/toolchain/main.go");
    let run = Command::new("go")
        .arg("run")
        .arg(program)
        .envs([("GO111MODULE", "off"), ("GOFLAGS", ""), ("GOTOOLCHAIN", "local"), ("GOWORK", "off")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match run {
        Ok(child) => child,
        Err(error) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have a Go toolchain: {error}");
            eprintln!("skipped: there is no Go toolchain here");
            return None;
        }
    };
    serde_json::to_writer(child.stdin.take().unwrap(), question).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the Go program failed: {}", output.status);
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Values of a strategy, the same ones in every run.
fn samples<T>(count: usize, strategy: impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// Strings of up to `most` of these pieces.
fn pieces(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|pieces| pieces.concat())
}

fn patterns() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => "[a-z0-9 ]{1,4}".prop_map(|text| text),
        4 => prop::sample::select(&[
            ".", "^", "$", r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"\b", r"\B", r"\A", r"\z", r"\.", r"\-", r"\/", r"\_", r"\n", r"\x41",
            r"\x{1F600}", "é", "世", "-", ",", "{", "}", "{x}", "]", "(?i)", "(?s-i)", "[a-z]", "[^a-z0-9_]", r"[\w.-]", r"[\d\-x]", "[-a]",
            "[a-]", "[+--]", "[[:alpha:]]", "[[:^space:]x]", "[a[b]", r"[\]\\]", "[é-世]", r"[\x00-\x{10FFFF}]", r"[^\x00-\x{10FFFF}]", "[.*+?(){}|^$]",
            "[^^]", "[:alpha:]", "[[:]", "[a&&b~~c]", r"\p{L}", r"\Q*\E", "[]a]", "(?<n>a)", r"\1", r"\<", r"\`", r"\'", r"\~", "[^-a]", "[ -~]",
        ][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 24, 5, |inner| {
        let group = prop::sample::select(&["(", "(?:", "(?i:", "(?P<a>", "(?P<b_1>", "(?s-U:", "(?-m:", "(?imsU:"][..]);
        let times = prop::sample::select(
            &[
                "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,}", "{5,}?", "{10}", "{100}", "{1000}", "{0}",
                "{,2}", "{1001}", "**",
            ][..],
        );
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 0..4).prop_map(|parts| parts.join("|")),
            (group, inner.clone()).prop_map(|(open, inner)| format!("{open}{inner})")),
            (inner, times).prop_map(|(inner, times)| format!("{inner}{times}")),
        ]
    })
}

#[test]
fn patterns_that_compile_here_compile_there() {
    let shapeless = pieces(
        &[
            "(", ")", "[", "]", "{", "}", "?", "*", "+", "|", "^", "$", "\\", "-", ":", "a", "b", "1", ",", "P<n>",
            "i", "[:", ":]", "x", "d", "é",
        ],
        12,
    );
    let mut all = samples(20_000, patterns());
    all.extend(samples(30_000, shapeless));
    let Some(reply) = ask(&Question { patterns: all.clone(), ..Question::default() }) else { return };
    let accepted = reply.patterns.unwrap();
    let yes = |pattern: &String| compiles(pattern) == Answer::Yes;
    let wrong: Vec<_> = all.iter().zip(&accepted).filter(|(pattern, accepted)| yes(pattern) && !**accepted).collect();
    let said_yes = all.iter().filter(|pattern| yes(pattern)).count();
    let go_yes = accepted.iter().filter(|accepted| **accepted).count();
    eprintln!("{} patterns: Go compiles {go_yes}, of which {said_yes} are known to", all.len());
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(said_yes > 5_000, "{said_yes}");
}

#[test]
fn strings_mean_the_same() {
    let inside = pieces(
        &[
            "a",
            "é",
            "\\n",
            "\\\"",
            "\\'",
            "\"",
            "`",
            "\\x41",
            "\\xff",
            "\\x4",
            "\\377",
            "\\400",
            "\\12",
            "\\u00e9",
            "\\ud800",
            "\\U0001F600",
            "\\q",
            "\r",
            "\n",
            "\\",
        ],
        6,
    );
    let mut all = Vec::new();
    for inside in samples(10_000, inside) {
        all.push(format!("\"{inside}\""));
        all.push(format!("`{inside}`"));
    }
    let Some(reply) = ask(&Question { literals: all.clone(), ..Question::default() }) else { return };
    for (literal, value) in all.iter().zip(reply.literals.unwrap()) {
        assert_eq!(string_value(literal), value, "{literal:?}");
    }
    let go_prints = |c: char| reply.printable.iter().any(|&(first, last)| (first..=last).contains(&u32::from(c)));
    let ours = |c: char| quote(c.to_string().as_bytes()) == format!("\"{c}\"");
    let (mut newer, mut same) = (0, 0);
    for c in '\0'..=char::MAX {
        match (ours(c), go_prints(c)) {
            (true, false) => newer += 1,
            (false, true) => panic!("{c:?} is printable to Go"),
            _ => same += 1,
        }
    }
    eprintln!("{} literals; {same} characters are quoted as Go does, {newer} are newer than its tables", all.len());
    assert!(newer < 15_000, "{newer}");
}

#[test]
fn formats_ask_for_the_same() {
    let format_pieces = pieces(
        &[
            "%", "%", "%", "d", "s", "v", "x", "é", "+", "-", "#", " ", "0", "5", "12", ".", "*", "[1]", "[2]", "[3]",
            "[0]", "[", "]", "!",
        ],
        10,
    );
    let all = samples(30_000, format_pieces);
    let Some(reply) = ask(&Question { formats: all.clone(), ..Question::default() }) else { return };
    let mut read = 0;
    for (text, printed) in all.iter().zip(reply.formats.unwrap()) {
        // Arguments that are left over are complained about at the end.
        let printed = printed.split("%!(EXTRA").next().unwrap();
        let Ok(format) = format(text) else { continue };
        if format.parts.iter().any(|part| matches!(part, Part::Verb(verb) if matches!(verb.verb, 'T' | 'p' | 'w'))) {
            continue;
        }
        read += 1;
        let amount = |amount| match amount {
            Amount::Number(number) => number as usize,
            Amount::Argument(argument) => argument,
        };
        let shown: String = format
            .parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Verb(verb) => {
                    let set = verb.flags;
                    let flags =
                        [(set.plus, '+'), (set.minus, '-'), (set.sharp, '#'), (set.space, ' '), (set.zero, '0')];
                    let flags: String = flags.iter().filter_map(|(set, flag)| set.then_some(*flag)).collect();
                    let width = verb.width.map(|width| amount(width).to_string()).unwrap_or_default();
                    let precision =
                        verb.precision.map(|precision| format!(".{}", amount(precision))).unwrap_or_default();
                    format!("<{flags}{width}{precision}{}@{}>", verb.verb, verb.argument)
                }
            })
            .collect();
        assert_eq!(shown, printed, "{text:?}");
    }
    eprintln!("{} formats, {read} of them well-formed", all.len());
    assert!(read > 10_000);
}

#[test]
fn versions_and_constraints_agree() {
    let lines = samples(
        10_000,
        pieces(
            &["linux", "go1.18", "go1.22", "go1", "go1.x", "!", "(", ")", " && ", " || ", " ", "foo", "é", "_a.b"],
            9,
        ),
    );
    let versions =
        samples(5_000, pieces(&["go1", "go", "1", ".", ".2", ".21", ".0", "rc1", "beta2", "0", "x", "-y"], 5));
    let question = Question { constraints: lines.clone(), versions: versions.clone(), ..Question::default() };
    let Some(reply) = ask(&question) else { return };
    let lang = |version: Version| match version.minor {
        0 => format!("go{}", version.major),
        _ => format!("go{version}"),
    };
    let mut sound = 0;
    for (line, implied) in lines.iter().zip(reply.constraints.unwrap()) {
        let ours = constraint("a.go", &format!("//go:build {line}\npackage p\n"));
        assert_eq!(ours.malformed, implied.is_none(), "{line}");
        if let Some(implied) = implied {
            sound += 1;
            assert_eq!(ours.least_version().map(lang).unwrap_or_default(), implied, "{line}");
        }
    }
    for (text, language) in versions.iter().zip(reply.versions.unwrap()) {
        let Ok(version) = text.parse::<Version>() else { continue };
        // Without `go` in front it is how go.mod writes it.
        if text.starts_with("go") {
            assert_eq!(lang(version).trim_end_matches(".0"), language.trim_end_matches(".0"), "{text}");
        }
    }
    eprintln!("{} constraints, {sound} of them well-formed; {} versions", lines.len(), versions.len());
    assert!(sound > 500);
}

#[test]
fn tokens_are_those_of_gos_scanner() {
    let Some(root) = Command::new("go").args(["env", "GOROOT"]).output().ok() else {
        assert!(ask(&Question::default()).is_none());
        return;
    };
    let folder = Path::new(String::from_utf8_lossy(&root.stdout).trim()).join("src");
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Path::cmp).build();
    let paths = walk.filter_map(Result::ok).map(|entry| entry.into_path()).filter(|path| path.is_file());
    // A quarter of them says as much as all, in a quarter of the time.
    let files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "go")).step_by(4).collect();
    let Some(reply) = ask(&Question { files: files.clone(), ..Question::default() }) else { return };
    let (mut sound, mut tokens) = (0, 0);
    for (path, summary) in files.iter().zip(reply.files.unwrap()).filter(|(_, summary)| !summary.is_empty()) {
        let text = String::from_utf8(std::fs::read(path).unwrap()).unwrap();
        let (mut code, mut comments, mut count) = (Fnv::default(), Fnv::default(), 0);
        for token in Lexer::new(&text) {
            let at = token.span.start;
            let place = [at as u8, (at >> 8) as u8, (at >> 16) as u8];
            count += 1;
            let kind = match token.kind {
                TokenKind::Comment => {
                    comments.write(&place);
                    continue;
                }
                TokenKind::Newline => {
                    code.write(&[10]);
                    continue;
                }
                TokenKind::Identifier => 1,
                TokenKind::Keyword => 2,
                TokenKind::Int => 3,
                TokenKind::Float => 4,
                TokenKind::Imaginary => 5,
                TokenKind::Rune => 6,
                TokenKind::String | TokenKind::RawString => 7,
                TokenKind::Operator => 8,
                TokenKind::Semicolon => 9,
                TokenKind::Unknown => 11,
            };
            code.write(&place);
            code.write(&[kind]);
        }
        assert_eq!(format!("{count} {} {}", code.finish(), comments.finish()), summary, "{}", path.display());
        sound += 1;
        tokens += count;
    }
    eprintln!("{} files, {sound} of them without complaint from Go's scanner, {tokens} tokens", files.len());
    assert!(sound > 1_000);
}

/// FNV-1a, which Go has in its library too.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
