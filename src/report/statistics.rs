//! Counts for people: how often each rule matched and what became of it, and why things were kept or not looked at.

use super::{by_count, kept, skipped, undone};
use crate::fix::outcome::Outcome;

/// The fates as columns, in the order of the table.
const FATES: [&str; 6] = ["applied", "offered", "kept", "lost", "undone", "ignored"];

/// A table of rules and fates, then the reasons with their counts, each sorted by count, then name, and what was read for
/// types. Empty when nothing was found, skipped or read.
pub fn table(outcome: &Outcome) -> String {
    let mut text = String::new();
    if !outcome.findings.is_empty() {
        put_columns(&mut text, &rules(outcome));
    }
    // One table, so that the numbers of all three stand below each other.
    let mut reasons = Vec::new();
    for (title, counts) in [
        ("kept because", kept(outcome)),
        ("undone because", undone(outcome)),
        ("not looked at because", skipped(outcome)),
    ] {
        if counts.is_empty() {
            continue;
        }
        if !reasons.is_empty() || !text.is_empty() {
            reasons.push([String::new(), String::new()].into());
        }
        reasons.push([title.to_owned(), String::new()].into());
        reasons.extend(counts.iter().map(|(code, count)| vec![format!("  {code}"), count.to_string()]));
    }
    let read = outcome.dependencies;
    if read.packages > 0 {
        if !reasons.is_empty() || !text.is_empty() {
            reasons.push([String::new(), String::new()].into());
        }
        reasons.push(["read for their types".to_owned(), String::new()].into());
        for (what, count) in [("packages", read.packages), ("files", read.files), ("kilobytes", read.bytes / 1000)] {
            reasons.push(vec![format!("  {what}"), count.to_string()]);
        }
    }
    put_columns(&mut text, &reasons);
    text
}

/// One row a rule, with a head and, when there are several rules, their sum.
fn rules(outcome: &Outcome) -> Vec<Vec<String>> {
    let counts = outcome.counts();
    let row = |name: &str, count: &dyn Fn(&str) -> usize| {
        let numbers: Vec<usize> = FATES.iter().map(|fate| count(fate)).collect();
        let mut row = vec![name.to_owned()];
        row.extend(numbers.iter().chain([&numbers.iter().sum()]).map(usize::to_string));
        row
    };
    let mut head = vec!["rule".to_owned()];
    head.extend(FATES.iter().chain(&["all"]).map(|fate| (*fate).to_owned()));
    let mut rows = vec![head];
    let by_rule = by_count(outcome.findings.iter().map(|finding| finding.rule.as_str()));
    for (rule, _) in &by_rule {
        rows.push(row(rule, &|fate| {
            counts.iter().filter(|((of, is), _)| of == rule && *is == fate).map(|(_, count)| count).sum()
        }));
    }
    if by_rule.len() > 1 {
        rows.push(row("all", &|fate| counts.iter().filter(|((_, is), _)| *is == fate).map(|(_, count)| count).sum()));
    }
    rows
}

/// Rows of equal length: the first column to the left, the others to the right, two spaces between, none at the end.
fn put_columns(text: &mut String, rows: &[Vec<String>]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => line.push_str(&format!("{cell:<width$}")),
                _ => line.push_str(&format!("  {cell:>width$}")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::fix::outcome::Outcome;
    use crate::report::example;

    #[test]
    fn the_most_frequent_comes_first() {
        insta::assert_snapshot!(table(&example::outcome()), @r"
        rule          applied  offered  kept  lost  undone  ignored  all
        sprint              0        0     3     0       0        0    3
        builder             0        1     0     0       0        0    1
        concat              0        0     0     1       0        0    1
        hoist               0        0     0     0       1        0    1
        hoist-regexp        0        0     0     0       0        1    1
        pool-buffer         0        1     0     0       0        0    1
        size-slice          1        0     0     0       0        0    1
        sprintf-int         1        0     0     0       0        0    1
        all                 2        2     3     1       1        1   10

        kept because
          unknown-type          2
          not-constant          1

        undone because
          does-not-parse        1

        not looked at because
          generated             2
          syntax-error          1

        read for their types
          packages              3
          files                20
          kilobytes            45
        ");
    }

    #[test]
    fn one_rule_needs_no_sum() {
        let mut outcome = Outcome { findings: example::outcome().findings, ..Outcome::default() };
        outcome.findings.truncate(1);
        insta::assert_snapshot!(table(&outcome), @r"
        rule         applied  offered  kept  lost  undone  ignored  all
        sprintf-int        1        0     0     0       0        0    1
        ");
    }

    #[test]
    fn nothing_found_is_nothing_to_say() {
        assert_eq!(table(&Outcome::default()), "");
    }
}
