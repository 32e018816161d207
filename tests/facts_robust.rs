//! Broken, circular and endless source: every expression gets an answer, and nothing runs for ever.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use allocfix::go::facts::Facts;
use allocfix::go::package::{DeclRef, File, Package};
use allocfix::go::source::Source;
use allocfix::go::split::split;

/// Asks for the type of every node of every declaration, expression or not.
fn ask_all(text: &str) -> usize {
    let source = Source { text: text.into(), generated: false, cgo: false, has_line_directives: false };
    let split = split(text);
    let packages = Package::group(vec![File::new(PathBuf::from("a.go"), source, split, None)]);
    let mut answers = 0;
    for package in &packages {
        for decl in 0..package.files[0].split.decls.len() {
            let Ok(parsed) = package.files[0].parsed(decl) else { continue };
            let facts = Facts::new(package, DeclRef { file: 0, decl }, parsed);
            for node in facts.tree.root().subtree().filter(|node| node.is_named()) {
                if let Ok(ty) = facts.type_of(node) {
                    let _ = (facts.size_of(&ty, 8), facts.contains_lock(&ty), facts.comparable(&ty));
                    let _ = (facts.has_pointers(&ty), facts.method_set_has(&ty, "String"), facts.kind_of(&ty));
                    let _ = facts.type_text_at(&ty, node);
                }
                let _ = (facts.constant_value(node), facts.take_reads());
                answers += 1;
            }
        }
    }
    answers
}

#[test]
fn circles_end() {
    let cases = [
        "var a = b\nvar b = c + a\nvar c = f(a)\nfunc f(x int) int { return a }\n",
        "type a b\ntype b a\nvar x a\nvar y = x.f + x[0] + *x\n",
        "type a = b\ntype b = a\nvar x a\n",
        "type a [2]a\nvar x a\ntype s struct{ s; t s }\nvar y s\nvar z = y.nothing\n",
        "type a struct{ *b }\ntype b struct{ *a }\nvar x a\nvar y = x.nothing\n",
        "type i interface{ i; j }\ntype j interface{ i }\nvar x i\nvar y = x.M()\n",
        "const a = b + 1\nconst b = a + 1\nvar x [a]int\n",
        "type t[P t[P]] struct{ f t[t[P]] }\nvar x t[t[int]]\nvar y = x.f.f.f.f\n",
        "type g[P any] struct{ g *g[g[P]] }\nvar x g[int]\nvar y = x.g.g.g.g.g.nothing\n",
        "type g[P any] struct{ *g[*P] }\nvar x g[int]\nvar y = x.nothing\n",
        "func f[P interface{ P }](p P) { p.m(); f(p); _ = p[0]; for range p {} }\n",
        "func f[P ~[]Q, Q ~[]P](p P) { f(p); f(p[0]); _ = p[0][0][0] }\n",
        "func f[A, B, C any](a func(A) B, b func(B) C) func(A) C { return f(a, f(a, f(b, a))) }\n",
        "var x = new(new(x))\nvar y = [len(y)]int{}\nvar z = [...]int{z[0]: 1}\n",
        "func f() (g func() (h func())) { a := a(); b, b := b, b; var c = c; return f()()() }\n",
        "const (\n\ta = iota << a\n\tb\n\tc = 1 << n\n)\nvar n = 1<<n + 1<<n + 1<<n\n",
        "type e struct{ e1; e2 }\ntype e1 struct{ e2 }\ntype e2 struct{ e1 }\nvar x e\nvar y = x.m\n",
    ];
    for case in cases {
        let start = Instant::now();
        assert!(ask_all(&format!("package p\n\n{case}")) > 0);
        assert!(start.elapsed() < Duration::from_secs(20), "{case}");
    }
}

#[test]
fn depth_ends() {
    let mut text = "package p\n\nfunc f(x0 int) {\n".to_string();
    for i in 1..1000 {
        text += &format!("\tx{i} := x{} + x{}\n", i - 1, i - 1);
    }
    text += "}\n\nvar s = \"\"";
    text += &" + \"x\"".repeat(600);
    text += &format!("\nvar p = {}1{}\n", "(".repeat(300), ")".repeat(300));
    text += &format!("var t {}int\n", "[]".repeat(400));
    text += &format!("var c = g{}\n", ".a()".repeat(300));
    for i in 0..300 {
        text += &format!("type t{i} struct{{ t{} }}\nvar v{i} = t{i}{{}}.field\n", i + 1);
    }
    assert!(ask_all(&text) > 5_000);
}

#[test]
fn broken_code_has_answers() {
    let good = include_str!("facts/generic.go").to_string() + include_str!("facts/operators.go");
    let good: String =
        good.lines().filter(|line| !line.trim_start().starts_with("//")).map(|l| l.to_string() + "\n").collect();
    let mut seed = 7u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..60 {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..1 + next(12) {
            let (at, other) = (next(bytes.len()), next(good.len()));
            match next(3) {
                0 => drop(bytes.remove(at)),
                1 => bytes[at] = good.as_bytes()[other],
                _ => bytes.insert(at, b"()[]{}.,*&<-:=\"`\n"[next(17)]),
            }
        }
        ask_all(&String::from_utf8_lossy(&bytes));
    }
}
