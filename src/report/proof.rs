//! How reports speak of what the Go toolchain showed: the same words in every format.

use super::text::amount;
use crate::fix::outcome::{Fate, Finding, Outcome, Proof};

/// The strongest thing that was shown of an applied fix, in a few words: `builds and vets as before`. `None` where the
/// toolchain was not asked, or where the fix is not applied; that it parses is always so.
pub fn words(finding: &Finding) -> Option<String> {
    let Proof { builds } = &finding.proof;
    (finding.fate == Fate::Applied && *builds).then(|| "builds and vets as before".to_owned())
}

/// The name of the strongest proof, for machines.
pub fn strongest(finding: &Finding) -> &'static str {
    let Proof { builds } = &finding.proof;
    if *builds { "builds" } else { "parsed" }
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
    for (package, reason) in &verification.left_alone {
        lines.push(format!("left alone: {package}: {} ({})", reason.text, reason.code));
    }
    lines
}
