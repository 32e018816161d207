//! The changes as one patch: what it says is what a writing run writes, byte for byte.

use std::path::Path;

use anstyle::{AnsiColor, Style};

use crate::fix::outcome::Outcome;
use crate::text::unified;

/// All changed files as one unified diff for `git apply`, in the order of their names; empty when nothing changes.
///
/// `name` says what a file is called in the patch: relative to where it will be applied, separated by `/`.
pub fn patch(outcome: &Outcome, name: &dyn Fn(&Path) -> Vec<u8>) -> String {
    let mut files: Vec<_> = outcome.files.iter().map(|file| (name(&file.path), file)).collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    files.iter().map(|(name, file)| unified(name, name, &file.before, &file.after)).collect()
}

/// A patch in colours, for terminals only: `git apply` does not take it.
pub fn colored(patch: &str) -> String {
    let mut text = String::with_capacity(patch.len() * 2);
    let mut in_head = true;
    for line in patch.split_inclusive('\n') {
        // Only what precedes the first hunk of a file is its head: a removed line may look like `--- a/x.go` too.
        in_head = line.starts_with("diff --git ") || (in_head && !line.starts_with("@@"));
        let style = match line.as_bytes().first() {
            _ if in_head => Style::new().bold(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            _ => Style::new(),
        };
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        text.push_str(&format!("{style}{line}{style:#}{end}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{colored, patch};
    use crate::fix::outcome::Outcome;
    use crate::report::{example, path_bytes};

    #[test]
    fn files_come_by_name_under_the_names_they_are_given() {
        let name = |path: &std::path::Path| path_bytes(path.strip_prefix("a").unwrap_or(path));
        insta::assert_snapshot!(patch(&example::outcome(), &name), @r#"
        diff --git a/keys.go b/keys.go
        --- a/keys.go
        +++ b/keys.go
        @@ -1,9 +1,12 @@
         package p
         
        -import "fmt"
        +import (
        +	"fmt"
        +	"strconv"
        +)
         
         func (k *Key) String() string {
        -	name := fmt.Sprintf("%d", k.n)
        +	name := strconv.Itoa(k.n)
         	buf := new(bytes.Buffer) // größer
         	fmt.Fprintf(buf, "%v", k.x); re := regexp.MustCompile("é")
         	return name
        diff --git a/slices.go b/slices.go
        --- a/slices.go
        +++ b/slices.go
        @@ -1,7 +1,7 @@
         package p
         
         func ids(users []User) []int {
        -	out := []int{}
        +	out := make([]int, 0, len(users))
         	for _, u := range users {
         		out = append(out, u.ID)
         	}
        "#);
    }

    #[test]
    fn no_change_is_no_patch() {
        assert_eq!(patch(&Outcome::default(), &path_bytes), "");
    }

    #[test]
    fn colours_go_by_what_a_line_is_not_by_how_it_looks() {
        let patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n--- y\n x\n+z\n";
        let expected =
            "<b>diff --git a/x b/x</>\n<b>--- a/x</>\n<b>+++ b/x</>\n<c>@@ -1,2 +1 @@</>\n<r>--- y</>\n x\n<g>+z</>\n";
        let names = [
            ("\u{1b}[0m", "</>"),
            ("\u{1b}[1m", "<b>"),
            ("\u{1b}[36m", "<c>"),
            ("\u{1b}[31m", "<r>"),
            ("\u{1b}[32m", "<g>"),
        ];
        assert_eq!(names.iter().fold(colored(patch), |text, (code, name)| text.replace(code, name)), expected);
    }
}
