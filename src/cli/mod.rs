//! Floor 6: arguments, configuration, disk, git and exit codes.
//!
//! The only room that touches the world. It decides nothing about Go and nothing about rules: it reads, asks the floors below, writes and tells.
//!
//! ```text
//! args (what was typed) → plan (what is meant) → run: walk → config → rules → git → engine → write → report → exit code
//! ```

mod args;
mod check_rules;
mod commands;
mod complain;
mod config;
mod disk;
mod escapes;
mod git;
mod gofmt;
mod modules;
mod names;
mod page;
mod places;
mod plan;
mod progress;
mod reports;
mod rules;
mod run;
mod screen;
mod settings;
mod walk;
mod write;

use std::io::{self, BufWriter, IsTerminal};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Once;

use args::{Args, When};
use complain::Complaint;
use plan::{Job, Plan};
use screen::{Look, Screen};

/// How the program ends; of two ends the greater one holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Exit {
    /// Nothing to say, or all was written.
    Fine = 0,
    /// `check` found something, or something would change.
    Found = 1,
    /// Usage, configuration, a rule, a file.
    Trouble = 2,
}

/// A syntax tree is as deep as the source is nested, and trees are walked on the stack. Only what is used of it is ever real memory.
const STACK: usize = 64 << 20;

/// Runs the program on the arguments of this process.
pub fn main() -> ExitCode {
    report_panics();
    // Where it cannot be watched for signals, they end the process as ever, and leave what is temporary behind.
    let _ = crate::prove::leaving::on_signals();
    if is_unforced() && !(io::stdout().is_terminal() && io::stderr().is_terminal()) {
        // For the words of clap; what the flags say comes over it.
        anstream::ColorChoice::Never.write_global();
    }
    let exit = guarded(|| match Args::read(std::env::args_os()) {
        Ok(args) => start(args),
        Err(error) => {
            // Help goes to standard output and may meet a closed pipe; then there is nobody to tell.
            let _ = error.print();
            if error.exit_code() == 0 { Exit::Fine } else { Exit::Trouble }
        }
    });
    ExitCode::from(exit as u8)
}

/// The exit of `work`, also if it panics; the message is the hook's.
fn guarded(work: impl FnOnce() -> Exit) -> Exit {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Exit::Trouble)
}

fn start(args: Args) -> Exit {
    let color = match args.flags.color {
        When::Auto => anstream::ColorChoice::Auto,
        When::Always => anstream::ColorChoice::AlwaysAnsi,
        When::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    // The raw streams are used below: a filter for colours would also take escape bytes out of somebody's source.
    let off = |is_terminal: bool| color == anstream::ColorChoice::Auto && is_unforced() && !is_terminal;
    let choice = |choice, is_terminal| if off(is_terminal) { anstream::ColorChoice::Never } else { choice };
    let out_choice = choice(anstream::AutoStream::choice(&io::stdout()), io::stdout().is_terminal());
    let err_choice = choice(anstream::AutoStream::choice(&io::stderr()), io::stderr().is_terminal());
    let out_look = look(out_choice, terminal_size::terminal_size_of(io::stdout()));
    let err_look = look(err_choice, terminal_size::terminal_size_of(io::stderr()));
    let (mut out, mut err) = (BufWriter::new(io::stdout()), io::stderr());
    let bar = io::stderr().is_terminal();
    let mut screen = Screen { out: &mut out, err: &mut err, out_look, err_look, bar };
    let exit = match plan::plan(args) {
        Ok(plan) => carry_out(plan, &mut screen),
        Err(complaint) => screen.complain(&[complaint]),
    };
    let flushed = screen.out.flush();
    let exit = exit.max(screen.delivered(flushed));
    // What could not be flushed above is not tried again on the way out.
    let _ = out.into_parts();
    exit
}

/// Whether `CLICOLOR_FORCE` says that colours are not forced, where anstream takes every value for the opposite.
fn is_unforced() -> bool {
    std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value == "0")
}

/// What a stream can show: one without a size is no terminal, and gets text that is the same everywhere.
fn look(choice: anstream::ColorChoice, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Look {
    let width = size.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    let color = choice != anstream::ColorChoice::Never;
    Look { color, unicode: width.is_some() && speaks_unicode(), width: width.unwrap_or(Look::PLAIN.width) }
}

/// Whether the locale has more than ASCII; the first of these variables that says something decides.
fn speaks_unicode() -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let locale = said.into_iter().find(|value| !value.is_empty()).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn carry_out(plan: Plan, screen: &mut Screen) -> Exit {
    let current = match std::env::current_dir().and_then(|folder| disk::real(&folder)) {
        Ok(current) => current,
        Err(error) => return screen.complain(&[Complaint::new(format!("cannot read the current folder: {error}"))]),
    };
    // Zero leaves the number to the machine, and to RAYON_NUM_THREADS.
    let threads = plan.jobs.map_or(0, usize::from);
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
        Ok(pool) => pool,
        Err(error) => return screen.complain(&[Complaint::new(format!("cannot start {threads} threads: {error}"))]),
    };
    pool.install(|| job(plan.job, current, screen))
}

fn job(job: Job, current: PathBuf, screen: &mut Screen) -> Exit {
    match job {
        Job::Run(run) => run::run(&run, &current, &mut io::stdin(), crate::fix::run, screen),
        Job::Escapes(run, toolchain) => escapes::escapes(&run, &toolchain, &current, screen),
        Job::Explain(sources, id) => commands::explain(&sources, &id, &current, screen),
        Job::List(sources, choice, format) => commands::list(&sources, &choice, format, &current, screen),
        Job::CheckRules(sources, paths) => check_rules::check(&sources, &paths, &current, screen),
        Job::NewRule(dirs, id) => commands::new(&dirs, &id, screen),
        Job::Schema => commands::schema(screen),
        Job::Completions(shell) => commands::completions(shell, screen),
    }
}

/// Makes a panic a message a user can do something with. Each file is written in one step, so none is ever half written.
fn report_panics() {
    static TOLD: Once = Once::new();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // Several threads may fall over the same thing.
        TOLD.call_once(|| {
            let words = info.payload();
            let words = words.downcast_ref::<&str>().copied().or(words.downcast_ref::<String>().map(String::as_str));
            let place = info.location().map_or(String::new(), |place| format!(" at {}:{}", place.file(), place.line()));
            let written = if write::has_begun() {
                "files that were already written are whole, the others are as they were"
            } else {
                "nothing was written"
            };
            let message = format!("{}{place}: this is a bug in allocfix; {written}", words.unwrap_or("panic"));
            let help = "please report it with this message; RUST_BACKTRACE=1 tells more";
            let _ = complain::say(&mut io::stderr(), false, "error", &message, help);
            if std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0") {
                usual(info);
            }
        });
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    /// The hook belongs to the whole process, so the test starts itself once more and looks at that.
    #[test]
    fn a_panic_in_a_thread_is_one_message_and_an_exit_code() {
        const CHILD: &str = "ALLOCFIX_TEST_PANIC";
        if std::env::var_os(CHILD).is_some() {
            report_panics();
            let exit = guarded(|| {
                let numbers: Vec<i32> = (0..100).collect();
                numbers.par_iter().for_each(|n| assert!(*n < 1, "something {}", "odd"));
                Exit::Fine
            });
            std::process::exit(exit as i32);
        }
        let name = "cli::tests::a_panic_in_a_thread_is_one_message_and_an_exit_code";
        let output = std::process::Command::new(std::env::current_exe().expect("a test knows its own path"))
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, "1")
            .env("RUST_BACKTRACE", "0")
            .output()
            .expect("a test can start itself");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert_eq!(told.matches("this is a bug in allocfix; nothing was written").count(), 1, "{told}");
        assert!(
            told.contains("error: something odd at src/cli/mod.rs:") && told.contains("help: please report"),
            "{told}"
        );
        assert_eq!(told.matches("panicked at").count(), 0, "{told}");
    }
}
