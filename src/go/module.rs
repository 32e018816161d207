//! go.mod

use super::version::Version;

/// The go line.
pub fn go_version(_: &str) -> Version {
    Version { major: 1, minor: 26 }
}
