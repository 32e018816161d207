//! Which files are built together: what a build constraint leaves of the systems and processors, found out once per file.
//!
//! Names that build variants declare several times are told apart here: a file for one system never sees what another one
//! declares.

use super::constraint::{Builds, Constraint, could_coexist, implies};
use super::target::PLATFORMS;

/// In which builds a file takes part.
#[derive(Clone, Debug)]
pub struct Presence {
    constraint: Constraint,
    builds: Builds,
    platforms: Platforms,
    /// Whether more than system and processor decides.
    is_tagged: bool,
}

/// A set of systems with their processors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Platforms([u64; PLATFORMS.div_ceil(64)]);

impl Platforms {
    const NONE: Platforms = Platforms([0; PLATFORMS.div_ceil(64)]);

    fn meets(&self, other: &Platforms) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    fn lies_in(&self, other: &Platforms) -> bool {
        self.0.iter().zip(other.0).all(|(a, b)| a & !b == 0)
    }
}

impl Presence {
    /// Where a file with this constraint takes part, of the builds that count.
    pub fn of(constraint: Constraint, builds: Builds) -> Presence {
        let mut platforms = Platforms::NONE;
        for number in constraint.platforms(builds) {
            platforms.0[number / 64] |= 1 << (number % 64);
        }
        Presence { is_tagged: constraint.is_tagged(), platforms, constraint, builds }
    }

    /// Whether any build that counts takes the file in.
    pub fn is_built(&self) -> bool {
        self.platforms != Platforms::NONE
    }

    /// Whether some build takes in both files; true when in doubt.
    pub fn meets(&self, other: &Presence) -> bool {
        self.platforms.meets(&other.platforms)
            && (!(self.is_tagged && other.is_tagged) || could_coexist(&self.constraint, &other.constraint, self.builds))
    }

    /// Whether every build with this file has the other one as well; false when in doubt.
    pub fn implies(&self, other: &Presence) -> bool {
        self.platforms.lies_in(&other.platforms)
            && (!other.is_tagged
                || self.constraint == other.constraint
                || implies(&self.constraint, &other.constraint, self.builds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::constraint::constraint;

    fn of(name: &str, line: &str, builds: Builds) -> Presence {
        let line = if line.is_empty() { String::new() } else { format!("//go:build {line}\n\n") };
        Presence::of(constraint(name, &format!("{line}package p\n")), builds)
    }

    #[test]
    fn what_meets_and_what_follows() {
        for (a, b, meets, implied) in [
            (("a.go", ""), ("b.go", ""), true, true),
            (("a_linux.go", ""), ("b.go", ""), true, true),
            (("a.go", ""), ("b_linux.go", ""), true, false),
            (("a_linux_amd64.go", ""), ("b_linux.go", ""), true, true),
            (("a_linux_amd64.go", ""), ("b.go", "unix && !arm64"), true, true),
            (("a_linux.go", ""), ("b_windows.go", ""), false, false),
            (("a.go", "bounds"), ("b.go", "!bounds"), false, false),
            (("a.go", "!bounds"), ("b.go", "!bounds"), true, true),
            (("a.go", "linux && x"), ("b.go", "x || y"), true, true),
            (("a.go", ""), ("b.go", "ignore"), false, false),
            (("a.go", ""), ("b.go", "go1.18"), true, true),
            (("a.go", ""), ("b.go", "!go1.18"), false, false),
            (("a.go", ""), ("b.go", "go1.30"), true, false),
            (("a.go", ""), ("b.go", "!!"), true, false),
        ] {
            let builds = Builds { target: None, least: 21 };
            let (a, b) = (of(a.0, a.1, builds), of(b.0, b.1, builds));
            assert_eq!((a.meets(&b), a.implies(&b)), (meets, implied), "{a:?} {b:?}");
            assert_eq!(b.meets(&a), meets, "{b:?} {a:?}");
        }
    }

    #[test]
    fn a_target_chooses() {
        let builds = Builds { target: Some("linux/arm64".parse().unwrap()), least: 0 };
        for (name, line, built) in [
            ("a.go", "", true),
            ("a_linux.go", "", true),
            ("a_windows.go", "", false),
            ("a.go", "linux && (amd64 || arm64)", true),
            ("a.go", "unix && !arm64", false),
            ("a.go", "race", false),
            ("a.go", "cgo", true),
            ("a.go", "!cgo", true),
            ("a.go", "!go1.21", true),
        ] {
            assert_eq!(of(name, line, builds).is_built(), built, "{name} {line}");
        }
        for wrong in ["linux", "amd64/linux", "linux/amd65", "/", "linux/amd64/x"] {
            assert!(wrong.parse::<crate::go::constraint::Target>().is_err(), "{wrong}");
        }
    }
}
