//! Floor 2: rules. TOML in, compiled rules out: patterns, templates and the table of predicates.

pub mod compile;
pub mod error;
pub mod file;
pub mod gains;
pub mod matching;
pub mod pattern;
pub mod predicate;
pub mod render;
pub mod words;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use compile::{Rewrite, Rule};
pub use error::RuleError;
pub use file::{Level, Prove};
pub use gains::Gain;

/// A set of rules, in the order of their ids.
#[derive(Default)]
pub struct Rules {
    rules: Vec<Rule>,
}

/// The rule files that are carried in the binary: the name of each and its text.
pub const BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

impl Rules {
    /// The rules that are carried in the binary.
    pub fn builtin() -> Rules {
        let files = BUILTIN.iter().map(|(name, text)| (Path::new("rules").join(name), text.to_string())).collect();
        let (mut rules, errors) = Rules::load(files);
        assert!(errors.is_empty(), "a built-in rule does not compile: {}", errors[0].render(false));
        for (id, rewrite, gain) in gains::gains() {
            // One that is gone was measured for nothing, and a test says so.
            let rule = rules.rules.iter_mut().find(|rule| rule.id == id);
            if let Some(rewrite) = rule.and_then(|rule| rule.rewrites.get_mut(rewrite)) {
                rewrite.gains.push(gain);
            }
        }
        rules
    }

    /// Compiles rule files. Those with faults are left out and their faults returned.
    pub fn load(files: Vec<(PathBuf, String)>) -> (Rules, Vec<RuleError>) {
        let mut loaded = Rules::default();
        let errors = loaded.add(files);
        (loaded, errors)
    }

    /// Compiles more rule files and adds them.
    pub fn add(&mut self, files: Vec<(PathBuf, String)>) -> Vec<RuleError> {
        let mut errors = Vec::new();
        let compiled: Vec<_> = files.par_iter().map(|(path, text)| compile::compile(path, text)).collect();
        for ((path, text), rule) in files.into_iter().zip(compiled) {
            match rule {
                Ok(rule) => match self.rules.iter().find(|other| other.id == rule.id) {
                    Some(other) => {
                        let built_in = BUILTIN.iter().any(|(name, _)| other.path == Path::new("rules").join(name));
                        let place = if built_in { "it is built in".into() } else { other.path.display().to_string() };
                        let message = format!("a rule with the id `{}` exists already: {place}", rule.id);
                        errors.push(RuleError::new(&path, &text, 0..0, message, "give the file another name"));
                    }
                    None => self.rules.push(rule),
                },
                Err(faults) => errors.extend(faults),
            }
        }
        self.rules.sort_by(|a, b| a.id.cmp(&b.id));
        errors
    }

    /// All rules, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// The JSON Schema of a rule file.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(file::RuleFile)
}
