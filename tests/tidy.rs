//! What holds for the source as a whole: floors look down, files are headed and short, rules stay data, tables are current.
//!
//! Text is searched, not parsed: what is asked here is simple enough, and a test that misses an odd spelling still stops the usual one.

#[path = "tidy/pages.rs"]
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use allocfix::rule::gains::gains;
use allocfix::rule::predicate::PREDICATES;
use allocfix::rule::{Level, Rule, Rules, schema};
use serde_json::Value;

/// Set to anything, it makes the tests write the tables instead of comparing them.
const UPDATE: &str = "UPDATE_README";

/// The rooms from the lowest floor up; each may name those before it.
const FLOORS: &[&str] = &["text", "go", "rule", "fix", "report", "prove", "cli"];

/// Files that may be longer than the rest, each with the reason.
const LONG: &[(&str, &str)] = &[];

const MAX_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The source files with their paths below the root, separated by `/`.
fn sources() -> BTreeMap<String, String> {
    fn add(folder: &Path, all: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path: PathBuf = entry.expect("src can be listed").path();
            if path.is_dir() {
                add(&path, all);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root()).expect("it lies below the root");
                let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
                all.insert(parts.join("/"), read(&path));
            }
        }
    }
    let mut all = BTreeMap::new();
    add(&root().join("src"), &mut all);
    assert!(all.len() > 50, "only {} files were found", all.len());
    all
}

/// The lines of code with their numbers: no comments, and nothing from the tests on that stand at the end of a file.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line));
    // What is only for tests and stands further up is followed by more of the program.
    let end = text.lines().collect::<Vec<_>>().windows(2).position(|pair| {
        pair[0].trim() == "#[cfg(test)]" && (pair[1].starts_with("mod tests") || pair[1].starts_with("#[path"))
    });
    lines.take(end.unwrap_or(usize::MAX)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether the module is compiled for tests only, which stands in the file that declares it.
fn is_for_tests(path: &str) -> bool {
    path.ends_with("tests.rs") || path == "src/report/example.rs"
}

fn room(path: &str) -> Option<&str> {
    path.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[test]
fn floors_look_down() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, text) in &sources() {
        let Some(room) = room(path) else { continue };
        let Some(floor) = FLOORS.iter().position(|one| *one == room) else {
            faults.push(format!("{path}: the room `{room}` has no floor"));
            continue;
        };
        seen.insert(room.to_owned());
        for (number, line) in code(text) {
            for named in line.split("crate::").skip(1).filter_map(|rest| words(rest).next()) {
                if FLOORS.iter().position(|one| *one == named).is_some_and(|other| other > floor) {
                    faults.push(format!("{path}:{number}: `{room}` names `{named}`, which is above it"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(seen.len(), FLOORS.len(), "a room of the list is gone");
}

#[test]
fn the_world_is_touched_on_the_upper_floors() {
    let mut faults = Vec::new();
    for (path, text) in &sources() {
        let is_outer = matches!(room(path), Some("cli" | "prove")) || path == "src/main.rs" || is_for_tests(path);
        for (number, line) in code(text) {
            let has = |word: &str| words(line).any(|other| other == word);
            if has("tree_sitter") && path != "src/go/syntax.rs" {
                faults.push(format!("{path}:{number}: `tree_sitter` is named in src/go/syntax.rs only"));
            }
            let from_std = line.contains("std::") && (has("fs") || has("process"));
            let prints = ["print!", "println!", "eprint!", "eprintln!", "dbg!"].iter().any(|name| line.contains(name));
            if !is_outer && (from_std || prints) {
                faults.push(format!("{path}:{number}: only src/cli and src/prove touch the world: {}", line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_are_headed_and_short() {
    let mut faults = Vec::new();
    let sources = sources();
    for (path, text) in &sources {
        if !text.starts_with("//! ") {
            faults.push(format!("{path}: does not begin by saying what it owns (`//!`)"));
        }
        let lines = text.lines().count();
        match LONG.iter().find(|(long, _)| long == path) {
            None if lines > MAX_LINES => {
                faults.push(format!("{path}: {lines} lines; split it, or say in LONG why not"))
            }
            Some(_) if lines <= MAX_LINES => faults.push(format!("{path}: is not long any more; take it from LONG")),
            _ => {}
        }
    }
    faults
        .extend(LONG.iter().filter(|(path, _)| !sources.contains_key(*path)).map(|(path, _)| format!("{path}: gone")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn rules_are_data() {
    let rules = Rules::builtin();
    let sources = sources();
    let mut faults = Vec::new();
    for rule in rules.iter() {
        for (path, text) in &sources {
            if text.contains(&format!("\"{}\"", rule.id)) {
                faults.push(format!("{path}: names the rule `{}`", rule.id));
            }
        }
        for name in ["hits.go", "keeps.go"] {
            let path = Path::new("tests/rules").join(&rule.id).join(name);
            if !root().join(&path).is_file() {
                faults.push(format!("{}: every built-in rule needs it", path.display()));
            }
        }
    }
    let folders = fs::read_dir(root().join("tests/rules"))
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned());
    faults.extend(folders.filter(|name| rules.get(name).is_none()).map(|name| format!("tests/rules/{name}: no rule")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_of_the_readme_is_current() {
    let mut table = String::from("| rule | level | what it does | what it gains | such as |\n|---|---|---|---|---|\n");
    for rule in Rules::builtin().iter() {
        let name = format!("[`{0}`](docs/rules/{0}.md)", rule.id);
        let off = if rule.recommended { "" } else { ", off" };
        let level = format!("{}{off}", rule.safety.name());
        let cells = [name.as_str(), &level, &rule.title, &rule.gain, &measured(rule)];
        table.push_str(&row(&cells.map(cell)));
    }
    let readme = read(&root().join("README.md"));
    compare("README.md", &readme, &between(&readme, "<!-- rules -->\n", "<!-- /rules -->", &table));
}

/// What its first rewrite saves that was measured with the newest Go version, or with the newest for which one is worth it.
fn measured(rule: &Rule) -> String {
    let newest = gains().map(|(_, _, gain)| gain.go).max();
    let all = rule.rewrites.iter().flat_map(|rewrite| &rewrite.gains);
    let Some(gain) = all.rev().max_by_key(|gain| gain.go) else { return String::new() };
    let ([allocs, to_allocs], [bytes, to_bytes]) = (gain.allocs, gain.bytes);
    let go = if Some(gain.go) == newest { String::new() } else { format!(" (Go {})", gain.go) };
    format!("{allocs} → {to_allocs} allocations, {bytes} → {to_bytes} B{go}")
}

#[test]
fn every_rewrite_saves_something_wherever_it_is_made() {
    let rules = Rules::builtin();
    let measured: BTreeSet<_> = gains().map(|(_, _, gain)| gain.go).collect();
    let mut lines: BTreeSet<_> = gains().map(|(rule, rewrite, gain)| (rule.to_owned(), rewrite, gain.go)).collect();
    let mut faults = Vec::new();
    for rule in rules.iter() {
        for (number, rewrite) in rule.rewrites.iter().enumerate().filter(|(_, one)| one.safety != Level::Advice) {
            if !measured.iter().any(|go| rewrite.go.contains(*go)) {
                faults.push(format!("{} rewrite {number} is made on no version that was measured", rule.id));
            }
            for go in measured.iter().filter(|go| rewrite.go.contains(**go)) {
                if !lines.remove(&(rule.id.clone(), number, *go)) {
                    faults.push(format!("{} rewrite {number} is made on Go {go}, where it saves nothing", rule.id));
                }
            }
        }
    }
    faults.extend(lines.iter().map(|(rule, number, go)| {
        format!(
            "rules/gains.tsv speaks of {rule} rewrite {number} on Go {go}, where there is none: run tests/prove/measure"
        )
    }));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What stands in most functions, so that looking for it spares no parsing.
const COMMON: &[&str] = &["func", " := ", " = ", "return ", "if ", "] = "];

#[test]
fn every_pattern_has_words_that_are_not_everywhere() {
    let rules = Rules::builtin();
    let mut faults = Vec::new();
    for rule in rules.iter() {
        for (number, rewrite) in rule.rewrites.iter().enumerate() {
            let is_common = |group: &Vec<String>| group.iter().any(|word| COMMON.contains(&word.as_str()));
            for words in rewrite.words.iter().filter(|words| words.iter().all(is_common)) {
                faults.push(format!(
                    "{} rewrite {number} looks for {words:?} only, and every function is parsed",
                    rule.id
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_pages_of_the_rules_are_current() {
    let schema = schema();
    let mut names = BTreeSet::new();
    let _ = fs::create_dir(root().join("docs/rules"));
    for rule in Rules::builtin().iter() {
        let name = format!("docs/rules/{}.md", rule.id);
        let is = fs::read_to_string(root().join(&name)).unwrap_or_default();
        compare(&name, &is, &pages::page(rule, schema.as_value()));
        names.insert(format!("{}.md", rule.id));
    }
    for entry in fs::read_dir(root().join("docs/rules")).expect("it was made above") {
        let name = entry.expect("it can be listed").file_name().to_string_lossy().into_owned();
        assert!(names.contains(&name), "docs/rules/{name}: no rule");
    }
}

#[test]
fn the_page_for_authors_is_current() {
    let schema = schema();
    let schema = schema.as_value();
    let page = read(&root().join("docs/rules.md"));
    let mut new = page.clone();
    let mut named = BTreeSet::from(["RuleFile"]);
    for name in page.split("<!-- table: ").skip(1).filter_map(|rest| rest.split_once(" -->")).map(|(name, _)| name) {
        named.insert(name);
        new = between(&new, &format!("<!-- table: {name} -->\n"), "<!-- /table -->", &keys(schema, name));
    }
    // A new table in a rule file must not be forgotten; what has no keys of its own is told where it is used.
    for (name, about) in schema["$defs"].as_object().expect("the schema has parts") {
        let is_argument = name != "Conditions" && uses(&schema["$defs"]["Conditions"], name);
        assert!(
            about.get("properties").is_none() || is_argument || named.contains(name.as_str()),
            "docs/rules.md has no `<!-- table: {name} -->`"
        );
    }
    compare("docs/rules.md", &page, &new);
}

#[test]
fn every_predicate_is_described() {
    let schema = schema();
    let known = schema.as_value()["$defs"]["Conditions"]["properties"].as_object().expect("conditions are a table");
    let page = read(&root().join("docs/rules.md"));
    for predicate in PREDICATES {
        let name = name_of(predicate);
        let about = known.get(&name).unwrap_or_else(|| panic!("`{name}` is not in the schema"));
        let words = about["description"].as_str().unwrap_or_default();
        assert!(words.len() > 20, "`{name}` has no description in the table of predicates");
        assert!(page.contains(&format!("\n| `{name}` |")), "docs/rules.md does not describe `{name}`");
    }
    assert_eq!(known.len(), PREDICATES.len());
}

/// What a rule calls the predicate that the table has under this name.
fn name_of(predicate: &str) -> String {
    predicate.trim_start_matches("r#").replace('_', "-")
}

/// Whether a part of the schema leads to the part called `name`.
fn uses(part: &Value, name: &str) -> bool {
    part.to_string().contains(&format!("\"#/$defs/{name}\""))
}

/// The table of the keys of a part of the schema, or of the whole.
fn keys(schema: &Value, name: &str) -> String {
    let part = if schema["title"] == name { schema } else { &schema["$defs"][name] };
    let properties = part["properties"].as_object().unwrap_or_else(|| panic!("the schema has no table `{name}`"));
    let required: Vec<&str> = part["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut table = String::from("| key | value | meaning |\n|---|---|---|\n");
    // What must be there comes first, as the file declares it; predicates as they are asked; the rest by name.
    let place = |key: &str| match PREDICATES.iter().position(|name| name_of(name) == key) {
        Some(at) if name == "Conditions" => at,
        _ => required.iter().position(|name| *name == key).unwrap_or(required.len()),
    };
    let mut sorted: Vec<_> = properties.iter().collect();
    sorted.sort_by_key(|(key, _)| place(key));
    for (key, about) in sorted {
        let needed = if required.contains(&key.as_str()) { "; required" } else { "" };
        let meaning = format!("{}{}", about["description"].as_str().unwrap_or_default(), choices(schema, about));
        table.push_str(&row(&[format!("`{key}`"), kind(schema, about) + needed, cell(&meaning)]));
    }
    table
}

/// The part of the schema that this one refers to, or itself.
fn followed<'s>(schema: &'s Value, about: &'s Value) -> &'s Value {
    let other = about["anyOf"].as_array().filter(|all| all.len() == 2 && all[1]["type"] == "null").map(|all| &all[0]);
    let about = other.unwrap_or(about);
    match about["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        Some(name) => &schema["$defs"][name],
        None => about,
    }
}

/// What may stand behind a key, in a few words.
fn kind(schema: &Value, about: &Value) -> String {
    let about = followed(schema, about);
    let one = |name: &str| match name {
        "boolean" => "`true` or `false`".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "number".to_owned(),
        other => other.to_owned(),
    };
    if let Some(words) = constants(about) {
        return words.iter().map(|(word, _)| format!("`\"{word}\"`")).collect::<Vec<_>>().join(if words.len() > 3 {
            ", "
        } else {
            " or "
        });
    }
    if let Some([single, many]) = about["anyOf"].as_array().map(Vec::as_slice)
        && many["type"] == "array"
    {
        return format!("{}, or a list of them", kind(schema, single));
    }
    let name = about["type"].as_str().or_else(|| about["type"][0].as_str()).unwrap_or_default();
    match name {
        "array" => format!("list of {}", kind(schema, &about["items"])),
        "object" => match about["properties"].as_object() {
            Some(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|(key, field)| format!("`{key}` = {}", kind(schema, field))).collect();
                // What holds tables itself has a table of its own.
                if fields.iter().any(|field| field.contains(" table")) {
                    "tables".to_owned()
                } else {
                    format!("{{ {} }}", fields.join(", "))
                }
            }
            None => "table".to_owned(),
        },
        name => one(name),
    }
}

/// What the words mean that may stand behind a key, if they say so.
fn choices(schema: &Value, about: &Value) -> String {
    let about = followed(schema, about);
    let inner = about["items"].as_object().map(|_| followed(schema, &about["items"])).unwrap_or(about);
    let fields = inner["properties"].as_object().into_iter().flatten();
    let own = constants(inner).into_iter().flatten().filter(|(_, meaning)| !meaning.is_empty());
    let own: String = own.map(|(word, meaning)| format!(" `\"{word}\"`: {meaning}")).collect();
    // Those with many keys have a table of their own.
    let is_small = inner["properties"].as_object().is_none_or(|fields| fields.len() <= 3);
    let of_field = |(key, field): (&String, &Value)| {
        format!(" `{key}`: {}{}", field["description"].as_str().unwrap_or_default(), choices(schema, field))
    };
    if is_small { own + &fields.map(of_field).collect::<String>() } else { own }
}

/// The words that a part of the schema allows, with their meanings.
fn constants(about: &Value) -> Option<Vec<(&str, &str)>> {
    if let Some(words) = about["enum"].as_array() {
        return Some(words.iter().filter_map(Value::as_str).map(|word| (word, "")).collect());
    }
    let all = about["oneOf"].as_array()?;
    all.iter().map(|one| Some((one["const"].as_str()?, one["description"].as_str().unwrap_or_default()))).collect()
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The page with what stands between the marks replaced.
fn between(page: &str, start: &str, end: &str, new: &str) -> String {
    let at = page.find(start).unwrap_or_else(|| panic!("{start:?} is missing")) + start.len();
    let to = at + page[at..].find(end).unwrap_or_else(|| panic!("{end:?} is missing behind {start:?}"));
    format!("{}{new}{}", &page[..at], &page[to..])
}

/// Compares a page with what it should be, or writes it.
fn compare(name: &str, is: &str, should: &str) {
    if is == should {
        return;
    }
    if std::env::var_os(UPDATE).is_some() {
        fs::write(root().join(name), should).expect("the page can be written");
        return;
    }
    panic!("the tables of {name} are not current: run `{UPDATE}=1 cargo test --test tidy` and look at the change");
}

#[test]
fn the_diff_of_the_readme_is_what_the_program_prints() {
    let readme = read(&root().join("README.md"));
    let shown = inside(&readme, "<!-- diff -->\n```diff\n", "```\n<!-- /diff -->");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_allocfix"))
        .args(["--dry-run", "--allow-dirty", "examples/shop"])
        .current_dir(root())
        .output()
        .expect("the program was built for this test");
    let printed = String::from_utf8(output.stdout).expect("Go source is UTF-8");
    assert!(!shown.trim().is_empty() && printed.contains(shown), "README.md shows a diff that is not in:\n{printed}");
}

/// The text between two marks.
fn inside<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("README.md lacks {start:?}")) + start.len();
    let to = text[from..].find(end).unwrap_or_else(|| panic!("README.md lacks {end:?}"));
    &text[from..from + to]
}
