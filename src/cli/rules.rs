//! The one place where the command line meets the rule room.
//!
//! Reads rule files from disk and hands their text down; says what the choice of rules needs to know of each. What a rule means is
//! not known here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::complain::{Complaint, shown};
use super::disk;
use crate::fix::UNUSED_IGNORE;
use crate::go::world::Files;
use crate::rule::{BUILTIN, Rule, RuleError, Rules};

/// The word that chooses every rule.
pub const ALL: &str = "all";

/// The rules of a run.
#[derive(Default)]
pub struct Library {
    /// The rules themselves.
    pub rules: Rules,
    /// What the choice of rules looks at, in the order of the ids; last what is no rule, but is chosen like one: [`UNUSED_IGNORE`].
    pub about: Vec<About>,
    /// What is wrong with rule files, ready to print. The rules concerned are not among the above.
    pub wrong: Vec<String>,
}

/// What decides whether a rule is on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Its id.
    pub id: String,
    /// The category it can be chosen by.
    pub category: String,
    /// Whether it is on where nobody says anything.
    pub recommended: bool,
    /// The file it was read from, unless it is built in.
    pub file: Option<PathBuf>,
}

impl Library {
    /// All words that choose rules: ids, categories and `all`; sorted, each once.
    pub fn words(&self) -> Vec<&str> {
        let mut words = vec![ALL];
        words.extend(self.about.iter().flat_map(|about| [about.id.as_str(), about.category.as_str()]));
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// The built-in rules and those of `files`. Faults are rendered with colour or without.
pub fn load(files: Vec<(PathBuf, String)>, color: bool) -> Library {
    compile(Rules::builtin(), files, color)
}

/// The rules of `files` alone: of a folder that may be the source of the built-in ones, too.
pub fn load_alone(files: Vec<(PathBuf, String)>, color: bool) -> Library {
    compile(Rules::default(), files, color)
}

fn compile(mut rules: Rules, files: Vec<(PathBuf, String)>, color: bool) -> Library {
    let built_in: BTreeSet<String> = rules.iter().map(|rule| rule.id.clone()).collect();
    let (free, reserved): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| !is_reserved(path));
    let mut faults: Vec<RuleError> = reserved.iter().map(|(path, text)| reserved_id(path, text)).collect();
    faults.extend(rules.add(free));
    faults.sort_by(|a, b| (&a.path, a.position()).cmp(&(&b.path, b.position())));
    let about = |rule: &Rule| About {
        id: rule.id.clone(),
        category: rule.category.clone(),
        recommended: rule.recommended,
        file: (!built_in.contains(&rule.id)).then(|| rule.path.clone()),
    };
    let unused = About { id: UNUSED_IGNORE.to_owned(), category: String::new(), recommended: true, file: None };
    let about = rules.iter().map(about).chain([unused]).collect();
    Library { about, wrong: faults.iter().map(|fault| fault.render(color)).collect(), rules }
}

/// Whether the id that a file gives its rule means something else already: a word that chooses rules, or a finding of the engine.
fn is_reserved(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == UNUSED_IGNORE || stem == ALL)
}

/// Whether no file of the user may give its rule this id.
pub fn is_taken(id: &str) -> bool {
    is_reserved(Path::new(id)) || built_in(id).is_some()
}

/// The text of the built-in rule with this id.
pub fn built_in(id: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(name, _)| name.strip_suffix(".toml") == Some(id)).map(|(_, text)| *text)
}

fn reserved_id(path: &Path, text: &str) -> RuleError {
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    RuleError::new(path, text, 0..0, format!("no rule may be called `{id}`"), "give the file another name")
}

/// The texts of the rule files in a folder, sorted by name; or of one rule file.
///
/// # Errors
/// What cannot be read.
pub fn read(path: &Path) -> Result<Vec<(PathBuf, String)>, Complaint> {
    let called = shown(path);
    let refuse = |error: &dyn std::fmt::Display| {
        Complaint::new(format!("cannot read the rules in `{called}`: {error}"))
            .help("a folder of rule files is expected")
    };
    let files = match disk::Disk.list(path) {
        Ok(files) => files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "toml")).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => vec![path.to_owned()],
        Err(error) => return Err(refuse(&error)),
    };
    let text = |file: PathBuf| {
        let bytes = disk::read(&file).map_err(|error| refuse(&error))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Complaint::new(format!("the rule file `{}` is not UTF-8", shown(&file))))?;
        Ok((file, text))
    };
    files.into_iter().map(text).collect()
}

/// Whether a word can be the id of a rule: it is a file name, a word in comments and a TOML key without quotes.
pub fn is_id(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !word.ends_with('-')
        && !word.contains("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_hyphens() {
        for id in ["a", "prealloc-slice", "x2-y"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "A", "-a", "a-", "a--b", "a_b", "2a", "a/b", "../a", "ä"] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn rule_files_are_read_from_folders_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("b.toml"), "title = \"b\"").unwrap();
        std::fs::write(at("a.toml"), "title = \"a\"").unwrap();
        std::fs::write(at("README.md"), "no rule").unwrap();
        let names: Vec<_> = read(folder.path()).unwrap().into_iter().map(|(path, _)| path).collect();
        assert_eq!(names, [at("a.toml"), at("b.toml")]);
        assert_eq!(read(&at("b.toml")).unwrap(), [(at("b.toml"), "title = \"b\"".to_owned())]);
        assert!(read(&at("none")).unwrap_err().message.contains("cannot read the rules"));
        std::fs::write(at("c.toml"), b"\xff").unwrap();
        assert!(read(folder.path()).unwrap_err().message.contains("not UTF-8"));
    }
}
