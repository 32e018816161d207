//! Puts the texts of an outcome on disk. Everything is computed by now.
//!
//! A fix may need several files (a function and its callers), so files that share a fix are written together or not at all; the others
//! are written whatever happens to them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::complain::shown;
use super::disk::{self, Refusal};
use crate::fix::outcome::{ChangedFile, Fate, Fault, Finding, Outcome, Reason, Trouble};
use crate::prove::leaving;

/// For the message of a panic, which has no other way to know.
static BEGUN: AtomicBool = AtomicBool::new(false);

/// Whether this process has begun to write.
pub fn has_begun() -> bool {
    BEGUN.load(Ordering::Relaxed)
}

/// Writes the changed files. Those that could not be written leave the outcome's `files`, their fixes become undone, and each is a trouble.
pub fn write(outcome: &mut Outcome) {
    BEGUN.store(true, Ordering::Relaxed);
    let failures: Vec<Trouble> =
        bundles(&outcome.files, &outcome.findings).par_iter().flat_map_iter(|one| put(one)).collect();
    let failed: BTreeSet<&Path> = failures.iter().map(|trouble| trouble.path.as_path()).collect();
    outcome.files.retain(|file| !failed.contains(file.path.as_path()));
    for finding in outcome.findings.iter_mut().filter(|finding| finding.fate == Fate::Applied) {
        let text = touched(finding).find(|path| failed.contains(path));
        if let Some(text) = text.map(|path| format!("`{}` could not be written", shown(path))) {
            finding.fate = Fate::Undone(Reason { code: "not-written".to_owned(), text });
        }
    }
    outcome.troubles.extend(failures);
}

/// The files that an applied fix writes.
fn touched(finding: &Finding) -> impl Iterator<Item = &Path> {
    std::iter::once(finding.path.as_path()).chain(finding.edits.iter().map(|edit| edit.path.as_path()))
}

/// The files in groups: two are in the same one if a fix needs both.
fn bundles<'a>(files: &'a [ChangedFile], findings: &[Finding]) -> Vec<Vec<&'a ChangedFile>> {
    let places: BTreeMap<&Path, usize> = files.iter().enumerate().map(|(i, file)| (file.path.as_path(), i)).collect();
    // Each file names another of its group, or itself if it is the first one.
    let mut first: Vec<usize> = (0..files.len()).collect();
    fn root(first: &mut [usize], mut at: usize) -> usize {
        while first[at] != at {
            first[at] = first[first[at]];
            at = first[at];
        }
        at
    }
    for finding in findings.iter().filter(|finding| finding.fate == Fate::Applied) {
        let needed: BTreeSet<usize> = touched(finding).filter_map(|path| places.get(path).copied()).collect();
        let mut needed = needed.into_iter().map(|at| root(&mut first, at)).collect::<Vec<_>>().into_iter();
        if let Some(one) = needed.next() {
            for other in needed {
                let other = root(&mut first, other);
                let one = root(&mut first, one);
                first[one.max(other)] = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&ChangedFile>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        groups.entry(root(&mut first, at)).or_default().push(file);
    }
    groups.into_values().collect()
}

/// Writes a group: all texts are laid beside their files first, so that the last step can hardly fail. Returns nothing, or a trouble for each
/// of its files.
fn put(files: &[&ChangedFile]) -> Vec<Trouble> {
    put_with(files, || ())
}

/// The same with something that happens before the last step, since a test has to spoil that one.
fn put_with(files: &[&ChangedFile], before_last: impl FnOnce()) -> Vec<Trouble> {
    let mut ready = Vec::new();
    for file in files {
        match disk::prepare(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
            Ok(prepared) => ready.push(prepared),
            Err(refusal) => return failure(files, &file.path, &refusal, &[]),
        }
    }
    before_last();
    // Files that share a fix are put in place together, or not at all.
    let _writing = leaving::writing();
    for (done, prepared) in ready.into_iter().enumerate() {
        if let Err(refusal) = prepared.commit() {
            let back = |file: &&&ChangedFile| {
                disk::prepare(&file.path, file.after.as_bytes(), file.before.as_bytes())
                    .and_then(disk::Prepared::commit)
                    .is_err()
            };
            let stuck: Vec<&Path> = files[..done].iter().filter(back).map(|file| file.path.as_path()).collect();
            return failure(files, &files[done].path, &refusal, &stuck);
        }
    }
    Vec::new()
}

fn failure(files: &[&ChangedFile], culprit: &Path, refusal: &Refusal, stuck: &[&Path]) -> Vec<Trouble> {
    let trouble = |path: &PathBuf| {
        let (message, help) = if path == culprit {
            let (words, help) = refusal.words();
            (format!("cannot write it: {words}"), help)
        } else if stuck.contains(&path.as_path()) {
            (
                format!("it was written, but `{}`, which it needs, was not", shown(culprit)),
                "take the change back by hand",
            )
        } else {
            (format!("not written, since it shares a fix with `{}`", shown(culprit)), "")
        };
        Trouble { fault: Fault::World, path: path.clone(), message, help: help.to_owned() }
    };
    files.iter().map(|file| trouble(&file.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::outcome::{FileEdit, Level, Position};
    use crate::text::Span;
    use std::fs;

    fn outcome(folder: &Path, names: &[&str], fixes: &[&[&str]]) -> Outcome {
        let file = |name: &&str| {
            fs::write(folder.join(name), "old").unwrap();
            ChangedFile { path: folder.join(name), before: "old".to_owned(), after: "new".to_owned() }
        };
        let finding = |names: &&[&str]| Finding {
            rule: "r".to_owned(),
            rewrite: 0,
            title: String::new(),
            level: Level::Safe,
            fate: Fate::Applied,
            path: folder.join(names[0]),
            span: Span::at(0),
            start: Position::default(),
            end: Position::default(),
            source: String::new(),
            function: String::new(),
            gain: String::new(),
            measured: None,
            edits: names
                .iter()
                .map(|name| FileEdit { path: folder.join(name), span: Span::at(0), text: String::new() })
                .collect(),
            prove: None,
            remark: None,
            proof: Default::default(),
        };
        Outcome {
            files: names.iter().map(file).collect(),
            findings: fixes.iter().map(finding).collect(),
            ..Outcome::default()
        }
    }

    #[test]
    fn files_that_share_a_fix_are_one_group() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["a", "b", "c", "d", "e", "f"];
        let outcome = outcome(folder.path(), &names, &[&["d", "b"], &["c"], &["e", "f"], &["b", "e"], &["a", "gone"]]);
        let groups = bundles(&outcome.files, &outcome.findings);
        let groups: Vec<Vec<_>> = groups
            .iter()
            .map(|group| group.iter().map(|file| file.path.file_name().unwrap().to_str().unwrap()).collect())
            .collect();
        assert_eq!(groups, [vec!["a"], vec!["b", "d", "e", "f"], vec!["c"]]);
    }

    #[test]
    fn a_file_that_cannot_be_written_takes_only_its_group_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let mut outcome = outcome(folder, &["a", "b", "c"], &[&["a"], &["b", "c"]]);
        fs::write(folder.join("c"), "mine").unwrap();
        write(&mut outcome);
        let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!([text("a"), text("b"), text("c")], ["new", "old", "mine"]);
        assert_eq!(outcome.files.len(), 1);
        assert_eq!(outcome.findings[0].fate, Fate::Applied);
        assert!(matches!(&outcome.findings[1].fate, Fate::Undone(reason) if reason.code == "not-written"));
        let told: Vec<_> = outcome.troubles.iter().map(|one| one.message.as_str()).collect();
        assert!(told[0].starts_with("not written, since it shares a fix with"), "{told:?}");
        assert!(told[1].contains("it changed while allocfix ran"), "{told:?}");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 3);
    }

    #[test]
    fn what_was_written_is_put_back_when_the_last_step_fails() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let outcome = outcome(folder, &["a", "b", "c"], &[&["a", "b", "c"]]);
        let files: Vec<&ChangedFile> = outcome.files.iter().collect();
        let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let troubles = put_with(&files, || fs::write(folder.join("b"), "mine").unwrap());
        assert_eq!([text("a"), text("b"), text("c")], ["old", "mine", "old"]);
        let told: Vec<_> = troubles.iter().map(|one| one.message.as_str()).collect();
        assert!(told[0].starts_with("not written") && told[2].starts_with("not written"), "{told:?}");
        assert!(told[1].contains("it changed while"), "{told:?}");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 3);
    }

    /// The test starts itself once more as the one who writes, and kills that.
    #[test]
    fn a_killed_process_leaves_each_file_old_or_new() {
        const CHILD: &str = "ALLOCFIX_TEST_KILLED";
        const FILES: usize = 400;
        let names: Vec<String> = (0..FILES).map(|n| format!("{n:03}.go")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (old, new) = ("old ".repeat(10_000), "new ".repeat(20_000));
        if let Some(folder) = std::env::var_os(CHILD) {
            let file = |name: &&str| ChangedFile {
                path: Path::new(&folder).join(name),
                before: old.clone(),
                after: new.clone(),
            };
            write(&mut Outcome { files: names.iter().map(file).collect(), ..Outcome::default() });
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        for name in &names {
            fs::write(folder.path().join(name), &old).unwrap();
        }
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "cli::write::tests::a_killed_process_leaves_each_file_old_or_new"])
            .env(CHILD, folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let texts =
            || names.iter().map(|name| fs::read_to_string(folder.path().join(name)).unwrap()).collect::<Vec<_>>();
        while child.try_wait().unwrap().is_none() && texts().iter().all(|text| *text == old) {}
        child.kill().unwrap();
        child.wait().unwrap();
        let texts = texts();
        assert!(texts.contains(&new), "it was killed before it had begun");
        for (name, text) in names.iter().zip(&texts) {
            assert!(*text == old || *text == new, "{name} holds {} bytes", text.len());
        }
    }
}
