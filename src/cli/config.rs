//! The configuration file: its shape, what is wrong with it, and which one holds for a folder.
//!
//! What the choices come to for a file is [`super::settings`]'s; rule ids are checked there too, since only the loaded rules say which exist.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::args::go_version;
use super::complain::{Complaint, close, instead};
use super::disk::{self, Disk};
use super::names::Names;
use crate::fix::outcome::Level;
use crate::go::constraint::Target;
use crate::go::known::{self, Known};
use crate::go::version::Version;
use crate::go::world::Files;

/// The names of a configuration file. A folder may have one of them.
pub const NAMES: [&str; 2] = ["allocfix.toml", ".allocfix.toml"];

/// A configuration file, read and checked as far as it can be without the rules.
#[derive(Debug)]
pub struct Config {
    /// Where it is, absolute.
    pub path: PathBuf,
    /// The same for messages.
    pub shown: PathBuf,
    /// Its text, for messages.
    pub source: String,
    /// What it says for all files.
    pub choice: Choice,
    /// The folders of rules it names, absolute.
    pub rule_dirs: Vec<(PathBuf, Word)>,
    /// `[rules.ID] level = ...`: the id and the level, `None` for off.
    pub levels: Vec<(Word, Option<Level>)>,
    /// `[[paths]]`, in the order of the file.
    pub paths: Vec<PathChoice>,
    /// What is known with its `[known]`, if it has one.
    pub known: Option<Arc<Known>>,
}

/// A word of the user with its place in the configuration; the command line has no places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// The word.
    pub text: String,
    /// The bytes of the file that hold it.
    pub span: Option<Range<usize>>,
}

/// What was chosen in one place: the command line, a configuration, or one of its `[[paths]]`.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only these rules or categories.
    pub select: Option<Vec<Word>>,
    /// Not these rules or categories.
    pub ignore: Vec<Word>,
    /// Whether fixes of level `unsafe` are applied.
    pub apply_unsafe: Option<bool>,
    /// Whether test files are included.
    pub tests: Option<bool>,
    /// Whether generated files are included.
    pub generated: Option<bool>,
    /// The Go version to write for.
    pub target_go: Option<Version>,
    /// The system and processor to write for.
    pub target: Option<Target>,
}

/// A `[[paths]]` table: the files it speaks of, and what it says.
#[derive(Debug)]
pub struct PathChoice {
    globs: Gitignore,
    /// What it says for them.
    pub choice: Choice,
}

impl PathChoice {
    /// Whether the table speaks of this file.
    pub fn matches(&self, file: &Path) -> bool {
        // The matcher panics on paths outside its folder, and `--config` may bring those.
        file.starts_with(self.globs.path()) && self.globs.matched_path_or_any_parents(file, false).is_ignore()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileShape {
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(rename = "unsafe")]
    apply_unsafe: Option<bool>,
    tests: Option<bool>,
    generated: Option<bool>,
    target_go: Option<Spanned<String>>,
    target: Option<Spanned<String>>,
    #[serde(default)]
    rule_dirs: Vec<Spanned<String>>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, RuleShape>,
    #[serde(default)]
    paths: Vec<PathShape>,
    known: Option<known::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PathShape {
    r#match: Vec<Spanned<String>>,
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(rename = "unsafe")]
    apply_unsafe: Option<bool>,
    tests: Option<bool>,
    generated: Option<bool>,
    target_go: Option<Spanned<String>>,
    target: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleShape {
    level: LevelShape,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum LevelShape {
    Safe,
    Unsafe,
    Advice,
    Off,
}

impl Config {
    /// Reads the text of a configuration file that lies at `path` (absolute) and is called `shown` in messages.
    ///
    /// # Errors
    /// All that is wrong with it: one complaint if it is no such TOML, else one for each bad value.
    pub fn parse(path: &Path, shown: &Path, source: &str) -> Result<Config, Vec<Complaint>> {
        let shape: FileShape = toml::from_str(source)
            .map_err(|error| vec![explain(&error, source).at_span(shown, source, error.span())])?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let mut wrong = Vec::new();
        let refuse = |word: &Word, what: &str, error: String, wrong: &mut Vec<Complaint>| {
            let message = format!("`{}` is no {what}", word.text);
            wrong.push(Complaint::new(message).at_span(shown, source, word.span.clone()).help(error));
        };
        let go = |version: Option<Spanned<String>>, wrong: &mut Vec<Complaint>| {
            let version = word(version?);
            go_version(&version.text).map_err(|error| refuse(&version, "Go version", error, wrong)).ok()
        };
        let target = |target: Option<Spanned<String>>, wrong: &mut Vec<Complaint>| {
            let target = word(target?);
            target.text.parse().map_err(|error| refuse(&target, "system and processor", error, wrong)).ok()
        };
        let choice = Choice {
            select: shape.select.map(words),
            ignore: words(shape.ignore),
            apply_unsafe: shape.apply_unsafe,
            tests: shape.tests,
            generated: shape.generated,
            target_go: go(shape.target_go, &mut wrong),
            target: target(shape.target, &mut wrong),
        };
        let mut paths = Vec::new();
        let mut globs = Vec::new();
        for table in shape.paths {
            globs.push(words(table.r#match));
            paths.push(Choice {
                select: table.select.map(words),
                ignore: words(table.ignore),
                apply_unsafe: table.apply_unsafe,
                tests: table.tests,
                generated: table.generated,
                target_go: go(table.target_go, &mut wrong),
                target: target(table.target, &mut wrong),
            });
        }
        let mut matched = Vec::new();
        for (globs, choice) in globs.into_iter().zip(paths) {
            match matcher(&folder, &globs) {
                Ok(globs) => matched.push(PathChoice { globs, choice }),
                Err((glob, error)) => wrong.push(
                    Complaint::new(format!("`{}` is no pattern for paths: {error}", glob.text))
                        .at_span(shown, source, glob.span)
                        .help("patterns are written as in a .gitignore file"),
                ),
            }
        }
        let known = shape.known.and_then(|table| match Known::standard().clone().and(table) {
            Ok(known) => Some(Arc::new(known)),
            Err(bad) => {
                wrong.extend(
                    bad.into_iter()
                        .map(|bad| Complaint::new(bad.message).at_span(shown, source, Some(bad.span)).help(bad.help)),
                );
                None
            }
        });
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Config {
            path: path.to_owned(),
            shown: shown.to_owned(),
            choice,
            rule_dirs: words(shape.rule_dirs).into_iter().map(|word| (folder.join(&word.text), word)).collect(),
            levels: shape.rules.into_iter().map(|(id, rule)| (word(id), level(rule.level))).collect(),
            paths: matched,
            known,
            source: source.to_owned(),
        })
    }

    /// A complaint about a word of this file.
    pub fn complaint(&self, message: String, at: &Word, help: String) -> Complaint {
        Complaint::new(message).help(help).at_span(&self.shown, &self.source, at.span.clone())
    }

    fn read(path: &Path, shown: &Path) -> Result<Config, Vec<Complaint>> {
        let bytes = disk::read(path)
            .map_err(|error| vec![Complaint::new(format!("cannot read the configuration {}: {error}", name(shown)))])?;
        Config::from_bytes(path, shown, bytes)
    }

    fn from_bytes(path: &Path, shown: &Path, bytes: Vec<u8>) -> Result<Config, Vec<Complaint>> {
        let Ok(source) = String::from_utf8(bytes) else {
            return Err(vec![Complaint::new(format!("the configuration {} is not UTF-8", name(shown)))]);
        };
        let mut config = Config::parse(path, shown, &source)?;
        let mut wrong = Vec::new();
        for (dir, word) in &mut config.rule_dirs {
            // Without links, so that a folder that is named twice is one folder.
            match disk::real(dir) {
                Ok(real) => *dir = real,
                Err(error) => wrong.push(
                    Complaint::new(format!("cannot read the rules in `{}`: {error}", word.text))
                        .at_span(shown, &source, word.span.clone())
                        .help("rule-dirs are folders, relative to that of the configuration"),
                ),
            }
        }
        if wrong.is_empty() { Ok(config) } else { Err(wrong) }
    }
}

impl Complaint {
    fn at_span(self, path: &Path, source: &str, span: Option<Range<usize>>) -> Complaint {
        match span {
            Some(span) => self.at(path, source, span, ""),
            None => self,
        }
    }
}

/// The configurations of a run, each read once.
#[derive(Debug)]
pub struct Configs<'a> {
    fixed: Option<Arc<Config>>,
    nearest: HashMap<PathBuf, Option<Arc<Config>>>,
    names: &'a Names,
}

impl<'a> Configs<'a> {
    /// No configuration read yet; `fixed` is the file of `--config`, which then holds for everything.
    ///
    /// # Errors
    /// What is wrong with the fixed one.
    pub fn new(fixed: Option<&Path>, names: &'a Names) -> Result<Configs<'a>, Vec<Complaint>> {
        let fixed = match fixed {
            Some(path) => {
                let real = disk::real(path).map_err(|error| {
                    let message = format!("cannot read the configuration {}: {error}", name(path));
                    vec![Complaint::new(message).help("--config takes the path of a file like allocfix.toml")]
                })?;
                Some(Arc::new(Config::read(&real, path)?))
            }
            None => None,
        };
        Ok(Configs { fixed, nearest: HashMap::new(), names })
    }

    /// The configuration for the files of `folder` (absolute): its own, or that of the nearest folder above.
    ///
    /// # Errors
    /// What is wrong with it; told once only, after that there is none.
    pub fn of(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Vec<Complaint>> {
        if self.fixed.is_some() {
            return Ok(self.fixed.clone());
        }
        if let Some(known) = self.nearest.get(folder) {
            return Ok(known.clone());
        }
        let found = match self.in_folder(folder) {
            Ok(Some(config)) => Ok(Some(Arc::new(config))),
            Ok(None) => folder.parent().map_or(Ok(None), |above| self.of(above)),
            Err(wrong) => Err(wrong),
        };
        self.nearest.insert(folder.to_owned(), found.as_ref().ok().cloned().flatten());
        found
    }

    fn in_folder(&self, folder: &Path) -> Result<Option<Config>, Vec<Complaint>> {
        let mut found: Option<(PathBuf, Vec<u8>)> = None;
        for name in NAMES {
            let path = folder.join(name);
            // A folder of that name is none of ours.
            if path.is_dir() {
                continue;
            }
            match Disk.read(&path) {
                Ok(bytes) => match &found {
                    Some((other, _)) => {
                        let (one, two) = (self.names.show(other), self.names.show(&path));
                        return Err(vec![
                            Complaint::new(format!("{} and {} are both there", self::name(&one), self::name(&two)))
                                .help("keep one of them"),
                        ]);
                    }
                    None => found = Some((path, bytes)),
                },
                Err(error) if is_absent(&error) => {}
                Err(error) => {
                    let message = format!("cannot read {}: {error}", self::name(&self.names.show(&path)));
                    return Err(vec![Complaint::new(message)]);
                }
            }
        }
        let Some((path, bytes)) = found else { return Ok(None) };
        let shown = self.names.show(&path);
        Config::from_bytes(&path, &shown, bytes).map(Some)
    }
}

/// Whether the error only says that there is no such file. A folder above that may not be entered has none for us either.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::PermissionDenied
    )
}

fn name(path: &Path) -> String {
    format!("`{}`", super::complain::shown(path))
}

fn word(spanned: Spanned<String>) -> Word {
    let span = spanned.span();
    Word { text: spanned.into_inner(), span: Some(span) }
}

fn words(list: Vec<Spanned<String>>) -> Vec<Word> {
    list.into_iter().map(word).collect()
}

fn level(shape: LevelShape) -> Option<Level> {
    match shape {
        LevelShape::Safe => Some(Level::Safe),
        LevelShape::Unsafe => Some(Level::Unsafe),
        LevelShape::Advice => Some(Level::Advice),
        LevelShape::Off => None,
    }
}

fn matcher(folder: &Path, globs: &[Word]) -> Result<Gitignore, (Word, String)> {
    let mut builder = GitignoreBuilder::new(folder);
    // In a .gitignore a bracket that is not closed stands for itself; here it is more likely a mistake.
    builder.allow_unclosed_class(false);
    for glob in globs {
        builder.add_line(None, &glob.text).map_err(|error| (glob.clone(), reason(&error)))?;
    }
    builder
        .build()
        .map_err(|error| (globs.first().cloned().unwrap_or(Word { text: String::new(), span: None }), reason(&error)))
}

/// The reason in a glob error, without the glob that the message has named already.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        ignore::Error::WithPath { err, .. } | ignore::Error::WithLineNumber { err, .. } => reason(err),
        other => other.to_string(),
    }
}

/// The words of the TOML reader, turned into ours where they are about a name. Its sentences name in backticks first what was
/// found and then everything that exists.
fn explain(error: &toml::de::Error, source: &str) -> Complaint {
    let message = error.message().trim();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if let (true, [found, exist @ ..]) = (message.starts_with("unknown field"), quoted.as_slice()) {
        let elsewhere =
            if close(found, exist.iter().copied()).is_empty() { top_level_hint(found, exist) } else { None };
        let help = elsewhere.unwrap_or_else(|| instead(found, "keys here", exist.iter().copied()));
        return Complaint::new(format!("unknown key `{found}`")).help(help);
    }
    if let (true, [found, exist @ ..]) = (message.starts_with("unknown variant"), quoted.as_slice()) {
        return Complaint::new(format!("unknown level `{found}`")).help(instead(
            found,
            "levels",
            exist.iter().copied(),
        ));
    }
    let first = message.lines().next().unwrap_or("not TOML");
    let help = message.lines().nth(1).unwrap_or_default();
    let complaint = Complaint::new(format!("wrong configuration: {first}")).help(help);
    // Without a span the reader means the whole text: the message alone must do, and an empty text cannot be marked.
    if source.is_empty() { Complaint::new(format!("wrong configuration: {first}")) } else { complaint }
}

fn top_level_hint(found: &str, exist: &[&str]) -> Option<String> {
    let all = [
        "select",
        "ignore",
        "unsafe",
        "tests",
        "generated",
        "target-go",
        "target",
        "rule-dirs",
        "rules",
        "paths",
        "known",
    ];
    (all.contains(&found) && !exist.contains(&found))
        .then(|| format!("`{found}` belongs at the top of the file, before the first `[table]`"))
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
