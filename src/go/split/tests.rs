//! What the splitter makes of small texts, sound and broken.

use super::*;

/// One line per declaration: kind, names, receiver, whether there is a body, and what of the text it spans.
fn shown(text: &str) -> Vec<String> {
    let split = split(text);
    let shown = |decl: &Decl| {
        let names: Vec<_> = decl.names.iter().map(|name| name.of(text)).collect();
        let receiver = decl.receiver.map_or(String::new(), |name| format!(" on {}", name.of(text)));
        let body = decl.body.map_or(String::new(), |body| format!(" {}", body.of(text)));
        let doc = Span::new(decl.doc, decl.span.start).of(text).trim_end();
        let doc = if doc.is_empty() { String::new() } else { format!("[{doc}] ") };
        format!("{doc}{:?} {}{receiver}{body}", decl.kind, names.join(","))
    };
    split.decls.iter().map(shown).collect()
}

fn spans(text: &str) -> Vec<&str> {
    split(text).decls.iter().map(|decl| decl.span.of(text)).collect()
}

#[test]
fn imports_in_all_their_forms() {
    let text = "package p\nimport \"a\"\nimport b \"b/c\"; import . `d`\nimport (\n\t_ \"e\" // x\n\n\tf \"f\"; \"g\")\nimport ()\n";
    let split = split(text);
    assert_eq!(split.package.unwrap().of(text), "p");
    let imports: Vec<_> = split
        .imports
        .iter()
        .map(|import| (import.name.map(|name| name.of(text)), import.path.of(text), import.span.of(text)))
        .collect();
    assert_eq!(
        imports,
        [
            (None, "\"a\"", "\"a\""),
            (Some("b"), "\"b/c\"", "b \"b/c\""),
            (Some("."), "`d`", ". `d`"),
            (Some("_"), "\"e\"", "_ \"e\""),
            (Some("f"), "\"f\"", "f \"f\""),
            (None, "\"g\"", "\"g\""),
        ]
    );
    assert!(split.decls.iter().all(|decl| decl.kind == DeclKind::Import && decl.names.is_empty()));
    assert_eq!(split.decls.len(), 5);
}

#[test]
fn groups_declare_the_names_of_their_specs() {
    assert_eq!(
        shown(
            "package p\nvar (\n\ta, b T = f(func(x int) { y := 1 }), g(z)\n\tc = struct{ d int }{1}; e int\n)\n\
             const (\n\tA = iota + (\n\t\t1)\n\tB\n\t_\n)\n\
             type (\n\tM[K comparable, V any] map[K]V\n\tN = struct {\n\t\tx int\n\t}\n\tO interface{ p() }\n)\n\
             var x, y = 1, 2\ntype F func(a, b int) (c int)\ntype G[P interface{ ~int }] struct{}\n"
        ),
        ["Var a,b,c,e", "Const A,B,_", "Type M,N,O", "Var x,y", "Type F", "Type G"]
    );
}

#[test]
fn bodies_start_at_their_own_brace() {
    for (signature, shows) in [
        ("func f(g func() (int)) (a struct{ x int })", "Func f"),
        ("func f() struct{ x interface{} }", "Func f"),
        ("func f() func(struct{}) interface { m() }", "Func f"),
        ("func f() map[struct{ a int }]struct /* c */ {}", "Func f"),
        ("func f[T interface{ ~[]E }, E any](x ...T) [len([2]int{})]int", "Func f"),
        ("func (t T) m()", "Method m on T"),
        ("func (t *T[K, V]) m() <-chan struct{}", "Method m on T"),
        ("func (*T,) m()", "Method m on T"),
        ("func ((*(T))) m() (int, error)", "Method m on T"),
        ("func (_ /* a */ T) m(\n\ta int,\n)", "Method m on T"),
        ("func (a A, b B) m()", "Method m"),
        ("func (a []A) m()", "Method m"),
        ("func (a map[K]A) m()", "Method m"),
        ("func (a p.A) m()", "Method m"),
        ("func () m()", "Method m"),
    ] {
        assert_eq!(shown(&format!("package p\n{signature} {{ {{}} }}\n")), [format!("{shows} {{ {{}} }}")]);
        assert_eq!(shown(&format!("package p\n{signature}\nvar x int")), [shows, "Var x"]);
    }
}

#[test]
fn docs_are_the_lines_directly_above() {
    assert_eq!(
        shown(
            "// file\n\n// pkg\npackage p // no\n// a\n\n// b\n/* c */\nvar x int // no\nvar y int // no\n\
             //go:noinline\nfunc f() {} // no\n\nconst c = 1; const d = 2\n/* e */ type T int\n//line x.go:7\n\ntype U int\n"
        ),
        [
            "[// b\n/* c */] Var x",
            "Var y",
            "[//go:noinline] Func f {}",
            "Const c",
            "Const d",
            "[/* e */] Type T",
            "Type U"
        ]
    );
}

#[test]
fn line_ends_and_marks_of_all_sorts() {
    assert_eq!(
        shown("\u{feff}package p\r\n\r\n// d\r\nfunc f() {\r\n\t\"}\"\r\n}\r\nvar x = 1\r\n"),
        ["[// d] Func f {\r\n\t\"}\"\r\n}", "Var x"]
    );
    assert_eq!(spans("package p\nvar x = 1 /* a\n b */ + 2\r\nvar y int // z"), ["var x = 1", "+ 2", "var y int"]);
    // A lone carriage return is white space to Go, so all of this is one line.
    assert_eq!(spans("package p\rvar x int\rvar y int"), ["var x int\rvar y int"]);
    assert_eq!(shown(""), Vec::<String>::new());
    assert_eq!(split("// only\n/* comments */").package, None);
    assert_eq!(shown("/*\n#include <x.h>\n*/\nimport \"C\"\n"), ["[/*\n#include <x.h>\n*/] Import "]);
}

#[test]
fn one_broken_declaration_costs_no_other() {
    let ok = "// d\nfunc g() { `\nvar no` }\n\n// e\nfunc (t T) h() {}\nvar z = 1\n";
    let after = ["[// d] Func g { `\nvar no` }", "[// e] Method h on T {}", "Var z"];
    for broken in [
        "func f() {\n\tif x {\n}",
        "func f() {\n\tx := `abc\n}",
        "func f() {\n\t/* abc\n}",
        "func f(a int {\n}",
        "func f( {",
        "func f() (",
        "var x = [",
        "var x = (1 +",
        "var x = T{",
        "var x =",
        "type T struct {",
        "type (\nA int",
        "import (\n\"a\"",
        "func f() {\n}\n}",
        "func f() {\n\tg(\n}",
        "func f() { 'a }'\n}",
        "func () {}",
        "}",
        "x := {",
    ] {
        let text = format!("package p\n{broken}\n\n{ok}");
        let got = shown(&text);
        assert!(got.ends_with(&after.map(String::from)), "{broken}: {got:#?}");
        assert!(got.len() <= 5, "{broken}: {got:#?}");
    }
    assert_eq!(spans("package p\nfunc f() {\n\tx(\n\n// d\nfunc g() {}")[0], "func f() {\n\tx(");
}

#[test]
fn an_unindented_body_is_no_reason_to_split() {
    let text = "package p\nfunc f() {\nvar x = 1\ntype T int\nfunc() {}()\n}\nvar y int\n";
    assert_eq!(shown(text).len(), 2);
}

#[test]
fn trouble_without_end_takes_no_longer_than_trouble_once() {
    for line in ["func f() {\n", "func f() { /*\n", "var x = ( /*\n", "var x = (`\n", " func f() {\n", "}\n", "func f("]
    {
        let text = line.repeat(100_000);
        let started = std::time::Instant::now();
        split(&text);
        assert!(started.elapsed().as_secs() < 5, "{line:?}: {:?}", started.elapsed());
    }
}
