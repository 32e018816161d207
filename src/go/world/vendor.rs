//! `vendor`: when the packages of other modules come from there.

use std::path::{Path, PathBuf};

use super::{Mode, Shared};
use crate::go::version::Version;

/// Since this version a folder `vendor` beside `go.mod` is used without being asked for.
const BY_ITSELF: Version = Version { major: 1, minor: 14 };

/// Since this version a folder `vendor` may stand beside `go.work`.
const FOR_WORKSPACES: Version = Version { major: 1, minor: 22 };

/// The folder `vendor` beside a `go.mod` or `go.work` for Go `go`, if the go command would look there.
pub(super) fn vendor(shared: &Shared, root: &Path, go: Version, is_work: bool) -> Option<PathBuf> {
    let least = if is_work { FOR_WORKSPACES } else { BY_ITSELF };
    let wanted = match shared.places.mode {
        Mode::Cache => false,
        Mode::Vendor => true,
        Mode::Unsaid => go >= least,
    };
    let vendor = root.join("vendor");
    (wanted && shared.files.read(&vendor.join("modules.txt")).is_ok()).then_some(vendor)
}
