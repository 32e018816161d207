//! Knowledge about functions and types that no source shows: that of the standard library, read from `known.toml` and
//! `digests.toml`, and what the user adds. It knows names, not syntax.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;
use toml::Spanned;

/// Knowledge as it is written, in `known.toml` or in the table `[known]` of a configuration.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Table {
    pure: Vec<Spanned<String>>,
    never_returns: Vec<Spanned<String>>,
    does_not_retain: BTreeMap<Spanned<String>, Vec<usize>>,
    nil_is_empty: BTreeMap<Spanned<String>, Vec<usize>>,
    only_reads: BTreeMap<Spanned<String>, Vec<usize>>,
    formats: BTreeMap<Spanned<String>, usize>,
    string_writers: Vec<Spanned<String>>,
    mirrors: Vec<Mirror>,
}

/// Two functions of one package, or methods of one type, that do the same: one with a string, one with bytes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Mirror {
    string: Spanned<String>,
    bytes: Spanned<String>,
}

/// Whether text is a string or a slice of bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextAs {
    /// A string.
    String,
    /// A slice of bytes.
    Bytes,
}

/// What is known about functions by their full name, `path.Name` or `path.Type.Name`, and about types, `path.Name`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    pure: BTreeSet<String>,
    never_returns: BTreeSet<String>,
    does_not_retain: BTreeMap<String, Vec<usize>>,
    digests: BTreeMap<String, String>,
    only_reads: BTreeMap<String, Vec<usize>>,
    nil_is_empty: BTreeMap<String, Vec<usize>>,
    formats: BTreeMap<String, usize>,
    string_writers: BTreeSet<String>,
    /// By what the text is, and the function that takes it so: the other function's own name.
    mirrors: BTreeMap<TextAs, BTreeMap<String, String>>,
}

/// What is wrong with a name in a [`Table`], and where it stands in the text.
#[derive(Debug)]
pub struct BadName {
    /// The fault.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
    /// The bytes that hold the name.
    pub span: Range<usize>,
}

impl Known {
    /// What the program was built with, read once.
    pub fn standard() -> &'static Known {
        static STANDARD: OnceLock<Known> = OnceLock::new();
        STANDARD.get_or_init(|| {
            let table = toml::from_str(include_str!("known.toml"))
                .expect("the file is part of the program, and a test reads it");
            let digests = toml::from_str(include_str!("digests.toml")).expect("likewise");
            let known = Known { digests, ..Known::default() };
            known.and(table).expect("its names are right, and a test reads it")
        })
    }

    /// This knowledge and that of the table. Where both speak of a function's arguments, both hold.
    ///
    /// # Errors
    /// All names that cannot be those of a function or type, and pairs that are none.
    pub fn and(mut self, table: Table) -> Result<Known, Vec<BadName>> {
        let mut wrong = Vec::new();
        let never_returns = table.never_returns.iter().map(|name| (name, name.as_ref().trim_end_matches('*')));
        let others = table.pure.iter().chain(&table.string_writers).chain(table.does_not_retain.keys());
        let others = others.chain(table.nil_is_empty.keys()).chain(table.only_reads.keys()).chain(table.formats.keys());
        let others = others.map(|name| (name, name.as_ref().as_str()));
        let pairs = table
            .mirrors
            .iter()
            .flat_map(|pair| [&pair.string, &pair.bytes])
            .map(|name| (name, name.as_ref().as_str()));
        for (name, text) in never_returns.chain(others).chain(pairs) {
            if !is_full_name(text) {
                let message = format!("`{}` is no full name", name.as_ref());
                let help = "functions are written `path.Name`, methods `path.Type.Name`, such as `example.com/m/pkg.Type.Name`";
                wrong.push(BadName { message, help, span: name.span() });
            }
        }
        let texts = |names: Vec<Spanned<String>>| names.into_iter().map(Spanned::into_inner);
        self.pure.extend(texts(table.pure));
        self.never_returns.extend(texts(table.never_returns));
        self.string_writers.extend(texts(table.string_writers));
        self.formats.extend(table.formats.into_iter().map(|(name, argument)| (name.into_inner(), argument)));
        for (into, from) in [
            (&mut self.does_not_retain, table.does_not_retain),
            (&mut self.nil_is_empty, table.nil_is_empty),
            (&mut self.only_reads, table.only_reads),
        ] {
            for (name, arguments) in from {
                into.entry(name.into_inner()).or_default().extend(arguments);
            }
        }
        for pair in table.mirrors {
            let span = pair.bytes.span();
            let (string, bytes) = (pair.string.into_inner(), pair.bytes.into_inner());
            let own = |name: &str| name.rsplit_once('.').map(|(home, own)| (home.to_owned(), own.to_owned()));
            match (own(&string), own(&bytes)) {
                (Some((one, in_string)), Some((other, in_bytes))) if one == other && in_string != in_bytes => {
                    self.mirrors.entry(TextAs::String).or_default().insert(string, in_bytes);
                    self.mirrors.entry(TextAs::Bytes).or_default().insert(bytes, in_string);
                }
                _ => {
                    let message = format!("`{bytes}` and `{string}` are no pair");
                    let help = "a pair is two functions of one package, or two methods of one type";
                    wrong.push(BadName { message, help, span });
                }
            }
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
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

    /// Which argument is the format of a function that prints as package `fmt` does the operands behind it, and keeps none of
    /// them.
    pub fn format_of(&self, function: &str) -> Option<usize> {
        self.formats.get(function).copied()
    }

    /// Whether `WriteString` of a type does what its `Write` does with the same bytes.
    pub fn is_string_writer(&self, name: &str) -> bool {
        self.string_writers.contains(name)
    }

    /// For a function whose first argument is a text in this form: the name, in the same package or of the same type, of the
    /// function that does the same with the text in the other form.
    pub fn mirror(&self, text: TextAs, function: &str) -> Option<&str> {
        self.mirrors.get(&text)?.get(function).map(String::as_str)
    }
}

/// Whether this can be `path.Name` or `path.Type.Name`.
fn is_full_name(text: &str) -> bool {
    let is_name = |name: &str| {
        name.chars().all(|c| c.is_alphanumeric() || c == '_') && name.chars().next().is_some_and(|c| !c.is_numeric())
    };
    let last = text.rsplit('/').next().unwrap_or_default();
    let path_is_plain = text.chars().all(|c| !c.is_whitespace() && !"*()[]\\\"'`:".contains(c));
    path_is_plain
        && last.split_once('.').is_some_and(|(start, _)| !start.is_empty())
        && last.rsplit('.').next().is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::{Known, Table, TextAs};

    fn standard_and(text: &str) -> Result<Known, Vec<String>> {
        let table: Table = toml::from_str(text).expect("the table has the right shape");
        Known::standard().clone().and(table).map_err(|wrong| wrong.into_iter().map(|bad| bad.message).collect())
    }

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
        assert_eq!(known.format_of("fmt.Fprintf"), Some(1));
        assert_eq!(known.format_of("fmt.Sprint"), None);
        assert!(known.is_string_writer("os.File"));
        assert!(!known.is_string_writer("bufio.Writer"), "it hands on what does not fit otherwise");
        assert_eq!(known.mirror(TextAs::String, "regexp.Regexp.MatchString"), Some("Match"));
        assert_eq!(known.mirror(TextAs::Bytes, "regexp.Regexp.Match"), Some("MatchString"));
        assert_eq!(known.mirror(TextAs::Bytes, "regexp.Regexp.MatchString"), None);
    }

    #[test]
    fn knowledge_adds_up() {
        let known = standard_and(
            "pure = ['example.com/m.Key']\n[does-not-retain]\n'sort.Strings' = [1]\n'gopkg.in/yaml.v3.T.Add' = [0]\n",
        )
        .unwrap();
        assert!(known.is_pure("example.com/m.Key") && known.is_pure("strings.TrimSpace"));
        assert!(known.does_not_retain("sort.Strings", 0) && known.does_not_retain("sort.Strings", 1));
        assert!(known.does_not_retain("gopkg.in/yaml.v3.T.Add", 0));
    }

    #[test]
    fn what_can_be_no_name_is_an_error() {
        for text in
            ["m", "example.com/m", "example.com/m.*", "*m.T.Name", "(*m.T).Name", "m.Name()", "", ".Name", "m.1"]
        {
            let table = format!("pure = [{text:?}]");
            assert_eq!(standard_and(&table), Err(vec![format!("`{text}` is no full name")]));
        }
        assert!(standard_and("never-returns = ['example.com/m.Fatal*']").is_ok());
        let pair = |other: &str| standard_and(&format!("mirrors = [{{ string = 'm.AString', bytes = '{other}' }}]"));
        assert!(pair("m.A").is_ok());
        assert_eq!(pair("n.A"), Err(vec!["`n.A` and `m.AString` are no pair".to_owned()]));
        assert_eq!(pair("m.AString"), Err(vec!["`m.AString` and `m.AString` are no pair".to_owned()]));
        for key in ["never_return = []", "[digests]"] {
            assert!(toml::from_str::<Table>(key).is_err(), "`{key}` is no key of a configuration");
        }
    }
}
