//! What we believe about flow, as cases beside the Go code that they are about.
//!
//! In `tests/flow/*.go`, each line `//? question arguments: answer` above a function asks about that function. Arguments are
//! names of its locals (`x`, or `x#2` for the second one called so), its loops in order (`L1`), expressions between
//! backquotes (the first one that reads so, `…`#2 for the second), or stretches (`L1`, `a..b` between two expressions or
//! loops). The answer is `yes`, `no CODE`, `unknown CODE`, or the question's own words.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use allocfix::go::answer::{Answer, Reason};
use allocfix::go::facts::{Facts, Read};
use allocfix::go::flow::{Count, How, Use};
use allocfix::go::kind::{Field, Kind};
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::scope::LocalId;
use allocfix::go::source::Source;
use allocfix::go::split::{Decl, DeclKind, Import, Split};
use allocfix::go::syntax::{self, Node, Tree};
use allocfix::text::Span;

/// The package of one file, split by parsing it whole.
fn package(name: &str, text: &str) -> Package {
    let file = file(PathBuf::from(name), text).unwrap_or_else(|broken| panic!("{name}: {broken}"));
    Package::group(vec![file]).remove(0)
}

/// A file, or the text that the grammar cannot read.
fn file(path: PathBuf, text: &str) -> Result<File, String> {
    let text: Arc<str> = text.into();
    let tree = syntax::parse(&text, &[Span::new(0, text.len() as u32)]).unwrap();
    if tree.root().is_broken() {
        return Err(broken(&tree));
    }
    let source = Source { text: text.clone(), generated: false, cgo: false, has_line_directives: false };
    Ok(File::new(path, source, split(&tree), None))
}

fn broken(tree: &Tree) -> String {
    tree.root().subtree().filter(|node| node.is(Kind::Error)).map(|node| node.text().to_string()).collect()
}

fn split(tree: &Tree) -> Split {
    let mut split = Split::default();
    let text = tree.text();
    for node in tree.root().children() {
        let kind = match node.kind() {
            Kind::PackageClause => {
                split.package = node.children().next().map(Node::span);
                continue;
            }
            Kind::ImportDeclaration => DeclKind::Import,
            Kind::FunctionDeclaration => DeclKind::Func,
            Kind::MethodDeclaration => DeclKind::Method,
            Kind::VarDeclaration => DeclKind::Var,
            Kind::ConstDeclaration => DeclKind::Const,
            Kind::TypeDeclaration => DeclKind::Type,
            _ => DeclKind::Other,
        };
        for spec in node.subtree().filter(|inner| inner.is(Kind::ImportSpec)) {
            let path = spec.get(Field::Path).unwrap().span();
            split.imports.push(Import { name: spec.get(Field::Name).map(Node::span), path, span: spec.span() });
        }
        let names = match kind {
            DeclKind::Func | DeclKind::Method => node.get(Field::Name).into_iter().map(Node::span).collect(),
            DeclKind::Import | DeclKind::Other => Vec::new(),
            _ => {
                let specs = node.subtree().filter(|inner| {
                    let kinds = [Kind::VarSpec, Kind::ConstSpec, Kind::TypeSpec, Kind::TypeAlias];
                    kinds.contains(&inner.kind())
                });
                specs.flat_map(|spec| spec.get_all(Field::Name).map(Node::span).collect::<Vec<_>>()).collect()
            }
        };
        let receiver = node.get(Field::Receiver);
        let base = receiver.and_then(|list| list.subtree().find(|inner| inner.is(Kind::TypeIdentifier)));
        let mut doc = node.span().start;
        while let Some(above) = text[..doc as usize].strip_suffix('\n') {
            let line = above.rfind('\n').map_or(0, |at| at + 1);
            if !text[line..above.len()].starts_with("//") {
                break;
            }
            doc = line as u32;
        }
        split.decls.push(Decl {
            kind,
            span: node.span(),
            doc,
            names,
            receiver: base.map(Node::span),
            body: node.get(Field::Body).map(Node::span),
        });
    }
    split
}

/// The place of one question: its function.
struct Place<'p> {
    facts: &'p Facts<'p>,
}

impl<'p> Place<'p> {
    fn nodes(&self) -> impl Iterator<Item = Node<'p>> {
        self.facts.tree.root().subtree()
    }

    fn local(&self, name: &str) -> LocalId {
        let (name, number) = numbered(name);
        let tree = self.facts.tree;
        let mut found = self.facts.scopes.locals().filter(|(_, local)| tree.node(local.declared).text() == name);
        found.nth(number - 1).unwrap_or_else(|| panic!("no local `{name}`")).0
    }

    /// The statement that declares a local.
    fn declaration(&self, name: &str) -> Span {
        let name = self.facts.tree.node(self.facts.scopes.get(self.local(name)).declared);
        let statement = name.ancestors().find(|up| up.is(Kind::ShortVarDeclaration));
        statement.expect("it is declared by :=").span()
    }

    fn node(&self, words: &str) -> Node<'p> {
        if let Some(number) = words.strip_prefix('L').and_then(|digits| digits.parse::<usize>().ok()) {
            let mut loops = self.nodes().filter(|node| node.is(Kind::ForStatement));
            return loops.nth(number - 1).unwrap_or_else(|| panic!("no loop {number}"));
        }
        let (quoted, number) = numbered(words);
        let text = quoted.trim_matches('`');
        let mut found = self.nodes().filter(|node| {
            node.text() == text && node.is_named() && node.parent().is_none_or(|up| up.span() != node.span())
        });
        let found = found.nth(number - 1).unwrap_or_else(|| panic!("no `{text}`"));
        // The outermost node with this text; lists of one and statements of one expression are not meant.
        let mut inner = found;
        while matches!(inner.kind(), Kind::ExpressionList | Kind::ExpressionStatement | Kind::LiteralElement) {
            inner = inner.only_child().unwrap();
        }
        inner
    }

    fn span(&self, words: &str) -> Span {
        match words.split_once("..") {
            Some((from, to)) => Span::new(self.node(from).span().end, self.node(to).span().start),
            None => self.node(words).span(),
        }
    }
}

fn numbered(words: &str) -> (&str, usize) {
    match words.rsplit_once('#') {
        Some((words, number)) => (words, number.parse().unwrap()),
        None => (words, 1),
    }
}

fn show(answer: Answer) -> String {
    match answer {
        Answer::Yes => "yes".to_string(),
        Answer::No(reason) => format!("no {}", checked(reason).code),
        Answer::Unknown(reason) => format!("unknown {}", checked(reason).code),
    }
}

fn refused(reason: Reason) -> String {
    format!("no {}", checked(reason).code)
}

/// Every reason is one line of words with a kebab-case code.
fn checked(reason: Reason) -> Reason {
    assert!(reason.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{reason:?}");
    assert!(!reason.text.contains('\n') && reason.text.contains(' '), "{reason:?}");
    reason
}

fn ask(place: &Place<'_>, question: &str, arguments: &[&str]) -> String {
    let facts = place.facts;
    match (question, arguments) {
        ("local", [name]) => show(facts.local_only(place.local(name))),
        ("once", [around, name]) => match facts.once_per_iteration(place.node(around), place.local(name)) {
            Ok(append) => format!("yes {}", append.values.len()),
            Err(reason) => refused(reason),
        },
        ("spread", [around, name]) => match facts.spread_once_per_iteration(place.node(around), place.local(name)) {
            Ok(append) => format!("yes {}", append.spread),
            Err(reason) => refused(reason),
        },
        ("fill", [around, name]) => match facts.filled_once_per_iteration(place.node(around), place.local(name)) {
            Ok(fill) => format!("yes {} {}", fill.key.text(), fill.value.text()),
            Err(reason) => refused(reason),
        },
        ("every-round", [around, node]) => match facts.in_every_round(place.node(around), place.node(node)) {
            Ok(()) => "yes".to_string(),
            Err(reason) => refused(reason),
        },
        ("pure", [expr]) => show(facts.pure(place.node(expr))),
        ("pure-here", [expr]) => show(facts.pure_here(place.node(expr))),
        ("stable", [expr, region]) => show(facts.stable(place.node(expr), place.span(region))),
        ("lasts", [expr, name]) => {
            let (declared, local) = (place.declaration(name), place.local(name));
            show(place.facts.stable_for(place.node(expr), local, declared))
        }
        ("bytes-last", [expr, name]) => {
            let (declared, local) = (place.declaration(name), place.local(name));
            show(place.facts.bytes_stable_for(place.node(expr), local, declared))
        }
        ("taken", [name]) => show(facts.address_taken(place.local(name))),
        ("captured", [name]) => facts.captured(place.local(name)).is_some().to_string(),
        ("assigned", [name, region]) => facts.assigned_in(place.local(name), place.span(region)).len().to_string(),
        ("reads", [name, region]) => facts.reads_in(place.local(name), place.span(region)).len().to_string(),
        ("uses", [name]) => {
            let uses = facts.uses_of(place.local(name));
            uses.iter().map(describe).collect::<Vec<_>>().join(" ")
        }
        ("nil", [name, place_words]) => show(facts.nil_at(place.local(name), place.node(place_words).span().start)),
        ("nil-unobserved", [name]) => show(facts.nil_unobserved(place.local(name))),
        ("count", [around]) => match facts.loop_count(place.node(around)) {
            Ok(Count::Len(of)) => format!("len {}", of.text()),
            Ok(Count::Bytes(of)) => format!("bytes {}", of.text()),
            Ok(Count::Int(of)) => format!("int {}", of.text()),
            Ok(Count::Constant { rounds, .. }) => rounds.to_string(),
            Ok(Count::Span { lo, hi, inclusive }) => {
                format!("{} - {}{}", hi.text(), lo.text(), if inclusive { " + 1" } else { "" })
            }
            Err(reason) => refused(reason),
        },
        ("distinct", [around, key]) => show(facts.distinct_keys(place.node(around), place.node(key))),
        ("trusted", [size]) => show(facts.trusted_size(place.node(size))),
        ("checked", [index]) => show(facts.index_is_checked(place.node(index), 1)),
        ("has-elements", [operand, at]) => {
            let at = place.node(at);
            show(facts.has_elements(place.node(operand), at, at.span().start))
        }
        ("order", exprs) => {
            let exprs: Vec<_> = exprs.iter().map(|expr| place.node(expr)).collect();
            show(facts.evaluation_order_safe(&exprs))
        }
        ("lets-go", [call, index]) => show(facts.not_retained(place.node(call), index.parse().unwrap())),
        ("receiver", [call]) => show(facts.receiver_not_retained(place.node(call))),
        ("runs-once", [node]) => show(facts.runs_once(place.node(node))),
        ("in-loop", [node]) => match facts.in_loop(place.node(node)) {
            Some(around) => around.text().lines().next().unwrap().trim_end_matches(" {").to_string(),
            None => "no".to_string(),
        },
        ("not-inlined", []) => show(facts.surely_not_inlined(facts.tree.root().only_child().unwrap())),
        _ => panic!("no question `{question}` with {} arguments", arguments.len()),
    }
}

fn describe(used: &Use<'_>) -> String {
    let how = match used.how {
        How::FieldRead(name) => format!("read.{name}"),
        How::FieldWrite(name) => format!("write.{name}"),
        How::MethodCall(name) => format!("call.{name}"),
        How::Compared { nil } => if nil { "nil" } else { "compared" }.to_string(),
        How::Argument { index, .. } => format!("argument{index}"),
        How::Builtin { name, .. } => name.to_string(),
        how => format!("{how:?}").to_lowercase(),
    };
    if used.captured { format!("captured-{how}") } else { how }
}

/// Arguments are separated by blanks outside of backquotes.
fn words(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        quoted ^= c == '`';
        c == ' ' && !quoted
    })
    .filter(|word| !word.is_empty())
    .collect()
}

fn cases() -> Vec<(PathBuf, String)> {
    let mut files: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/flow"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "go"))
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn answers() {
    let (mut asked, mut wrong) = (0, Vec::new());
    for (path, text) in cases() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let package = package(&name, &text);
        let file = &package.files[0];
        for (number, decl) in file.split.decls.iter().enumerate() {
            let doc = Span::new(decl.doc, decl.span.start).of(&text);
            let place = DeclRef { file: 0, decl: number };
            for line in doc.lines().filter_map(|line| line.strip_prefix("//? ")) {
                let (question, expected) = line.rsplit_once(": ").unwrap_or_else(|| panic!("{name}: {line}"));
                let facts = Facts::new(&package, place, file.parsed(number).unwrap());
                let words = words(question);
                let got = ask(&Place { facts: &facts }, words[0], &words[1..]);
                asked += 1;
                if got != expected.trim() {
                    let line_number = text[..decl.span.start as usize].matches('\n').count() + 1;
                    wrong.push(format!("{name}:{line_number}: {question}: expected `{expected}`, got `{got}`"));
                }
                // What is refused rests on nothing; a proof does, except that of a place outside of all functions.
                let proven = !got.starts_with("no ") && !got.starts_with("unknown ");
                let free = ["uses", "in-loop", "runs-once"].contains(&words[0]);
                assert!(free || !proven || !facts.take_reads().is_empty(), "{name}: {line}: nothing was noted as read");
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked} answers are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked >= 120, "only {asked} questions were found");
}

/// The proofs for two loops in one function must not stand in each other's way.
#[test]
fn two_loops_rest_on_different_words() {
    let text = "package p\nfunc f(xs, ys []int) ([]int, []int) {\n\tvar a, b []int\n\tfor _, x := range xs {\n\t\ta = append(a, x)\n\t}\n\tfor _, y := range ys {\n\t\tb = append(b, y)\n\t}\n\treturn a, b\n}\n";
    let package = package("two.go", text);
    let parsed = package.files[0].parsed(0).unwrap();
    let facts = Facts::new(&package, DeclRef { file: 0, decl: 0 }, parsed);
    let place = Place { facts: &facts };
    let second = place.node("L2");
    facts.local_only(place.local("b")).ok().unwrap();
    facts.once_per_iteration(second, place.local("b")).unwrap();
    facts.stable(place.node("`ys`#2"), second.span()).ok().unwrap();
    let inserted = "if n := len(xs); n > 0 { a = make([]int, 0, n) }";
    let at = place.node("L1").span().start;
    let words = |text: &'static str| text.split(|c: char| !c.is_alphanumeric() && c != '_');
    for Read { span, words: noted, .. } in facts.take_reads() {
        if span.start <= at && at < span.end {
            let noted = noted.unwrap_or_else(|| panic!("all of {span:?} was noted"));
            assert!(!words(inserted).any(|word| noted.iter().any(|other| other == word)), "{noted:?} in {span:?}");
        }
    }
}

/// What the compiler says about functions of the standard library, by file and line of their names: the cost, if it says
/// one, and whether it inlines.
fn inlining(folder: &Path, packages: &[&str]) -> HashMap<(PathBuf, usize), (bool, Option<u32>)> {
    let run = Command::new("go").current_dir(folder).args(["build", "-gcflags=-m=2"]).args(packages).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut said = HashMap::new();
    for line in String::from_utf8_lossy(&run.stderr).lines() {
        let Some((place, words)) = line.split_once(": ") else { continue };
        let inlined = words.starts_with("can inline ");
        // An instance of a generic function is a wrapper that calls the body of its shape; the body is what we look at.
        if words.split(':').next().is_some_and(|name| name.contains('[') && !name.contains("go.shape")) {
            continue;
        }
        if !inlined && !words.starts_with("cannot inline ") {
            continue;
        }
        let mut parts = place.split(':');
        let (Some(file), Some(Ok(number))) = (parts.next(), parts.next().map(str::parse)) else { continue };
        let cost = words.split_once(" cost ").and_then(|(_, rest)| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        });
        said.insert((folder.join(file.trim_start_matches("./")), number), (inlined, cost));
    }
    said
}

/// A function that we call surely not inlined must never be inlined, and our cost never be above the compiler's.
#[test]
fn the_compiler_agrees_about_inlining() {
    let root = Command::new("go").args(["env", "GOROOT"]).output();
    let Ok(root) = root else { return eprintln!("skipped: there is no Go toolchain") };
    let source = Path::new(String::from_utf8_lossy(&root.stdout).trim()).join("src");
    let packages = [
        "strings",
        "strconv",
        "bytes",
        "bufio",
        "fmt",
        "sort",
        "encoding/json",
        "go/parser",
        "text/template",
        "regexp/syntax",
        "regexp",
        "net/url",
        "text/template/parse",
        "encoding/xml",
        "go/printer",
        "compress/flate",
        "math/big",
        "slices",
    ];
    let said = inlining(&source, &packages);
    let (mut compared, mut sure, mut wrong) = (0, 0, Vec::new());
    for package in packages {
        let mut paths: Vec<_> =
            std::fs::read_dir(source.join(package)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.to_string_lossy().ends_with(".go") && !path.to_string_lossy().ends_with("_test.go"));
        let files = paths.into_iter().filter_map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            file(path, &text).ok()
        });
        for package in Package::group(files.collect()) {
            for (index, file) in package.files.iter().enumerate() {
                for number in 0..file.split.decls.len() {
                    let decl = file.decl(number);
                    let Some(body) = decl.body.filter(|_| !decl.names.is_empty()) else { continue };
                    let line = file.source.text[..decl.names[0].start as usize].matches('\n').count() + 1;
                    let Some((inlined, cost)) = said.get(&(file.path.clone(), line)) else { continue };
                    let facts =
                        Facts::new(&package, DeclRef { file: index, decl: number }, file.parsed(number).unwrap());
                    let function = facts.tree.root().only_child().unwrap();
                    let answer = facts.surely_not_inlined(function);
                    compared += 1;
                    sure += usize::from(answer.is_yes());
                    let ours = facts.inline_cost_at_least(function.get(Field::Body).unwrap());
                    let too_much = matches!((ours, cost), (Some(ours), Some(cost)) if ours > *cost);
                    if *inlined && answer.is_yes() || too_much {
                        let name = decl.names[0].of(&file.source.text);
                        wrong.push(format!(
                            "{}:{line}: {name}: {ours:?} against {cost:?} ({body:?})",
                            file.path.display()
                        ));
                    }
                }
            }
        }
    }
    eprintln!("{compared} functions, {sure} surely not inlined");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 1_000 && sure > 100, "{compared} compared, {sure} sure");
}

/// Nothing that the parser lets through may exhaust the stack.
#[test]
fn nesting_is_no_danger() {
    let sum = vec!["a"; 450].join(" + ");
    let blocks = format!("{}if a > 0 {{ out = append(out, a) }}{}", "if a > 1 { ".repeat(150), " }".repeat(150));
    let parens = format!("{}a{}", "(".repeat(900), ")".repeat(900));
    for body in [format!("println({sum})"), format!("for range xs {{ {blocks} }}"), format!("println({parens})")] {
        let text = format!("package p\nfunc f(a int, xs []int) (out []int) {{\n{body}\nreturn out\n}}\n");
        let package = package("deep.go", &text);
        let Ok(parsed) = package.files[0].parsed(0) else { panic!("too deep to be read: {}", &body[..40]) };
        let facts = Facts::new(&package, DeclRef { file: 0, decl: 0 }, parsed);
        let function = facts.tree.root().only_child().unwrap();
        facts.surely_not_inlined(function);
        for node in facts.tree.root().subtree() {
            match node.kind() {
                // The outermost ones are the deepest; asking about each part would take long for no gain.
                Kind::BinaryExpression | Kind::ParenthesizedExpression if node.id() % 64 == 0 => {
                    facts.pure(node);
                    facts.stable(node, function.span());
                    facts.evaluation_order_safe(&[node]);
                    facts.trusted_size(node);
                    facts.shape(node).ok();
                }
                Kind::ForStatement => {
                    let out = facts.scopes.locals().find(|(id, _)| facts.local_name(*id) == "out").unwrap().0;
                    facts.once_per_iteration(node, out).unwrap_err();
                    facts.local_only(out).ok().unwrap();
                    facts.nil_at(out, node.span().start).ok().unwrap();
                }
                _ => {}
            }
        }
    }
}
