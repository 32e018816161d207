//! Which files git could give back: the rest is only touched when the user says so.
//!
//! Asks the `git` program, twice for each repository whatever the number of files. Only reads.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::complain::{Complaint, shown};

/// What git knows about a set of files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Files with changes that are not committed, staged ones included.
    pub changed: BTreeSet<PathBuf>,
    /// Files that git does not have at all: new ones, and ignored ones.
    pub untracked: BTreeSet<PathBuf>,
    /// Files of whose changes git does not tell, since somebody told it not to look.
    pub hidden: BTreeSet<PathBuf>,
    /// Files outside any work tree.
    pub outside: BTreeSet<PathBuf>,
}

/// How `files` stand with git. The paths are absolute and without links, as git itself reports them.
///
/// # Errors
/// When a repository is there but git cannot be asked about it.
pub fn standing<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Result<Standing, Complaint> {
    let mut standing = Standing::default();
    let mut roots = HashMap::new();
    let mut repositories: BTreeMap<PathBuf, Vec<&PathBuf>> = BTreeMap::new();
    for file in files {
        match file.parent().and_then(|folder| work_tree(folder, &mut roots)) {
            Some(root) => repositories.entry(root).or_default().push(file),
            None => {
                standing.outside.insert(file.clone());
            }
        }
    }
    for (root, files) in repositories {
        let tracked = tracked(&root)?;
        let changed = changed(&root)?;
        for file in files {
            let Some(is_hidden) = tracked.get(file) else {
                standing.untracked.insert(file.clone());
                continue;
            };
            if *is_hidden {
                standing.hidden.insert(file.clone());
            } else if changed.contains(file) {
                standing.changed.insert(file.clone());
            }
        }
    }
    Ok(standing)
}

/// The files outside any work tree; git itself is not asked.
pub fn outside<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> BTreeSet<PathBuf> {
    let mut roots = HashMap::new();
    let is_outside = |file: &&PathBuf| file.parent().and_then(|folder| work_tree(folder, &mut roots)).is_none();
    files.into_iter().filter(is_outside).cloned().collect()
}

/// The nearest folder, from this one upwards, that holds a `.git`: a folder, or a file in submodules and linked work trees.
fn work_tree(folder: &Path, known: &mut HashMap<PathBuf, Option<PathBuf>>) -> Option<PathBuf> {
    if let Some(root) = known.get(folder) {
        return root.clone();
    }
    let root = if is_repository(&folder.join(".git")) {
        Some(folder.to_owned())
    } else {
        folder.parent().and_then(|above| work_tree(above, known))
    };
    known.insert(folder.to_owned(), root.clone());
    root
}

/// Whether this is what git takes for a repository, or leads to one: an empty folder of that name is passed over.
fn is_repository(path: &Path) -> bool {
    path.is_file() || ["HEAD", "objects", "refs"].iter().all(|name| path.join(name).exists())
}

/// The Go files that git has, each with whether git was told not to look for changes of it.
fn tracked(root: &Path) -> Result<BTreeMap<PathBuf, bool>, Complaint> {
    let out = git(root, &["ls-files", "-v", "-z", "--", "*.go"])?;
    // Each entry is a letter, a space and the path: a small letter stands for `assume-unchanged`, `S` for `skip-worktree`.
    let entry = |entry: &[u8]| {
        let letter = *entry.first()?;
        Some((root.join(path(entry.get(2..)?)), letter.is_ascii_lowercase() || letter == b'S'))
    };
    Ok(out.split(|byte| *byte == 0).filter_map(entry).collect())
}

/// Untracked files are left out here, since git has to walk the whole tree for them; [`tracked`] tells them apart faster.
fn changed(root: &Path) -> Result<BTreeSet<PathBuf>, Complaint> {
    let out = git(
        root,
        &["status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules=all"],
    )?;
    // Each entry is two letters, a space and the path from the root.
    Ok(out.split(|byte| *byte == 0).filter_map(|entry| entry.get(3..)).map(|name| root.join(path(name))).collect())
}

fn git(root: &Path, words: &[&str]) -> Result<Vec<u8>, Complaint> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(words).stdin(Stdio::null());
    // Inside a hook these speak of one repository, and here it may be another. No lock: somebody else may be committing.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_LITERAL_PATHSPECS"] {
        command.env_remove(name);
    }
    let output = command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").output();
    let help = "--allow-dirty does without git, and changes files with uncommitted changes too";
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stderr);
            let line = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
            let message = format!("git cannot tell which files of `{}` have changes: {}", shown(root), line.trim());
            Err(Complaint::new(message).help(help))
        }
        Err(error) => {
            let message = format!("git cannot be run to see which files of `{}` have changes: {error}", shown(root));
            Err(Complaint::new(message).help(help))
        }
    }
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn run(root: &Path, words: &[&str]) {
        let mut command = Command::new("git");
        command.arg("-C").arg(root).args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]);
        let output = command.args(words).output().expect("these tests need git");
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn files_are_told_apart() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let repository = root.join("re po\n");
        fs::create_dir_all(repository.join("sub")).unwrap();
        run(&repository, &["init", "-q"]);
        fs::write(repository.join(".gitignore"), "ignored.go\n").unwrap();
        let all = ["clean.go", "sub/clean é\n.go", "changed.go", "staged.go", "renamed.go", "assumed.go", "skipped.go"];
        for name in all {
            fs::write(repository.join(name), name).unwrap();
        }
        run(&repository, &["add", "."]);
        run(&repository, &["commit", "-qm", "a"]);
        fs::write(repository.join("changed.go"), "more").unwrap();
        fs::write(repository.join("staged.go"), "more").unwrap();
        run(&repository, &["add", "staged.go"]);
        run(&repository, &["mv", "renamed.go", "sub/new.go"]);
        run(&repository, &["update-index", "--assume-unchanged", "assumed.go"]);
        run(&repository, &["update-index", "--skip-worktree", "skipped.go"]);
        fs::write(repository.join("assumed.go"), "more").unwrap();
        fs::write(repository.join("skipped.go"), "more").unwrap();
        fs::write(repository.join("ignored.go"), "").unwrap();
        fs::write(repository.join("sub/untracked.go"), "").unwrap();
        let inner = repository.join("sub/inner");
        fs::create_dir_all(&inner).unwrap();
        run(&inner, &["init", "-q"]);
        fs::write(inner.join("a.go"), "").unwrap();
        run(&inner, &["add", "."]);
        run(&inner, &["commit", "-qm", "a"]);
        let outside = root.join("out.go");

        let names = [
            "clean.go",
            "sub/clean é\n.go",
            "changed.go",
            "staged.go",
            "sub/new.go",
            "ignored.go",
            "sub/untracked.go",
            "sub/inner/a.go",
            "assumed.go",
            "skipped.go",
        ];
        let mut files: Vec<PathBuf> = names.iter().map(|name| repository.join(name)).collect();
        files.push(outside.clone());
        let at = |names: &[&str]| names.iter().map(|name| repository.join(name)).collect::<BTreeSet<_>>();
        let expected = Standing {
            changed: at(&["changed.go", "staged.go", "sub/new.go"]),
            hidden: at(&["assumed.go", "skipped.go"]),
            untracked: at(&["ignored.go", "sub/untracked.go"]),
            outside: [outside.clone()].into(),
        };
        assert_eq!(standing(&files).unwrap(), expected);
        assert_eq!(super::outside(&files), [outside].into());
    }

    #[test]
    fn a_repository_without_commits_has_nothing_to_give_back() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        run(&root, &["init", "-q"]);
        let (a, b) = (root.join("a.go"), root.join("b.go"));
        fs::write(&a, "").unwrap();
        fs::write(&b, "").unwrap();
        run(&root, &["add", "a.go"]);
        let standing = standing([&a, &b]).unwrap();
        assert_eq!((standing.changed, standing.untracked), ([a].into(), [b].into()));
    }

    #[test]
    fn an_empty_folder_is_no_repository() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let file = root.join("outer/sub/a.go");
        fs::create_dir_all(root.join("outer/sub/.git")).unwrap();
        fs::write(&file, "").unwrap();
        assert_eq!(outside([&file]), [file.clone()].into());
        run(&root.join("outer"), &["init", "-q"]);
        run(&root.join("outer"), &["add", "."]);
        run(&root.join("outer"), &["commit", "-qm", "a"]);
        fs::write(&file, "more").unwrap();
        assert_eq!(standing([&file]).unwrap(), Standing { changed: [file].into(), ..Standing::default() });
    }

    #[test]
    fn a_broken_repository_is_a_complaint() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        fs::write(root.join(".git"), "gitdir: nowhere").unwrap();
        let complaint = standing([&root.join("a.go")]).unwrap_err();
        assert!(
            complaint.message.contains("git cannot tell") && complaint.help.contains("--allow-dirty"),
            "{complaint:?}"
        );
    }
}
