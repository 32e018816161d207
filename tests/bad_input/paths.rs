//! Paths that are odd, or lead elsewhere.

use super::*;

#[test]
fn odd_paths() {
    let folder = folder(&[("with space/a\nb.go", GOOD.as_bytes()), ("empty/readme.txt", b"")]);
    let missing = run(folder.path(), &["missing", "with space"]);
    assert_eq!(missing.status.code(), Some(2), "{}", words(&missing));
    assert_eq!(fs::read_to_string(folder.path().join("with space/a\nb.go")).expect("it is still there"), GOOD);
    assert_eq!(run(folder.path(), &["with space"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("with space/a\nb.go")).expect("it is still there"), BETTER);
    assert_eq!(run(folder.path(), &["empty"]).status.code(), Some(0));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("links can be made");
        std::os::unix::fs::symlink("/nowhere/a.go", folder.path().join("gone.go")).expect("links can be made");
        assert_eq!(run(folder.path(), &["."]).status.code(), Some(0));
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_tree_is_named_and_its_file_is_left_alone() {
    let out = folder(&[("secret.go", GOOD.as_bytes())]);
    let folder = folder(&[("p/a.go", GOOD.replace("good", "other").as_bytes())]);
    let root = folder.path();
    std::os::unix::fs::symlink(out.path().join("secret.go"), root.join("p/b.go")).expect("links can be made");
    std::os::unix::fs::symlink(out.path(), root.join("out")).expect("links can be made");
    expect(root, &["-v", "."], 0, &["p/b.go", "out: ", "symlink-out-of-tree", "1 fix applied in 1 of 1 file"]);
    assert_eq!(read(out.path(), "secret.go"), GOOD);
    assert!(fs::symlink_metadata(root.join("p/b.go")).expect("it is there").is_symlink());
    assert_eq!(read(root, "p/a.go"), BETTER.replace("good", "other"));
    // A rewrite may not reach through the link either: its file is a part of the package that may not change.
    assert_eq!(fs::read_dir(out.path()).expect("it can be read").count(), 1);
}

#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    let folder = folder(&[("a/a.go", GOOD.as_bytes())]);
    let root = folder.path();
    for (target, link) in [
        (root.join("a"), "a/again"),
        (root.join("two"), "one"),
        (root.join("one"), "two"),
        (root.join("self.go"), "self.go"),
    ] {
        std::os::unix::fs::symlink(target, root.join(link)).expect("links can be made");
    }
    expect(root, &["-v", "."], 0, &["a/again: ", "self.go: ", "symlink-loop", "1 fix applied in 1 of 1 file"]);
    assert_eq!(read(root, "a/a.go"), BETTER);
    expect(root, &["one", "self.go"], 2, &["cannot read it: "]);
}

#[test]
fn a_path_given_twice_is_one_path() {
    for arguments in [&["a", "a"][..], &["a", "a/a.go"], &[".", "a", "./a/../a/a.go", "..."], &["a/...", "./..."]] {
        let folder = folder(&[("a/a.go", GOOD.as_bytes()), ("b.go", b"package q\n")]);
        let diff = run(folder.path(), &[&["--dry-run"], arguments].concat());
        assert_eq!(String::from_utf8_lossy(&diff.stdout).matches("+++ b/a/a.go").count(), 1, "{arguments:?}");
        expect(folder.path(), arguments, 0, &["1 fix applied in 1 of "]);
        assert_eq!(read(folder.path(), "a/a.go"), BETTER);
    }
}

#[test]
fn paths_that_are_not_there_stop_what_writes() {
    let folder = folder(&[("a/a.go", GOOD.as_bytes()), ("empty/readme.txt", b"x"), ("note.txt", b"x")]);
    let words =
        expect(folder.path(), &["none", "empty", "note.txt", "a"], 2, &["error: no such file or folder", "--> none"]);
    assert_eq!(words.matches("error").count(), 1, "{words}");
    assert_eq!(read(folder.path(), "a/a.go"), GOOD);
    expect(folder.path(), &["empty", "note.txt", "a"], 0, &["no Go files in `empty`", "1 fix applied"]);
    assert_eq!(read(folder.path(), "a/a.go"), BETTER);
    let strange = "odd name/\"q\" \u{e9}\n\t$x;.go";
    let folder = super::folder(&[(strange, GOOD.as_bytes())]);
    expect(folder.path(), &["check", "odd name"], 1, &["sprintf-concat"]);
    expect(folder.path(), &[strange], 0, &["1 fix applied"]);
    assert_eq!(read(folder.path(), strange), BETTER);
}
