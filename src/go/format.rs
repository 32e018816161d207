//! Format strings of package `fmt`, read as `fmt` reads them.
//!
//! Owns which verb takes which argument. What a verb prints for a type is not known here.

use super::literal::{quote, source_of, string_value};

/// A format string in parts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Format {
    /// Literal text and verbs in order; two texts never follow each other.
    pub parts: Vec<Part>,
    /// How many arguments there have to be at least: one more than the largest number that a verb, width or precision takes.
    pub needs: usize,
    /// Whether an explicit index stands anywhere. Only without one does `fmt` complain about arguments that are left over.
    pub indexed: bool,
}

/// A piece of a format string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Text as it is printed, `%%` already made `%`; never empty.
    Text(String),
    /// A verb.
    Verb(Verb),
}

/// A verb with all that belongs to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verb {
    /// The `d` of `%d`.
    pub verb: char,
    /// The flags in front.
    pub flags: Flags,
    /// The least number of characters to print.
    pub width: Option<Amount>,
    /// Digits behind the point, or characters at most; a bare point means 0.
    pub precision: Option<Amount>,
    /// The number of its argument, counted from 0.
    pub argument: usize,
    /// Whether that number is written, as in `%[2]d`.
    pub explicit: bool,
    /// The whole of it, `%` included, as bytes of the format string.
    pub start: usize,
    /// The offset behind the verb's character.
    pub end: usize,
}

impl Verb {
    /// Whether it is a `%` and a character, no more.
    pub fn is_plain(&self) -> bool {
        self.flags == Flags::default() && self.width.is_none() && self.precision.is_none() && !self.explicit
    }
}

/// The flags of a verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "each field is the flag's own name")]
pub struct Flags {
    pub plus: bool,
    pub minus: bool,
    pub sharp: bool,
    pub space: bool,
    pub zero: bool,
}

/// A width or a precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// A number in the format.
    Number(u32),
    /// `*`: the argument with this number, counted from 0.
    Argument(usize),
}

/// Why `fmt` would print an error, or why the format is too odd to be read. The offset is that of the `%`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Malformed {
    /// Where the verb at fault starts, in bytes of the format string.
    pub offset: usize,
    /// What is wrong, in words.
    pub words: &'static str,
}

impl Format {
    /// The text that is a part of the format as a literal, with the escapes that it has in the literal of the format, whose value
    /// is given too.
    pub fn literal_of(&self, index: usize, value: &str, literal: &str) -> String {
        let verb = |part: Option<&Part>| match part {
            Some(Part::Verb(verb)) => Some(verb.start..verb.end),
            _ => None,
        };
        let start = index.checked_sub(1).and_then(|before| verb(self.parts.get(before))).map_or(0, |verb| verb.end);
        let end = verb(self.parts.get(index + 1)).map_or(value.len(), |verb| verb.start);
        let Some(Part::Text(text)) = self.parts.get(index) else { return String::new() };
        let source = source_of(literal, start..end).map(|source| format!("\"{}\"", source.replace("%%", "%")));
        // A percent sign can be an escape too.
        let is_same = |source: &String| string_value(source).as_deref() == Some(text.as_bytes());
        source.filter(is_same).unwrap_or_else(|| quote(text.as_bytes()))
    }
}

/// Reads the value of a format string.
///
/// # Errors
/// Where `fmt` would print an error such as `%!(NOVERB)` whatever the arguments are.
pub fn format(format: &str) -> Result<Format, Malformed> {
    let mut reader = Reader { bytes: format.as_bytes(), at: 0, argument: 0, needs: 0, indexed: false };
    let mut parts = Vec::new();
    let mut text = String::new();
    while let Some(found) = format[reader.at..].find('%') {
        text.push_str(&format[reader.at..reader.at + found]);
        let start = reader.at + found;
        reader.at = start + 1;
        match reader.verb(format, start).map_err(|words| Malformed { offset: start, words })? {
            None => text.push('%'),
            Some(verb) => {
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Verb(verb));
            }
        }
    }
    text.push_str(&format[reader.at..]);
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(Format { parts, needs: reader.needs, indexed: reader.indexed })
}

struct Reader<'f> {
    bytes: &'f [u8],
    at: usize,
    /// The number of the argument that is next.
    argument: usize,
    needs: usize,
    indexed: bool,
}

impl Reader<'_> {
    /// The verb whose `%` was just read; `None` for `%%`, which takes no argument whatever stands between.
    fn verb(&mut self, format: &str, start: usize) -> Result<Option<Verb>, &'static str> {
        let mut flags = Flags::default();
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'+' => flags.plus = true,
                b'-' => flags.minus = true,
                b'#' => flags.sharp = true,
                b' ' => flags.space = true,
                b'0' => flags.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        let mut index = self.index()?;
        let width = self.amount(&mut index)?;
        let mut precision = None;
        // As in fmt, a point that ends the format is the verb.
        if self.at + 1 < self.bytes.len() && self.eat(b'.') {
            if index {
                return Err("an argument index stands in front of a precision");
            }
            index = self.index()?;
            precision = Some(self.amount(&mut index)?.unwrap_or(Amount::Number(0)));
        }
        if !index {
            index = self.index()?;
        }
        let verb = format[self.at..].chars().next().ok_or("the verb is missing")?;
        self.at += verb.len_utf8();
        match verb {
            '%' => Ok(None),
            '!' => Err("`!` is no verb"),
            _ => {
                let argument = self.take();
                let (end, explicit) = (self.at, index);
                Ok(Some(Verb { verb, flags, width, precision, argument, explicit, start, end }))
            }
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn take(&mut self) -> usize {
        let argument = self.argument;
        self.argument += 1;
        self.needs = self.needs.max(self.argument);
        argument
    }

    /// `[3]`, if it stands here.
    fn index(&mut self) -> Result<bool, &'static str> {
        if !self.eat(b'[') {
            return Ok(false);
        }
        let number = self.number()?;
        match number {
            Some(number @ 1..) if self.eat(b']') => {
                self.argument = number as usize - 1;
                self.indexed = true;
                Ok(true)
            }
            _ => Err("an argument index is not a number from 1 in brackets"),
        }
    }

    /// A width or precision; an index in front of it belongs to a `*` only.
    fn amount(&mut self, index: &mut bool) -> Result<Option<Amount>, &'static str> {
        if self.eat(b'*') {
            *index = false;
            return Ok(Some(Amount::Argument(self.take())));
        }
        let number = self.number()?;
        if *index && number.is_some() {
            return Err("an argument index stands in front of a number");
        }
        Ok(number.map(Amount::Number))
    }

    fn number(&mut self) -> Result<Option<u32>, &'static str> {
        let start = self.at;
        let mut number = 0;
        while let Some(digit) = self.bytes.get(self.at).filter(|byte| byte.is_ascii_digit()) {
            number = number * 10 + u32::from(digit - b'0');
            if number > 1_000_000 {
                return Err("a number is larger than fmt accepts");
            }
            self.at += 1;
        }
        Ok((self.at > start).then_some(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in short: texts in quotes, verbs with flags, width, precision and the number of the argument.
    fn shown(text: &str) -> String {
        let format = format(text).unwrap();
        let amount = |amount: Option<Amount>| match amount {
            None => String::new(),
            Some(Amount::Number(number)) => number.to_string(),
            Some(Amount::Argument(argument)) => format!("*{argument}"),
        };
        let part = |part: &Part| match part {
            Part::Text(text) => format!("{text:?}"),
            Part::Verb(verb) => {
                assert!(text[verb.start..].starts_with('%') && text[..verb.end].ends_with(verb.verb));
                let Flags { plus, minus, sharp, space, zero } = verb.flags;
                let flags: String = [(plus, '+'), (minus, '-'), (sharp, '#'), (space, '_'), (zero, '0')]
                    .iter()
                    .filter_map(|(set, flag)| set.then_some(*flag))
                    .collect();
                let precision = verb.precision.map(|_| format!(".{}", amount(verb.precision))).unwrap_or_default();
                let index = if verb.explicit { "!" } else { "" };
                format!("{flags}{}{precision}{}@{}{index}", amount(verb.width), verb.verb, verb.argument)
            }
        };
        let parts: Vec<_> = format.parts.iter().map(part).collect();
        format!("{} needs {}{}", parts.join(" "), format.needs, if format.indexed { " indexed" } else { "" })
    }

    #[test]
    fn parts_and_arguments() {
        for (text, parts) in [
            ("", " needs 0"),
            ("a%%b", "\"a%b\" needs 0"),
            ("%5%%-%x", "\"%%x\" needs 0"),
            ("id-%d: %s", "\"id-\" d@0 \": \" s@1 needs 2"),
            ("%+-# 0v", "+-#_0v@0 needs 1"),
            ("%6.2f|%.f|%5.s", "6.2f@0 \"|\" .0f@1 \"|\" 5.0s@2 needs 3"),
            ("%*d %-*.*f", "*0d@1 \" \" -*2.*3f@4 needs 5"),
            ("%[2]d %d %[1]*d", "d@1! \" \" d@2 \" \" *0d@1 needs 3 indexed"),
            ("%[3]*.[2]*[1]f", "*2.*1f@0! needs 3 indexed"),
            ("%6.[1]d", "6.0d@0! needs 1 indexed"),
            ("%世é", "世@0 \"é\" needs 1"),
            ("%.", ".@0 needs 1"),
            ("100%d%%", "\"100\" d@0 \"%\" needs 1"),
        ] {
            assert_eq!(shown(text), parts, "{text}");
        }
    }

    #[test]
    fn plain_verbs() {
        let plain = |text: &str| match &format(text).unwrap().parts[..] {
            [Part::Verb(verb)] => verb.is_plain(),
            parts => panic!("{parts:?}"),
        };
        assert!(plain("%d") && !plain("%+d") && !plain("%1d") && !plain("%.1d") && !plain("%[1]d"));
    }

    #[test]
    fn what_fmt_complains_about_is_an_error() {
        for text in [
            "a %",
            "%5",
            "%-",
            "%!",
            "%[1]",
            "%[d",
            "%[]d",
            "%[0]d",
            "%[x]d",
            "%[-1]d",
            "%[1]2d",
            "%[1].2d",
            "%[1]*.[1]2d",
            "%1000001d",
            "%99999999999999999999d",
            "%[1",
            "%.*",
        ] {
            let error = format(text).unwrap_err();
            assert_eq!(error.offset, text.find('%').unwrap(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads(text in "[%+\\-# 0-9.*\\[\\]dsvé!]{0,12}") {
            let _ = format(&text);
        }
    }
}
