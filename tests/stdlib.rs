//! The table of the standard library says what Go says, where Go is installed.

use std::path::Path;
use std::process::Command;

/// Packages that other tests need as well, so that nothing is compiled for this one alone.
const PACKAGES: &[&str] = &[
    "bytes", "cmp", "context", "errors", "fmt", "io", "maps", "math", "os", "reflect", "regexp", "slices", "sort",
    "strconv", "strings", "sync", "time",
];

#[test]
fn every_row_is_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !newest_go() {
        println!("skipped: no Go toolchain at least as new as the table");
        return;
    }
    let output = Command::new("go")
        .args(["run", ".", "std"])
        .arg(root.join("src/go/std.txt"))
        .args(PACKAGES)
        .current_dir(root.join("tests/oracle"))
        .output()
        .expect("go was there a moment ago");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(" rows, 0 wrong"), "{said}");
}

/// Whether there is a Go that knows all that is in the table: an older one lacks newer functions.
fn newest_go() -> bool {
    let version = Command::new("go").args(["env", "GOVERSION"]).output().ok();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_string()).unwrap_or_default();
    let minor = version.strip_prefix("go1.").and_then(|rest| rest.split(['.', 'r', 'b']).next()?.parse::<u32>().ok());
    minor.is_some_and(|minor| minor >= 26)
}
