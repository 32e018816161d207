//! What is printed about rules for people: the page of one, the list of all, and a file to start from.
//!
//! Functions of the rule; nothing is read and nothing decided.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::rule::gains::by_versions;
use crate::rule::{Gain, Rewrite, Rule};

/// Columns of running text.
const WIDTH: usize = 88;

/// The page that `explain` prints.
pub fn page(rule: &Rule, file: Option<&str>, color: bool) -> String {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let mut text = format!("{bold}{}{bold:#}: {}\n\n", rule.id, rule.title);
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            put(&mut text, format_args!("  {name:9} {value}"));
        }
    };
    row("level", &format!("{} ({})", rule.safety.name(), meaning(rule.safety)));
    if !rule.recommended {
        row("off", "until it is selected by its id, or given a level in allocfix.toml");
    }
    row("category", &rule.category);
    row("gain", &rule.gain);
    row("file", file.unwrap_or_default());

    let heading = |text: &mut String, name: &str| put(text, format_args!("\n{bold}{name}{bold:#}\n"));
    heading(&mut text, "Why");
    put_prose(&mut text, &rule.why);
    for example in &rule.examples {
        let title = if example.title.is_empty() { "Before and after" } else { &example.title };
        match &example.go {
            Some(go) => heading(&mut text, &format!("{title} (Go {go})")),
            None => heading(&mut text, title),
        }
        put_diff(&mut text, &example.before, &example.after, color);
    }
    if !rule.when_not.trim().is_empty() {
        heading(&mut text, "When not");
        put_prose(&mut text, &rule.when_not);
    }
    let rewrites: Vec<(String, String, String)> = distinct(rule.rewrites.iter().map(row_of));
    // One that says what stands above already is not worth a table.
    if rewrites.len() > 1 || rewrites.iter().any(|(level, go, _)| level != rule.safety.name() || !go.is_empty()) {
        heading(&mut text, "Rewrites, the first that holds is taken");
        let wide = |part: fn(&(String, String, String)) -> &str| {
            rewrites.iter().map(|row| part(row).chars().count()).max().unwrap_or(0)
        };
        let (levels, versions) = (wide(|row| &row.0), wide(|row| &row.1));
        for (level, go, gain) in &rewrites {
            put(&mut text, format_args!("  {level:levels$}  {go:versions$}  {gain}"));
        }
    }
    let measured: Vec<(String, String, String)> = measured(rule);
    if !measured.is_empty() {
        heading(&mut text, "Measured, one call before and after");
        let wide = measured.iter().map(|row| row.0.chars().count()).max().unwrap_or(0);
        for (versions, numbers, call) in &measured {
            put(&mut text, format_args!("  Go {versions:wide$}  {numbers}"));
            put(&mut text, format_args!("     {:wide$}  for {call}", ""));
        }
    }
    heading(&mut text, "To leave code as it is");
    let (id, comment) = (&rule.id, "//allocfix:ignore");
    put(&mut text, format_args!("  In the source, on the line or above it:  {comment} {id} -- reason"));
    put(&mut text, format_args!("  In allocfix.toml, for everything below:  ignore = [\"{id}\"]"));
    put(&mut text, format_args!("  For one run:                             --ignore {id}"));
    text
}

/// One line for each rule: id, level, category, title.
pub fn list(rows: &[(&Rule, &str)]) -> String {
    let wide =
        |part: fn(&Rule) -> &str| rows.iter().map(|(rule, _)| part(rule).chars().count()).max().unwrap_or_default();
    let (ids, categories) = (wide(|rule| &rule.id), wide(|rule| &rule.category));
    let line = |(rule, level): &(&Rule, &str)| {
        format!("{:ids$}  {level:6}  {:categories$}  {}\n", rule.id, rule.category, rule.title)
    };
    rows.iter().map(line).collect()
}

/// A rule file to start from. It holds as it is, so that every change to it can be checked.
pub fn skeleton(id: &str) -> String {
    include_str!("skeleton.toml").replace("{id}", id)
}

fn meaning(level: crate::rule::Level) -> &'static str {
    match level {
        crate::rule::Level::Safe => "the program cannot tell the difference",
        crate::rule::Level::Unsafe => "only with --unsafe: the program can tell the difference",
        crate::rule::Level::Advice => "reported, never applied",
    }
}

/// Level, Go versions and gain.
fn row_of(rewrite: &Rewrite) -> (String, String, String) {
    let go = match (rewrite.go.from, rewrite.go.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("Go {from} or newer"),
        (None, Some(to)) => format!("Go {to} or older"),
        (Some(from), Some(to)) => format!("Go {from} to {to}"),
    };
    (rewrite.safety.name().to_owned(), go, rewrite.gain.clone())
}

/// What its rewrites were measured to save: versions, numbers, and the call.
fn measured(rule: &Rule) -> Vec<(String, String, String)> {
    let of = |rewrite: &Rewrite| -> Vec<_> {
        let row = |(versions, gain): (String, &Gain)| {
            let often = format!("fewer on {} of {} inputs", gain.fewer, gain.inputs);
            (versions, gain.words(), format!("{} in {}; {often}", gain.call(), gain.place()))
        };
        by_versions(&rewrite.gains).into_iter().map(row).collect()
    };
    rule.rewrites.iter().flat_map(of).collect()
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

/// Both texts as one diff, in full: examples are short, and a reader wants to see where the change stands.
fn put_diff(text: &mut String, before: &str, after: &str, color: bool) {
    let (before, after) = (before.trim_matches('\n').to_owned() + "\n", after.trim_matches('\n').to_owned() + "\n");
    for change in TextDiff::from_lines(&before, &after).iter_all_changes() {
        let (mark, style) = match change.tag() {
            ChangeTag::Equal => (' ', Style::new()),
            ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
            ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
        };
        let style = if color { style } else { Style::new() };
        let line = format!("  {mark}{}", change.value().trim_end_matches('\n'));
        put(text, format_args!("{style}{}{style:#}", line.trim_end()));
    }
}

/// Markdown with its paragraphs filled to the width; lists, tables and code stay as they are.
fn put_prose(text: &mut String, markdown: &str) {
    let (mut paragraph, mut in_code) = (String::new(), false);
    for line in markdown.trim().lines() {
        let is_fence = line.trim_start().starts_with("```");
        let is_prose = !in_code && !is_fence && line.starts_with(|first: char| first.is_alphanumeric() || first == '`');
        in_code ^= is_fence;
        if is_prose && !starts_numbered(line) {
            paragraph.push_str(line);
            paragraph.push(' ');
            continue;
        }
        put_filled(text, &std::mem::take(&mut paragraph));
        put(text, format_args!("{}", format!("  {line}").trim_end()));
    }
    put_filled(text, &paragraph);
}

/// Whether a line is an item of a numbered list.
fn starts_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|first: char| first.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

fn put_filled(text: &mut String, paragraph: &str) {
    let mut line = String::new();
    for word in paragraph.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() + 3 > WIDTH {
            put(text, format_args!("  {}", std::mem::take(&mut line)));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        put(text, format_args!("  {line}"));
    }
}

fn put(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").expect("writing to a string cannot fail");
}
