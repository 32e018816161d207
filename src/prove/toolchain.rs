//! Runs the `go` command: with the user's own build cache, within a time, never so that `go.mod`, `go.sum` or the toolchain
//! change.
//!
//! Knows nothing of what is asked or of what an answer means.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::leaving;
use crate::go::constraint::Target;

/// How long an interrupted command may take to end what it started, before it is killed.
const GRACE: Duration = Duration::from_secs(5);

/// The Go toolchain in the path, and how it is to be called.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// How long one command may take.
    pub timeout: Duration,
    /// How many packages it may work on at once; its own choice when there is none.
    pub jobs: Option<u16>,
    /// The build tags, as `-tags` takes them; empty for none.
    pub tags: String,
    /// The system and processor to build for, if another than this machine's.
    pub target: Option<Target>,
}

/// What a command said.
#[derive(Debug)]
pub struct Answer {
    /// Whether it succeeded.
    pub success: bool,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// Why nothing can be said at all: the toolchain is not there, or does not do what it always does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Lower case, the fault first.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

impl Failure {
    /// A failure with what helps.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure { message: message.into(), help: help.into() }
    }
}

impl Toolchain {
    /// Runs `go` with these arguments in a folder.
    ///
    /// # Errors
    /// When it cannot be started, or does not end in time. That it ends with an error is an answer.
    pub fn go<S: AsRef<OsStr>>(
        &self,
        folder: &Path,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Answer, Failure> {
        self.run(self.command(folder, arguments))
    }

    /// The same for a module that lies below a `go.work` that does not use it.
    ///
    /// # Errors
    /// As above.
    pub fn go_without_work<S: AsRef<OsStr>>(
        &self,
        folder: &Path,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Answer, Failure> {
        let mut command = self.command(folder, arguments);
        command.env("GOWORK", "off");
        self.run(command)
    }

    /// Makes sure that programs for the target run on this machine.
    ///
    /// # Errors
    /// When they do not.
    pub fn runs_here(&self) -> Result<(), Failure> {
        let Some(target) = &self.target else { return Ok(()) };
        let host = self.go(Path::new("."), ["env", "GOHOSTOS", "GOHOSTARCH"])?.out;
        let host: Vec<&str> = host.lines().collect();
        if host == [target.os(), target.arch()] {
            return Ok(());
        }
        let (os, arch) = (target.os(), target.arch());
        Err(Failure::new(
            format!("programs for {os}/{arch} cannot be run here"),
            "leave out --target, or verify only the build for it",
        ))
    }

    fn command<S: AsRef<OsStr>>(&self, folder: &Path, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new("go");
        command.args(arguments).current_dir(folder).env("GOFLAGS", flags(std::env::var_os("GOFLAGS")));
        if let Some(target) = &self.target {
            command.env("GOOS", target.os()).env("GOARCH", target.arch());
        }
        command
    }

    /// The flags that every build, vet and test takes.
    pub fn build_flags(&self) -> Vec<OsString> {
        let mut flags = Vec::new();
        if let Some(jobs) = self.jobs {
            flags.push(format!("-p={jobs}").into());
        }
        if !self.tags.is_empty() {
            flags.push(format!("-tags={}", self.tags).into());
        }
        flags
    }

    /// Runs a command, of the toolchain or one that the toolchain built, to its end or to the end of its time.
    ///
    /// # Errors
    /// When it cannot be started, or does not end in time.
    pub fn run(&self, mut command: Command) -> Result<Answer, Failure> {
        let name = command.get_program().to_string_lossy().into_owned();
        // Another toolchain is only fetched where the user says so.
        if std::env::var_os("GOTOOLCHAIN").is_none() {
            command.env("GOTOOLCHAIN", "local");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let (mut child, _group) = leaving::spawn(&mut command).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new(
                format!("there is no `{name}` in the path"),
                "--verify needs a Go toolchain; without --verify allocfix needs none",
            ),
            _ => Failure::new(format!("cannot start `{name}`: {error}"), ""),
        })?;
        let (out, err) = (reader(child.stdout.take()), reader(child.stderr.take()));
        let status = self.wait(&mut child);
        let [out, err] = [out, err].map(|thread| thread.join().unwrap_or_default());
        match status {
            Ok(Some(status)) => Ok(Answer { success: status.success(), out, err }),
            Ok(None) => {
                let arguments: Vec<_> = command.get_args().take(2).map(|word| word.to_string_lossy()).collect();
                Err(Failure::new(
                    format!("`{name} {}` did not end within {} s", arguments.join(" "), self.timeout.as_secs()),
                    "--verify-timeout gives it more time",
                ))
            }
            Err(error) => Err(Failure::new(format!("cannot wait for `{name}`: {error}"), "")),
        }
    }

    /// `None` when its time was over; then it has been ended.
    fn wait(&self, child: &mut Child) -> io::Result<Option<ExitStatus>> {
        if let Some(status) = until(child, Instant::now() + self.timeout)? {
            return Ok(Some(status));
        }
        // Asked to stop, `go` ends what it started; killed, it would leave compilers and tests behind.
        interrupt(child);
        if until(child, Instant::now() + GRACE)?.is_none() {
            child.kill()?;
            child.wait()?;
        }
        Ok(None)
    }
}

fn until(child: &mut Child, end: Instant) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // If it is gone by now, that is what was wanted.
        let _ = kill_process(pid, Signal::INT);
    }
}

#[cfg(not(unix))]
fn interrupt(_: &Child) {}

/// Reads a stream to its end beside the program, since a full pipe would stop the child.
fn reader(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            // What was read before an error is all there is to show.
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// The user's flags without the one that lets the toolchain change `go.mod`; what it does instead is `-mod=readonly`, or
/// `vendor` where there is one.
fn flags(users: Option<OsString>) -> String {
    let users = users.map(|flags| flags.to_string_lossy().into_owned()).unwrap_or_default();
    let kept = users.split_whitespace().filter(|flag| flag.trim_start_matches('-') != "mod=mod");
    kept.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toolchain(timeout: Duration) -> Toolchain {
        Toolchain { timeout, jobs: None, tags: String::new(), target: None }
    }

    #[test]
    fn the_module_files_stay_as_they_are() {
        assert_eq!(flags(Some("-mod=mod -buildvcs=false".into())), "-buildvcs=false");
        assert_eq!(flags(Some("-mod=vendor".into())), "-mod=vendor");
        assert_eq!(flags(None), "");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let failure = toolchain(GRACE).run(Command::new("no-such-program-anywhere")).unwrap_err();
        assert_eq!(failure.message, "there is no `no-such-program-anywhere` in the path");
    }

    #[cfg(unix)]
    #[test]
    fn what_takes_too_long_is_ended() {
        let mut command = Command::new("sleep");
        command.arg("60");
        let since = Instant::now();
        let failure = toolchain(Duration::from_millis(50)).run(command).unwrap_err();
        assert!(failure.message.starts_with("`sleep 60` did not end within"), "{failure:?}");
        // Where interrupts are ignored, as in the background of a shell, it is killed a little later.
        assert!(since.elapsed() < 4 * GRACE, "{:?}", since.elapsed());
    }
}
