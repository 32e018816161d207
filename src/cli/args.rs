//! What was typed: the command line, word for word.
//!
//! Parsing touches nothing outside: no file, no environment, no current folder. What the words mean is [`super::plan`]'s.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::go::constraint::Target;
use crate::go::version::Version;

const USAGE: &str = "allocfix [OPTIONS] [PATHS]...
       allocfix check [OPTIONS] [PATHS]...
       allocfix escapes [OPTIONS] [PATHS]...
       allocfix explain [OPTIONS] RULE
       allocfix rules [list|check|new|schema]";

const AFTER: &str = "\
Paths:
  Files, folders, and Go's ./... and dir/... (a folder is always taken with what is below it).
  `-` is standard input, with --stdin-filename. A path with the name of a command is written ./check.
  What is named is taken even where a search would pass it by (tests, .gitignore, names that start with `.` or `_`),
  but nothing in vendor or testdata is ever changed.

Examples:
  allocfix --dry-run > a.patch     the whole change as a diff that `git apply` takes
  allocfix ./internal/...          apply the safe fixes below internal
  allocfix check --unsafe cmd      what could be done, and why the rest was left alone
  allocfix --check                 for CI: write nothing, exit 1 if something would change
  allocfix --select fmt a.go       one category of rules, one file
  allocfix explain RULE            what a rule does, when, and what it gains
  allocfix - --stdin-filename a.go < a.go

Exit codes:
  0  nothing to say, or all was written, or a plain --dry-run
  1  `check` found something, or --check was given and something would change
  2  wrong usage, configuration or rule, or a path that is not there: then nothing is done;
     or a file that could not be read or written: all the others are still done
  130, 143  ended by SIGINT or SIGTERM; nothing temporary is left";

/// The longest time that a command of the toolchain can be given: a week, in seconds.
const LONGEST: u64 = 7 * 24 * 60 * 60;

/// Rewrites Go source so that it allocates less
///
/// Without a command, applies the safe fixes to the files in place. Files with uncommitted changes, generated files and tests are
/// left alone; the flags below include them. What lies in vendor or testdata is left alone in any case.
#[derive(Parser, Debug)]
#[command(name = "allocfix", version, override_usage = USAGE, after_help = AFTER, max_term_width = 100)]
pub struct Args {
    /// The command, if one was given.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Files and folders to rewrite [default: .]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,

    /// Write nothing; print the change as a unified diff
    #[arg(long)]
    pub dry_run: bool,

    /// Write nothing; exit 1 if something would change
    #[arg(long)]
    pub check: bool,

    /// Change files with uncommitted changes too
    #[arg(long)]
    pub allow_dirty: bool,

    /// Write although there is no git work tree to go back to
    #[arg(long)]
    pub allow_no_vcs: bool,

    /// Print the completion script for a shell, and do nothing else
    #[arg(long, value_name = "SHELL")]
    pub completions: Option<clap_complete::Shell>,

    /// What every command takes.
    #[command(flatten)]
    pub flags: Flags,
}

/// The flags that may stand before or behind a command.
#[derive(ClapArgs, Clone, Debug)]
pub struct Flags {
    /// Only these rules: ids or categories, separated by commas
    #[arg(long, global = true, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,

    /// Not these rules: ids or categories, separated by commas
    #[arg(long, global = true, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,

    /// Apply fixes too that a program can notice, in the way that `explain` tells
    #[arg(long = "unsafe", global = true, help_heading = "Rules")]
    pub apply_unsafe: bool,

    /// A folder with more rule files; may be repeated
    #[arg(long = "rules", global = true, value_name = "DIR", help_heading = "Rules")]
    pub rule_dirs: Vec<PathBuf>,

    /// This configuration for all files, instead of the nearest allocfix.toml or .allocfix.toml
    #[arg(long, global = true, value_name = "FILE", help_heading = "Rules")]
    pub config: Option<PathBuf>,

    /// The Go version to write for, instead of the one in go.mod
    #[arg(long, global = true, value_name = "VERSION", value_parser = go_version, help_heading = "Rules")]
    pub target_go: Option<Version>,

    /// The system and processor to write for, such as linux/amd64, instead of all that the files are built for
    #[arg(long, global = true, value_name = "OS/ARCH", help_heading = "Rules")]
    pub target: Option<Target>,

    /// Include _test.go files
    #[arg(long, global = true, help_heading = "Files")]
    pub tests: bool,

    /// Include generated files
    #[arg(long, global = true, help_heading = "Files")]
    pub generated: bool,

    /// The name of the file that standard input holds; the path is `-`
    #[arg(long, global = true, value_name = "FILE", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,

    /// Ask the Go toolchain before anything is written, and leave out what does not stand, separated by commas:
    /// `build` builds and vets the changed packages and all that import them;
    /// `escape` compares what the compiler puts on the heap;
    /// `run` calls each changed function that has no effect outside of its arguments beside its old self, on made-up inputs;
    /// `test` runs the tests of the changed packages and of those that import them directly;
    /// `bench` runs the benchmarks of the changed packages, and `bench=REGEXP` those of that name, and shows what changed.
    /// Before all others there is `build`. `run`, `test` and `bench` run the repository's own code: `run` only such functions,
    /// and what their packages do when they are loaded
    #[arg(long, global = true, value_name = "PROOFS", help_heading = "Proof")]
    pub verify: Vec<Proofs>,

    /// How long one command of the toolchain, or the tests of one package, may take, in seconds
    #[arg(long, global = true, value_name = "SECONDS", default_value = "600", help_heading = "Proof",
          value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    pub verify_timeout: u64,

    /// What the made-up inputs of --verify=run hang on: the same number, the same inputs
    #[arg(long, global = true, value_name = "NUMBER", default_value = "1", help_heading = "Proof")]
    pub verify_seed: u64,
    /// How often each benchmark is run before and after, for 0.2 s each; a difference can be told from chance from 4 on
    #[arg(long, global = true, value_name = "N", default_value = "10", help_heading = "Proof",
          value_parser = clap::value_parser!(u16).range(1..=100))]
    pub verify_count: u16,

    /// The build tags to verify with, as `go build -tags` takes them
    #[arg(long, global = true, value_name = "TAGS", default_value = "", help_heading = "Proof")]
    pub tags: String,

    /// The form of the results [default: text; diff with --dry-run]
    #[arg(long, global = true, help_heading = "Output")]
    pub format: Option<Format>,

    /// Count the findings by rule and by reason
    #[arg(long, global = true, help_heading = "Output")]
    pub statistics: bool,

    /// When to use colour; `auto` obeys NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: When,

    /// No progress and no summary
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,

    /// Tell too what was skipped and what was left as it is, and why
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,

    /// Threads to use, 256 at most [default: one per core]
    #[arg(short, long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256), help_heading = "Output")]
    pub jobs: Option<u16>,
}

/// The commands. Without one, files are rewritten.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Show what could be rewritten, what it would gain, and why the rest is kept; write nothing
    Check {
        /// Files and folders to look at [default: .]
        #[arg(value_name = "PATHS")]
        paths: Vec<PathBuf>,
    },
    /// List what the compiler puts on the heap, why, and which rule can help; needs a Go toolchain; write nothing
    Escapes {
        /// Files and folders whose packages to look at [default: .]
        #[arg(value_name = "PATHS")]
        paths: Vec<PathBuf>,
    },
    /// Tell what a rule does, when it applies, and what it gains
    Explain {
        /// The id of the rule, as in `allocfix rules list`
        rule: String,
    },
    /// List, check and write rules
    Rules {
        /// What to do; `list` when left out.
        #[command(subcommand)]
        command: Option<RulesCommand>,
    },
}

/// What to do with rules.
#[derive(Subcommand, Debug)]
pub enum RulesCommand {
    /// List the rules with their level, as the configuration of this folder has them
    List,
    /// Check rule files and run their examples [default: the built-in rules and those of --rules]
    Check {
        /// Rule files, or folders of them
        #[arg(value_name = "PATHS")]
        paths: Vec<PathBuf>,
    },
    /// Print a rule to start from, or write it into the folder of --rules
    New {
        /// The id: small letters, digits and `-`
        id: String,
    },
    /// Print the JSON Schema of rule files
    Schema,
}

/// The form of the results on standard output.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people.
    Text,
    /// A unified diff that `git apply` takes.
    Diff,
    /// One JSON object.
    Json,
}

/// When to use colour.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum When {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the Go toolchain is to show of each fix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum)]
pub enum Proof {
    /// The changed packages and those that import them build and vet as before.
    Build,
    /// What the compiler puts on the heap in the changed functions, before and after.
    Escape,
    /// Changed functions do the same as before on made-up inputs.
    Run,
    /// The tests of the changed packages and of their direct importers give the same results.
    Test,
    /// The benchmarks of the changed packages, measured before and after.
    Bench,
}

/// A value of `--verify`: names separated by commas. What follows `bench=` is all part of its regular expression.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Proofs {
    /// What is asked for.
    pub proofs: Vec<Proof>,
    /// Which benchmarks, as `go test -bench` takes it.
    pub bench: Option<String>,
}

impl FromStr for Proofs {
    type Err = String;

    fn from_str(text: &str) -> Result<Proofs, String> {
        let mut read = Proofs::default();
        let mut rest = text;
        while !rest.is_empty() {
            if rest == "bench=" {
                return Err("`bench=` names no benchmark; `bench` alone runs all".to_owned());
            }
            if let Some(regexp) = rest.strip_prefix("bench=") {
                read.proofs.push(Proof::Bench);
                read.bench = Some(regexp.to_owned());
                break;
            }
            let (word, more) = rest.split_once(',').unwrap_or((rest, ""));
            read.proofs.push(Proof::from_str(word, false).map_err(|_| {
                let known = Proof::value_variants().iter().filter_map(ValueEnum::to_possible_value);
                let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
                format!("`{word}` is none of {}, bench=REGEXP", known.join(", "))
            })?);
            rest = more;
        }
        if read.proofs.is_empty() { Err("it is empty".to_owned()) } else { Ok(read) }
    }
}

impl Args {
    /// The arguments in `words`, the first of which is the program's name.
    ///
    /// # Errors
    /// What clap says: it knows its exit code, and that `--help` and `--version` are no failure.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
        Args::try_parse_from(words)
    }
}

/// A Go version as people write it: `1.21`, `go1.21` or `1.21.3`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn go_version(text: &str) -> Result<Version, String> {
    let numbers = text.strip_prefix("go").unwrap_or(text);
    let mut parts = numbers.split('.').map(digits);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some(major @ 1)), Some(Some(minor)), None | Some(Some(_)), None) => Ok(Version { major, minor }),
        _ => Err("expected a Go version such as 1.21".to_owned()),
    }
}

/// A number of digits only: the parser of the standard library takes `+1` too.
fn digits(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn read(line: &str) -> Result<Args, clap::Error> {
        Args::read(std::iter::once("allocfix").chain(line.split_whitespace()).map(OsString::from))
    }

    #[test]
    fn the_declaration_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_path_is_not_a_command_behind_another_path_or_two_dashes() {
        for (line, paths) in [
            ("", vec![]),
            ("a.go b", vec!["a.go", "b"]),
            ("./check", vec!["./check"]),
            ("a check", vec!["a", "check"]),
            ("-- check", vec!["check"]),
            ("-", vec!["-"]),
            ("./... dir/...", vec!["./...", "dir/..."]),
        ] {
            let args = read(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert!(args.command.is_none(), "{line}: {args:?}");
            assert_eq!(args.paths, paths.iter().map(PathBuf::from).collect::<Vec<_>>(), "{line}");
        }
        assert!(matches!(read("check a").unwrap().command, Some(Command::Check { paths }) if paths.len() == 1));
        assert!(matches!(read("rules").unwrap().command, Some(Command::Rules { command: None })));
    }

    #[test]
    fn flags_stand_before_and_behind_the_command() {
        for line in ["--select a,b --select c check -j 3 x", "check x -j3 --select=a,b,c"] {
            let args = read(line).unwrap();
            assert_eq!(args.flags.select, ["a", "b", "c"], "{line}");
            assert_eq!(args.flags.jobs, Some(3), "{line}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "-j 0",
            "-j x",
            "-j 257",
            "--format xml",
            "--color maybe",
            "-q -v",
            "--frobnicate",
            "explain",
            "--target-go 2",
            "--target linux",
            "--verify=bench=",
            "--verify=test,bench=",
            "--verify-timeout 0",
            "--verify-timeout 604801",
            "escapes --verify-timeout 18446744073709551615",
        ] {
            assert_eq!(read(line).unwrap_err().exit_code(), 2, "{line}");
        }
        for line in ["check --dry-run", "check --allow-dirty", "rules new", "rules frob"] {
            assert_eq!(read(line).unwrap_err().exit_code(), 2, "{line}");
        }
        assert_eq!(read("--help").unwrap_err().exit_code(), 0);
    }

    #[test]
    fn the_regular_expression_of_benchmarks_may_hold_commas() {
        let args = read("--verify build,bench=A{1,2},test --verify=test").unwrap();
        let [first, second] = &args.flags.verify[..] else { panic!("{args:?}") };
        assert_eq!(first.proofs, [Proof::Build, Proof::Bench]);
        assert_eq!(first.bench.as_deref(), Some("A{1,2},test"));
        assert_eq!((&second.proofs[..], &second.bench), (&[Proof::Test][..], &None));
        for line in ["--verify tests", "--verify=", "--verify build,,test", "--verify-count 0"] {
            assert_eq!(read(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn go_versions_are_read_in_their_usual_forms() {
        let v = |minor| Ok(Version { major: 1, minor });
        assert_eq!(go_version("1.21"), v(21));
        assert_eq!(go_version("go1.9"), v(9));
        assert_eq!(go_version("1.22.3"), v(22));
        for bad in ["", "1", "1.", "1.x", "2.0", "1.21.", "1.+2", "1.2.3.4", "latest", "1.99999"] {
            assert!(go_version(bad).is_err(), "{bad}");
        }
    }
}
