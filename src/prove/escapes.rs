//! Which values the compiler puts on the heap, and why: what it says under `-m=2`.
//!
//! The text, and not the compiler's JSON: that leaves out variables that are moved to the heap because they are too large, and
//! says nothing of values that are stored right away. The text also comes out of the build cache again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::build::NOWHERE;
use super::overlay::Overlay;
use super::packages::{Forest, Tree};
use super::toolchain::{Failure, Toolchain};
use crate::go::split::split;
use crate::text::Lines;

/// A place whose value the compiler puts on the heap.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HeapSite {
    /// The file of the tree, absolute.
    pub path: PathBuf,
    /// From 1, in the text that was compiled.
    pub line: u32,
    /// From 1, in bytes.
    pub column: u32,
    /// The compiler's words: `&P{...} escapes to heap`, `moved to heap: n`. What it calls `~r0`, the result of a call that it
    /// inlined, is `(inlined call)`.
    pub message: String,
    /// The cause in a few words; empty where the compiler gives none.
    pub why: String,
    /// How it gets there, step by step, in the compiler's words.
    pub flow: Vec<String>,
}

impl HeapSite {
    /// Whether it is a variable that was moved to the heap, for something that is done with it in another place.
    pub fn is_variable(&self) -> bool {
        self.message.starts_with(MOVED)
    }
}

/// What the compiler says before a variable's name.
const MOVED: &str = "moved to heap: ";

/// What the compiler puts on the heap in the packages of some folders.
#[derive(Debug)]
pub struct Heap {
    /// The sites, by place. Folders without a package in this build have none.
    pub sites: Vec<HeapSite>,
    /// The folders that lie in no module, so that nothing can be built of them.
    pub outside: Vec<PathBuf>,
    /// What the toolchain has to say of packages that do not build.
    pub failure: Option<Failure>,
}

/// The heap sites of all packages in these folders.
///
/// # Errors
/// When the toolchain is not there.
pub fn in_folders(toolchain: &Toolchain, folders: &BTreeSet<&Path>) -> Result<Heap, Failure> {
    let forest = Forest::around(toolchain, folders.iter().copied())?;
    let mut all = Vec::new();
    let mut fault = None;
    let outside = folders.iter().filter(|folder| forest.tree_of(folder).is_none()).map(|folder| folder.to_path_buf());
    for (number, tree) in forest.trees().iter().enumerate() {
        let here = folders.iter().filter(|folder| forest.tree_of(folder) == Some(number));
        let packages: BTreeSet<&str> =
            here.filter_map(|folder| Some(tree.in_folder(folder)?.import_path.as_str())).collect();
        let (sites, failure) = of_those_that_build(toolchain, tree, None, &packages)?;
        all.extend(sites);
        fault = fault.or(failure);
    }
    all.retain(|site| site.path.parent().is_some_and(|folder| folders.contains(folder)));
    all.sort();
    Ok(Heap { sites: all, outside: outside.collect(), failure: fault })
}

/// The heap sites of packages, all of which build, without those that cost nothing when the program runs.
pub(super) fn sites(
    toolchain: &Toolchain,
    tree: &Tree,
    overlay: Option<&Overlay>,
    packages: &BTreeSet<&str>,
) -> Result<Vec<HeapSite>, Failure> {
    match of_those_that_build(toolchain, tree, overlay, packages)? {
        (_, Some(failure)) => Err(failure),
        (sites, None) => Ok(sites),
    }
}

fn of_those_that_build(
    toolchain: &Toolchain,
    tree: &Tree,
    overlay: Option<&Overlay>,
    packages: &BTreeSet<&str>,
) -> Result<(Vec<HeapSite>, Option<Failure>), Failure> {
    if packages.is_empty() {
        return Ok((Vec::new(), None));
    }
    let mut command = vec!["build".to_owned(), NOWHERE.to_owned()];
    command.extend(packages.iter().map(|path| format!("-gcflags={path}=-m=2")));
    let answer = tree.go(toolchain, &command, overlay, packages)?;
    let failure = (!answer.success).then(|| {
        let said: Vec<&str> = answer.err.lines().filter(|line| !is_about_optimization(line)).take(10).collect();
        Failure::new(format!("`go build` fails: {}", said.join("\n").trim()), "")
    });
    Ok((read(&tree.root, &answer.err, overlay), failure))
}

/// Whether a line is one of those that `-m=2` adds, so that what is left is an error.
fn is_about_optimization(line: &str) -> bool {
    const WORDS: [&str; 9] =
        ["inline ", "inlining call", "escape", "leak", "moved to heap", "flow: ", "from ", "capturing by", "zero-copy"];
    WORDS.iter().any(|word| line.contains(word))
}

/// What goes to the heap, and the steps that take it there.
type Flow<'p> = (&'p str, Vec<String>);

fn read(folder: &Path, printed: &str, overlay: Option<&Overlay>) -> Vec<HeapSite> {
    let mut places: BTreeMap<&str, PathBuf> = BTreeMap::new();
    let mut flows: BTreeMap<(&str, u32, u32), Vec<Flow<'_>>> = BTreeMap::new();
    let mut found: BTreeSet<HeapSite> = BTreeSet::new();
    // Whether the lines of a flow belong to a heap site, and not to a parameter that leaks.
    let mut is_open = false;
    for line in printed.lines() {
        let Some((file, row, column, said)) = place(line) else { continue };
        let at = (file, row, column);
        if let Some(step) = said.strip_prefix("  ") {
            if let Some((_, steps)) = flows.get_mut(&at).and_then(|flows| flows.last_mut()).filter(|_| is_open) {
                steps.push(step.to_owned());
            }
            continue;
        }
        is_open = said.ends_with(':') && said.contains(" escapes to heap");
        if is_open {
            let what = said.split(" escapes to heap").next().unwrap_or_default();
            flows.entry(at).or_default().push((what, Vec::new()));
            continue;
        }
        let what = match (said.strip_suffix(" escapes to heap"), said.strip_prefix(MOVED)) {
            (Some(what), _) if is_free(what) => continue,
            (Some(what), _) | (None, Some(what)) => what,
            (None, None) => continue,
        };
        let path = places.entry(file).or_insert_with(|| {
            let path = folder.join(file);
            // The toolchain writes paths from where it runs, with `..` for the folder of the overlay.
            let path = std::fs::canonicalize(&path).unwrap_or(path);
            overlay.map_or(path.as_path(), |overlay| overlay.original(&path)).to_owned()
        });
        let flows = flows.get(&at).map(Vec::as_slice).unwrap_or_default();
        // `append escapes to heap` is explained as `append(a, b)`.
        let flow = flows.iter().find(|flow| flow.0 == what).or(flows.first());
        let flow = flow.map(|flow| flow.1.clone()).unwrap_or_default();
        let why = cause(said, what, &flow);
        let (line, message) = (row, named(said));
        found.insert(HeapSite { path: path.clone(), line, column, message, why, flow });
    }
    // A generic function is compiled once for each shape, an inlined one once more for itself.
    let mut found: Vec<HeapSite> = found.into_iter().collect();
    found.dedup_by(|a, b| (&a.path, a.line, a.column, &a.message) == (&b.path, b.line, b.column, &b.message));
    found
}

/// With words for what the compiler calls `~r0`: the result of a call that it inlined.
fn named(said: &str) -> String {
    let mut parts = said.split("~r");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        text.push_str(if rest.len() < part.len() { "(inlined call)" } else { "~r" });
        text.push_str(rest);
    }
    text
}

/// `path.go:line:column: said`, where `said` keeps its indentation.
fn place(line: &str) -> Option<(&str, u32, u32, &str)> {
    let end = line.find(".go:")? + ".go".len();
    let mut parts = line[end + 1..].splitn(3, ':');
    let (row, column, said) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    Some((&line[..end], row, column, said.strip_prefix(' ')?))
}

/// Whether putting the value on the heap allocates nothing: constants are part of the program, values without a size have no
/// place, and those of one byte are all there already.
fn is_free(what: &str) -> bool {
    let inside = |prefix: &str| what.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(')'));
    if ["bool(", "byte(", "uint8(", "int8("].iter().any(|prefix| inside(prefix).is_some()) {
        return true;
    }
    if what == "struct {}{}" || (what.starts_with("[0]") && what.ends_with("{}")) {
        return true;
    }
    if let Some((name, rest)) = what.split_once('(') {
        let is_type =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
        return is_type && rest.strip_suffix(')').is_some_and(is_constant);
    }
    is_constant(what)
}

fn is_constant(what: &str) -> bool {
    if let Some(rest) = what.strip_prefix('"') {
        let mut is_escaped = false;
        let end = rest.bytes().position(|byte| {
            let is_end = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            is_end
        });
        return end.is_some_and(|end| end + 1 == rest.len());
    }
    let number = what.strip_prefix('-').unwrap_or(what);
    matches!(what, "true" | "false" | "nil")
        || (number.starts_with(|first: char| first.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.'))
        || (what.starts_with('\'') && what.ends_with('\'') && what.chars().count() <= 8)
}

/// The cause in the words of Go, from the steps of the flow.
fn cause(message: &str, what: &str, flow: &[String]) -> String {
    let has = |word: &str| flow.iter().any(|step| step.contains(word));
    let allocates = ["&", "make(", "new(", "append", "func literal", "string(", "[]byte(", "[]rune(", "... argument"];
    let is_value = message.ends_with(" escapes to heap")
        && !what.ends_with('}')
        && !what.contains(" + ")
        && !allocates.iter().any(|start| what.starts_with(start));
    let why = match () {
        () if has("(too large for stack)") => "too large for the stack",
        () if has("(non-constant size)") => "its size is not known when compiling",
        () if is_value || has("(interface-converted)") => "boxed in an interface",
        () if has("(captured by a closure)") => "captured by a closure that outlives it",
        () if has("(call parameter)") => "passed to a function that keeps it",
        () if has("(return)") => "returned",
        () if has("(send)") => "sent on a channel",
        () if what == "func literal" => "run by a goroutine, or stored",
        () if !flow.is_empty() => "stored where it outlives the function",
        () => "",
    };
    why.to_owned()
}

/// The functions of a file by their lines, to find the one that a place is in.
pub struct Functions<'t> {
    lines: Lines<'t>,
    /// Where each ends, where it starts, and its name.
    all: Vec<(u32, u32, String)>,
}

impl<'t> Functions<'t> {
    /// The functions of this text.
    pub fn new(text: &'t str) -> Functions<'t> {
        let functions = split(text).decls.into_iter().filter(|decl| decl.body.is_some());
        let all = functions.map(|decl| {
            let name = decl.names.first().map_or("", |name| name.of(text));
            let receiver = decl.receiver.map(|receiver| format!("{}.", receiver.of(text))).unwrap_or_default();
            (decl.span.end, decl.span.start, format!("{receiver}{name}"))
        });
        Functions { lines: Lines::new(text), all: all.collect() }
    }

    /// The function at an offset, as `name` or `Receiver.name`; empty at package level.
    pub fn at(&self, offset: u32) -> &str {
        let function = self.all.iter().find(|(end, start, _)| *start <= offset && offset <= *end);
        function.map_or("", |(_, _, name)| name.as_str())
    }

    /// The function at a line and column, both from 1.
    pub fn at_place(&self, line: u32, column: u32) -> &str {
        if line == 0 || line > self.lines.count() {
            return "";
        }
        self.at(self.lines.line(line).start + column.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_costs() {
        let printed = "\
# ex.com/m/a
a/a.go:7:6: can inline New with cost 5 as: func(int) *P { return &P{...} }
a/a.go:7:29: &P{...} escapes to heap in New:
a/a.go:7:29:   flow: ~r0 ← &{storage for &P{...}}:
a/a.go:7:29:     from return &P{...} (return) at a/a.go:7:22
a/a.go:7:29: &P{...} escapes to heap
a/a.go:8:12: parameter s leaks to {heap} with derefs=0:
a/a.go:8:12:   flow: {heap} ← s:
a/a.go:9:2: n escapes to heap in F:
a/a.go:9:2:   flow: {heap} ← &n:
a/a.go:9:2:     from n (too large for stack) at a/a.go:9:2
a/a.go:9:2: moved to heap: n
a/a.go:10:5: n escapes to heap
a/a.go:11:5: \"x\\\"\" escapes to heap
a/a.go:12:5: \"x\" + n + \"y\" escapes to heap
a/a.go:13:5: s does not escape
a/a.go:14:5: g(~r0) + ~r escapes to heap
";
        let told: Vec<String> = read(Path::new("/nowhere"), printed, None)
            .iter()
            .map(|site| format!("{}:{} {}: {} ({})", site.line, site.column, site.message, site.why, site.flow.len()))
            .collect();
        assert_eq!(
            told,
            [
                "7:29 &P{...} escapes to heap: returned (2)",
                "9:2 moved to heap: n: too large for the stack (2)",
                "10:5 n escapes to heap: boxed in an interface (0)",
                "12:5 \"x\" + n + \"y\" escapes to heap:  (0)",
                "14:5 g((inlined call)) + ~r escapes to heap:  (0)",
            ]
        );
    }

    #[test]
    fn constants_and_what_has_no_size_are_free() {
        for what in ["3", "-3.5e1", "\"abc\"", "true", "'x'", "uint8(3)", "int64(3)", "struct {}{}", "byte(n)"] {
            assert!(is_free(what), "{what}");
        }
        for what in ["n", "int64(n)", "a + b", "\"a\" + b", "&P{...}", "make([]int, 3)", "func literal", "f(n)"] {
            assert!(!is_free(what), "{what}");
        }
    }

    #[test]
    fn places_belong_to_functions() {
        let functions = Functions::new("package a\n\nvar x = 1\n\nfunc (p *P[K]) M() {\n\tf()\n}\n\nfunc f() {}\n");
        assert_eq!(functions.at_place(3, 5), "");
        assert_eq!(functions.at_place(6, 2), "P.M");
        assert_eq!(functions.at_place(9, 11), "f");
        assert_eq!(functions.at_place(99, 1), "");
    }
}
