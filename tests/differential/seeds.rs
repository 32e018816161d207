//! What the random programs grow out of: the functions of the examples, of the cases of `tests/prove.rs` and of those of
//! `tests/rules.rs`.

use std::fs;
use std::path::Path;

use allocfix::fix::laws;
use allocfix::go::version::{NEWEST, Version};
use allocfix::rule::Rule;

use super::mutator::Mutator;

/// What the programs are written in where a case says nothing else.
const GO: Version = Version { major: 1, minor: 21 };

/// What the cases of `tests/rules.rs` may hold, which nobody runs: what waits for somebody, or reaches out of the program.
const EFFECTS: &[&str] = &["<-", "select {", "os.", "exec.", "http.", "log."];

/// A program with one function to call.
#[derive(Clone)]
pub struct Seed {
    pub name: String,
    pub text: String,
    pub function: String,
    pub go: Version,
}

/// All that the toolchain at hand can compile.
pub fn of(mutator: &mut Mutator, rule: &Rule, faults: &mut Vec<String>) -> Vec<Seed> {
    let mut files = Vec::new();
    for (number, example) in rule.examples.iter().enumerate() {
        let go = example.go.as_deref().map_or(GO, |go| go.parse().expect("checked by tests/rules.rs"));
        files.push((format!("example-{}", number + 1), laws::framed(&example.before), go));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for minor in GO.minor..=NEWEST.minor {
        let go = Version { major: 1, minor };
        let name = if go == GO { format!("{}.go", rule.id) } else { format!("{}.go{go}.go", rule.id) };
        if let Ok(text) = fs::read_to_string(folder.join("prove").join(&name)) {
            files.push((name, text, go));
        }
        let name = format!("hits.go{go}.go");
        if let Ok(text) = fs::read_to_string(folder.join("rules").join(&rule.id).join(&name)) {
            files.push((name, text, go));
        }
    }
    if let Ok(text) = fs::read_to_string(folder.join("rules").join(&rule.id).join("hits.go")) {
        files.push(("hits.go".to_owned(), text, NEWEST.min(mutator.toolchain)));
    }
    let mut seeds = Vec::new();
    for (name, text, go) in files {
        if go > mutator.toolchain {
            continue;
        }
        for program in mutator.prune(&text, go.to_string()) {
            if !program.error.is_empty() {
                faults.push(format!("{} {name}: no program to begin with: {}", rule.id, program.error));
                continue;
            }
            if name.starts_with("hits") && EFFECTS.iter().any(|one| program.text.contains(one)) {
                continue;
            }
            seeds.push(Seed { name: name.clone(), text: program.text, function: program.function, go });
        }
    }
    seeds
}
