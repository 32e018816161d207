//! Which patterns Go's `regexp.MustCompile` surely accepts, in every version from 1.18 on.
//!
//! It reads a plain part of the syntax in which nothing has changed since, and has no opinion on the rest. The parser of
//! Rust's own regular expressions is of no help: the two dialects accept different things (`[a[b]`, `x{`, `a**`).

use std::collections::HashSet;

/// Whether a pattern compiles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// With every Go from 1.18 on.
    Yes,
    /// It is wrong, or uses something that this does not know; the words say what.
    Unknown(&'static str),
}

/// Whether `regexp.MustCompile` returns for this pattern.
pub fn compiles(pattern: &str) -> Answer {
    if pattern.len() > MAX_LEN {
        return Answer::Unknown("the pattern is very long");
    }
    let mut reader = Reader { rest: pattern, names: HashSet::new(), depth: 0 };
    match reader.alternatives() {
        Ok(_) if reader.rest.is_empty() => Answer::Yes,
        Ok(_) => Answer::Unknown("a parenthesis is closed that was never opened"),
        Err(words) => Answer::Unknown(words),
    }
}

/// In bytes. With at most [`MAX_REPEAT`] copies of anything, programs stay far below Go's limits on their size.
const MAX_LEN: usize = 1_000;
/// Go's limit on the number of copies, nested ones multiplied.
const MAX_REPEAT: u32 = 1_000;
/// Go's limit is 1,000, but on more than parentheses.
const MAX_DEPTH: u32 = 100;

struct Reader<'p> {
    rest: &'p str,
    names: HashSet<&'p str>,
    depth: u32,
}

/// What a repetition may follow.
enum Item {
    /// Something that matches characters, and the most copies of anything in it.
    Piece(u32),
    /// `^`, `(?i)` and the like. Repeating them is allowed in part; nobody means to.
    Mark,
}

type Read<T> = Result<T, &'static str>;

impl<'p> Reader<'p> {
    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.strip_prefix(text);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    /// Everything up to a closing parenthesis or the end; returns the most copies of anything in it.
    fn alternatives(&mut self) -> Read<u32> {
        let mut most = 1;
        let mut last = Item::Mark;
        while !self.rest.is_empty() && !self.rest.starts_with(')') {
            if self.eat("|") {
                last = Item::Mark;
                continue;
            }
            match self.repeat()? {
                None => last = self.item()?,
                Some(count) => {
                    let Item::Piece(inner) = last else { return Err("a repetition has nothing to repeat") };
                    let copies = inner.saturating_mul(count.max(1));
                    if copies > MAX_REPEAT {
                        return Err("nested repetitions make more than 1000 copies");
                    }
                    most = most.max(copies);
                    self.eat("?");
                    // What follows a repetition must not be another one.
                    last = Item::Mark;
                    continue;
                }
            }
            if let Item::Piece(inner) = last {
                most = most.max(inner);
            }
        }
        Ok(most)
    }

    /// A repetition and its number of copies, if one stands here.
    fn repeat(&mut self) -> Read<Option<u32>> {
        if self.eat("*") || self.eat("+") || self.eat("?") {
            return Ok(Some(1));
        }
        let Some(inside) = self.rest.strip_prefix('{') else { return Ok(None) };
        // Without a number in it, or without its end, a brace is just a brace.
        let Some((numbers, rest)) = inside.split_once('}') else { return brace(inside) };
        let (least, most) = numbers.split_once(',').unwrap_or((numbers, numbers));
        let Some(least) = number(least) else { return brace(inside) };
        let most = if most.is_empty() { Some(least) } else { number(most) };
        match most {
            Some(most) if least <= most && most <= MAX_REPEAT => {
                self.rest = rest;
                Ok(Some(most))
            }
            _ => Err("a repetition in braces is out of bounds or odd"),
        }
    }

    fn item(&mut self) -> Read<Item> {
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.class().map(|()| Item::Piece(1)),
            Some('^' | '$') => Ok(Item::Mark),
            Some('\\') => self.escape(),
            _ => Ok(Item::Piece(1)),
        }
    }

    fn group(&mut self) -> Read<Item> {
        if self.eat("?P<") {
            let (name, rest) = self.rest.split_once('>').ok_or("a group's name has no end")?;
            let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if !plain || !self.names.insert(name) {
                return Err("a group's name is odd or taken");
            }
            self.rest = rest;
        } else if self.eat("?") {
            let flags = self.rest.find([':', ')']).ok_or("a group has no end")?;
            let (set, rest) = self.rest.split_at(flags);
            let sound = |flags: &str| !flags.is_empty() && flags.bytes().all(|flag| b"imsU".contains(&flag));
            let bare = rest.starts_with(')');
            let accepted = match set.split_once('-') {
                Some((on, off)) => (on.is_empty() || sound(on)) && sound(off),
                None => sound(set) || (set.is_empty() && !bare),
            };
            if !accepted {
                return Err("a group starts with flags that are not plain");
            }
            self.rest = &rest[1..];
            if bare {
                return Ok(Item::Mark);
            }
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("groups are nested very deeply");
        }
        let copies = self.alternatives()?;
        self.depth -= 1;
        if self.eat(")") { Ok(Item::Piece(copies)) } else { Err("a group has no end") }
    }

    /// What follows a backslash outside of a class.
    fn escape(&mut self) -> Read<Item> {
        match self.rest.chars().next() {
            Some('A' | 'b' | 'B' | 'z') => {
                self.next();
                Ok(Item::Mark)
            }
            Some('d' | 'D' | 's' | 'S' | 'w' | 'W') => {
                self.next();
                Ok(Item::Piece(1))
            }
            _ => self.escaped_char().map(|_| Item::Piece(1)),
        }
    }

    fn escaped_char(&mut self) -> Read<char> {
        let unknown = "an escape is not one of the plain ones";
        match self.next() {
            Some('a') => Ok('\x07'),
            Some('f') => Ok('\x0c'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('v') => Ok('\x0b'),
            Some('x') => {
                let digits = if self.eat("{") {
                    let (digits, rest) = self.rest.split_once('}').ok_or(unknown)?;
                    self.rest = rest;
                    digits
                } else {
                    let digits = self.rest.get(..2).ok_or(unknown)?;
                    self.rest = &self.rest[2..];
                    digits
                };
                let hex = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                // Halves of surrogate pairs are no characters here; Go lets them pass.
                let code = u32::from_str_radix(digits, 16).ok().filter(|_| hex);
                code.and_then(char::from_u32).ok_or(unknown)
            }
            Some(c) if c.is_ascii_punctuation() => Ok(c),
            _ => Err(unknown),
        }
    }

    /// What follows the opening bracket of a class.
    fn class(&mut self) -> Read<()> {
        self.eat("^");
        if self.rest.starts_with(']') {
            return Err("a class starts with its own end");
        }
        let mut first = true;
        loop {
            if self.eat("]") {
                return Ok(());
            }
            if self.rest.starts_with("[:") {
                self.posix()?;
                first = false;
                continue;
            }
            let lone_dash = self.rest.starts_with('-') && !first && !self.rest.starts_with("-]");
            if lone_dash || self.rest.starts_with("--") {
                return Err("a dash stands in the middle of a class");
            }
            first = false;
            let Some(low) = self.class_char()? else { continue };
            if low != '-' && self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                self.eat("-");
                match self.class_char()? {
                    Some(high) if low <= high => {}
                    _ => return Err("a range in a class is reversed or has no end"),
                }
            }
        }
    }

    /// One character of a class; `None` for an escape that stands for many.
    fn class_char(&mut self) -> Read<Option<char>> {
        match self.next().ok_or("a class has no end")? {
            '\\' if self.rest.starts_with(['d', 'D', 's', 'S', 'w', 'W']) => {
                self.next();
                Ok(None)
            }
            '\\' => self.escaped_char().map(Some),
            c => Ok(Some(c)),
        }
    }

    fn posix(&mut self) -> Read<()> {
        const NAMES: [&str; 14] = [
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit",
        ];
        let (name, rest) = self.rest[2..].split_once(":]").ok_or("a named class has no end")?;
        self.rest = rest;
        let known = NAMES.contains(&name.strip_prefix('^').unwrap_or(name));
        known.then_some(()).ok_or("a named class is unknown")
    }
}

/// A brace that starts no repetition: fine, unless it looks so much like one that versions might differ.
fn brace(inside: &str) -> Read<Option<u32>> {
    let odd = inside.starts_with(|c: char| c.is_ascii_digit() || c == ',');
    if odd { Err("a brace looks like a repetition and is none") } else { Ok(None) }
}

/// A number of at most four digits without leading zeros.
fn number(text: &str) -> Option<u32> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = text.len() > 1 && text.starts_with('0');
    text.parse().ok().filter(|_| plain && !padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_patterns_compile() {
        for pattern in [
            "",
            "abc",
            r"^\s*(\w+)\s*=\s*(.*?)$",
            r"(?i)^https?://[^/\s]+(/.*)?$",
            r"(?P<year>\d{4})-(?P<month>\d{1,2})",
            r"[a-zA-Z0-9._%+-]+@[-a-z.]+\.[a-z]{2,}",
            r"\x41\x{1F600}[\x00-\x1f]|[[:alpha:]_][^[:^digit:]\]]*",
            r"(?:a|b||)+?(?s-U:.)(|x)*",
            r"\{([^}]+)\}|{name}|a{,|}",
            r"世界[一-龥]+\.\-\_\/",
            r"(a{10}){100}",
            r"[a[b]",
            r"[+--]",
        ] {
            let answer = if pattern.contains("a{,") {
                Answer::Unknown("a brace looks like a repetition and is none")
            } else {
                Answer::Yes
            };
            assert_eq!(compiles(pattern), answer, "{pattern}");
        }
    }

    #[test]
    fn anything_else_is_unknown() {
        for pattern in [
            "(",
            ")",
            "a)",
            "(a",
            "[",
            "[a",
            "[]",
            "[]a]",
            "[^]",
            "[b-a]",
            "[a-\\d]",
            "[\\d-z]",
            "[a-c-e]",
            "[[:foo:]]",
            "*",
            "a**",
            "a+*",
            "a?+",
            "a{2}{3}",
            "a{1001}",
            "a{2,1}",
            "(a{100}){11}",
            "((a{10}){10}){11}",
            "a{02}",
            "|*",
            "(*)",
            "^*",
            "\\b+",
            "(?i)*",
            "\\pL",
            "\\PL",
            "\\C",
            "\\Qa\\E",
            "\\1",
            "\\8",
            "\\Z",
            "\\y",
            "\\é",
            "\\",
            "\\x",
            "\\x4",
            "\\x{}",
            "\\x{110000}",
            "\\x{d800}",
            "(?<n>a)",
            "(?P<n>a)(?P<n>b)",
            "(?P<>a)",
            "(?P<é>a)",
            "(?P=n)",
            "(?=a)",
            "(?!a)",
            "(?x)",
            "(?)",
            "(?-)",
            "(?i-)",
            "(?i-s-m)",
            "(?i",
            "(?",
            "(?#c)",
            "(?>a)",
            "(?u)",
            "[--a]",
        ] {
            assert!(matches!(compiles(pattern), Answer::Unknown(_)), "{pattern}");
        }
        assert!(matches!(compiles(&"(".repeat(900)), Answer::Unknown(_)));
        assert!(matches!(compiles(&"a".repeat(1_001)), Answer::Unknown(_)));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_judged(text in "[\\[\\](){}?*+|^$\\\\.,:<>PimsUdxa-c0-9é-]{0,16}") {
            compiles(&text);
        }
    }
}
