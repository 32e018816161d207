//! A bar on the terminal, once a run has taken longer than a second.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Quick runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a run is. May be told from any thread.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    since: Instant,
    total: usize,
    done: AtomicUsize,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Nothing done yet of `total` files. `shown` is whether there is a terminal that wants to see it, `since` when the run began.
    pub fn new(shown: bool, since: Instant, total: usize) -> Progress {
        Progress { shown, since, total, done: AtomicUsize::new(0), bar: OnceLock::new() }
    }

    /// That many more files are done.
    pub fn add(&self, files: usize) {
        let done = self.done.fetch_add(files, Ordering::Relaxed) + files;
        if self.shown && self.since.elapsed() > PATIENCE {
            self.bar.get_or_init(|| bar(self.total)).set_position(done as u64);
        }
    }

    /// Shows what is being done in place of the number of files, however quick it may turn out to be.
    pub fn say(&self, doing: &str) {
        if self.shown {
            let bar = self.bar.get_or_init(|| bar(self.total));
            bar.set_style(ProgressStyle::default_spinner());
            bar.enable_steady_tick(Duration::from_millis(100));
            bar.set_message(doing.to_owned());
        }
    }

    /// Takes the bar off the terminal again.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} files {eta:>4}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_and_piped_runs_show_nothing() {
        let long_ago = Instant::now().checked_sub(2 * PATIENCE).unwrap_or_else(Instant::now);
        for (shown, since, expected) in
            [(true, Instant::now(), false), (false, long_ago, false), (true, long_ago, true)]
        {
            let progress = Progress::new(shown, since, 10);
            progress.add(3);
            progress.add(4);
            assert_eq!(progress.bar.get().is_some(), expected);
            if let Some(bar) = progress.bar.get() {
                assert_eq!((bar.position(), bar.length()), (7, Some(10)));
            }
            progress.finish();
        }
    }
}
