//! How reports speak of what the Go toolchain showed: the same words in every format.

use super::text::amount;
use crate::fix::outcome::{Fate, Finding, Outcome, Proof, Ran, Reason, RunOutcome, Tests};

/// The strongest things that were shown of an applied fix, in a few words: `builds and vets as before, tests same`. `None`
/// where the toolchain was not asked, or where the fix is not applied; that it parses is always so.
pub fn words(finding: &Finding) -> Option<String> {
    let Proof { builds, heap, run: _, tests, benchmark } = &finding.proof;
    let builds = builds.then(|| "builds and vets as before".to_owned());
    let heap = heap.filter(|heap| heap.gone + heap.new > 0).map(|heap| {
        let new = if heap.new > 0 { format!(" and {} new", heap.new) } else { String::new() };
        format!("compiler shows {} gone{new}", amount(heap.gone, "heap site"))
    });
    let ran = ran(&finding.proof).map(|ran| {
        let (before, after) = (ran.per_call(ran.before), ran.per_call(ran.after));
        format!("ran on {}, allocations {before:.1} → {after:.1}", amount(ran.inputs, "input"))
    });
    let tests = tests.then(|| "tests same".to_owned());
    let benchmark = benchmark.as_ref().and_then(|benchmark| {
        let allocations = benchmark.allocations()?;
        let (before, after) = (allocations.before.median, allocations.after.median);
        Some(format!("with all fixes of its package Benchmark{} {before} → {after} allocs/op", benchmark.name))
    });
    let words: Vec<String> = [builds, heap, ran, tests, benchmark].into_iter().flatten().collect();
    (finding.fate == Fate::Applied && !words.is_empty()).then(|| words.join(", "))
}

/// The name of the strongest proof, for machines.
pub fn strongest(finding: &Finding) -> &'static str {
    match &finding.proof {
        Proof { benchmark: Some(_), .. } => "benchmark",
        Proof { tests: true, .. } => "tests",
        proof if ran(proof).is_some() => "ran",
        Proof { heap: Some(heap), .. } if heap.gone > 0 => "heap",
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
    let is_tested = |tests: &&Tests| tests.packages > 0 || verification.not_tested.is_empty();
    if let Some(tests) = verification.tests.as_ref().filter(is_tested) {
        let (passed, packages) = (amount(tests.passed, "test"), amount(tests.packages, "package"));
        lines.push(format!("tested: {passed} pass in {packages}, none fails that passed before"));
        for name in &tests.failed {
            lines.push(format!("fails as before: {name}"));
        }
        for name in &tests.flaky {
            lines.push(format!("fails now and then: {name}"));
        }
    }
    if let Some(benchmarks) = &verification.benchmarks {
        let fewer = benchmarks.iter().filter(|benchmark| benchmark.saved() > 0.0).count();
        let all = amount(benchmarks.len(), "benchmark");
        lines.push(format!("measured: {all}, {fewer} with fewer allocations"));
        for benchmark in benchmarks.iter().filter(|benchmark| benchmark.is_worse()) {
            lines.push(format!("allocates more than before: Benchmark{} of {}", benchmark.name, benchmark.package));
        }
    }
    for (what, packages) in [
        ("left alone", &verification.left_alone),
        ("not tested, fixes rest on the build", &verification.not_tested),
        ("not measured", &verification.not_measured),
    ] {
        let line =
            |(package, reason): &(String, Reason)| format!("{what}: {package}: {} ({})", reason.text, reason.code);
        lines.extend(packages.iter().map(line));
    }
    lines
}

/// Counts by name, the highest first.
fn by_count_map(counts: &std::collections::BTreeMap<String, usize>) -> Vec<String> {
    let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    counts.into_iter().map(|(name, count)| format!("{count} {name}")).collect()
}
