//! What the pages of the rules say themselves: differences that are no faults.
//!
//! Each entry is as narrow as what it stands for; a run of all rules that is long enough says which of them nothing needs any more.

use std::collections::HashSet;

use allocfix::go::version::Version;

use super::Made;

/// A program before and after, and in what they differ.
struct Difference<'a> {
    made: &'a Made,
    what: &'a str,
    /// The smallest numbers of allocations, where they are what differs.
    allocations: Option<(u64, u64)>,
}

/// A difference that is known, and why it may be.
struct Known {
    /// In what these make.
    rules: &'static [&'static str],
    /// Whether it is this one.
    is: fn(&Difference<'_>) -> bool,
    /// What lets it pass.
    why: &'static str,
}

const KNOWN: &[Known] = &[
    Known {
        rules: &[
            "append-loop",
            "collect-unsized",
            "hash-sum",
            "literal-append",
            "nested-append",
            "sum-of-hash",
            "unsized-append",
            "unsized-spread",
        ],
        is: |difference| difference.what == BEYOND_CAPACITY && difference.in_before(&["[:"]),
        why: "a slice is made longer than it is, as far as its capacity goes, of which Go says nothing",
    },
    Known {
        rules: &["append-number"],
        is: |difference| {
            (difference.what.starts_with("what argument ") || difference.what.starts_with("result "))
                && ([" before, 45 after", " before, 39 after"].iter().any(|end| difference.what.ends_with(end))
                    || difference.in_before(&["[:"]) && difference.written().any(|line| line.contains("AppendFloat(")))
        },
        why: "`append` writes behind the end of a slice only if all has room, `strconv.AppendInt` writes the sign, \
              `strconv.AppendFloat` the digits and `strconv.AppendQuoteRune` the quote, if that has, and another slice may share \
              the array",
    },
    Known {
        rules: &["bytes-for-call", "mirror-call", "reader-of-copy"],
        is: |difference| difference.more_by(1) && difference.in_before(&[" + ", "string(", "+="]),
        why: "a text of up to 32 bytes that was made on the stack is on the heap where the result, or a reader, may keep it",
    },
    Known {
        rules: &["unsized-append", "unsized-map"],
        is: |difference| difference.allocations.is_some() && difference.in_before(&["clear("]),
        why: "a loop that empties the map that it ranges over has fewer rounds than the map had elements",
    },
    Known {
        rules: &["unsized-append", "unsized-map"],
        is: |difference| {
            difference.allocations.is_some()
                && difference.what.contains("f(map[")
                && difference.in_before(&[" + "])
                && difference.in_before(&["[0]", "[len("])
        },
        why: "a loop over a map has another order in each run, and of the sums of what comes first some are on the stack",
    },
    Known {
        rules: &["slice-in-loop"],
        is: |difference| {
            difference.allocations.is_some() && difference.what.contains("f(map[") && difference.in_before(&["delete("])
        },
        why: "a loop over a map has another order in each run, in which the body deletes others before they come",
    },
    Known {
        rules: &["append-loop", "collect-unsized", "nested-append", "unsized-append", "unsized-spread"],
        is: |difference| difference.more_by(1) && difference.in_before(&["*address = "]),
        why: "what a pointer leads to gets the slice and is appended to, for which an exact size leaves no room",
    },
    Known {
        rules: &["append-loop", "collect-unsized", "nested-append", "unsized-append", "unsized-spread"],
        is: |difference| difference.allocations.is_none() && difference.in_before(&["alias = append(alias"]),
        why: "two slices that append to one array share the room behind it, as far as its capacity goes, of which Go says nothing",
    },
    Known {
        rules: &["slog-attributes"],
        is: |difference| difference.what.starts_with("result ") && difference.in_before(&["AddSource: true"]),
        why: "the source that is logged names the package, and the line",
    },
    Known {
        rules: &["write-sprintf"],
        is: |difference| difference.more_by(1) && difference.in_before(&["new(bufio.Writer)", "bufio.NewWriter("]),
        why: "a writer that the function makes itself, and that never gets anything, can stay on the stack",
    },
    Known {
        rules: &["append-loop", "unsized-append"],
        is: |difference| difference.more_by(1) && difference.throws_away_what_is_sized(),
        why: "what is thrown away behind the loop was on the stack, up to 32 bytes",
    },
    Known {
        rules: &["slice-in-loop", "unsized-append"],
        is: |difference| {
            difference.more_by(1) && difference.made.seed.go < PER_ROUND && difference.in_before(&["later := func() {"])
        },
        why: "a variable in front of the loop and the one that the loop declares, where it is one for all rounds, were put on the \
              heap in one piece",
    },
    Known {
        rules: &["sprintf-concat"],
        is: |difference| {
            difference.allocations.is_some()
                && difference.formats_integer()
                && (difference.on_number(100..256) || difference.in_before(&["for "]))
        },
        why: "fmt copies neither an empty string nor a number from 100 to 255, of which a string is made",
    },
    Known {
        rules: &["sprintf-single-value"],
        is: |difference| {
            difference.what.starts_with("result ")
                && difference.what.matches("\"0x").count() == 2
                && difference.in_before(&[":= func("])
        },
        why: "a function prints as its address, and stands somewhere else in another program",
    },
    Known {
        rules: &["join-loop"],
        is: |difference| difference.more_by(1) && difference.what.contains("\"\""),
        why: "`+=` copies nothing where one side is empty",
    },
    Known {
        rules: &["buffered-reader"],
        is: |difference| difference.what.contains(".Type.t.Hash: "),
        why: "an error holds a type, whose hash hangs on the path of its package",
    },
    Known {
        rules: &["bytes-operand"],
        is: |difference| {
            (1..=difference.conversions_removed()).any(|count| difference.more_by(count))
                || difference.allocations.is_some()
                    && difference.in_before(&["for "])
                    && difference.what.contains("[]uint8{}")
        },
        why: "bytes that are empty but not nil are one allocation, an empty string is none",
    },
    Known {
        rules: &["append-sprintf"],
        is: |difference| {
            difference.what.starts_with("result ")
                && ["true", "false", "nil"]
                    .iter()
                    .any(|name| difference.made.before.contains(&format!("\nfunc {name}() ")))
        },
        why: "a function prints as its address, and stands somewhere else in another program",
    },
    Known {
        rules: &["sprintf-single-value"],
        is: |difference| difference.more_by(1) && difference.in_before(&["byte{"]),
        why: "an array of constants that nobody changes is no copy as an operand of fmt, from Go 1.25 on",
    },
];

/// From this version on a loop declares a new variable in every round.
const PER_ROUND: Version = Version { major: 1, minor: 22 };

const BEYOND_CAPACITY: &str = "a result before and a panic (runtime.boundsError: runtime error: slice bounds out of range [:N] with \
                               capacity N) after";

impl Difference<'_> {
    /// Whether one of these stands in the program before.
    fn in_before(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.made.before.contains(text))
    }

    /// The lines that the rewrites have written.
    fn written(&self) -> impl Iterator<Item = &str> {
        let old: HashSet<&str> = self.made.before.lines().collect();
        self.made.after.lines().filter(move |line| !old.contains(line)).map(str::trim)
    }

    /// How many conversions to strings the rewrites have removed.
    fn conversions_removed(&self) -> u64 {
        let count = |text: &str| text.matches("string(").count() as u64;
        count(&self.made.before).saturating_sub(count(&self.made.after))
    }

    /// Whether a rewrite has written a conversion of an integer.
    fn formats_integer(&self) -> bool {
        let conversions =
            ["strconv.Itoa(", "strconv.FormatInt(", "strconv.FormatUint(", "strconv.AppendInt(", "strconv.AppendUint("];
        self.written().any(|line| conversions.iter().any(|conversion| line.contains(conversion)))
    }

    /// Whether a slice that a rewrite has sized is assigned something else than an `append` to itself, or is not returned
    /// where something is.
    fn throws_away_what_is_sized(&self) -> bool {
        let sized = self
            .written()
            .filter(|line| line.contains("make(") || line.contains("append("))
            .filter_map(|line| line.split([' ', ',']).next())
            .map(|name| name.trim_matches(['(', ')']));
        let lines = || self.made.before.lines().map(str::trim);
        let mut sized = sized.filter(|name| name.chars().all(char::is_alphanumeric));
        sized.any(|name| {
            let (assigned, appended) = (format!("{name} = "), format!("{name} = append({name}, "));
            // An element of it, and its length, are no reason to keep it.
            let hands_out = |line: &str| {
                line.match_indices(name).any(|(at, _)| {
                    let (before, behind) = (&line[..at], &line[at + name.len()..]);
                    let is_inside = |c: char| c.is_alphanumeric() || c == '_';
                    !before.ends_with(is_inside)
                        && !behind.starts_with(is_inside)
                        && !behind.starts_with('[')
                        && !before.ends_with("len(")
                })
            };
            lines().any(|line| {
                line.split_inclusive(['{', ';'])
                    .any(|part| part.trim_start().starts_with(&assigned) && !part.trim_start().starts_with(&appended))
                    || line.starts_with("return ") && !hands_out(line)
            })
        })
    }

    /// Whether a number of a range stands in the call.
    fn on_number(&self, range: std::ops::Range<u64>) -> bool {
        let (_, call) = self.what.split_once(" after on ").unwrap_or_default();
        call.split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .any(|number| range.contains(&number))
    }

    /// Whether there are so many more allocations.
    fn more_by(&self, count: u64) -> bool {
        self.allocations.is_some_and(|(before, after)| after == before + count)
    }
}

/// Which known difference it is: the reason why it may be.
pub fn known(made: &Made, what: &str) -> Option<&'static str> {
    let numbers = what.strip_prefix("more allocations: ").and_then(|numbers| {
        let (before, rest) = numbers.split_once(" allocations before, ")?;
        Some((before.parse().ok()?, rest.split_once(" after on ")?.0.parse().ok()?))
    });
    let difference = Difference { made, what, allocations: numbers };
    let is = |known: &&Known| known.rules.contains(&made.rule.as_str()) && (known.is)(&difference);
    KNOWN.iter().find(is).map(|known| known.why)
}

/// All reasons.
pub fn reasons() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|known| known.why)
}
