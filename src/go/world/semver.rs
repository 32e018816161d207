//! The order of module versions.

use std::cmp::Ordering;

/// Compares two versions as Go does: `v1.2.3-pre < v1.2.3`; what stands behind a `+` does not count. What is no version is
/// older than any.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    match (parts(a), parts(b)) {
        (Some((a, before_a)), Some((b, before_b))) => a.cmp(&b).then_with(|| prerelease(before_a, before_b)),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

/// The three numbers and what stands behind the dash.
fn parts(version: &str) -> Option<([u64; 3], &str)> {
    let version = version.strip_prefix('v')?;
    let version = version.split_once('+').map_or(version, |(version, _)| version);
    let (numbers, before) = version.split_once('-').unwrap_or((version, ""));
    let mut parsed = [0; 3];
    let mut numbers = numbers.split('.');
    for number in &mut parsed {
        // `v1` and `v1.2` are allowed where a person writes them.
        *number = numbers.next().map_or(Some(0), |digits| digits.parse().ok())?;
    }
    Some((parsed, before))
}

fn prerelease(a: &str, b: &str) -> Ordering {
    if a.is_empty() || b.is_empty() {
        return a.is_empty().cmp(&b.is_empty());
    }
    let (mut left, mut right) = (a.split('.'), b.split('.'));
    loop {
        let (one, other) = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(other)) => (one, other),
        };
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let order = match (is_number(one), is_number(other)) {
            // Numbers of any length: without leading zeros the longer one is larger.
            (true, true) => one.len().cmp(&other.len()).then_with(|| one.cmp(other)),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => one.cmp(other),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_versions() {
        let ascending = [
            "latest",
            "v0.0.0-20180101000000-aaaaaaaaaaaa",
            "v0.0.0-20190101000000-000000000000",
            "v0.1.0",
            "v1.0.0-alpha",
            "v1.0.0-alpha.1",
            "v1.0.0-alpha.2",
            "v1.0.0-alpha.10",
            "v1.0.0-alpha.beta",
            "v1.0.0-rc.1",
            "v1.0.0",
            "v1.0.1-0.20200101000000-abcdefabcdef",
            "v1.0.1",
            "v1.2.0",
            "v1.10.0",
            "v2.0.0+incompatible",
        ];
        for pair in ascending.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(compare(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
        }
        assert_eq!(compare("v2.0.0+incompatible", "v2.0.0"), Ordering::Equal);
        assert_eq!(compare("v1.2", "v1.2.0"), Ordering::Equal);
    }
}
