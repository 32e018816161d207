//! What the pages of the rules say themselves: differences that are no faults.

use super::Made;

/// A difference that is known, and why it may be.
struct Known {
    /// None stand for all.
    rules: &'static [&'static str],
    /// What the difference must begin with.
    what: &'static str,
    /// One of these must stand in the program before.
    with: &'static [&'static str],
    /// One of these must stand in the call, if there are any.
    on: &'static [&'static str],
    /// What lets it pass.
    #[expect(dead_code, reason = "it is there to be read")]
    why: &'static str,
}

const KNOWN: &[Known] = &[
    Known {
        rules: &[],
        what: "a result before and a panic (runtime.boundsError: runtime error: slice bounds out of range [:N] with capacity N)",
        with: &["[:"],
        on: &[],
        why: "a slice is made longer than it is, as far as its capacity goes, of which Go says nothing",
    },
    Known {
        rules: &["append-number"],
        what: "what argument ",
        with: &["["],
        on: &[],
        why: "`append` writes behind the end of a slice only if all has room, `strconv.AppendInt` writes the sign if that has",
    },
    Known {
        rules: &["append-number"],
        what: "result ",
        with: &["append("],
        on: &[],
        why: "the same, where two slices share an array and one is appended to behind the end of the other",
    },
    Known {
        rules: &["bytes-for-call", "mirror-call"],
        what: "more allocations",
        with: &[" + ", "string(", "+="],
        on: &[],
        why: "a text of up to 32 bytes that was made on the stack is on the heap where the result may be the text itself",
    },
    Known {
        rules: &["string-for-call"],
        what: "more allocations: 0 allocations before, 1 after",
        with: &["append("],
        on: &[],
        why: "up to 32 bytes that are appended one by one stay on the stack, as long as they are no argument",
    },
    Known {
        rules: &["slog-attributes"],
        what: "result ",
        with: &["AddSource"],
        on: &[],
        why: "the source that is logged names the package, and the line",
    },
    Known {
        rules: &["write-sprintf"],
        what: "more allocations",
        with: &["new(bufio.Writer)"],
        on: &[],
        why: "a writer without anything behind it, which never gets anything, can stay on the stack",
    },
    Known {
        rules: &["append-loop", "unsized-append"],
        what: "more allocations: 0 allocations before, 1 after",
        with: &[" = nil\n", "return nil", "{}\n", "(nil)\n", "[:0]\n", "[1:]\n"],
        on: &[],
        why: "what is thrown away behind the loop was on the stack, up to 32 bytes",
    },
    Known {
        rules: &["sprintf-concat"],
        what: "more allocations: ",
        with: &["%d", "%v"],
        on: &["(1", "(2", " 1", " 2"],
        why: "fmt copies neither an empty string nor a number from 100 to 255, of which a string is made",
    },
];

/// Whether a difference is known.
pub fn is_known(made: &Made, what: &str) -> bool {
    let (_, call) = what.split_once(" on f(").unwrap_or_default();
    KNOWN.iter().any(|known| {
        known.rules.contains(&made.rule.as_str())
            && what.starts_with(known.what)
            && known.with.iter().any(|with| made.before.contains(with))
            && (known.on.is_empty() || known.on.iter().any(|on| call.contains(on)))
    })
}
