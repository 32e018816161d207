//! The one place where the command line meets the report room.
//!
//! Chooses which report is printed and where; how one looks is not decided here.

use std::io::{self, Write};

use super::args::Format;
use super::screen::Look;
use crate::fix::outcome::Outcome;
use crate::report::text::{self, TextOptions};
use crate::report::{diff, json, path_bytes};

/// What a report should know of the run besides its outcome.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    /// With what was kept or skipped too.
    pub verbose: bool,
    /// Whether the run has written what the outcome holds.
    pub written: bool,
}

/// The outcome in a format.
pub fn results(format: Format, outcome: &Outcome, telling: Telling, look: Look) -> String {
    match format {
        // In full also when it is piped: what is cut for people is of no use to programs either, and those have JSON.
        Format::Text => {
            let mut all = text::findings(outcome, &options(telling, look, false));
            if telling.verbose {
                all.push_str(&text::skipped(outcome));
            }
            all
        }
        Format::Diff if look.color => diff::colored(&diff::patch(outcome, &path_bytes)),
        Format::Diff => diff::patch(outcome, &path_bytes),
        Format::Json => json::object(outcome),
    }
}

/// Every finding in one line, and what was not looked at: for a run whose results are something else.
///
/// # Errors
/// Those of the writer.
pub fn details(to: &mut dyn Write, outcome: &Outcome, telling: Telling, look: Look) -> io::Result<()> {
    let findings = text::findings(outcome, &options(Telling { verbose: true, ..telling }, look, true));
    write!(to, "{findings}{}", text::skipped(outcome))
}

/// What the run came to.
pub fn summary(outcome: &Outcome, telling: Telling, look: Look) -> String {
    text::summary(outcome, &options(telling, look, false))
}

/// What went wrong.
pub fn troubles(outcome: &Outcome, look: Look) -> String {
    text::troubles(outcome, &options(Telling { verbose: false, written: false }, look, false))
}

/// What was measured before and after.
pub fn benchmarks(outcome: &Outcome) -> String {
    crate::report::benchmarks::table(outcome)
}

/// Counts by rule and by reason.
pub fn statistics(outcome: &Outcome) -> String {
    crate::report::statistics::table(outcome)
}

fn options(telling: Telling, look: Look, compact: bool) -> TextOptions {
    let Look { color, unicode, width } = look;
    TextOptions { color, unicode, width, compact, verbose: telling.verbose, written: telling.written }
}
