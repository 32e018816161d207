//! The systems and processors that Go builds for.
//!
//! Owns their names and how wide a pointer is there. Knows nothing of files and of what they ask of a build.

use std::str::FromStr;

/// A system and a processor to build for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Target {
    pub(super) os: &'static str,
    pub(super) arch: &'static str,
}

impl Target {
    /// The system, as in `GOOS`.
    pub fn os(&self) -> &'static str {
        self.os
    }

    /// The processor, as in `GOARCH`.
    pub fn arch(&self) -> &'static str {
        self.arch
    }

    /// The bytes of a pointer, and of an `int`, as Go's own compiler lays them out; `None` for processors that it does
    /// not compile for.
    pub fn pointer_bytes(self) -> Option<u64> {
        match self.arch {
            "386" | "arm" | "mips" | "mipsle" => Some(4),
            "amd64" | "arm64" | "loong64" | "mips64" | "mips64le" | "ppc64" | "ppc64le" | "riscv64" | "s390x"
            | "wasm" => Some(8),
            _ => None,
        }
    }
}

impl FromStr for Target {
    type Err = String;

    /// Reads `linux/amd64`.
    fn from_str(text: &str) -> Result<Target, String> {
        let known = |list: &[&'static str], word: &str| list.iter().find(|known| **known == word).copied();
        let target =
            text.split_once('/').and_then(|(os, arch)| Some(Target { os: known(OS, os)?, arch: known(ARCH, arch)? }));
        target.ok_or_else(|| "expected a system and a processor such as linux/amd64".to_owned())
    }
}

/// Every system that Go knows or knew.
pub(super) const OS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

/// The systems that the tag `unix` stands for.
pub(super) const UNIX: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "linux",
    "netbsd",
    "openbsd",
    "solaris",
];

/// How many systems with their processors there are, those included that never were.
pub(super) const PLATFORMS: usize = OS.len() * ARCH.len();

/// Every processor that Go knows or knew.
pub(super) const ARCH: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];
