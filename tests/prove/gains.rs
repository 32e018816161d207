//! The table of what rewrites save, `rules/gains.tsv`: its lines from what was measured, and its claims against what was measured.

use std::collections::BTreeSet;

use allocfix::go::version::Version;
use allocfix::rule::gains::nearest;
use allocfix::rule::{Level, Rules};

use super::{Call, Case, rewrites};

/// What the rewrites of these cases save with a toolchain: a line for each that is worth it for its version.
pub fn measured(version: Version, cases: &[&Case], calls: &[Call], faults: &mut Vec<String>) -> String {
    let mut lines = String::new();
    let rules = Rules::builtin();
    for rule in rules.iter().filter(|rule| cases.iter().any(|case| case.rule == rule.id)) {
        for (number, rewrite) in rule.rewrites.iter().enumerate() {
            if rewrite.safety == Level::Advice || !rewrite.go.contains(version) {
                continue;
            }
            // The first function that shows it, of those that nothing else is rewritten in: examples are what people read.
            let own = cases.iter().filter(|case| case.rule == rule.id).flat_map(|case| {
                let functions = case.functions.iter().map(|function| function.name.as_str());
                functions
                    .filter(|function| rewrites(case, function) == [number].into())
                    .map(|function| (*case, function))
            });
            match own.filter_map(|(case, function)| line(version, number, case, function, calls)).next() {
                Some(line) => lines += &line,
                None => faults.push(format!(
                    "{} on Go {version}: the rewrite {number} saves nothing in any function that nothing else is rewritten in",
                    rule.id
                )),
            }
        }
    }
    lines
}

/// What one function shows, by the input on which half of those that save anything save more.
fn line(version: Version, number: usize, case: &Case, function: &str, calls: &[Call]) -> Option<String> {
    let mut seen = BTreeSet::new();
    let own = calls.iter().filter(|call| call.case == super::id(case) && call.function == function);
    // Of those that look the same in few words the first, which is found again.
    let all: Vec<&Call> =
        own.filter(|call| seen.insert(&call.input) && !call.panics && call.differ.is_empty()).collect();
    let mut fewer: Vec<&Call> = all.iter().copied().filter(|call| call.after[0] < call.before[0]).collect();
    fewer.sort_by_key(|call| (call.before[0] - call.after[0], call.before[1] as i64 - call.after[1] as i64));
    let shown = fewer.get(fewer.len() / 2)?;
    let ([allocs, bytes], [to_allocs, to_bytes]) = (shown.before, shown.after);
    let (rule, name, input) = (&case.rule, &case.name, &shown.input);
    Some(format!(
        "{rule}\t{number}\t{version}\t{name}/{function}\t{input}\t{allocs}\t{to_allocs}\t{bytes}\t{to_bytes}\t{}\t{}\n",
        fewer.len(),
        all.len()
    ))
}

/// What the table claims for a version, or for the nearest before it, and what does not hold any more.
pub fn hold(version: Version, cases: &[&Case], calls: &[Call], faults: &mut Vec<String>) {
    let rules = Rules::builtin();
    let rewrites = rules.iter().flat_map(|rule| rule.rewrites.iter().enumerate().map(move |pair| (rule, pair)));
    for (rule, (number, rewrite)) in rewrites {
        let of_rule: Vec<&&Case> = cases.iter().filter(|case| case.rule == rule.id).collect();
        if of_rule.is_empty() || !rewrite.go.contains(version) {
            continue;
        }
        let Some(gain) = nearest(&rewrite.gains, version) else { continue };
        let is_it = |case: &Case, call: &&Call| format!("{}/{}", case.name, call.function) == gain.case;
        let found = of_rule.iter().find_map(|case| {
            let mut own = calls.iter().filter(|call| call.case == super::id(case) && is_it(case, call));
            own.find(|call| call.input == gain.input)
        });
        let place = format!("{} rewrite {number} with Go {version}: rules/gains.tsv claims {}", rule.id, gain.words());
        let Some(call) = found else {
            faults.push(format!("{place} for {}({}), which is not called", gain.case, gain.input));
            continue;
        };
        let saved = |side: usize| call.before[side] as i64 - call.after[side] as i64;
        let claimed = |pair: [u64; 2]| pair[0] as i64 - pair[1] as i64;
        // Maps and pools differ by some bytes from run to run.
        let slack = gain.bytes[0] as i64 / 16;
        if saved(0) < claimed(gain.allocs) || saved(1) < claimed(gain.bytes) - slack {
            let [(allocs, bytes), (to_allocs, to_bytes)] = [call.before, call.after].map(|[a, b]| (a, b));
            faults.push(format!("{place}, but it is {allocs} → {to_allocs} allocations, {bytes} → {to_bytes} bytes"));
        }
    }
}
