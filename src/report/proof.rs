//! How reports speak of what the Go toolchain showed: the same words in every format.

use super::text::amount;
use crate::fix::outcome::{Fate, Finding, Outcome, Proof, Ran, RunOutcome};

/// The strongest thing that was shown of an applied fix, in a few words: `builds and vets as before`. `None` where the
/// toolchain was not asked, or where the fix is not applied; that it parses is always so.
pub fn words(finding: &Finding) -> Option<String> {
    if finding.fate != Fate::Applied {
        return None;
    }
    match strongest(finding) {
        "ran" => ran(&finding.proof).map(|ran| {
            let (before, after) = (ran.per_call(ran.before), ran.per_call(ran.after));
            format!("ran on {}, the same on each; allocations {before:.1} → {after:.1}", amount(ran.inputs, "input"))
        }),
        "builds" => Some("builds and vets as before".to_owned()),
        _ => None,
    }
}

/// The name of the strongest proof, for machines.
pub fn strongest(finding: &Finding) -> &'static str {
    match &finding.proof {
        proof if ran(proof).is_some() => "ran",
        Proof { builds: true, .. } => "builds",
        _ => "parsed",
    }
}

/// How the functions that it changes ran, if they did.
fn ran(proof: &Proof) -> Option<&Ran> {
    match &proof.run {
        Some(RunOutcome::Same(ran)) => Some(ran),
        _ => None,
    }
}

/// What the toolchain was asked of the whole run and said, one line each; nothing where it was not asked.
pub fn summary(outcome: &Outcome) -> Vec<String> {
    let Some(verification) = &outcome.verification else { return Vec::new() };
    let mut lines = Vec::new();
    let all = outcome.findings.iter().filter(|finding| finding.fate == Fate::Applied);
    let built = all.filter(|finding| finding.proof.builds).count();
    if built > 0 {
        let packages = amount(verification.packages, "package");
        lines.push(format!(
            "verified: {} in a program that builds and vets as before ({packages})",
            amount(built, "fix")
        ));
    }
    if let Some(run) = verification.run.as_ref().filter(|run| run.changed > 0) {
        lines.push(format!(
            "ran: {} of {} changed functions, the same on {} (seed {}); allocations of a call of each, added up: {:.1} → {:.1}",
            run.ran,
            run.changed,
            amount(run.inputs, "input"),
            run.seed,
            run.before,
            run.after
        ));
        if !run.reasons.is_empty() {
            let reasons = by_count_map(&run.reasons);
            lines.push(format!("not run: {}", reasons.join(", ")));
        }
    }
    for (package, reason) in &verification.left_alone {
        lines.push(format!("left alone: {package}: {} ({})", reason.text, reason.code));
    }
    lines
}

/// Counts by name, the highest first.
fn by_count_map(counts: &std::collections::BTreeMap<String, usize>) -> Vec<String> {
    let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    counts.into_iter().map(|(name, count)| format!("{count} {name}")).collect()
}
