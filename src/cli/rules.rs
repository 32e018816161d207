//! The one place where the command line meets the rule room.
//!
//! Reads rule files from disk and hands their text down; everything that is said about rules comes back through here.

use std::path::{Path, PathBuf};

use super::complain::{Complaint, shown};
use super::disk;
use crate::fix::outcome::Level;
use crate::go::world::Files;
use crate::rule::Rules;

/// The rules of a run.
#[derive(Default)]
pub struct Library {
    /// For the engine.
    pub rules: Rules,
    /// The same for people and for the choice of rules, in the order of the ids.
    pub about: Vec<About>,
    /// What is wrong with rule files, ready to print. The rules concerned are not among the above.
    pub wrong: Vec<String>,
}

/// What is said about a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Its id.
    pub id: String,
    /// What it does, in one line.
    pub title: String,
    /// Why that is good.
    pub why: String,
    /// The level it has by itself.
    pub level: Level,
    /// The category it can be chosen by.
    pub category: String,
    /// What it saves.
    pub gain: String,
    /// The Go versions it is for; empty for all.
    pub go: String,
    /// The file it was read from, unless it is built in.
    pub file: Option<PathBuf>,
}

impl Library {
    /// The rule of that id.
    pub fn find(&self, id: &str) -> Option<&About> {
        self.about.iter().find(|about| about.id == id)
    }

    /// All words that choose rules: ids, categories and `all`; sorted, each once.
    pub fn words(&self) -> Vec<&str> {
        let mut words = vec!["all"];
        words.extend(self.about.iter().flat_map(|about| [about.id.as_str(), about.category.as_str()]));
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// The built-in rules and those of `files`. Mistakes are rendered with colour or without.
pub fn load(files: Vec<(PathBuf, String)>, color: bool) -> Library {
    placeholder::load(files, color)
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

/// The page that `explain` prints.
pub fn page(about: &About) -> String {
    placeholder::page(about)
}

/// Runs the examples and the laws of all rules; each line says what does not hold.
pub fn check(library: &Library) -> Vec<String> {
    placeholder::check(library)
}

/// A rule file to start from.
pub fn skeleton(id: &str) -> String {
    placeholder::skeleton(id)
}

/// The JSON Schema of rule files.
pub fn schema() -> String {
    placeholder::schema()
}

/// Whether a word can be the id of a rule: it is a file name, a word in comments and a TOML key without quotes.
pub fn is_id(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !word.ends_with('-')
        && !word.contains("--")
}

/// Stands in for the rule room: knows the keys that describe a rule and nothing of what it does.
mod placeholder {
    use super::*;

    pub fn load(files: Vec<(PathBuf, String)>, _color: bool) -> Library {
        let mut library = Library::default();
        for (path, text) in files {
            let table: toml::Table = match toml::from_str(&text) {
                Ok(table) => table,
                Err(error) => {
                    library.wrong.push(format!("error: wrong rule `{}`\n{error}", shown(&path)));
                    continue;
                }
            };
            let word = |key: &str| table.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            library.about.push(About {
                id: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                title: word("title"),
                why: word("why"),
                level: match word("safety").as_str() {
                    "unsafe" => Level::Unsafe,
                    "advice" => Level::Advice,
                    _ => Level::Safe,
                },
                category: word("category"),
                gain: word("gain"),
                go: word("go"),
                file: Some(path),
            });
        }
        library.about.sort_by(|a, b| a.id.cmp(&b.id));
        library
    }

    pub fn page(about: &About) -> String {
        format!(
            "{}: {}\n\n{}\n\nlevel: {}\ngain: {}\n",
            about.id,
            about.title,
            about.why,
            about.level.name(),
            about.gain
        )
    }

    pub fn check(_library: &Library) -> Vec<String> {
        Vec::new()
    }

    pub fn skeleton(id: &str) -> String {
        format!(
            "# {id}\ntitle = \"\"\nwhy = \"\"\nsafety = \"advice\"\ngain = \"\"\n\n[[rewrite]]\npatch = '''\n-$x\n+$x\n'''\n"
        )
    }

    pub fn schema() -> String {
        "{}\n".to_owned()
    }
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
