//! allocfix rewrites Go source so that it allocates less.
//!
//! The rooms are stacked: each one looks only down (`tests/tidy.rs` enforces it).
//!
//! | floor | room | owns |
//! |---|---|---|
//! | 0 | [`text`] | spans, edits, patches, lines, unified diffs |
//! | 1 | [`go`] | everything known about Go |
//! | 2 | [`rule`] | TOML to compiled rules: patterns, templates, predicates |
//! | 3 | [`fix`] | scan, judge, choose, merge, settle; the fate of every match |
//! | 4 | [`report`] | one file per output format, each a function of the outcome |
//! | 5 | [`prove`] | the Go toolchain as the judge of fixes |
//! | 6 | [`cli`] | arguments, configuration, disk, git, exit codes |

pub mod cli;
pub mod fix;
pub mod go;
pub mod prove;
pub mod report;
pub mod rule;
pub mod text;
