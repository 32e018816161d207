//! Where Go keeps things on this machine, as far as its environment says. Go itself is never run: its toolchain may be of
//! another version than the one that is asked for, or not be there at all.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::disk;
use crate::go::world::{Mode, Places, Work};

/// The places of this machine, from the environment and from what `go env -w` wrote down.
pub fn places() -> Places {
    let written = written();
    let path = std::env::var_os("PATH");
    let toolchain = || std::env::split_paths(&path?).find_map(|folder| toolchain(&folder));
    from(
        &|name| std::env::var(name).ok().or_else(|| written.get(name).cloned()).filter(|value| !value.is_empty()),
        home(),
        toolchain,
    )
}

fn from(
    variable: &dyn Fn(&str) -> Option<String>,
    home: Option<PathBuf>,
    toolchain: impl FnOnce() -> Option<PathBuf>,
) -> Places {
    let go_path = || {
        let list = variable("GOPATH")?;
        std::env::split_paths(&list).next()
    };
    let go_path = || go_path().or_else(|| home.as_deref().map(|home| home.join("go")));
    let cached = || go_path().map(|path| path.join("pkg/mod"));
    let flags = variable("GOFLAGS").unwrap_or_default();
    let mode =
        flags.split_whitespace().filter_map(|flag| flag.trim_start_matches('-').strip_prefix("mod=")).next_back();
    Places {
        mod_cache: variable("GOMODCACHE").map(PathBuf::from).or_else(cached),
        goroot: variable("GOROOT").map(PathBuf::from).or_else(toolchain),
        mode: match mode {
            Some("vendor") => Mode::Vendor,
            Some(_) => Mode::Cache,
            None => Mode::Unsaid,
        },
        work: match variable("GOWORK").as_deref() {
            None => Work::Nearest,
            Some("off") => Work::Off,
            Some(path) => Work::At(PathBuf::from(path)),
        },
    }
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// The toolchain that a folder of programs leads to: `bin/go` of it lies there, or a link to that.
fn toolchain(folder: &Path) -> Option<PathBuf> {
    let program = disk::real(&folder.join("go")).ok()?;
    let root = program.parent()?.parent()?;
    // A program called `go` that stands elsewhere is a wrapper, or something else altogether.
    disk::real(&root.join("src/go.mod")).ok()?;
    Some(root.to_owned())
}

/// The variables that `go env -w` set.
fn written() -> HashMap<String, String> {
    let of_user = || {
        let folder = match std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from) {
            Some(folder) => folder,
            None if cfg!(target_os = "macos") => home()?.join("Library/Application Support"),
            None if cfg!(windows) => PathBuf::from(std::env::var_os("APPDATA")?),
            None => home()?.join(".config"),
        };
        Some(folder.join("go/env"))
    };
    let file = match std::env::var_os("GOENV") {
        Some(off) if off == "off" => None,
        Some(file) => Some(PathBuf::from(file)),
        None => of_user(),
    };
    let bytes = file.and_then(|file| disk::read(&file).ok()).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().filter_map(|line| line.trim().split_once('='));
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Places {
        let variable =
            |name: &str| pairs.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
        from(&variable, Some(PathBuf::from("/home/me")), || Some(PathBuf::from("/opt/go")))
    }

    #[test]
    fn what_nobody_says_is_where_go_puts_it() {
        let places = of(&[]);
        assert_eq!(places.mod_cache.as_deref(), Some(Path::new("/home/me/go/pkg/mod")));
        assert_eq!(places.goroot.as_deref(), Some(Path::new("/opt/go")));
        assert_eq!((places.mode, places.work), (Mode::Unsaid, Work::Nearest));
    }

    #[test]
    fn what_is_said_counts() {
        let places =
            of(&[("GOPATH", "/a:/b"), ("GOFLAGS", "-buildvcs=false -mod=mod"), ("GOWORK", "off"), ("GOROOT", "/g")]);
        assert_eq!(places.goroot.as_deref(), Some(Path::new("/g")));
        assert_eq!((places.mode, places.work), (Mode::Cache, Work::Off));
        if cfg!(unix) {
            assert_eq!(places.mod_cache.as_deref(), Some(Path::new("/a/pkg/mod")));
        }
        let places =
            of(&[("GOMODCACHE", "/c"), ("GOPATH", "/a"), ("GOFLAGS", "--mod=vendor"), ("GOWORK", "/w/go.work")]);
        assert_eq!(places.mod_cache.as_deref(), Some(Path::new("/c")));
        assert_eq!((places.mode, places.work), (Mode::Vendor, Work::At("/w/go.work".into())));
    }
}
