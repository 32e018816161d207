//! The commands that look at rules instead of Go files: `explain`, `rules list|check|new|schema`; and the completion scripts.

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
use super::{Exit, Screen};

/// The rules that hold in a folder, and its configuration.
fn rules_of(sources: &Sources, current: &Path, color: bool) -> Result<(Library, Option<Arc<Config>>), Vec<Complaint>> {
    let names = Names::new(current);
    let config = Configs::new(sources.config.as_deref(), &names)?.of(current)?;
    let library = library(sources, config.iter(), &names, color)?;
    Ok((library, config))
}

/// `explain RULE`.
pub fn explain(sources: &Sources, id: &str, current: &Path, screen: &mut Screen) -> Exit {
    let library = match rules_of(sources, current, screen.err_color) {
        Ok((library, _)) => library,
        Err(wrong) => return screen.complain(&wrong),
    };
    let exit = screen.wrong_rules(&library);
    match library.find(id) {
        Some(about) => exit.max(screen.print(&rules::page(about))),
        None => {
            let ids = library.about.iter().map(|about| about.id.as_str());
            let help = match instead(id, "rules", ids) {
                help if help.is_empty() => "`allocfix rules list` lists the rules".to_owned(),
                help => help,
            };
            screen.complain(&[Complaint::new(format!("no rule is called `{id}`")).help(help)])
        }
    }
}

/// `rules list`: the rules that are on, with the level they have here; those that are off say so.
pub fn list(sources: &Sources, choice: &Choice, format: Format, current: &Path, screen: &mut Screen) -> Exit {
    let (library, config) = match rules_of(sources, current, screen.err_color) {
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
        .about
        .iter()
        .map(|about| {
            let level = match settled.settings.rules.get(&about.id) {
                None => about.level.name(),
                Some(Some(level)) => level.name(),
                Some(None) => "off",
            };
            (about, level)
        })
        .collect();
    let text = if format == Format::Json {
        let rules: Vec<_> = rows
            .iter()
            .map(|(about, level)| {
                serde_json::json!({
                    "id": about.id, "title": about.title, "category": about.category, "level": level,
                    "gain": about.gain, "go": about.go,
                })
            })
            .collect();
        format!("{:#}\n", serde_json::json!({ "version": 1, "rules": rules }))
    } else {
        let wide = |text: fn(&rules::About) -> &str| {
            library.about.iter().map(|about| text(about).chars().count()).max().unwrap_or(0)
        };
        let (ids, categories) = (wide(|about| &about.id), wide(|about| &about.category));
        rows.iter()
            .map(|(about, level)| {
                format!("{:ids$}  {level:6}  {:categories$}  {}\n", about.id, about.category, about.title)
            })
            .collect()
    };
    exit.max(screen.print(&text))
}

/// `rules check`: rule files load, their examples do what they say, and the laws hold.
pub fn check(sources: &Sources, paths: &[PathBuf], current: &Path, screen: &mut Screen) -> Exit {
    let loaded = if paths.is_empty() {
        rules_of(sources, current, screen.err_color).map(|(library, _)| library)
    } else {
        let (files, wrong): (Vec<_>, Vec<_>) = paths.iter().map(|path| rules::read(path)).partition(Result::is_ok);
        let wrong: Vec<Complaint> = wrong.into_iter().filter_map(Result::err).collect();
        let files = files.into_iter().flatten().flatten().collect();
        if wrong.is_empty() { Ok(rules::load(files, screen.err_color)) } else { Err(wrong) }
    };
    let library = match loaded {
        Ok(library) => library,
        Err(wrong) => return screen.complain(&wrong),
    };
    let exit = screen.wrong_rules(&library);
    let broken = rules::check(&library);
    for line in &broken {
        screen.error(line, "");
    }
    if exit != Exit::Fine || !broken.is_empty() {
        return Exit::Trouble;
    }
    screen.print(&format!("{} rules hold\n", library.about.len()))
}

/// `rules new ID`: prints a rule to start from, or writes it into the one folder of `--rules`. Never over a file that is there.
pub fn new(dirs: &[PathBuf], id: &str, screen: &mut Screen) -> Exit {
    if !rules::is_id(id) {
        let complaint = Complaint::new(format!("`{}` cannot be the id of a rule", shown(Path::new(id))));
        return screen
            .complain(&[complaint.help("small letters, digits and single `-` between them, such as `size-map`")]);
    }
    let text = rules::skeleton(id);
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
    screen.print(&rules::schema())
}

/// `--completions SHELL`.
pub fn completions(shell: clap_complete::Shell, screen: &mut Screen) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "allocfix", &mut script);
    screen.print(&String::from_utf8_lossy(&script))
}
