//! The format as programs read it.

use serde_json::Value;

use super::object;
use crate::fix::outcome::{Fate, Outcome};
use crate::report::example;

fn parsed() -> Value {
    serde_json::from_str(&object(&example::outcome())).expect("it is JSON")
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("it was JSON")
}

#[test]
fn one_finding_in_full() {
    insta::assert_snapshot!(pretty(&parsed()["findings"][0]), @r#"
    {
      "edits": [
        {
          "end": 23,
          "path": "a/keys.go",
          "start": 11,
          "text": "import (\n\t\"fmt\"\n\t\"strconv\"\n)"
        },
        {
          "end": 88,
          "path": "a/keys.go",
          "start": 66,
          "text": "strconv.Itoa(k.n)"
        }
      ],
      "end": {
        "column": 32,
        "line": 6,
        "offset": 88
      },
      "fate": "applied",
      "function": "Key.String",
      "gain": "saves one allocation",
      "level": "safe",
      "measured": {
        "allocs": 1,
        "allocs_before": 2,
        "bytes": 12,
        "bytes_before": 16,
        "call": "key(1000)",
        "case": "example-1/key",
        "go": "1.24"
      },
      "path": "a/keys.go",
      "proof": {
        "builds": false,
        "strongest": "parsed",
        "tests": false
      },
      "reason": null,
      "rule": "sprintf-int",
      "start": {
        "column": 10,
        "line": 6,
        "offset": 66
      },
      "title": "format an integer without `fmt`"
    }
    "#);
}

#[test]
fn every_finding_has_a_fate_and_all_but_applied_ones_a_reason() {
    let report = parsed();
    let lines: Vec<String> = report["findings"]
        .as_array()
        .expect("findings are a list")
        .iter()
        .map(|f| format!("{} {} {} {} {}", f["rule"], f["level"], f["fate"], f["reason"], f["lost_to"]))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    "sprintf-int" "safe" "applied" null null
    "pool-buffer" "unsafe" "offered" {"code":"unsafe","text":"only `--unsafe` applies it"} null
    "builder" "advice" "offered" {"code":"advice","text":"advice is never applied"} null
    "sprint" "safe" "kept" {"code":"unknown-type","text":"the type of `k.x` is not known: package \"z\" was not read"} null
    "sprint" "safe" "kept" {"code":"unknown-type","text":"the type of `k` is not known"} null
    "sprint" "safe" "kept" {"code":"not-constant","text":"the format is not a constant"} null
    "concat" "safe" "lost" {"code":"lost","text":"`sprintf-int` was taken instead, and the two exclude each other"} "sprintf-int"
    "hoist" "safe" "undone" {"code":"does-not-parse","text":"`var` is not Go here"} null
    "hoist-regexp" "safe" "ignored" {"code":"ignored","text":"a comment asks to leave it: called once"} null
    "size-slice" "safe" "applied" null null
    "#);
}

#[test]
fn all_but_the_findings() {
    let mut report = parsed();
    report.as_object_mut().expect("the report is an object").remove("findings");
    report["tool"]["version"] = "VERSION".into();
    let by_rule = report["summary"]["by_rule"].as_object_mut().expect("rules are keys");
    assert_eq!(by_rule.len(), 8);
    by_rule.retain(|rule, _| rule == "sprint");
    insta::assert_snapshot!(pretty(&report), @r#"
    {
      "files": [
        {
          "changed": true,
          "path": "a/keys.go"
        },
        {
          "changed": true,
          "path": "a/slices.go"
        }
      ],
      "skipped": [
        {
          "code": "generated",
          "path": "a/gen.go",
          "text": "generated files are left alone"
        },
        {
          "code": "generated",
          "path": "a/gen2.go",
          "text": "generated files are left alone"
        },
        {
          "code": "syntax-error",
          "column": 1,
          "line": 7,
          "path": "b/broken.go",
          "text": "func f does not parse"
        }
      ],
      "summary": {
        "applied": 2,
        "by_rule": {
          "sprint": {
            "applied": 0,
            "ignored": 0,
            "kept": 3,
            "lost": 0,
            "offered": 0,
            "undone": 0
          }
        },
        "changed": 2,
        "dependencies": {
          "bytes": 45678,
          "files": 20,
          "packages": 3
        },
        "ignored": 1,
        "kept": 3,
        "looked_at": 12,
        "lost": 1,
        "offered": 2,
        "reasons": {
          "not-constant": 1,
          "unknown-type": 2
        },
        "undone": 1
      },
      "tool": {
        "name": "allocfix",
        "version": "VERSION"
      },
      "troubles": [
        {
          "fault": "world",
          "help": "make it readable, or leave it out",
          "message": "permission denied",
          "path": "c/secret.go"
        },
        {
          "fault": "rule",
          "help": "",
          "message": "rule `hoist` made text that does not parse",
          "path": "a/keys.go"
        },
        {
          "fault": "allocfix",
          "help": "",
          "message": "edits of one fix clash",
          "path": "a/keys.go"
        }
      ],
      "verification": {
        "left_alone": [
          {
            "code": "did-not-build",
            "package": "ex.com/m/b",
            "text": "it did not build before"
          }
        ],
        "packages": 5
      },
      "version": 1
    }
    "#);
}

#[test]
fn fields_come_in_the_order_of_the_format() {
    let json = object(&example::outcome());
    let keys =
        ["\"version\": 1", "\"tool\"", "\"findings\"", "\"files\"", "\"skipped\"", "\"troubles\"", "\"summary\""];
    let at: Vec<_> = keys.iter().map(|key| json.find(key)).collect();
    assert!(at.is_sorted() && at[0].is_some(), "{at:?}");
    assert!(json.starts_with("{\n") && json.ends_with("}\n"));
}

#[test]
fn the_numbers_are_those_of_the_outcome() {
    let outcome = example::outcome();
    let report = parsed();
    for fate in ["applied", "offered", "kept", "lost", "undone", "ignored"] {
        let expected = outcome.findings.iter().filter(|finding| finding.fate.name() == fate).count();
        assert_eq!(report["summary"][fate], expected, "{fate}");
        assert!(expected > 0, "the example has every fate");
        let by_rule: u64 = report["summary"]["by_rule"]
            .as_object()
            .expect("rules are keys")
            .values()
            .map(|rule| rule[fate].as_u64().expect("a number"))
            .sum();
        assert_eq!(by_rule, expected as u64, "{fate}");
    }
    assert!(outcome.findings.iter().any(|finding| matches!(finding.fate, Fate::LostTo { .. })));
}

#[test]
fn an_offset_cuts_out_what_was_found() {
    let outcome = example::outcome();
    let report = parsed();
    let finding = &report["findings"][9];
    let offset = |end: &str| finding[end]["offset"].as_u64().expect("a number") as usize;
    let text =
        &outcome.files.iter().find(|file| finding["path"] == *file.path.to_string_lossy()).expect("it changed").before;
    assert_eq!(&text[offset("start")..offset("end")], "[]int{}");
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_unicode_is_shown_as_well_as_can_be() {
    use std::os::unix::ffi::OsStrExt;
    let mut outcome = example::outcome();
    outcome.findings[0].path = std::ffi::OsStr::from_bytes(b"a\\b/\xff.go").into();
    let report: Value = serde_json::from_str(&object(&outcome)).expect("it is JSON");
    assert_eq!(report["findings"][0]["path"], "a\\b/\u{fffd}.go");
}

#[test]
fn an_empty_run_has_all_keys() {
    let report: Value = serde_json::from_str(&object(&Outcome::default())).expect("it is JSON");
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    assert_eq!(report["summary"]["applied"], 0);
    assert_eq!(report["summary"]["by_rule"], serde_json::json!({}));
}
