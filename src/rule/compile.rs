//! From a rule file to a rule, or to what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::error::RuleError;
use super::file::{Example, Fresh, Keep, Level, OneOrMany, PatchKind, Prove, RewriteFile, RuleFile, Where};
use super::gains::Gain;
use super::pattern::Pattern;
use super::predicate::Conditions;
use super::words::{self, Words};
use crate::go::kind::Kind;
use crate::go::version::VersionRange;

/// A rule, ready to be used.
pub struct Rule {
    /// The name of its file without the ending.
    pub id: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// One line that says what it does.
    pub title: String,
    /// Why the code allocates and what the rewrite does about it.
    pub why: String,
    /// When one should not want it.
    pub when_not: String,
    /// The family it belongs to.
    pub category: String,
    /// The level of its rewrites, where they do not say another.
    pub safety: Level,
    /// Whether it is on where nobody says anything.
    pub recommended: bool,
    /// What one application saves.
    pub gain: String,
    /// The shapes, in order of preference.
    pub rewrites: Vec<Rewrite>,
    /// Before and after.
    pub examples: Vec<Example>,
    /// Code to be left alone.
    pub keeps: Vec<Keep>,
}

/// A shape and what becomes of it.
pub struct Rewrite {
    /// The patches that share the conditions.
    pub patterns: Vec<Pattern>,
    /// For each pattern the words without which it cannot match.
    pub words: Vec<Words>,
    /// The conditions, by hole.
    pub conditions: Vec<(String, Conditions)>,
    /// Its level.
    pub safety: Level,
    /// What the Go toolchain must show before it is applied.
    pub prove: Option<Prove>,
    /// What it saves.
    pub gain: String,
    /// What it was measured to save, by Go version; empty for rules of users.
    pub gains: Vec<Gain>,
    /// The Go versions for which it is worth it and which have what it writes.
    pub go: VersionRange,
    /// Reasons of which nothing is said.
    pub silent: Vec<String>,
    /// A declaration to put above the one around the match.
    pub above: Option<Pattern>,
    /// Names to be made up.
    pub names: Vec<(String, Fresh)>,
    /// Patches that the uses of a name must fit, by the hole it is bound to.
    pub uses: BTreeMap<String, Vec<Part>>,
    /// Patches that the nodes of a kind in a hole must fit.
    pub each: BTreeMap<(String, &'static str), Vec<Part>>,
}

/// A patch for a use of a name or a node in a hole.
pub struct Part {
    /// The patches that share the conditions.
    pub patterns: Vec<Pattern>,
    /// The conditions, by hole.
    pub conditions: Vec<(String, Conditions)>,
}

/// Compiles a rule file.
///
/// # Errors
/// Everything that is wrong with it, as far as it can be told in one go.
pub fn compile(path: &Path, text: &str) -> Result<Rule, Vec<RuleError>> {
    let fault = |span: Range<usize>, message: String, help: &str| RuleError::new(path, text, span, message, help);
    let file: RuleFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            return Err(vec![fault(span, error.message().to_string(), "")]);
        }
    };
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut errors = Vec::new();
    if !is_kebab(&id) {
        errors.push(fault(0..0, format!("`{id}` is not a rule id"), "name the file in lower-case words joined by `-`"));
    }
    if file.rewrites.is_empty() {
        errors.push(fault(0..0, "rule without a rewrite".into(), "add a `[[rewrite]]` with a `patch`"));
    }
    let mut rewrites = Vec::new();
    for rewrite in &file.rewrites {
        match (Compiling { path, text }).rewrite(&file, rewrite) {
            Ok(rewrite) => rewrites.push(rewrite),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Rule {
        id,
        path: path.to_path_buf(),
        title: file.title,
        why: file.why,
        when_not: file.when_not,
        category: file.category,
        safety: file.safety,
        recommended: file.recommended,
        gain: file.gain,
        rewrites,
        examples: file.examples,
        keeps: file.keeps,
    })
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// A patch with the names of a row written out.
fn written_out(text: &str, row: &BTreeMap<String, String>) -> String {
    let mut new = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let behind = &rest[at + 1..];
        let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(behind.len());
        new.push_str(&rest[..at]);
        match row.get(&behind[..end]) {
            Some(name) => new.push_str(name),
            None => new.push_str(&rest[at..at + 1 + end]),
        }
        rest = &behind[end..];
    }
    new + rest
}

fn without(row: &BTreeMap<String, String>, name: &str) -> BTreeMap<String, String> {
    row.iter().filter(|(other, _)| *other != name).map(|(name, text)| (name.clone(), text.clone())).collect()
}

struct Compiling<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Compiling<'_> {
    fn fault(&self, span: Range<usize>, message: impl Into<String>, help: &str) -> RuleError {
        RuleError::new(self.path, self.text, span, message.into(), help)
    }

    fn rewrite(&self, file: &RuleFile, rewrite: &RewriteFile) -> Result<Rewrite, RuleError> {
        let rows = self.rows(rewrite)?;
        let patterns = self.patterns(&rewrite.patch, rewrite.kind, &rows)?;
        let patch_of = |pattern: usize| pattern % rewrite.patch.get_ref().as_slice().len().max(1);
        let mut known: Vec<String> = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let span = self.element_span(&rewrite.patch, patch_of(index));
            self.starts_with_a_node(pattern, span.clone())?;
            let names: Vec<String> = pattern.bound().into_iter().map(str::to_string).collect();
            known = if index == 0 { names } else { known.into_iter().filter(|name| names.contains(name)).collect() };
        }
        known.push("match".into());
        known.extend(rewrite.names.keys().cloned());
        let conditions = self.conditions(&rewrite.conditions, &mut known)?;
        for fresh in rewrite.names.values() {
            fresh.get_ref().keep.iter().try_for_each(|hole| self.is_known(hole, &known, fresh.span()))?;
        }
        for (index, pattern) in patterns.iter().enumerate() {
            // Conditions are about what all patches have; what a patch writes may be its own.
            let own = pattern.bound().into_iter().map(str::to_string);
            let all: Vec<String> = known.iter().cloned().chain(own).collect();
            self.all_bound(pattern, &all, self.element_span(&rewrite.patch, patch_of(index)))?;
        }
        let above = match &rewrite.above {
            None => None,
            Some(above) => {
                let pattern = Pattern::parse_new(above.get_ref())
                    .map_err(|error| self.in_text(above.span(), error.line, error.message, &error.help))?;
                self.all_bound(&pattern, &known, above.span())?;
                Some(pattern)
            }
        };
        let mut go: VersionRange = match &rewrite.go {
            None => VersionRange::default(),
            Some(go) => (go.get_ref().parse()).map_err(|message: String| {
                self.fault(go.span(), message, "write `1.21..`, `..1.25` or `1.21..1.25`")
            })?,
        };
        let mut uses: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        for part in &rewrite.uses {
            self.is_known(part.of.get_ref(), &known, part.of.span())?;
            let compiled = self.part(&part.patch, part.kind, &part.conditions, &known)?;
            uses.entry(part.of.get_ref().clone()).or_default().push(compiled);
        }
        let mut each: BTreeMap<(String, &'static str), Vec<Part>> = BTreeMap::new();
        for part in &rewrite.each {
            self.is_known(part.within.get_ref(), &known, part.within.span())?;
            let Some(kind) = Kind::from_name(part.node.get_ref()) else {
                return Err(self.fault(
                    part.node.span(),
                    format!("`{}` is not a kind of node", part.node.get_ref()),
                    "name it as the Go grammar does, such as `return_statement`",
                ));
            };
            let compiled = self.part(&part.patch, part.kind, &part.conditions, &known)?;
            each.entry((part.within.get_ref().clone(), kind.name())).or_default().push(compiled);
        }
        // What is written must be there: the standard library says since when.
        let parts = uses.values().chain(each.values()).flatten().flat_map(|part| &part.patterns);
        let since = patterns.iter().chain(&above).chain(parts).map(|pattern| pattern.since).max();
        go.from = go.from.max(since.flatten());
        let words = patterns
            .iter()
            .map(|pattern| {
                let mut words: Words = words::of_pattern(pattern).into_iter().map(|word| vec![word]).collect();
                for parts in each.values() {
                    let longest = |pattern| words::of_pattern(pattern).into_iter().max_by_key(String::len);
                    // One that fits without any word makes all of them needless.
                    words.extend(parts.iter().flat_map(|part| &part.patterns).map(longest).collect::<Option<_>>());
                }
                words.extend(conditions.iter().flat_map(|(_, conditions)| conditions.words(&rewrite.silent)));
                if rewrite.kind == PatchKind::Statements {
                    words.push(vec!["func".into()]);
                }
                words
            })
            .collect();
        Ok(Rewrite {
            patterns,
            words,
            conditions,
            safety: rewrite.safety.unwrap_or(file.safety),
            prove: rewrite.prove,
            gain: rewrite.gain.clone().unwrap_or_else(|| file.gain.clone()),
            gains: Vec::new(),
            go,
            silent: rewrite.silent.clone(),
            above,
            names: rewrite.names.iter().map(|(name, fresh)| (name.clone(), fresh.get_ref().clone())).collect(),
            uses,
            each,
        })
    }

    fn part(
        &self,
        patch: &toml::Spanned<OneOrMany<String>>,
        kind: PatchKind,
        conditions: &Where,
        known: &[String],
    ) -> Result<Part, RuleError> {
        let patterns = self.patterns(patch, kind, &[])?;
        let mut all = known.to_vec();
        for pattern in &patterns {
            all.extend(pattern.bound().into_iter().map(str::to_string));
        }
        let conditions = self.conditions(conditions, &mut all)?;
        for (index, pattern) in patterns.iter().enumerate() {
            self.all_bound(pattern, &all, self.element_span(patch, index))?;
        }
        Ok(Part { patterns, conditions })
    }

    /// The patches of a rewrite, all of them for each row of its table.
    fn patterns(
        &self,
        patch: &toml::Spanned<OneOrMany<String>>,
        kind: PatchKind,
        rows: &[BTreeMap<String, String>],
    ) -> Result<Vec<Pattern>, RuleError> {
        let no_row = BTreeMap::new();
        let rows: Vec<&BTreeMap<String, String>> = if rows.is_empty() { vec![&no_row] } else { rows.iter().collect() };
        let compiled = |row: &BTreeMap<String, String>, index: usize, text: &str| {
            let span = || self.element_span(patch, index);
            Pattern::parse(&written_out(text, row), kind)
                .map_err(|error| self.in_text(span(), error.line, error.message, &error.help))
        };
        let patches = patch.get_ref().as_slice();
        rows.iter().flat_map(|row| patches.iter().enumerate().map(|(index, text)| compiled(row, index, text))).collect()
    }

    /// The rows of the table of a rewrite, which all must fill the same names, and nothing else.
    fn rows(&self, rewrite: &RewriteFile) -> Result<Vec<BTreeMap<String, String>>, RuleError> {
        let Some(table) = &rewrite.table else { return Ok(Vec::new()) };
        let (rows, span) = (table.get_ref(), table.span());
        let Some(first) = rows.first().filter(|row| !row.is_empty()) else {
            return Err(self.fault(span, "table without a row", "give it rows such as `{ Name = \"Contains\" }`"));
        };
        for row in rows {
            if !row.keys().eq(first.keys()) {
                let names = first.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                return Err(self.fault(span, "row with other names than the first", &format!("the first has {names}")));
            }
            let is_name = |text: &String| {
                text.starts_with(|c: char| c.is_ascii_alphabetic())
                    && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
            };
            if let Some(text) = row.values().find(|text| !is_name(text)) {
                return Err(self.fault(
                    span,
                    format!("`{text}` is not a name"),
                    "rows hold names of functions and types",
                ));
            }
        }
        for name in first.keys() {
            let is_used = |text: &String| written_out(text, first) != written_out(text, &without(first, name));
            if !rewrite.patch.get_ref().as_slice().iter().any(is_used) {
                return Err(self.fault(span, format!("no patch has `${name}`"), "take it out of the rows"));
            }
        }
        Ok(rows.clone())
    }

    /// Where one of the patches stands in the file, quotes left out if it stands there as it is.
    fn element_span(&self, patch: &toml::Spanned<OneOrMany<String>>, index: usize) -> Range<usize> {
        let whole = patch.span();
        let mut from = whole.start;
        let mut found = whole.clone();
        for text in &patch.get_ref().as_slice()[..=index] {
            let Some(at) = self.text[from..whole.end].find(text.as_str()) else { return whole };
            found = from + at..from + at + text.len();
            from = found.end;
        }
        found
    }

    fn conditions(&self, given: &Where, known: &mut Vec<String>) -> Result<Vec<(String, Conditions)>, RuleError> {
        for conditions in given.values() {
            known.extend(conditions.get_ref().binds());
        }
        let mut all = Vec::new();
        for (hole, conditions) in given {
            self.is_known(hole, known, conditions.span())?;
            for needed in conditions.get_ref().needs() {
                self.is_known(&needed, known, conditions.span())?;
            }
            all.push((hole.clone(), conditions.get_ref().clone()));
        }
        Ok(all)
    }

    fn is_known(&self, hole: &str, known: &[String], span: Range<usize>) -> Result<(), RuleError> {
        if known.iter().any(|name| name == hole) {
            return Ok(());
        }
        let known: BTreeSet<&String> = known.iter().collect();
        let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Err(self.fault(span, format!("no hole is called `{hole}`"), &format!("the holes are {list}")))
    }

    fn all_bound(&self, pattern: &Pattern, known: &[String], span: Range<usize>) -> Result<(), RuleError> {
        pattern.needed().into_iter().try_for_each(|hole| self.is_known(hole, known, span.clone()))
    }

    fn starts_with_a_node(&self, pattern: &Pattern, span: Range<usize>) -> Result<(), RuleError> {
        let first = pattern.before.root_nodes().next();
        match first.map(super::pattern::hole) {
            None => Err(self.fault(span, "patch that matches nothing", "add context or `-` lines")),
            Some(Some(_)) => Err(self.fault(
                span,
                "pattern that starts with a hole",
                "start it with code: a hole would match everywhere",
            )),
            Some(None) => Ok(()),
        }
    }

    /// A fault in a line of a multi-line string.
    fn in_text(&self, span: Range<usize>, line: usize, message: String, help: &str) -> RuleError {
        let mut start = span.start;
        // A span with its quotes has one line more, if the quotes stand on a line of their own.
        let quoted = ["'''\n", "\"\"\"\n"].iter().any(|quotes| self.text[span.clone()].starts_with(quotes));
        for _ in 0..line + usize::from(quoted) {
            start = self.text[start..span.end].find('\n').map_or(start, |at| start + at + 1);
        }
        let end = self.text[start..span.end].find('\n').map_or(span.end, |at| start + at);
        self.fault(start..end, message, help)
    }
}
