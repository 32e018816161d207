//! What configurations mean, and what is said about wrong ones.

use super::*;

fn parse(source: &str) -> Result<Config, Vec<Complaint>> {
    Config::parse(Path::new("/m/allocfix.toml"), Path::new("allocfix.toml"), source)
}

fn nowhere() -> Names {
    Names::new(Path::new("/nowhere"))
}

fn complaints(source: &str) -> String {
    let mut text = Vec::new();
    for complaint in parse(source).expect_err("this configuration is wrong") {
        complaint.write(&mut text, false).expect("a vector takes everything");
    }
    String::from_utf8(text).expect("messages are UTF-8")
}

#[test]
fn all_keys_are_read() {
    let config = parse(
        r#"
select = ["slices", "fmt"]
ignore = ["sprintf-one"]
unsafe = true
tests = false
generated = true
target-go = "1.20"
target = "linux/amd64"
rule-dirs = ["rules", "/more"]

[rules.sprintf-two]
level = "off"
[rules.prealloc]
level = "safe"

[[paths]]
match = ["cmd/**", "!cmd/keep/**"]
select = ["fmt"]
unsafe = false
"#,
    )
    .unwrap();
    assert_eq!(config.choice.select.as_ref().map(Vec::len), Some(2));
    assert_eq!(config.choice.ignore[0].text, "sprintf-one");
    assert_eq!(
        (config.choice.apply_unsafe, config.choice.tests, config.choice.generated),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!(config.choice.target_go, Some(Version { major: 1, minor: 20 }));
    assert_eq!(config.choice.target, "linux/amd64".parse().ok());
    let dirs: Vec<_> = config.rule_dirs.iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(dirs, [PathBuf::from("/m/rules"), PathBuf::from("/more")]);
    let levels: Vec<_> = config.levels.iter().map(|(id, level)| (id.text.as_str(), *level)).collect();
    assert_eq!(levels, [("prealloc", Some(Level::Safe)), ("sprintf-two", None)]);
    for (file, expected) in [
        ("/m/cmd/a.go", true),
        ("/m/cmd/x/y/a.go", true),
        ("/m/cmd/keep/a.go", false),
        ("/m/a.go", false),
        ("/elsewhere/cmd/a.go", false),
    ] {
        assert_eq!(config.paths[0].matches(Path::new(file)), expected, "{file}");
    }
}

#[test]
fn what_is_wrong_is_shown_with_what_exists() {
    for (source, parts) in [
        (
            "tests = true\nselct = []\n",
            &["unknown key `selct`", "allocfix.toml:2:1", "^^^^^", "did you mean `select`?"][..],
        ),
        ("zzz = 1\n", &["unknown key `zzz`", "allocfix.toml:1:1", "the keys here are", "`target-go`"]),
        ("[rules.a]\nlevl = \"off\"\n", &["unknown key `levl`", "allocfix.toml:2:1", "did you mean `level`?"]),
        ("[rules.a]\nlevel = \"of\"\n", &["unknown level `of`", "allocfix.toml:2:9", "did you mean `off`?"]),
        ("[rules.a]\n", &["missing field `level`", "allocfix.toml:1:1"]),
        ("[[paths]]\nmatch = [\"a\"]\nrule-dirs = [\"r\"]\n", &["unknown key `rule-dirs`", "belongs at the top"]),
        ("[[paths]]\nselect = [\"a\"]\n", &["missing field `match`", "allocfix.toml:1:1"]),
        ("[[paths]]\nmatch = [\"a[\"]\n", &["`a[` is no pattern", "allocfix.toml:2:10", "help: patterns are written"]),
        ("target-go = \"two\"\n", &["`two` is no Go version", "allocfix.toml:1:13", "help: expected a Go version"]),
        ("target = \"linux\"\n", &["`linux` is no system and processor", "allocfix.toml:1:10", "such as linux/amd64"]),
        ("tests = \"yes\"\n", &["invalid type", "expected a boolean", "allocfix.toml:1:9"]),
        ("select = \"a\"\n", &["invalid type", "allocfix.toml:1:10"]),
        ("tests = true\ntests = true\n", &["duplicate key", "allocfix.toml:2:1"]),
        ("select = [\n", &["wrong configuration", "allocfix.toml:"]),
        ("\u{feff}tests = \u{1}\n", &["wrong configuration"]),
    ] {
        let text = complaints(source);
        for part in parts {
            assert!(text.contains(part), "{source:?} lacks {part:?}:\n{text}");
        }
    }
}

#[test]
fn all_bad_values_are_told_at_once() {
    let text = complaints("target-go = \"two\"\n[[paths]]\nmatch = [\"{\"]\ntarget-go = \"three\"\n");
    assert_eq!(text.matches("error:").count(), 3, "{text}");
}

#[test]
fn the_nearest_file_wins_and_is_read_once() {
    let names = nowhere();
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    std::fs::create_dir_all(root.join("a/b")).unwrap();
    std::fs::create_dir_all(root.join("c/d")).unwrap();
    std::fs::write(root.join("allocfix.toml"), "tests = true").unwrap();
    std::fs::write(root.join("a/.allocfix.toml"), "tests = false").unwrap();
    let mut configs = Configs::new(None, &names).unwrap();
    let tests = |configs: &mut Configs, folder: &str| configs.of(&root.join(folder)).unwrap().unwrap().choice.tests;
    assert_eq!(tests(&mut configs, "a/b"), Some(false));
    assert_eq!(tests(&mut configs, "c/d"), Some(true));
    let (one, two) = (configs.of(&root.join("c/d")).unwrap().unwrap(), configs.of(root).unwrap().unwrap());
    assert!(Arc::ptr_eq(&one, &two));

    std::fs::write(root.join("c/allocfix.toml"), "tests = false").unwrap();
    let fixed = root.join("c/allocfix.toml");
    let mut configs = Configs::new(Some(&fixed), &names).unwrap();
    assert_eq!(tests(&mut configs, ""), Some(false));
}

#[test]
fn two_in_one_folder_and_unreadable_text_are_told() {
    let names = nowhere();
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    std::fs::write(root.join("allocfix.toml"), "").unwrap();
    std::fs::write(root.join(".allocfix.toml"), "").unwrap();
    let wrong = Configs::new(None, &names).unwrap().of(root).unwrap_err();
    assert!(wrong[0].message.contains("both there"), "{wrong:?}");
    std::fs::remove_file(root.join(".allocfix.toml")).unwrap();
    std::fs::write(root.join("allocfix.toml"), b"\xff\xfe").unwrap();
    let mut configs = Configs::new(None, &names).unwrap();
    assert!(configs.of(root).unwrap_err()[0].message.contains("not UTF-8"));
    assert!(configs.of(root).unwrap().is_none(), "told once");
    assert!(Configs::new(Some(&root.join("none.toml")), &names).unwrap_err()[0].message.contains("cannot read"));
}
