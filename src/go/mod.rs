//! Floor 1: everything known about Go. No rules, no output.

pub mod answer;
pub mod facts;
pub mod flow;
pub mod kind;
pub mod known;
pub mod package;
pub mod scope;
pub mod source;
pub mod split;
pub mod syntax;
pub mod version;
pub mod world;
