//! A run over Go files, from the paths to the exit code.
//!
//! The order is the promise: everything is read and computed, then everything is written, then everything is told.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::args::Format;
use super::complain::{Complaint, shown};
use super::config::{Config, Configs};
use super::disk::{Disk, Overlay};
use super::names::Names;
use super::places::places;
use super::plan::{Input, Mode, Run, Sources};
use super::progress::Progress;
use super::reports::{self, Telling};
use super::rules::{self, Library};
use super::settings::{Settled, settle, unknown_words};
use super::walk::{Found, is_go, is_test, not_ours, skip, walk};
use super::{Exit, Screen, disk, git, modules, write};
use crate::fix::outcome::{Fate, Fault, Outcome, Refusals, Skipped};
use crate::fix::{Folder, Settings};
use crate::go::world::{Files, World};
use crate::prove::{self, Request};
use crate::rule::Rules;

/// The engine: [`crate::fix::run`], or what a test puts in its place.
pub type Engine = fn(&World, &Rules, &[Folder], &(dyn Fn(usize) + Sync)) -> Outcome;

/// Does what `run` says. `current` is the current folder, absolute and without links.
pub fn run(run: &Run, current: &Path, input: &mut dyn Read, engine: Engine, screen: &mut Screen) -> Exit {
    match compute(run, current, input, engine, screen) {
        Ok(done) => finish(run, done, screen),
        Err(wrong) => screen.complain(&wrong),
    }
}

/// What a run came to before anything is written.
pub struct Done {
    /// Everything that was found.
    pub outcome: Outcome,
    /// How people call the files.
    pub names: Names,
    /// What standard input held, if it was looked at: its path and its bytes.
    stdin: Option<(PathBuf, Vec<u8>)>,
    /// Exit codes met on the way.
    pub exit: Exit,
    /// Whether there was anything to look at.
    is_empty: bool,
}

/// Works out everything that would be done, and writes nothing.
///
/// # Errors
/// When the run cannot begin, or nothing can be said of it.
pub fn compute(
    run: &Run,
    current: &Path,
    input: &mut dyn Read,
    engine: Engine,
    screen: &mut Screen,
) -> Result<Done, Vec<Complaint>> {
    let since = Instant::now();
    let mut names = Names::new(current);
    let mut stdin = None;
    let mut found = match &run.input {
        Input::Paths(paths) => walk(paths, &mut names),
        Input::Stdin(name) => {
            let (path, bytes) = read_stdin(name, current, input, &mut names)?;
            stdin = Some((path.clone(), bytes));
            let refused: Vec<Skipped> = not_ours(&path, false).into_iter().collect();
            let files = if refused.is_empty() { BTreeSet::from([path]) } else { BTreeSet::new() };
            Found { named: files.clone(), files, skipped: refused.clone(), refused, ..Found::default() }
        }
    };
    if found.is_missing && run.mode != Mode::Check {
        return Ok(Done { outcome: nothing(found, &run.input), names, stdin, exit: Exit::Fine, is_empty: true });
    }
    let configs = configs(&found, &run.sources, &names)?;
    let library = library(&run.sources, configs.values().flatten(), &names, screen.err_look.color)?;
    let mut exit = Exit::Fine;
    if !library.wrong.is_empty() {
        exit = screen.wrong_rules(&library);
        if run.mode != Mode::Check {
            let none = Complaint::new("no rule is applied while a rule file is wrong");
            return Err(vec![
                none.help("`allocfix check` does with the others, `allocfix rules check` looks at the rules alone"),
            ]);
        }
    }
    let config_list: Vec<&Config> = distinct(configs.values().flatten());
    let wrong = unknown_words(&run.choice, &config_list, &library);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if !run.quiet && stdin.is_none() {
        tell_empty(&found, &names, screen);
    }

    let is_empty = found.files.is_empty();
    let settled = settled(&mut found, &configs, run, &real_dirs(&run.sources.rule_dirs), &library);
    let settled = if stdin.is_some() { settled } else { in_git(settled, run, &names, &mut found.skipped)? };
    if !run.quiet && stdin.is_none() {
        modules::tell(settled.keys().filter_map(|file| file.parent()), &names, screen);
    }
    if !run.quiet && run.verify.as_ref().is_some_and(Request::runs_code) {
        screen.note("this runs the repository's own code", "`--verify=build` does not");
    }
    let progress = Progress::new(screen.bar && !run.quiet, since, settled.len());
    let overlay: Arc<dyn Files> = Arc::new(Overlay::new(Arc::new(Disk), stdin.iter().cloned().collect()));
    let passes = passes(settled);
    let compute = |refused: &Refusals, folders: Option<&BTreeSet<PathBuf>>| {
        let passes = passes.iter().map(|pass| chosen(pass, refused, folders)).collect();
        work(passes, overlay.clone(), &library.rules, engine, &|files| progress.add(files))
    };
    let outcome = match &run.verify {
        None => Ok(compute(&Refusals::new(), None)),
        Some(request) => prove::verify(request, &compute, &|doing| progress.say(doing)),
    };
    progress.finish();
    let mut outcome = outcome.map_err(|failure| vec![Complaint::new(failure.message).help(failure.help)])?;
    outcome.skipped.extend(found.skipped);
    outcome.troubles.extend(found.troubles);
    Ok(Done { outcome, names, stdin, exit, is_empty })
}

/// What a run comes to that is not begun, since a path that was named is not there: it may be a command with a typing error, which
/// would have written nothing.
fn nothing(found: Found, input: &Input) -> Outcome {
    let mut troubles = found.troubles;
    if matches!(input, Input::Paths(paths) if paths.len() > 1) {
        for trouble in &mut troubles {
            let known = if trouble.help.is_empty() { String::new() } else { format!("{} ", trouble.help) };
            trouble.help = known + "nothing was done with the other paths";
        }
    }
    Outcome { troubles, ..Outcome::default() }
}

/// Standard input and the path it stands for.
fn read_stdin(
    name: &Path,
    current: &Path,
    input: &mut dyn Read,
    names: &mut Names,
) -> Result<(PathBuf, Vec<u8>), Vec<Complaint>> {
    let typed = current.join(name);
    // The file itself may be new, and even its folder; what is there loses its links.
    let path = disk::real(&typed).unwrap_or_else(|_| match (typed.parent().map(disk::real), typed.file_name()) {
        (Some(Ok(folder)), Some(file)) => folder.join(file),
        _ => typed.clone(),
    });
    if !is_go(&path) {
        let complaint = Complaint::new(format!("`{}` is no Go file", shown(name)));
        return Err(vec![complaint.help("--stdin-filename takes the name of a .go file")]);
    }
    names.call(&path, name);
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| vec![Complaint::new(format!("cannot read standard input: {error}"))])?;
    Ok((path, bytes))
}

/// The configuration of each folder with Go files, and of each folder that was named.
fn configs(
    found: &Found,
    sources: &Sources,
    names: &Names,
) -> Result<HashMap<PathBuf, Option<Arc<Config>>>, Vec<Complaint>> {
    let mut configs = Configs::new(sources.config.as_deref(), names)?;
    let mut all = HashMap::new();
    let mut wrong = Vec::new();
    let of_files = found.files.iter().filter_map(|file| file.parent());
    // Whether a word chooses a rule must not hang on whether there is anything to look at.
    let refused = found.refused.iter().map(|refused| refused.path.as_path());
    for folder in found.folders.iter().map(PathBuf::as_path).chain(of_files).chain(refused) {
        if all.contains_key(folder) {
            continue;
        }
        let config = configs.of(folder).unwrap_or_else(|complaints| {
            wrong.extend(complaints);
            None
        });
        all.insert(folder.to_owned(), config);
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

/// The rules of the program, of the command line and of all configurations.
pub fn library<'a>(
    sources: &Sources,
    configs: impl Iterator<Item = &'a Arc<Config>>,
    names: &Names,
    color: bool,
) -> Result<Library, Vec<Complaint>> {
    let mut wrong = Vec::new();
    let mut dirs = Vec::new();
    for typed in &sources.rule_dirs {
        match disk::real(typed) {
            Ok(real) => dirs.push(real),
            Err(error) => {
                let message = format!("cannot read the rules in `{}`: {error}", shown(typed));
                wrong.push(Complaint::new(message).help("--rules takes a folder of rule files"));
            }
        }
    }
    dirs.extend(configs.flat_map(|config| config.rule_dirs.iter().map(|(dir, _)| dir.clone())));
    dirs.sort_unstable();
    dirs.dedup();
    let mut files = Vec::new();
    for dir in &dirs {
        match rules::read(dir) {
            Ok(more) => files.extend(more),
            Err(complaint) => wrong.push(complaint),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let real: HashMap<PathBuf, PathBuf> = files.iter().map(|(path, _)| (names.show(path), path.clone())).collect();
    let mut library = rules::load(files.into_iter().map(|(path, text)| (names.show(&path), text)).collect(), color);
    for about in &mut library.about {
        // Shown to people as they know it, kept as what decides where it belongs.
        about.file = about.file.take().map(|file| real.get(&file).cloned().unwrap_or(file));
    }
    Ok(library)
}

/// The folders of `--rules` without links; those that are not there were complained about.
pub fn real_dirs(typed: &[PathBuf]) -> Vec<PathBuf> {
    typed.iter().filter_map(|dir| disk::real(dir).ok()).collect()
}

fn distinct<'a>(configs: impl Iterator<Item = &'a Arc<Config>>) -> Vec<&'a Config> {
    let by_path: BTreeMap<&Path, &Config> = configs.map(|config| (config.path.as_path(), config.as_ref())).collect();
    by_path.into_values().collect()
}

fn tell_empty(found: &Found, names: &Names, screen: &mut Screen) {
    if let [one, rest @ ..] = found.refused.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
        let path = shown(&names.show(&one.path));
        screen.note(&format!("`{path}`{more} is left alone: {}", one.reason.text), "");
    }
    for folder in &found.folders {
        if !found.files.range(folder.clone()..).next().is_some_and(|file| file.starts_with(folder)) {
            let passed = found.skipped.iter().filter(|skipped| skipped.path.starts_with(folder)).count();
            let help = match passed {
                0 => "",
                _ => "-v lists what was passed by, and why; a path that is named is looked at",
            };
            screen.note(&format!("no Go files in `{}`", shown(&names.show(folder))), help);
        }
    }
}

/// The files that are looked at, with what holds for each; tests leave here unless they are wanted.
fn settled(
    found: &mut Found,
    configs: &HashMap<PathBuf, Option<Arc<Config>>>,
    run: &Run,
    dirs: &[PathBuf],
    library: &Library,
) -> BTreeMap<PathBuf, Arc<Settings>> {
    // Files with the same configuration and the same matching tables share their settings, so few are worked out.
    let mut known: HashMap<(Option<&Path>, Vec<bool>), Settled> = HashMap::new();
    let mut kept = BTreeMap::new();
    for file in std::mem::take(&mut found.files) {
        let config = file.parent().and_then(|folder| configs.get(folder)).and_then(Option::as_deref);
        let tables = config.iter().flat_map(|config| &config.paths).map(|table| table.matches(&file)).collect();
        let key = (config.map(|config| config.path.as_path()), tables);
        let settled = known.entry(key).or_insert_with(|| {
            let mut settled = settle(&file, config, &run.choice, dirs, library);
            Arc::make_mut(&mut settled.settings).asks_compiler = run.verify.is_some();
            settled
        });
        if is_test(&file) && !settled.tests && !found.named.contains(&file) {
            found.skipped.push(skip(&file, "test", "it is a test; --tests includes them"));
        } else {
            kept.insert(file, settled.settings.clone());
        }
    }
    kept
}

/// Leaves out what git could not give back, as far as that matters for this mode.
fn in_git(
    mut files: BTreeMap<PathBuf, Arc<Settings>>,
    run: &Run,
    names: &Names,
    skipped: &mut Vec<Skipped>,
) -> Result<BTreeMap<PathBuf, Arc<Settings>>, Vec<Complaint>> {
    if run.mode == Mode::Check {
        return Ok(files);
    }
    if run.mode == Mode::Write && !run.allow_no_vcs {
        let outside = git::outside(files.keys());
        if let Some(one) = outside.first() {
            let what = match outside.len() {
                1 => format!("`{}` is", shown(&names.show(one))),
                n => format!("`{}` and {} more files are", shown(&names.show(one)), n - 1),
            };
            return Err(vec![
                Complaint::new(format!("{what} in no git work tree, so nothing could be taken back"))
                    .help("--allow-no-vcs writes all the same; --dry-run shows what would be written"),
            ]);
        }
    }
    if run.allow_dirty {
        return Ok(files);
    }
    let standing = git::standing(files.keys()).map_err(|complaint| vec![complaint])?;
    for (paths, text) in [
        (&standing.changed, "it has changes that are not committed; --allow-dirty includes it"),
        (&standing.hidden, "git was told not to look for changes of it (update-index); --allow-dirty includes it"),
        (&standing.untracked, "it is not in git yet; --allow-dirty includes it"),
    ] {
        for path in paths {
            files.remove(path);
            skipped.push(skip(path, "uncommitted-changes", text));
        }
    }
    Ok(files)
}

/// The folders to give to the engine, one pass after the other.
///
/// Mostly there is one pass. Files of one folder with different settings go into several: two passes that did not see each other's
/// result could make changes that are right alone and wrong together.
fn passes(files: BTreeMap<PathBuf, Arc<Settings>>) -> Vec<Vec<Folder>> {
    let mut folders: BTreeMap<PathBuf, Vec<Folder>> = BTreeMap::new();
    for (file, settings) in files {
        let path = file.parent().unwrap_or(Path::new("")).to_owned();
        let parts = folders.entry(path.clone()).or_default();
        match parts.iter_mut().find(|part| part.settings == settings) {
            Some(part) => part.targets.push(file),
            None => parts.push(Folder { path, targets: vec![file], settings, refused: Arc::default() }),
        }
    }
    let mut passes: Vec<Vec<Folder>> = Vec::new();
    for parts in folders.into_values() {
        for (pass, part) in parts.into_iter().enumerate() {
            if pass == passes.len() {
                passes.push(Vec::new());
            }
            passes[pass].push(part);
        }
    }
    passes
}

/// The folders of a pass that are asked for, without the fixes that are refused.
fn chosen(pass: &[Folder], refused: &Refusals, folders: Option<&BTreeSet<PathBuf>>) -> Vec<Folder> {
    let of_folder = |path: &Path| -> Refusals {
        let here = refused.iter().filter(|(id, _)| id.path.parent() == Some(path));
        here.map(|(id, refusal)| (id.clone(), refusal.clone())).collect()
    };
    let wanted = pass.iter().filter(|folder| folders.is_none_or(|folders| folders.contains(&folder.path)));
    wanted.map(|folder| Folder { refused: Arc::new(of_folder(&folder.path)), ..folder.clone() }).collect()
}

fn work(
    passes: Vec<Vec<Folder>>,
    files: Arc<dyn Files>,
    rules: &Rules,
    engine: Engine,
    progress: &(dyn Fn(usize) + Sync),
) -> Outcome {
    let mut all = Outcome::default();
    let places = places();
    for folders in passes {
        let changed = all.files.iter().map(|file| (file.path.clone(), file.after.clone().into_bytes())).collect();
        let world = World::new(Arc::new(Overlay::new(files.clone(), changed)), places.clone());
        let outcome = engine(&world, rules, &folders, progress);
        all.files.extend(outcome.files);
        all.findings.extend(outcome.findings);
        all.skipped.extend(outcome.skipped);
        all.troubles.extend(outcome.troubles);
        all.looked_at += outcome.looked_at;
        all.dependencies += outcome.dependencies;
    }
    all
}

/// Writes and tells.
fn finish(run: &Run, done: Done, screen: &mut Screen) -> Exit {
    let Done { mut outcome, names, stdin, mut exit, is_empty } = done;
    let would_change = !outcome.files.is_empty();
    if run.mode == Mode::Write && stdin.is_none() {
        write::write(&mut outcome);
    }
    names.show_all(&mut outcome);

    let format = format(run);
    let telling = Telling { verbose: run.verbose, written: run.mode == Mode::Write };
    let results = match &stdin {
        Some((_, before)) if run.mode == Mode::Write && format == Format::Text => {
            outcome.files.first().map_or(before.clone(), |file| file.after.clone().into_bytes())
        }
        // The report of a writing run is its summary; the findings that were applied are in the version control's diff.
        _ if is_list(run) => if run.quiet { String::new() } else { list(&outcome) }.into_bytes(),
        _ => reports::results(format, &outcome, telling, screen.out_look).into_bytes(),
    };
    let printed = screen.out.write_all(&results);
    exit = exit.max(screen.delivered(printed));
    if run.verbose && (format != Format::Text || is_list(run)) {
        let _ = reports::details(screen.err, &outcome, telling, screen.err_look);
    }
    // In JSON they stand with the rest.
    if format != Format::Json {
        let beside = format != Format::Text || is_list(run) || stdin.is_some();
        let printed = if beside { &mut *screen.err } else { &mut *screen.out }
            .write_all(reports::benchmarks(&outcome).as_bytes());
        exit = exit.max(screen.delivered(printed));
    }
    if run.statistics {
        // A diff and a JSON object must stay what they are, so there the counts go beside them.
        let beside = format != Format::Text || stdin.is_some();
        let printed = if beside { &mut *screen.err } else { &mut *screen.out }
            .write_all(reports::statistics(&outcome).as_bytes());
        exit = exit.max(screen.delivered(printed));
    }
    if !outcome.troubles.is_empty() {
        // What cannot be written to standard error cannot be told to anybody.
        let _ = screen.err.write_all(reports::troubles(&outcome, screen.err_look).as_bytes());
        exit = Exit::Trouble;
    }
    if !run.quiet && stdin.is_none() && !is_empty {
        summary(&outcome, telling, screen);
    }
    let flushed = screen.out.flush();
    exit = exit.max(screen.delivered(flushed));
    let found = |fate: &Fate| matches!(fate, Fate::Applied | Fate::Offered);
    let is_found = match run.mode {
        Mode::Check => outcome.findings.iter().any(|finding| found(&finding.fate)),
        _ => run.fail_on_change && would_change,
    };
    if is_found { exit.max(Exit::Found) } else { exit }
}

/// The form of the results. That the usual one is asked for by its name changes nothing.
fn format(run: &Run) -> Format {
    run.format.unwrap_or(if run.mode == Mode::DryRun { Format::Diff } else { Format::Text })
}

/// Whether the results are the names of the files that were changed or would be.
fn is_list(run: &Run) -> bool {
    matches!(run.mode, Mode::Write | Mode::Judge) && format(run) == Format::Text
}

/// The files of a writing run, one a line.
fn list(outcome: &Outcome) -> String {
    outcome.files.iter().map(|file| shown(&file.path) + "\n").collect()
}

/// What the run came to, and what only the command line can do about it.
fn summary(outcome: &Outcome, telling: Telling, screen: &mut Screen) {
    let _ = screen.err.write_all(reports::summary(outcome, telling, screen.err_look).as_bytes());
    let dirty = outcome.skipped.iter().filter(|skipped| skipped.reason.code == "uncommitted-changes").count();
    match dirty {
        0 => {}
        1 => screen.line("1 file has changes that are not committed; `--allow-dirty` includes it"),
        _ => screen.line(&format!("{dirty} files have changes that are not committed; `--allow-dirty` includes them")),
    }
    let unwritten = outcome.troubles.iter().filter(|trouble| trouble.fault == Fault::World).count();
    match unwritten {
        0 => {}
        1 => screen.line("1 path with trouble"),
        _ => screen.line(&format!("{unwritten} paths with trouble")),
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
