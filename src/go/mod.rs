//! Floor 1: everything known about Go. No rules, no output.

pub mod answer;
pub mod consts;
pub mod facts;
pub mod flow;
pub mod kind;
pub mod known;
pub mod lex;
pub mod package;
pub mod scope;
pub mod sizes;
pub mod source;
pub mod split;
pub mod syntax;
pub mod types;
pub mod typing;
pub mod version;
pub mod world;
