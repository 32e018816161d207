//! `allocfix escapes`: what the compiler puts on the heap, why, and which rule has something to say about it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Format;
use super::complain::{Complaint, shown};
use super::names::Names;
use super::plan::{Input, Run};
use super::reports;
use super::run::compute;
use super::walk::walk;
use super::{Exit, Screen};
use crate::fix::outcome::{Fate, Finding};
use crate::prove::escapes::{Functions, HeapSite, in_folders};
use crate::prove::toolchain::{Failure, Toolchain};

/// The report, for machines.
#[derive(Serialize)]
struct Report {
    sites: Vec<Site>,
}

#[derive(Serialize)]
struct Site {
    path: String,
    line: u32,
    column: u32,
    /// As `name` or `Receiver.name`; empty at package level.
    function: String,
    /// The compiler's words; an inlined call's result is `(inlined call)`.
    message: String,
    /// The cause in a few words; empty where the compiler gives none.
    why: String,
    /// How it gets there, in the compiler's words.
    flow: Vec<String>,
    rules: Vec<Rule>,
}

/// A rule that has a finding on the site's line.
#[derive(Serialize)]
struct Rule {
    rule: String,
    fate: &'static str,
    /// Why it is kept; empty where it is not.
    reason: String,
}

/// Lists the heap sites of the packages that a run looks at.
pub fn escapes(run: &Run, toolchain: &Toolchain, current: &Path, screen: &mut Screen) -> Exit {
    let Input::Paths(paths) = &run.input else {
        let complaint = Complaint::new("`escapes` cannot look at standard input");
        return screen.complain(&[complaint.help("the compiler reads what is on disk; save the file and name it")]);
    };
    let done = match compute(run, current, &mut io::empty(), crate::fix::run, screen) {
        Ok(done) => done,
        Err(wrong) => return screen.complain(&wrong),
    };
    let mut outcome = done.outcome;
    let mut exit = done.exit;
    let mut names = Names::new(current);
    let files = walk(paths, &mut names).files;
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    let complaint = |failure: Failure| Complaint::new(failure.message).help(failure.help);
    let heap = match in_folders(toolchain, &folders) {
        Ok(heap) => heap,
        Err(failure) => return screen.complain(&[complaint(failure)]),
    };
    if let [one, rest @ ..] = heap.outside.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
        let message = format!("`{}`{more} lies in no Go module, so nothing can be built", shown(&names.show(one)));
        let complaint = Complaint::new(format!("{message} (outside-module)"));
        exit = exit.max(screen.complain(&[complaint.help("`go mod init` makes a module of it")]));
    }
    if let Some(failure) = heap.failure {
        exit = exit.max(screen.complain(&[complaint(failure)]));
    }
    let mut sites = Vec::new();
    let mut read: Option<(PathBuf, String)> = None;
    // A file that is named stands for itself, and not for its package.
    for site in heap.sites.into_iter().filter(|site| files.contains(&site.path)) {
        if read.as_ref().is_none_or(|(path, _)| *path != site.path) {
            let text = match std::fs::read_to_string(&site.path) {
                Ok(text) => text,
                Err(error) => {
                    let message = format!("cannot read `{}`: {error}", shown(&names.show(&site.path)));
                    return screen.complain(&[Complaint::new(message)]);
                }
            };
            read = Some((site.path.clone(), text));
        }
        let text = read.as_ref().map_or("", |(_, text)| text.as_str());
        sites.push(described(site, text, &outcome.findings, &names));
    }
    let text = match run.format {
        Some(Format::Json) => serde_json::to_string_pretty(&Report { sites }).unwrap_or_default() + "\n",
        // Of what was not built, nobody knows that it has none.
        _ if sites.is_empty() && exit != Exit::Fine => String::new(),
        _ => text(&sites, run.verbose),
    };
    exit = exit.max(screen.print(&text));
    if !outcome.troubles.is_empty() {
        names.show_all(&mut outcome);
        let _ = screen.err.write_all(reports::troubles(&outcome, screen.err_look).as_bytes());
        exit = Exit::Trouble;
    }
    exit
}

fn described(site: HeapSite, text: &str, findings: &[Finding], names: &Names) -> Site {
    let function = Functions::new(text).at_place(site.line, site.column).to_owned();
    let here =
        |finding: &&Finding| finding.path == site.path && (finding.start.line..=finding.end.line).contains(&site.line);
    let rule = |finding: &Finding| {
        let reason = match &finding.fate {
            Fate::Kept(reason) => reason.text.clone(),
            _ => String::new(),
        };
        Rule { rule: finding.rule.clone(), fate: finding.fate.name(), reason }
    };
    let rules = findings.iter().filter(here).map(rule).collect();
    let path = shown(&names.show(&site.path)).to_string();
    let HeapSite { line, column, message, why, flow, .. } = site;
    Site { path, line, column, function, message, why, flow, rules }
}

fn text(sites: &[Site], verbose: bool) -> String {
    let mut out = String::new();
    let mut last = None;
    for site in sites {
        let function = (site.path.as_str(), site.function.as_str());
        if last != Some(function) {
            let name = if site.function.is_empty() { "package level" } else { &site.function };
            let blank = if last.is_some() { "\n" } else { "" };
            // Writing to a string does not fail.
            let _ = writeln!(out, "{blank}{name}:");
            last = Some(function);
        }
        let why = if site.why.is_empty() { String::new() } else { format!(": {}", site.why) };
        let _ = writeln!(out, "  {}:{}:{}: {}{why}", site.path, site.line, site.column, site.message);
        if verbose {
            for step in &site.flow {
                let _ = writeln!(out, "      {step}");
            }
        }
        for rule in &site.rules {
            let what = match rule.reason.as_str() {
                "" => String::new(),
                reason => format!(" leaves it: {reason}"),
            };
            let _ = writeln!(out, "    rule {}{what}; allocfix explain {}", rule.rule, rule.rule);
        }
    }
    let ruled = sites.iter().filter(|site| !site.rules.is_empty()).count();
    let _ = match sites.len() {
        0 => writeln!(out, "no heap sites"),
        1 => writeln!(out, "\n1 heap site, {ruled} on a line of a rule"),
        n => writeln!(out, "\n{n} heap sites, {ruled} on lines of a rule"),
    };
    out
}
