//! Values of constants: truth values, strings, integers up to 128 bits, and fractions. Complex numbers are not followed,
//! since no question leads to them, and whatever grows too large is not known rather than nearly right.

use std::sync::Arc;

use num_rational::BigRational;

use super::fraction;
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
    /// A whole number, whatever its type.
    Int(i128),
    /// A number that is not whole, or whole and larger than that.
    Fraction(Arc<BigRational>),
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
            _ => None,
        }
    }

    /// Whether a constant can be a value of a predeclared type of numbers (Go spec, "Representability"); `None` if it
    /// depends on the system or rounds close to the limit, and for what is no number.
    pub fn fits(&self, target: Basic) -> Option<bool> {
        if !target.is_integer() {
            return match (self, target) {
                // Integers have at most 128 bits here, and those a `float32` rounds.
                (Constant::Int(_), _) => Some(true),
                (Constant::Fraction(value), Basic::Float32 | Basic::Complex64) => fraction::to_f32(value).map(|_| true),
                (Constant::Fraction(value), _) => fraction::to_f64(value).map(|_| true),
                _ => None,
            };
        }
        let int = match self {
            Constant::Int(int) => *int,
            // Above what fits, or no whole number.
            Constant::Fraction(_) => return Some(false),
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

    /// The number, if it is one.
    pub fn as_fraction(&self) -> Option<BigRational> {
        match self {
            Constant::Fraction(value) => Some((**value).clone()),
            Constant::Int(int) => Some(BigRational::from_integer((*int).into())),
            _ => None,
        }
    }

    /// A number, unless it is too large to be followed.
    pub fn number(value: BigRational) -> Option<Constant> {
        match i128::try_from(value.numer()) {
            Ok(int) if value.is_integer() => Some(Constant::Int(int)),
            _ => fraction::bounded(value).map(|value| Constant::Fraction(value.into())),
        }
    }

    /// The value rounded to what a type of numbers with a point holds (Go spec, "Conversions").
    fn rounded(self, to: Basic) -> Option<Constant> {
        let float = match (&self, to) {
            // Both hold these.
            (Constant::Int(int), _) if int.unsigned_abs() <= 1 << 24 => return Some(self),
            (_, Basic::UntypedFloat) => return Some(self),
            (_, Basic::Float32) => fraction::to_f32(&self.as_fraction()?)?,
            _ => fraction::to_f64(&self.as_fraction()?)?,
        };
        Constant::number(BigRational::from_float(float)?)
    }

    /// The value as one of this kind of type; `None` if it is not known there.
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
            return self.as_fraction().and_then(|_| self.rounded(to));
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

/// The value of a float literal.
pub fn float_literal(text: &str) -> Option<Constant> {
    fraction::literal(text).and_then(Constant::number)
}

/// The value of a unary operation on a constant of this kind, where pointers have `pointer_bytes`, if that is known.
pub fn unary(operator: &str, value: &Constant, kind: Basic, pointer_bytes: Option<u64>) -> Option<Constant> {
    match (operator, value) {
        ("+", value) => Some(value.clone()),
        ("-", Constant::Int(int)) => int.checked_neg().map(Constant::Int),
        ("-", Constant::Fraction(value)) => Constant::number(-(**value).clone()),
        ("!", Constant::Bool(bool)) => Some(Constant::Bool(!bool)),
        ("^", Constant::Int(int)) => match kind {
            Basic::Uint8 => Some(Constant::Int(int ^ i128::from(u8::MAX))),
            Basic::Uint16 => Some(Constant::Int(int ^ i128::from(u16::MAX))),
            Basic::Uint32 => Some(Constant::Int(int ^ i128::from(u32::MAX))),
            Basic::Uint64 => Some(Constant::Int(int ^ i128::from(u64::MAX))),
            Basic::Uint | Basic::Uintptr => match pointer_bytes? {
                4 => Some(Constant::Int(int ^ i128::from(u32::MAX))),
                8 => Some(Constant::Int(int ^ i128::from(u64::MAX))),
                _ => None,
            },
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
    let (left, right) = (left.as_fraction()?, right.as_fraction()?);
    let value = match operator {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" if right == BigRational::default() => return None,
        "/" => left / right,
        _ => return compare(operator, left.cmp(&right)),
    };
    Constant::number(value)?.convert(kind, kind)
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

    fn fraction(numer: i64, denom: i64) -> Constant {
        Constant::number(BigRational::new(numer.into(), denom.into())).unwrap()
    }

    #[test]
    fn literals() {
        assert_eq!(int_literal("0x_FF"), Some(255));
        assert_eq!(int_literal("0o17"), Some(15));
        assert_eq!(int_literal("017"), Some(15));
        assert_eq!(int_literal("0b101"), Some(5));
        assert_eq!(int_literal("1_000"), Some(1000));
        assert_eq!(float_literal("0.1"), Some(fraction(1, 10)));
        assert_eq!(float_literal("1e3"), Some(Constant::Int(1000)));
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
        assert_eq!(binary("/", &int(7), &int(2), Basic::UntypedFloat), Some(fraction(7, 2)));
        assert_eq!(binary("/", &int(1), &int(3), Basic::UntypedFloat), Some(fraction(1, 3)));
        assert_eq!(binary("/", &int(1), &int(0), Basic::UntypedFloat), None);
        assert_eq!(binary("*", &fraction(1, 3), &int(3), Basic::UntypedFloat), Some(int(1)));
        // A float64 rounds a tenth, and then three of them.
        let tenth = fraction(1, 10).convert(Basic::UntypedFloat, Basic::Float64).unwrap();
        let sum = binary("*", &tenth, &int(3), Basic::Float64).unwrap();
        assert_eq!(Some(sum), Constant::number(BigRational::from_float(0.1f64 * 3.0).unwrap()));
        assert_eq!(binary("/", &int(1), &int(0), Basic::UntypedInt), None);
        assert_eq!(shift("<<", &int(1), &int(100)), Some(int(1 << 100)));
        assert_eq!(shift("<<", &int(1), &int(200)), None);
        assert_eq!(shift("<<", &int(3), &int(126)), None);
        assert_eq!(unary("^", &int(0), Basic::Uint, None), None);
        assert_eq!(unary("^", &int(0), Basic::Uint, Some(4)), Some(int(0xffff_ffff)));
        assert_eq!(unary("^", &int(0), Basic::Uint8, None), Some(int(255)));
    }
}
