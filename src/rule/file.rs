//! The rule file: the Rust types behind the TOML, from which the JSON Schema is made too.
//!
//! Nothing is compiled here; `compile` turns a [`RuleFile`] into a rule and says what is wrong with it.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::{IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::predicate::Conditions;

/// How sure a rewrite is that nobody can tell the difference. Ordered from the surest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The program cannot tell the difference, capacity aside. Applied by default.
    Safe,
    /// The program can tell, in a way the rule describes. Applied with `--unsafe`.
    Unsafe,
    /// Reported, never written.
    Advice,
}

impl Level {
    /// The word for it in rules, reports and the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Level::Safe => "safe",
            Level::Unsafe => "unsafe",
            Level::Advice => "advice",
        }
    }
}

/// What the Go toolchain must show of a fix.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Prove {
    /// The compiler keeps something off the heap that it put there before, and puts nothing new there.
    Escape,
}

/// A rule. The name of its file is its id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// One line that says what the rule does, in lower case, without a full stop.
    pub title: String,
    /// Why the code allocates, and what the rewrite does about it. Markdown.
    pub why: String,
    /// When somebody who knows the code should not want the rewrite. Markdown.
    #[serde(default)]
    pub when_not: String,
    /// The family that `--select` and `--ignore` know it by, such as `slices` or `fmt`.
    pub category: String,
    /// The level of its rewrites, where they do not say another.
    pub safety: Level,
    /// `false`: the rule is off until somebody selects it by its id, or gives it a level in the configuration.
    #[serde(default = "yes")]
    pub recommended: bool,
    /// What one application saves, in a few words.
    pub gain: String,
    /// The shapes and what becomes of them. Of those that match at a place the first whose conditions hold is taken.
    #[serde(rename = "rewrite")]
    pub rewrites: Vec<RewriteFile>,
    /// Before and after: the documentation, and a test.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
    /// Code that must be left alone, and the reason it must be given.
    #[serde(default, rename = "keep")]
    pub keeps: Vec<Keep>,
}

fn yes() -> bool {
    true
}

/// What a patch is a patch of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PatchKind {
    /// Consecutive statements of one block.
    #[default]
    Statements,
    /// One expression, wherever it stands.
    Expression,
    /// One top-level declaration.
    Declaration,
}

/// One value or a list of them.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
pub enum OneOrMany<T> {
    /// One value.
    One(T),
    /// Any number of values.
    Many(Vec<T>),
}

// By hand: an untagged enum would only say that no variant fits.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany<T>, D::Error> {
        struct Visit<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Visit<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OneOrMany<T>, E> {
                T::deserialize(text.into_deserializer()).map(OneOrMany::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany<T>, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(OneOrMany::Many(values))
            }
        }
        deserializer.deserialize_any(Visit(PhantomData))
    }
}

impl<T> OneOrMany<T> {
    /// The values in order.
    pub fn as_slice(&self) -> &[T] {
        match self {
            OneOrMany::One(value) => std::slice::from_ref(value),
            OneOrMany::Many(values) => values,
        }
    }
}

/// The conditions on each hole, by the hole's name without `$`; `match` stands for the whole match.
pub type Where = BTreeMap<String, Spanned<Conditions>>;

/// One shape and what becomes of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RewriteFile {
    /// What the patch is a patch of.
    #[serde(default)]
    pub kind: PatchKind,
    /// The diff to make: lines that start with a space are context, with `-` they go, with `+` they come. Several
    /// patches share their conditions.
    #[schemars(with = "OneOrMany<String>")]
    pub patch: Spanned<OneOrMany<String>>,
    /// Rows of names. In the patches `$Name` is written out as what a row says for `Name`, once for every row: functions
    /// that differ in nothing but their names need one rewrite.
    #[schemars(with = "Option<Vec<BTreeMap<String, String>>>")]
    pub table: Option<Spanned<Vec<BTreeMap<String, String>>>>,
    /// The conditions on the holes. All must hold.
    #[serde(default, rename = "where")]
    #[schemars(with = "BTreeMap<String, Conditions>")]
    pub conditions: Where,
    /// The level of this rewrite, if it is another than the rule's.
    pub safety: Option<Level>,
    /// What this rewrite saves, if the rule's words do not fit.
    pub gain: Option<String>,
    /// What the Go toolchain must agree to before it is applied; without its word, which `--verify` asks for, the rewrite
    /// is advice.
    pub prove: Option<Prove>,
    /// The Go versions for which it is worth it: `1.21..`, `..1.25`, `1.21..1.25`; both ends belong to it. What the `+` lines
    /// name of the standard library raises the lower end by itself.
    #[schemars(with = "Option<String>")]
    pub go: Option<Spanned<String>>,
    /// Reasons for which a match is kept without a word, because it is none of this rule's then.
    #[serde(default)]
    pub silent: Vec<String>,
    /// A top-level declaration to put above the one that the match stands in.
    #[schemars(with = "Option<String>")]
    pub above: Option<Spanned<String>>,
    /// Holes that are filled with names nobody uses yet.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Fresh>")]
    pub names: BTreeMap<String, Spanned<Fresh>>,
    /// Patches that every other use of a name must fit; else the match is kept.
    #[serde(default)]
    pub uses: Vec<UseFile>,
    /// Patches that every node of a kind inside a hole must fit; else the match is kept.
    #[serde(default)]
    pub each: Vec<EachFile>,
}

/// A name to be made up.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fresh {
    /// What it should look like, the best first; `{function}` is the name of the function around the match, `{$x}` the name
    /// that `$x` stands for, or the first words of the text, if it is a string literal; each with a capital letter, but for a
    /// function in front. A number is added to the first when all are taken.
    pub like: OneOrMany<String>,
    /// Where it must be free.
    #[serde(default)]
    pub level: FreshLevel,
    /// A hole that stands for a local variable: its own name comes first, if it has two words, as `validName` does, and nothing
    /// else in the package has it.
    #[serde(default)]
    pub keep: Option<String>,
    /// `true`: it is `_` where no other edit than that of the match names it.
    #[serde(default)]
    pub blank: bool,
    /// `true`: where the package has a variable of the first name, declared just as `above` says and never changed, it is that
    /// one, and nothing is put above.
    #[serde(default)]
    pub shared: bool,
    /// `true`: where all that it is used for is to declare another variable with it, it is that variable.
    #[serde(default)]
    pub adopt: bool,
}

/// Where a new name must not be in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FreshLevel {
    /// In the declaration around the match.
    #[default]
    Local,
    /// In the whole package.
    Package,
    /// In the match, for a name that is declared and used in it alone: outside it may mean something else.
    Match,
}

/// A patch that a use of a name may fit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UseFile {
    /// The hole whose name it is, without `$`.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// What the patch is a patch of.
    #[serde(default)]
    pub kind: PatchKind,
    /// The patch, or a pattern alone (context lines only) for a use that may stay as it is.
    #[schemars(with = "OneOrMany<String>")]
    pub patch: Spanned<OneOrMany<String>>,
    /// The conditions on the holes.
    #[serde(default, rename = "where")]
    #[schemars(with = "BTreeMap<String, Conditions>")]
    pub conditions: Where,
}

/// A patch that a node inside a hole may fit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EachFile {
    /// The hole that is searched, without `$`. Function literals in it are not entered.
    #[schemars(with = "String", rename = "in")]
    #[serde(rename = "in")]
    pub within: Spanned<String>,
    /// The kind of node, as the grammar names it, such as `return_statement`.
    #[schemars(with = "String")]
    pub node: Spanned<String>,
    /// What the patch is a patch of.
    #[serde(default)]
    pub kind: PatchKind,
    /// The patch, or a pattern alone for a node that may stay as it is.
    #[schemars(with = "OneOrMany<String>")]
    pub patch: Spanned<OneOrMany<String>>,
    /// The conditions on the holes.
    #[serde(default, rename = "where")]
    #[schemars(with = "BTreeMap<String, Conditions>")]
    pub conditions: Where,
}

/// Before and after.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// What it shows; may be empty.
    #[serde(default)]
    pub title: String,
    /// A whole Go file, or declarations without a package clause.
    pub before: String,
    /// The same after the rewrite.
    pub after: String,
    /// The Go version to take it for; the newest when left out.
    pub go: Option<String>,
}

/// Code that must be left alone.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Keep {
    /// What it shows; may be empty.
    #[serde(default)]
    pub title: String,
    /// A whole Go file, or declarations without a package clause.
    pub code: String,
    /// The code of the reason it must be kept for; left out when the rule must not even match.
    pub reason: Option<String>,
    /// The Go version to take it for; the newest when left out.
    pub go: Option<String>,
}
