//! What was typed is turned into what is meant: defaults filled in, contradictions refused.
//!
//! Still looks at nothing outside; whether a path or a rule exists comes out later.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::args::{Args, Command, Flags, Format, Proof, RulesCommand};
use super::complain::Complaint;
use super::config::{Choice, Word};
use crate::prove::toolchain::Toolchain;
use crate::prove::{Benchmarks, Request};

/// What is to be done, and what holds whatever it is.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The work.
    pub job: Job,
    /// How many threads; `None` leaves it to the machine.
    pub jobs: Option<u16>,
}

/// The work of one call.
#[derive(Clone, Debug)]
pub enum Job {
    /// Look at Go files.
    Run(Run),
    /// List heap sites.
    Escapes(Run, Toolchain),
    /// Print the page of a rule.
    Explain(Sources, String),
    /// List the rules as the flags have them.
    List(Sources, Choice, Format),
    /// Check rule files.
    CheckRules(Sources, Vec<PathBuf>),
    /// Print or write a skeleton.
    NewRule(Vec<PathBuf>, String),
    /// Print the schema of rule files.
    Schema,
    /// Print a completion script.
    Completions(clap_complete::Shell),
}

/// Where rules and configuration come from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file of `--config`.
    pub config: Option<PathBuf>,
    /// The folders of `--rules`.
    pub rule_dirs: Vec<PathBuf>,
}

/// A look at Go files.
#[derive(Clone, Debug)]
pub struct Run {
    /// What happens with the result.
    pub mode: Mode,
    /// Whether a change makes the exit code 1.
    pub fail_on_change: bool,
    /// What to look at.
    pub input: Input,
    /// What the flags choose.
    pub choice: Choice,
    /// Where rules and configuration come from.
    pub sources: Sources,
    /// The form of the results, if it was given.
    pub format: Option<Format>,
    /// Whether to count.
    pub statistics: bool,
    /// No progress, no summary.
    pub quiet: bool,
    /// Skips and kept findings too.
    pub verbose: bool,
    /// Files with uncommitted changes too.
    pub allow_dirty: bool,
    /// Outside git too.
    pub allow_no_vcs: bool,
    /// What the Go toolchain is asked before anything is written, if it is asked at all.
    pub verify: Option<Request>,
}

/// What happens with the result of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The files are written.
    Write,
    /// `--check` without `--dry-run`: as a writing run, only that it stops before writing.
    Judge,
    /// A diff of what a writing run would do.
    DryRun,
    /// Findings, for everything that can be looked at.
    Check,
}

/// What to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Standard input, which holds the file of that name.
    Stdin(PathBuf),
}

/// What the arguments mean.
///
/// # Errors
/// What contradicts itself or has no meaning.
pub fn plan(args: Args) -> Result<Plan, Complaint> {
    let jobs = args.flags.jobs;
    Ok(Plan { job: job(args)?, jobs })
}

fn job(args: Args) -> Result<Job, Complaint> {
    if let Some(shell) = args.completions {
        return Ok(Job::Completions(shell));
    }
    if let Some(command) = &args.command {
        refuse_flags(&args, command)?;
    }
    let Args { command, paths, dry_run, check, allow_dirty, allow_no_vcs, completions: _, flags } = args;
    if !flags.select.is_empty() && words(&flags.select).is_empty() {
        let complaint = Complaint::new("--select is empty, and would choose no rule at all");
        return Err(complaint.help("leave it out to choose all; `allocfix rules list` lists the rules"));
    }
    let sources = Sources { config: flags.config.clone(), rule_dirs: flags.rule_dirs.clone() };
    let is_escapes = matches!(command, Some(Command::Escapes { .. }));
    let (mode, paths) = match command {
        None => {
            let mode = match (dry_run, check) {
                (true, _) => Mode::DryRun,
                (false, true) => Mode::Judge,
                (false, false) => Mode::Write,
            };
            (mode, paths)
        }
        Some(Command::Check { paths } | Command::Escapes { paths }) => (Mode::Check, paths),
        Some(Command::Explain { rule }) => return Ok(Job::Explain(sources, rule)),
        Some(Command::Rules { command }) => {
            return Ok(match command.unwrap_or(RulesCommand::List) {
                RulesCommand::List => Job::List(sources, choice(&flags), flags.format.unwrap_or(Format::Text)),
                RulesCommand::Check { paths } => Job::CheckRules(sources, paths),
                RulesCommand::New { id } => Job::NewRule(flags.rule_dirs, id),
                RulesCommand::Schema => Job::Schema,
            });
        }
    };
    let input = input(&paths, flags.stdin_filename.as_deref())?;
    if matches!(input, Input::Stdin(_)) && !flags.verify.is_empty() {
        let complaint = Complaint::new("--verify cannot judge standard input");
        return Err(complaint.help("the toolchain compares with what is on disk; save the file and name it"));
    }
    let run = Run {
        mode,
        fail_on_change: check,
        input,
        choice: choice(&flags),
        sources,
        format: flags.format,
        statistics: flags.statistics,
        quiet: flags.quiet,
        verbose: flags.verbose,
        allow_dirty,
        allow_no_vcs,
        verify: verify(&flags),
    };
    Ok(if is_escapes { Job::Escapes(run, toolchain(&flags)) } else { Job::Run(run) })
}

fn verify(flags: &Flags) -> Option<Request> {
    if flags.verify.is_empty() {
        return None;
    }
    let toolchain = toolchain(flags);
    let asks = |proof| flags.verify.iter().any(|value| value.proofs.contains(&proof));
    let regexp = flags.verify.iter().rev().find_map(|value| value.bench.clone());
    let benchmarks = asks(Proof::Bench)
        .then(|| Benchmarks { regexp: regexp.unwrap_or_else(|| ".".to_owned()), count: flags.verify_count.into() });
    Some(Request {
        toolchain,
        escapes: asks(Proof::Escape),
        run: asks(Proof::Run),
        seed: flags.verify_seed,
        tests: asks(Proof::Test),
        benchmarks,
    })
}

fn toolchain(flags: &Flags) -> Toolchain {
    let timeout = Duration::from_secs(flags.verify_timeout);
    Toolchain { timeout, jobs: flags.jobs, tags: flags.tags.clone(), target: flags.target }
}

/// Flags before a command that the command can do nothing with. Behind it, clap refuses most of them by itself.
fn refuse_flags(args: &Args, command: &Command) -> Result<(), Complaint> {
    let flags = &args.flags;
    let (name, is_check, is_list) = match command {
        Command::Check { .. } => ("check", true, false),
        Command::Escapes { .. } => ("escapes", true, false),
        Command::Explain { .. } => ("explain", false, false),
        Command::Rules { command } => ("rules", false, matches!(command, None | Some(RulesCommand::List))),
    };
    // What looks at Go files takes the flags of `check`, but for those that are about its report or about what would be written.
    let is_report = is_check && name == "check";
    for (flag, is_given, makes_sense) in [
        ("--dry-run", args.dry_run, false),
        ("--check", args.check, false),
        ("--allow-dirty", args.allow_dirty, is_check),
        ("--allow-no-vcs", args.allow_no_vcs, is_check),
        ("--select", !flags.select.is_empty(), is_check || is_list),
        ("--ignore", !flags.ignore.is_empty(), is_check || is_list),
        ("--format diff", flags.format == Some(Format::Diff), is_report),
        ("--format", flags.format.is_some(), is_check || is_list),
        ("--unsafe", flags.apply_unsafe, is_check),
        ("--target-go", flags.target_go.is_some(), is_check),
        ("--target", flags.target.is_some(), is_check),
        ("--tests", flags.tests, is_check),
        ("--generated", flags.generated, is_check),
        ("--stdin-filename", flags.stdin_filename.is_some(), is_report),
        ("--statistics", flags.statistics, is_report),
        ("--verify", !flags.verify.is_empty(), is_report),
    ] {
        if is_given && !makes_sense {
            let help = match (flag, is_check) {
                ("--dry-run", true) if is_report => {
                    "`check` writes nothing anyway; `allocfix check --format diff` prints the diff"
                }
                ("--check", true) if is_report => "`check` exits with 1 anyway when it finds something",
                _ => "leave it out",
            };
            return Err(Complaint::new(format!("{flag} has no meaning with `{name}`")).help(help));
        }
    }
    Ok(())
}

fn choice(flags: &Flags) -> Choice {
    let given = |flag: bool| flag.then_some(true);
    Choice {
        select: (!flags.select.is_empty()).then(|| words(&flags.select)),
        ignore: words(&flags.ignore),
        apply_unsafe: given(flags.apply_unsafe),
        tests: given(flags.tests),
        generated: given(flags.generated),
        target_go: flags.target_go,
        target: flags.target,
    }
}

fn words(list: &[String]) -> Vec<Word> {
    let words = list.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    words.map(|word| Word { text: word.to_owned(), span: None }).collect()
}

fn input(paths: &[PathBuf], name: Option<&Path>) -> Result<Input, Complaint> {
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    match (paths.iter().any(is_stdin), name) {
        (true, Some(_)) if paths.len() > 1 => Err(Complaint::new("`-` stands beside other paths")
            .help("standard input is one file; look at the others in a call of their own")),
        (true, Some(name)) => Ok(Input::Stdin(name.to_owned())),
        (true, None) => Err(Complaint::new("standard input has no name")
            .help("`allocfix - --stdin-filename pkg/file.go` says which file it is, so that its package can be read")),
        (false, Some(_)) => Err(Complaint::new("--stdin-filename is given, but not the path `-`")
            .help("`allocfix - --stdin-filename pkg/file.go`")),
        (false, None) if paths.is_empty() => Ok(Input::Paths(vec![PathBuf::from(".")])),
        (false, None) => Ok(Input::Paths(paths.iter().map(|path| without_dots(path)).collect())),
    }
}

/// `dir` for Go's `dir/...`: folders are taken with what is below them anyway.
fn without_dots(path: &Path) -> PathBuf {
    if path.file_name().is_none_or(|name| name != "...") {
        return path.to_owned();
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsString;

    fn read(line: &str) -> Result<Plan, Complaint> {
        plan(Args::read(std::iter::once("allocfix").chain(line.split_whitespace()).map(OsString::from)).expect(line))
    }

    fn run(line: &str) -> Run {
        match read(line).expect(line).job {
            Job::Run(run) => run,
            other => panic!("{line} means {other:?}"),
        }
    }

    #[test]
    fn modes() {
        for (line, mode, fail) in [
            ("", Mode::Write, false),
            ("--dry-run", Mode::DryRun, false),
            ("--check", Mode::Judge, true),
            ("--dry-run --check", Mode::DryRun, true),
            ("check", Mode::Check, false),
        ] {
            let run = run(line);
            assert_eq!((run.mode, run.fail_on_change), (mode, fail), "{line}");
        }
    }

    #[test]
    fn paths() {
        for (line, paths) in [
            ("", &["."][..]),
            ("check", &["."]),
            ("./...", &["."]),
            ("...", &["."]),
            ("a/... b/c.go ../x/...", &["a", "b/c.go", "../x"]),
            ("/...", &["/"]),
            ("a... ...a", &["a...", "...a"]),
        ] {
            assert_eq!(run(line).input, Input::Paths(paths.iter().map(PathBuf::from).collect()), "{line}");
        }
        assert_eq!(run("- --stdin-filename a.go").input, Input::Stdin("a.go".into()));
        for line in
            ["-", "a --stdin-filename a.go", "- b --stdin-filename a.go", "- --stdin-filename a.go --verify=build"]
        {
            assert!(!read(line).unwrap_err().help.is_empty(), "{line}");
        }
    }

    #[test]
    fn flags_without_meaning_are_refused() {
        for line in [
            "--dry-run check",
            "--check check",
            "explain --unsafe x",
            "--select x explain y",
            "rules schema --format json",
            "rules list --format diff",
            "rules new a --tests",
            "explain x --stdin-filename y",
        ] {
            assert!(read(line).unwrap_err().message.contains("has no meaning"), "{line}");
        }
        for line in ["rules --select a --format json", "--allow-dirty check", "check --unsafe", "-q explain x"] {
            assert!(read(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn lists_are_trimmed() {
        let choice = run("--select a,,b").choice;
        let texts: Vec<_> = choice.select.iter().flatten().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["a", "b"]);
        for line in ["--select=", "--select ,", "check --select=,,", "rules list --select="] {
            assert!(read(line).unwrap_err().message.contains("--select is empty"), "{line}");
        }
        assert!(run("--ignore=").choice.ignore.is_empty());
    }
}
