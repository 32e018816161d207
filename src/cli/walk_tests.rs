//! What is found in a tree, and the reason for everything that is not.

use super::*;

/// Makes a tree in a temporary folder: `path` alone is a file, `path/` a folder, `path -> target` a link, `path: text` a file with text.
fn tree(lines: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for line in lines {
        if let Some((link, target)) = line.split_once(" -> ") {
            let link = root.join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(target.replace("ROOT", root.to_str().unwrap()), link).unwrap();
        } else if let Some(name) = line.strip_suffix('/') {
            fs::create_dir_all(root.join(name)).unwrap();
        } else {
            let (name, text) = line.split_once(": ").unwrap_or((line, "package p\n"));
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), text).unwrap();
        }
    }
    (folder, root)
}

fn found(root: &Path, paths: &[&str]) -> (Vec<String>, Vec<String>, Found) {
    let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
    let mut names = Names::new(root);
    let found = walk(&paths, &mut names);
    let files = found.files.iter().map(|path| shown(&names.show(path))).collect();
    let skipped = found
        .skipped
        .iter()
        .map(|skipped| format!("{} {}", shown(&names.show(&skipped.path)), skipped.reason.code))
        .collect();
    (files, skipped, found)
}

#[test]
fn go_files_are_found_and_the_rest_has_reasons() {
    let (_folder, root) = tree(&[
        "a.go",
        "a_test.go",
        "README.md",
        "sub dir/b\nc.go",
        "vendor/x/y.go",
        "vendor/x/z.go",
        "sub dir/vendor/x.go",
        "testdata/t.go",
        "_old/o.go",
        "_o.go",
        ".hidden/h.go",
        ".h.go",
        "nested/go.mod: module n",
        "nested/n.go",
        "dir.go/in.go",
        "empty/",
    ]);
    let (files, skipped, found) = found(&root, &["."]);
    assert_eq!(files, ["a.go", "a_test.go", "dir.go/in.go", "nested/n.go", "sub dir/b\\nc.go"]);
    assert_eq!(
        skipped,
        [
            ".h.go hidden",
            ".hidden hidden",
            "_o.go underscore",
            "_old underscore",
            "sub dir/vendor vendor",
            "testdata testdata",
            "vendor vendor"
        ]
    );
    assert!(found.troubles.is_empty() && found.named.is_empty());
}

#[test]
fn gitignore_is_obeyed_as_git_does() {
    let (_folder, root) = tree(&[
        ".git/info/exclude: local.go\n",
        ".gitignore: /gen/\n*.pb.go\n!keep.pb.go\nbuild\n",
        "gen/a.go",
        "sub/gen/b.go",
        "sub/c.pb.go",
        "sub/keep.pb.go",
        "sub/local.go",
        "sub/.gitignore: !c.pb.go\nown.go\n",
        "sub/own.go",
        "own.go",
        "build/x.go",
        "inner/.git/HEAD: x",
        "inner/build/y.go",
        "inner/local.go",
        "bad/.gitignore: [\nz.go\n",
        "bad/z.go",
    ]);
    let expected = ["inner/build/y.go", "inner/local.go", "own.go", "sub/c.pb.go", "sub/gen/b.go", "sub/keep.pb.go"];
    let (files, skipped, _) = found(&root, &["."]);
    assert_eq!(files, expected);
    assert_eq!(
        skipped,
        ["bad/z.go gitignore", "build gitignore", "gen gitignore", "sub/local.go gitignore", "sub/own.go gitignore"]
    );
    // From a folder inside, the patterns above it hold as well.
    let (files, skipped, _) = found(&root, &["sub"]);
    assert_eq!(files, ["sub/c.pb.go", "sub/gen/b.go", "sub/keep.pb.go"]);
    assert_eq!(skipped, ["sub/local.go gitignore", "sub/own.go gitignore"]);
}

#[test]
fn what_is_named_is_taken() {
    let (_folder, root) = tree(&[
        ".git/HEAD: x",
        ".gitignore: ignored.go\nout/\n",
        "ignored.go",
        "out/a.go",
        "vendor/v.go",
        "_u.go",
        "x_test.go",
        "README.md",
    ]);
    let names = ["ignored.go", "out/a.go", "vendor/v.go", "_u.go", "x_test.go"];
    let (files, skipped, all) = found(&root, &names);
    assert_eq!(files, ["_u.go", "ignored.go", "out/a.go", "x_test.go"]);
    assert_eq!((all.named.len(), all.refused.len()), (4, 1));
    assert_eq!(skipped, ["vendor/v.go vendor"]);
    assert_eq!(found(&root, &["README.md"]).1, ["README.md not-go"]);
    // Folders too, and both together: what is named leaves the list of what was passed by.
    assert_eq!(found(&root, &["out", "vendor"]).0, ["out/a.go"]);
    let (files, skipped, _) = found(&root, &[".", "ignored.go", "_u.go"]);
    assert_eq!(files, ["_u.go", "ignored.go", "x_test.go"]);
    assert_eq!(skipped, ["out gitignore", "vendor vendor"]);
}

#[test]
fn links_are_told_and_never_followed() {
    let (_outside, out) = tree(&["secret.go"]);
    let (_folder, root) = tree(&[
        "a/a.go",
        "b/b.go",
        "b/link.go -> ../a/a.go",
        "b/up -> ..",
        "b/self.go -> self.go",
        "b/broken.go -> nothing.go",
        "b/text -> ../README",
        "README: x",
        "linked -> a",
    ]);
    std::os::unix::fs::symlink(&out, root.join("b/out")).unwrap();
    std::os::unix::fs::symlink(out.join("secret.go"), root.join("b/out.go")).unwrap();
    let (files, skipped, all) = found(&root, &["."]);
    assert_eq!(files, ["b/b.go"]);
    assert_eq!(
        skipped,
        [
            "a/a.go linked",
            "b/broken.go broken-symlink",
            "b/link.go symlink",
            "b/out symlink-out-of-tree",
            "b/out.go symlink-out-of-tree",
            "b/self.go symlink-loop",
            "b/up symlink-loop",
            "linked symlink",
        ]
    );
    assert!(all.troubles.is_empty());
    // Named, a link is what it leads to.
    assert_eq!(found(&root, &["b/link.go"]).0, ["a/a.go"]);
    assert_eq!(found(&root, &["linked"]).0, ["a/a.go"]);
    assert_eq!(found(&root, &["b/out.go"]).0, [shown(&out.join("secret.go"))]);
}

#[test]
fn missing_paths_do_not_stop_the_others() {
    let (_folder, root) = tree(&["a.go", "loop -> loop"]);
    let (files, _, found) = found(&root, &["none.go", "a.go", "none/deep", "a.go/x", "loop"]);
    assert_eq!(files, ["a.go"]);
    assert_eq!(found.troubles.len(), 4, "{:?}", found.troubles);
    let trouble = walk(&[PathBuf::from("chekc")], &mut Names::new(&root)).troubles.remove(0);
    assert_eq!(trouble.help, "did you mean the command `check`?");
    assert!(found.is_missing && !walk(std::slice::from_ref(&root), &mut Names::new(&root)).is_missing);
}

#[test]
fn names_that_are_no_text_are_found() {
    use std::os::unix::ffi::OsStrExt;
    let (_folder, root) = tree(&[]);
    let name = std::ffi::OsStr::from_bytes(b"a\xff.go");
    fs::write(root.join(name), "package p\n").unwrap();
    let all = walk(std::slice::from_ref(&root), &mut Names::new(&root));
    assert_eq!(all.files.into_iter().collect::<Vec<_>>(), [root.join(name)]);
}

#[test]
fn pipes_are_not_read() {
    let (_folder, root) = tree(&["a.go"]);
    let made = std::process::Command::new("mkfifo").arg(root.join("pipe.go")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    assert_eq!(found(&root, &["."]).1, ["pipe.go not-a-file"]);
    assert_eq!(found(&root, &["pipe.go"]).1, ["pipe.go not-a-file"]);
}
