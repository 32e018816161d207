//! The one place where the command line meets the reports.
//!
//! Chooses which report is printed; how one looks is not decided here.

use std::io::{self, Write};

use super::args::Format;
use crate::fix::outcome::Outcome;

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// With colour.
    pub color: bool,
    /// With what was skipped, and what was kept as it is.
    pub verbose: bool,
}

/// Prints the outcome in a format.
///
/// # Errors
/// Those of the writer.
pub fn print(to: &mut dyn Write, format: Format, outcome: &Outcome, look: Look) -> io::Result<()> {
    match format {
        Format::Text => placeholder::text(to, outcome, look),
        Format::Diff => placeholder::diff(to, outcome),
        Format::Json => placeholder::json(to, outcome),
    }
}

/// Prints the counts by rule and by reason.
///
/// # Errors
/// Those of the writer.
pub fn statistics(to: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    placeholder::statistics(to, outcome)
}

/// Stands in for the report room.
mod placeholder {
    use super::*;
    use crate::cli::complain::shown;
    use crate::fix::outcome::Fate;

    pub fn text(to: &mut dyn Write, outcome: &Outcome, look: Look) -> io::Result<()> {
        for finding in &outcome.findings {
            if look.verbose || matches!(finding.fate, Fate::Applied | Fate::Offered) {
                let (path, at) = (shown(&finding.path), finding.start);
                let bold = if look.color { anstyle::Style::new().bold() } else { anstyle::Style::new() };
                writeln!(
                    to,
                    "{bold}{path}{bold:#}:{}:{}: {} {}",
                    at.line,
                    at.column,
                    finding.fate.name(),
                    finding.rule
                )?;
            }
        }
        for skipped in outcome.skipped.iter().filter(|_| look.verbose) {
            writeln!(to, "{}: skipped: {} ({})", shown(&skipped.path), skipped.reason.text, skipped.reason.code)?;
        }
        Ok(())
    }

    pub fn diff(to: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
        for file in &outcome.files {
            let path = file.path.display();
            let diff = similar::TextDiff::from_lines(file.before.as_str(), file.after.as_str());
            write!(to, "{}", diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")))?;
        }
        Ok(())
    }

    pub fn json(to: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
        let findings: Vec<_> = outcome
            .findings
            .iter()
            .map(|finding| serde_json::json!({"rule": finding.rule, "path": finding.path.to_string_lossy(), "fate": finding.fate.name()}))
            .collect();
        let skipped: Vec<_> = outcome
            .skipped
            .iter()
            .map(|skipped| serde_json::json!({"path": skipped.path.to_string_lossy(), "reason": skipped.reason.code}))
            .collect();
        writeln!(to, "{}", serde_json::json!({"version": 1, "findings": findings, "skipped": skipped}))
    }

    pub fn statistics(to: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
        for ((rule, fate), count) in outcome.counts() {
            writeln!(to, "{count:>6} {rule} {fate}")?;
        }
        for (reason, count) in outcome.reasons() {
            writeln!(to, "{count:>6} kept: {reason}")?;
        }
        Ok(())
    }
}
