//! Where results and messages go, and what is said when they cannot.

use std::io::{self, Write};

use super::Exit;
use super::complain::{Complaint, say};
use super::rules::Library;

/// Standard output and standard error, or what a test puts in their place.
pub struct Screen<'a> {
    /// Results.
    pub out: &'a mut (dyn Write + Send),
    /// The rest.
    pub err: &'a mut (dyn Write + Send),
    /// What results may look like.
    pub out_look: Look,
    /// What messages may look like.
    pub err_look: Look,
    /// Whether there is a terminal that a progress bar can move on.
    pub bar: bool,
}

/// What a stream can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Colours.
    pub color: bool,
    /// Lines and corners from Unicode.
    pub unicode: bool,
    /// Its columns.
    pub width: usize,
}

impl Look {
    /// A pipe or a file: text that is the same wherever it is made.
    pub const PLAIN: Look = Look { color: false, unicode: false, width: 100 };
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
            let _ = complaint.write(self.err, self.err_look.color);
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

    /// Tells of an error.
    pub fn error(&mut self, message: &str, help: &str) {
        let _ = say(self.err, self.err_look.color, "error", message, help);
    }

    /// Tells something that is no error.
    pub fn note(&mut self, message: &str, help: &str) {
        let _ = say(self.err, self.err_look.color, "note", message, help);
    }

    /// A line of its own on standard error.
    pub fn line(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }
}
