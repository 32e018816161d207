//! What must be gone when the process is told to stop: temporary files, and what it started.
//!
//! What is made here is known until it is dropped. On SIGINT and SIGTERM a thread of its own waits for the files that are just being
//! put in place, ends the children, removes the rest, and leaves.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard};

use super::lock;

/// What is there now. Who holds the lock makes something; the thread that leaves never gives it back.
static KNOWN: Mutex<Known> = Mutex::new(Known { paths: BTreeSet::new(), groups: BTreeSet::new() });

/// Held for reading while files that belong together are put in place.
static WRITING: RwLock<()> = RwLock::new(());

struct Known {
    paths: BTreeSet<PathBuf>,
    groups: BTreeSet<u32>,
}

fn known() -> MutexGuard<'static, Known> {
    lock(&KNOWN)
}

/// A path that goes with the process, as long as this lives.
#[derive(Debug)]
pub struct Trace(PathBuf);

impl Drop for Trace {
    fn drop(&mut self) {
        known().paths.remove(&self.0);
    }
}

/// Makes something temporary, so that no signal comes between its making and its being known.
///
/// # Errors
/// Those of the maker.
pub fn traced<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> &Path) -> io::Result<(T, Trace)> {
    let mut known = known();
    let made = make()?;
    let path = path(&made).to_owned();
    known.paths.insert(path.clone());
    Ok((made, Trace(path)))
}

/// A folder for temporary files, which is removed when this is dropped.
#[derive(Debug)]
pub struct Folder {
    folder: tempfile::TempDir,
    _trace: Trace,
}

impl Folder {
    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// How the names of such folders begin.
pub const PREFIX: &str = "allocfix-";

/// Makes a folder for temporary files.
///
/// # Errors
/// Those of the system.
pub fn folder() -> io::Result<Folder> {
    let make = || tempfile::Builder::new().prefix(PREFIX).tempdir();
    let (folder, _trace) = traced(make, tempfile::TempDir::path)?;
    Ok(Folder { folder, _trace })
}

/// The processes that a command has started.
#[derive(Debug)]
pub struct Group(u32);

impl Drop for Group {
    fn drop(&mut self) {
        known().groups.remove(&self.0);
    }
}

/// Starts a command as the first process of a group, in which what it starts will be too.
///
/// # Errors
/// Those of the system.
pub fn spawn(command: &mut Command) -> io::Result<(Child, Group)> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut known = known();
    let child = command.spawn()?;
    known.groups.insert(child.id());
    let group = Group(child.id());
    Ok((child, group))
}

/// Until this is dropped, the process does not leave.
pub fn writing() -> RwLockReadGuard<'static, ()> {
    WRITING.read().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// From now on SIGINT and SIGTERM leave nothing behind.
///
/// # Errors
/// Those of the system.
#[cfg(unix)]
pub fn on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            leave(signal);
        }
    })?;
    Ok(())
}

/// Elsewhere the system has no such signals.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn on_signals() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn leave(signal: i32) -> ! {
    use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};
    use std::time::{Duration, Instant};
    let _writing = WRITING.write();
    let known = known();
    let group = |id: &u32| i32::try_from(*id).ok().and_then(Pid::from_raw);
    let groups: Vec<Pid> = known.groups.iter().filter_map(group).collect();
    // What cannot be ended or removed any more is gone already, and nobody is left to be told.
    for group in &groups {
        let _ = kill_process_group(*group, Signal::INT);
    }
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end && groups.iter().any(|group| test_kill_process_group(*group).is_ok()) {
        std::thread::sleep(Duration::from_millis(20));
    }
    for group in &groups {
        let _ = kill_process_group(*group, Signal::KILL);
    }
    for path in &known.paths {
        let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    }
    std::process::exit(128 + signal)
}
