//! Compiles the programs together, runs them, and says what differs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::Made;
use super::known::known;
use super::mutator::{Mutator, Packed, Pair, go};

/// How many programs are one package.
const TOGETHER: usize = 250;

/// How many programs are one executable.
const LINKED: usize = 5000;

/// What came of a program; `driver.go` says what the fields mean.
#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
pub struct Ran {
    number: usize,
    pub inputs: usize,
    differ: String,
    input: String,
    more: String,
    pub fewer: usize,
    /// It did not come back from several inputs before it was rewritten, and there is nothing to compare.
    #[serde(skip)]
    pub endless: bool,
}

/// Something that is different about a program.
pub struct Fault {
    /// Which program.
    pub number: usize,
    /// What differs, and on which input.
    pub what: String,
    /// Why it may be, if it is known.
    pub known: Option<&'static str>,
}

/// Runs all programs on so many inputs; what came of each that ran, and what differs.
pub fn run(mutator: &mut Mutator, made: &[Made], inputs: u64) -> (Vec<(usize, Ran)>, Vec<Fault>) {
    let (mut results, mut faults) = (Vec::new(), Vec::new());
    for start in (0..made.len()).step_by(LINKED) {
        let part = start..made.len().min(start + LINKED);
        let pairs: Vec<Pair> = part
            .clone()
            .map(|number| Pair {
                number,
                before: &made[number].before,
                after: &made[number].after,
                function: &made[number].function,
                go: made[number].seed.go.to_string(),
            })
            .collect();
        let packed: BTreeMap<usize, Packed> = part.clone().zip(mutator.pack(&pairs)).collect();
        for (number, packed) in packed.iter().filter(|(_, packed)| !packed.error.is_empty()) {
            faults.push(Fault { number: *number, what: packed.error.clone(), known: None });
        }
        let module = mutator.folder.join("module");
        write_module(&module, &packed, made);
        let program = mutator.folder.join("programs");
        let built = go(&module).args(["build", "-gcflags=-e", "-o"]).arg(&program).arg(".").output();
        let built = built.expect("go was started before");
        let said: String = String::from_utf8_lossy(&built.stderr).lines().take(20).collect::<Vec<_>>().join("\n");
        assert!(built.status.success(), "the programs do not compile, though go/types has nothing to say:\n{said}");
        results.extend(run_all(&program, part, inputs, &mut faults));
    }
    for (number, ran) in &results {
        let mut add = |what: &str, shown: String| {
            faults.push(Fault { number: *number, what: shown, known: known(&made[*number], what) });
        };
        if !ran.differ.is_empty() {
            add(&ran.differ, format!("{}\n  on {:.600}", ran.differ, ran.input));
        }
        if !ran.more.is_empty() {
            let more = format!("more allocations: {}", ran.more);
            add(&more, more.clone());
        }
    }
    (results, faults)
}

/// Runs the executable from one program to the next, again behind each call that does not come back.
fn run_all(program: &Path, part: std::ops::Range<usize>, inputs: u64, faults: &mut Vec<Fault>) -> Vec<(usize, Ran)> {
    let mut results = Vec::new();
    let (mut next, mut input) = (part.start, 0);
    let (mut stuck, mut late) = (0, None);
    while next < part.end {
        let arguments = [next, input, part.end, inputs as usize].map(|number| number.to_string());
        let output = Command::new(program).args(arguments).output().expect("what was built can be started");
        let text = String::from_utf8_lossy(&output.stdout);
        input = 0;
        let mut ended = false;
        let mut at = None;
        for line in text.lines() {
            if let Some(json) = line.strip_prefix("RESULT ") {
                let ran: Ran = serde_json::from_str(json).expect("it prints JSON");
                (next, stuck) = (ran.number + 1, 0);
                results.push((ran.number, ran));
            } else if let Some(numbers) = line.strip_prefix("STUCK ") {
                at = Some(numbers.split(' ').map(|n| n.parse().expect("a number")).collect::<Vec<usize>>());
            } else if line == "END" {
                ended = true;
            }
        }
        if ended {
            break;
        }
        let said = || String::from_utf8_lossy(&output.stderr).lines().take(12).collect::<Vec<_>>().join("\n");
        assert!(text.lines().next() == Some("START"), "the programs do not start: {}", said());
        match at.as_deref() {
            // Once may be chance, on a machine with other work.
            Some([number, on, 1]) if late != Some((*number, *on)) => {
                late = Some((*number, *on));
                (next, input) = (*number, *on);
            }
            Some([number, on, side]) => {
                if *side == 1 {
                    let what = "after does not come back, or needs far more memory".to_owned();
                    faults.push(Fault { number: *number, what, known: None });
                }
                stuck = if *number == next { stuck + 1 } else { 1 };
                (next, input) = if stuck > 2 || *side == 1 { (number + 1, 0) } else { (*number, on + 1) };
                if stuck > 2 {
                    stuck = 0;
                    results.push((*number, Ran { number: *number, endless: true, ..Ran::default() }));
                }
            }
            // What ends a process for good, such as a stack without end, ends it on both sides; nobody knows which.
            _ => {
                eprintln!("the run ended in or behind program {next}: {:.200}", said());
                next += 1;
            }
        }
    }
    results
}

fn write_module(module: &Path, packed: &BTreeMap<usize, Packed>, made: &[Made]) {
    let _ = fs::remove_dir_all(module);
    let write = |path: &str, text: &str| {
        let path = module.join(path);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the target folder can be written");
        fs::write(path, text).expect("the target folder can be written");
    };
    write("go.mod", "module differential\n\ngo 1.21\n");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for from in ["src/prove/run", "tests/prove", "tests/differential"] {
        for entry in fs::read_dir(root.join(from)).expect("it is part of the sources") {
            let path = entry.expect("a folder can be listed to its end").path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.ends_with(".go") && text.lines().any(|line| line == "package allocfixprobe") {
                // Of what is registered at the start, the table of integers must be there before the rest.
                write(&format!("allocfixprobe/{}{name}", if from == "tests/differential" { "z" } else { "" }), &text);
            }
        }
    }
    let (mut imports, mut sized, mut unmeasured) = (String::new(), String::new(), String::new());
    let good = packed.iter().filter(|(_, packed)| packed.error.is_empty());
    for (place, (number, packed)) in good.enumerate() {
        let package = format!("p{}", place / TOGETHER);
        for (side, text) in [("before", &packed.before), ("after", &packed.after)] {
            if place % TOGETHER == 0 {
                let _ = writeln!(imports, "\t_ \"differential/{package}/{side}\"");
            }
            write(&format!("{package}/{side}/m{number}.go"), text);
        }
        if packed.loops {
            let _ = write!(sized, "{number}: true, ");
        }
        if packed.recovers || !made[*number].measured {
            let _ = write!(unmeasured, "{number}: true, ");
        }
    }
    write("main.go", &MAIN.replace("IMPORTS\n", &imports).replace("SIZED", &sized).replace("LEFT_OUT", &unmeasured));
}

const MAIN: &str = r#"package main

import (
	probe "differential/allocfixprobe"

IMPORTS
)

func main() {
	n := probe.Arguments()
	probe.RunPrograms(n[0], n[1], n[2], n[3], map[int]bool{SIZED}, map[int]bool{LEFT_OUT})
}
"#;
