//! Asks `gofmt` which texts are not as it would write them.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use crate::prove::leaving;

/// The numbers of the texts that gofmt would write otherwise or cannot read; `None` when there is no gofmt.
///
/// # Errors
/// The disk, or a gofmt that cannot be run.
pub fn unclean(texts: impl Iterator<Item = String>) -> io::Result<Option<BTreeSet<usize>>> {
    let folder = leaving::folder()?;
    // The number behind a letter, so that nothing in a name has a meaning to Go; all in one call, since starting it is most of its time.
    let mut count = 0;
    for (number, text) in texts.enumerate() {
        std::fs::write(folder.path().join(format!("t{number}.go")), text)?;
        count += 1;
    }
    let Some(output) = output(folder.path())? else { return Ok(None) };
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let is_named = |number: &usize| told.contains(&format!("t{number}.go"));
    Ok(Some((0..count).filter(is_named).collect()))
}

/// What the gofmt on the path, or else the one of `GOROOT`, says.
fn output(folder: &std::path::Path) -> io::Result<Option<std::process::Output>> {
    let of_root = std::env::var_os("GOROOT").map(|root| PathBuf::from(root).join("bin/gofmt"));
    for program in std::iter::once(PathBuf::from("gofmt")).chain(of_root) {
        match Command::new(program).arg("-l").arg(folder).output() {
            Ok(output) => return Ok(Some(output)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::unclean;

    #[test]
    fn gofmt_names_what_it_would_change() {
        let texts = ["package p\n", "package  p\n", "package p\n\nfunc f() {\n", "package p\n\nvar x = 1\n"];
        match unclean(texts.into_iter().map(str::to_owned)).unwrap() {
            Some(unclean) => assert_eq!(unclean.into_iter().collect::<Vec<_>>(), [1, 2]),
            None => eprintln!("not tested: there is no gofmt"),
        }
    }
}
