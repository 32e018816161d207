//! Knowledge about functions of the standard library, read from `known.toml`. It knows names, not syntax.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What is known about functions by their full name: `path.Name` or `path.Type.Name`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    pure: BTreeSet<String>,
    never_returns: BTreeSet<String>,
    does_not_retain: BTreeMap<String, Vec<usize>>,
    digests: BTreeMap<String, String>,
    only_reads: BTreeMap<String, Vec<usize>>,
    nil_is_empty: BTreeMap<String, Vec<usize>>,
}

impl Known {
    /// What the program was built with, read once.
    pub fn standard() -> &'static Known {
        static STANDARD: OnceLock<Known> = OnceLock::new();
        STANDARD.get_or_init(|| {
            Known::parse(include_str!("known.toml")).expect("the file is part of the program, and a test reads it")
        })
    }

    /// Reads knowledge in the form of `known.toml`.
    ///
    /// # Errors
    /// What is wrong with the text and where, in the words of the TOML reader.
    pub fn parse(text: &str) -> Result<Known, toml::de::Error> {
        toml::from_str(text)
    }

    /// Whether a function has no effect, cannot panic, and gives equal results for equal arguments.
    pub fn is_pure(&self, function: &str) -> bool {
        self.pure.contains(function)
    }

    /// Whether control never comes back from a function.
    pub fn never_returns(&self, function: &str) -> bool {
        self.never_returns.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => function.starts_with(start),
            None => pattern == function,
        })
    }

    /// Whether a function surely keeps nothing of this argument.
    pub fn does_not_retain(&self, function: &str, argument: usize) -> bool {
        self.does_not_retain.get(function).is_some_and(|arguments| arguments.contains(&argument))
    }

    /// The constant of its package that says how long the sums of the hash are which a function makes, for those whose
    /// type the compiler knows.
    pub fn digest_size(&self, function: &str) -> Option<&str> {
        self.digests.get(function).map(String::as_str)
    }

    /// Whether a function surely changes nothing in this argument, and keeps nothing of it but copies of its elements.
    pub fn only_reads(&self, function: &str, argument: usize) -> bool {
        self.only_reads.get(function).is_some_and(|arguments| arguments.contains(&argument))
    }

    /// Whether a function does the same for nil as for an empty value of this argument.
    pub fn nil_is_empty(&self, function: &str, argument: usize) -> bool {
        self.nil_is_empty.get(function).is_some_and(|arguments| arguments.contains(&argument))
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn the_standard_knowledge_is_read() {
        let known = Known::standard();
        assert!(known.is_pure("strings.TrimSpace"));
        assert!(!known.is_pure("strings.Repeat"), "it panics on a negative count");
        assert!(known.never_returns("log.Fatalf"));
        assert!(!known.never_returns("log.Printf"));
        assert!(known.does_not_retain("sort.Strings", 0));
        assert!(!known.does_not_retain("bytes.NewReader", 0));
        assert_eq!(known.digest_size("crypto/sha256.New224"), Some("Size224"));
        assert_eq!(known.digest_size("crypto/hmac.New"), None);
        assert!(known.only_reads("slices.Contains", 0));
        assert!(!known.only_reads("slices.Sort", 0));
        assert!(known.nil_is_empty("strings.Join", 0));
        assert!(!known.nil_is_empty("encoding/json.Marshal", 0));
    }

    #[test]
    fn a_misspelt_table_is_an_error() {
        assert!(Known::parse("pure = []\nnever_return = []\n").is_err());
    }
}
