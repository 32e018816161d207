//! Carries the rule files into the binary: every `rules/*.toml` is one rule, and there is no list to keep.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("the rules stand beside Cargo.toml")
        .map(|entry| entry.expect("a folder can be listed to its end").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut code = String::from("&[\n");
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        code.push_str(&format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string()));
    }
    code.push(']');
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("rules.rs");
    fs::write(out, code).expect("cargo's output folder can be written");
}
