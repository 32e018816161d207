//! Random files before and after, as the toolchain sees them: gofmt, the compiler, and what the functions give back.

use std::fs;
use std::path::Path;
use std::process::Command;

use allocfix::rule::Rules;

use super::source::{self, Dice, Oddities};
use super::{after, engine, times};

/// Runs all functions of all packages on inputs from the edges, and prints what they gave, what they logged, and their panics.
const MAIN: &str = r#"package main

import "fmt"

type function = func(a, b string, n int, xs []string, m map[string]int) any

func try(name string, f function, log *[]string) {
	texts := [][2]string{{"", ""}, {"a", "b"}, {"%d", "é→"}}
	lists := [][]string{nil, {}, {"a"}, {"b", "", "A", "x", "y"}}
	maps := []map[string]int{nil, {}, {"a": 1, "b": -2, "": 300}}
	for _, t := range texts {
		for _, n := range []int{0, 1, 3, -1, 100} {
			for i, xs := range lists {
				*log = nil
				func() {
					defer func() {
						if r := recover(); r != nil {
							fmt.Printf("%s panic %v\n", name, r)
						}
					}()
					fmt.Printf("%s %#v\n", name, f(t[0], t[1], n, append(xs[:0:0], xs...), maps[(i+len(t[0])+n+1)%3]))
				}()
				fmt.Printf("%q\n", *log)
			}
		}
	}
}
"#;

fn tool(name: &str, folder: &Path, words: &[&str]) -> Option<std::process::Output> {
    let mut command = Command::new(name);
    command.args(words).current_dir(folder);
    command.envs([
        ("GOFLAGS", "-mod=mod"),
        ("GOPROXY", "off"),
        ("GOWORK", "off"),
        ("GOTOOLCHAIN", "local"),
        ("GO111MODULE", "on"),
    ]);
    command.output().ok()
}

fn output(output: &std::process::Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A module with one package for each text, and a program that runs them all.
fn lay_out(folder: &Path, texts: &[(usize, String, usize)]) {
    fs::write(folder.join("go.mod"), "module m\n\ngo 1.22\n").expect("a file for a test");
    let (mut imports, mut calls) = (String::new(), String::new());
    for (number, text, functions) in texts {
        let name = format!("p{number:04}");
        fs::create_dir_all(folder.join(&name)).expect("a folder for a test");
        fs::write(folder.join(&name).join("a.go"), text).expect("a file for a test");
        fs::write(folder.join(&name).join("log.go"), "package p\n\nvar Log = &log\n").expect("a file for a test");
        imports.push_str(&format!("import {name} \"m/{name}\"\n"));
        for function in 0..*functions {
            calls.push_str(&format!("\ttry(\"{name}.F{function}\", {name}.F{function}, {name}.Log)\n"));
        }
    }
    let main = MAIN.replace("import \"fmt\"\n", &format!("import \"fmt\"\n{imports}"));
    fs::write(folder.join("main.go"), format!("{main}\nfunc main() {{\n{calls}}}\n")).expect("a file for a test");
}

#[test]
fn what_compiled_compiles_and_does_the_same() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let folder = folder.path();
    if tool("go", folder, &["version"]).is_none() || tool("gofmt", folder, &["-l", "."]).is_none() {
        eprintln!("not tested: there is no Go toolchain here");
        return;
    }
    let rules = Rules::builtin();
    let first = std::env::var("ALLOCFIX_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let texts: Vec<(usize, String, usize)> = (0..24 * times())
        .map(|number| {
            let mut dice = Dice(first + number as u64);
            let functions: Vec<u64> = (0..12).map(|_| dice.below(usize::MAX) as u64).collect();
            let oddities = Oddities { littered: number % 2 == 0, crlf: false, marked: false };
            (number, source::file(&functions, oddities), functions.len())
        })
        .collect();
    lay_out(folder, &texts);
    // With gofmt's layout to start from, it is known what must come out.
    let formatted = tool("gofmt", folder, &["-w", "."]).expect("it was there");
    assert!(formatted.status.success(), "the files are no Go: {}", output(&formatted));
    // It does not settle on every comment; what it would write anew does not count.
    let unclean_before = output(&tool("gofmt", folder, &["-l", "."]).expect("it was there"));
    let build = tool("go", folder, &["build", "-gcflags=-e", "-o", "before", "."]).expect("it was there");
    assert!(build.status.success(), "the files do not compile before: {}", output(&build));
    let before = tool("./before", folder, &[]).expect("it was built");
    assert!(before.status.success(), "{}", output(&before));

    let mut changed = 0;
    for (number, _, _) in &texts {
        let path = folder.join(format!("p{number:04}/a.go"));
        let text = fs::read_to_string(&path).expect("it was written");
        let outcome = engine(&rules, &[&text], false);
        changed += outcome.files.len();
        fs::write(&path, after(&outcome, &text)).expect("it can be written");
    }
    assert!(changed > texts.len() / 2, "only {changed} files of {} were changed", texts.len());
    let unclean = output(&tool("gofmt", folder, &["-l", "."]).expect("it was there"));
    let unclean: Vec<&str> = unclean.lines().filter(|name| !unclean_before.contains(name)).collect();
    let keep = |why: &str| {
        let kept = std::env::temp_dir().join("allocfix-engine");
        let _ = Command::new("cp").arg("-rT").args([folder, &kept]).status();
        format!("{why} (first seed {first}; the files are in {})", kept.display())
    };
    assert!(
        unclean.is_empty(),
        "{}",
        keep(&format!(
            "gofmt writes it otherwise:\n{}",
            output(&tool("gofmt", folder, &[&["-d"], &unclean[..]].concat()).expect("it was there"))
        ))
    );
    let build = tool("go", folder, &["build", "-gcflags=-e", "-o", "after", "."]).expect("it was there");
    assert!(build.status.success(), "{}", keep(&format!("it does not compile any more:\n{}", output(&build))));
    let after = tool("./after", folder, &[]).expect("it was built");
    let (before, after) = (output(&before), output(&after));
    let differing = before.lines().zip(after.lines()).find(|(before, after)| before != after);
    assert!(before == after, "{}", keep(&format!("it does something else: {differing:?}")));
}
