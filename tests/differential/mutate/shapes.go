package main

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"strings"
)

// names are those that something may fall over: predeclared ones, packages, and what rules like to make up.
var names = []string{
	"len", "make", "append", "nil", "string", "cap", "int", "int64", "byte", "copy", "true", "any", "error", "min", "max", "strconv", "strings", "bytes", "fmt", "errors", "slices",
	"sort", "maps", "cmp", "regexp", "sync", "bufio", "utf8", "n", "s", "i", "all", "items", "source", "part", "text", "buf", "pool", "b", "v", "ok", "x", "size", "target", "re", "out",
}

// renameLocal gives a local name another one, everywhere.
func renameLocal(s *site) []edit {
	f := s.function()
	var all []types.Object
	ast.Inspect(f, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			if o := s.info.Defs[name]; o != nil && o.Parent() != s.pkg.Scope() && name.Name != "_" {
				if v, ok := o.(*types.Var); ok && !v.IsField() {
					all = append(all, o)
				}
			}
		}
		return true
	})
	o, to := choose(s, all), choose(s, names)
	var edits []edit
	ast.Inspect(f, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok && (s.info.Defs[name] == o || s.info.Uses[name] == o) {
			edits = append(edits, s.replace(name, to))
		}
		return true
	})
	return edits
}

// shadow declares a name that means something else outside.
func shadow(s *site) []edit {
	f := s.function()
	l := choose(s, lists(f.Body))
	at := s.at(l.end)
	if len(l.statements) > 0 {
		at = s.at(choose(s, l.statements).Pos())
	}
	name := choose(s, names)
	local := func(text string) []edit { return []edit{{at, at, text + "\n_ = " + name + "\n"}} }
	global := func(text string) []edit { return []edit{{len(s.text), len(s.text), "\n" + text + "\n"}} }
	switch s.Intn(9) {
	case 0:
		return local(name + " := 3")
	case 1:
		return local("var " + name + " any")
	case 2:
		return local("const " + name + " = 2")
	case 3:
		return local(name + " := func(int) int { return noted(2) }")
	case 4:
		return []edit{{at, at, "type " + name + " = int\n"}}
	case 5:
		return global("var " + name + " = 7")
	case 6:
		return []edit{{len(s.text), len(s.text), choose(s, []string{
			"\nfunc len[T any](x T) int { return noted(1) }\n", "\nfunc append[T any](x []T, more ...T) []T { return x }\n", "\nfunc cap[T any](x T) int { return 1 }\n",
			"\nfunc string(x any) int { return 1 }\n", "\nfunc make(x any) int { return 1 }\n", "\nfunc min(a, b int) int { return noted(a) }\n", "\nfunc max(a, b int) int { return noted(b) }\n",
			"\ntype byte = int\n", "\ntype int = int64\n", "\ntype string = meaning\n", "\nconst true = false\n", "\nconst iota = 4\n", "\nfunc copy(a, b any) int { return noted(1) }\n", "\ntype any = int\n",
		})}}
	case 7:
		return global("func " + name + "() int { return 4 }")
	}
	return global("const " + name + " = \"text\"")
}

// changeType writes another type, at one place or at all that have the same.
func changeType(s *site) []edit {
	var all []ast.Expr
	for _, f := range s.functions {
		ast.Inspect(f, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok && s.info.Types[e].IsType() {
				all = append(all, e)
			}
			return true
		})
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok {
			ast.Inspect(spec.Type, func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok && s.info.Types[e].IsType() {
					all = append(all, e)
				}
				return true
			})
		}
		return true
	})
	e := choose(s, all)
	old := s.of(e)
	var to, added string
	switch u := s.info.TypeOf(e).Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsInteger != 0:
			to = choose(s, []string{"int64", "uint8", "int8", "uint", "uint64", "int", "rune", "uintptr", "float64", "Number"})
			added = "type Number int\n"
			if s.Intn(2) == 0 {
				added += "\nfunc (n Number) String() string { return \"number\" }\n"
			}
		case u.Info()&types.IsString != 0:
			to = choose(s, []string{"Text", "Text", "[]byte", "any", "meaning"})
			added = "type Text string\n"
			if s.Intn(2) == 0 {
				added += choose(s, []string{"\nfunc (t Text) String() string { return \"text\" }\n", "\nfunc (t *Text) Error() string { return \"text\" }\n", "\nfunc (t Text) MarshalText() ([]byte, error) { return nil, nil }\n", "\nfunc (t Text) GoString() string { return \"go\" }\n"})
			}
		default:
			to = choose(s, []string{"any", "int", "string"})
		}
	case *types.Slice:
		element := s.spell(u.Elem())
		to = choose(s, []string{"[4]" + element, "*[4]" + element, "map[int]" + element, "Many", "Many", "[]any", "..." + element, "Same", "chan " + element, "string"})
		added = "type Many []" + element + "\n\ntype Same = []" + element + "\n"
		if s.Intn(3) == 0 {
			added += "\nfunc (m Many) Len() int { return noted(1) }\n\nfunc (m Many) String() string { return \"many\" }\n"
		}
	case *types.Map:
		to = choose(s, []string{"Keyed", "[]" + s.spell(u.Elem())})
		added = "type Keyed map[" + s.spell(u.Key()) + "]" + s.spell(u.Elem()) + "\n"
	case *types.Interface:
		to = choose(s, []string{"any", "error", "*fault", "meaning"})
	case *types.Pointer:
		to = s.spell(u.Elem())
	case *types.Struct:
		to = choose(s, []string{"*" + old, "struct{}"})
	}
	if to == "" || to == old {
		return nil
	}
	edits := []edit{s.replace(e, to)}
	if s.Intn(3) > 0 {
		for _, other := range all {
			if s.of(other) == old && other != e {
				edits = append(edits, s.replace(other, to))
			}
		}
	}
	for _, name := range []string{"Number", "Text", "Many", "Same", "Keyed"} {
		if uses(to, name) && s.pkg.Scope().Lookup(name) == nil {
			edits = append(edits, edit{len(s.text), len(s.text), "\n" + added})
		}
	}
	return edits
}

// addComment puts a comment between two tokens.
func addComment(s *site) []edit {
	f := s.function()
	var lexer scanner.Scanner
	set := token.NewFileSet()
	src := []byte(s.text)
	lexer.Init(set.AddFile("", set.Base(), len(src)), src, nil, 0)
	var ends, lines []int
	for {
		pos, tok, _ := lexer.Scan()
		at := int(pos) - 1
		if tok == token.EOF || at > s.at(f.Body.Rbrace) {
			break
		}
		if at > s.at(f.Body.Lbrace) {
			ends = append(ends, at)
			if tok == token.SEMICOLON && at < len(s.text) && s.text[at] == '\n' {
				lines = append(lines, at)
			}
		}
	}
	if s.Intn(2) == 0 {
		at := choose(s, ends)
		return []edit{{at, at, choose(s, []string{" /* here */ ", " /* two\nlines */ "})}}
	}
	at := choose(s, lines)
	return []edit{{at, at, choose(s, []string{" // at the end", "\n// above\n", "\n\n// alone\n\n"})}}
}

func nameResults(s *site) []edit {
	f := s.function()
	if f.Type.Results == nil {
		return nil
	}
	fields := f.Type.Results.List
	var edits []edit
	if len(fields[0].Names) > 0 {
		// A plain return will do.
		var all []edit
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok {
				var left []string
				for _, field := range fields {
					for _, name := range field.Names {
						left = append(left, name.Name)
					}
				}
				var right []string
				for _, x := range r.Results {
					right = append(right, s.of(x))
				}
				if len(right) > 0 {
					all = append(all, s.replace(r, strings.Join(left, ", ")+" = "+strings.Join(right, ", ")+"\nreturn"))
				}
			}
			return true
		})
		return []edit{choose(s, all)}
	}
	made := []string{"result", "second", "third"}
	if s.Intn(2) == 0 {
		// A local variable becomes the result.
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) > 0 {
				if name, ok := r.Results[0].(*ast.Ident); ok && name.Name != "nil" {
					made[0] = name.Name
				}
			}
			return true
		})
		for _, l := range f.Body.List {
			if d, ok := l.(*ast.DeclStmt); ok && strings.HasPrefix(s.of(d), "var "+made[0]+" ") {
				edits = append(edits, s.replace(d, ""))
			}
			if a, ok := l.(*ast.AssignStmt); ok && a.Tok == token.DEFINE && s.of(a.Lhs[0]) == made[0] {
				edits = append(edits, edit{s.at(a.TokPos), s.at(a.TokPos) + 2, "="})
			}
		}
	}
	var all []string
	for k, field := range fields {
		all = append(all, made[k]+" "+s.of(field.Type))
	}
	return append(edits, s.replace(f.Type.Results, "("+strings.Join(all, ", ")+")"))
}

// wrapper is a function that calls another in its place.
func (s *site) wrapper(f *ast.FuncDecl, call string) string {
	doc := ""
	if f.Doc != nil {
		for _, line := range f.Doc.List {
			if strings.HasPrefix(line.Text, "//prove:") {
				doc += line.Text + "\n"
			}
		}
	}
	var args []string
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			arg := name.Name
			if _, ok := field.Type.(*ast.Ellipsis); ok {
				arg += "..."
			}
			args = append(args, arg)
		}
	}
	head := s.text[s.at(f.Type.Params.Pos()):s.at(f.Type.End())]
	call += "(" + strings.Join(args, ", ") + ")"
	if f.Type.Results != nil {
		call = "return " + call
	}
	s.calls = "calls" + strings.ToUpper(f.Name.Name[:1]) + f.Name.Name[1:]
	return "\n" + doc + "func " + s.calls + head + " {\n" + call + "\n}\n"
}

func (s *site) called() *ast.FuncDecl {
	for _, f := range s.functions {
		if f.Recv == nil && f.Name.Name == s.target && f.Type.TypeParams == nil {
			return f
		}
	}
	return nil
}

func makeMethod(s *site) []edit {
	f := s.called()
	of := choose(s, []string{"holder", "*holder", "box", "*box"})
	name := strings.TrimPrefix(of, "*")
	receiver := map[string]string{"holder": "holder", "*holder": "new(holder)", "box": "box(nil)", "*box": "new(box)"}[of]
	declared := map[string]string{"holder": "type holder struct {\n\tcount int\n\titems []string\n}\n", "box": "type box []int\n"}[name]
	at, end := s.at(f.Name.Pos()), len(s.text)
	edits := []edit{{at, at, "(" + choose(s, []string{"h ", "", "_ "}) + of + ") "}, {end, end, s.wrapper(f, receiver+"."+f.Name.Name)}}
	if s.pkg.Scope().Lookup(name) == nil {
		edits = append(edits, edit{end, end, "\n" + declared})
	}
	return edits
}

// makeGeneric makes a type of a parameter, or what it holds, a type parameter.
func makeGeneric(s *site) []edit {
	f := s.called()
	var all []ast.Expr
	ast.Inspect(f.Type.Params, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && s.info.Types[e].IsType() {
			all = append(all, e)
		}
		return true
	})
	e := choose(s, all)
	old := s.of(e)
	constraints := []string{"any", "comparable", "~" + old, old, "interface{ ~" + old + " | ~int }", "interface{ ~int | ~uint8 | ~string }"}
	if slice, ok := s.info.TypeOf(e).Underlying().(*types.Slice); ok {
		constraints = append(constraints, "~[]"+s.spell(slice.Elem()))
	}
	edits := []edit{s.replace(e, "T")}
	if s.Intn(2) == 0 {
		ast.Inspect(f, func(n ast.Node) bool {
			if other, ok := n.(ast.Expr); ok && other != e && s.info.Types[other].IsType() && s.of(other) == old {
				edits = append(edits, s.replace(other, "T"))
			}
			return true
		})
	}
	at, end := s.at(f.Name.End()), len(s.text)
	call := f.Name.Name
	if s.Intn(2) == 0 {
		call += "[" + old + "]"
	}
	return append(edits, edit{at, at, "[T " + choose(s, constraints) + "]"}, edit{end, end, s.wrapper(f, call)})
}

func renameImport(s *site) []edit {
	spec := choose(s, s.file.Imports)
	var o types.Object = s.info.Implicits[spec]
	if spec.Name != nil {
		o = s.info.Defs[spec.Name]
	}
	dot := s.Intn(3) == 0
	name := choose(s, []string{"other", "str", "lib", "_lib", "append2", "strs"})
	edits := []edit{{s.at(spec.Pos()), s.at(spec.Path.Pos()), name + " "}}
	if dot {
		edits[0].text = ". "
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if x, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := x.X.(*ast.Ident); ok && s.info.Uses[id] == o {
				if dot {
					edits = append(edits, edit{s.at(id.Pos()), s.at(x.Sel.Pos()), ""})
				} else {
					edits = append(edits, s.replace(id, name))
				}
			}
		}
		return true
	})
	return edits
}

// addParameter gives the function something more to work with.
func addParameter(s *site) []edit {
	f := s.called()
	at := s.at(f.Type.Params.Closing)
	text := choose(s, []string{"more []string", "flag bool", "count int", "name string", "raw []byte", "values map[string]int", "given error", "other []int"})
	if f.Type.Params.NumFields() > 0 {
		text = ", " + text
	}
	// The stated inputs are for the others.
	edits := []edit{{at, at, text}}
	if f.Doc != nil {
		for _, line := range f.Doc.List {
			if strings.HasPrefix(line.Text, "//prove:with ") {
				edits = append(edits, edit{s.at(line.End()), s.at(line.End()), ", _"})
			}
		}
	}
	return edits
}

// breakLine lays something out over several lines.
func breakLine(s *site) []edit {
	var all []edit
	ast.Inspect(s.function().Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if len(n.Args) > 0 {
				a, b := s.at(n.Lparen)+1, s.at(n.Rparen)
				if !strings.HasSuffix(strings.TrimRight(s.text[a:b], " \t\n"), ",") {
					all = append(all, edit{a, b, "\n" + s.text[a:b] + ",\n"})
				}
				all = append(all, edit{s.at(n.Args[0].Pos()), s.at(n.Args[0].Pos()), "\n"})
			}
		case *ast.BinaryExpr:
			at := s.at(n.Y.Pos())
			all = append(all, edit{at, at, "\n"})
		case *ast.BlockStmt:
			at := s.at(n.Lbrace) + 1
			all = append(all, edit{at, at, "\n\n"}, edit{s.at(n.Rbrace), s.at(n.Rbrace), "\n\n"})
		case *ast.AssignStmt:
			at := s.at(n.Rhs[0].Pos())
			all = append(all, edit{at, at, "\n"})
		}
		return true
	})
	return []edit{choose(s, all)}
}
