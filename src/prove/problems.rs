//! What the compiler and vet complain of, read from what `go build` and `go vet` print.

use std::path::{Path, PathBuf};

use super::overlay::Overlay;

/// A complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The import path of the package that it is about; empty where none is named.
    pub package: String,
    /// The file, absolute and without links; `None` where none is named.
    pub file: Option<PathBuf>,
    /// The line, from 1; 0 where none is named.
    pub line: usize,
    /// What is said, without the place.
    pub message: String,
    /// Whether the code does not compile, and is not only doubtful.
    pub is_error: bool,
}

impl Problem {
    /// Whether the other is the same complaint, perhaps on another line.
    pub fn is_like(&self, other: &Problem) -> bool {
        self.file == other.file
            && self.message == other.message
            && (self.file.is_some() || self.package == other.package)
    }

    /// The complaint with its place, the file seen from `root`.
    pub fn words(&self, root: &Path) -> String {
        match &self.file {
            Some(file) => {
                let file = file.strip_prefix(root).unwrap_or(file).display();
                format!("{file}:{}: {}", self.line, self.message)
            }
            None => self.message.clone(),
        }
    }
}

/// The complaints in what a command printed to standard error. The command ran in `folder`; all that `go build` says is an
/// error, of what `go vet` says only what its type checker says.
pub fn problems(folder: &Path, printed: &str, overlay: Option<&Overlay>, is_build: bool) -> Vec<Problem> {
    let mut package = "";
    let mut found: Vec<Problem> = Vec::new();
    for line in printed.lines() {
        if let Some(header) = line.strip_prefix("# ") {
            // `# path`, `# path [path.test]`, and of vet also `# [path]`.
            let first = header.split_whitespace().next().unwrap_or_default();
            package = first.trim_start_matches('[').trim_end_matches(']');
            // The tests outside of a package are a package of their own.
            package = package.strip_suffix("_test").unwrap_or(package);
            continue;
        }
        if line.trim().is_empty() || line.ends_with("too many errors") || line.starts_with("go: downloading ") {
            continue;
        }
        if line.starts_with('\t') {
            // More about the one above.
            continue;
        }
        let (said, is_error) = match line.strip_prefix("vet: ") {
            Some(said) => (said, true),
            None => (line, is_build),
        };
        let problem = match place(said) {
            Some((path, line, message)) => {
                let path = folder.join(path);
                // The toolchain writes paths from where it runs, with `..` for the folder of the overlay.
                let path = std::fs::canonicalize(&path).unwrap_or(path);
                let file = overlay.map_or(path.as_path(), |overlay| overlay.original(&path)).to_owned();
                Problem { package: package.to_owned(), file: Some(file), line, message: message.to_owned(), is_error }
            }
            None => {
                Problem { package: package.to_owned(), file: None, line: 0, message: said.trim().to_owned(), is_error }
            }
        };
        if !found.contains(&problem) {
            found.push(problem);
        }
    }
    found
}

/// `path.go:line:column: message`, where the column may be missing.
fn place(text: &str) -> Option<(&str, usize, &str)> {
    let end = text.find(".go:")? + ".go".len();
    let (path, rest) = (&text[..end], &text[end + 1..]);
    let (line, rest) = rest.split_once(':')?;
    let line = line.parse().ok()?;
    let message = match rest.split_once(':') {
        Some((column, message)) if column.bytes().all(|byte| byte.is_ascii_digit()) => message,
        _ => rest,
    };
    Some((path, line, message.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "\
# ex.com/m/a
a/a.go:5:24: declared and not used: y
a/a.go:5:62: undefined: x
\ta/b.go:1:2: other declaration of x
go: downloading ex.com/other v1.2.3
a/a.go:9:2: too many errors
# ex.com/m/a
# [ex.com/m/a]
vet: a/a.go:5:62: undefined: x
# ex.com/m/b_test [ex.com/m/b.test]
./b_test.go:7:3: fmt.Printf format %s has arg x of wrong type int
ld: cannot find -lfoo
";

    #[test]
    fn places_and_words_are_told_apart() {
        let told = |is_build| -> Vec<String> {
            let told = |problem: &Problem| {
                let kind = if problem.is_error { "error" } else { "doubt" };
                format!("{kind} {} | {}", problem.package, problem.words(Path::new("/nowhere")))
            };
            problems(Path::new("/nowhere"), PRINTED, None, is_build).iter().map(told).collect()
        };
        assert_eq!(
            told(false),
            [
                "doubt ex.com/m/a | a/a.go:5: declared and not used: y",
                "doubt ex.com/m/a | a/a.go:5: undefined: x",
                "error ex.com/m/a | a/a.go:5: undefined: x",
                "doubt ex.com/m/b | b_test.go:7: fmt.Printf format %s has arg x of wrong type int",
                "doubt ex.com/m/b | ld: cannot find -lfoo",
            ]
        );
        assert!(told(true).iter().all(|line| line.starts_with("error")));
    }
}
