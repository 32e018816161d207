//! Comments that ask to leave code alone, and ask in vain: nothing is there to be left, no rule is called so, or nobody reads them.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::ignore::{Ignore, Ignores};
use super::outcome::{Fate, Finding, Level, Position, Proof, Reason};
use super::rounds::Work;
use crate::go::package::Package;
use crate::text::Span;

/// The name under which an ignore comment without effect is reported; no rule may have it. As a word of the configuration it
/// switches these findings off.
pub const UNUSED_IGNORE: &str = "unused-ignore";

/// The comments that ignored something, by file and number, each with the places of the names that did.
pub type Used = HashMap<(usize, usize), BTreeSet<usize>>;

/// A finding for each comment that does not do all that it says, with the number of its file. That nothing is there to be ignored
/// can only be told where every rule had its say; one that is off unless it is asked for has one where the comment names it.
pub fn unused(work: &Work<'_>, package: &Package, used: &Used) -> Vec<(usize, Finding)> {
    let off = |id: &str| work.settings.rules.get(id).is_some_and(Option::is_none);
    let all_had_their_say = !work.rules.iter().any(|rule| rule.recommended && off(&rule.id));
    if off(UNUSED_IGNORE) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, file) in package.files.iter().enumerate().filter(|(_, file)| work.targets.contains(&file.path)) {
        for (number, ignore) in Ignores::of(&file.source.text).all.into_iter().enumerate().filter(|one| one.1.ours) {
            let names = used.get(&(index, number));
            let all_had_their_say = all_had_their_say && !ignore.names.iter().any(|name| off(name));
            let remark = remark(work, &ignore, names, all_had_their_say);
            if remark.is_none() && (names.is_some() || !all_had_their_say) {
                continue;
            }
            let title = match names {
                None => "a comment that ignores nothing",
                Some(_) => "a comment that ignores less than it says",
            };
            findings.push((index, finding(&file.path, ignore.span, title, remark)));
        }
    }
    findings
}

/// What of the comment does nothing, where that is more than that nothing is there.
fn remark(work: &Work<'_>, ignore: &Ignore, used: Option<&BTreeSet<usize>>, all_had_their_say: bool) -> Option<Reason> {
    if let Some(fault) = ignore.fault {
        return Some(Reason::new("not-read", format!("it is not read: {fault}")));
    }
    let is_known = |name: &str| work.rules.iter().any(|rule| rule.id == name || rule.category == name);
    let quoted = |names: Vec<&String>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let unknown: Vec<&String> = ignore.names.iter().filter(|name| !is_known(name)).collect();
    if !unknown.is_empty() {
        return Some(Reason::new("no-such-rule", format!("no rule or category is called {}", quoted(unknown))));
    }
    let idle = |used: &BTreeSet<usize>| -> Vec<&String> {
        ignore.names.iter().enumerate().filter(|(place, _)| !used.contains(place)).map(|(_, name)| name).collect()
    };
    let idle = used.filter(|_| all_had_their_say).map(idle).unwrap_or_default();
    (!idle.is_empty()).then(|| Reason::new("nothing-ignored", format!("there is nothing of {} here", quoted(idle))))
}

fn finding(path: &Path, span: Span, title: &str, remark: Option<Reason>) -> Finding {
    Finding {
        rule: UNUSED_IGNORE.into(),
        rewrite: 0,
        title: title.into(),
        level: Level::Advice,
        fate: Fate::Offered,
        path: path.to_owned(),
        span,
        start: Position::default(),
        end: Position::default(),
        source: String::new(),
        function: String::new(),
        gain: String::new(),
        measured: None,
        edits: Vec::new(),
        prove: None,
        remark,
        proof: Proof::default(),
    }
}
