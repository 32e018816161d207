//! The names of the standard library's packages, and when what they declare came.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::version::Version;

/// The exported declarations of the public packages: Go source without bodies, one declaration a line, in a section for
/// each package. `tests/oracle/run --std` writes it from a Go toolchain.
pub(super) const DECLARATIONS: &str = include_str!("std.txt");

/// The release with which a name of a package came; `None` for a name that it does not have, or not on all systems.
pub fn since(path: &str, name: &str) -> Option<Version> {
    let section = *sections().get(path)?;
    let declares = |line: &&str| {
        let rest = ["func ", "type ", "var ", "const "].iter().find_map(|word| line.strip_prefix(word));
        let behind = rest.and_then(|rest| rest.strip_prefix(name));
        behind.is_some_and(|behind| behind.starts_with([' ', '(', '[']))
    };
    let line = section.lines().find(declares)?;
    // What came with the first release has no comment, or one about its members.
    let came = line.rsplit_once(" // ").and_then(|(_, comment)| comment.split(',').next()?.parse().ok());
    Some(came.unwrap_or(Version { major: 1, minor: 0 }))
}

/// The section of each package. Loading the rules asks for hundreds of names.
fn sections() -> &'static HashMap<&'static str, &'static str> {
    static SECTIONS: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    SECTIONS
        .get_or_init(|| DECLARATIONS.split("\n== ").skip(1).filter_map(|section| section.split_once('\n')).collect())
}

/// The import path that a qualifier such as `fmt` stands for in a rule. Where two packages share their last element the
/// commoner one is meant, and the other one is written with its whole path: `html_template`.
pub fn path_of(qualifier: &str) -> Option<&'static str> {
    let by_name = PATHS.iter().find(|path| path.rsplit('/').next() == Some(qualifier));
    by_name.or_else(|| PATHS.iter().find(|path| path.replace('/', "_") == qualifier)).copied()
}

/// Public packages of Go 1.26, those that rules are likely to name; the commoner of two with one name first.
const PATHS: &[&str] = &[
    "fmt",
    "strings",
    "bytes",
    "strconv",
    "errors",
    "sort",
    "slices",
    "maps",
    "sync",
    "sync/atomic",
    "regexp",
    "time",
    "context",
    "io",
    "bufio",
    "os",
    "log",
    "log/slog",
    "math",
    "math/bits",
    "math/rand",
    "math/big",
    "unicode",
    "unicode/utf8",
    "unicode/utf16",
    "unsafe",
    "reflect",
    "runtime",
    "path",
    "path/filepath",
    "net",
    "net/http",
    "net/url",
    "net/netip",
    "net/http/httptest",
    "net/textproto",
    "encoding/json",
    "encoding/binary",
    "encoding/hex",
    "encoding/base64",
    "encoding/base32",
    "encoding/xml",
    "encoding/csv",
    "encoding/gob",
    "text/template",
    "html/template",
    "html",
    "text/tabwriter",
    "text/scanner",
    "hash",
    "hash/fnv",
    "hash/crc32",
    "hash/maphash",
    "crypto/sha256",
    "crypto/sha512",
    "crypto/sha1",
    "crypto/md5",
    "crypto/hmac",
    "compress/gzip",
    "compress/flate",
    "compress/zlib",
    "archive/zip",
    "archive/tar",
    "container/list",
    "container/heap",
    "cmp",
    "iter",
    "unique",
    "embed",
    "flag",
    "testing",
    "io/fs",
    "io/ioutil",
    "os/exec",
    "os/signal",
    "go/ast",
    "go/token",
    "go/parser",
    "database/sql",
    "mime",
    "mime/multipart",
    "syscall",
    "strings",
];

#[cfg(test)]
mod tests {
    use super::{path_of, since};

    #[test]
    fn the_rarer_of_two_packages_has_a_longer_name() {
        for (qualifier, path) in [("template", "text/template"), ("html_template", "html/template"), ("html", "html")] {
            assert_eq!(path_of(qualifier), Some(path));
        }
        assert_eq!(path_of("no_template"), None);
    }

    #[test]
    fn names_came_with_a_release() {
        for (path, name, came) in [
            ("fmt", "Sprintf", Some("1.0")),
            ("fmt", "Append", Some("1.19")),
            ("strings", "Cut", Some("1.18")),
            ("strings", "CutP", None),
            ("strings", "Builder", Some("1.10")),
            ("slices", "Sort", Some("1.21")),
            ("errors", "ErrUnsupported", Some("1.21")),
            ("net/http/httptest", "Server", Some("1.0")),
            ("no/such", "Name", None),
        ] {
            assert_eq!(since(path, name).map(|version| version.to_string()).as_deref(), came, "{path}.{name}");
        }
    }
}
