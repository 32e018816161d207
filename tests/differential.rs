//! Safe rewrites against random programs: whatever allocfix changes by default must do the same as before and never allocate more.
//!
//! The programs grow out of those that are known to be rewritten, the examples of the rules and `tests/prove/*.go`: each function
//! becomes a program of its own, and `tests/differential/mutate` changes it at random: other values, operands that change others,
//! statements in between or around, shadowed names, other types, other places, shared memory, comments. What still compiles is given to the rule; what the rule then still rewrites is compiled on both
//! sides and run on made-up inputs with the probe of `--verify=run`.
//!
//! `ALLOCFIX_RULES` names the only rules to look at, separated by commas; `ALLOCFIX_PROGRAMS` says how many programs every rewrite gets
//! (50 if it is not set; 2000 is a good night's work); `ALLOCFIX_SEED` begins the random numbers, so that the same seed makes the same
//! programs. A fault is printed with both programs; with `ALLOCFIX_KNOWN` set to anything, so is what `known.rs` lets pass.
//! `target/tmp/differential/rules/coverage.tsv` tells what each rewrite got.

#[path = "differential/known.rs"]
mod known;
#[path = "differential/mutator.rs"]
mod mutator;
#[path = "differential/running.rs"]
mod running;
#[path = "differential/seeds.rs"]
mod seeds;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use allocfix::fix::outcome::Fate;
use allocfix::fix::{Folder, Settings};
use allocfix::go::version::Version;
use allocfix::go::world::{Places, World};
use allocfix::rule::{Level, Rule, Rules};

use mutator::{Mutant, Mutation, Mutator};
use seeds::Seed;

/// How often more programs are asked for while a rewrite has too few.
const ROUNDS: usize = 32;

/// What the mutator writes as comments.
const COMMENTS: &[&str] = &["/* here */", "/* two", "// at the end", "// above", "// alone"];

/// How often a program is changed at most.
const MOST_CHANGES: usize = 5;

/// Of how many programs for each rewrite all known differences should have come.
const ENOUGH: usize = 2000;

/// How many faults are made smaller before they are shown; the first few are enough to look at.
const REDUCED: usize = 20;

/// A program that a rule rewrites.
#[derive(Clone)]
struct Made {
    rule: String,
    /// The safe rewrites that were made.
    rewrites: BTreeSet<usize>,
    /// Where it comes from, and what was done to it.
    seed: Seed,
    changes: Vec<String>,
    numbers: Vec<u64>,
    function: String,
    before: String,
    after: String,
    /// Whether its allocations count: what newer compilers do by themselves is offered to older modules only.
    measured: bool,
}

/// What a rewrite got.
#[derive(Default)]
struct Coverage {
    seeds: usize,
    tried: usize,
    rewritten: usize,
    ran: usize,
    endless: usize,
    fewer: usize,
}

#[test]
fn random_programs_do_the_same_before_and_after() {
    let Some(mut mutator) = Mutator::start("rules") else { return };
    let wanted = number("ALLOCFIX_PROGRAMS", 50) as usize;
    let (seed, inputs) = (number("ALLOCFIX_SEED", 1), number("ALLOCFIX_INPUTS", 20));
    let rules = Rules::builtin();
    let only = std::env::var("ALLOCFIX_RULES").unwrap_or_default();
    let only: Vec<&str> = only.split(',').filter(|id| !id.is_empty()).collect();
    let mut grown = Grown::default();
    let start = Instant::now();
    for rule in rules.iter().filter(|rule| only.is_empty() || only.contains(&rule.id.as_str())) {
        if rule.rewrites.iter().any(|rewrite| rewrite.safety == Level::Safe) {
            let seeds = seeds::of(&mut mutator, rule, &mut grown.faults);
            grown.grow(&mut mutator, &rules, rule, &seeds, wanted, seed);
        }
    }
    let made = start.elapsed().as_secs();
    grown.run(&mut mutator, &rules, inputs);
    let Grown { coverage, mut faults, known, .. } = grown;
    for why in known::reasons() {
        let count = known.get(why).unwrap_or(&0);
        println!("known {count} times: {why}");
        if *count == 0 && only.is_empty() && wanted >= ENOUGH {
            faults.push(format!("tests/differential/known.rs: nothing needs this any more: {why}"));
        }
    }
    let mut table = String::from("rule\trewrite\tseeds\ttried\trewritten\tran\tendless\tsaved\n");
    for ((rule, rewrite), of) in &coverage {
        let Coverage { seeds, tried, rewritten, ran, endless, fewer } = of;
        let _ = writeln!(table, "{rule}\t{rewrite}\t{seeds}\t{tried}\t{rewritten}\t{ran}\t{endless}\t{fewer}");
        if *seeds == 0 {
            println!("{rule} rewrite {rewrite}: no program to begin with for this toolchain");
        } else if *rewritten < wanted {
            faults.push(format!(
                "{rule} rewrite {rewrite}: of {tried} programs only {rewritten} are rewritten, not {wanted}"
            ));
        } else if ran + endless < wanted * 4 / 5 || *ran < wanted / 2 {
            faults.push(format!("{rule} rewrite {rewrite}: of {rewritten} programs only {ran} came to a result"));
        }
    }
    fs::write(mutator.folder.join("coverage.tsv"), &table).expect("the target folder can be written");
    println!("{table}made in {made} s, run in {} s, with seed {seed}", start.elapsed().as_secs() - made);
    for fault in &faults {
        eprintln!("\n{fault}");
    }
    assert!(faults.is_empty(), "{} faults with seed {seed}, shown above", faults.len());
}

/// Rewrites that are wrong on some inputs: a result, an argument, a panic, an allocation, a name, an operand that changes another one,
/// arguments that share their memory, a name that is needed twice.
const WRONG: &str = r#"
title = "wrong"
why = "To see that it is found."
category = "slices"
safety = "safe"
gain = "nothing"

[[rewrite]]
kind = "expression"
patch = '''
-strings.TrimSpace($s)
+strings.TrimRight($s, " \t\r\n")
'''

[[rewrite]]
kind = "expression"
patch = '''
-append([]byte(nil), $b...)
+append($b[:0], $b...)
'''

[[rewrite]]
kind = "expression"
patch = '''
-strings.SplitN($s, ",", 2)[0]
+$s[:strings.IndexByte($s, 0x2c)]
'''

[[rewrite]]
kind = "expression"
patch = '''
-strings.Contains($s, "a")
+(len(strings.Split($s, "a")) > 1)
'''

[[rewrite]]
kind = "expression"
patch = '''
-strings.Repeat($s, 2)
+(s + $s)
'''

[[rewrite]]
kind = "expression"
patch = '''
-strings.Compare(string($a), string($b))
+(-bytes.Compare($b, $a))
'''

[[rewrite]]
patch = '''
-copy($a, $b)
+for $i := 0; $i < min(len($a), len($b)); $i++ {
+	$a[$i] = $b[$i]
+}
'''
names.i = { like = "i" }

[[rewrite]]
patch = '''
-$words := strings.NewReplacer($*pairs)
+$words := wordReplacer
'''
above = "var wordReplacer = strings.NewReplacer($*pairs)"

[[example]]
before = '''
func trimmed(s string) string { return strings.TrimSpace(s) }

func copied(b []byte) []byte { return append([]byte(nil), b...) }

func head(s string) string { return strings.SplitN(s, ",", 2)[0] }

func has(s string) bool { return strings.Contains(s, "a") }

func twice(s string) string { return strings.Repeat(s, 2) }

func compared(a, b []byte) int { return strings.Compare(string(a), string(b)) }

func moved(a, b []int) { copy(a, b) }

func spelled(s string) string {
	words := strings.NewReplacer("a", "b", "c", "d")
	return words.Replace(s)
}
'''
after = ""
"#;

#[test]
fn wrong_rewrites_are_found() {
    let Some(mut mutator) = Mutator::start("wrong") else { return };
    let (rules, errors) = Rules::load(vec![("wrong.toml".into(), WRONG.to_owned())]);
    assert!(errors.is_empty(), "{errors:?}");
    let rule = rules.iter().next().expect("it was loaded");
    let mut grown = Grown::default();
    let seeds = seeds::of(&mut mutator, rule, &mut grown.faults);
    grown.grow(&mut mutator, &rules, rule, &seeds, 80, 1);
    assert!(grown.faults.is_empty(), "{:?}", grown.faults);
    grown.run(&mut mutator, &rules, 20);
    for number in 0..rule.rewrites.len() {
        let found = grown.faults.iter().any(|fault| fault.starts_with(&format!("=== wrong {{{number}}}:")));
        assert!(found, "nothing is wrong with rewrite {number}:\n{}", grown.faults.join("\n"));
    }
}

fn number(variable: &str, usual: u64) -> u64 {
    match std::env::var(variable) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{variable}: `{text}` is no number")),
        Err(_) => usual,
    }
}

/// The programs, and what is known of them.
#[derive(Default)]
struct Grown {
    made: Vec<Made>,
    coverage: BTreeMap<(String, usize), Coverage>,
    faults: Vec<String>,
    /// How often each difference that is known was met.
    known: BTreeMap<&'static str, usize>,
}

impl Grown {
    /// Runs them all, and makes those smaller that something is wrong with.
    fn run(&mut self, mutator: &mut Mutator, rules: &Rules, inputs: u64) {
        let (results, wrong) = running::run(mutator, &self.made, inputs);
        let mut first: BTreeMap<usize, (Made, String)> = BTreeMap::new();
        for fault in wrong {
            if let Some(why) = fault.known {
                let Made { rule, before, after, .. } = &self.made[fault.number];
                *self.known.entry(why).or_default() += 1;
                if std::env::var_os("ALLOCFIX_KNOWN").is_some() {
                    println!("known: {rule}: {}: {why}\n--- before\n{before}\n--- after\n{after}", fault.what);
                }
                continue;
            }
            first.entry(fault.number).or_insert_with(|| (self.made[fault.number].clone(), fault.what));
        }
        for (program, what) in reduce(mutator, rules, first.into_values().collect(), inputs) {
            let Made { rule, rewrites, seed, changes, numbers, before, after, .. } = &program;
            let from = format!("{} {} [{}] {numbers:x?}", seed.name, seed.function, changes.join(", "));
            self.faults.push(format!(
                "=== {rule} {rewrites:?}: {what}\n  from {from}\n--- before\n{before}\n--- after\n{after}"
            ));
        }
        for (number, result) in &results {
            let program = &self.made[*number];
            for rewrite in &program.rewrites {
                let of = self.coverage.get_mut(&(program.rule.clone(), *rewrite)).expect("it was made for it");
                of.ran += usize::from(result.inputs > 0);
                of.endless += usize::from(result.endless);
                of.fewer += usize::from(result.fewer > 0);
            }
        }
    }

    /// Makes programs until every safe rewrite of a rule has enough that it rewrites, or nothing new comes.
    fn grow(&mut self, mutator: &mut Mutator, rules: &Rules, rule: &Rule, programs: &[Seed], wanted: usize, seed: u64) {
        let Self { made, coverage, faults, .. } = self;
        let texts: Vec<(String, Version)> = programs.iter().map(|seed| (seed.text.clone(), seed.go)).collect();
        let mut growing: BTreeMap<usize, Vec<&Seed>> = BTreeMap::new();
        for (program, (rewrites, _)) in programs.iter().zip(rewritten(rules, rule, &texts, faults)) {
            for rewrite in rewrites {
                growing.entry(rewrite).or_default().push(program);
            }
        }
        for number in (0..rule.rewrites.len()).filter(|number| rule.rewrites[*number].safety == Level::Safe) {
            let seeds = growing.get(&number).map_or(0, Vec::len);
            coverage.insert((rule.id.clone(), number), Coverage { seeds, ..Coverage::default() });
        }
        let mut seen = HashSet::new();
        let mut random =
            Random(seed ^ rule.id.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(31) + u64::from(byte)));
        for _ in 0..ROUNDS {
            let mut mutations = Vec::new();
            let mut origins = Vec::new();
            for (rewrite, from) in &growing {
                let Some(of) = coverage.get_mut(&(rule.id.clone(), *rewrite)) else { continue };
                let missing = wanted.saturating_sub(of.rewritten);
                let count = if missing == 0 { 0 } else { missing * 2 + 10 };
                of.tried += count;
                for _ in 0..count {
                    let from = from[random.below(from.len())];
                    let seeds: Vec<u64> = (0..1 + random.below(MOST_CHANGES)).map(|_| random.next() >> 16).collect();
                    origins.push((*from).clone());
                    let go = from.go.to_string();
                    mutations.push(Mutation { text: from.text.clone(), function: from.function.clone(), go, seeds });
                }
            }
            if mutations.is_empty() {
                break;
            }
            let mutants = mutator.mutate(&mutations);
            let texts: Vec<_> = mutants.iter().zip(&origins).map(|(m, origin)| (m.text.clone(), origin.go)).collect();
            let outcomes = rewritten(rules, rule, &texts, faults);
            for (((mutant, mutation), origin), (rewrites, after)) in
                mutants.into_iter().zip(&mutations).zip(&origins).zip(outcomes)
            {
                let is_wanted = rewrites
                    .iter()
                    .any(|rewrite| coverage.get(&(rule.id.clone(), *rewrite)).is_some_and(|of| of.rewritten < wanted));
                if !is_wanted || !seen.insert(mutant.text.clone()) {
                    continue;
                }
                for rewrite in &rewrites {
                    if let Some(of) = coverage.get_mut(&(rule.id.clone(), *rewrite)) {
                        of.rewritten += 1;
                    }
                }
                let numbers = mutation.seeds.clone();
                made.push(Made::new(rule, rewrites, origin.clone(), mutant, numbers, after, mutator.toolchain));
            }
        }
    }
}

impl Made {
    fn new(
        rule: &Rule,
        rewrites: BTreeSet<usize>,
        seed: Seed,
        mutant: Mutant,
        numbers: Vec<u64>,
        after: String,
        toolchain: Version,
    ) -> Self {
        let Mutant { text: before, function, changes } = mutant;
        // What is called and thrown away is only on the heap where the compiler just does not inline the call any more.
        let measured = !changes.iter().any(|change| change == "twin")
            && rewrites.iter().all(|one| rule.rewrites[*one].go.to.is_none_or(|newest| newest >= toolchain));
        Self { rule: rule.id.clone(), rewrites, seed, changes, numbers, function, before, after, measured }
    }
}

/// Leaves out changes of programs as long as something is wrong with them.
fn reduce(mutator: &mut Mutator, rules: &Rules, mut wrong: Vec<(Made, String)>, inputs: u64) -> Vec<(Made, String)> {
    for _ in 0..MOST_CHANGES {
        let mut tries = Vec::new();
        for (place, (program, _)) in wrong.iter().enumerate().take(REDUCED) {
            let rule = rules.get(&program.rule).expect("it made the program");
            for left_out in 0..program.numbers.len() {
                let mut numbers = program.numbers.clone();
                numbers.remove(left_out);
                let Seed { text, function, go, .. } = program.seed.clone();
                let mutation = Mutation { text, function, go: go.to_string(), seeds: numbers.clone() };
                let Some(mutant) = mutator.mutate(&[mutation]).pop() else { continue };
                let text = [(mutant.text.clone(), program.seed.go)];
                let Some((rewrites, after)) = run(rules, rule, &text, &mut Vec::new()).pop() else { continue };
                if !rewrites.is_empty() {
                    let seed = program.seed.clone();
                    tries.push((place, Made::new(rule, rewrites, seed, mutant, numbers, after, mutator.toolchain)));
                }
            }
        }
        let programs: Vec<Made> = tries.iter().map(|(_, program)| program.clone()).collect();
        let mut found = false;
        for fault in running::run(mutator, &programs, inputs).1.into_iter().rev().filter(|fault| fault.known.is_none())
        {
            wrong[tries[fault.number].0] = (programs[fault.number].clone(), fault.what);
            found = true;
        }
        if !found {
            break;
        }
    }
    wrong
}

/// What a rule does to programs by default: the rewrites that it makes, and the text that comes out.
fn rewritten(
    rules: &Rules,
    rule: &Rule,
    texts: &[(String, Version)],
    faults: &mut Vec<String>,
) -> Vec<(BTreeSet<usize>, String)> {
    let once = run(rules, rule, texts, faults);
    let again: Vec<_> = once.iter().zip(texts).map(|((_, after), (_, go))| (after.clone(), *go)).collect();
    let twice = run(rules, rule, &again, &mut Vec::new());
    for ((_, after), (before, _)) in once.iter().zip(texts) {
        if let Some(lost) = COMMENTS.iter().find(|one| before.matches(**one).count() > after.matches(**one).count()) {
            faults.push(format!("=== {}: the comment {lost:?} is lost:\n{before}\nbecomes\n{after}", rule.id));
        }
    }
    for (((_, after), (_, more)), (before, _)) in once.iter().zip(&twice).zip(texts) {
        if after != more {
            faults.push(format!(
                "=== {}: a second run changes the result:\n{before}\nbecomes\n{after}\nand then\n{more}",
                rule.id
            ));
        }
    }
    once
}

fn run(
    rules: &Rules,
    rule: &Rule,
    texts: &[(String, Version)],
    faults: &mut Vec<String>,
) -> Vec<(BTreeSet<usize>, String)> {
    let path = |number: usize| PathBuf::from(format!("{number}/p.go"));
    let files: BTreeMap<_, _> =
        texts.iter().enumerate().map(|(number, (text, _))| (path(number), text.as_bytes().to_vec())).collect();
    let others: BTreeMap<_, _> =
        rules.iter().filter(|other| other.id != rule.id).map(|other| (other.id.clone(), None)).collect();
    let folders: Vec<Folder> = texts
        .iter()
        .enumerate()
        .map(|(number, (_, go))| {
            let settings = Settings { rules: others.clone(), target_go: Some(*go), ..Settings::default() };
            let targets = vec![path(number)];
            Folder { path: number.to_string().into(), targets, settings: settings.into(), refused: Arc::default() }
        })
        .collect();
    let outcome = allocfix::fix::run(&World::new(Arc::new(files), Places::default()), rules, &folders, &|_| {});
    let mut all: Vec<_> = texts.iter().map(|(text, _)| (BTreeSet::new(), text.clone())).collect();
    let number = |path: &Path| -> usize {
        let folder = path.iter().next().and_then(|folder| folder.to_str());
        folder.and_then(|folder| folder.parse().ok()).expect("folders are numbers")
    };
    for file in outcome.files {
        all[number(&file.path)].1 = file.after;
    }
    for finding in outcome.findings.iter().filter(|finding| finding.fate == Fate::Applied) {
        all[number(&finding.path)].0.insert(finding.rewrite);
    }
    for trouble in outcome.troubles {
        faults.push(format!("=== {}: {}:\n{}", rule.id, trouble.message, texts[number(&trouble.path)].0));
    }
    all
}

/// xorshift64*: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = if self.0 == 0 { 0x9E37_79B9_7F4A_7C15 } else { self.0 };
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() >> 16) as usize % count
    }
}
