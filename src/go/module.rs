//! `go.mod`: what a module is called, which Go it is written for, and what it takes from others.
//!
//! Reads the text only; where the file lies and what the paths in it lead to is not known here.

use super::literal::string_value;
use super::version::{UNSTATED, Version};

/// What a `go.mod` says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Module {
    /// The module path; empty when the file does not say.
    pub path: String,
    /// The language version, 1.16 when the file does not say. The `toolchain` line has no part in it.
    pub go: Version,
    /// The modules it needs, in the order of the file.
    pub require: Vec<Require>,
    /// Versions that are not to be used.
    pub exclude: Vec<ModuleVersion>,
    /// Modules that stand in for others.
    pub replace: Vec<Replace>,
    /// The folders that a `go.work`, which is written alike, takes its modules from.
    pub uses: Vec<String>,
    /// Lines that were not understood; all others still count.
    pub faults: Vec<Fault>,
}

/// A module at a version.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ModuleVersion {
    /// The module path.
    pub path: String,
    /// The version, as it is written.
    pub version: String,
}

/// One line of `require`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Require {
    /// What is needed.
    pub module: ModuleVersion,
    /// Only something that is needed needs it: the line ends in `// indirect`.
    pub indirect: bool,
}

/// One line of `replace`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replace {
    /// The path of what is replaced.
    pub old: String,
    /// The only version that is replaced; `None` for all.
    pub old_version: Option<String>,
    /// A module path, or a folder when [`Replace::new_version`] is `None`.
    pub new: String,
    /// The version of what stands in.
    pub new_version: Option<String>,
}

/// A line that was not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Counts from 1.
    pub line: usize,
    /// What is wrong with it.
    pub words: String,
}

/// Reads a `go.mod`. Never fails: what cannot be read is among the faults.
pub fn module(text: &str) -> Module {
    let mut module = Module {
        path: String::new(),
        go: UNSTATED,
        require: Vec::new(),
        exclude: Vec::new(),
        replace: Vec::new(),
        uses: Vec::new(),
        faults: Vec::new(),
    };
    let mut block: Option<(String, usize)> = None;
    for (line, text) in text.trim_start_matches('\u{feff}').lines().enumerate().map(|(at, text)| (at + 1, text)) {
        let mut fault = |words: String| module.faults.push(Fault { line, words });
        let (words, comment) = match words(text) {
            Ok(read) => read,
            Err(problem) => {
                fault(problem);
                continue;
            }
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (verb, rest) = match (&block, &words[..]) {
            (_, []) => continue,
            (Some(_), [")"]) => {
                block = None;
                continue;
            }
            (Some((verb, _)), rest) => (verb.clone(), rest),
            (None, [verb, "("]) => {
                block = Some(((*verb).to_owned(), line));
                continue;
            }
            (None, [_, "(", ")"]) => continue,
            (None, [verb, rest @ ..]) => ((*verb).to_owned(), rest),
        };
        if let Err(problem) = module.line(&verb, rest, comment) {
            module.faults.push(Fault { line, words: problem });
        }
    }
    if let Some((verb, line)) = block {
        module.faults.push(Fault { line, words: format!("`{verb} (` is never closed") });
    }
    module
}

impl Module {
    fn line(&mut self, verb: &str, words: &[&str], comment: &str) -> Result<(), String> {
        let pair = |path: &str, version: &str| ModuleVersion { path: path.to_owned(), version: version.to_owned() };
        match (verb, words) {
            ("module", [path]) => self.path = (*path).to_owned(),
            ("go", [version]) => self.go = version.parse()?,
            ("require", [path, version]) => {
                let indirect = comment.split(';').next().is_some_and(|word| word.trim() == "indirect");
                self.require.push(Require { module: pair(path, version), indirect });
            }
            ("exclude", [path, version]) => self.exclude.push(pair(path, version)),
            ("replace", words) => self.replace.push(replace(words)?),
            ("use", [folder]) => self.uses.push((*folder).to_owned()),
            ("toolchain" | "retract" | "godebug" | "tool" | "ignore", _) => {}
            ("module" | "go" | "require" | "exclude", _) => {
                return Err(format!("`{verb}` has {} words where others are wanted", words.len()));
            }
            // A newer Go may know more words; what they mean is nothing that is asked for here.
            _ => return Err(format!("`{verb}` is no directive that is known")),
        }
        Ok(())
    }
}

fn replace(words: &[&str]) -> Result<Replace, String> {
    let owned = |word: &str| word.to_owned();
    let arrow = words.iter().position(|word| *word == "=>").ok_or("`replace` has no `=>`")?;
    let (old, old_version) = match words[..arrow] {
        [path] => (owned(path), None),
        [path, version] => (owned(path), Some(owned(version))),
        _ => return Err("`replace` wants a path and perhaps a version in front of `=>`".to_owned()),
    };
    let (new, new_version) = match words[arrow + 1..] {
        [path] => (owned(path), None),
        [path, version] => (owned(path), Some(owned(version))),
        _ => return Err("`replace` wants a folder, or a path and a version, behind `=>`".to_owned()),
    };
    Ok(Replace { old, old_version, new, new_version })
}

/// The words of a line, unquoted, and its comment without the slashes.
fn words(line: &str) -> Result<(Vec<String>, &str), String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("//") {
            return Ok((words, comment.trim()));
        }
        let first = rest.as_bytes()[0];
        let len = match first {
            b'"' | b'`' => {
                // Quoted words hold a path; there is no way to write a quote or a backslash in one.
                let len = rest[1..].find(first as char).ok_or("a quote is never closed")? + 2;
                let value = string_value(&rest[..len]).and_then(|value| String::from_utf8(value).ok());
                words.push(value.ok_or_else(|| format!("{} is no string", &rest[..len]))?);
                len
            }
            b'(' | b')' | b',' | b'[' | b']' => {
                words.push(rest[..1].to_owned());
                1
            }
            _ => {
                let end = |(at, c): (usize, char)| {
                    (c.is_whitespace() || "()[],\"`".contains(c) || rest[at..].starts_with("//")).then_some(at)
                };
                let len = rest.char_indices().find_map(end).unwrap_or(rest.len());
                words.push(rest[..len].to_owned());
                len
            }
        };
        rest = rest[len..].trim_start();
    }
    Ok((words, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file() {
        let read = module(
            "module \"example.com/m\" // a module\r\n\r\ngo 1.21.3\r\ntoolchain go1.25.1\r\n\
             require a.b/c v1.2.3\nrequire (\n\td.e/f/v2 v2.0.0 // indirect\n\n\t// no\n\tg.h v0.0.0-2020-abc // indirect; x\n\ti.j v1.0.0+incompatible // not indirect\n)\n\
             exclude a.b/c v1.2.2\nretract [v1.0.0, v1.1.0] // bad\nretract (\n\tv1.9.0\n)\ntool x.y/z\ngodebug default=go1.21\n\
             replace a.b/c => ../c\nreplace (\n\tg.h v0.1.0 => `k.l/m` v1.0.0\n)\nignore ()\n",
        );
        assert_eq!(read.faults, []);
        assert_eq!((read.path.as_str(), read.go.to_string().as_str()), ("example.com/m", "1.21"));
        let required: Vec<_> =
            read.require.iter().map(|line| (&line.module.path[..], &line.module.version[..], line.indirect)).collect();
        assert_eq!(
            required,
            [
                ("a.b/c", "v1.2.3", false),
                ("d.e/f/v2", "v2.0.0", true),
                ("g.h", "v0.0.0-2020-abc", true),
                ("i.j", "v1.0.0+incompatible", false)
            ]
        );
        assert_eq!(read.exclude, [ModuleVersion { path: "a.b/c".into(), version: "v1.2.2".into() }]);
        assert_eq!(
            read.replace,
            [
                Replace { old: "a.b/c".into(), old_version: None, new: "../c".into(), new_version: None },
                Replace {
                    old: "g.h".into(),
                    old_version: Some("v0.1.0".into()),
                    new: "k.l/m".into(),
                    new_version: Some("v1.0.0".into())
                },
            ]
        );
    }

    #[test]
    fn a_silent_file_is_written_for_go_1_16() {
        assert_eq!(module("module m\n").go, UNSTATED);
        assert_eq!(module("").path, "");
        assert_eq!(module("\u{feff}module m").path, "m");
    }

    #[test]
    fn faults_name_their_line_and_cost_no_other() {
        let read = module("module m\ngo latest\nrequire x\nfrobnicate y\nreplace a b\nmodule \"n\nexclude (\na v1\n");
        let faults: Vec<_> = read.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(faults, [2, 3, 4, 5, 6, 7]);
        assert!(read.faults[0].words.contains("`latest` is not a Go version"), "{:?}", read.faults[0]);
        assert_eq!((read.path.as_str(), read.exclude.len()), ("m", 1));
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads(text in "(module|go|require|replace|=>|\\(|\\)|\"|`|//|v1|[ \n\r]|\\PC){0,30}") {
            module(&text);
        }
    }
}
