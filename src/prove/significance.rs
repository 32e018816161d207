//! What a handful of measurements says: a median, how sure it is, and whether two sets differ by more than chance.
//!
//! The methods are those of `benchstat`: nothing is assumed of how measurements are distributed.

use crate::fix::outcome::Sample;

/// How often an interval misses the median of all measurements that could be made.
const RISK: f64 = 0.05;

/// The median of measurements with its confidence interval, which is between two of them: with few, between the outermost,
/// and then less sure.
pub fn sample(values: &[f64]) -> Sample {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len();
    if count == 0 {
        return Sample { count, median: 0.0, spread: 0.0 };
    }
    let median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
    // The median lies below the k-th value as often as fewer than k of `count` coins show heads.
    let (mut cut, mut ways, mut below) = (0, 1.0, 1.0);
    while 2.0 * below / 2f64.powi(count as i32) <= RISK {
        cut += 1;
        ways *= (count - cut + 1) as f64 / cut as f64;
        below += ways;
    }
    let outer = cut.saturating_sub(1);
    let spread = (median - sorted[outer]).max(sorted[count - 1 - outer] - median);
    Sample { count, median, spread }
}

/// How likely two sets of measurements are at least this far apart when they come from the same source: the exact two-sided
/// Mann-Whitney test, equal values among them included. 1 when there is nothing to compare.
pub fn p_value(before: &[f64], after: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = before.iter().map(|value| (*value, true)).collect();
    all.extend(after.iter().map(|value| (*value, false)));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Equal values share the mean of their ranks; twice the rank is always a whole number.
    let mut ranks = Vec::with_capacity(all.len());
    for equal in all.chunk_by(|a, b| a.0 == b.0) {
        let first = ranks.len() + 1;
        let last = ranks.len() + equal.len();
        ranks.resize(last, first + last);
    }
    let observed: usize = ranks.iter().zip(&all).filter(|(_, (_, is_before))| *is_before).map(|(rank, _)| rank).sum();
    // In how many ways `n` of the ranks add up to `sum`.
    let most: usize = ranks.iter().sum();
    let mut ways = vec![vec![0.0; most + 1]; before.len() + 1];
    ways[0][0] = 1.0;
    for (done, rank) in ranks.iter().enumerate() {
        for n in (1..=before.len().min(done + 1)).rev() {
            let (fewer, these) = ways.split_at_mut(n);
            for (sum, count) in these[0].iter_mut().enumerate().skip(*rank) {
                *count += fewer[n - 1][sum - rank];
            }
        }
    }
    let ways = &ways[before.len()];
    let total: f64 = ways.iter().sum();
    let low: f64 = ways[..=observed].iter().sum();
    let high: f64 = ways[observed..].iter().sum();
    (2.0 * low.min(high) / total).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn known_values_of_the_test() {
        // The example in the documentation of scipy's `mannwhitneyu`: U = 17, p = 1/9.
        assert!(close(p_value(&[19.0, 22.0, 16.0, 29.0, 24.0], &[20.0, 11.0, 17.0, 12.0]), 1.0 / 9.0));
        // Apart as far as can be: two of all the ways to choose.
        let (low, high): (Vec<f64>, Vec<f64>) = ((0..10).map(f64::from).collect(), (10..20).map(f64::from).collect());
        for (a, b) in [(&low, &high), (&high, &low)] {
            assert!(close(p_value(a, b), 2.0 / 184_756.0));
        }
        assert!(close(p_value(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]), 0.1));
    }

    #[test]
    fn equal_values_are_counted_exactly() {
        assert!(close(p_value(&[5.0; 10], &[5.0; 10]), 1.0));
        assert!(close(p_value(&[2.0; 4], &[1.0; 4]), 2.0 / 70.0));
        assert!(close(p_value(&[2.0; 3], &[1.0; 3]), 0.1));
        assert!(close(p_value(&[], &[1.0]), 1.0));
        assert!(close(p_value(&[], &[]), 1.0));
        // Against all ways to choose four of the eight.
        let (a, b) = ([1.0, 2.0, 2.0, 4.0], [2.0, 4.0, 4.0, 7.0]);
        let ranks = [1.0, 3.0, 3.0, 6.0, 3.0, 6.0, 6.0, 8.0];
        let sums: Vec<f64> = (0u32..256)
            .filter(|set| set.count_ones() == 4)
            .map(|set| (0..8).filter(|bit| set & (1 << bit) != 0).map(|bit| ranks[bit]).sum())
            .collect();
        let low = sums.iter().filter(|sum| **sum <= 13.0).count();
        assert_eq!(sums.len(), 70);
        assert!(close(p_value(&a, &b), 2.0 * low as f64 / 70.0));
    }

    #[test]
    fn the_median_and_its_interval() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        // Of ten, the interval reaches from the second to the ninth.
        assert_eq!(sample(&values), Sample { count: 10, median: 5.5, spread: 3.5 });
        assert_eq!(sample(&values[..5]), Sample { count: 5, median: 3.0, spread: 2.0 });
        assert_eq!(sample(&[7.0]), Sample { count: 1, median: 7.0, spread: 0.0 });
        assert_eq!(sample(&[]).count, 0);
    }
}
