//! What rewrites were measured to save: the table `rules/gains.tsv`, which `tests/prove/measure` writes and `tests/prove.rs`
//! holds against the toolchain at hand.
//!
//! One line for each rewrite of a built-in rule and each Go version for which it is worth it: one call of a function, on an
//! input that shows an ordinary saving. Rules of users are not measured.

use crate::go::version::Version;

/// The table as it is carried in the binary.
const TABLE: &str = include_str!("../../rules/gains.tsv");

/// The names of the columns, in order.
pub const COLUMNS: [&str; 11] =
    ["rule", "rewrite", "go", "case", "input", "allocs", "to", "bytes", "to", "fewer", "inputs"];

/// What a rewrite saved in one call of one function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gain {
    /// The toolchain it was measured with.
    pub go: Version,
    /// The function, as `file/function`: below `tests/prove`, or `example-1/function` for one of the rule's examples.
    pub case: &'static str,
    /// What it was called with, in short.
    pub input: &'static str,
    /// Allocations before and after.
    pub allocs: [u64; 2],
    /// Allocated bytes before and after.
    pub bytes: [u64; 2],
    /// On how many inputs there are fewer allocations after than before.
    pub fewer: usize,
    /// How many inputs were measured.
    pub inputs: usize,
}

impl Gain {
    /// How many allocations fewer.
    pub fn saved(&self) -> u64 {
        self.allocs[0].saturating_sub(self.allocs[1])
    }

    /// Where the function stands: in an example of the rule, or in a file of `tests/prove`.
    pub fn place(&self) -> String {
        let place = self.case.split('/').next().unwrap_or_default();
        match place.strip_prefix("example-") {
            Some(number) => format!("example {number}"),
            None => format!("tests/prove/{place}"),
        }
    }

    /// The call, as `function(input)`.
    pub fn call(&self) -> String {
        format!("{}({})", self.case.rsplit('/').next().unwrap_or_default(), self.input)
    }

    /// `3 → 1 allocations, 72 → 24 bytes`.
    pub fn words(&self) -> String {
        let ([allocs, to_allocs], [bytes, to_bytes]) = (self.allocs, self.bytes);
        format!("{allocs} → {to_allocs} allocations, {bytes} → {to_bytes} bytes")
    }
}

/// The lines of the table: the rule's id, which of its rewrites (from 0), and what it saved.
pub fn gains() -> impl Iterator<Item = (&'static str, usize, Gain)> {
    TABLE.lines().skip(1).map(|line| row(line).unwrap_or_else(|| panic!("rules/gains.tsv has a line `{line}`")))
}

fn row(line: &'static str) -> Option<(&'static str, usize, Gain)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [rule, rewrite, go, case, input, allocs, to_allocs, bytes, to_bytes, fewer, inputs] = cells[..] else {
        return None;
    };
    let pair = |before: &str, after: &str| Some([before.parse().ok()?, after.parse().ok()?]);
    let gain = Gain {
        go: go.parse().ok()?,
        case,
        input,
        allocs: pair(allocs, to_allocs)?,
        bytes: pair(bytes, to_bytes)?,
        fewer: fewer.parse().ok()?,
        inputs: inputs.parse().ok()?,
    };
    Some((rule, rewrite.parse().ok()?, gain))
}

/// Of what a rewrite saved on several versions, what counts for one: that of the nearest before it, or else of the oldest.
pub fn nearest(gains: &[Gain], version: Version) -> Option<&Gain> {
    let before = gains.iter().filter(|gain| gain.go <= version).max_by_key(|gain| gain.go);
    before.or_else(|| gains.iter().min_by_key(|gain| gain.go))
}

/// The same for people: versions one behind the other that show the same stand together, as `1.21 to 1.24`.
pub fn by_versions(gains: &[Gain]) -> Vec<(String, &Gain)> {
    let is_same = |one: &Gain, other: &Gain| {
        (one.case, one.input, one.allocs, one.bytes) == (other.case, other.input, other.allocs, other.bytes)
    };
    let versions = |run: &[Gain]| match run {
        [first, .., last] => format!("{} to {}", first.go, last.go),
        all => all.iter().map(|gain| gain.go.to_string()).collect(),
    };
    gains.chunk_by(is_same).map(|run| (versions(run), &run[0])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_in_order() {
        assert_eq!(TABLE.lines().next(), Some(COLUMNS.join("\t").as_str()));
        let keys: Vec<_> = gains().map(|(rule, rewrite, gain)| (rule, rewrite, gain.go)).collect();
        assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]), "two lines say the same");
        assert!(gains().all(|(_, _, gain)| gain.saved() > 0 && gain.fewer > 0 && gain.fewer <= gain.inputs));
    }

    #[test]
    fn versions_that_show_the_same_stand_together() {
        let of = |go: &str, bytes| Gain { go: go.parse().unwrap(), bytes, ..gains().next().unwrap().2 };
        let all = [of("1.21", [9, 1]), of("1.22", [9, 1]), of("1.24", [9, 1]), of("1.25", [8, 1])];
        let shown: Vec<String> = by_versions(&all).into_iter().map(|(versions, _)| versions).collect();
        assert_eq!(shown, ["1.21 to 1.24", "1.25"]);
    }

    #[test]
    fn a_version_between_is_that_before_it() {
        let of = |go: &str| Gain { go: go.parse().unwrap(), ..gains().next().unwrap().2 };
        let all = [of("1.22"), of("1.24")];
        for (asked, found) in [("1.16", "1.22"), ("1.22", "1.22"), ("1.23", "1.22"), ("1.24", "1.24"), ("1.27", "1.24")]
        {
            assert_eq!(nearest(&all, asked.parse().unwrap()).unwrap().go, found.parse().unwrap(), "{asked}");
        }
        assert_eq!(nearest(&[], "1.22".parse().unwrap()), None);
    }
}
