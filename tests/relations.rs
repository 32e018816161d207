//! How types relate, compared with what Go's own type checker says about every pair of those in `relations/cases.go`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use allocfix::go::answer::Answer;
use allocfix::go::facts::Facts;
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;
use allocfix::go::syntax::Node;
use allocfix::go::types::Type;
use allocfix::go::version::Version;
use allocfix::go::world::{Places, World};
use allocfix::text::Span;

/// What Go says about one type: rows of `y` and `n` against all others.
#[derive(serde::Deserialize)]
struct Asked {
    name: String,
    start: u32,
    identical: String,
    assignable: String,
    implements: String,
    value: String,
}

#[derive(Default)]
struct Count {
    asked: usize,
    unknown: Vec<String>,
    wrong: Vec<String>,
}

impl Count {
    fn compare(&mut self, question: &str, a: &str, b: &str, go: u8, ours: &Answer) {
        self.asked += 1;
        let said = match (ours, go) {
            (Answer::Yes, b'y') | (Answer::No(_), b'n') => return,
            (Answer::Unknown(reason), _) => {
                self.unknown.push(format!("{question} {a} {b}: {} {}", reason.code, reason.text));
                return;
            }
            (Answer::Yes, _) => "yes".to_string(),
            (Answer::No(reason), _) => format!("no: {}", reason.text),
        };
        self.wrong.push(format!("{question} {a} {b}: {said}"));
    }

    #[track_caller]
    fn settle(&self, what: &str, most_unknown: usize) {
        println!("{what}: {} asked, {} wrong, {} unknown", self.asked, self.wrong.len(), self.unknown.len());
        assert!(self.wrong.is_empty(), "{} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
        let unknown = self.unknown.len();
        assert!(unknown <= most_unknown, "{what}: {unknown} unknown:\n{}", self.unknown.join("\n"));
    }
}

#[test]
fn relations_are_those_of_go() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relations");
    let cases = folder.join("cases.go");
    let output = match Command::new("go").args(["run", "main.go"]).current_dir(&folder).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "Go is needed in CI: {error}");
            println!("skipped: no Go toolchain");
            return;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Vec<Asked> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(all.len() >= 120, "only {}", all.len());

    let text = std::fs::read_to_string(&cases).unwrap();
    let source = Source::read(text.clone().into_bytes()).unwrap();
    let file = File::new("cases.go".into(), source, split(&text), Some(Version { major: 1, minor: 26 }));
    let package = Package::group(vec![file]).pop().unwrap();
    let asked: Vec<(Facts<'_>, Node<'_>, Type)> = all
        .iter()
        .map(|one| {
            let span = Span::new(one.start, one.start + one.name.len() as u32);
            let decl = package.files[0].decl_around(span).unwrap();
            let parsed = package.files[0].parsed(decl).unwrap();
            let facts = Facts::new(&package, DeclRef { file: 0, decl }, parsed);
            let node = parsed.tree.covering(span);
            let ty = facts.type_of(node).unwrap_or_else(|reason| panic!("{}: {}", one.name, reason.text));
            (facts, node, ty)
        })
        .collect();

    let [mut identical, mut assignable, mut implements, mut values] = [(); 4].map(|()| Count::default());
    for (one, (facts, node, ty)) in all.iter().zip(&asked) {
        for (index, (other, (_, _, to))) in all.iter().zip(&asked).enumerate() {
            let (a, b) = (&*format!("{} {ty}", one.name), &*format!("{} {to}", other.name));
            identical.compare("identical", a, b, one.identical.as_bytes()[index], &facts.identical(ty, to));
            // There are no variables of an untyped kind.
            if !to.is_untyped() {
                assignable.compare("assignable", a, b, one.assignable.as_bytes()[index], &facts.assignable(ty, to));
            }
            if one.implements.as_bytes()[index] != b'.' && !ty.is_untyped() {
                implements.compare("implements", a, b, one.implements.as_bytes()[index], &facts.implements(ty, to));
            }
            if let Some(go) = one.value.as_bytes().get(index) {
                values.compare("value", a, b, *go, &facts.assignable_value(*node, to));
            }
        }
    }
    identical.settle("identical", 0);
    assignable.settle("assignable", 240);
    implements.settle("implements", 60);
    values.settle("values", 30);
}

const TWO_PACKAGES: &[(&str, &str)] = &[
    ("/m/go.mod", "module m\n\ngo 1.21\n"),
    (
        "/m/q/q.go",
        "package q\n\ntype T struct{ n int }\n\nfunc (T) secret() {}\n\nfunc (*T) Open() {}\n\nvar S struct{ n int }\n\n\
         type I interface{ secret() }\n\nvar J interface{ secret() }\n",
    ),
    (
        "/m/m.go",
        "package m\n\nimport \"m/q\"\n\ntype Own struct{ n int }\n\nfunc (Own) secret() {}\n\ntype In struct{ q.T }\n\n\
         type Deep struct{ *In }\n\nvar own Own\nvar ownS struct{ n int }\nvar t q.T\nvar s = q.S\nvar i q.I\nvar j = q.J\n\
         var k interface{ secret() }\nvar in In\nvar deep Deep\n",
    ),
];

/// The same letters in two packages are two names unless they are exported.
#[test]
fn names_that_are_not_exported_belong_to_their_package() {
    let files: BTreeMap<PathBuf, Vec<u8>> =
        TWO_PACKAGES.iter().map(|(path, text)| (path.into(), text.as_bytes().to_vec())).collect();
    let text = TWO_PACKAGES[2].1;
    let world = World::new(Arc::new(files), Places::default());
    let file = File::new("/m/m.go".into(), Source::read(text.into()).unwrap(), split(text), None);
    let package = Package::group(vec![file]).pop().unwrap().at_site(&world.site(Path::new("/m"), None));
    let facts = |decl| Facts::new(&package, DeclRef { file: 0, decl }, package.files[0].parsed(decl).unwrap());
    let ty = |name: &str| {
        let place = package.declarations(name)[0];
        let span = package.at(place).1.names[0];
        let facts = facts(place.decl);
        facts.type_of(facts.tree.covering(span)).unwrap()
    };
    let facts = facts(1);
    let word = |answer: Answer| match answer {
        Answer::Yes => "yes",
        Answer::No(_) => "no",
        Answer::Unknown(_) => "unknown",
    };
    for (value, to, assignable) in [
        ("own", "ownS", "yes"),
        ("own", "s", "no"),
        ("ownS", "s", "no"),
        ("t", "s", "yes"),
        ("t", "ownS", "no"),
        ("t", "i", "yes"),
        ("t", "j", "yes"),
        ("t", "k", "no"),
        ("own", "i", "no"),
        ("own", "j", "no"),
        ("own", "k", "yes"),
        ("in", "i", "yes"),
        ("in", "k", "no"),
        ("deep", "j", "yes"),
        ("i", "j", "yes"),
        ("i", "k", "no"),
        ("k", "j", "no"),
    ] {
        assert_eq!(word(facts.assignable(&ty(value), &ty(to))), assignable, "{value} to {to}");
    }
    assert_eq!(word(facts.identical(&ty("j"), &ty("k"))), "no");
    for (value, method, from) in [("deep", "Open", "q.T"), ("in", "Open", "q.T"), ("own", "secret", "Own")] {
        assert_eq!(facts.method_from(&ty(value), method).unwrap().to_string(), from);
    }
    assert_eq!(facts.method_from(&ty("own"), "n").unwrap_err().code, "no-method");
}
