//! Build constraints: under which builds a file is part of its package.
//!
//! Owns `//go:build` lines and what a file's name says. It does not know which build is meant: every question is asked over
//! all of them.

use super::lex::{Lexer, TokenKind};
pub use super::target::Target;
use super::target::{ARCH, OS, PLATFORMS, UNIX};
use super::version::Version;

/// What a file asks of a build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constraint {
    /// The expression of the `//go:build` line, and of the name's suffixes.
    parts: Vec<Expr>,
    /// Whether the file belongs to tests only: its name ends in `_test.go`.
    pub test: bool,
    /// A `//go:build` line that is not understood: the go command refuses such a file.
    pub malformed: bool,
}

/// The builds that count.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Builds {
    /// What is built for, without tags set by hand; everything, and with any tags, when there is none.
    pub target: Option<Target>,
    /// The oldest toolchain, as the 21 of Go 1.21.
    pub least: u16,
}

/// In how many builds a file takes part, with no tag set by hand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Applies {
    /// In all, whatever the system, the processor and the toolchain.
    Always,
    /// In some; or it is not known.
    Sometimes,
    /// In none: it takes a tag set by hand, such as `ignore` or `integration`.
    Never,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Expr {
    Tag(String),
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
}

/// The constraint of a file. `text` is the file, or at least all of it up to the package clause.
pub fn constraint(file_name: &str, text: &str) -> Constraint {
    let mut parts = Vec::new();
    let test = suffixes(file_name, &mut parts);
    let mut malformed = false;
    let mut lines = 0;
    let mut last_end = 0;
    // The lines of before Go 1.17, and how many of them stand above a blank line, which they must.
    let mut old = Vec::new();
    let mut counted = 0;
    for token in Lexer::new(text) {
        let gap = &text[last_end..token.span.start as usize];
        let own_line = last_end == 0 || gap.contains('\n');
        if gap.matches('\n').count() > 1 {
            counted = old.len();
        }
        if token.kind != TokenKind::Comment {
            break;
        }
        last_end = token.span.end as usize;
        let words =
            token.span.of(text).strip_prefix("//").map(str::trim_start).and_then(|line| line.strip_prefix("+build"));
        if let Some(words) = words.filter(|words| own_line && words.starts_with([' ', '\t'])) {
            old.push(old_line(words));
        }
        let Some(line) = token.span.of(text).strip_prefix("//go:build").filter(|_| own_line) else { continue };
        if !line.is_empty() && !line.starts_with([' ', '\t', '\r']) {
            continue;
        }
        lines += 1;
        match Reader::read(line) {
            Some(expr) if lines == 1 => parts.push(expr),
            _ => malformed = true,
        }
    }
    if lines == 0 {
        for expr in old.into_iter().take(counted) {
            match expr {
                Some(expr) => parts.push(expr),
                None => malformed = true,
            }
        }
    }
    Constraint { parts, test, malformed }
}

/// Whether there is a build that takes in both files. True when in doubt.
pub fn could_coexist(a: &Constraint, b: &Constraint, of: Builds) -> bool {
    a.malformed
        || b.malformed
        || builds(&[a, b], of).is_none_or(|mut builds| builds.any(|build| a.holds(&build) && b.holds(&build)))
}

/// Whether every build that takes in `a` takes in `b`. False when in doubt.
pub fn implies(a: &Constraint, b: &Constraint, of: Builds) -> bool {
    !a.malformed
        && !b.malformed
        && builds(&[a, b], of).is_some_and(|mut builds| builds.all(|build| !a.holds(&build) || b.holds(&build)))
}

impl Constraint {
    /// In how many builds the file takes part when nobody sets a tag by hand.
    pub fn applies(&self) -> Applies {
        let Some(builds) = builds(&[self], Builds::default()).filter(|_| !self.malformed) else {
            return Applies::Sometimes;
        };
        let (mut any, mut all) = (false, true);
        for build in builds.filter(|build| !build.tags.iter().any(|tag| is_by_hand(tag))) {
            let holds = self.holds(&build);
            any |= holds;
            all &= holds;
        }
        match (any, all) {
            (_, true) => Applies::Always,
            (true, false) => Applies::Sometimes,
            (false, false) => Applies::Never,
        }
    }

    /// The systems with their processors, by number below [`PLATFORMS`], on which some build takes in the file. All when
    /// in doubt.
    pub(super) fn platforms(&self, of: Builds) -> Vec<usize> {
        let named = self.tags();
        let matter = |list: &[&str]| named.iter().any(|tag| list.contains(tag));
        let Some(builds) = builds(&[self], of).filter(|_| !self.malformed) else { return (0..PLATFORMS).collect() };
        let mut all = vec![false; PLATFORMS];
        // A build that stands for all systems or processors, since the file names none, is one for each.
        let (any_os, any_arch) =
            (of.target.is_none() && !matter(OS) && !named.contains(&"unix"), of.target.is_none() && !matter(ARCH));
        for build in builds.filter(|build| self.holds(build)) {
            let place = |list: &[&str], word: &str| list.iter().position(|other| *other == word).unwrap_or(0);
            let systems = if any_os { 0..OS.len() } else { one(place(OS, build.os)) };
            for os in systems {
                let processors = if any_arch { 0..ARCH.len() } else { one(place(ARCH, build.arch)) };
                processors.for_each(|arch| all[os * ARCH.len() + arch] = true);
            }
        }
        (0..PLATFORMS).filter(|number| all[*number]).collect()
    }

    /// Whether it asks for more than a system and a processor.
    pub(super) fn is_tagged(&self) -> bool {
        let platform = |tag: &&str| OS.contains(tag) || ARCH.contains(tag) || *tag == "unix";
        self.malformed || !self.tags().iter().all(platform)
    }

    fn tags(&self) -> Vec<&str> {
        let mut named = Vec::new();
        self.parts.iter().for_each(|part| part.tags(&mut named));
        named
    }

    /// The language version that the `//go:build` line implies: the least that satisfies it, taking any other tag to be
    /// true or false as it pleases. `None` when it can be satisfied without a version.
    pub fn least_version(&self) -> Option<Version> {
        let least = self.parts.iter().filter_map(|part| least_version(part, false)).max()?;
        (!self.malformed).then_some(Version { major: 1, minor: least })
    }

    fn holds(&self, build: &Build) -> bool {
        self.parts.iter().all(|part| part.holds(build))
    }
}

impl Expr {
    fn holds(&self, build: &Build) -> bool {
        match self {
            Expr::Tag(tag) => build.sets(tag),
            Expr::Not(x) => !x.holds(build),
            Expr::And(x, y) => x.holds(build) && y.holds(build),
            Expr::Or(x, y) => x.holds(build) || y.holds(build),
        }
    }

    fn tags<'e>(&'e self, out: &mut Vec<&'e str>) {
        match self {
            Expr::Tag(tag) if out.contains(&tag.as_str()) => {}
            Expr::Tag(tag) => out.push(tag),
            Expr::Not(x) => x.tags(out),
            Expr::And(x, y) | Expr::Or(x, y) => {
                x.tags(out);
                y.tags(out);
            }
        }
    }
}

/// The go command's own rule, which looks at the structure only; `not` asks for the negation of `expr`.
fn least_version(expr: &Expr, not: bool) -> Option<u16> {
    match expr {
        Expr::Tag(tag) if !not => implied(tag),
        Expr::Tag(_) => None,
        Expr::Not(x) => least_version(x, !not),
        Expr::And(x, y) | Expr::Or(x, y) => {
            let (x, y) = (least_version(x, not), least_version(y, not));
            // `None` is below every version, for both.
            if matches!(expr, Expr::And(..)) != not { x.max(y) } else { x.min(y) }
        }
    }
}

/// The version that a tag implies to the go command: the number behind the first `go1.`, wherever in the tag that stands.
fn implied(tag: &str) -> Option<u16> {
    if tag == "go1" {
        return Some(0);
    }
    let number: i64 = tag.split_once("go1.")?.1.parse().ok()?;
    u16::try_from(number).ok().or(Some(u16::MAX))
}

/// The 21 of the tag `go1.21`.
fn release(tag: &str) -> Option<u16> {
    match tag.strip_prefix("go1")? {
        "" => Some(0),
        rest => rest.strip_prefix('.')?.parse().ok(),
    }
}

/// One way to build.
struct Build<'c> {
    os: &'static str,
    arch: &'static str,
    /// The newest release tag that is set, as the 21 of `go1.21`.
    release: u16,
    /// Tags that somebody sets by hand.
    tags: Vec<&'c str>,
    cgo: bool,
}

impl Build<'_> {
    fn sets(&self, tag: &str) -> bool {
        match tag {
            "unix" => UNIX.contains(&self.os),
            "cgo" => self.cgo,
            "gc" => !self.tags.contains(&"gccgo"),
            "linux" => matches!(self.os, "linux" | "android"),
            "solaris" => matches!(self.os, "solaris" | "illumos"),
            "darwin" => matches!(self.os, "darwin" | "ios"),
            _ if OS.contains(&tag) => tag == self.os,
            _ if ARCH.contains(&tag) => tag == self.arch,
            _ => release(tag).map_or_else(|| self.tags.contains(&tag), |release| release <= self.release),
        }
    }
}

/// Whether a tag is one that somebody has to set. `goexperiment.greenteagc` and `amd64.v3` come from the toolchain and its
/// environment, which no target tells.
fn is_by_hand(tag: &str) -> bool {
    !tag.contains('.')
}

/// All builds that differ in something that the constraints name; `None` when there are too many to try.
fn builds<'c>(constraints: &[&'c Constraint], of: Builds) -> Option<impl Iterator<Item = Build<'c>> + use<'c>> {
    let mut named = Vec::new();
    constraints.iter().flat_map(|constraint| &constraint.parts).for_each(|part| part.tags(&mut named));
    let known = |tag: &str| OS.contains(&tag) || ARCH.contains(&tag) || matches!(tag, "unix" | "cgo" | "gc");
    // By convention nobody ever sets the tag `ignore`; with a target, nobody sets any.
    let may_be_set = |tag: &str| tag != "ignore" && (of.target.is_none() || !is_by_hand(tag));
    let is_free = |tag: &&str| !known(tag) && release(tag).is_none() && may_be_set(tag);
    let free: Vec<&str> = named.iter().copied().filter(is_free).collect();
    if free.len() > 6 {
        return None;
    }
    let (by_os, by_arch) =
        (named.iter().any(|tag| OS.contains(tag) || *tag == "unix"), named.iter().any(|tag| ARCH.contains(tag)));
    let systems = match of.target {
        Some(target) => vec![target.os],
        None => if by_os { OS } else { &OS[..1] }.to_vec(),
    };
    let processors = match of.target {
        Some(target) => vec![target.arch],
        None => if by_arch { ARCH } else { &ARCH[..1] }.to_vec(),
    };
    // Every toolchain has some release; one below all that are named stands for the older ones.
    let releases: Vec<u16> =
        std::iter::once(0).chain(named.iter().filter_map(|tag| release(tag))).map(|tag| tag.max(of.least)).collect();
    let cgo = if named.contains(&"cgo") { 2 } else { 1 };
    let count = [systems.len(), processors.len(), releases.len(), 1 << free.len(), cgo];
    let total: usize = count.iter().product();
    (total <= 100_000).then(|| {
        (0..total).map(move |mut number| {
            let mut pick = |count: usize| {
                let picked = number % count;
                number /= count;
                picked
            };
            Build {
                os: systems[pick(count[0])],
                arch: processors[pick(count[1])],
                release: releases[pick(count[2])],
                tags: {
                    let set = pick(count[3]);
                    free.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, tag)| *tag).collect()
                },
                cgo: pick(count[4]) == 1,
            }
        })
    })
}

fn one(number: usize) -> std::ops::Range<usize> {
    number..number + 1
}

/// Adds what `_linux`, `_amd64` or both at the end of a name ask for; returns whether it is a test's name.
fn suffixes(file_name: &str, parts: &mut Vec<Expr>) -> bool {
    let test = file_name.ends_with("_test.go");
    let stem = file_name.split('.').next().unwrap_or_default();
    // What comes before the first underscore is never a suffix: `linux.go` is for every system.
    let mut words: Vec<&str> = stem.split('_').skip(1).collect();
    if words.last() == Some(&"test") {
        words.pop();
    }
    let tag = |word: &str| Expr::Tag(word.to_owned());
    match words[..] {
        [.., os, arch] if OS.contains(&os) && ARCH.contains(&arch) => parts.extend([tag(os), tag(arch)]),
        [.., last] if OS.contains(&last) || ARCH.contains(&last) => parts.push(tag(last)),
        _ => {}
    }
    test
}

/// The words of a `// +build` line: any of them, each all of its parts between commas.
fn old_line(words: &str) -> Option<Expr> {
    let term = |term: &str| Reader::read(term).filter(|expr| matches!(expr, Expr::Tag(_) | Expr::Not(_)));
    let all =
        |word: &str| word.split(',').map(term).reduce(|a, b| Some(Expr::And(Box::new(a?), Box::new(b?)))).flatten();
    // Longer lines than that mean nothing, and would make a tree that is too deep to walk.
    let words = Some(words).filter(|words| words.len() <= 2_000)?;
    words.split_whitespace().map(all).reduce(|a, b| Some(Expr::Or(Box::new(a?), Box::new(b?)))).flatten()
}

/// Reads the expression of a `//go:build` line.
struct Reader<'t> {
    rest: &'t str,
    depth: u32,
}

impl Reader<'_> {
    fn read(text: &str) -> Option<Expr> {
        // Longer than any line that means something; trees stay shallow enough to recurse over.
        let text = Some(text.trim()).filter(|text| text.len() <= 2_000)?;
        let mut reader = Reader { rest: text, depth: 0 };
        reader.or().filter(|_| reader.rest.is_empty())
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = self.rest.strip_prefix(symbol);
        self.rest = found.unwrap_or(self.rest).trim_start();
        found.is_some()
    }

    fn or(&mut self) -> Option<Expr> {
        let mut x = self.and()?;
        while self.eat("||") {
            x = Expr::Or(Box::new(x), Box::new(self.and()?));
        }
        Some(x)
    }

    fn and(&mut self) -> Option<Expr> {
        let mut x = self.not()?;
        while self.eat("&&") {
            x = Expr::And(Box::new(x), Box::new(self.not()?));
        }
        Some(x)
    }

    fn not(&mut self) -> Option<Expr> {
        if self.eat("!") {
            // A double negation is an error to Go.
            return if self.rest.starts_with('!') { None } else { Some(Expr::Not(Box::new(self.atom()?))) };
        }
        self.atom()
    }

    fn atom(&mut self) -> Option<Expr> {
        if self.eat("(") {
            self.depth += 1;
            let inner = (self.depth <= 100).then(|| self.or()).flatten()?;
            self.depth -= 1;
            return self.eat(")").then_some(inner);
        }
        let len = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(len);
        self.rest = rest.trim_start();
        (!tag.is_empty()).then(|| Expr::Tag(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, line: &str) -> Constraint {
        let line = if line.is_empty() { String::new() } else { format!("//go:build {line}\n\n") };
        constraint(name, &format!("/* x */\n{line}package p\n"))
    }

    #[test]
    fn files_that_exclude_each_other() {
        for (a, b, together) in [
            (("a_linux.go", ""), ("a_windows.go", ""), false),
            (("a_linux.go", ""), ("a_android.go", ""), true),
            (("a_linux.go", ""), ("a_amd64.go", ""), true),
            (("a_linux_amd64.go", ""), ("a.go", "!amd64"), false),
            (("a_linux_test.go", ""), ("b_darwin_test.go", ""), false),
            (("linux.go", ""), ("windows.go", ""), true),
            (("a.go", "unix"), ("b.go", "windows || plan9"), false),
            (("a.go", "unix"), ("b.go", "!windows"), true),
            (("a.go", "foo && !bar"), ("b.go", "bar"), false),
            (("a.go", "foo"), ("b.go", "bar"), true),
            (("a.go", "go1.21"), ("b.go", "!go1.21"), false),
            (("a.go", "go1.21"), ("b.go", "!go1.18"), false),
            (("a.go", "go1.18"), ("b.go", "!go1.21"), true),
            (("a.go", "cgo"), ("b.go", "!cgo"), false),
            (("a.go", "gc"), ("b.go", "gccgo"), false),
            (("a.go", "!"), ("b.go", "linux"), true),
            (("a.go", ""), ("b.go", ""), true),
            (("a.go", "a && b && c && d && e && f && g"), ("b.go", "!a"), true),
        ] {
            assert_eq!(could_coexist(&of(a.0, a.1), &of(b.0, b.1), Builds::default()), together, "{a:?} {b:?}");
            assert_eq!(could_coexist(&of(b.0, b.1), &of(a.0, a.1), Builds::default()), together, "{b:?} {a:?}");
        }
    }

    #[test]
    fn the_ordinary_build() {
        for (name, line, applies) in [
            ("a.go", "", Applies::Always),
            ("a_test.go", "", Applies::Always),
            ("a.go", "ignore", Applies::Never),
            ("a.go", "integration && linux", Applies::Never),
            ("a.go", "!race", Applies::Always),
            ("a.go", "linux || !linux", Applies::Always),
            ("a_s390x.go", "", Applies::Sometimes),
            ("a.go", "go1.21", Applies::Sometimes),
            ("a.go", "a ||", Applies::Sometimes),
        ] {
            assert_eq!(of(name, line).applies(), applies, "{name} {line}");
        }
        assert!(of("a_linux_test.go", "").test && !of("test.go", "").test);
    }

    #[test]
    fn old_lines_count_above_a_blank_one() {
        let old = |text: &str| constraint("a.go", text);
        for (lines, new) in [
            ("// +build ignore\n\n", "ignore"),
            ("//+build linux,!arm64 darwin\n// +build cgo\n\n", "(linux && !arm64 || darwin) && cgo"),
            ("/* x */\n\n// +build a\n\n// Package p.\n", "a"),
            ("//go:build b\n// +build a\n\n", "b"),
        ] {
            let (ours, new) = (old(&format!("{lines}package p\n")), of("a.go", new));
            let builds = Builds::default();
            assert!(implies(&ours, &new, builds) && implies(&new, &ours, builds), "{lines}: {ours:?}");
        }
        for none in ["// +build a\n", "// x\n// +build a\n", "// +builder a\n\n", "/*\n// +build a\n*/\n\n"] {
            assert_eq!(old(&format!("{none}package p\n")), of("a.go", ""), "{none}");
        }
        assert!(old("// +build a||b\n\npackage p\n").malformed);
    }

    #[test]
    fn only_well_formed_lines_count() {
        for line in ["a b", "!!a", "(a", "a)", "a &&", "&& a", "a & b", "a,b", "()", ""] {
            assert!(constraint("a.go", &format!("//go:build {line}\npackage p")).malformed, "{line}");
        }
        for text in [
            "//go:builder x\npackage p",
            "// go:build x\npackage p",
            "package p\n//go:build !",
            "/* //go:build ! */\npackage p",
        ] {
            assert_eq!(constraint("a.go", text), of("a.go", ""), "{text}");
        }
        assert!(constraint("a.go", "//go:build a\n//go:build b\npackage p").malformed);
        assert!(constraint("a.go", &format!("//go:build {}", "(".repeat(1_500))).malformed);
        assert_eq!(constraint("a.go", "//go:build !a\r\n\r\npackage p").applies(), Applies::Always);
    }
}
