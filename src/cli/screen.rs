//! Where results and messages go, and what is said when they cannot.

use std::io::{self, Write};
use std::path::Path;

use super::Exit;
use super::complain::{Complaint, say, shown};
use super::rules::Library;
use crate::fix::outcome::Fault;

/// Standard output and standard error, or what a test puts in their place.
pub struct Screen<'a> {
    /// Results.
    pub out: &'a mut (dyn Write + Send),
    /// The rest.
    pub err: &'a mut (dyn Write + Send),
    /// Whether results are in colour.
    pub out_color: bool,
    /// Whether messages are in colour.
    pub err_color: bool,
    /// Whether there is a terminal that a progress bar can move on.
    pub bar: bool,
}

// What cannot be written to standard error cannot be told to anybody, so the results of these writes are dropped.
impl Screen<'_> {
    /// Prints a result.
    pub fn print(&mut self, text: &str) -> Exit {
        let printed = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        self.delivered(printed)
    }

    /// What it means for the run that results could or could not be printed. A reader that went away has all it wanted.
    pub fn delivered(&mut self, printed: io::Result<()>) -> Exit {
        match printed {
            Ok(()) => Exit::Fine,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Fine,
            Err(error) => {
                self.error(&format!("cannot write to standard output: {error}"), "");
                Exit::Trouble
            }
        }
    }

    /// Tells what is wrong with the call.
    pub fn complain(&mut self, wrong: &[Complaint]) -> Exit {
        for complaint in wrong {
            let _ = complaint.write(self.err, self.err_color);
        }
        Exit::Trouble
    }

    /// Tells which rule files are wrong, if any.
    pub fn wrong_rules(&mut self, library: &Library) -> Exit {
        for text in &library.wrong {
            let _ = writeln!(self.err, "{}", text.trim_end());
        }
        if library.wrong.is_empty() { Exit::Fine } else { Exit::Trouble }
    }

    /// Tells of a trouble with a file.
    pub fn trouble(&mut self, fault: Fault, path: &Path, message: &str, help: &str) {
        let path = shown(path);
        match fault {
            Fault::World | Fault::Rule => self.error(&format!("{path}: {message}"), help),
            Fault::Ours => {
                let help = if help.is_empty() { "please report it, with the file if you may" } else { help };
                self.error(&format!("{path}: {message}; this is a bug in allocfix"), help);
            }
        }
    }

    /// Tells of an error.
    pub fn error(&mut self, message: &str, help: &str) {
        let _ = say(self.err, self.err_color, "error", message, help);
    }

    /// Tells something that is no error.
    pub fn note(&mut self, message: &str, help: &str) {
        let _ = say(self.err, self.err_color, "note", message, help);
    }

    /// A line of its own on standard error.
    pub fn line(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }
}
