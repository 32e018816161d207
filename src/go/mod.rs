//! Floor 1: everything known about Go. No rules, no output.

pub mod constraint;
pub mod format;
pub mod kind;
pub mod lex;
pub mod literal;
pub mod module;
pub mod regexp;
pub mod source;
pub mod split;
pub mod syntax;
pub mod version;
pub mod world;
