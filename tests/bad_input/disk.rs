//! Disks that refuse, and processes that are killed: every file is old or new.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::*;

/// The program as somebody whom permissions bind: the superuser without what lets one pass them over. `None` if there is no way.
fn bound(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let probe = tempfile::tempdir().expect("a folder for a test");
    fs::set_permissions(probe.path(), fs::Permissions::from_mode(0o500)).expect("it is ours");
    if fs::write(probe.path().join("probe"), "").is_err() {
        // Permissions bind us already.
        return Some(run(folder, arguments));
    }
    let output = Command::new("setpriv")
        .args(["--bounding-set", "-dac_override,-dac_read_search", env!("CARGO_BIN_EXE_allocfix"), "--allow-no-vcs"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) if !words(&output).contains("setpriv") => Some(output),
        other => {
            eprintln!("NOT TESTED: the superuser may do everything, and setpriv does not help: {other:?}");
            None
        }
    }
}

fn mode(path: PathBuf, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("it can be read")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_that_may_not_be_read_is_a_trouble_and_the_others_are_done() {
    let folder = folder(&[
        ("a/a.go", GOOD.as_bytes()),
        ("b/shut.go", GOOD.as_bytes()),
        ("b/open.go", GOOD.replace("good", "open").as_bytes()),
    ]);
    mode(folder.path().join("b/shut.go"), 0o000);
    let Some(output) = bound(folder.path(), &["-v", "."]) else { return };
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("error: cannot be read: Permission denied") && words.contains("--> b/shut.go"), "{words}");
    assert!(words.contains("unread-neighbour"), "{words}");
    assert_eq!(read(folder.path(), "a/a.go"), BETTER);
    assert_eq!(read(folder.path(), "b/open.go"), GOOD.replace("good", "open"));
}

#[test]
fn a_folder_that_may_not_be_written_is_a_trouble_and_the_others_are_done() {
    let folder = folder(&[("a/a.go", GOOD.as_bytes()), ("b/b.go", GOOD.as_bytes()), ("c/c.go", GOOD.as_bytes())]);
    mode(folder.path().join("b"), 0o555);
    mode(folder.path().join("c/c.go"), 0o444);
    let Some(output) = bound(folder.path(), &["."]) else { return };
    mode(folder.path().join("b"), 0o755);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("error: cannot write it: Permission denied"), "{words}");
    assert!(
        words.contains("--> b/b.go") && words.contains("help: the file and its folder must be writable"),
        "{words}"
    );
    assert!(words.contains("--> c/c.go") && words.contains("it is read-only"), "{words}");
    assert_eq!(
        [read(folder.path(), "a/a.go"), read(folder.path(), "b/b.go"), read(folder.path(), "c/c.go")],
        [BETTER, GOOD, GOOD]
    );
    assert_eq!([names(&folder.path().join("b")), names(&folder.path().join("c"))], [["b.go"], ["c.go"]]);
}

#[test]
fn where_nothing_finds_room_it_is_not_said_that_there_was_nothing() {
    let folder = folder(&[("b/b.go", format!("{GOOD}{}", "// filler\n".repeat(2_000)).as_bytes())]);
    let line = format!("trap '' XFSZ; ulimit -f 4; exec '{}' --allow-no-vcs .", env!("CARGO_BIN_EXE_allocfix"));
    let output = Command::new("sh").args(["-c", &line]).current_dir(folder.path()).output().expect("there is a shell");
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("no fix applied in 1 file\n1 undone: 1 not-written\n"), "{words}");
}

#[test]
fn a_pipe_in_the_place_of_a_file_does_not_hang() {
    let folder = folder(&[("a.go", GOOD.as_bytes())]);
    for (name, code, part) in
        [("go.mod", 0, "1 fix"), ("allocfix.toml", 2, "cannot read `allocfix.toml`: it is no regular file")]
    {
        let made = Command::new("mkfifo").arg(folder.path().join(name)).status();
        assert!(made.is_ok_and(|status| status.success()), "a pipe for a test");
        let mut child = Command::new(env!("CARGO_BIN_EXE_allocfix"))
            .args(["--dry-run", "."])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let since = Instant::now();
        while child.try_wait().expect("it can be asked").is_none() && since.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = child.kill();
        let output = child.wait_with_output().expect("it has ended");
        assert_eq!(output.status.code(), Some(code), "{name}: {}", words(&output));
        assert!(words(&output).contains(part), "{name}: {}", words(&output));
    }
}

#[test]
fn a_file_that_finds_no_room_stays_old() {
    let large = format!("{GOOD}{}", "// filler\n".repeat(2_000));
    let folder = folder(&[("a/a.go", GOOD.as_bytes()), ("b/b.go", large.as_bytes())]);
    // Files of at most 4 KiB, and an error rather than a signal for more: to the program the same as a full disk.
    let line = format!("trap '' XFSZ; ulimit -f 4; exec '{}' --allow-no-vcs .", env!("CARGO_BIN_EXE_allocfix"));
    let output =
        Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().expect("these tests need bash");
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("error: cannot write it: File too large") && words.contains("--> b/b.go"), "{words}");
    assert!(words.contains("1 fix applied in 1 of 2 files"), "{words}");
    assert_eq!(read(folder.path(), "a/a.go"), BETTER);
    assert_eq!(read(folder.path(), "b/b.go"), large);
    assert_eq!(names(&folder.path().join("b")), ["b.go"]);
}

#[test]
fn a_full_disk_leaves_the_files_old() {
    let folder = folder(&[("x", b"")]);
    let large = format!("{GOOD}{}", "// filler\n".repeat(3_000));
    fs::write(folder.path().join("large.txt"), &large).expect("a file for a test");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("a folder for a test");
    let line = format!(
        "mount -t tmpfs -o size=64k none disk || exit 77; mkdir disk/a disk/b; cp large.txt disk/a/a.go; cp large.txt x; \
         head -c 20000 /dev/zero > disk/filler; '{}' --allow-no-vcs disk; echo \"exit $?\"; cmp disk/a/a.go large.txt && ls -A disk/a",
        env!("CARGO_BIN_EXE_allocfix")
    );
    let output = Command::new("unshare").args(["--mount", "bash", "-c", &line]).current_dir(folder.path()).output();
    let Ok(output) = output else {
        eprintln!("NOT TESTED: there is no unshare here");
        return;
    };
    let words = words(&output);
    if output.status.code() == Some(77) || words.contains("unshare:") {
        eprintln!("NOT TESTED: no disk can be mounted here: {words}");
        return;
    }
    assert!(words.contains("exit 2\na.go\n"), "{words}");
    assert!(
        words.contains("cannot write it: No space left on device") && words.contains("help: free some space"),
        "{words}"
    );
}

#[test]
fn killed_at_any_moment_each_file_is_old_or_new() {
    const FILES: usize = 2_000;
    let texts: Vec<(String, String)> =
        (0..FILES).map(|n| (format!("p{}/f{n}.go", n % 20), GOOD.replace("good", &format!("good{n}")))).collect();
    let laid: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&laid);
    let is_new = |n: usize| {
        let now = read(folder.path(), &texts[n].0);
        let new = BETTER.replace("good", &format!("good{n}"));
        assert!(now == new || now == texts[n].1, "{} holds {now:?}", texts[n].0);
        now == new
    };
    let new_files = || (0..FILES).filter(|n| is_new(*n)).count();
    let mut killed_while_writing = 0;
    for round in 1u64..=6 {
        let before = new_files();
        let mut child = command(folder.path(), &["-q", "."]).stderr(Stdio::null()).spawn().expect("the program starts");
        // The first round dies at any time; the others some files after they began to write.
        let since = Instant::now();
        let goal = before + (round as usize * 37) % 300;
        while child.try_wait().expect("it can be asked").is_none() && since.elapsed() < Duration::from_secs(60) {
            if round == 1 && since.elapsed() > Duration::from_millis(200) || (round > 1 && new_files() > goal) {
                break;
            }
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let now = new_files();
        killed_while_writing += usize::from(before < now && now < FILES);
    }
    assert!(killed_while_writing > 1, "it was never killed while it wrote");
    // What the killed ones left beside the files is in nobody's way.
    expect(folder.path(), &["."], 0, &["fixes applied in "]);
    assert_eq!(new_files(), FILES);
    let left = |n: usize| {
        names(&folder.path().join(format!("p{n}")))
            .into_iter()
            .filter(|name| !name.ends_with(".go"))
            .collect::<Vec<_>>()
    };
    for name in (0..20).flat_map(left) {
        assert!(name.starts_with(".allocfix-") && name.ends_with(".tmp"), "{name}");
    }
    expect(folder.path(), &["--check", "."], 0, &["nothing to apply"]);
}
