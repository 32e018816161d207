//! Random Go files, put together from code that rules rewrite: odd places, shadowed names, comments and blanks everywhere.
//!
//! Every file compiles, and all its functions have one signature, so that a toolchain can run them before and after.

use allocfix::go::lex::{Lexer, TokenKind};

/// Numbers that look random and are the same for the same seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    /// One of these.
    pub fn one<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }
}

/// What a file may get besides its code.
#[derive(Clone, Copy, Debug)]
pub struct Oddities {
    /// Comments between tokens, blanks where nobody puts them.
    pub littered: bool,
    /// CRLF line ends.
    pub crlf: bool,
    /// A byte order mark.
    pub marked: bool,
}

const PARAMETERS: &str = "(a, b string, n int, xs []string, m map[string]int)";

/// Bodies of functions; `S`, `N` and `B` between `«»` are expressions of type string, int and bool, `V` is a name that hides a package or a builtin.
const BODIES: &[&str] = &[
    "\treturn «S»\n",
    "\treturn []any{«S», «N», «B»}\n",
    "\tc, d := «S», «S»\n\treturn c+d\n",
    "\tvar out []string\n\tfor _, x := range xs {\n\t\tout = append(out, x+«S»)\n\t}\n\treturn out\n",
    "\tvar out []string\n\tfor i := range xs {\n\t\tout = append(out, xs[i])\n\t\tt(\"loop\")\n\t}\n\tsort.Strings(out)\n\treturn out\n",
    "\tout := []string{}\n\tfor _, x := range xs {\n\t\tout = append(out, x)\n\t}\n\treturn out\n",
    "\tout := make([]int, 0)\n\tfor i := 0; i < n; i++ {\n\t\tout = append(out, i)\n\t}\n\treturn out\n",
    "\tvar out []int\n\tfor i := 0; i < len(xs); i++ {\n\t\tout = append(out, len(xs[i]))\n\t}\n\treturn out\n",
    "\tvar out []int\n\tfor i := range n {\n\t\tout = append(out, i*n)\n\t}\n\treturn out\n",
    "\tvar out []int\n\tfor k, v := range m {\n\t\tout = append(out, v+len(k))\n\t}\n\tsort.Ints(out)\n\treturn out\n",
    "\tout := make(map[string]int)\n\tfor k, v := range m {\n\t\tout[k] = v\n\t}\n\treturn out\n",
    "\tout := map[int]string{}\n\tfor i, x := range xs {\n\t\tout[i] = x + «S»\n\t}\n\treturn out\n",
    "\tvar out []string\n\tvar more []int\n\tfor i, x := range xs {\n\t\tout = append(out, x)\n\t\tmore = append(more, i)\n\t}\n\treturn []any{out, more}\n",
    "\tvar out [][]string\n\tfor range xs {\n\t\tvar in []string\n\t\tfor _, x := range xs {\n\t\t\tin = append(in, x)\n\t\t}\n\t\tout = append(out, in)\n\t}\n\treturn out\n",
    "\tvar out []string\n\tadd := func(s string) { out = append(out, s) }\n\tfor _, x := range xs {\n\t\tadd(x)\n\t\tout = append(out, «S»)\n\t}\n\treturn out\n",
    "\tf := func() any {\n\t\tvar out []string\n\t\tfor _, x := range xs {\n\t\t\tout = append(out, func() string { return x + «S» }())\n\t\t}\n\t\treturn out\n\t}\n\treturn f()\n",
    "\tvar out []string\n\tfor _, x := range xs {\n\t\tif x == b {\n\t\t\tbreak\n\t\t}\n\t\tout = append(out, x)\n\t}\n\treturn out\n",
    "\tvar out []string\n\tfor _, x := range xs {\n\t\txs = xs[:len(xs)-1]\n\t\tout = append(out, x)\n\t}\n\treturn append(out, xs...)\n",
    "\tvar out []string\n\txs = append(xs, a)\n\tfor _, x := range xs {\n\t\tout = append(out, x); t(x)\n\t}\n\tif out == nil {\n\t\treturn \"nil\"\n\t}\n\treturn out\n",
    "\tV := \"hidden\"\n\t_ = V\n\tout := []string{}\n\tfor _, x := range xs {\n\t\tout = append(out, x)\n\t}\n\treturn out\n",
    "\tV := n\n\treturn []any{V, a + b}\n",
    "\tV := b\n\tvar out []string\n\tfor _, x := range xs {\n\t\tout = append(out, x+V)\n\t}\n\treturn out\n",
    "\tvar out []string\n\tfor _, V := range xs {\n\t\tout = append(out, V)\n\t}\n\treturn out\n",
    "\tstrconv := a\n\treturn fmt.Sprintf(\"%d\", n) + fmt.Sprintf(\"%d-%s\", n, strconv)\n",
    "\tfmt := struct{ Sprint func(...any) string }{fmt.Sprint}\n\treturn fmt.Sprint(n) + fmt.Sprint(a)\n",
    "\tappend := func(s []string, x string) []string { return s }\n\tvar out []string\n\tfor _, x := range xs {\n\t\tout = append(out, x)\n\t}\n\treturn out\n",
    "\tlen := func([]string) int { return -1 }\n\tvar out []string\n\tfor i := 0; i < 3; i++ {\n\t\tout = append(out, a)\n\t}\n\tfor _, x := range xs {\n\t\tout = append(out, x)\n\t}\n\treturn []any{out, len(out)}\n",
    "\tre := regexp.MustCompile(`^[a-z]+$`)\n\treturn re.MatchString(a)\n",
    "\treturn regexp.MustCompile(\"[^a-z]+\").ReplaceAllString(«S», \"-\")\n",
    "\tr := strings.NewReplacer(\"a\", \"b\", \"<\", \"&lt;\")\n\treturn r.Replace(«S»)\n",
    "\tr := strings.NewReplacer(\n\t\t\"a\", `b\n\t\tc`,\n\t\t\"x\", \"y\",\n\t)\n\treturn r.Replace(«S»)\n",
    "\tlengths := map[string]int{\n\t\t\"a\": 1, \"b\": 1, \"ab\": 2, \"ba\": 2, \"aa\": 2, \"x\": 1,\n\t\t`r\n\taw`: 5, \"1\": 1, \"\": 0,\n\t}\n\treturn lengths[«S»] + lengths[\"r\\n\\taw\"]\n",
    "\tvar buf bytes.Buffer\n\tfor _, x := range xs {\n\t\tbuf.WriteString(x)\n\t\tfmt.Fprintf(&buf, \"%d\", n)\n\t}\n\treturn buf.String()\n",
    "\tp := makeN(n, n+1)\n\tp.x++\n\treturn []any{p.sum(), *makeN(1, n), makeN(n, n).y}\n",
    "\tswitch {\n\tcase «B»:\n\t\treturn «S»\n\tdefault:\n\t\tgoto end\n\t}\nend:\n\treturn «N»\n",
    "\treturn map[string]any{\n\t\t«S»: 1,\n\t\t«S» + a + \"=\": «S», // one\n\t\t\"k\" + b: «N»,\n\t}\n",
    "\tconst k = 2 // two\n\tvar (\n\t\tc, d = «S», 1\n\t\te = «S» // three\n\t)\n\tfor range k { // four\n\t\tc += e\n\t}\n\treturn []any{c, d}\n",
    "\tswitch a {\n\tcase «S»: // one\n\t\treturn 1\n\tcase «S», \"zz\" + «S»: // two\n\t}\n\ts := []any{«S», // three\n\t\t«N», // four\n\t\t«S»}\n\treturn s\n",
    "\tvar out []string // the result\n\tfor _, x := range xs { // each\n\t\tout = append(out, x) // one\n\t} // done\n\treturn out\n",
    "\tif s := «S»; «B» && s != a {\n\t\treturn s\n\t} else if len(«S») > n {\n\t\treturn t(«S»)[1:]\n\t}\n\treturn nil\n",
    "\tdefer func() { t(«S») }()\n\tgo func(string) {}(«S»)\n\tm2 := map[string]bool{«S»: «B»}\n\tm2[«S»] = true\n\treturn m2\n",
    "\tvar s string\n\tfor i := 0; i < 3; i++ { s += «S» }\n\treturn s\n",
    "\ttype T struct{ s string; f func() string }\n\tv := T{s: «S», f: func() string { return «S» }}\n\treturn v.s + v.f()\n",
    "\treturn fmt.Sprintf(\n\t\t\"%s=%d,%v\",\n\t\ta,\n\t\tn, // the number\n\t\tb,\n\t)\n",
    "\treturn strings.Join(strings.Split(«S», fmt.Sprintf(\"%d\", n)), «S») + (\"(\" + fmt.Sprint(n) + \")\")\n",
];

/// What hides a package or a builtin.
const HIDDEN: &[&str] = &["fmt", "strconv", "len", "make", "cap", "nil", "int", "sync", "n2"];

const HEAD: &str = "package p\n\nimport (\n\t\"bytes\"\n\t\"fmt\"\n\t\"regexp\"\n\t\"sort\"\n\t\"strings\"\n)\n\nvar _ = []any{bytes.NewBuffer, fmt.Sprint, regexp.Compile, sort.Ints, strings.Join}\n\nvar log []string\n\nfunc t(s string) string {\n\tlog = append(log, s)\n\treturn s\n}\n";

/// A file with these functions: each number chooses one and how it looks.
pub fn file(functions: &[u64], oddities: Oddities) -> String {
    let mut text = HEAD.to_string();
    for (number, seed) in functions.iter().enumerate() {
        text.push_str(&function(number, &mut Dice(*seed)));
    }
    let mut dice = Dice(functions.iter().fold(1, |all, seed| all ^ seed.rotate_left(7)));
    if oddities.littered {
        text = littered(&text, &mut dice);
    }
    if oddities.crlf {
        text = text.replace('\n', "\r\n");
    }
    if oddities.marked { format!("\u{feff}{text}") } else { text }
}

fn function(number: usize, dice: &mut Dice) -> String {
    let hidden = dice.one(HIDDEN);
    let mut body = dice.one(BODIES).replace('V', hidden);
    for (hole, make) in [("«S»", string as fn(&mut Dice, usize) -> String), ("«N»", integer), ("«B»", boolean)] {
        while let Some(at) = body.find(hole) {
            body.replace_range(at..at + hole.len(), &make(dice, 3));
        }
    }
    let mut helper = String::new();
    if body.contains("makeN") {
        let made = format!("make{number}");
        body = body.replace("makeN", &made);
        helper = format!(
            "\ntype pair{number} struct{{ x, y int }}\n\nfunc (p pair{number}) sum() int {{ return p.x + p.y }}\n\n//go:noinline\nfunc {made}(x, y int) *pair{number} {{\n\tif x > y {{\n\t\treturn &pair{number}{{}}\n\t}}\n\treturn &pair{number}{{x: x, y: y}}\n}}\n"
        );
    }
    let doc = dice.one(&["", "// F is one.\n", "//go:noinline\n", "/* F is one. */\n"]);
    format!("{helper}\n{doc}func F{number}{PARAMETERS} any {{\n{body}}}\n")
}

fn string(dice: &mut Dice, depth: usize) -> String {
    let choices = if depth == 0 { 4 } else { 19 };
    let mut s = || string(&mut Dice(dice.below(usize::MAX) as u64), depth.saturating_sub(1));
    let (one, two) = if depth == 0 { (String::new(), String::new()) } else { (s(), s()) };
    let number = if depth == 0 { "n".to_string() } else { integer(dice, depth - 1) };
    match dice.below(choices) {
        0 => "a".into(),
        1 => "b".into(),
        2 => dice.one(&["\"x\"", "\"\"", "`raw`", "\"%s\"", "\"ä→\\n\""]).into(),
        3 => "t(a)".into(),
        4 => format!("fmt.Sprintf(\"%s-%s\", {one}, {two})"),
        5 => format!("fmt.Sprintf(\"%d:%s\", {number}, {one})"),
        6 => format!("fmt.Sprintf(\"%s\", {one})"),
        7 => format!("fmt.Sprintf(\"%d\", {number})"),
        8 => format!("fmt.Sprint({number})"),
        9 => format!("fmt.Sprint({one})"),
        10 => format!("fmt.Sprintf(\"%v%%%v\", {one}, {})", boolean(dice, depth - 1)),
        11 => format!("fmt.Sprintf(\"<%[2]s|%[1]s>\", {one}, {two})"),
        12 => format!("{one} + {two}"),
        // gofmt takes double parentheses away.
        13 if !one.starts_with('(') => format!("({one})"),
        14 => format!("func() string {{ return {one} }}()"),
        15 => format!("strings.ToLower({one})"),
        16 => format!("strings.Replace({one}, {two}, b, {number})"),
        17 => format!("fmt.Sprintf(\"%s %d\", t({one}), len(t({two})))"),
        _ => format!("[]string{{{one}, {two}}}[{number}&1]"),
    }
}

fn integer(dice: &mut Dice, depth: usize) -> String {
    match dice.below(if depth == 0 { 2 } else { 6 }) {
        0 => "n".into(),
        1 => dice.one(&["7", "len(a)", "m[a]", "-n"]).into(),
        2 => format!("len({})", string(dice, depth - 1)),
        3 => format!("({} + n)", integer(dice, depth - 1)),
        4 => format!("m[{}]", string(dice, depth - 1)),
        _ => format!("strings.Count({}, a)", string(dice, depth - 1)),
    }
}

fn boolean(dice: &mut Dice, depth: usize) -> String {
    match dice.below(3) {
        0 => "n > 1".into(),
        1 => format!("({} == {})", string(dice, depth.saturating_sub(1)), string(dice, depth.saturating_sub(1))),
        _ => format!("({} < n)", integer(dice, depth.saturating_sub(1))),
    }
}

/// Comments and blanks between the tokens. What counts as a line stays one, so the meaning does too.
fn littered(text: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut end = 0;
    let mut count = 0;
    let tokens: Vec<_> = Lexer::new(text).filter(|token| token.kind != TokenKind::Newline).collect();
    for (index, token) in tokens.iter().enumerate() {
        let gap = &text[end..token.span.start as usize];
        let after_comment = index > 0 && tokens[index - 1].kind == TokenKind::Comment;
        let directive = token.span.of(text).starts_with("//go:")
            || (index > 0 && tokens[index - 1].span.of(text).starts_with("//go:"));
        count += 1;
        match (gap.contains('\n'), dice.below(24)) {
            _ if directive => out.push_str(gap),
            (true, 0 | 1) if !after_comment => out.push_str(&format!(" // c{count}{gap}")),
            (true, 2) => out.push_str(&format!("{gap}// c{count}\n{}", gap.rsplit('\n').next().unwrap_or_default())),
            (true, 3) => out.push_str(&format!("{gap}/* c{count}\n  */ ")),
            (true, 4) => out.push_str(&format!("\n{gap}")),
            (true, 5) => out.push_str(&format!("{gap}  \t")),
            (false, 0) => out.push_str(&format!("{gap}/* c{count} */ ")),
            (false, 1) if !gap.is_empty() => out.push_str(&format!("{gap}  ")),
            (false, 2) if index > 0 => out.push_str(&format!("{gap}\t")),
            _ => out.push_str(gap),
        }
        out.push_str(token.span.of(text));
        end = token.span.end as usize;
    }
    out.push_str(&text[end..]);
    out
}
