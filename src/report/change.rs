//! The lines that a finding changes: what a reader would see as `-` and `+`.
//!
//! Not the diff of the file, which holds all fixes at once, but what this one does. How it looks is not known here.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fix::outcome::{FileEdit, Finding, Outcome};
use crate::text::{Edit, Lines, Patch, Span};

/// Neighbouring lines that become others.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Hunk<'o> {
    /// The file.
    pub path: &'o Path,
    /// The number of the first line that goes, or before which lines are put.
    pub line: u32,
    /// The lines that go, without line ends.
    pub removed: Vec<String>,
    /// The lines that come, without line ends.
    pub added: Vec<String>,
}

/// What is known of the texts that were read.
pub(super) struct Texts<'o> {
    /// The files that change; of others there is only the source that the findings carry.
    files: BTreeMap<&'o Path, Text<'o>>,
}

/// A file, or the whole lines of it that are known.
struct Text<'o> {
    text: &'o str,
    lines: Lines<'o>,
    /// Where the text starts in the file, as an offset and as a line.
    offset: u32,
    line: u32,
}

impl<'o> Texts<'o> {
    /// The texts that an outcome holds.
    pub(super) fn new(outcome: &'o Outcome) -> Texts<'o> {
        let text = |text| Text { text, lines: Lines::new(text), offset: 0, line: 1 };
        Texts { files: outcome.files.iter().map(|file| (file.path.as_path(), text(file.before.as_str()))).collect() }
    }

    /// What a finding changes, its own file first, each from top to bottom, and how many edits could not be shown, since
    /// they are in lines that are not known.
    pub(super) fn hunks(&self, finding: &'o Finding) -> (Vec<Hunk<'o>>, usize) {
        let mut by_path: BTreeMap<(bool, &Path), Vec<&FileEdit>> = BTreeMap::new();
        for edit in &finding.edits {
            by_path.entry((edit.path != finding.path, &edit.path)).or_default().push(edit);
        }
        let (mut hunks, mut hidden) = (Vec::new(), 0);
        for ((other, path), edits) in by_path {
            let own = if other { None } else { source(finding) };
            let Some(text) = self.files.get(path).or(own.as_ref()) else {
                hidden += edits.len();
                continue;
            };
            let (known, unknown): (Vec<Option<Edit>>, Vec<Option<Edit>>) =
                edits.iter().map(|edit| text.edit(edit)).partition(Option::is_some);
            hidden += unknown.len();
            let mut patch = Patch::default();
            match patch.add_all(known.iter().flatten().cloned().collect()) {
                Ok(()) => text.hunks(path, patch.edits(), &mut hunks),
                Err(_) => hidden += known.len(),
            }
        }
        (hunks, hidden)
    }
}

/// The lines that a finding carries.
fn source(finding: &Finding) -> Option<Text<'_>> {
    let offset = finding.span.start.checked_sub(finding.start.column.checked_sub(1)?)?;
    let text = finding.source.as_str();
    Some(Text { text, lines: Lines::new(text), offset, line: finding.start.line })
}

impl Text<'_> {
    /// The edit with its place in this text, when it has one.
    fn edit(&self, edit: &FileEdit) -> Option<Edit> {
        let start = edit.span.start.checked_sub(self.offset)?;
        let span = Span { start, end: edit.span.end.checked_sub(self.offset)? };
        self.text.get(span.range()).map(|_| Edit { span, text: edit.text.clone() })
    }

    /// Cuts edits, which must be sorted and must not touch, into hunks.
    fn hunks<'p>(&self, path: &'p Path, edits: &[Edit], hunks: &mut Vec<Hunk<'p>>) {
        let mut rest = edits;
        while let Some(first) = rest.first() {
            let (from, mut to) = (self.lines.position(first.span.start).0, self.last_line(first));
            let mut count = 1;
            while let Some(next) = rest.get(count).filter(|next| self.lines.position(next.span.start).0 <= to + 1) {
                to = to.max(self.last_line(next));
                count += 1;
            }
            hunks.extend(self.hunk(path, from, to, &rest[..count]));
            rest = &rest[count..];
        }
    }

    /// The last line that an edit changes: the one behind its end too, unless it takes and leaves whole lines.
    fn last_line(&self, edit: &Edit) -> u32 {
        let whole = |text: &str| text.is_empty() || text.ends_with('\n');
        let at_start = self.lines.position(edit.span.start).1 == 1;
        let ends_line = edit.span.of(self.text).ends_with('\n');
        let keeps_lines = ends_line && whole(&edit.text) && (at_start || !edit.text.is_empty());
        self.lines.position(if keeps_lines { edit.span.end - 1 } else { edit.span.end }).0
    }

    /// The hunk of the edits in the lines `from..=to`; `None` when they change nothing.
    fn hunk<'p>(&self, path: &'p Path, from: u32, to: u32, edits: &[Edit]) -> Option<Hunk<'p>> {
        let region = Span { start: self.lines.whole_line(from).start, end: self.lines.whole_line(to).end };
        let mut after = String::new();
        let mut copied = region.start;
        for edit in edits {
            after.push_str(Span { start: copied, end: edit.span.start }.of(self.text));
            after.push_str(&edit.text);
            copied = edit.span.end;
        }
        after.push_str(Span { start: copied, end: region.end }.of(self.text));

        let mut removed: Vec<&str> = region.of(self.text).split_inclusive('\n').collect();
        let mut added: Vec<&str> = after.split_inclusive('\n').collect();
        let same = removed.iter().zip(&added).take_while(|(old, new)| old == new).count();
        removed.drain(..same);
        added.drain(..same);
        while !removed.is_empty() && removed.last() == added.last() {
            removed.pop();
            added.pop();
        }
        if removed.is_empty() && added.is_empty() {
            return None;
        }
        // At most one line for each offset, so that the count fits.
        let line = self.line.saturating_add(from - 1).saturating_add(same as u32);
        let bare = |lines: Vec<&str>| lines.into_iter().map(without_end).collect();
        Some(Hunk { path, line, removed: bare(removed), added: bare(added) })
    }
}

fn without_end(line: &str) -> String {
    let bare = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::Texts;
    use crate::fix::outcome::{ChangedFile, FileEdit, Level, Outcome};
    use crate::report::example::{edit, finding};
    use crate::text::Span;

    const TEXT: &str = "one\ntwo\r\nthree\nfour\nfive\nsix\n";

    /// The hunks of some edits as text, with the whole file known or only its third line.
    fn shown(edits: Vec<FileEdit>, whole: bool) -> String {
        let mut found = finding("r", "t", Level::Safe, "a.go", TEXT, "three");
        found.edits = edits;
        let before = TEXT.to_owned();
        let file = ChangedFile { path: "a.go".into(), before, after: String::new() };
        let outcome = Outcome { files: if whole { vec![file] } else { vec![] }, ..Outcome::default() };
        let (hunks, hidden) = Texts::new(&outcome).hunks(&found);
        let mut text = String::new();
        for hunk in hunks {
            text += &format!("{}:{} -{:?} +{:?}\n", hunk.path.display(), hunk.line, hunk.removed, hunk.added);
        }
        if hidden > 0 { text + &format!("{hidden} hidden\n") } else { text }
    }

    #[test]
    fn edits_of_neighbouring_lines_are_one_hunk() {
        let edits = vec![
            edit("a.go", TEXT, "six", "6"),
            edit("a.go", TEXT, "two", "2"),
            edit("a.go", TEXT, "three\nfo", "3\n4\n4"),
            edit("a.go", TEXT, "ur", ""),
        ];
        insta::assert_snapshot!(shown(edits, true), @r#"
        a.go:2 -["two", "three", "four"] +["2", "3", "4", "4"]
        a.go:6 -["six"] +["6"]
        "#);
    }

    #[test]
    fn whole_lines_come_and_go() {
        insta::assert_snapshot!(shown(vec![edit("a.go", TEXT, "three\n", "")], true), @r#"a.go:3 -["three"] +[]"#);
        insta::assert_snapshot!(shown(vec![edit("a.go", TEXT, "three\n", "3\n3\n")], true), @r#"a.go:3 -["three"] +["3", "3"]"#);
        let at = FileEdit { path: "a.go".into(), span: Span::at(9), text: "new\n".to_owned() };
        insta::assert_snapshot!(shown(vec![at], true), @r#"a.go:3 -[] +["new"]"#);
        insta::assert_snapshot!(shown(vec![edit("a.go", TEXT, "ee\n", "")], true), @r#"a.go:3 -["three", "four"] +["thrfour"]"#);
        insta::assert_snapshot!(shown(vec![edit("a.go", TEXT, "six", "six")], true), @"");
    }

    #[test]
    fn only_known_lines_are_shown() {
        let edits =
            || vec![edit("a.go", TEXT, "two", "2"), edit("a.go", TEXT, "ee", "33"), edit("b.go", TEXT, "one", "1")];
        insta::assert_snapshot!(shown(edits(), false), @r#"
        a.go:3 -["three"] +["thr33"]
        2 hidden
        "#);
        insta::assert_snapshot!(shown(edits(), true), @r#"
        a.go:2 -["two", "three"] +["2", "thr33"]
        1 hidden
        "#);
    }

    #[test]
    fn edits_that_clash_are_not_shown_rather_than_shown_wrong() {
        let edits = vec![edit("a.go", TEXT, "three", "3"), edit("a.go", TEXT, "ee\nf", "x")];
        assert_eq!(shown(edits, true), "2 hidden\n");
    }
}
