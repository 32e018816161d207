//! Every rule on its own examples, and on the Go files beside this test: `tests/rules/<id>/hits.go` and `keeps.go`.
//!
//! The snapshot beside each file is what a reviewer sees: the unified diff, then every place that was kept and why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use allocfix::fix::laws::{self, Checked};
use allocfix::fix::outcome::{Fate, Outcome};
use allocfix::go::version;
use allocfix::rule::{BUILTIN, Rules, schema};
use allocfix::text;
use serde_json::Value;

#[test]
fn examples_and_keeps_hold() {
    let rules = Rules::builtin();
    let faults: Vec<String> = rules
        .iter()
        .flat_map(|rule| {
            laws::check(&rules, rule).1.into_iter().map(|fault| format!("{}: {fault}", rule.id)).collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_schema_takes_every_rule() {
    let schema: Value = serde_json::to_value(schema()).expect("it is JSON");
    let new = Command::new(env!("CARGO_BIN_EXE_allocfix")).args(["rules", "new", "own-rule"]).output();
    let new = String::from_utf8(new.expect("the program starts").stdout).expect("it is text");
    let files = BUILTIN.iter().copied().chain([("rules new", new.as_str())]);
    for (name, text) in files {
        let rule: Value = toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let faults = misfits(&schema, &schema, &rule, name);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
    // It does not take just anything.
    for wrong in ["title = 1", "title = \"t\"", "frob = 1", "[[rewrite]]\npatch = \"a\"\ntable = 1"] {
        let rule: Value = toml::from_str(wrong).expect("it is TOML");
        assert!(!misfits(&schema, &schema, &rule, wrong).is_empty(), "{wrong}");
    }
}

/// Where a value does not fit a part of a schema, as far as the words go that the schema of rules is made of.
fn misfits(whole: &Value, part: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let fits = |part: &Value| misfits(whole, part, value, at).is_empty();
    for (word, about) in part.as_object().into_iter().flatten() {
        let list = || about.as_array().map_or(&[][..], Vec::as_slice);
        let one = match word.as_str() {
            "$ref" => {
                let name = about.as_str().unwrap_or_default().trim_start_matches('#');
                faults.extend(misfits(whole, whole.pointer(name).expect("it leads somewhere"), value, at));
                true
            }
            "type" if about.is_array() => list().iter().any(|name| is_a(value, name)),
            "type" => is_a(value, about),
            "const" => value == about,
            "enum" => list().contains(value),
            "anyOf" => list().iter().any(fits),
            "oneOf" => list().iter().filter(|part| fits(part)).count() == 1,
            "minimum" => value.as_f64() >= about.as_f64(),
            "items" => {
                let items = value.as_array().into_iter().flatten();
                faults.extend(items.flat_map(|item| misfits(whole, about, item, &format!("{at}[]"))));
                true
            }
            "required" => list().iter().all(|key| value.get(key.as_str().unwrap_or_default()).is_some()),
            "properties" | "additionalProperties" => true,
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            other => panic!("the schema says `{other}`, which is not looked at"),
        };
        if !one {
            faults.push(format!("{at}: {value} is not as `{word}` wants it: {about}"));
        }
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        match part["properties"].get(key).or_else(|| part.get("additionalProperties")) {
            Some(Value::Bool(false)) => faults.push(format!("{at}: `{key}` is not known")),
            Some(about) => faults.extend(misfits(whole, about, inner, &format!("{at}.{key}"))),
            None => {}
        }
    }
    faults
}

fn is_a(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("string") => value.is_string(),
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("null") => value.is_null(),
        other => panic!("the schema has the type {other:?}"),
    }
}

#[test]
fn files_are_rewritten_as_the_snapshots_say() {
    let rules = Rules::builtin();
    for rule in rules.iter() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(&rule.id);
        let mut hit = BTreeSet::new();
        // What no one file can show stands in another, `hits.go1.27.go`.
        let listed =
            std::fs::read_dir(&folder).expect("every rule has a folder").map(|entry| entry.unwrap().file_name());
        let more = listed.filter_map(|name| Some(name.to_str()?.strip_suffix(".go")?.to_owned()));
        let names: BTreeSet<String> = more.chain(["hits", "keeps"].map(str::to_owned)).collect();
        for name in names {
            let path = folder.join(format!("{name}.go"));
            let Ok(before) = std::fs::read_to_string(&path) else { panic!("{} is missing", path.display()) };
            // A file that is about certain versions of Go says so in its `//go:build` line.
            let go = Some(version::file_version(&before, version::NEWEST));
            let outcome = laws::apply(&rules, rule, &before, go);
            hit.extend(
                outcome.findings.iter().filter(|f| matches!(f.fate, Fate::Applied | Fate::Offered)).map(|f| f.rewrite),
            );
            let after = outcome.files.first().map_or_else(|| before.clone(), |file| file.after.clone());
            if name == "keeps" {
                assert_eq!(before, after, "{}: keeps.go was changed", rule.id);
            }
            let shown = show(&before, &after, &outcome);
            let case = Checked { name: format!("{name}.go"), before, after, outcome };
            let faults = laws::laws(&rules, rule, &case, go);
            assert!(faults.is_empty(), "{}: {}", rule.id, faults.join("\n"));
            insta::with_settings!({
                snapshot_path => folder.clone(),
                prepend_module_to_snapshot => false,
                omit_expression => true,
                description => PathBuf::from(&rule.id).join(format!("{name}.go")).display().to_string(),
            }, {
                insta::assert_snapshot!(format!("{name}.go"), shown);
            });
        }
        let all: BTreeSet<usize> = (0..rule.rewrites.len()).collect();
        let missed: Vec<&usize> = all.difference(&hit).collect();
        assert!(missed.is_empty(), "{}: no case in hits.go is rewritten by the rewrites {missed:?}", rule.id);
    }
}

fn show(before: &str, after: &str, outcome: &Outcome) -> String {
    let mut shown = text::unified("before.go", "after.go", before, after);
    for finding in &outcome.findings {
        let line = match &finding.fate {
            Fate::Applied => continue,
            Fate::Kept(reason) | Fate::Undone(reason) => format!("{}: {}", reason.code, reason.text),
            Fate::LostTo { rule } => format!("to {rule}"),
            Fate::Offered => format!(
                "{}: {}",
                finding.level.name(),
                finding.edits.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join(" | ")
            ),
            Fate::Ignored { why } => why.clone(),
        };
        let source = finding.source.lines().next().unwrap_or_default().trim();
        shown.push_str(&format!(
            "{}:{} {} `{source}`\n    {line}\n",
            finding.start.line,
            finding.start.column,
            finding.fate.name()
        ));
    }
    shown
}

#[test]
fn many_fixes_that_wait_for_each_other_settle() {
    // What goes above one function goes there one at a time.
    let calls: String = (0..25).map(|n| format!("\tn += len(regexp.MustCompile(`a{n}+`).FindString(s))\n")).collect();
    let text = format!("package p\n\nimport \"regexp\"\n\nfunc f(s string) (n int) {{\n{calls}\treturn n\n}}\n");
    let rules = Rules::builtin();
    let rule = rules.iter().find(|rule| rule.id == "regexp-in-function").expect("it is built in");
    let outcome = laws::apply(&rules, rule, &text, None);
    assert!(outcome.troubles.is_empty(), "{:?}", outcome.troubles);
    assert_eq!(outcome.findings.iter().filter(|finding| finding.fate == Fate::Applied).count(), 25);
}
