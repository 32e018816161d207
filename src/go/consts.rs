//! Values of constants, as far as they are exact: truth values, strings, integers up to 128 bits, and floats that a
//! `float64` holds without rounding. Whatever would overflow or round is not known rather than nearly right.

use std::sync::Arc;

use super::types::Basic;

/// The longest string whose value is followed: a few lines of constants that double each other would fill any memory.
const MAX_STRING: usize = 1 << 16;

/// The value of a constant expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Constant {
    /// A truth value.
    Bool(bool),
    /// A string, as bytes: a Go string need not be UTF-8.
    String(Arc<[u8]>),
    /// An integer.
    Int(i128),
    /// A number that is exactly this.
    Float(f64),
}

impl Constant {
    /// The string, if it is one and is UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Constant::String(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The integer, if the value is a whole number.
    pub fn as_int(&self) -> Option<i128> {
        match self {
            Constant::Int(int) => Some(*int),
            // Below 2^100 the cast is exact.
            Constant::Float(float) if float.fract() == 0.0 && float.abs() < 1e30 => Some(*float as i128),
            _ => None,
        }
    }

    /// Whether a constant can be a value of a predeclared type of numbers (Go spec, "Representability"); `None` if it
    /// depends on the system or rounds close to the limit, and for what is no number.
    pub fn fits(&self, target: Basic) -> Option<bool> {
        if !target.is_integer() {
            return match self {
                // Integers have at most 128 bits here, and those a `float32` rounds.
                Constant::Int(_) => Some(true),
                Constant::Float(float) if matches!(target, Basic::Float32 | Basic::Complex64) => {
                    (float.abs() <= f64::from(f32::MAX)).then_some(true)
                }
                Constant::Float(_) => Some(true),
                _ => None,
            };
        }
        let int = match self {
            Constant::Int(int) => *int,
            // Above what fits, or no whole number.
            Constant::Float(_) => match self.as_int() {
                Some(int) => int,
                None => return Some(false),
            },
            _ => return None,
        };
        let within = |low: i128, high: i128| (low..=high).contains(&int);
        let signed = |bits: u32| within(-(1 << (bits - 1)), (1 << (bits - 1)) - 1);
        let unsigned = |bits: u32| within(0, (1 << bits) - 1);
        // On some systems these have 32 bits, on others 64.
        let either = |small: bool, large: bool| if small == large { Some(small) } else { None };
        match target {
            Basic::Int8 => Some(signed(8)),
            Basic::Int16 => Some(signed(16)),
            Basic::Int32 => Some(signed(32)),
            Basic::Int64 => Some(signed(64)),
            Basic::Uint8 => Some(unsigned(8)),
            Basic::Uint16 => Some(unsigned(16)),
            Basic::Uint32 => Some(unsigned(32)),
            Basic::Uint64 => Some(unsigned(64)),
            Basic::Int => either(signed(32), signed(64)),
            Basic::Uint | Basic::Uintptr => either(unsigned(32), unsigned(64)),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Constant::Bool(bool) => Some(*bool),
            _ => None,
        }
    }

    fn as_float(&self) -> Option<f64> {
        match self {
            Constant::Float(float) => Some(*float),
            Constant::Int(int) => {
                let float = *int as f64;
                (int.unsigned_abs() < 1 << 100 && float as i128 == *int).then_some(float)
            }
            _ => None,
        }
    }

    /// The value as one of this kind of type; `None` if it is not exact there or its size depends on the platform.
    pub fn convert(self, from: Basic, to: Basic) -> Option<Constant> {
        if to.is_string() {
            return match self {
                Constant::Int(code) if from.is_integer() => {
                    let char = u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                    Some(Constant::String(char.to_string().into_bytes().into()))
                }
                string @ Constant::String(_) => Some(string),
                _ => None,
            };
        }
        if to.is_integer() {
            return self.as_int().map(Constant::Int);
        }
        if to.is_float() {
            let float = self.as_float()?;
            let exact = to != Basic::Float32 || f64::from(float as f32) == float;
            return exact.then_some(Constant::Float(float));
        }
        if to.is_complex() {
            return None;
        }
        Some(self)
    }
}

/// The bytes that a string literal stands for.
pub fn string_literal(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        return Some(raw.strip_suffix('`')?.bytes().filter(|byte| *byte != b'\r').collect());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let (escaped, after) = escape(&rest[at + 1..])?;
        match escaped {
            Escaped::Byte(byte) => bytes.push(byte),
            Escaped::Char(char) => bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(bytes)
}

/// The number that a rune literal stands for.
pub fn rune_literal(text: &str) -> Option<i128> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    match inner.strip_prefix('\\') {
        Some(rest) => match escape(rest)? {
            (Escaped::Byte(byte), "") => Some(i128::from(byte)),
            (Escaped::Char(char), "") => Some(i128::from(u32::from(char))),
            _ => None,
        },
        None => {
            let mut chars = inner.chars();
            let char = chars.next()?;
            chars.next().is_none().then_some(i128::from(u32::from(char)))
        }
    }
}

enum Escaped {
    Byte(u8),
    Char(char),
}

/// What the escape behind a backslash means, and what follows it.
fn escape(text: &str) -> Option<(Escaped, &str)> {
    let first = text.chars().next()?;
    let simple = |char: char| Some((Escaped::Char(char), &text[1..]));
    let digits = |from: usize, count: usize, radix: u32| {
        let digits = text.get(from..from + count)?;
        Some((u32::from_str_radix(digits, radix).ok()?, &text[from + count..]))
    };
    match first {
        'a' => simple('\x07'),
        'b' => simple('\x08'),
        'f' => simple('\x0c'),
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        'v' => simple('\x0b'),
        '\\' | '\'' | '"' => simple(first),
        'x' => digits(1, 2, 16).map(|(byte, rest)| (Escaped::Byte(byte as u8), rest)),
        'u' => digits(1, 4, 16).and_then(|(code, rest)| Some((Escaped::Char(char::from_u32(code)?), rest))),
        'U' => digits(1, 8, 16).and_then(|(code, rest)| Some((Escaped::Char(char::from_u32(code)?), rest))),
        '0'..='7' => {
            let (byte, rest) = digits(0, 3, 8)?;
            Some((Escaped::Byte(u8::try_from(byte).ok()?), rest))
        }
        _ => None,
    }
}

/// The value of an integer literal.
pub fn int_literal(text: &str) -> Option<i128> {
    let digits: String = text.chars().filter(|char| *char != '_').collect::<String>().to_ascii_lowercase();
    let (digits, radix) = match digits.as_bytes() {
        [b'0', b'x', ..] => (&digits[2..], 16),
        [b'0', b'b', ..] => (&digits[2..], 2),
        [b'0', b'o', ..] => (&digits[2..], 8),
        [b'0', _, ..] => (&digits[1..], 8),
        _ => (&digits[..], 10),
    };
    i128::from_str_radix(digits, radix).ok()
}

/// The value of a float literal, if a `float64` holds it without rounding.
pub fn float_literal(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|char| *char != '_').collect::<String>().to_ascii_lowercase();
    if digits.starts_with("0x") {
        return None;
    }
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let number: i128 = format!("0{whole}{fraction}").parse().ok()?;
    let shift = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    if shift >= 0 {
        let number = number.checked_mul(10i128.checked_pow(shift.unsigned_abs())?)?;
        return Constant::Int(number).as_float();
    }
    // A decimal fraction is exact when its denominator, without the fives, is a power of two.
    let mut number = number;
    for _ in 0..shift.unsigned_abs() {
        if number % 5 != 0 {
            return None;
        }
        number /= 5;
    }
    Some(Constant::Int(number).as_float()? / 2f64.powi(-shift))
}

/// The value of a unary operation on a constant of this kind.
pub fn unary(operator: &str, value: &Constant, kind: Basic) -> Option<Constant> {
    match (operator, value) {
        ("+", value) => Some(value.clone()),
        ("-", Constant::Int(int)) => int.checked_neg().map(Constant::Int),
        ("-", Constant::Float(float)) => Some(Constant::Float(if *float == 0.0 { 0.0 } else { -float })),
        ("!", Constant::Bool(bool)) => Some(Constant::Bool(!bool)),
        ("^", Constant::Int(int)) => match kind {
            Basic::Uint8 => Some(Constant::Int(int ^ i128::from(u8::MAX))),
            Basic::Uint16 => Some(Constant::Int(int ^ i128::from(u16::MAX))),
            Basic::Uint32 => Some(Constant::Int(int ^ i128::from(u32::MAX))),
            Basic::Uint64 => Some(Constant::Int(int ^ i128::from(u64::MAX))),
            // How wide these are, the platform decides.
            Basic::Uint | Basic::Uintptr => None,
            _ => Some(Constant::Int(!int)),
        },
        _ => None,
    }
}

/// The value of a binary operation other than a shift on two constants; `kind` is that of the operands, the larger one
/// if they are untyped.
pub fn binary(operator: &str, left: &Constant, right: &Constant, kind: Basic) -> Option<Constant> {
    if let (Constant::Bool(left), Constant::Bool(right)) = (left, right) {
        return Some(Constant::Bool(match operator {
            "&&" => *left && *right,
            "||" => *left || *right,
            "==" => left == right,
            "!=" => left != right,
            _ => return None,
        }));
    }
    if let (Constant::String(left), Constant::String(right)) = (left, right) {
        return match operator {
            "+" if left.len() + right.len() > MAX_STRING => None,
            "+" => Some(Constant::String([&left[..], right].concat().into())),
            _ => compare(operator, left.cmp(right)),
        };
    }
    if kind.is_integer() {
        let (left, right) = (left.as_int()?, right.as_int()?);
        let value = match operator {
            "+" => left.checked_add(right),
            "-" => left.checked_sub(right),
            "*" => left.checked_mul(right),
            "/" => left.checked_div(right),
            "%" => left.checked_rem(right),
            "&" => Some(left & right),
            "|" => Some(left | right),
            "^" => Some(left ^ right),
            "&^" => Some(left & !right),
            _ => return compare(operator, left.cmp(&right)),
        };
        return value.map(Constant::Int);
    }
    let (left, right) = (left.as_float()?, right.as_float()?);
    let (value, exact) = match operator {
        "+" => sum(left, right),
        "-" => sum(left, -right),
        "*" => (left * right, left.mul_add(right, -(left * right)) == 0.0),
        "/" => {
            let quotient = left / right;
            (quotient, quotient.mul_add(right, -left) == 0.0)
        }
        _ => return compare(operator, left.partial_cmp(&right)?),
    };
    // Far out, the error itself would be lost; nobody sizes anything by such numbers.
    let usual = value == 0.0 || (1e-100..1e100).contains(&value.abs());
    (exact && usual).then_some(Constant::Float(value))
}

/// A sum, and whether it is exact.
fn sum(left: f64, right: f64) -> (f64, bool) {
    let sum = left + right;
    let part = sum - left;
    let error = (left - (sum - part)) + (right - part);
    (sum, error == 0.0)
}

fn compare(operator: &str, order: std::cmp::Ordering) -> Option<Constant> {
    Some(Constant::Bool(match operator {
        "==" => order.is_eq(),
        "!=" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        _ => return None,
    }))
}

/// The value of a constant shift.
pub fn shift(operator: &str, left: &Constant, right: &Constant) -> Option<Constant> {
    let (left, count) = (left.as_int()?, u32::try_from(right.as_int()?).ok()?);
    match operator {
        "<<" => {
            let shifted = left.checked_shl(count)?;
            (shifted.checked_shr(count) == Some(left)).then_some(Constant::Int(shifted))
        }
        ">>" => Some(Constant::Int(left.checked_shr(count).unwrap_or(if left < 0 { -1 } else { 0 }))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        assert_eq!(int_literal("0x_FF"), Some(255));
        assert_eq!(int_literal("0o17"), Some(15));
        assert_eq!(int_literal("017"), Some(15));
        assert_eq!(int_literal("0b101"), Some(5));
        assert_eq!(int_literal("1_000"), Some(1000));
        assert_eq!(float_literal("0.5"), Some(0.5));
        assert_eq!(float_literal(".25e2"), Some(25.0));
        assert_eq!(float_literal("0.1"), None);
        assert_eq!(float_literal("1e3"), Some(1000.0));
        assert_eq!(rune_literal(r"'\n'"), Some(10));
        assert_eq!(rune_literal("'ä'"), Some(228));
        assert_eq!(rune_literal(r"'\x41'"), Some(65));
        assert_eq!(string_literal(r#""a\u00e4\x01\101""#), Some("aä\u{1}A".as_bytes().to_vec()));
        assert_eq!(string_literal("`a\\\r\nb`"), Some(b"a\\\nb".to_vec()));
    }

    #[test]
    fn arithmetic_is_exact_or_not_known() {
        let int = |value| Constant::Int(value);
        assert_eq!(binary("/", &int(7), &int(2), Basic::UntypedInt), Some(int(3)));
        assert_eq!(binary("/", &int(7), &int(2), Basic::UntypedFloat), Some(Constant::Float(3.5)));
        assert_eq!(binary("/", &int(1), &int(3), Basic::UntypedFloat), None);
        assert_eq!(binary("/", &int(1), &int(0), Basic::UntypedInt), None);
        assert_eq!(shift("<<", &int(1), &int(100)), Some(int(1 << 100)));
        assert_eq!(shift("<<", &int(1), &int(200)), None);
        assert_eq!(shift("<<", &int(3), &int(126)), None);
        assert_eq!(unary("^", &int(0), Basic::Uint), None);
        assert_eq!(unary("^", &int(0), Basic::Uint8), Some(int(255)));
    }
}
