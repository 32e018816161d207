//! Compares what identifiers refer to.

use allocfix::go::facts::{Facts, Meaning};
use allocfix::go::scope::{is_literal_key, is_name};
use allocfix::go::syntax::Node;

use super::count::Verdict;
use super::{Line, place, short};

pub fn compare(facts: &Facts<'_>, node: Node<'_>, line: &Line) -> Verdict {
    if !is_name(node) {
        return Verdict::Apart;
    }
    let theirs = &*line.r;
    // The key of a literal may be a field; scopes say so beforehand, and whoever asks for a meaning has to ask for that.
    if is_literal_key(node) && theirs == "field" {
        return Verdict::Apart;
    }
    let at = |file: usize, offset: u32| {
        let name = facts.package.files[file].path.file_name().unwrap_or_default();
        format!("@{}:{offset}", name.to_string_lossy())
    };
    let ours: Vec<String> = match facts.meaning(node) {
        Meaning::Local(local) => {
            vec![at(facts.place.file, facts.tree.node(facts.scopes.get(local).declared).span().start)]
        }
        Meaning::Package(places) => places
            .iter()
            .flat_map(|declared| {
                let (file, decl) = facts.package.at(*declared);
                let names = decl.names.iter().filter(|name| name.of(&file.source.text) == node.text());
                names.map(|name| at(declared.file, name.start))
            })
            .collect(),
        Meaning::Import(path) => vec![format!("import {path}")],
        Meaning::Dot(path) => vec![format!("dot {path}")],
        Meaning::Universe => vec!["universe".into()],
        // Nothing can refer to it.
        Meaning::Unknown(reason) if reason.code == "parameter-of-type" => return Verdict::Apart,
        Meaning::Unknown(reason) => {
            return Verdict::Unknown(reason.code, format!("{}: {}", place(facts, line), reason.text));
        }
    };
    let place = format!("{} `{}`", place(facts, line), short(node.text()));
    match &ours[..] {
        [only] if only == theirs => Verdict::Right,
        several if several.iter().any(|one| one == theirs) => {
            Verdict::Unknown("one of several build variants".into(), place)
        }
        _ => Verdict::Wrong(format!("{place} refers to {theirs}, not {}", ours.join(", "))),
    }
}
