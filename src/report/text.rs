//! The outcome for people: findings with their source, or one line each, then a summary.
//!
//! Everything that comes from files is shown with its control characters made visible, so that a name or a comment in
//! the source cannot move the cursor, change colours or fake a line of the report.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Word, Origin, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::change::{Hunk, Texts};
use super::{by_count, path_text, proof, reason};
use crate::fix::UNUSED_IGNORE;
use crate::fix::outcome::{Fate, Fault, Finding, Level, Outcome, Skipped};

/// How findings are shown.
#[derive(Clone, Debug)]
pub struct TextOptions {
    /// With ANSI colours.
    pub color: bool,
    /// Lines and corners from Unicode instead of ASCII.
    pub unicode: bool,
    /// Columns of the terminal; source that is wider is cut.
    pub width: usize,
    /// One line for each finding, without source.
    pub compact: bool,
    /// Also what was kept, lost or ignored, and what this run has written.
    pub verbose: bool,
    /// Whether this run writes: then applied fixes are done, else they are what a writing run would do.
    pub written: bool,
}

impl Default for TextOptions {
    fn default() -> TextOptions {
        TextOptions { color: false, unicode: false, width: 100, compact: false, verbose: false, written: false }
    }
}

/// The findings that are worth showing, in the order of the outcome.
///
/// Without [`TextOptions::verbose`] those are the ones that somebody can act on: fixes that were not written yet, fixes
/// and advice that were not asked for, and fixes that had to be taken back.
pub fn findings(outcome: &Outcome, options: &TextOptions) -> String {
    let shown = outcome.findings.iter().filter(|finding| is_shown(finding, options));
    if options.compact {
        return shown.map(|finding| one_line(finding, options)).collect();
    }
    let renderer = renderer(options);
    let texts = Texts::new(outcome);
    shown.map(|finding| full(finding, &texts, &renderer, options) + "\n").collect()
}

/// Some lines on the whole run: fixes, kept findings with the most frequent reasons, what was not looked at.
pub fn summary(outcome: &Outcome, options: &TextOptions) -> String {
    let count = |is: &dyn Fn(&Finding) -> bool| outcome.findings.iter().filter(|finding| is(finding)).count();
    let offered = |level| count(&|finding| finding.fate == Fate::Offered && finding.level == level);
    let mut text = String::new();

    let applied = count(&|finding| finding.fate == Fate::Applied);
    let fixes = amount(applied, "fix");
    let files = match outcome.files.len() {
        0 => amount(outcome.looked_at, "file"),
        changed => format!("{changed} of {}", amount(outcome.looked_at, "file")),
    };
    let undone = count(&|finding| matches!(finding.fate, Fate::Undone(_)));
    match (applied, options.written) {
        (0, true) if undone > 0 => put_line(&mut text, format_args!("no fix applied in {files}")),
        (0, false) if undone > 0 => put_line(&mut text, format_args!("no fix left to apply in {files}")),
        (0, _) => put_line(&mut text, format_args!("nothing to apply in {files}")),
        (_, true) => put_line(&mut text, format_args!("{fixes} applied in {files}")),
        (_, false) => {
            let is_unsafe = |finding: &Finding| finding.fate == Fate::Applied && finding.level == Level::Unsafe;
            let flag = if count(&is_unsafe) > 0 { " --unsafe" } else { "" };
            put_line(&mut text, format_args!("{fixes} in {files}; run `allocfix{flag}` to apply"));
        }
    }
    let with = if applied > 0 { "more with" } else { "with" };
    let lost = count(&|finding| matches!(finding.fate, Fate::LostTo { .. }));
    let ignored = count(&|finding| matches!(finding.fate, Fate::Ignored { .. }));
    put_count(&mut text, offered(Level::Safe), format_args!("not asked for"));
    put_count(&mut text, offered(Level::Unsafe), format_args!("{with} `--unsafe`"));
    put_count(&mut text, offered(Level::Advice), format_args!("to look at by hand (advice)"));
    put_counted(&mut text, "kept as they are", &super::kept(outcome));
    put_count(&mut text, lost, format_args!("lost to another fix"));
    put_counted(&mut text, "undone", &super::undone(outcome));
    put_count(&mut text, ignored, format_args!("ignored by comments"));
    put_counted(&mut text, "not looked at", &super::skipped(outcome));
    for line in proof::summary(outcome) {
        put_line(&mut text, format_args!("{}", visible(&line)));
    }

    let hidden = outcome.findings.iter().any(|finding| !is_shown(finding, options));
    if !options.verbose && (hidden || !outcome.skipped.is_empty()) {
        put_line(&mut text, format_args!("`-v` shows all of these with their reasons"));
    }
    let is_of_rule = |finding: &&Finding| is_shown(finding, options) && finding.rule != UNUSED_IGNORE;
    let shown = outcome.findings.iter().filter(is_of_rule);
    let rules = by_count(shown.map(|finding| finding.rule.as_str()));
    if !rules.is_empty() && !options.compact {
        let mut names: Vec<String> = rules.iter().take(4).map(|(rule, _)| visible(rule).into_owned()).collect();
        if rules.len() > names.len() {
            names.push("...".to_owned());
        }
        put_line(&mut text, format_args!("`allocfix explain RULE` says why and what it gains: {}", names.join(", ")));
    }
    text
}

/// One line for everything that was not looked at, with its reason.
pub fn skipped(outcome: &Outcome) -> String {
    let line = |Skipped { path, reason, part }: &Skipped| {
        let place = part.map_or_else(String::new, |part| format!(":{}:{}", part.line, part.column));
        format!("{}{place}: not looked at: {} ({})\n", shown_path(path), visible(&reason.text), visible(&reason.code))
    };
    outcome.skipped.iter().map(line).collect()
}

/// What went wrong, each with its file and what to do about it.
pub fn troubles(outcome: &Outcome, options: &TextOptions) -> String {
    let renderer = renderer(options);
    let mut text = String::new();
    for trouble in &outcome.troubles {
        let (word, help) = match trouble.fault {
            Fault::World => (Word::ERROR, ""),
            Fault::Rule => (Word::ERROR.with_name("rule error"), "`allocfix rules check` runs the examples of a rule"),
            Fault::Ours => (
                Word::ERROR.with_name("internal error"),
                "this is a fault of allocfix; please report it, with the file if you can",
            ),
        };
        let title = word.primary_title(visible(&trouble.message));
        let mut group = Group::with_title(title).element(Origin::path(shown_path(&trouble.path)));
        for help in [trouble.help.as_str(), help].into_iter().filter(|help| !help.is_empty()) {
            group = group.element(Word::HELP.message(visible(help)));
        }
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}

fn is_shown(finding: &Finding, options: &TextOptions) -> bool {
    options.verbose
        || match finding.fate {
            Fate::Applied => !options.written,
            Fate::Offered | Fate::Undone(_) => true,
            Fate::Kept(_) | Fate::LostTo { .. } | Fate::Ignored { .. } => false,
        }
}

fn renderer(options: &TextOptions) -> Renderer {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let style = if options.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    // Narrower than this, the source would not be legible, and the renderer not at its best.
    renderer.decor_style(style).term_width(options.width.max(40))
}

/// The word a finding is introduced with: the level where there is something to do or done, else what became of it.
fn word(finding: &Finding) -> Word<'static> {
    match finding.fate {
        Fate::Applied | Fate::Offered => match finding.level {
            Level::Safe => Word::HELP.with_name("safe"),
            Level::Unsafe => Word::WARNING.with_name("unsafe"),
            Level::Advice => Word::NOTE.with_name("advice"),
        },
        Fate::Undone(_) => Word::ERROR.with_name("undone"),
        _ => Word::INFO.with_name(finding.fate.name()),
    }
}

/// The finding with its source, what became of it, and what it changes.
fn full(finding: &Finding, texts: &Texts, renderer: &Renderer, options: &TextOptions) -> String {
    let path = shown_path(&finding.path);
    let source = same_length(&finding.source);
    let column = finding.start.column.saturating_sub(1) as usize;
    let start = boundary(&source, column);
    let end = boundary(&source, column.saturating_add(finding.span.len() as usize)).max(start);
    let mut mark = AnnotationKind::Primary.span(start..end);
    if !finding.gain.is_empty() {
        mark = mark.label(visible(&finding.gain));
    }
    let line = finding.start.line;
    let snippet = Snippet::source(source.clone()).path(&path).line_start(line as usize).annotation(mark);
    let title = word(finding).primary_title(visible(&finding.title)).id(visible(&finding.rule));
    let mut group = Group::with_title(title).element(snippet);
    let what = match (&finding.fate, finding.level) {
        (Fate::Applied, _) if options.written => Some("it was applied"),
        (Fate::Applied, Level::Unsafe) => Some("run `allocfix --unsafe` to apply it"),
        (Fate::Applied, _) => Some("run `allocfix` to apply it"),
        (Fate::Offered, _) if finding.rule == UNUSED_IGNORE => Some("mend the comment, or take it out"),
        (Fate::Offered, Level::Safe) => Some("it was not asked for"),
        (Fate::Offered, Level::Unsafe) => Some("`--unsafe` applies it"),
        (Fate::Offered, Level::Advice) => Some("it is never applied; change it by hand if it pays here"),
        _ => None,
    };
    let (hunks, hidden) = if what.is_some() { texts.hunks(finding) } else { (Vec::new(), 0) };
    for note in [why(finding), proof::words(finding), measured(finding, options)].into_iter().flatten() {
        group = group.element(Word::NOTE.message(note));
    }
    if hidden > 0 {
        let more = if hunks.is_empty() { "" } else { " more" };
        let text = format!("it changes{more} lines that are not shown here ({})", amount(hidden, "edit"));
        group = group.element(Word::NOTE.message(text));
    }
    let groups = match what {
        None => vec![group],
        Some(what) if hunks.is_empty() => vec![group.element(Word::HELP.message(what))],
        Some(what) => vec![group, Group::with_title(Word::HELP.secondary_title(what))],
    };
    let mut text = renderer.render(&groups) + "\n";
    // The renderer's columns count characters; ours are bytes, as in all of Go's tools, and editors go by them.
    let characters = source[..start].chars().count();
    if characters != start {
        let (theirs, ours) = (format!("{path}:{line}:{}", characters + 1), format!("{path}:{line}:{}", start + 1));
        text = text.replacen(&theirs, &ours, 1);
    }
    if !hunks.is_empty() {
        put_hunks(&mut text, &hunks, &finding.path, options);
    }
    text
}

/// The last character boundary up to `offset`. A finding whose numbers do not fit its source is a fault elsewhere, and
/// the report is where it must not become worse.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Lines with `-` and `+`, in the manner of the renderer. Its own suggestions show what is replaced only when it is one
/// line, and they overflow on some texts.
fn put_hunks(text: &mut String, hunks: &[Hunk], path: &Path, options: &TextOptions) {
    /// More lines than these are what `--dry-run` is for.
    const SHOWN: usize = 24;
    let paint = |style: Style, what: &str| match options.color {
        true => format!("{style}{what}{style:#}"),
        false => what.to_owned(),
    };
    let (number, gone, new) = (
        AnsiColor::BrightBlue.on_default().bold(),
        AnsiColor::BrightRed.on_default(),
        AnsiColor::BrightGreen.on_default(),
    );
    let last = |hunk: &Hunk| hunk.line as usize + hunk.removed.len().saturating_sub(1);
    let width = hunks.iter().map(last).max().unwrap_or(0).to_string().len();
    let bar = paint(number, &format!("{:width$} {}", "", if options.unicode { "│" } else { "|" }));
    let room = options.width.max(40).saturating_sub(width + 3);

    let mut current = path;
    let mut left = SHOWN;
    put_line(text, format_args!("{bar}"));
    for (index, hunk) in hunks.iter().enumerate() {
        if hunk.path != current {
            current = hunk.path;
            put_line(text, format_args!("{} {}", paint(number, &format!("{:width$}:::", "")), shown_path(current)));
        } else if index > 0 {
            put_line(text, format_args!("{}", paint(number, "...")));
        }
        for (index, line) in hunk.removed.iter().enumerate().take(left) {
            let number = paint(number, &format!("{:width$}", hunk.line as usize + index));
            put_line(text, format_args!("{number} {}", paint(gone, &format!("- {}", cut(line, room)))));
        }
        left = left.saturating_sub(hunk.removed.len());
        for line in hunk.added.iter().take(left) {
            put_line(text, format_args!("{:width$} {}", "", paint(new, &format!("+ {}", cut(line, room)))));
        }
        left = left.saturating_sub(hunk.added.len());
    }
    let all: usize = hunks.iter().map(|hunk| hunk.removed.len() + hunk.added.len()).sum();
    if all > SHOWN {
        put_line(text, format_args!("{}", paint(number, "...")));
    }
    put_line(text, format_args!("{bar}"));
}

/// A line of source as it is shown, not longer than `room` columns (wide characters count as one).
fn cut(line: &str, room: usize) -> String {
    let line = visible(&line.replace('\t', "    ")).trim_end().to_owned();
    match line.char_indices().nth(room) {
        Some(_) => line.chars().take(room.saturating_sub(3)).chain("...".chars()).collect(),
        None => line,
    }
}

/// Why a finding was not applied, for those where it is not said otherwise.
fn why(finding: &Finding) -> Option<String> {
    let reason = reason(finding)?;
    match finding.fate {
        Fate::Applied => None,
        Fate::Offered if finding.remark.is_none() => None,
        Fate::Offered | Fate::Kept(_) | Fate::Undone(_) => {
            Some(format!("{} ({})", visible(&reason.text), visible(&reason.code)))
        }
        Fate::LostTo { .. } | Fate::Ignored { .. } => Some(visible(&reason.text).into_owned()),
    }
}

/// What its rewrite was measured to save, for those who want to know more and where there is something to save.
fn measured(finding: &Finding, options: &TextOptions) -> Option<String> {
    let gain = finding.measured.as_ref().filter(|_| options.verbose)?;
    let is_worth_it = matches!(finding.fate, Fate::Applied | Fate::Offered);
    is_worth_it.then(|| format!("measured with Go {}: {}, for {}", gain.go, gain.words(), visible(&gain.call())))
}

/// `path:line:column: rule: title [what became of it]`.
fn one_line(finding: &Finding, options: &TextOptions) -> String {
    let fate = match (&finding.fate, finding.level) {
        (Fate::Applied, level) => {
            let done = if options.written { "applied" } else { level.name() };
            proof::words(finding).map_or_else(|| done.to_owned(), |proof| format!("{done}; {proof}"))
        }
        (Fate::Offered, Level::Safe) => "safe: not asked for".to_owned(),
        (Fate::Offered, Level::Unsafe) => "unsafe: only `--unsafe` applies it".to_owned(),
        (Fate::Offered, Level::Advice) => "advice".to_owned(),
        (fate, _) => format!("{}: {}", fate.name(), why(finding).unwrap_or_default()),
    };
    let bold = if options.color { Style::new().bold() } else { Style::new() };
    let (path, line, column) = (shown_path(&finding.path), finding.start.line, finding.start.column);
    let (rule, title) = (visible(&finding.rule), visible(&finding.title));
    format!("{bold}{path}:{line}:{column}:{bold:#} {rule}: {title} [{fate}]\n")
}

/// `40 kept: 22 unknown-type, 10 other, 8 for 3 other reasons`.
fn put_counted(text: &mut String, what: &str, counts: &[(&str, usize)]) {
    /// More reasons than these are `--statistics`.
    const SHOWN: usize = 3;
    let sum = |counts: &[(&str, usize)]| counts.iter().map(|(_, count)| count).sum::<usize>();
    if counts.is_empty() {
        return;
    }
    // One reason more fits where the words for it would stand.
    let shown = if counts.len() == SHOWN + 1 { counts.len() } else { counts.len().min(SHOWN) };
    let mut parts: Vec<String> =
        counts[..shown].iter().map(|(code, count)| format!("{count} {}", visible(code))).collect();
    let rest = &counts[shown..];
    if !rest.is_empty() {
        parts.push(format!("{} for {} other reasons", sum(rest), rest.len()));
    }
    put_line(text, format_args!("{} {what}: {}", sum(counts), parts.join(", ")));
}

fn put_line(text: &mut String, what: std::fmt::Arguments<'_>) {
    writeln!(text, "{what}").expect("writing to a string cannot fail");
}

/// A line for a number of things, if there are any.
fn put_count(text: &mut String, count: usize, what: std::fmt::Arguments<'_>) {
    if count > 0 {
        put_line(text, format_args!("{count} {what}"));
    }
}

/// `1 file`, `2 files`, `2 fixes`.
pub fn amount(count: usize, word: &str) -> String {
    let ending = match word {
        _ if count == 1 => "",
        _ if word.ends_with('x') => "es",
        _ => "s",
    };
    format!("{count} {word}{ending}")
}

fn shown_path(path: &Path) -> String {
    visible(&path_text(path)).into_owned()
}

/// One line of text without anything that a terminal obeys: control characters become their pictures, and what turns the
/// direction of writing becomes U+FFFD.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|char| char.is_control() || turns(char)) {
        return Cow::Borrowed(text);
    }
    let picture = |char: char| match char {
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or('\u{fffd}'),
        _ if char.is_control() || turns(char) => '\u{fffd}',
        _ => char,
    };
    Cow::Owned(text.chars().map(picture).collect())
}

/// Source for the renderer, which makes ASCII's control characters visible but passes on those behind ASCII, of which
/// one starts an escape sequence. They become another character *of the same length*, since the spans are in bytes.
fn same_length(source: &str) -> Cow<'_, str> {
    if !source.contains(|char| matches!(char, '\u{80}'..='\u{9f}')) {
        return Cow::Borrowed(source);
    }
    Cow::Owned(source.chars().map(|char| if matches!(char, '\u{80}'..='\u{9f}') { '\u{b7}' } else { char }).collect())
}

fn turns(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests;
