//! Unified diffs against the program that has to read them: `git apply` must give the new text byte for byte, for nasty
//! texts under nasty names.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use allocfix::text::unified;
use proptest::prelude::*;

/// Texts that differ in how they end, what they start with, and what looks like part of a diff.
const TEXTS: &[&str] = &[
    "",
    "\n",
    "\n\n\n",
    "package p",
    "package p\n",
    "package p\r\n",
    "package p\r",
    "package p\r\r\n",
    "\u{feff}package p\n",
    "\u{feff}package p\r\n\r\nfunc f() {}",
    "a\nb\r\nc\rd\n",
    "a\nb\r\nc\rd\r\n",
    "a\r\nb\nc\n",
    "a\u{2028}b\u{85}c\u{b}d\u{c}e\n",
    "--- a/x.go\n+++ b/x.go\n@@ -1 +1 @@\n-x\n+y\n",
    "-- \n\\ No newline at end of file\n",
    "\\ No newline at end of file",
    "diff --git a/x b/x\nindex 0000000..1111111\nrename from x\n",
    "trailing \t \n\t \n \n",
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
    "1\n2\n3\n4\n5\nx\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20",
    "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\r\n12\n13\n14\n15\n16\n17\n19\n20\n",
    "\u{1}\u{7f}\u{1b}[31mred\u{1b}[0m 日本\n",
];

/// Names that git quotes, or that a careless reader of diffs would cut short.
const NAMES: &[&str] = &[
    "x.go",
    "a/b/c.go",
    "with space.go",
    " before.go",
    "behind .go ",
    "two  spaces/in dir .go",
    "tab\tin.go",
    "new\nline.go",
    "return\r.go",
    "quote\".go",
    "\"quoted\".go",
    "'single'.go",
    "back\\slash.go",
    "ä日本.go",
    "ä with space.go",
    "control\u{1}\u{7f}\u{1b}.go",
    "bell\u{7}\u{8}\u{b}\u{c}.go",
    "-dash.go",
    "a/x b/x.go",
    "dev/null",
    "#hash;semi$dollar`tick`.go",
    "tab\tand space.go",
    "é\t\".go",
];

#[test]
fn every_text_becomes_every_other() {
    // One file for each pair, all in one patch: a hunk that is counted wrong also spoils what follows it.
    let mut files = Vec::new();
    for (i, before) in TEXTS.iter().enumerate() {
        for (j, after) in TEXTS.iter().enumerate() {
            files.push((format!("{i}/{j}.go"), (*before).to_owned(), (*after).to_owned()));
        }
    }
    assert_applies(&files);
}

#[test]
fn every_name_is_found() {
    let files: Vec<_> =
        NAMES.iter().map(|name| ((*name).to_owned(), "a\nb\nc".to_owned(), "a\nx\r\nc".to_owned())).collect();
    assert_applies(&files);
    // And each on its own, since a name may be misread only at the start of a patch.
    for file in &files {
        assert_applies(std::slice::from_ref(file));
    }
    // And without git's own line, when the name is read from the two that other programs write too.
    for (name, before, after) in &files {
        let patch = unified(name, name, before, after);
        let (_, patch) = patch.split_once('\n').expect("the first line is git's own");
        let dir = folder_of(&[(name.clone(), before.clone(), after.clone())]);
        git_apply(dir.path(), patch);
        assert_eq!(&read(dir.path(), name), after, "{name:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_any_other(
        pairs in prop::collection::vec(("([a-c+ @\\\\-]{0,2}(\n|\r\n|\r)){0,20}[a]?", "([a-c+ @\\\\-]{0,2}(\n|\r\n|\r)){0,20}[a]?"), 40)
    ) {
        let files: Vec<_> =
            pairs.into_iter().enumerate().map(|(i, (before, after))| (format!("{i}.go"), before, after)).collect();
        assert_applies(&files);
    }
}

/// Applies the diff of all files to the old texts in a fresh folder, and compares the bytes.
fn assert_applies(files: &[(String, String, String)]) {
    let dir = folder_of(files);
    let patch: String = files.iter().map(|(name, before, after)| unified(name, name, before, after)).collect();
    git_apply(dir.path(), &patch);
    for (name, before, after) in files {
        let diff = unified(name, name, before, after);
        assert_eq!(&read(dir.path(), name), after, "{name:?} from {before:?} with\n{diff}");
    }
}

/// A fresh folder with the old texts.
fn folder_of(files: &[(String, String, String)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, before, _) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(&path, before).expect("files can be written");
    }
    dir
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).expect("the file is still there, as text")
}

/// Runs `git apply` with nobody's configuration, so that the test says the same everywhere.
fn git_apply(dir: &Path, patch: &str) {
    let mut git = Command::new("git")
        .arg("apply")
        .current_dir(dir)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CEILING_DIRECTORIES", dir.parent().expect("a temporary folder is not the root"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("git is installed");
    let write = git.stdin.take().expect("it was piped").write_all(patch.as_bytes());
    let output = git.wait_with_output().expect("git ends");
    assert!(output.status.success(), "{}\n{patch}", String::from_utf8_lossy(&output.stderr));
    write.expect("git read the whole patch");
}
