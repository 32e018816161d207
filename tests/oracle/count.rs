//! Counts verdicts and prints them: lines that start with `| ` are for people, those with `SUM` and `WHY` are added up
//! over several modules by `tests/oracle/run`.

use std::collections::{HashMap, HashSet};

/// How one of our answers compares with Go's.
#[derive(Clone)]
pub enum Verdict {
    Right,
    /// What is to be mended, with its place.
    Wrong(String),
    /// The class of the reason, and an example.
    Unknown(String, String),
    /// There is nothing to compare: the grammar has no node at the place, or Go shows something else there.
    Apart,
}

/// The verdicts of one kind of question.
#[derive(Default)]
pub struct Tally {
    asked: u64,
    apart: u64,
    unknown: u64,
    wrong: Vec<String>,
    reasons: HashMap<String, (u64, String)>,
}

impl Tally {
    pub fn add(&mut self, verdict: Verdict) {
        self.asked += 1;
        match verdict {
            Verdict::Right => {}
            Verdict::Apart => self.apart += 1,
            Verdict::Wrong(what) => self.wrong.push(what),
            Verdict::Unknown(class, example) => {
                self.unknown += 1;
                self.reasons.entry(class).or_insert((0, example)).0 += 1;
            }
        }
    }

    fn print(&self, kind: &str) {
        let (asked, wrong, unknown, apart) = (self.asked, self.wrong.len(), self.unknown, self.apart);
        let share = |part: u64| 100.0 * part as f64 / asked.max(1) as f64;
        println!(
            "|   {asked:>8} {kind}: WRONG {wrong}, unknown {unknown} ({:.2} %), apart {apart} ({:.2} %)",
            share(unknown),
            share(apart)
        );
        println!("SUM\t{kind}\t{asked}\t{wrong}\t{unknown}\t{apart}");
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.0.cmp(b.0)));
        for (at, (reason, (number, example))) in reasons.iter().enumerate() {
            let example = example.replace(['\t', '\n'], " ");
            if at < 10 {
                println!("|     {number:>7} {reason}  ({example})");
            }
            println!("WHY\t{kind}\t{number}\t{reason}\t{example}");
        }
        for (at, wrong) in self.wrong.iter().enumerate() {
            println!("{}WRONG {wrong}", if at < 20 { "|     " } else { "" });
        }
    }
}

/// The verdicts of a run.
pub struct Counts {
    /// What the patterns of rules call, as `fmt.Sprintf`.
    pub functions: HashSet<String>,
    pub types: Tally,
    pub asked: Tally,
    pub constants: Tally,
    pub names: Tally,
    pub methods: Tally,
}

impl Counts {
    pub fn new(functions: HashSet<String>) -> Counts {
        let [types, asked, constants, names, methods] = [(); 5].map(|()| Tally::default());
        Counts { functions, types, asked, constants, names, methods }
    }

    fn kinds(&self) -> [(&'static str, &Tally); 5] {
        [
            ("expressions", &self.types),
            ("expressions that rules ask about", &self.asked),
            ("constant values", &self.constants),
            ("identifiers", &self.names),
            ("questions for methods", &self.methods),
        ]
    }

    pub fn wrong(&self) -> usize {
        self.kinds().iter().map(|(_, tally)| tally.wrong.len()).sum()
    }

    pub fn print(&self) {
        for (kind, tally) in self.kinds() {
            tally.print(kind);
        }
    }
}
