//! What tests came to, read from what `go test -json` prints.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How a test or the tests of a package ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// All well.
    Pass,
    /// It failed, or was running when something else ended the program.
    Fail,
    /// It did not want to run, or there was nothing to run.
    Skip,
}

/// What the tests of a package came to.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Of the whole; `None` when the toolchain did not say.
    pub verdict: Option<Verdict>,
    /// By name, subtests included. One that did not end is not there.
    pub tests: BTreeMap<String, Verdict>,
    /// What was printed, by test; under no name what none printed.
    output: BTreeMap<String, String>,
}

/// A line that `go test -json` prints; `go doc test2json` describes it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Event {
    action: String,
    package: String,
    test: String,
    output: String,
}

/// The results by package.
pub fn results(printed: &str) -> BTreeMap<String, Results> {
    let mut all: BTreeMap<String, Results> = BTreeMap::new();
    for line in printed.lines() {
        let Ok(event) = serde_json::from_str::<Event>(line) else { continue };
        if event.package.is_empty() {
            continue;
        }
        let results = all.entry(event.package).or_default();
        let verdict = match event.action.as_str() {
            "pass" => Verdict::Pass,
            "fail" => Verdict::Fail,
            "skip" => Verdict::Skip,
            "output" => {
                results.output.entry(event.test).or_default().push_str(&event.output);
                continue;
            }
            _ => continue,
        };
        if event.test.is_empty() {
            results.verdict = Some(verdict);
        } else {
            results.tests.insert(event.test, verdict);
        }
    }
    all
}

impl Results {
    /// Whether a test passed, or chose not to run; under no name, whether all did.
    pub fn passes(&self, test: &str) -> bool {
        let verdict = if test.is_empty() { self.verdict } else { self.tests.get(test).copied() };
        matches!(verdict, Some(Verdict::Pass | Verdict::Skip))
    }

    /// How many tests passed.
    pub fn passed(&self) -> usize {
        self.tests.values().filter(|verdict| **verdict == Verdict::Pass).count()
    }

    /// The tests that failed, without those that only did because a subtest of theirs did.
    pub fn failed(&self) -> Vec<&str> {
        let failed = self.tests.iter().filter(|(_, verdict)| **verdict == Verdict::Fail);
        innermost(failed.map(|(name, _)| name.as_str()).collect())
    }

    /// Why they say nothing at all: they could not be built, or did not end. A code and words.
    pub fn unusable(&self) -> Option<(&'static str, &'static str)> {
        let printed = |text: &str| self.output.values().any(|output| output.contains(text));
        match self.verdict {
            None => Some(("tests-did-not-run", "its tests did not run before")),
            Some(Verdict::Pass | Verdict::Skip) => None,
            Some(Verdict::Fail) if printed("[build failed]\n") || printed("[setup failed]\n") => {
                Some(("tests-did-not-build", "its tests did not build before"))
            }
            Some(Verdict::Fail) if printed("panic: test timed out after ") || printed("*** Test killed") => {
                Some(("tests-timed-out", "its tests did not end in time before"))
            }
            Some(Verdict::Fail) => None,
        }
    }

    /// The tests that passed and do not any more: those that fail, or else those that did not come to their end.
    /// An empty name stands for all together, where none can be named.
    pub fn worse_than(&self, before: &Results) -> Vec<String> {
        let passed_before = |name: &&str| before.tests.get(*name) == Some(&Verdict::Pass);
        let failed: Vec<&str> = self.failed().into_iter().filter(passed_before).collect();
        if !failed.is_empty() {
            return failed.into_iter().map(str::to_owned).collect();
        }
        let missing = before.tests.keys().map(String::as_str).filter(passed_before).filter(|name| !self.passes(name));
        let missing = innermost(missing.collect());
        if missing.is_empty() && before.passes("") {
            return vec![String::new()];
        }
        missing.into_iter().map(str::to_owned).collect()
    }

    /// The first lines that a test printed of what is wrong, as one.
    pub fn words(&self, test: &str) -> String {
        const SHOWN: usize = 3;
        // One that the end of the program cut short has nothing of its own.
        let names = [test, test.split('/').next().unwrap_or_default(), ""];
        let outputs = names.iter().filter_map(|name| self.output.get(*name));
        let lines = |output: &String| -> Vec<String> {
            let is_told = |line: &&str| !line.is_empty() && !line.starts_with("=== ") && !line.starts_with("--- ");
            output.lines().map(str::trim).filter(is_told).take(SHOWN).map(str::to_owned).collect()
        };
        outputs.map(lines).find(|lines| !lines.is_empty()).unwrap_or_default().join("; ")
    }
}

/// The names that are not the beginning of another, as `TestA` is of `TestA/b`.
fn innermost(names: Vec<&str>) -> Vec<&str> {
    let is_inside = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    names.iter().filter(|outer| !names.iter().any(|inner| is_inside(inner, outer))).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Results {
        let line = |line: &&str| {
            let (action, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (test, output) = rest.split_once(' ').unwrap_or((rest, ""));
            serde_json::json!({"Action": action, "Package": "m", "Test": test, "Output": output}).to_string() + "\n"
        };
        results(&lines.iter().map(line).collect::<String>()).remove("m").unwrap()
    }

    #[test]
    fn what_is_worse_is_named_as_closely_as_it_can_be() {
        let before = read(&["pass A/x", "pass A/y", "pass A", "fail B", "pass C", "fail"]);
        assert_eq!(before.failed(), ["B"]);
        for (after, worse) in [
            (&["pass A/x", "fail A/y", "fail A", "fail B", "pass C", "fail"][..], &["A/y"][..]),
            (&["pass A/x", "skip A/y", "pass A", "fail B", "skip C", "fail"], &[]),
            (&["pass A/x", "pass A/y", "pass A", "fail B", "fail"], &["C"]),
            (&["fail A", "fail"], &["A"]),
        ] {
            assert_eq!(read(after).worse_than(&before), worse, "{after:?}");
        }
        let well = read(&["pass A", "pass"]);
        assert_eq!(read(&["pass A", "fail"]).worse_than(&well), [""]);
        assert_eq!(read(&["fail"]).worse_than(&well), ["A"]);
    }

    #[test]
    fn words_are_those_of_the_failing_test() {
        let results =
            read(&["output A === RUN A\n", "output A     a_test.go:3: got 1, want 2\n", "output A --- FAIL: A\n"]);
        assert_eq!(results.words("A"), "a_test.go:3: got 1, want 2");
        assert_eq!(results.words("A/x"), "a_test.go:3: got 1, want 2");
        assert_eq!(results.words("B"), "");
    }

    #[test]
    fn tests_that_say_nothing_are_told_apart() {
        assert_eq!(read(&["output  FAIL\tm [build failed]\n", "fail"]).unusable().unwrap().0, "tests-did-not-build");
        assert_eq!(
            read(&["output A panic: test timed out after 1s\n", "fail A", "fail"]).unusable().unwrap().0,
            "tests-timed-out"
        );
        assert_eq!(read(&["run A"]).unusable().unwrap().0, "tests-did-not-run");
        assert_eq!(read(&["fail A", "fail"]).unusable(), None);
    }

    #[test]
    fn what_is_no_event_is_passed_over() {
        assert!(results("go: downloading\n{\"ImportPath\":\"m\",\"Action\":\"build-fail\"}\n{}\n").is_empty());
    }
}
