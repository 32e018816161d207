//! What the choices of the user come to for one file: the command line over the configuration over the rules themselves.
//!
//! The layers, each over the one before: what a rule file says; the configuration; those of its `[[paths]]` that match, in their
//! order; the command line. Within a layer the more exact word wins (an id over a category over `all`), and of two that are as
//! exact, the one that ignores. A layer that selects turns off what it does not select. A rule that is off by `level = "off"`, or by
//! itself, comes back only when a later layer selects it by its id; the latter also by any other level.

use std::path::Path;
use std::sync::Arc;

use super::complain::{Complaint, instead};
use super::config::{Choice, Config, Word};
use super::rules::{About, Library};
use crate::fix::Settings;

/// What holds for a file: the engine's settings, and whether it is looked at if it is a test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// For the engine.
    pub settings: Arc<Settings>,
    /// Whether test files are included.
    pub tests: bool,
}

/// What the command line and the configuration say about `file`. `dirs` are the rule folders of the command line.
pub fn settle(
    file: &Path,
    config: Option<&Config>,
    typed: &Choice,
    dirs: &[std::path::PathBuf],
    library: &Library,
) -> Settled {
    let nothing = Choice::default();
    let general = config.map_or(&nothing, |config| &config.choice);
    let special: Vec<&Choice> = config
        .iter()
        .flat_map(|config| &config.paths)
        .filter(|table| table.matches(file))
        .map(|table| &table.choice)
        .collect();
    let layers = || std::iter::once(general).chain(special.iter().copied()).chain([typed]);
    let mut settings = Settings {
        apply_unsafe: layers().filter_map(|choice| choice.apply_unsafe).next_back().unwrap_or(false),
        generated: layers().filter_map(|choice| choice.generated).next_back().unwrap_or(false),
        target: layers().filter_map(|choice| choice.target).next_back(),
        target_go: layers().filter_map(|choice| choice.target_go).next_back(),
        known: config.and_then(|config| config.known.clone()),
        ..Settings::default()
    };
    for rule in &library.about {
        let mut is_on = belongs(rule, config, dirs) && rule.recommended;
        let mut is_off_by_level = !rule.recommended;
        let mut level = None;
        for (depth, choice) in layers().enumerate() {
            let verdict = verdict(rule, choice);
            match verdict {
                Some(Verdict::Named) => (is_on, is_off_by_level) = (belongs(rule, config, dirs), false),
                Some(Verdict::Among) => is_on = belongs(rule, config, dirs) && !is_off_by_level,
                Some(Verdict::Out) => is_on = false,
                None => {}
            }
            let levels = config.filter(|_| depth == 0).map_or(&[][..], |config| &config.levels);
            match levels.iter().find(|(id, _)| id.text == rule.id) {
                Some((_, Some(chosen))) => {
                    level = Some(*chosen);
                    if is_off_by_level {
                        is_off_by_level = false;
                        is_on = belongs(rule, config, dirs) && !matches!(verdict, Some(Verdict::Out));
                    }
                }
                Some((_, None)) => (is_on, is_off_by_level) = (false, true),
                None => {}
            }
        }
        if !is_on {
            settings.rules.insert(rule.id.clone(), None);
        } else if level.is_some() {
            // Also where it is the rule's own: single rewrites may have another.
            settings.rules.insert(rule.id.clone(), level);
        }
    }
    let tests = layers().filter_map(|choice| choice.tests).next_back().unwrap_or(false);
    Settled { settings: Arc::new(settings), tests }
}

/// Words that choose no rule, on the command line and in the configurations.
pub fn unknown_words(typed: &Choice, configs: &[&Config], library: &Library) -> Vec<Complaint> {
    let known = library.words();
    let mut wrong = Vec::new();
    for (flag, words) in [("--select", typed.select.as_deref().unwrap_or_default()), ("--ignore", &typed.ignore)] {
        for word in words.iter().filter(|word| !known.contains(&word.text.as_str())) {
            wrong.push(Complaint::new(format!("{flag}: {}", no_rule(word))).help(help(word, &known)));
        }
    }
    for config in configs {
        let choices = std::iter::once(&config.choice).chain(config.paths.iter().map(|table| &table.choice));
        for choice in choices {
            for word in choice.select.iter().flatten().chain(&choice.ignore) {
                if !known.contains(&word.text.as_str()) {
                    wrong.push(config.complaint(no_rule(word), word, help(word, &known)));
                }
            }
        }
        let ids: Vec<&str> = library.about.iter().map(|about| about.id.as_str()).collect();
        for (id, _) in config.levels.iter().filter(|(id, _)| !ids.contains(&id.text.as_str())) {
            let message = format!("no rule is called `{}`", id.text);
            wrong.push(config.complaint(message, id, instead(&id.text, "rules", ids.iter().copied())));
        }
    }
    wrong
}

enum Verdict {
    Named,
    Among,
    Out,
}

/// What one layer says about a rule; `None` when it says nothing.
fn verdict(rule: &About, choice: &Choice) -> Option<Verdict> {
    let is_in = |words: &[Word], text: &str| !text.is_empty() && words.iter().any(|word| word.text == text);
    let selected = choice.select.as_deref().unwrap_or_default();
    for text in [rule.id.as_str(), rule.category.as_str(), "all"] {
        if is_in(&choice.ignore, text) {
            return Some(Verdict::Out);
        }
        if is_in(selected, text) {
            return Some(if text == rule.id { Verdict::Named } else { Verdict::Among });
        }
    }
    choice.select.is_some().then_some(Verdict::Out)
}

/// Whether a rule is there for the files of a configuration: built in, from the command line, or from a folder that it names.
fn belongs(rule: &About, config: Option<&Config>, dirs: &[std::path::PathBuf]) -> bool {
    let Some(folder) = rule.file.as_deref().and_then(Path::parent) else { return true };
    dirs.iter().any(|dir| dir == folder)
        || config.is_some_and(|config| config.rule_dirs.iter().any(|(dir, _)| dir == folder))
}

fn no_rule(word: &Word) -> String {
    format!("no rule or category is called `{}`", word.text)
}

fn help(word: &Word, known: &[&str]) -> String {
    let help = instead(&word.text, "rules and categories", known.iter().copied());
    if help.is_empty() { "`allocfix rules list` lists the rules".to_owned() } else { help }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn library() -> Library {
        let rule = |id: &str, category: &str, file: Option<&str>| About {
            id: id.to_owned(),
            category: category.to_owned(),
            recommended: !id.ends_with("-rare"),
            file: file.map(PathBuf::from),
        };
        Library {
            about: vec![
                rule("fmt-one", "fmt", None),
                rule("fmt-two", "fmt", None),
                rule("own", "", Some("/m/rules/own.toml")),
                rule("slice-one", "slice", None),
                rule("slice-rare", "slice", None),
            ],
            ..Library::default()
        }
    }

    fn typed(select: &str, ignore: &str) -> Choice {
        let words = |text: &str| -> Vec<Word> {
            text.split_whitespace().map(|word| Word { text: word.to_owned(), span: None }).collect()
        };
        let select = if select.is_empty() { None } else { Some(words(select)) };
        Choice { select, ignore: words(ignore), ..Choice::default() }
    }

    fn config(source: &str) -> Config {
        Config::parse(Path::new("/m/allocfix.toml"), Path::new("allocfix.toml"), source).unwrap()
    }

    /// The rules that are on, with their level where it is not their own.
    fn on(source: &str, file: &str, choice: &Choice) -> String {
        let library = library();
        let settled = settle(Path::new(file), Some(&config(source)), choice, &[], &library);
        let words = library.about.iter().filter_map(|rule| match settled.settings.rules.get(&rule.id) {
            None => Some(rule.id.clone()),
            Some(None) => None,
            Some(Some(level)) => Some(format!("{}={}", rule.id, level.name())),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn layers_and_exactness_decide() {
        let off = "[rules.fmt-two]\nlevel = \"off\"\n[rules.slice-one]\nlevel = \"advice\"\n";
        let rare = "[rules.slice-rare]\nlevel = \"unsafe\"\n";
        let same = "[rules.slice-one]\nlevel = \"safe\"\n";
        let paths = "ignore = [\"fmt\"]\n[[paths]]\nmatch = [\"cmd/\"]\nselect = [\"fmt\"]\n[[paths]]\nmatch = [\"x.go\"]\nignore = [\"fmt-one\"]\n";
        for (source, file, select, ignore, expected) in [
            ("", "/m/a.go", "", "", "fmt-one fmt-two slice-one"),
            ("rule-dirs = [\"rules\"]", "/m/a.go", "", "", "fmt-one fmt-two own slice-one"),
            ("", "/m/a.go", "own", "", ""),
            ("", "/m/a.go", "fmt", "", "fmt-one fmt-two"),
            ("", "/m/a.go", "fmt", "fmt-two", "fmt-one"),
            ("", "/m/a.go", "fmt-two", "fmt", "fmt-two"),
            ("", "/m/a.go", "fmt-two", "fmt-two", ""),
            ("", "/m/a.go", "all", "slice", "fmt-one fmt-two"),
            ("", "/m/a.go", "", "all", ""),
            ("select = [\"slice\"]", "/m/a.go", "", "", "slice-one"),
            ("select = [\"slice\"]", "/m/a.go", "fmt", "", "fmt-one fmt-two"),
            ("select = [\"fmt\"]", "/m/a.go", "", "fmt-one", "fmt-two"),
            (off, "/m/a.go", "", "", "fmt-one slice-one=advice"),
            (same, "/m/a.go", "", "", "fmt-one fmt-two slice-one=safe"),
            (off, "/m/a.go", "fmt", "", "fmt-one"),
            (off, "/m/a.go", "fmt-two", "", "fmt-two"),
            ("", "/m/a.go", "slice", "", "slice-one"),
            ("", "/m/a.go", "all", "", "fmt-one fmt-two slice-one"),
            ("", "/m/a.go", "slice-rare", "", "slice-rare"),
            ("", "/m/a.go", "all slice-rare", "", "fmt-one fmt-two slice-one slice-rare"),
            ("", "/m/a.go", "slice-rare", "slice-rare", ""),
            ("select = [\"fmt\", \"slice-rare\"]", "/m/a.go", "", "", "fmt-one fmt-two slice-rare"),
            ("select = [\"slice-rare\"]", "/m/a.go", "slice", "", "slice-one slice-rare"),
            (rare, "/m/a.go", "", "", "fmt-one fmt-two slice-one slice-rare=unsafe"),
            (rare, "/m/a.go", "slice", "", "slice-one slice-rare=unsafe"),
            (rare, "/m/a.go", "", "slice", "fmt-one fmt-two"),
            ("ignore = [\"slice\"]\n[rules.slice-rare]\nlevel = \"safe\"\n", "/m/a.go", "", "", "fmt-one fmt-two"),
            (paths, "/m/a.go", "", "", "slice-one"),
            (paths, "/m/cmd/a.go", "", "", "fmt-one fmt-two"),
            (paths, "/m/cmd/x.go", "", "", "fmt-two"),
            (paths, "/m/cmd/x.go", "all", "", "fmt-one fmt-two slice-one"),
        ] {
            assert_eq!(on(source, file, &typed(select, ignore)), expected, "{source:?} {file} +{select} -{ignore}");
        }
    }

    #[test]
    fn switches_come_from_the_last_layer_that_has_them() {
        let config = config(
            "unsafe = true\ntests = true\ntarget-go = \"1.19\"\ntarget = \"linux/arm64\"\n[[paths]]\nmatch = [\"cmd/\"]\nunsafe = false\ntarget = \"windows/amd64\"\n",
        );
        let settled =
            |file: &str, typed: &Choice| settle(Path::new(file), Some(&config), typed, &[], &Library::default());
        let plain = settled("/m/a.go", &Choice::default());
        assert!(plain.tests && plain.settings.apply_unsafe && !plain.settings.generated);
        assert_eq!(plain.settings.target_go.map(|go| go.minor), Some(19));
        assert_eq!(plain.settings.target, "linux/arm64".parse().ok());
        assert_eq!(settled("/m/cmd/a.go", &Choice::default()).settings.target, "windows/amd64".parse().ok());
        assert!(!settled("/m/cmd/a.go", &Choice::default()).settings.apply_unsafe);
        let typed = Choice { apply_unsafe: Some(true), generated: Some(true), ..Choice::default() };
        let cmd = settled("/m/cmd/a.go", &typed);
        assert!(cmd.settings.apply_unsafe && cmd.settings.generated);
    }

    #[test]
    fn unknown_words_are_told_with_what_is_close() {
        let config = config(
            "select = [\"slise\"]\n[rules.fmt-ome]\nlevel = \"off\"\n[[paths]]\nmatch = [\"a\"]\nignore = [\"zzz\"]\n",
        );
        let wrong = unknown_words(&typed("fmt fmt-on", "slice all"), &[&config], &library());
        let told: Vec<_> = wrong.iter().map(|one| (one.message.as_str(), one.help.as_str())).collect();
        assert_eq!(told[0], ("--select: no rule or category is called `fmt-on`", "did you mean `fmt-one`?"));
        assert_eq!(told[1], ("no rule or category is called `slise`", "did you mean `slice`?"));
        assert_eq!(told[2].0, "no rule or category is called `zzz`");
        assert!(told[2].1.contains("`slice-one`"), "{told:?}");
        assert_eq!(told[3], ("no rule is called `fmt-ome`", "did you mean `fmt-one`?"));
        assert_eq!(told.len(), 4);
        assert!(wrong[1].place.is_some());
    }
}
