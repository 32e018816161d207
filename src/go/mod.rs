//! Floor 1: everything known about Go. No rules, no output.

pub mod answer;
pub mod constraint;
pub mod consts;
pub mod facts;
pub mod flow;
pub mod format;
pub mod gofmt;
pub mod imports;
pub mod kind;
pub mod known;
pub mod lex;
pub mod literal;
pub mod module;
pub mod package;
pub mod presence;
pub mod regexp;
pub mod scope;
pub mod sizes;
pub mod source;
pub mod split;
pub mod stdlib;
pub mod syntax;
pub mod types;
pub mod typing;
pub mod version;
pub mod world;
