//! The diff of a dry run, applied by git, against what a run writes.

use std::io::Write;

use super::*;

/// What makes odd text of good text.
type Change = fn(&str) -> String;

/// Texts and names that programs which read or write diffs get wrong.
fn odd_files() -> Vec<(String, String)> {
    let long = |text: &str| {
        text.replace("func good", &format!("{}func good", "// A line.\n".repeat(9))) + &"\n// The end.\n".repeat(9)
    };
    let texts: [(&str, Change); 9] = [
        ("plain", |text| text.to_string()),
        ("crlf", |text| text.replace('\n', "\r\n")),
        ("marked", |text| format!("\u{feff}{text}")),
        ("marked-crlf", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        ("open", |text| text.trim_end().to_string()),
        ("open-crlf", |text| text.trim_end().replace('\n', "\r\n")),
        ("mixed", |text| text.replace("{\n", "{\r\n")),
        ("mixed-else", |text| text.replace("\n\n", "\r\n\n")),
        ("one-line-body", |text| text.replace("{\n\treturn", "{ return").replace(")\n}", ") }")),
    ];
    let mut files: Vec<(String, String)> = Vec::new();
    for (name, change) in texts {
        files.push((format!("{name}/a.go"), change(GOOD)));
        files.push((format!("{name}/long.go"), change(&long(&GOOD.replace("good", "long")))));
    }
    let names = [
        "with space",
        "two  spaces ",
        "quo\"te",
        "'single'",
        "new\nline",
        "tab\t",
        "back\\slash",
        "\u{e9}\u{65e5}",
        "a b\u{e9}\"\n",
        "bell\u{7}",
        "x b/y",
        "-dash",
        "#$;&",
    ];
    files.extend(
        names
            .map(|name| (format!("names/{name}/{name}.go"), GOOD.to_string()))
            .map(|(path, text)| (path.replace("x b/y/x b/y", "x b/y"), text)),
    );
    files
}

#[test]
fn git_apply_of_the_diff_gives_what_a_run_writes() {
    let files = odd_files();
    let laid: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let (patched, written) = (folder(&laid), folder(&laid));
    let diff = run(patched.path(), &["--dry-run", "."]);
    assert_eq!(diff.status.code(), Some(0));
    for (name, text) in &files {
        assert_eq!(&read(patched.path(), name), text, "a dry run writes nothing");
    }
    let mut git = Command::new("git")
        .arg("apply")
        .current_dir(patched.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CEILING_DIRECTORIES", patched.path().parent().expect("it has one"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("these tests need git");
    git.stdin.take().expect("it is piped").write_all(&diff.stdout).expect("git reads");
    let output = git.wait_with_output().expect("git ends");
    assert!(output.status.success(), "{}{}", words(&output), words(&diff));
    expect(written.path(), &["."], 0, &[&format!("{0} fixes applied in {0} of {0} files", files.len())]);
    for (name, before) in &files {
        let after = fs::read(written.path().join(name)).expect("it is there");
        assert_ne!(after, before.as_bytes(), "{name:?} was not rewritten");
        assert_eq!(fs::read(patched.path().join(name)).expect("it is there"), after, "{name:?}");
    }
    // Nothing came beside them.
    assert_eq!(run(written.path(), &["--check", "."]).status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn git_finds_a_file_whose_name_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let name = Path::new(std::ffi::OsStr::from_bytes(b"a\xff b.go"));
    let folder = folder(&[("c.go", GOOD.replace("good", "other").as_bytes())]);
    fs::write(folder.path().join(name), GOOD).expect("Linux takes any name");
    let diff = run(folder.path(), &["--dry-run", "."]);
    fs::write(folder.path().join("a.patch"), &diff.stdout).expect("it can be written");
    let applied = Command::new("git").current_dir(folder.path()).args(["apply", "a.patch"]).output();
    let applied = applied.expect("these tests need git");
    assert!(applied.status.success(), "{}{}", words(&diff), String::from_utf8_lossy(&applied.stderr));
    assert_eq!(fs::read_to_string(folder.path().join(name)).expect("it is there"), BETTER);
    assert_eq!(read(folder.path(), "c.go"), BETTER.replace("good", "other"));
}
