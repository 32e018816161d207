//! Go versions: of a module, of a file, of a rule.

/// A language version such as 1.21.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    /// 1, so far.
    pub major: u16,
    /// The 21 of 1.21.
    pub minor: u16,
}
