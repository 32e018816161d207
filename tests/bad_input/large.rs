//! Files of a size that nobody writes, and how long they may take.

use std::time::{Duration, Instant};

use super::*;

/// Far more than it takes, even without optimisation on a busy machine, and far less than anything quadratic would.
const PATIENCE: Duration = Duration::from_secs(120);

/// How many of something there are: without optimisation a fifth, since every part takes some twenty times as long.
const fn many(times: usize) -> usize {
    if cfg!(debug_assertions) { times / 5 } else { times }
}

/// A run that must end in time with this many fixes.
fn in_time(name: &str, text: &str, fixes: usize) -> String {
    let folder = folder(&[("a.go", text.as_bytes())]);
    let since = Instant::now();
    let words = expect(folder.path(), &["."], 0, &[]);
    let elapsed = since.elapsed();
    eprintln!("{name}: {} KiB, {fixes} fixes, {elapsed:.1?}", text.len() >> 10);
    assert!(elapsed < PATIENCE, "{name} took {elapsed:?}");
    let after = read(folder.path(), "a.go");
    assert_eq!(after.matches("a + \"-\" + b").count(), fixes, "{name}\n{words}");
    words
}

const FIX: &str = "fmt.Sprintf(\"%s-%s\", a, b)";

#[test]
fn absurd_nesting_and_length_end() {
    let nested = format!("package p\n\nvar x = {}1{}\n\n{}", "(".repeat(100_000), ")".repeat(100_000), &GOOD[11..]);
    let statements = format!("package p\n\nfunc f() {{\n{}}}\n", "\tx()\n".repeat(100_000));
    let folder = folder(&[("nested/a.go", nested.as_bytes()), ("long/a.go", statements.as_bytes())]);
    let output = run(folder.path(), &["--dry-run", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
}

#[test]
fn many_statements_in_one_function_that_matters() {
    let statements = "\tx(a)\n".repeat(many(100_000));
    let text = GOOD.replace("\treturn", &format!("{statements}\treturn")) + "\nfunc x(string) {}\n";
    in_time("many statements", &text, 1);
}

#[test]
fn many_fixes_in_one_file() {
    let fixes = many(10_000);
    let text = format!(
        "package p\n\nimport \"fmt\"\n\nfunc x(a, b string) {{\n{}}}\n",
        format!("\t_ = {FIX}\n").repeat(fixes)
    );
    in_time("fixes in a function", &text, fixes);
    let function = |n| format!("\nfunc f{n}(a, b string) string {{\n\treturn {FIX}\n}}\n");
    let text = format!("package p\n\nimport \"fmt\"\n{}", (0..fixes).map(function).collect::<String>());
    in_time("functions with a fix", &text, fixes);
}

#[test]
fn as_much_go_as_is_read() {
    let function =
        |n| format!("\nfunc f{n}(a, b string) string {{\n\tfor a == b {{\n\t\ta += \"x\"\n\t}}\n\treturn a\n}}\n");
    let functions: String = (0..).map(function).take(200_000).collect();
    let text =
        format!("package p\n\nimport \"fmt\"\n{functions}\nfunc last(a, b string) string {{\n\treturn {FIX}\n}}\n");
    assert!(text.len() > 14 << 20 && text.len() < 16 << 20, "{}", text.len());
    in_time("15 MB", &text, 1);
}

#[test]
fn a_file_above_the_limit_is_named_and_costs_only_its_folder() {
    let filler = "func f() { _ = 1 }\n".repeat(1_600_000);
    assert!(filler.len() > 30_000_000);
    let folder = folder(&[("large/a.go", format!("{GOOD}{filler}").as_bytes()), ("b.go", GOOD.as_bytes())]);
    let since = Instant::now();
    expect(folder.path(), &["-v", "."], 0, &["large/a.go", "too large: 29 MiB, the limit is 16 MiB", "too-large"]);
    assert!(since.elapsed() < PATIENCE);
    assert_eq!(read(folder.path(), "b.go"), BETTER);
}

#[test]
fn nesting_beyond_all_bounds_is_named_and_costs_only_its_function() {
    let deep = 100_000;
    for (open, close) in [
        ("(", ")"),
        ("[]string{", "}"),
        ("func() { ", " }"),
        ("if a == b { ", " }"),
        ("-", ""),
        ("a+", ""),
        ("f(", ")"),
    ] {
        let (open, close) = (open.repeat(deep), close.repeat(deep));
        let inside = if open.contains('{') && !open.contains('[') {
            format!("{open}{close}")
        } else {
            format!("_ = {open}a{close}")
        };
        let text = format!("{GOOD}\nfunc deep(a, b string) {{\n\t{inside}\n\t_ = {FIX}\n}}\n");
        let folder = folder(&[("a.go", text.as_bytes())]);
        let since = Instant::now();
        let words = expect(folder.path(), &["-v", "."], 0, &[]);
        assert!(since.elapsed() < PATIENCE, "{}", &open[..10]);
        let after = read(folder.path(), "a.go");
        assert!(after.contains("\treturn a + \"-\" + b"), "{}", &open[..10]);
        assert!(
            words.contains("too-deep") || words.contains("syntax-error") || !after.contains("Sprintf"),
            "{} {words}",
            &open[..10]
        );
    }
}
