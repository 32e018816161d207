//! How the user calls a file.
//!
//! Inside, every path is absolute and without links, so that `go.mod`, the configuration and `.git` are found above the current
//! folder too, and no file is met under two names. Outside, a path reads as the user would write it: below the current folder
//! relative to it, which is also what `git apply` wants; elsewhere as it was typed.

use std::path::{Path, PathBuf};

use crate::fix::outcome::Outcome;

/// The current folder, and what was typed for places outside it.
#[derive(Clone, Debug)]
pub struct Names {
    current: PathBuf,
    typed: Vec<(PathBuf, PathBuf)>,
}

impl Names {
    /// Names seen from `current`, an absolute folder without links.
    pub fn new(current: &Path) -> Names {
        Names { current: current.to_owned(), typed: Vec::new() }
    }

    /// From now on, `real` and what is below it are called `typed`.
    pub fn call(&mut self, real: &Path, typed: &Path) {
        self.typed.push((real.to_owned(), typed.to_owned()));
    }

    /// The name for `path` (absolute). The current folder itself is `.`.
    pub fn show(&self, path: &Path) -> PathBuf {
        if let Ok(below) = path.strip_prefix(&self.current) {
            return if below.as_os_str().is_empty() { PathBuf::from(".") } else { below.to_owned() };
        }
        let called = self.typed.iter().filter_map(|(real, typed)| Some((typed, path.strip_prefix(real).ok()?)));
        match called.min_by_key(|(_, rest)| rest.components().count()) {
            Some((typed, rest)) if rest.as_os_str().is_empty() => typed.clone(),
            Some((typed, rest)) => typed.join(rest),
            None => path.to_owned(),
        }
    }

    /// Puts the user's names in place of all paths of an outcome, and sorts by them.
    pub fn show_all(&self, outcome: &mut Outcome) {
        for file in &mut outcome.files {
            file.path = self.show(&file.path);
        }
        for finding in &mut outcome.findings {
            finding.path = self.show(&finding.path);
            for edit in &mut finding.edits {
                edit.path = self.show(&edit.path);
            }
        }
        for skipped in &mut outcome.skipped {
            skipped.path = self.show(&skipped.path);
        }
        for trouble in &mut outcome.troubles {
            trouble.path = self.show(&trouble.path);
        }
        // Stable sorts: within a file the engine's order stays.
        outcome.files.sort_by(|a, b| a.path.cmp(&b.path));
        outcome.findings.sort_by(|a, b| a.path.cmp(&b.path));
        outcome.skipped.sort();
        outcome.skipped.dedup();
        outcome.troubles.sort_by(|a, b| a.path.cmp(&b.path));
        outcome.troubles.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_as_typed() {
        let mut names = Names::new(Path::new("/home/u/m"));
        names.call(Path::new("/home/u/other"), Path::new("../other"));
        names.call(Path::new("/home/u/other/deep"), Path::new("/home/u/other/deep/"));
        for (path, name) in [
            ("/home/u/m", "."),
            ("/home/u/m/a b/c.go", "a b/c.go"),
            ("/home/u/mm/c.go", "/home/u/mm/c.go"),
            ("/home/u/other", "../other"),
            ("/home/u/other/x.go", "../other/x.go"),
            ("/home/u/other/deep/x.go", "/home/u/other/deep/x.go"),
        ] {
            assert_eq!(names.show(Path::new(path)), Path::new(name), "{path}");
        }
    }
}
