//! The page of each built-in rule, `docs/rules/<id>.md`: what its file says, for reading, with what was measured.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use allocfix::rule::gains::by_versions;
use allocfix::rule::{BUILTIN, Rewrite, Rule};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

/// The whole page.
pub fn page(rule: &Rule, schema: &Value) -> String {
    let (_, source) = BUILTIN.iter().find(|(name, _)| *name == format!("{}.toml", rule.id)).expect("it is built in");
    let file: toml::Table = source.parse().expect("it compiles");
    let mut page = format!("<!-- Made from rules/{0}.toml by UPDATE_README=1 cargo test --test tidy -->\n", rule.id);
    let mut put = |text: &str| {
        if !text.trim().is_empty() {
            page += text.trim_end();
            page += "\n\n";
        }
    };
    put(&format!("# {}", rule.id));
    put(&format!("{}.", capital(&rule.title)));
    put(&format!("Level `{}`, category `{}`. Saves {}.", rule.safety.name(), rule.category, rule.gain));
    if !rule.recommended {
        let level = rule.safety.name();
        put(&format!(
            "It is off until it is selected by its id, `--select {0}`, or given a level in `allocfix.toml`: `[rules.{0}]`, \
             `level = \"{level}\"`.",
            rule.id
        ));
    }
    put(&rule.why);
    for example in &rule.examples {
        let go = example.go.as_ref().map(|go| format!(" (Go {go})")).unwrap_or_default();
        let title = if example.title.is_empty() { "before and after" } else { &example.title };
        put(&format!("## Example: {title}{go}"));
        put(&format!("```diff\n{}```", diff(&example.before, &example.after)));
    }
    if !rule.when_not.trim().is_empty() {
        put(&format!("## When not\n\n{}", rule.when_not.trim()));
    }
    let list = |key: &str| file.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let keeps = list("keep");
    if !keeps.is_empty() {
        put("## What is kept");
    }
    for keep in &keeps {
        let text = |key: &str| keep.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let go = if text("go").is_empty() { String::new() } else { format!(" (Go {})", text("go")) };
        let reason = if text("reason").is_empty() { String::new() } else { format!(" Reason: `{}`.", text("reason")) };
        put(&format!("{}{go}.{reason}", capital(text("title"))));
        put(&format!("```go\n{}\n```", text("code").trim()));
    }
    put("## What must hold");
    put(
        "Of the rewrites that match at a place, the first whose conditions all hold is taken. A condition that cannot be \
         decided does not hold.",
    );
    let remarks = remarks(source);
    let mut named = BTreeSet::new();
    for (number, (rewrite, raw)) in rule.rewrites.iter().zip(list("rewrite")).enumerate() {
        put(&format!("### Rewrite {number}: {}", head(rewrite)));
        put(remarks.get(&number).map_or("", |remark| remark));
        put(&format!("```diff\n{}```", patches(&raw)));
        put(&conditions(&raw, &mut named));
    }
    let meanings: Vec<String> = named.iter().map(|name| meaning(schema, name)).collect();
    if !meanings.is_empty() {
        put(&format!("### In words\n\n{}", meanings.join("\n")));
    }
    put(&measured(rule));
    let id = &rule.id;
    put(&format!(
        "## To leave code as it is\n\n\
         * in the source, on the line or above it: `//allocfix:ignore {id} -- reason`\n\
         * in `allocfix.toml`, for everything below: `ignore = [\"{id}\"]`\n\
         * for one run: `--ignore {id}`"
    ));
    page.trim_end().to_owned() + "\n"
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn head(rewrite: &Rewrite) -> String {
    let go = if rewrite.go == Default::default() { String::new() } else { format!(", Go `{}`", rewrite.go) };
    let asks = if rewrite.prove.is_some() {
        ", only where the compiler shows that it keeps something off the heap"
    } else {
        ""
    };
    format!("`{}`{go}{asks}", rewrite.safety.name())
}

/// What the file says in comments right above a rewrite, by the rewrite's number.
fn remarks(source: &str) -> BTreeMap<usize, String> {
    let above = |part: &str| {
        let lines: Vec<&str> = part.lines().rev().take_while(|line| line.starts_with('#')).collect();
        lines.into_iter().rev().map(|line| line.trim_start_matches(['#', ' '])).collect::<Vec<_>>().join("\n")
    };
    source.split("\n[[rewrite]]").map(above).enumerate().collect()
}

/// All patches of a rewrite, one below the other.
fn patches(rewrite: &toml::Value) -> String {
    let one = |patch: &toml::Value| patch.as_str().unwrap_or_default().trim_matches('\n').to_owned() + "\n";
    match &rewrite["patch"] {
        toml::Value::Array(all) => all.iter().map(one).collect::<Vec<_>>().join("\n"),
        patch => one(patch),
    }
}

/// The conditions as the file states them, one line for each hole.
fn conditions(rewrite: &toml::Value, named: &mut BTreeSet<String>) -> String {
    let mut text = String::new();
    let holes = rewrite.get("where").and_then(toml::Value::as_table).into_iter().flatten();
    for (hole, conditions) in holes {
        let conditions = conditions.as_table().into_iter().flatten().map(|(name, value)| {
            named.insert(name.clone());
            if value.as_bool() == Some(true) { format!("`{name}`") } else { format!("`{name} = {value}`") }
        });
        let hole = if hole == "match" { "the match".to_owned() } else { format!("`${hole}`") };
        let _ = writeln!(text, "* {hole}: {}", conditions.collect::<Vec<_>>().join(", "));
    }
    text
}

/// What a condition means, in the words of the schema.
fn meaning(schema: &Value, name: &str) -> String {
    let words = schema["$defs"]["Conditions"]["properties"][name]["description"].as_str().unwrap_or_default();
    format!("* `{name}`: {}", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn measured(rule: &Rule) -> String {
    let mut text = String::from(
        "## Measured\n\n\
         One call before and after, with the Go toolchain of that version.\n\n\
         | rewrite | Go | allocations | bytes | call | fewer allocations on |\n|---|---|---|---|---|---|\n",
    );
    for (number, rewrite) in rule.rewrites.iter().enumerate() {
        for (versions, gain) in by_versions(&rewrite.gains) {
            let ([allocs, to_allocs], [bytes, to_bytes]) = (gain.allocs, gain.bytes);
            let (call, place) = (gain.call().replace('|', "\\|"), gain.place());
            let _ = writeln!(
                text,
                "| {number} | {versions} | {allocs} → {to_allocs} | {bytes} → {to_bytes} | `{call}` in {place} | {} of {} inputs |",
                gain.fewer, gain.inputs
            );
        }
    }
    let is_measured = rule.rewrites.iter().any(|rewrite| !rewrite.gains.is_empty());
    if is_measured { text } else { String::from("## Measured\n\nNothing: it is never applied.") }
}

/// Both texts as one diff, in full.
fn diff(before: &str, after: &str) -> String {
    let [before, after] = [before, after].map(|text| text.trim_matches('\n').to_owned() + "\n");
    let diff = TextDiff::from_lines(&before, &after);
    let line = |change: similar::Change<&str>| match change.tag() {
        ChangeTag::Equal => format!(" {}", change.value()),
        ChangeTag::Delete => format!("-{}", change.value()),
        ChangeTag::Insert => format!("+{}", change.value()),
    };
    diff.iter_all_changes().map(line).collect()
}
