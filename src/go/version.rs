//! Go versions: of a module, of a file, of a rule.

use std::fmt;
use std::str::FromStr;

use super::constraint::constraint;

/// A language version such as 1.21.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    /// 1, so far.
    pub major: u16,
    /// The 21 of 1.21.
    pub minor: u16,
}

/// The version of a module whose `go.mod` does not say.
pub const UNSTATED: Version = Version { major: 1, minor: 16 };

/// The newest language version that is known; what code outside of any module is taken for.
pub const NEWEST: Version = Version { major: 1, minor: 27 };

/// The first version in which a file can ask for an older language than its module.
const FILES_MAY_LOWER: Version = Version { major: 1, minor: 21 };

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for Version {
    type Err = String;

    /// Reads `1.21`, `1.21.3`, `go1.21` or `1.21rc1`; only the language version is kept.
    fn from_str(text: &str) -> Result<Version, String> {
        version(text.strip_prefix("go").unwrap_or(text))
            .ok_or_else(|| format!("`{text}` is not a Go version; help: write it like `1.21`"))
    }
}

fn version(text: &str) -> Option<Version> {
    let (major, rest) = number(text)?;
    if rest.is_empty() {
        return Some(Version { major, minor: 0 });
    }
    let (minor, rest) = number(rest.strip_prefix('.')?)?;
    let rest = match rest.strip_prefix('.') {
        Some(patch) => number(patch)?.1,
        None => match rest.strip_prefix("rc").or_else(|| rest.strip_prefix("beta")) {
            Some(candidate) => number(candidate)?.1,
            None => rest,
        },
    };
    rest.is_empty().then_some(Version { major, minor })
}

/// The number at the start, without leading zeros, and what follows.
fn number(text: &str) -> Option<(u16, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(len);
    let padded = digits.len() > 1 && digits.starts_with('0');
    digits.parse().ok().filter(|_| !padded).map(|number| (number, rest))
}

/// The versions that a rewrite is for, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct VersionRange {
    /// The oldest; `None` for no bound.
    pub from: Option<Version>,
    /// The newest; `None` for no bound.
    pub to: Option<Version>,
}

impl VersionRange {
    /// Whether a version lies in the range.
    pub fn contains(&self, version: Version) -> bool {
        self.from.is_none_or(|from| from <= version) && self.to.is_none_or(|to| version <= to)
    }
}

impl FromStr for VersionRange {
    type Err = String;

    /// Reads `1.21..`, `..1.25` or `1.21..1.25`.
    fn from_str(text: &str) -> Result<VersionRange, String> {
        let (from, to) = text.split_once("..").ok_or_else(|| {
            format!("`{text}` is not a range of Go versions; help: write `{text}..` for that or newer")
        })?;
        let bound = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some),
        };
        let range = VersionRange { from: bound(from)?, to: bound(to)? };
        match (range.from, range.to) {
            (None, None) => Err(format!("`{text}` bounds nothing; help: leave it out")),
            (Some(from), Some(to)) if to < from => {
                Err(format!("`{text}` is empty; help: the older version comes first, `{to}..{from}`"))
            }
            _ => Ok(range),
        }
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        if let Some(to) = self.to {
            write!(f, "{to}")?;
        }
        Ok(())
    }
}

/// The language version of a file: what its `//go:build` line implies, or else its module's.
///
/// `text` is the file or at least all of it up to the package clause. A line can always ask for a newer version, and for
/// an older one in modules from 1.21 on. Toolchains from 1.23 on read any older version as 1.21; 1.21 and 1.22 take it at its
/// word, and so does this: what holds for the older one was true before and compiles with all of them.
pub fn file_version(text: &str, module: Version) -> Version {
    match constraint("", text).least_version() {
        Some(version) if version > module || module >= FILES_MAY_LOWER => version,
        _ => module,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn versions_in_all_spellings() {
        for text in ["1.21", "1.21.0", "1.21.13", "go1.21", "go1.21.3", "1.21rc1", "1.21beta2"] {
            assert_eq!(v(text), Version { major: 1, minor: 21 }, "{text}");
        }
        assert_eq!(v("1").to_string(), "1.0");
        assert!(v("1.9") < v("1.10"));
        for text in ["", "go", "1.", "1.21.", "1.021", "v1.21", "1.21 ", "1.21rc", "1.21.3.4", "1.99999", "latest"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_hold_both_ends() {
        let range = |text: &str| text.parse::<VersionRange>().unwrap();
        assert!(range("1.21..").contains(v("1.21")) && !range("1.21..").contains(v("1.20")));
        assert!(range("..1.25").contains(v("1.25")) && !range("..1.25").contains(v("1.26")));
        assert!(range("1.21..1.25").contains(v("1.23")));
        for text in ["1.21..", "..1.25", "1.21..1.25"] {
            assert_eq!(range(text).to_string(), text);
        }
        for text in ["1.21", "..", "1.25..1.21", "x..", "1.21...", ""] {
            assert!(text.parse::<VersionRange>().is_err(), "{text}");
        }
        assert!(VersionRange::default().contains(v("1.0")));
    }

    #[test]
    fn a_file_can_have_its_own_version() {
        for (line, module, file) in [
            ("//go:build go1.18", "1.16", "1.18"),
            ("//go:build go1.18", "1.20", "1.20"),
            ("//go:build go1.18", "1.21", "1.18"),
            ("//go:build linux && go1.22 && go1.23", "1.21", "1.23"),
            ("//go:build (linux && go1.22) || (windows && go1.20)", "1.25", "1.20"),
            ("//go:build linux || go1.22", "1.21", "1.21"),
            ("//go:build !go1.22", "1.25", "1.25"),
            ("//go:build !(linux || !go1.22)", "1.25", "1.22"),
            ("//go:build go1.x", "1.25", "1.25"),
            ("// go:build go1.18", "1.25", "1.25"),
            ("", "1.19", "1.19"),
        ] {
            let text = format!("// Licence.\n\n{line}\n\npackage p\n\n//go:build go1.2\n");
            assert_eq!(file_version(&text, v(module)), v(file), "{line} in {module}");
        }
    }
}
