//! Benchmarks of the changed packages, before and after. They drop no fix; they tell what it is worth.
//!
//! Each package's test program is built once for each side, and the two are run in turn, never at the same time, so that what else the
//! machine does falls on both.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::leaving;
use super::overlay::Overlay;
use super::packages::{Forest, Package, Tree};
use super::significance::{p_value, sample};
use super::toolchain::{Answer, Failure, Toolchain};
use super::{Benchmarks, changed_packages};
use crate::fix::outcome::{Benchmark, Fate, Metric, Outcome, Reason, Verification};

/// What is compared.
const UNITS: [&str; 3] = ["ns/op", "B/op", "allocs/op"];

/// Long enough for a benchmark to be past its start, short enough for many runs.
const BENCH_TIME: &str = "-test.benchtime=0.2s";

/// Runs the benchmarks of all changed packages and notes what they say.
///
/// # Errors
/// When the folder for temporary files cannot be written, or Go does not take the regular expression. What goes wrong in a package is noted with its name.
pub fn measure(
    toolchain: &Toolchain,
    forest: &Forest,
    request: &Benchmarks,
    outcome: &mut Outcome,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<(), Failure> {
    let overlay = Overlay::of(outcome)?;
    let folder = leaving::folder().map_err(|error| {
        Failure::new(format!("cannot make a folder for the benchmarks: {error}"), "TMPDIR names another place")
    })?;
    let mut measured = Vec::new();
    let mut not_measured = Vec::new();
    for (number, tree) in forest.trees().iter().enumerate() {
        for path in changed_packages(forest, number, outcome) {
            let Some(package) = tree.package(path).filter(|package| has_benchmarks(package)) else { continue };
            let one = One { toolchain, tree, package, request, overlay: &overlay, folder: folder.path() };
            let (benchmarks, fault) = one.measure(tell)?;
            measured.extend(benchmarks);
            not_measured.extend(fault.map(|reason| (path.to_owned(), reason)));
        }
    }
    for finding in outcome.findings.iter_mut().filter(|finding| finding.fate == Fate::Applied) {
        let package = finding.path.parent().and_then(|folder| {
            let tree = &forest.trees()[forest.tree_of(folder)?];
            tree.in_folder(folder)
        });
        let of_package =
            measured.iter().filter(|one| package.is_some_and(|package| package.import_path == one.package));
        let best = of_package.filter(|one| one.saved() > 0.0).max_by(|a, b| a.saved().total_cmp(&b.saved()));
        finding.proof.benchmark = best.cloned();
    }
    let verification = outcome.verification.get_or_insert_with(Verification::default);
    verification.benchmarks = Some(measured);
    verification.not_measured.extend(not_measured);
    Ok(())
}

/// Whether there is anything to build a test program for.
fn has_benchmarks(package: &Package) -> bool {
    package.test_files().any(|file| fs::read_to_string(file).is_ok_and(|text| text.contains("func Benchmark")))
}

/// A package to be measured.
struct One<'a> {
    toolchain: &'a Toolchain,
    tree: &'a Tree,
    package: &'a Package,
    request: &'a Benchmarks,
    overlay: &'a Overlay,
    /// Where test programs go.
    folder: &'a Path,
}

/// The values by the benchmark's place in the output, its name and the unit.
type Values = BTreeMap<String, [Vec<f64>; UNITS.len()]>;

impl One<'_> {
    /// What could be measured, and what went wrong.
    ///
    /// # Errors
    /// When Go does not take the regular expression.
    fn measure(&self, tell: &(dyn Fn(&str) + Sync)) -> Result<(Vec<Benchmark>, Option<Reason>), Failure> {
        let path = &self.package.import_path;
        tell(&format!("building the benchmarks of {path}"));
        let programs = [None, Some(self.overlay)].map(|overlay| self.build(overlay));
        let [before, after] = match programs {
            [Ok(before), Ok(after)] => [before, after],
            [Err(reason), _] | [_, Err(reason)] => return Ok((Vec::new(), Some(reason))),
        };
        let mut order: Vec<String> = Vec::new();
        let mut sides: [Values; 2] = Default::default();
        let mut fault = None;
        'rounds: for round in 1..=self.request.count {
            tell(&format!("measuring {path}, {round} of {}", self.request.count));
            for (program, values) in [&before, &after].into_iter().zip(&mut sides) {
                match self.run(program) {
                    Ok(Answer { out: printed, err, .. }) => {
                        if let Some(line) = err.lines().find(|line| line.starts_with("testing: invalid regexp")) {
                            let help =
                                "what follows `bench=` is a regular expression of Go, as `go test -bench` takes it";
                            return Err(Failure::new(line.trim_start_matches("testing: "), help));
                        }
                        for (name, metrics) in printed.lines().filter_map(line) {
                            if !order.iter().any(|other| other == name) {
                                order.push(name.to_owned());
                            }
                            let all = values.entry(name.to_owned()).or_default();
                            all.iter_mut().zip(metrics).for_each(|(all, value)| all.extend(value));
                        }
                        let failed = printed.lines().find(|line| line.starts_with("--- FAIL: "));
                        let failed = failed.map(|line| Reason::new("benchmark-fails", line.trim_start_matches("--- ")));
                        fault = fault.or(failed);
                    }
                    Err(failure) => {
                        fault = Some(Reason::new("benchmarks-do-not-end", failure.message));
                        break 'rounds;
                    }
                }
            }
        }
        let [before, after] = sides;
        let compared = order.into_iter().filter_map(|name| {
            let (before, after) = (before.get(&name)?, after.get(&name)?);
            let metric = |((unit, before), after): ((&&str, &Vec<f64>), &Vec<f64>)| {
                let is_measured = !before.is_empty() && !after.is_empty();
                let unit = (*unit).to_owned();
                is_measured.then(|| Metric {
                    unit,
                    before: sample(before),
                    after: sample(after),
                    p: p_value(before, after),
                })
            };
            let metrics = UNITS.iter().zip(before).zip(after).filter_map(metric).collect();
            Some(Benchmark { package: path.clone(), name, metrics })
        });
        Ok((compared.collect(), fault))
    }

    fn build(&self, overlay: Option<&Overlay>) -> Result<PathBuf, Reason> {
        let program = self.folder.join(if overlay.is_some() { "after.test" } else { "before.test" });
        let fault = |text: String| Reason::new("tests-did-not-build", text);
        let answer = self
            .tree
            .go(
                self.toolchain,
                &["test".as_ref(), "-c".as_ref(), "-o".as_ref(), program.as_os_str()],
                overlay,
                &[self.package.import_path.as_str()].into(),
            )
            .map_err(|failure| fault(failure.message))?;
        match answer.success {
            true => Ok(program),
            false => Err(fault(format!(
                "its benchmarks do not build: {}",
                answer.err.lines().find(|line| !line.starts_with('#')).unwrap_or_default()
            ))),
        }
    }

    /// What the program prints. That it fails is no error: some benchmarks may have run.
    fn run(&self, program: &Path) -> Result<Answer, Failure> {
        let mut command = Command::new(program);
        let timeout = self.toolchain.timeout.as_secs().max(1);
        let regexp = OsString::from(format!("-test.bench={}", self.request.regexp));
        // Only with -v does a result stand on one line whatever the benchmark prints.
        command.arg(regexp).args(["-test.run=^$", "-test.benchmem", "-test.v", BENCH_TIME]);
        command.arg(format!("-test.timeout={timeout}s"));
        command.current_dir(&self.package.dir).env("PWD", &self.package.dir);
        self.toolchain.run(command)
    }
}

/// A line such as `BenchmarkA/b-8  1000  123 ns/op  16 B/op  1 allocs/op`: the name without `Benchmark`, and a value for each
/// unit that is there.
fn line(line: &str) -> Option<(&str, [Option<f64>; UNITS.len()])> {
    let mut words = line.strip_prefix("Benchmark")?.split_whitespace();
    let name = words.next()?;
    let _iterations: u64 = words.next()?.parse().ok()?;
    let words: Vec<&str> = words.collect();
    let value = |unit: &str| {
        let pair = words.chunks_exact(2).find(|pair| pair[1] == unit)?;
        pair[0].parse::<f64>().ok().filter(|value| value.is_finite())
    };
    let values = UNITS.map(value);
    values.iter().any(Option::is_some).then_some((name, values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_benchmarks() {
        assert_eq!(
            line("BenchmarkA/b_c-8 \t 1000\t  12.5 ns/op\t  80.00 MB/s\t 16 B/op\t 1 allocs/op"),
            Some(("A/b_c-8", [Some(12.5), Some(16.0), Some(1.0)]))
        );
        assert_eq!(line("BenchmarkA-8 \t 1000\t 7 things/op\t 3 ns/op"), Some(("A-8", [Some(3.0), None, None])));
        for other in ["BenchmarkA", "BenchmarkA-8 \t--- FAIL", "ok  \tm\t1.2s", "BenchmarkA 1 hello", ""] {
            assert_eq!(line(other), None, "{other}");
        }
    }
}
