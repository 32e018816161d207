//! What people see, for the example and for input that wants to break the display.

use std::path::PathBuf;

use proptest::prelude::*;

use super::{TextOptions, findings, skipped, summary, troubles};
use crate::fix::outcome::{Fate, Level, Outcome, Reason};
use crate::report::example;

fn verbose() -> TextOptions {
    TextOptions { verbose: true, ..TextOptions::default() }
}

#[test]
fn what_somebody_can_act_on_is_shown_in_full() {
    insta::assert_snapshot!(findings(&example::outcome(), &TextOptions::default()), @r#"
    safe[sprintf-int]: format an integer without `fmt`
     --> a/keys.go:6:10
      |
    6 |     name := fmt.Sprintf("%d", k.n)
      |             ^^^^^^^^^^^^^^^^^^^^^^ saves one allocation
      |
    help: run `allocfix` to apply it
      |
    3 - import "fmt"
      + import (
      +     "fmt"
      +     "strconv"
      + )
    ...
    6 -     name := fmt.Sprintf("%d", k.n)
      +     name := strconv.Itoa(k.n)
      |

    unsafe[pool-buffer]: take a buffer from a pool
     --> a/keys.go:7:2
      |
    7 |     buf := new(bytes.Buffer) // größer
      |     ^^^^^^^^^^^^^^^^^^^^^^^^ saves one buffer per call
      |
    help: `--unsafe` applies it
      |
    7 -     buf := new(bytes.Buffer) // größer
      +     buf := bufPool.Get().(*bytes.Buffer)
      +     defer put(buf) // größer
      |

    advice[builder]: build it in one piece
     --> a/keys.go:6:2
      |
    6 | /     name := fmt.Sprintf("%d", k.n)
    7 | |     buf := new(bytes.Buffer) // größer
      | |____________________________^
      |
      = help: it is never applied; change it by hand if it pays here

    undone[hoist]: compile it once
     --> a/keys.go:8:37
      |
    8 |     fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
      |                                        ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: `var` is not Go here (does-not-parse)

    safe[size-slice]: size a slice before filling it
     --> a/slices.go:4:9
      |
    4 |     out := []int{}
      |            ^^^^^^^ saves the growth of the slice
      |
      = note: builds and vets as before
    help: run `allocfix` to apply it
      |
    4 -     out := []int{}
      +     out := make([]int, 0, len(users))
      |
    "#);
}

#[test]
fn verbose_shows_the_others_too() {
    let mut outcome = example::outcome();
    outcome.findings.retain(|f| !matches!(f.fate, Fate::Applied | Fate::Offered | Fate::Undone(_)));
    assert_eq!(findings(&outcome, &TextOptions::default()), "");
    insta::assert_snapshot!(findings(&outcome, &verbose()), @r#"
    kept[sprint]: format without `fmt`
     --> a/keys.go:8:2
      |
    8 |     fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: the type of `k.x` is not known: package "z" was not read (unknown-type)

    kept[sprint]: format without `fmt`
     --> a/keys.go:8:25
      |
    8 |     fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
      |                            ^^^
      |
      = note: the type of `k` is not known (unknown-type)

    kept[sprint]: format without `fmt`
     --> a/keys.go:8:2
      |
    8 |     fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: the format is not a constant (not-constant)

    lost[concat]: join with `+`
     --> a/keys.go:8:2
      |
    8 |     fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: `sprintf-int` was taken instead, and the two exclude each other

    ignored[hoist-regexp]: compile it once
     --> a/keys.go:8:37
      |
    8 |     fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
      |                                        ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = note: a comment asks to leave it: called once
    "#);
}

#[test]
fn unicode_is_for_terminals_that_have_it() {
    let mut outcome = example::outcome();
    outcome.findings.truncate(1);
    let options = TextOptions { unicode: true, ..TextOptions::default() };
    insta::assert_snapshot!(findings(&outcome, &options), @r#"
    safe[sprintf-int]: format an integer without `fmt`
      ╭▸ a/keys.go:6:10
      │
    6 │     name := fmt.Sprintf("%d", k.n)
      │             ━━━━━━━━━━━━━━━━━━━━━━ saves one allocation
      ╰╴
    help: run `allocfix` to apply it
      │
    3 - import "fmt"
      + import (
      +     "fmt"
      +     "strconv"
      + )
    ...
    6 -     name := fmt.Sprintf("%d", k.n)
      +     name := strconv.Itoa(k.n)
      │
    "#);
}

#[test]
fn a_finding_over_many_lines_is_folded() {
    let body: String = (0..40).map(|n| format!("\tf({n})\n")).collect();
    let text = format!("func f() {{\n{body}}}\n");
    let mut found = example::finding("r", "t", Level::Safe, "a.go", &text, text.trim_end());
    found.gain = "saves much".to_owned();
    found.edits = vec![
        example::edit("a.go", &text, "\tf(20)\n", "\tg()\n"),
        example::edit("a.go", &text, "func f() {\n", "func f() {\n\tx := 1\n"),
    ];
    let outcome = Outcome { findings: vec![found], ..Outcome::default() };
    insta::assert_snapshot!(findings(&outcome, &TextOptions::default()), @r"
    safe[r]: t
      --> a.go:1:1
       |
     1 | / func f() {
     2 | |     f(0)
     3 | |     f(1)
     4 | |     f(2)
    ...  |
    41 | |     f(39)
    42 | | }
       | |_^ saves much
       |
    help: run `allocfix` to apply it
       |
       +     x := 1
    ...
    22 -     f(20)
       +     g()
       |
    ");
}

#[test]
fn columns_are_bytes_although_the_underline_is_under_the_character() {
    let text = "\ta := \"日本é\" + fmt.Sprint(1)\n";
    let found = example::finding("r", "t", Level::Advice, "a.go", text, "fmt.Sprint(1)");
    assert_eq!(found.start.column, 20);
    let outcome = Outcome { findings: vec![found], ..Outcome::default() };
    insta::assert_snapshot!(findings(&outcome, &TextOptions::default()), @r#"
    advice[r]: t
     --> a.go:1:20
      |
    1 |     a := "日本é" + fmt.Sprint(1)
      |                    ^^^^^^^^^^^^^
      |
      = help: run `allocfix` to apply it
    "#);
}

#[test]
fn long_changes_and_long_lines_are_cut() {
    let text = format!("x := 1\n{}\n", "y".repeat(300));
    let mut found = example::finding("r", "t", Level::Safe, "a.go", &text, "x := 1");
    found.source = text.trim_end().to_owned();
    found.edits = vec![
        example::edit("a.go", &text, "x := 1", &"new\n".repeat(22)),
        example::edit("a.go", &text, text.lines().last().expect("it has two"), "z"),
    ];
    let outcome = Outcome { findings: vec![found], ..Outcome::default() };
    let text = findings(&outcome, &TextOptions { width: 60, ..TextOptions::default() });
    assert_eq!(text.matches("+ new").count(), 22, "{text}");
    assert!(text.contains(&format!("2 - {}...\n", "y".repeat(53))), "{text}");
    assert!(text.ends_with("...\n  |\n\n") && !text.contains("+ z"), "{text}");
}

#[test]
fn compact_is_one_line_each() {
    let options = TextOptions { compact: true, ..verbose() };
    insta::assert_snapshot!(findings(&example::outcome(), &options), @r#"
    a/keys.go:6:10: sprintf-int: format an integer without `fmt` [safe]
    a/keys.go:7:2: pool-buffer: take a buffer from a pool [unsafe: only `--unsafe` applies it]
    a/keys.go:6:2: builder: build it in one piece [advice]
    a/keys.go:8:2: sprint: format without `fmt` [kept: the type of `k.x` is not known: package "z" was not read (unknown-type)]
    a/keys.go:8:25: sprint: format without `fmt` [kept: the type of `k` is not known (unknown-type)]
    a/keys.go:8:2: sprint: format without `fmt` [kept: the format is not a constant (not-constant)]
    a/keys.go:8:2: concat: join with `+` [lost: `sprintf-int` was taken instead, and the two exclude each other]
    a/keys.go:8:37: hoist: compile it once [undone: `var` is not Go here (does-not-parse)]
    a/keys.go:8:37: hoist-regexp: compile it once [ignored: a comment asks to leave it: called once]
    a/slices.go:4:9: size-slice: size a slice before filling it [safe; builds and vets as before]
    "#);
}

#[test]
fn a_writing_run_says_what_it_did() {
    let options = TextOptions { compact: true, written: true, ..TextOptions::default() };
    insta::assert_snapshot!(findings(&example::outcome(), &options) + &summary(&example::outcome(), &options), @"
    a/keys.go:7:2: pool-buffer: take a buffer from a pool [unsafe: only `--unsafe` applies it]
    a/keys.go:6:2: builder: build it in one piece [advice]
    a/keys.go:8:37: hoist: compile it once [undone: `var` is not Go here (does-not-parse)]
    2 fixes applied in 2 of 12 files
    1 more with `--unsafe`
    1 to look at by hand (advice)
    3 kept as they are: 2 unknown-type, 1 not-constant
    1 lost to another fix
    1 undone: 1 does-not-parse
    1 ignored by comments
    3 not looked at: 2 generated, 1 syntax-error
    verified: 1 fix in a program that builds and vets as before (5 packages)
    left alone: ex.com/m/b: it did not build before (did-not-build)
    `-v` shows all of these with their reasons
    ");
}

#[test]
fn the_summary_counts() {
    insta::assert_snapshot!(summary(&example::outcome(), &TextOptions::default()), @"
    2 fixes in 2 of 12 files; run `allocfix` to apply
    1 more with `--unsafe`
    1 to look at by hand (advice)
    3 kept as they are: 2 unknown-type, 1 not-constant
    1 lost to another fix
    1 undone: 1 does-not-parse
    1 ignored by comments
    3 not looked at: 2 generated, 1 syntax-error
    verified: 1 fix in a program that builds and vets as before (5 packages)
    left alone: ex.com/m/b: it did not build before (did-not-build)
    `-v` shows all of these with their reasons
    `allocfix explain RULE` says why and what it gains: builder, hoist, pool-buffer, size-slice, ...
    ");
    let mut unsafe_fixes = example::outcome();
    unsafe_fixes.findings.iter_mut().for_each(|finding| finding.level = Level::Unsafe);
    let first = summary(&unsafe_fixes, &TextOptions::default());
    assert_eq!(first.lines().next(), Some("2 fixes in 2 of 12 files; run `allocfix --unsafe` to apply"));
    insta::assert_snapshot!(summary(&Outcome { looked_at: 1, ..Outcome::default() }, &verbose()), @"nothing to apply in 1 file");
}

#[test]
fn rare_reasons_are_summed_up() {
    let mut outcome = example::outcome();
    let like = outcome.findings[0].clone();
    outcome.findings.clear();
    for (code, count) in [("a", 1), ("b", 5), ("c", 3), ("d", 2), ("e", 1)] {
        let fate = Fate::Kept(Reason { code: code.to_owned(), text: String::new() });
        outcome.findings.extend(std::iter::repeat_n(crate::fix::outcome::Finding { fate, ..like.clone() }, count));
    }
    let text = summary(&outcome, &TextOptions::default());
    assert!(text.contains("12 kept as they are: 5 b, 3 c, 2 d, 2 for 2 other reasons\n"), "{text}");
}

#[test]
fn what_was_skipped_has_a_place_and_a_reason() {
    insta::assert_snapshot!(skipped(&example::outcome()), @r"
    a/gen.go: not looked at: generated files are left alone (generated)
    a/gen2.go: not looked at: generated files are left alone (generated)
    b/broken.go:7:1: not looked at: func f does not parse (syntax-error)
    ");
}

#[test]
fn troubles_say_whose_fault_they_are() {
    insta::assert_snapshot!(troubles(&example::outcome(), &TextOptions::default()), @r"
    error: permission denied
    --> c/secret.go
     = help: make it readable, or leave it out

    rule error: rule `hoist` made text that does not parse
    --> a/keys.go
     = help: `allocfix rules check` runs the examples of a rule

    internal error: edits of one fix clash
    --> a/keys.go
     = help: this is a fault of allocfix; please report it, with the file if you can
    ");
}

#[test]
fn colours_only_when_asked_for() {
    for compact in [false, true] {
        let plain = TextOptions { compact, ..verbose() };
        let coloured = TextOptions { color: true, ..plain.clone() };
        let outcome = example::outcome();
        assert!(!findings(&outcome, &plain).contains('\u{1b}'));
        assert!(findings(&outcome, &coloured).contains('\u{1b}'));
    }
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_as_a_command() {
    let evil = "a\u{1b}[2J\u{9b}31m\nb\rc\u{202e}d\u{7f}\0";
    let source = format!("x := \"{}\"", evil.replace('\n', ""));
    let mut found = example::finding(evil, evil, Level::Safe, evil, &source, "x");
    found.gain = evil.to_owned();
    found.edits = vec![example::edit(evil, &source, "x", evil), example::edit("b\nc", &source, ":=", evil)];
    let mut kept = found.clone();
    kept.fate = Fate::Kept(Reason { code: evil.to_owned(), text: evil.to_owned() });
    let mut outcome = Outcome { findings: vec![found, kept], ..Outcome::default() };
    outcome.skipped = example::outcome().skipped;
    outcome.troubles = example::outcome().troubles;
    outcome.skipped[0].path = PathBuf::from(evil);
    outcome.troubles[0].path = PathBuf::from(evil);
    outcome.troubles[0].message = evil.to_owned();
    for compact in [false, true] {
        let options = TextOptions { compact, ..verbose() };
        let text = findings(&outcome, &options)
            + &summary(&outcome, &options)
            + &skipped(&outcome)
            + &troubles(&outcome, &options);
        assert!(!text.contains(|char: char| char.is_control() && char != '\n'), "{text:?}");
        assert!(!text.contains('\u{202e}'), "{text:?}");
    }
    let compact = TextOptions { compact: true, ..verbose() };
    assert_eq!(findings(&outcome, &compact).lines().count(), 2);
}

proptest! {
    // The renderer has assertions of its own; no text, no span and no width may meet one.
    #[test]
    fn no_source_breaks_the_display(
        text in "[a-cé日\u{1f600}\u{200d}\u{301} \t\r\n\u{b}\u{1b}\u{9b}\"]{1,60}",
        places in prop::collection::vec((0usize..61, 0usize..61), 4),
        by in "[a-cé\t\r\n ]{0,12}",
        (unicode, color, width) in (any::<bool>(), any::<bool>(), 0usize..120),
        lie in 0u32..40,
    ) {
        let slice = |(a, b): (usize, usize)| {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            crate::text::Span::new(a.min(b) as u32, a.max(b) as u32)
        };
        let mut found = example::finding("r", "t", Level::Safe, "a.go", &text, "");
        let lines = crate::text::Lines::new(&text);
        found.span = slice(places[0]);
        (found.start.line, found.start.column) = lines.position(found.span.start);
        found.source = lines.around(found.span).of(&text).to_owned();
        found.gain = "gain".to_owned();
        for place in &places[1..] {
            found.edits.push(crate::fix::outcome::FileEdit { path: "a.go".into(), span: slice(*place), text: by.clone() });
        }
        let mut wrong = found.clone();
        wrong.start.column = lie;
        wrong.span.end += lie;
        let outcome = Outcome { findings: vec![found, wrong], ..Outcome::default() };
        let options = TextOptions { unicode, color, width, ..TextOptions::default() };
        prop_assert!(findings(&outcome, &options).contains("a.go"));
    }
}

#[test]
fn verbose_says_what_was_measured() {
    let outcome = example::outcome();
    let note = "measured with Go 1.24: 2 → 1 allocations, 16 → 4 bytes, for key(1000)";
    assert_eq!(findings(&outcome, &verbose()).matches(note).count(), 1);
    assert!(!findings(&outcome, &TextOptions::default()).contains("measured with"));
}
