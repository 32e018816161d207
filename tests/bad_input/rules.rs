//! Rule files and configurations with faults, and rules that do harm.

use super::*;

/// The message that a rule file with a fault gives, which must name the place and stop a writing run.
fn rule_fault(rule: &str, message: &str) {
    let folder = folder(&[("a.go", GOOD.as_bytes()), ("mine/odd.toml", rule.as_bytes())]);
    let output = run(folder.path(), &["--rules", "mine", "."]);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains(message) && words.contains("odd.toml:"), "no `{message}` in:\n{words}");
    assert_eq!(fs::read_to_string(folder.path().join("a.go")).expect("it is still there"), GOOD);
}

/// A rule with this rewrite.
fn rule(rewrite: &str) -> String {
    format!("title = \"odd\"\nwhy = \"\"\ncategory = \"odd\"\nsafety = \"safe\"\ngain = \"\"\n\n[[rewrite]]\n{rewrite}")
}

#[test]
fn faults_of_rules_are_shown_where_they_are() {
    rule_fault(&rule("kind = \"expression\"\npatch = '''\n-f(\n'''\n"), "pattern is not Go");
    rule_fault(&rule("kind = \"expression\"\npatch = '''\n-len($x)\n+cap($y)\n'''\n"), "no hole is called `y`");
    rule_fault(
        &rule("kind = \"expression\"\npatch = '''\n len($x)\n'''\nwhere.x = { unheard-of = true }\n"),
        "unknown field `unheard-of`",
    );
    rule_fault(
        &rule("kind = \"expression\"\npatch = '''\n len($x)\n'''\nunheard-of = 1\n"),
        "unknown field `unheard-of`",
    );
    rule_fault("title = ", "odd.toml");
}

#[test]
fn faults_of_tables_are_shown_where_they_are() {
    let with = |table: &str| {
        rule(&format!("kind = \"expression\"\npatch = '''\n-strings.$F($x)\n+$x\n'''\ntable = {table}\n"))
    };
    rule_fault(&with("[]"), "table without a row");
    rule_fault(&with("[{ F = \"ToLower\" }, { G = \"ToUpper\" }]"), "row with other names than the first");
    rule_fault(&with("[{ F = \"ToLower(\" }]"), "`ToLower(` is not a name");
    rule_fault(&with("[{ F = \"ToLower\", G = \"ToUpper\" }]"), "no patch has `$G`");
    rule_fault(&with("[{ F = \"ToLow\" }]"), "package \"strings\" has no `ToLow`");
}

#[test]
fn a_rule_that_matches_its_own_result_is_taken_back_and_named() {
    let endless =
        rule("kind = \"expression\"\npatch = '''\n-strings.ToLower($x)\n+strings.ToLower(strings.ToLower($x))\n'''\n");
    let code = "package p\n\nimport \"strings\"\n\nfunc f(a string) string {\n\treturn strings.ToLower(a)\n}\n";
    let folder = folder(&[("a.go", code.as_bytes()), ("mine/endless.toml", endless.as_bytes())]);
    let output = run(folder.path(), &["--rules", "mine", "."]);
    assert!(words(&output).contains("`endless` never settles"), "{}", words(&output));
    assert_eq!(fs::read_to_string(folder.path().join("a.go")).expect("it is still there"), code);
}

/// Runs with the rules in `mine/` over one file, all others off.
fn with_rules(rules: &[(&str, String)], code: &str) -> (Output, String) {
    let names: Vec<String> = rules.iter().map(|(id, _)| format!("mine/{id}.toml")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![("a.go", code.as_bytes())];
    files.extend(names.iter().zip(rules).map(|(name, (_, rule))| (name.as_str(), rule.as_bytes())));
    let folder = folder(&files);
    let ids: Vec<&str> = rules.iter().map(|(id, _)| *id).collect();
    let output = run(folder.path(), &["-v", "--rules", "mine", "--select", &ids.join(","), "a.go"]);
    (output, read(folder.path(), "a.go"))
}

fn swap(from: &str, to: &str) -> String {
    rule(&format!("kind = \"expression\"\npatch = '''\n-{from}\n+{to}\n'''\n"))
}

const UPPER: &str = "package p\n\nimport \"strings\"\n\nfunc f(a string) string {\n\treturn strings.ToUpper(a)\n}\n";

#[test]
fn rules_that_undo_each_other_are_both_named_and_nothing_is_written() {
    let rules = [
        ("one", swap("strings.ToUpper($x)", "strings.ToTitle($x)")),
        ("two", swap("strings.ToTitle($x)", "strings.ToUpper($x)")),
    ];
    let (output, after) = with_rules(&rules, UPPER);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    for id in ["one", "two"] {
        assert!(words.contains(&format!("the rule `{id}` never settles")), "{words}");
    }
    assert_eq!(after, UPPER);
}

#[test]
fn a_rule_that_grows_what_it_matches_has_its_exit_code() {
    let (output, after) = with_rules(&[("endless", swap("strings.ToUpper($x)", "strings.ToUpper($x + \"\")"))], UPPER);
    assert_eq!(output.status.code(), Some(2), "{}", words(&output));
    assert!(words(&output).contains("the rule `endless` never settles"), "{}", words(&output));
    assert_eq!(after, UPPER);
}

#[test]
fn what_breaks_only_where_it_stands_is_undone_alone_and_the_rule_is_blamed() {
    // In the head of an `if` the brace of a literal opens the body.
    let rules = [("literal", swap("len($x)", "T{}.n"))];
    let code = "package p\n\ntype T struct{ n int }\n\nfunc f(a string) int {\n\tif 0 < len(a) {\n\t\treturn len(a)\n\t}\n\treturn len(a) + 1\n}\n";
    let (output, after) = with_rules(&rules, code);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("the rule `literal` wrote code that does not parse; it was taken back"), "{words}");
    assert!(words.contains("a.go:6:") && words.contains("does-not-parse"), "{words}");
    assert_eq!(after, code.replace("return len(a)", "return T{}.n"));
}

#[test]
fn a_comment_that_a_rule_would_delete_keeps_the_code() {
    let rules = [("first", swap("min($a, $b)", "$a"))];
    let code = "package p\n\nfunc f(a, b int) []int {\n\treturn []int{\n\t\tmin(a, /* why */ b),\n\t\tmin(a,\n\t\t\t// because\n\t\t\tb),\n\t\tmin(b, a), // behind\n\t}\n}\n";
    let (output, after) = with_rules(&rules, code);
    let words = words(&output);
    assert_eq!(output.status.code(), Some(0), "{words}");
    assert_eq!(words.matches("comment-in-the-way)").count(), 2, "{words}");
    assert_eq!(after, code.replace("min(b, a)", "b"));
}

#[test]
fn a_taken_package_name_keeps_the_code() {
    let rules = [("number", swap("fmt.Sprint($x)", "strconv.Itoa($x)"))];
    for taken in ["var strconv = 1", "func strconv() {}", "type strconv int"] {
        let code =
            format!("package p\n\nimport \"fmt\"\n\n{taken}\n\nfunc f(n int) string {{\n\treturn fmt.Sprint(n)\n}}\n");
        let (output, after) = with_rules(&rules, &code);
        assert_eq!(output.status.code(), Some(0), "{}", words(&output));
        assert!(words(&output).contains("name-taken"), "{taken}\n{}", words(&output));
        assert_eq!(after, code);
    }
    for (import, name) in [("strconv \"example.com/own\"", None), ("sc \"strconv\"", Some("sc"))] {
        let code = format!(
            "package p\n\nimport (\n\t\"fmt\"\n\t{import}\n)\n\nfunc f(n int) string {{\n\treturn fmt.Sprint(n)\n}}\n"
        );
        let (output, after) = with_rules(&rules, &code);
        assert_eq!(output.status.code(), Some(0), "{}", words(&output));
        match name {
            Some(name) => assert!(after.contains(&format!("return {name}.Itoa(n)")), "{after}"),
            None => assert_eq!(after, code),
        }
    }
}

#[test]
fn an_id_stands_for_one_rule() {
    let good = swap("len($x)", "cap($x)");
    let folder = folder(&[
        ("a.go", GOOD.as_bytes()),
        ("one/mine.toml", good.as_bytes()),
        ("two/mine.toml", good.as_bytes()),
        ("three/sprintf-concat.toml", good.as_bytes()),
    ]);
    expect(
        folder.path(),
        &["--rules", "one", "--rules", "two", "."],
        2,
        &["error: ", "`mine`", "two/mine.toml", "one/mine.toml", "help: "],
    );
    expect(
        folder.path(),
        &["--rules", "three", "."],
        2,
        &["error: ", "`sprintf-concat`", "three/sprintf-concat.toml", "it is built in", "help: "],
    );
    assert_eq!(read(folder.path(), "a.go"), GOOD);
    // The same folder twice, by two names, is one folder.
    expect(folder.path(), &["--rules", "one", "--rules", "./two/../one", "check", "."], 1, &["sprintf-concat"]);
}

#[test]
fn faults_of_rules_have_a_place_a_caret_and_a_way_out() {
    for (rewrite, fault, place) in [
        ("kind = \"expression\"\npatch = '''\n-f(\n+g()\n'''\n", "pattern is not Go", "mine.toml:10:"),
        ("kind = \"expression\"\npatch = '''\n-len($x)\n+cap($y)\n'''\n", "no hole is called `y`", "mine.toml:1"),
        ("kind = \"expression\"\npatch = '''\n-len($x)\n+1\n'''\nwhere.z = { local = true }\n", "`z`", "mine.toml:13:"),
        (
            "kind = \"expression\"\npatch = '''\n-len($x)\n+1\n'''\nwhere.x = { lokal = true }\n",
            "unknown field `lokal`",
            "mine.toml:13:13",
        ),
        ("kind = \"expresion\"\npatch = '''\n-len($x)\n+1\n'''\n", "`expresion`", "mine.toml:8:8"),
        ("kind = \"expression\"\nptch = '''\n-len($x)\n+1\n'''\n", "`ptch`", "mine.toml:9:1"),
        ("kind = \"expression\"\npatch = '''\n+1\n'''\n", "", "mine.toml:"),
        ("kind = \"expression\"\npatch = '''\n'''\n", "", "mine.toml:"),
        ("kind = \"expression\"\ngo = \"1.x\"\npatch = '''\n-len($x)\n+1\n'''\n", "1.x", "mine.toml:9:6"),
    ] {
        let folder = folder(&[("a.go", GOOD.as_bytes()), ("mine/mine.toml", rule(rewrite).as_bytes())]);
        let words = expect(
            folder.path(),
            &["--rules", "mine", "."],
            2,
            &[fault, place, "^", "error: no rule is applied while a rule file is wrong"],
        );
        assert!(words.starts_with("error"), "the fault comes first:\n{words}");
        assert_eq!(read(folder.path(), "a.go"), GOOD);
        // `check` goes on with all others.
        expect(folder.path(), &["--rules", "mine", "check", "."], 2, &[fault, "sprintf-concat"]);
    }
}

#[test]
fn faults_of_configurations_have_a_place_a_caret_and_a_way_out() {
    for (config, fault, place, help) in [
        ("unsafe = true\nselct = []\n", "unknown key `selct`", "allocfix.toml:2:1", "did you mean `select`?"),
        ("zzz = 1\n", "unknown key `zzz`", "allocfix.toml:1:1", "the keys here are"),
        ("ignore = [\"sprintf-concatt\"]\n", "`sprintf-concatt`", "allocfix.toml:1:11", "`sprintf-concat`"),
        ("[rules.sprintf-concat]\nlevel = \"saf\"\n", "`saf`", "allocfix.toml:2:9", "`safe`"),
        ("select = [\n", "", "allocfix.toml:", ""),
    ] {
        let folder = folder(&[("a.go", GOOD.as_bytes()), ("allocfix.toml", config.as_bytes())]);
        for command in ["check", "--dry-run", "--allow-no-vcs"] {
            let words = if command == "--allow-no-vcs" {
                expect(folder.path(), &["."], 2, &[fault, place, help, "^"])
            } else {
                expect(folder.path(), &[command, "."], 2, &[fault, place, help, "^"])
            };
            assert!(words.starts_with("error"), "{words}");
        }
        assert_eq!(read(folder.path(), "a.go"), GOOD);
    }
}
