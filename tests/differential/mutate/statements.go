package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// around is what stands around a place.
type around struct {
	loop, literal bool
	results       *types.Tuple
	named         bool
}

func (s *site) around(f *ast.FuncDecl, at token.Pos) (a around) {
	signature := s.info.Defs[f.Name].Type().(*types.Signature)
	a.results = signature.Results()
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if n == nil || at < n.Pos() || n.End() < at {
			return false
		}
		switch n := n.(type) {
		case *ast.ForStmt:
			a.loop = a.loop || n.Body.Lbrace < at && at <= n.Body.Rbrace
		case *ast.RangeStmt:
			a.loop = a.loop || n.Body.Lbrace < at && at <= n.Body.Rbrace
		case *ast.FuncLit:
			a.loop, a.literal = false, true
			a.results = s.info.TypeOf(n).(*types.Signature).Results()
		}
		return true
	})
	a.named = a.results.Len() > 0 && a.results.At(0).Name() != ""
	return a
}

func insertStatement(s *site) []edit {
	f := s.function()
	l := choose(s, lists(f.Body))
	at := l.end
	if len(l.statements) > 0 {
		if k := s.Intn(len(l.statements) + 1); k < len(l.statements) {
			at = l.statements[k].Pos()
		}
	}
	text := s.statement(f, at)
	if text == "" {
		return nil
	}
	offset := s.at(at)
	return []edit{{offset, offset, "\n" + text + "\n"}}
}

// statement makes one that means something at a place.
func (s *site) statement(f *ast.FuncDecl, at token.Pos) string {
	a := s.around(f, at)
	leave := func() string {
		if a.loop && s.Intn(3) > 0 {
			return choose(s, []string{"break", "continue"})
		}
		if a.named && s.Intn(2) == 0 || a.results.Len() == 0 {
			return "return"
		}
		var all []string
		for i := 0; i < a.results.Len(); i++ {
			all = append(all, s.expression(a.results.At(i).Type(), at, 1))
		}
		return "return " + strings.Join(all, ", ")
	}
	if s.Intn(7) == 0 {
		return choose(s, []func() string{
			func() string { return "if " + s.condition(at, 0) + " {\n" + leave() + "\n}" },
			func() string { return leave() },
			func() string { return "noted(6)" },
			func() string { return "_ = " + s.effect(at) },
			func() string { return "defer func() { noted(8); recover() }()" },
			func() string { return "if " + s.condition(at, 0) + " {\npanic(\"left\")\n}" },
		})()
	}
	v := choose(s, s.variables(at))
	name, t := v.Name(), v.Type()
	// What is held is compared, and what the standard library keeps to itself is nobody's business.
	hold := func(x string, t types.Type) string {
		if !isOwn(t, s.pkg, 0) {
			return "noted(1)"
		}
		return "hold(" + x + ")"
	}
	other := func() string { return s.expression(t, at, 1) }
	all := []func() string{
		func() string { return "_ = " + name },
		func() string { return hold(name, t) },
		func() string { return name + " = " + other() },
		func() string { return "if " + s.condition(at, 0) + " {\n" + name + " = " + other() + "\n}" },
		func() string { return "defer func() { recover(); " + hold(name, t) + " }()" },
		func() string { return "defer " + hold(name, t) },
		func() string { return "func() { " + name + " = " + other() + " }()" },
		func() string { return "later := func() { " + name + " = " + other() + " }\ndefer later()" },
		func() string { return "early := func() { " + name + " = " + other() + " }\nearly()\nearly()" },
		func() string { return "address := &" + name + "\n*address = " + other() },
		func() string {
			return "alias := " + name + "\n_ = alias\n" + name + " = " + other() + "\n" + hold("alias", t)
		},
		func() string { return "{\n" + name + " := " + other() + "\n_ = " + name + "\n}" },
		func() string { return name + " := " + name + "\n_ = " + name },
		func() string {
			return "get := func() " + s.spell(t) + " { return " + name + " }\n_ = get()\n" + hold("get()", t)
		},
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		element := func() string { return s.expression(u.Elem(), at, 1) }
		all = append(all,
			func() string { return name + " = append(" + name + ", " + element() + ")" },
			func() string { return name + " = append(" + name + ", " + name + "...)" },
			func() string { return "if len(" + name + ") > 0 {\n" + name + "[0] = " + element() + "\n}" },
			func() string { return name + "[len(" + name + ")-1] = " + element() },
			func() string { return "noted(len(" + name + "))" },
			func() string { return "_ = cap(" + name + ")" },
			func() string { return "if " + name + " == nil {\nnoted(7)\n}" },
			func() string { return name + " = " + name + "[:0]" },
			func() string { return name + " = " + name + "[1:]" },
			func() string { return name + " = nil" },
			func() string {
				return "alias := " + name + "\nalias = append(alias, " + element() + ")\n" + name + " = append(" + name + ", " + element() + ")\nhold(alias)"
			},
			func() string { return "for i := range " + name + " {\n" + name + "[i] = " + element() + "\n}" },
			func() string { return "defer func() { if " + name + " == nil { noted(9) } }()" },
			func() string { return "copy(" + name + ", " + other() + ")" },
		)
	case *types.Map:
		all = append(all,
			func() string {
				return name + "[" + s.expression(u.Key(), at, 1) + "] = " + s.expression(u.Elem(), at, 1)
			},
			func() string { return "delete(" + name + ", " + s.expression(u.Key(), at, 1) + ")" },
			func() string { return "for key := range " + name + " {\ndelete(" + name + ", key)\nbreak\n}" },
			func() string { return "noted(len(" + name + "))" },
			func() string { return "if " + name + " == nil {\nnoted(7)\n}" },
		)
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			all = append(all,
				func() string { return name + "++" },
				func() string { return name + "--" },
				func() string { return name + " /= 2" },
				func() string { return "noted(int(" + name + "))" },
			)
		}
		if u.Info()&types.IsString != 0 {
			all = append(all,
				func() string { return name + " += " + other() },
				func() string { return "notedText(string(" + name + "))" },
				func() string { return name + " = " + name + "[1:]" },
			)
		}
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Struct); ok {
			all = append(all,
				func() string { return "copied := *" + name + "\n_ = copied\n" + hold("copied", u.Elem()) },
				func() string { return "*" + name + " = " + s.spell(u.Elem()) + "{}" },
			)
		}
	}
	structure, _ := t.Underlying().(*types.Struct)
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		structure, _ = pointer.Elem().Underlying().(*types.Struct)
	}
	if structure != nil && structure.NumFields() > 0 {
		field := structure.Field(s.Intn(structure.NumFields()))
		path := name + "." + field.Name()
		all = append(all,
			func() string { return path + " = " + s.expression(field.Type(), at, 1) },
			func() string { return hold(path, field.Type()) },
			func() string { return "inner := &" + path + "\n*inner = " + s.expression(field.Type(), at, 1) },
			func() string { return path + " = " + s.expression(field.Type(), at, 1) },
		)
	}
	return choose(s, all)()
}

// isOwn tells whether a type is made of nothing but values of this package and predeclared ones.
func isOwn(t types.Type, pkg *types.Package, depth int) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != pkg && named.Obj().Pkg() != nil || depth > 4 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Slice:
		return isOwn(u.Elem(), pkg, depth+1)
	case *types.Array:
		return isOwn(u.Elem(), pkg, depth+1)
	case *types.Pointer:
		return isOwn(u.Elem(), pkg, depth+1)
	case *types.Map:
		return isOwn(u.Key(), pkg, depth+1) && isOwn(u.Elem(), pkg, depth+1)
	case *types.Struct:
		for i := 0; i < u.NumFields(); i++ {
			if !isOwn(u.Field(i).Type(), pkg, depth+1) {
				return false
			}
		}
		return true
	}
	return false
}

// run chooses statements that follow each other.
func (s *site) run() (f *ast.FuncDecl, from, to token.Pos) {
	f = s.function()
	l := choose(s, lists(f.Body))
	k := s.Intn(len(l.statements))
	n := k + s.Intn(min(3, len(l.statements)-k))
	return f, l.statements[k].Pos(), l.statements[n].End()
}

func wrapStatements(s *site) []edit {
	_, from, to := s.run()
	if s.Intn(3) == 0 {
		// Up to the end.
		l := choose(s, lists(s.function().Body))
		from, to = choose(s, l.statements).Pos(), l.statements[len(l.statements)-1].End()
	}
	condition := s.condition(from, 0)
	around := choose(s, [][2]string{
		{"if " + condition + " {", "}"},
		{"if " + condition + " {\nnoted(2)\n} else {", "}"},
		{"if " + condition + " {\ngoto done\n}\n{", "}\ndone:\nnoted(2)"},
		{"{", "}"},
		{"again:\n{", "}\nif truth() {\ngoto again\n}"},
		{"for round := 0; round < 2; round++ {", "}"},
		{"for range [3]int{} {", "}"},
		{"for range func(yield func() bool) { _ = yield() && yield() } {", "}"},
		{"for {", "break\n}"},
		{"for " + condition + " {", "noted(1)\nif truth() {\nbreak\n}\n}"},
		{"outer:\nfor range 2 {", "if truth() {\ncontinue outer\n}\n}"},
		{"switch {\ncase " + condition + ":", "}"},
		{"switch any(noted(1)).(type) {\ncase int:", "}"},
		{"block:\nswitch {\ndefault:\nif " + condition + " {\nbreak block\n}", "}"},
		{"select {\ndefault:", "}"},
		{"func() {", "}()"},
		{"defer func() {", "}()"},
	})
	a, b := s.at(from), s.at(to)
	return []edit{{a, a, around[0] + "\n"}, {b, b, "\n" + around[1]}}
}

func duplicateStatement(s *site) []edit {
	_, from, to := s.run()
	a, b := s.at(from), s.at(to)
	return []edit{{b, b, "\n" + s.text[a:b]}}
}

// deferStatement makes a call wait for the end of its function: what it is given is evaluated at once, all the same.
func deferStatement(s *site) []edit {
	var all []ast.Node
	ast.Inspect(s.function().Body, func(n ast.Node) bool {
		if statement, ok := n.(*ast.ExprStmt); ok {
			all = append(all, statement)
		}
		return true
	})
	at := s.at(choose(s, all).Pos())
	return []edit{{at, at, "defer "}}
}

func deleteStatement(s *site) []edit {
	l := choose(s, lists(s.function().Body))
	return []edit{s.replace(choose(s, l.statements), "")}
}

func swapStatements(s *site) []edit {
	l := choose(s, lists(s.function().Body))
	k := s.Intn(len(l.statements) - 1)
	x, y := l.statements[k], l.statements[k+1]
	return []edit{s.replace(x, s.of(y)), s.replace(y, s.of(x))}
}

// changeDeclaration writes a declaration in another way.
func changeDeclaration(s *site) []edit {
	var all [][]edit
	ast.Inspect(s.function().Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE || len(n.Lhs) != 1 || len(n.Rhs) != 1 {
				return true
			}
			x, value := s.of(n.Lhs[0]), s.of(n.Rhs[0])
			t := s.info.TypeOf(n.Lhs[0])
			spelled := s.spell(t)
			all = append(all,
				[]edit{s.replace(n, "var "+x+" = "+value)}, []edit{s.replace(n, "var "+x+" "+spelled+" = "+value)},
				[]edit{s.replace(n, "var "+x+" "+spelled)}, []edit{s.replace(n, "var "+x+" "+spelled+"\n"+x+" = "+value)},
				[]edit{s.replace(n, x+", second := "+value+", noted(3)\n_ = second")}, []edit{s.replace(n, "var "+x+" "+spelled+" = nil")},
				[]edit{s.replace(n, "var (\n"+x+" = "+value+"\n)")},
			)
		case *ast.DeclStmt:
			d := n.Decl.(*ast.GenDecl)
			if d.Tok != token.VAR || len(d.Specs) != 1 {
				return true
			}
			v := d.Specs[0].(*ast.ValueSpec)
			if v.Type == nil || len(v.Values) > 0 || len(v.Names) != 1 {
				return true
			}
			x, t := v.Names[0].Name, s.of(v.Type)
			all = append(all,
				[]edit{s.replace(n, x+" := "+t+"{}")}, []edit{s.replace(n, "var "+x+" "+t+" = nil")}, []edit{s.replace(n, x+" := "+t+"(nil)")},
				[]edit{s.replace(n, "var "+x+", second "+t+"\n_ = second")}, []edit{s.replace(n, x+" := make("+t+", 0)")},
				[]edit{s.replace(n, x+" := "+s.expression(s.info.TypeOf(v.Type), n.Pos(), 0))}, []edit{s.replace(n, "type local = "+t+"\nvar "+x+" local")},
			)
		case *ast.RangeStmt:
			x := s.of(n.X)
			head := s.text[s.at(n.Pos()):s.at(n.X.Pos())]
			all = append(all,
				[]edit{{s.at(n.Pos()), s.at(n.X.End()), "source := " + x + "\n" + head + "source"}},
				[]edit{{s.at(n.Pos()), s.at(n.Pos()), "outer:\n"}, {s.at(n.Body.Rbrace), s.at(n.Body.Rbrace), "\nif " + s.condition(n.Body.Rbrace, 0) + " {\ncontinue outer\n}\n"}},
				[]edit{{s.at(n.Pos()), s.at(n.Pos()), "outer:\n"}, {s.at(n.Body.Lbrace) + 1, s.at(n.Body.Lbrace) + 1, "\nif " + s.condition(n.Body.Lbrace+1, 0) + " {\nbreak outer\n}\n"}},
			)
			if n.Key != nil {
				all = append(all, []edit{{s.at(n.Pos()), s.at(n.X.End()), "for " + s.of(n.Key) + " := 0; " + s.of(n.Key) + " < len(" + x + "); " + s.of(n.Key) + "++ "}})
			}
		}
		return true
	})
	return choose(s, all)
}
