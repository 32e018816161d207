//! Floor 2: rules. TOML in, compiled rules out: patterns, templates and the table of predicates.

/// A set of compiled rules, in the order of their ids.
#[derive(Default)]
pub struct Rules {}
