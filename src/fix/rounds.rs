//! Round after round on one package until nothing moves, and what became of every match.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Settings;
use super::apply::Written;
use super::choose::Chosen;
use super::ignore::Ignores;
use super::judge::{Bench, Fix, Judged, judge};
use super::outcome::{
    ChangedFile, Fate, Fault, FileEdit, Finding, Outcome, Position, Proof, Reason, Refusal, Refusals, Skipped, Trouble,
};
use super::scan::Scanner;
use super::together::write_all;
use super::unused::{Used, unused};
use crate::go::package::{DeclRef, File, Package};
use crate::go::split::DeclKind;
use crate::go::version::NEWEST;
use crate::go::world::Site;
use crate::rule::gains::nearest;
use crate::rule::{Level, Rewrite, Rule};
use crate::text::{Lines, Moves, Span, Spans};

/// More rounds than honest work takes: what still moves then is going in circles. A round that leaves fewer fixes waiting for
/// another one than the round before is not counted: what they wait for ends.
const MAX_ROUNDS: usize = 10;

/// What stays the same over the rounds of a package.
pub struct Work<'a> {
    /// The rules by number.
    pub rules: &'a [&'a Rule],
    /// The scanner over their words.
    pub scanner: &'a Scanner,
    /// The choices of the user.
    pub settings: &'a Settings,
    /// Fixes that must not be applied.
    pub refused: &'a Refusals,
    /// The files that may be changed.
    pub targets: &'a BTreeSet<PathBuf>,
    /// Where their folder stands.
    pub site: &'a Site,
}

/// Works on a package until nothing moves.
pub fn run(work: &Work<'_>, package: Package) -> Outcome {
    let originals: Vec<(PathBuf, Arc<str>)> =
        package.files.iter().map(|file| (file.path.clone(), file.source.text.clone())).collect();
    let mut disabled = BTreeSet::new();
    let mut troubles = Vec::new();
    let mut package = package;
    loop {
        let mut history = History::new(&package);
        match rounds(work, package, &disabled, &mut history) {
            Ok(done) => {
                let mut outcome = history.outcome(work, &done, &originals);
                outcome.troubles.extend(troubles);
                return outcome;
            }
            Err(circling) => {
                // Back to the text that was read, without the rules that went in circles.
                for rule in circling {
                    let id = &work.rules[rule].id;
                    troubles.push(Trouble {
                        fault: Fault::Rule,
                        path: originals.first().map(|(path, _)| path.clone()).unwrap_or_default(),
                        message: format!(
                            "the rule `{id}` never settles here: what it writes matches it, or another rule, again"
                        ),
                        help: format!(
                            "leave it out with `--ignore {id}`, and mend the rule so that its result does not match"
                        ),
                    });
                    disabled.insert(rule);
                }
                package = restored(&originals, &history.versions).at_site(work.site);
            }
        }
    }
}

fn restored(originals: &[(PathBuf, Arc<str>)], versions: &[File]) -> Package {
    let file = |((path, text), old): (&(PathBuf, Arc<str>), &File)| {
        let source = crate::go::source::Source { text: text.clone(), ..old.source.clone() };
        File::new(path.clone(), source, crate::go::split::split(text), old.version)
    };
    let files = originals.iter().zip(versions).map(file).collect();
    let mut packages = Package::group(files);
    packages.pop().expect("the files had one package clause when they were read")
}

/// What happened so far, in positions of the text that was read.
struct History {
    /// By file: how positions moved from round to round.
    moves: Vec<Vec<Moves>>,
    applied: Vec<Finding>,
    /// Fixes that lost, with the rule they lost to, by rule and place.
    lost: BTreeMap<(usize, usize, u32), (Finding, usize)>,
    undone: Vec<Finding>,
    /// Rules and places that must not be tried again.
    blocked: HashSet<(usize, usize, u32)>,
    kept: Vec<Finding>,
    skipped: Vec<Skipped>,
    ignores_used: Used,
    troubles: Vec<Trouble>,
    /// Declarations in which no rule matched, as hashes of the file and the text. Edits elsewhere change what is known
    /// about a match but make none, so there is no need to look, or to parse, again.
    quiet: HashSet<u64>,
    /// The files as they were read, without their trees.
    versions: Vec<File>,
}

/// Fixes that were made together.
struct Made {
    /// The files that changed, by index.
    written: HashMap<usize, Written>,
    /// The rules whose fixes they are, sorted.
    rules: Vec<usize>,
    /// How many fixes could not be made beside them.
    waiting: usize,
}

/// A match of this round: what was judged, and what it may become.
pub struct Candidate {
    judged: Judged,
    /// What it becomes; gone once it has spoilt something.
    pub fix: Option<Fix>,
    finding: Finding,
    key: (usize, usize, u32),
}

/// The rounds themselves. `Err` names the rules that went in circles, or were still moving things when the rounds were used up.
fn rounds(
    work: &Work<'_>,
    mut package: Package,
    disabled: &BTreeSet<usize>,
    history: &mut History,
) -> Result<Package, Vec<usize>> {
    // The texts that were there before each round, and the rules that moved something in it.
    let mut texts = vec![hash(&package)];
    let mut movers: Vec<Vec<usize>> = Vec::new();
    let (mut counted, mut waiting) = (0, usize::MAX);
    loop {
        let candidates = history.look(work, &package, disabled);
        let Some(made) = history.make(work, &package, candidates) else { return Ok(package) };
        package = history.rebuilt(package, made.written).at_site(work.site);
        movers.push(made.rules);
        counted += usize::from(made.waiting >= waiting || made.waiting == 0);
        waiting = made.waiting;
        let text = hash(&package);
        // All rules of a circle have a part in it. Without a circle, it is those that never came to rest.
        let circle = texts.iter().position(|other| *other == text);
        if let Some(first) = circle.or((counted > MAX_ROUNDS).then(|| movers.len() - MAX_ROUNDS / 2)) {
            let mut moved = movers.split_off(first).concat();
            moved.sort_unstable();
            moved.dedup();
            return Err(moved);
        }
        texts.push(text);
    }
}

fn hash(package: &Package) -> u64 {
    hash_of(package.files.iter().map(|file| &*file.source.text).collect::<Vec<_>>())
}

fn hash_of(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl History {
    fn new(package: &Package) -> History {
        let bare = |file: &File| File::new(file.path.clone(), file.source.clone(), Default::default(), file.version);
        History {
            moves: package.files.iter().map(|_| Vec::new()).collect(),
            applied: Vec::new(),
            lost: BTreeMap::new(),
            undone: Vec::new(),
            blocked: HashSet::new(),
            kept: Vec::new(),
            skipped: Vec::new(),
            ignores_used: Used::new(),
            troubles: Vec::new(),
            quiet: HashSet::new(),
            versions: package.files.iter().map(bare).collect(),
        }
    }

    /// The place in the text that was read.
    fn original(&self, file: usize, span: Span) -> Span {
        self.moves[file].iter().rev().fold(span, |span, moves| moves.back_span(span))
    }

    /// Judges every target of the package. What is not to be applied is recorded; the rest is returned.
    fn look(&mut self, work: &Work<'_>, package: &Package, disabled: &BTreeSet<usize>) -> Vec<Candidate> {
        self.kept.clear();
        self.skipped.clear();
        self.ignores_used.clear();
        let wanted = |rule: &Rule, rewrite: &Rewrite, file: usize| {
            let off = work.settings.rules.get(&rule.id).is_some_and(Option::is_none);
            let disabled = disabled.iter().any(|number| work.rules[*number].id == rule.id);
            !off && !disabled && rewrite.go.contains(package.files[file].version.unwrap_or(NEWEST))
        };
        let editable = |file: usize| work.targets.contains(&package.files[file].path);
        let bench = Bench { rules: work.rules, scanner: work.scanner, package, wanted: &wanted, editable: &editable };
        let mut candidates = Vec::new();
        for (index, file) in package.files.iter().enumerate().filter(|(index, _)| editable(*index)) {
            let ignores = LazyCell::new(|| Ignores::of(&file.source.text));
            let lines = LazyCell::new(|| Lines::new(&file.source.text));
            let unreadable_import = LazyCell::new(|| unreadable_import(file, &lines));
            // What has no shape of interest may get one with an import.
            let imports = hash_of(file.imports().collect::<Vec<_>>());
            for (decl, mut fitting) in work.scanner.scan(file) {
                fitting.retain(|number| {
                    let candidate = work.scanner.candidate(*number);
                    let rule = work.rules[candidate.rule];
                    wanted(rule, &rule.rewrites[candidate.rewrite], index)
                });
                if fitting.is_empty() {
                    continue;
                }
                let place = DeclRef { file: index, decl };
                let text = hash_of((index, imports, file.decl(decl).span.of(&file.source.text)));
                if self.quiet.contains(&text) {
                    continue;
                }
                if let Some(skipped) = &*unreadable_import {
                    self.skipped.push(skipped.clone());
                    break;
                }
                if let Some(skipped) = unreadable(file, decl, &lines) {
                    self.skipped.push(skipped);
                    continue;
                }
                let found = judge(bench, place, &fitting);
                if found.is_none() {
                    self.quiet.insert(text);
                }
                for judged in found.into_iter().flatten() {
                    self.sort_out(work, package, &ignores, &lines, judged, &mut candidates);
                }
            }
        }
        // Of two that start together the one around the other comes first, as it does where it starts before it.
        candidates.sort_by_key(|Candidate { judged, .. }| {
            (judged.place.file, judged.span.start, Reverse(judged.span.end), judged.rule)
        });
        candidates
    }

    fn sort_out(
        &mut self,
        work: &Work<'_>,
        package: &Package,
        ignores: &Ignores,
        lines: &Lines<'_>,
        mut judged: Judged,
        candidates: &mut Vec<Candidate>,
    ) {
        let rule = work.rules[judged.rule];
        let file = &package.files[judged.place.file];
        let original = self.original(judged.place.file, judged.span);
        let key = (judged.rule, judged.place.file, original.start);
        if self.blocked.contains(&key) {
            return;
        }
        let rewrite = &rule.rewrites[judged.rewrite];
        let mut level = match work.settings.rules.get(&rule.id) {
            Some(Some(level)) => *level,
            _ => rewrite.safety,
        };
        let unproven = rewrite.prove.is_some() && !work.settings.asks_compiler;
        if unproven {
            level = Level::Advice;
        }
        let mut finding = self.finding(work, package, &judged, level, original);
        if unproven {
            let text = "only the compiler can tell whether it helps; `--verify=escape` asks it";
            finding.remark = Some(Reason::new("compiler-not-asked", text));
        }
        if let Some(number) = ignores.find(&rule.id, &rule.category, || starts(file, &judged, lines)) {
            let meant = ignores.all[number].meant(&rule.id, &rule.category);
            self.ignores_used.entry((judged.place.file, number)).or_default().extend(meant);
            finding.fate = Fate::Ignored { why: ignores.all[number].why.clone() };
            self.kept.push(finding);
            return;
        }
        match std::mem::replace(&mut judged.verdict, Err(Reason::new("taken", ""))) {
            Err(reason) => {
                finding.fate = Fate::Kept(reason);
                self.kept.push(finding);
            }
            Ok(fix) => {
                finding.edits = self.file_edits(package, &fix);
                match work.refused.get(&finding.id()) {
                    Some(Refusal::Undo(reason)) => {
                        finding.fate = Fate::Undone(reason.clone());
                        self.kept.push(finding);
                        return;
                    }
                    Some(Refusal::Advise(reason)) => {
                        finding.level = Level::Advice;
                        finding.fate = Fate::Offered;
                        finding.remark = Some(reason.clone());
                        self.kept.push(finding);
                        return;
                    }
                    None => {}
                }
                let wanted = level == Level::Safe || (level == Level::Unsafe && work.settings.apply_unsafe);
                if wanted {
                    candidates.push(Candidate { judged, fix: Some(fix), finding, key });
                } else {
                    finding.fate = Fate::Offered;
                    self.kept.push(finding);
                }
            }
        }
    }

    fn file_edits(&self, package: &Package, fix: &Fix) -> Vec<FileEdit> {
        let edit = |(file, edit): &(usize, crate::text::Edit)| FileEdit {
            path: package.files[*file].path.clone(),
            span: self.original(*file, edit.span),
            text: edit.text.clone(),
        };
        let mut edits: Vec<FileEdit> = fix.edits.iter().map(edit).collect();
        edits.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
        edits
    }

    fn finding(&self, work: &Work<'_>, package: &Package, judged: &Judged, level: Level, original: Span) -> Finding {
        let rule = work.rules[judged.rule];
        let file = &package.files[judged.place.file];
        let decl = file.decl(judged.place.decl);
        let name = |span: Span| span.of(&file.source.text);
        let function = match (decl.receiver, decl.names.first()) {
            (Some(receiver), Some(method)) => format!("{}.{}", name(receiver), name(*method)),
            (None, Some(only)) if decl.body.is_some() => name(*only).to_string(),
            _ => String::new(),
        };
        Finding {
            rule: rule.id.clone(),
            rewrite: judged.rewrite,
            title: rule.title.clone(),
            level,
            fate: Fate::Applied,
            path: file.path.clone(),
            span: original,
            // Positions and source lines are filled in at the end, from the text that was read.
            start: Position::default(),
            end: Position::default(),
            source: String::new(),
            function,
            gain: rule.rewrites[judged.rewrite].gain.clone(),
            measured: nearest(&rule.rewrites[judged.rewrite].gains, file.version.unwrap_or(NEWEST)).cloned(),
            edits: Vec::new(),
            prove: rule.rewrites[judged.rewrite].prove,
            remark: None,
            proof: Proof::default(),
        }
    }

    /// Makes the fixes that go together; `None` if there is none.
    fn make(&mut self, work: &Work<'_>, package: &Package, mut candidates: Vec<Candidate>) -> Option<Made> {
        loop {
            let texts: Vec<&str> = package.files.iter().map(|file| &*file.source.text).collect();
            let mut chosen = Chosen::default();
            let mut taken: Vec<usize> = Vec::new();
            let mut waiting = 0;
            for (number, candidate) in candidates.iter().enumerate() {
                let Some(fix) = &candidate.fix else { continue };
                match chosen.take(number, fix, &texts) {
                    Ok(()) => taken.push(number),
                    Err(winner) => {
                        let lost_to = candidates[winner].judged.rule;
                        self.lost.insert(candidate.key, (candidate.finding.clone(), lost_to));
                        waiting += 1;
                    }
                }
            }
            if taken.is_empty() {
                return None;
            }
            match write_all(package, &chosen, &candidates, &taken) {
                Ok(written) => {
                    let mut rules: Vec<usize> = taken.iter().map(|number| candidates[*number].judged.rule).collect();
                    rules.sort_unstable();
                    rules.dedup();
                    for number in taken {
                        self.lost.remove(&candidates[number].key);
                        self.applied.push(candidates[number].finding.clone());
                    }
                    return Some(Made { written, rules, waiting });
                }
                Err((culprits, reason)) => {
                    // When the others are made the line may have become shorter.
                    let once_more = reason.code == "layout" && culprits.len() < taken.len();
                    for number in culprits {
                        let candidate = &mut candidates[number];
                        candidate.fix = None;
                        if once_more {
                            continue;
                        }
                        // What stands around is no fault of the rule.
                        candidate.finding.fate = match &*reason.code {
                            "layout" | "vet" => Fate::Kept(reason.clone()),
                            _ => Fate::Undone(reason.clone()),
                        };
                        self.blocked.insert(candidate.key);
                        self.undone.push(candidate.finding.clone());
                        if reason.code == "does-not-parse" {
                            self.troubles.push(Trouble {
                                fault: Fault::Rule,
                                path: candidate.finding.path.clone(),
                                message: format!(
                                    "the rule `{}` wrote code that does not parse; it was taken back",
                                    work.rules[candidate.judged.rule].id
                                ),
                                help: "this is a fault of the rule: please report it with the code it was applied to"
                                    .into(),
                            });
                        }
                    }
                }
            }
        }
    }

    /// The package with the new files. Files that were not written keep what was parsed of them.
    fn rebuilt(&mut self, package: Package, mut written: HashMap<usize, Written>) -> Package {
        let new = |(index, file): (usize, File)| match written.remove(&index) {
            Some(written) => {
                self.moves[index].extend(written.moves);
                written.file
            }
            None => file,
        };
        let files = package.files.into_iter().enumerate().map(new).collect();
        let mut packages = Package::group(files);
        packages.pop().expect("no edit touches a package clause")
    }

    /// Everything that is to be reported, once nothing moves any more.
    fn outcome(mut self, work: &Work<'_>, package: &Package, originals: &[(PathBuf, Arc<str>)]) -> Outcome {
        let mut outcome = Outcome::default();
        for ((path, before), file) in originals.iter().zip(&package.files) {
            if **before != *file.source.text {
                let (before, after) = (before.to_string(), file.source.text.to_string());
                outcome.files.push(ChangedFile { path: path.clone(), before, after });
            }
        }
        for (index, mut finding) in unused(work, package, &self.ignores_used) {
            finding.span = self.original(index, finding.span);
            self.kept.push(finding);
        }
        let mut findings = std::mem::take(&mut self.applied);
        findings.append(&mut self.undone);
        let told: HashSet<(String, PathBuf, u32)> = findings
            .iter()
            .chain(&self.kept)
            .map(|finding| (finding.rule.clone(), finding.path.clone(), finding.span.start))
            .collect();
        for (mut finding, winner) in std::mem::take(&mut self.lost).into_values() {
            if !told.contains(&(finding.rule.clone(), finding.path.clone(), finding.span.start)) {
                finding.fate = Fate::LostTo { rule: work.rules[winner].id.clone() };
                findings.push(finding);
            }
        }
        findings.append(&mut self.kept);
        without_repeats(&mut findings);
        let mut texts: HashMap<&Path, (&str, Option<Lines<'_>>)> =
            originals.iter().map(|(path, text)| (path.as_path(), (&**text, None))).collect();
        for finding in &mut findings {
            if let Some((text, lines)) = texts.get_mut(finding.path.as_path()) {
                place(finding, text, lines.get_or_insert_with(|| Lines::new(text)));
            }
        }
        outcome.findings = findings;
        outcome.skipped = self.skipped;
        outcome.troubles = self.troubles;
        outcome
    }
}

/// Rewrites of one rule may see one place as a statement and as an expression in it: the one that was applied is told,
/// or else the larger one.
fn without_repeats(findings: &mut Vec<Finding>) {
    let mut all: HashMap<(&str, &Path), (Spans, Vec<&Finding>)> = HashMap::new();
    for finding in findings.iter() {
        let (spans, found) = all.entry((&finding.rule, &finding.path)).or_default();
        spans.add(finding.span, found.len());
        found.push(finding);
    }
    let is_told = |finding: &Finding| {
        let Some((spans, found)) = all.get(&(finding.rule.as_str(), finding.path.as_path())) else { return false };
        let tells = |other: &Finding| {
            let is_larger = other.fate == Fate::Applied || other.span != finding.span;
            other.rewrite != finding.rewrite && other.span.covers(finding.span) && is_larger
        };
        finding.fate != Fate::Applied && spans.find(finding.span, |number| tells(found[number])).is_some()
    };
    let mut repeated = findings.iter().map(is_told).collect::<Vec<_>>().into_iter();
    findings.retain(|_| !repeated.next().unwrap_or_default());
}

/// Fills in lines and columns from the text that was read.
fn place(finding: &mut Finding, text: &str, lines: &Lines<'_>) {
    let position = |offset: u32| {
        let (line, column) = lines.position(offset);
        Position { line, column }
    };
    finding.start = position(finding.span.start);
    finding.end = position(finding.span.end);
    finding.source = lines.around(finding.span).of(text).to_string();
}

/// The lines on which the match and the statements and declarations around it start.
fn starts(file: &File, judged: &Judged, lines: &Lines<'_>) -> Vec<u32> {
    let mut starts = vec![lines.position(judged.span.start).0];
    if let Ok(parsed) = file.parsed(judged.place.decl) {
        let node = parsed.tree.covering(judged.span);
        let around = std::iter::once(node).chain(node.ancestors()).filter(|node| {
            node.parent().is_some_and(|parent| {
                matches!(parent.kind(), crate::go::kind::Kind::StatementList | crate::go::kind::Kind::SourceFile)
            })
        });
        starts.extend(around.map(|node| lines.position(node.span().start).0));
    }
    starts
}

/// Why a file cannot be looked into whose imports cannot be read: a qualifier may mean anything in it.
fn unreadable_import<'t>(file: &'t File, lines: &LazyCell<Lines<'t>, impl FnOnce() -> Lines<'t>>) -> Option<Skipped> {
    let is_import = |decl: &usize| file.decl(*decl).kind == DeclKind::Import;
    let mut skipped = (0..file.split.decls.len()).filter(is_import).find_map(|decl| unreadable(file, decl, lines))?;
    skipped.reason.text.push_str(", in its imports: what its names mean cannot be told");
    Some(skipped)
}

/// Why a declaration cannot be looked into.
fn unreadable<'t>(
    file: &'t File,
    decl: usize,
    lines: &LazyCell<Lines<'t>, impl FnOnce() -> Lines<'t>>,
) -> Option<Skipped> {
    let skipped = |code: &str, text: &str| {
        let (line, column) = lines.position(file.decl(decl).span.start);
        let part = Some(Position { line, column });
        Skipped { path: file.path.clone(), reason: Reason::new(code, text), part }
    };
    match file.parsed(decl) {
        Err(_) => Some(skipped("too-deep", "is nested deeper than is read")),
        Ok(parsed) if parsed.tree.root().is_broken() => {
            Some(skipped("syntax-error", "has a syntax error, or Go that the grammar does not know"))
        }
        Ok(_) => None,
    }
}
