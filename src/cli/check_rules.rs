//! `rules check`: rule files load, their examples do what they say, and the laws hold.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::commands::rules_of;
use super::complain::Complaint;
use super::plan::Sources;
use super::rules::{self, Library};
use super::{Exit, Screen, gofmt};
use crate::fix::laws::{self, Checked};
use crate::rule::Rule;

/// Checks the rules of `paths`, or all that hold in the current folder. One block a rule, `ok` or what does not hold.
pub fn check(sources: &Sources, paths: &[PathBuf], current: &Path, screen: &mut Screen) -> Exit {
    let (library, twins) = match library(sources, paths, current, screen.err_look.color) {
        Ok(found) => found,
        Err(wrong) => return screen.complain(&wrong),
    };
    let exit = screen.wrong_rules(&library);
    let rules: Vec<&Rule> = library.rules.iter().collect();
    if rules.is_empty() && exit != Exit::Fine {
        return exit;
    }
    let mut checked: Vec<(Vec<Checked>, Vec<String>)> =
        rules.par_iter().map(|rule| laws::check(&library.rules, rule)).collect();
    for (rule, (_, faults)) in rules.iter().zip(&mut checked) {
        let words = [("title", &rule.title), ("why", &rule.why), ("category", &rule.category), ("gain", &rule.gain)];
        let empty = words.into_iter().filter(|(_, words)| words.trim().is_empty());
        faults
            .extend(empty.map(|(key, _)| format!("`{key}` is empty: `explain` and reports would have nothing to say")));
        if twins.contains(&rule.id) {
            faults.push(
                "a built-in rule has this id, so that `--rules` refuses the file: give it another name".to_owned(),
            );
        }
    }
    let exit = exit.max(gofmt_clean(&mut checked, screen));

    let broken = checked.iter().filter(|(_, faults)| !faults.is_empty()).count();
    let text: String = rules.iter().zip(&checked).map(|(rule, (cases, faults))| block(rule, cases, faults)).collect();
    let exit = exit.max(screen.print(&text));
    screen.line(&match (rules.len(), broken) {
        (0, _) => "there are no rules to check".to_owned(),
        (1, 0) => "1 rule holds".to_owned(),
        (all, 0) => format!("{all} rules hold"),
        (all, broken) => format!("{broken} of {all} rules with faults"),
    });
    if broken > 0 { exit.max(Exit::Found) } else { exit }
}

/// Given files are loaded without the built-in rules: they may be the source of those. With them come the ids of those that are
/// not, but are called the same.
fn library(
    sources: &Sources,
    paths: &[PathBuf],
    current: &Path,
    color: bool,
) -> Result<(Library, BTreeSet<String>), Vec<Complaint>> {
    if paths.is_empty() {
        return rules_of(sources, current, color).map(|(library, _)| (library, BTreeSet::new()));
    }
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    for path in paths {
        match rules::read(path) {
            Ok(more) => files.extend(more),
            Err(complaint) => wrong.push(complaint),
        }
    }
    files.sort();
    files.dedup();
    let twin = |(path, text): &(PathBuf, String)| {
        let id = path.file_stem()?.to_str()?;
        rules::built_in(id).filter(|built_in| built_in != text).map(|_| id.to_owned())
    };
    let twins = files.iter().filter_map(twin).collect();
    if wrong.is_empty() { Ok((rules::load_alone(files, color), twins)) } else { Err(wrong) }
}

/// Adds the faults that gofmt finds: a result may not be worse formatted than its source.
fn gofmt_clean(checked: &mut [(Vec<Checked>, Vec<String>)], screen: &mut Screen) -> Exit {
    // An example that stands in one line of TOML has no line end behind it, and that is not what is asked here.
    let with_end = |text: &String| text.trim_end_matches('\n').to_owned() + "\n";
    let texts = checked.iter().flat_map(|(cases, _)| cases).flat_map(|case| [&case.before, &case.after].map(with_end));
    let unclean = match gofmt::unclean(texts) {
        Ok(Some(unclean)) => unclean,
        Ok(None) => {
            let help = "put gofmt on the path, as an installation of Go does";
            screen.note("there is no gofmt here, so nobody looked at how the results are formatted", help);
            return Exit::Fine;
        }
        Err(error) => {
            screen.error(&format!("gofmt cannot be asked: {error}"), "");
            return Exit::Trouble;
        }
    };
    let mut number = 0;
    for (cases, faults) in checked {
        for case in cases {
            if !unclean.contains(&number) && unclean.contains(&(number + 1)) {
                faults.push(format!("{}: gofmt would write the result otherwise:\n{}", case.name, case.after.trim()));
            }
            number += 2;
        }
    }
    Exit::Fine
}

fn block(rule: &Rule, cases: &[Checked], faults: &[String]) -> String {
    if faults.is_empty() {
        let cases = if cases.len() == 1 { "1 case".to_owned() } else { format!("{} cases", cases.len()) };
        return format!("ok      {} ({cases})\n", rule.id);
    }
    let mut text = format!("FAULTS  {}\n", rule.id);
    for line in faults.iter().flat_map(|fault| fault.trim_end().lines()) {
        text.push_str(format!("        {line}").trim_end());
        text.push('\n');
    }
    text
}
