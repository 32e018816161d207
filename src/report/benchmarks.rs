//! Benchmarks before and after as tables, in the manner of `benchstat`.

use std::fmt::Write;

use super::text::visible;
use crate::fix::outcome::{Benchmark, Metric, Outcome, Sample};

/// A table for each package and each thing that was measured; empty when no benchmark was run.
///
/// A `~` stands where the difference may be chance. What allocates more often than before is marked as worse.
pub fn table(outcome: &Outcome) -> String {
    let all = outcome.verification.iter().filter_map(|verification| verification.benchmarks.as_deref()).flatten();
    let all: Vec<&Benchmark> = all.collect();
    let mut text = String::new();
    for of_package in all.chunk_by(|a, b| a.package == b.package) {
        writeln!(text, "\nbenchmarks of {}", visible(&of_package[0].package)).expect("a string takes everything");
        let mut units: Vec<&str> = Vec::new();
        for metric in of_package.iter().flat_map(|benchmark| &benchmark.metrics) {
            if !units.contains(&metric.unit.as_str()) {
                units.push(&metric.unit);
            }
        }
        for unit in units {
            let mut rows = vec![[String::new(), format!("{unit} before"), "after".to_owned(), "change".to_owned()]];
            for benchmark in of_package {
                let Some(metric) = benchmark.metrics.iter().find(|metric| metric.unit == unit) else { continue };
                let worse = if unit == "allocs/op" && benchmark.is_worse() { "  worse" } else { "" };
                let name = visible(&benchmark.name).into_owned();
                rows.push([name, shown(metric.before), shown(metric.after), change(metric) + worse]);
            }
            put(&mut text, &rows);
        }
    }
    text
}

fn put(text: &mut String, rows: &[[String; 4]]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [name, before, after] = [0, 1, 2].map(width);
    for row in rows {
        let line = format!("  {:name$}  {:>before$}  {:>after$}  {}", row[0], row[1], row[2], row[3]);
        writeln!(text, "{}", line.trim_end()).expect("a string takes everything");
    }
}

/// `1.53k ± 2%`.
fn shown(sample: Sample) -> String {
    let spread = if sample.median == 0.0 { 0.0 } else { 100.0 * sample.spread / sample.median };
    format!("{} ± {spread:.0}%", number(sample.median))
}

/// With four digits, thousands as `k`, and so on; small whole numbers as they are.
fn number(value: f64) -> String {
    let (scaled, unit) = match value {
        value if value >= 1e9 => (value / 1e9, "G"),
        value if value >= 1e6 => (value / 1e6, "M"),
        value if value >= 1e4 => (value / 1e3, "k"),
        value => (value, ""),
    };
    let decimals = match scaled {
        whole if unit.is_empty() && whole.fract() == 0.0 => 0,
        large if large >= 1000.0 => 0,
        large if large >= 100.0 => 1,
        large if large >= 10.0 => 2,
        _ => 3,
    };
    format!("{scaled:.decimals$}{unit}")
}

/// `-16.98% (p=0.000 n=10)`.
fn change(metric: &Metric) -> String {
    let Metric { before, after, p, .. } = metric;
    let what = match before.median {
        _ if !metric.is_significant() => "~".to_owned(),
        0.0 => "from nothing".to_owned(),
        median => format!("{:+.2}%", 100.0 * (after.median / median - 1.0)),
    };
    let count = match (before.count, after.count) {
        (one, other) if one == other => one.to_string(),
        (one, other) => format!("{one}+{other}"),
    };
    format!("{what} (p={p:.3} n={count})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::outcome::Verification;

    #[test]
    fn a_table_for_each_unit() {
        let sample = |median, spread| Sample { count: 10, median, spread };
        let metric = |unit: &str, before, after, p| Metric { unit: unit.to_owned(), before, after, p };
        let one = Benchmark {
            package: "ex.com/m".to_owned(),
            name: "Encode/small-8".to_owned(),
            metrics: vec![
                metric("ns/op", sample(1530.5, 20.0), sample(15_305.0, 0.0), 0.2),
                metric("allocs/op", sample(4.0, 0.0), sample(3.0, 0.0), 0.00001),
            ],
        };
        let two = Benchmark {
            name: "Grow-8".to_owned(),
            metrics: vec![metric("allocs/op", sample(0.0, 0.0), sample(1.0, 0.0), 0.001)],
            ..one.clone()
        };
        let verification = Verification { benchmarks: Some(vec![one, two]), ..Verification::default() };
        let outcome = Outcome { verification: Some(verification), ..Outcome::default() };
        assert_eq!(
            table(&outcome),
            "
benchmarks of ex.com/m
                  ns/op before        after  change
  Encode/small-8     1530 ± 1%  15.30k ± 0%  ~ (p=0.200 n=10)
                  allocs/op before   after  change
  Encode/small-8            4 ± 0%  3 ± 0%  -25.00% (p=0.000 n=10)
  Grow-8                    0 ± 0%  1 ± 0%  from nothing (p=0.001 n=10)  worse
"
        );
        assert_eq!(table(&Outcome::default()), "");
    }
}
