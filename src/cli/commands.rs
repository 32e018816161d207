//! The commands that tell about rules: `explain`, `rules list|new|schema`; and the completion scripts.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;

use super::args::{Args, Format};
use super::complain::{Complaint, instead, shown};
use super::config::{Choice, Config, Configs};
use super::names::Names;
use super::plan::Sources;
use super::rules::{self, Library};
use super::run::{library, real_dirs};
use super::settings::{settle, unknown_words};
use super::{Exit, Screen, page};
use crate::fix::UNUSED_IGNORE;

/// The rules that hold in a folder, and its configuration.
pub fn rules_of(
    sources: &Sources,
    current: &Path,
    color: bool,
) -> Result<(Library, Option<Arc<Config>>), Vec<Complaint>> {
    let names = Names::new(current);
    let config = Configs::new(sources.config.as_deref(), &names)?.of(current)?;
    let library = library(sources, config.iter(), &names, color)?;
    Ok((library, config))
}

/// `explain RULE`.
pub fn explain(sources: &Sources, id: &str, current: &Path, screen: &mut Screen) -> Exit {
    let library = match rules_of(sources, current, screen.err_look.color) {
        Ok((library, _)) => library,
        Err(wrong) => return screen.complain(&wrong),
    };
    let exit = screen.wrong_rules(&library);
    if let Some(rule) = library.rules.get(id) {
        let file = library.about.iter().find(|about| about.id == id).and_then(|about| about.file.as_deref());
        let file = file.map(|file| shown(&Names::new(current).show(file)));
        return exit.max(screen.print(&page::page(rule, file.as_deref(), screen.out_look.color)));
    }
    if id == UNUSED_IGNORE {
        let complaint =
            Complaint::new(format!("`{id}` is no rule, but a finding about a comment that ignores nothing"));
        let help = format!("mend the comment, or take it out; `--ignore {id}` leaves such findings out");
        return screen.complain(&[complaint.help(help)]);
    }
    let complaint = Complaint::new(format!("no rule is called `{}`", shown(Path::new(id))));
    let in_category: Vec<&str> =
        library.about.iter().filter(|about| about.category == id).map(|about| about.id.as_str()).collect();
    let help = match instead(id, "rules", library.about.iter().map(|about| about.id.as_str())) {
        _ if !in_category.is_empty() => format!("it is a category, of {}", in_category.join(", ")),
        help if help.is_empty() => "`allocfix rules list` lists the rules".to_owned(),
        help => help,
    };
    screen.complain(&[complaint.help(help)])
}

/// `rules list`: the rules that are on, with the level they have here; those that are off say so.
pub fn list(sources: &Sources, choice: &Choice, format: Format, current: &Path, screen: &mut Screen) -> Exit {
    let (library, config) = match rules_of(sources, current, screen.err_look.color) {
        Ok(found) => found,
        Err(wrong) => return screen.complain(&wrong),
    };
    let exit = screen.wrong_rules(&library);
    let wrong = unknown_words(choice, &config.as_deref().into_iter().collect::<Vec<_>>(), &library);
    if !wrong.is_empty() {
        return screen.complain(&wrong);
    }
    // Any file of this folder will do, as long as no `[[paths]]` table is likely to speak of it.
    let file = current.join("allocfix.go");
    let settled = settle(&file, config.as_deref(), choice, &real_dirs(&sources.rule_dirs), &library);
    let rows: Vec<_> = library
        .rules
        .iter()
        .map(|rule| match settled.settings.rules.get(&rule.id) {
            None => (rule, rule.safety.name()),
            Some(Some(level)) => (rule, level.name()),
            Some(None) => (rule, "off"),
        })
        .collect();
    let text = if format == Format::Json {
        let rules: Vec<_> = rows
            .iter()
            .map(|(rule, level)| {
                serde_json::json!({
                    "id": rule.id, "level": level, "category": rule.category, "title": rule.title, "gain": rule.gain,
                })
            })
            .collect();
        format!("{:#}\n", serde_json::json!({ "version": 1, "rules": rules }))
    } else {
        page::list(&rows)
    };
    exit.max(screen.print(&text))
}

/// `rules new ID`: prints a rule to start from, or writes it into the one folder of `--rules`. Never over a file that is there.
pub fn new(dirs: &[PathBuf], id: &str, screen: &mut Screen) -> Exit {
    if !rules::is_id(id) {
        let complaint = Complaint::new(format!("`{}` cannot be the id of a rule", shown(Path::new(id))));
        return screen
            .complain(&[complaint.help("small letters, digits and single `-` between them, such as `size-map`")]);
    }
    if rules::is_taken(id) {
        let complaint =
            Complaint::new(format!("`{id}` is taken: a built-in rule, or a word of the command line, is called so"));
        return screen.complain(&[complaint.help("choose another id; `allocfix rules list` lists the rules")]);
    }
    let text = page::skeleton(id);
    let dir = match dirs {
        [] => return screen.print(&text),
        [dir] => dir,
        _ => return screen.complain(&[Complaint::new("a new rule goes into one folder, but --rules names several")]),
    };
    let path = dir.join(format!("{id}.toml"));
    let written = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    match written {
        Ok(()) => screen.print(&format!("{}\n", shown(&path))),
        Err(error) => {
            let help = match error.kind() {
                std::io::ErrorKind::AlreadyExists => "choose another id, or edit the file",
                std::io::ErrorKind::NotFound => "--rules takes a folder that is there",
                _ => "",
            };
            screen.complain(&[Complaint::new(format!("cannot write `{}`: {error}", shown(&path))).help(help)])
        }
    }
}

/// `rules schema`.
pub fn schema(screen: &mut Screen) -> Exit {
    let schema = serde_json::to_string_pretty(&crate::rule::schema());
    screen.print(&(schema.expect("a schema is JSON already") + "\n"))
}

/// `--completions SHELL`.
pub fn completions(shell: clap_complete::Shell, screen: &mut Screen) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "allocfix", &mut script);
    screen.print(&String::from_utf8_lossy(&script))
}
