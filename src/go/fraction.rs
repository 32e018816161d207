//! Exact fractions: the values of Go's untyped constants, and how a `float64` or `float32` rounds them.
//!
//! Go asks for exact arithmetic on untyped constants (Go spec, "Constants"); compilers keep fractions exact up to a size
//! and round larger ones. What is larger is not known here, so no answer hangs on how a compiler rounds it.

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;

/// The most bits that a numerator or a denominator may have: from here on `go/constant` no longer keeps fractions.
const MAX_BITS: u64 = 4096;

/// The most characters that a literal may have, its exponent included.
const MAX_LITERAL: usize = 1000;

/// The fraction, unless it is too large to be known.
pub fn bounded(value: BigRational) -> Option<BigRational> {
    (value.numer().bits() < MAX_BITS && value.denom().bits() < MAX_BITS).then_some(value)
}

/// The value of a float literal.
pub fn literal(text: &str) -> Option<BigRational> {
    if text.len() > MAX_LITERAL {
        return None;
    }
    let digits: String = text.chars().filter(|char| *char != '_').collect::<String>().to_ascii_lowercase();
    let (digits, radix, base, mark, places) = match digits.strip_prefix("0x") {
        // Every hexadecimal digit behind the point stands for four binary ones, which the exponent counts.
        Some(digits) => (digits, 16, 2u32, 'p', 4),
        None => (&*digits, 10, 10, 'e', 1),
    };
    let (mantissa, exponent) = digits.split_once(mark).unwrap_or((digits, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let number = BigUint::parse_bytes(format!("0{whole}{part}").as_bytes(), radix)?;
    let shift = exponent.parse::<i32>().ok()?.checked_sub(places * i32::try_from(part.len()).ok()?)?;
    if u64::from(shift.unsigned_abs()) > MAX_BITS {
        return None;
    }
    let power = BigInt::from(base).pow(shift.unsigned_abs());
    let number = BigInt::from(number);
    bounded(if shift < 0 { BigRational::new(number, power) } else { BigRational::from_integer(number * power) })
}

/// What a `float64` rounds the value to; `None` if it is beyond what one holds.
pub fn to_f64(value: &BigRational) -> Option<f64> {
    rounded(value, 53, -1074)
}

/// What a `float32` rounds the value to; `None` if it is beyond what one holds.
pub fn to_f32(value: &BigRational) -> Option<f64> {
    // In one step: by way of a `float64` it would be rounded twice.
    rounded(value, 24, -149).filter(|float| float.abs() <= f64::from(f32::MAX))
}

/// The nearest number of `bits` bits that is a multiple of two to the power of `least`; the even one of two.
fn rounded(value: &BigRational, bits: i64, least: i64) -> Option<f64> {
    if value.numer().sign() == Sign::NoSign {
        return Some(0.0);
    }
    // As a whole number of 120 bits, or one more, times a power of two.
    let (numer, denom) = (value.numer().magnitude(), value.denom().magnitude());
    let shift = 120 + i64::try_from(denom.bits()).ok()? - i64::try_from(numer.bits()).ok()?;
    let (numer, denom) = if shift >= 0 { (numer << shift, denom.clone()) } else { (numer.clone(), denom << -shift) };
    let quotient = &numer / &denom;
    let whole = u128::try_from(&quotient).ok()?;
    // What the division left is far below the last bit that counts; that there was something decides between two halves.
    let whole = whole | u128::from(quotient * denom != numer);
    let drop = (i64::from(u128::BITS - whole.leading_zeros()) - bits).max(shift + least);
    // Less than half of the least that there is.
    let Some(unit) = 1u128.checked_shl(u32::try_from(drop).ok()?) else { return Some(0.0) };
    let (kept, rest) = (whole / unit, whole % unit);
    let up = rest > unit / 2 || (rest == unit / 2 && kept % 2 == 1);
    // In two steps, each of which a `float64` can hold.
    let exponent = drop - shift;
    let half = exponent / 2;
    let float = (kept + u128::from(up)) as f64 * power_of_two(half)? * power_of_two(exponent - half)?;
    let float = if value.numer().sign() == Sign::Minus { -float } else { float };
    float.is_finite().then_some(float)
}

fn power_of_two(exponent: i64) -> Option<f64> {
    let biased = u64::try_from(exponent + 1023).ok().filter(|biased| (1..2047).contains(biased))?;
    Some(f64::from_bits(biased << 52))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn literals() {
        let is = |text: &str, numer: i64, denom: i64| {
            assert_eq!(literal(text), Some(BigRational::new(numer.into(), denom.into())), "{text}");
        };
        is("0.5", 1, 2);
        is(".25e2", 25, 1);
        is("1_0.1_0", 101, 10);
        is("1E-3", 1, 1000);
        is("0x1p-2", 1, 4);
        is("0X_1.8P1", 3, 1);
        assert_eq!(literal("1e100000"), None);
        assert_eq!(literal(&"1".repeat(2000)), None);
    }

    #[test]
    fn the_edges() {
        let of = |text: &str| literal(text).unwrap();
        assert_eq!(to_f64(&of("1e309")), None);
        assert_eq!(to_f64(&of("1e-310")), Some(1e-310));
        assert_eq!(to_f64(&of("0x1p-1075")), Some(0.0));
        assert_eq!(to_f64(&of("0x1.8p-1075")), Some(f64::from_bits(1)));
        assert_eq!(to_f32(&of("1e39")), None);
        assert_eq!(to_f32(&of("1e-40")), Some(f64::from(1e-40f32)));
        // Half of the last bit of a float32, and a little that a float64 does not hold: rounded twice, it would go down.
        assert_eq!(to_f32(&of("0x1.000001000000000001p0")), Some(f64::from(1.0f32.next_up())));
    }

    proptest! {
        #[test]
        fn decimals_are_rounded_as_rust_does(digits in 0u64.., exponent in -345i32..320) {
            let text = format!("{digits}e{exponent}");
            let value = literal(&text).unwrap();
            let double = text.parse::<f64>().unwrap();
            prop_assert_eq!(to_f64(&value), double.is_finite().then_some(double));
            let single = text.parse::<f32>().unwrap();
            prop_assert_eq!(to_f32(&value), single.is_finite().then_some(f64::from(single)));
        }
    }
}
