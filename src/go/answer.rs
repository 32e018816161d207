//! Answers to questions about Go: yes, no or unknown, and the last two with their reason.

/// Why something is not so or not known: a stable code for machines and counts, and words for people.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reason {
    /// Kebab-case, such as `unknown-type` or `conditional-append`.
    pub code: String,
    /// One line that names the things of the place: ``the type of `x.y` is not known: package "z" was not read``.
    pub text: String,
}

impl Reason {
    /// A reason with this code and these words.
    pub fn new(code: &str, text: impl Into<String>) -> Reason {
        Reason { code: code.to_string(), text: text.into() }
    }
}

/// An answer. Only `Yes` lets a rewrite pass.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Surely so.
    Yes,
    /// Surely not so.
    No(Reason),
    /// Not known.
    Unknown(Reason),
}

impl Answer {
    /// `No` with this code and these words.
    pub fn no(code: &str, text: impl Into<String>) -> Answer {
        Answer::No(Reason::new(code, text))
    }

    /// `Unknown` with this code and these words.
    pub fn unknown(code: &str, text: impl Into<String>) -> Answer {
        Answer::Unknown(Reason::new(code, text))
    }

    /// Whether it is `Yes`.
    pub fn is_yes(&self) -> bool {
        *self == Answer::Yes
    }

    /// Nothing for `Yes`, else the reason, so that `?` asks question after question.
    ///
    /// # Errors
    /// The reason of a `No` or an `Unknown`.
    pub fn ok(self) -> Result<(), Reason> {
        match self {
            Answer::Yes => Ok(()),
            Answer::No(reason) | Answer::Unknown(reason) => Err(reason),
        }
    }

    /// This answer if it is not `Yes`, else the other's.
    pub fn and_then(self, other: impl FnOnce() -> Answer) -> Answer {
        if self.is_yes() { other() } else { self }
    }
}
