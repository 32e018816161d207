//! The yardstick: a bare parallel tree-sitter parse of every `.go` file below the given folders, and nothing else.
//!
//! `benches/run` compares `allocfix check` with it. It owns no part of allocfix and must not use any, so that it cannot
//! become faster or slower together with what it measures.

use std::path::PathBuf;
use std::process::ExitCode;

use ignore::WalkBuilder;
use rayon::prelude::*;

fn main() -> ExitCode {
    // Cargo adds options such as `--bench`; only folders matter here.
    let mut folders: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|word| !word.to_string_lossy().starts_with("--")).map(Into::into).collect();
    if folders.is_empty() {
        folders.push("examples".into());
    }
    let (files, bytes, broken) = go_files(&folders)
        .par_iter()
        .map_init(parser, |parser, path| {
            let Ok(text) = std::fs::read(path) else { return (0, 0, 0) };
            let tree = parser.parse(&text, None).expect("a language is set, and no time limit");
            (1, text.len(), usize::from(tree.root_node().has_error()))
        })
        .reduce(|| (0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    println!("{files} files, {bytes} bytes, {broken} with errors");
    if files == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn parser() -> tree_sitter::Parser {
    let mut parser = tree_sitter::Parser::new();
    parser
        .set_language(&tree_sitter_go::LANGUAGE.into())
        .expect("the grammar and the runtime are pinned together in Cargo.toml");
    parser
}

/// Every Go file, tests and generated code included, whatever a `.gitignore` says.
fn go_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    folders
        .iter()
        .flat_map(|folder| WalkBuilder::new(folder).standard_filters(false).build())
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "go"))
        .collect()
}
