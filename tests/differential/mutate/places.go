package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// These changes leave a program as it is, more or less, and let something stand at another place: in a variable of its own, in the
// head of a statement, in the package, in a struct, in a function literal, in a function that is called twice.

// statements are those of all lists in a function, each with the one in front of it.
func (s *site) statements(f *ast.FuncDecl) (all [][2]ast.Stmt) {
	for _, l := range lists(f.Body) {
		var last ast.Stmt
		for _, one := range l.statements {
			all = append(all, [2]ast.Stmt{last, one})
			last = one
		}
	}
	return all
}

// hoist gives an expression a variable, or a constant a name, in front of the statement that it stands in.
func hoist(s *site) []edit {
	f := s.function()
	var all []ast.Expr
	for _, e := range s.values(f) {
		if _, isName := e.(*ast.Ident); !isName {
			if _, isTuple := s.info.TypeOf(e).(*types.Tuple); !isTuple {
				all = append(all, e)
			}
		}
	}
	e := choose(s, all)
	var at token.Pos
	for _, pair := range s.statements(f) {
		// The innermost is the last that holds it.
		if one := pair[1]; one.Pos() <= e.Pos() && e.End() <= one.End() {
			at = one.Pos()
		}
	}
	name := choose(s, []string{"value", "given", "single", "word", "left"})
	if s.info.Types[e].Value != nil {
		declared := "const " + name + " = " + s.of(e) + "\n"
		if s.Intn(2) == 0 {
			return []edit{s.replace(e, name), {len(s.text), len(s.text), "\n" + declared}}
		}
		return []edit{s.replace(e, name), {s.at(at), s.at(at), declared}}
	}
	return []edit{s.replace(e, name), {s.at(at), s.at(at), name + " := " + s.of(e) + "\n"}}
}

// inline puts what a variable is declared with in the place of its first use.
func inline(s *site) []edit {
	f := s.function()
	var all [][]edit
	for _, pair := range s.statements(f) {
		a, ok := pair[1].(*ast.AssignStmt)
		if !ok || a.Tok != token.DEFINE || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
			continue
		}
		o := s.info.Defs[a.Lhs[0].(*ast.Ident)]
		var uses []edit
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok && o != nil && s.info.Uses[name] == o {
				uses = append(uses, s.replace(name, s.of(a.Rhs[0])))
			}
			return true
		})
		if len(uses) == 1 {
			all = append(all, append(uses, s.replace(a, "")))
		}
	}
	return choose(s, all)
}

// moveIntoHead makes a statement the first part of the head of the next one, or the other way round.
func moveIntoHead(s *site) []edit {
	var all [][]edit
	move := func(before, to, init ast.Stmt, keyword string) {
		at := s.at(to.Pos()) + len(keyword)
		if init != nil {
			// The head of a loop keeps its semicolon.
			end := s.at(init.End())
			if keyword != "for" {
				end++
			}
			all = append(all, []edit{{s.at(to.Pos()), s.at(to.Pos()), s.of(init) + "\n"}, {s.at(init.Pos()), end, ""}})
			return
		}
		switch before.(type) {
		case *ast.AssignStmt, *ast.ExprStmt, *ast.IncDecStmt:
			all = append(all, []edit{s.replace(before, ""), {at, at, " " + s.of(before) + ";"}})
		}
	}
	for _, pair := range s.statements(s.function()) {
		switch n := pair[1].(type) {
		case *ast.IfStmt:
			move(pair[0], n, n.Init, "if")
			all = append(all, []edit{{s.at(n.Pos()), s.at(n.Pos()), "if " + s.condition(n.Pos(), 0) + " {\nnoted(1)\n} else "}})
		case *ast.SwitchStmt:
			move(pair[0], n, n.Init, "switch")
		case *ast.ForStmt:
			if n.Cond != nil && (n.Init != nil || n.Post == nil) {
				move(pair[0], n, n.Init, "for")
			}
		}
	}
	return choose(s, all)
}

// local is a variable of a function, where it is declared, if a statement does that, and where it is used behind that.
type local struct {
	*types.Var
	declared ast.Stmt
	value    string
	uses     []*ast.Ident
}

// locals are the parameters, and the variables that a statement of their own declares.
func (s *site) locals(f *ast.FuncDecl) (all []local) {
	add := func(name *ast.Ident, declared ast.Stmt, value string) {
		v, ok := s.info.Defs[name].(*types.Var)
		if !ok {
			return
		}
		one := local{Var: v, declared: declared, value: value}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if use, ok := n.(*ast.Ident); ok && s.info.Uses[use] == v {
				one.uses = append(one.uses, use)
			}
			return true
		})
		all = append(all, one)
	}
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			add(name, nil, "")
		}
	}
	for _, pair := range s.statements(f) {
		switch n := pair[1].(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE && len(n.Lhs) == 1 && len(n.Rhs) == 1 {
				add(n.Lhs[0].(*ast.Ident), n, s.of(n.Rhs[0]))
			}
		case *ast.DeclStmt:
			if d := n.Decl.(*ast.GenDecl); d.Tok == token.VAR && len(d.Specs) == 1 {
				if v := d.Specs[0].(*ast.ValueSpec); len(v.Names) == 1 && len(v.Values) == 0 {
					add(v.Names[0], n, "*new("+s.of(v.Type)+")")
				}
			}
		}
	}
	return all
}

// moveOut makes a local variable one of the package, or a parameter.
func moveOut(s *site) []edit {
	f := s.function()
	v := choose(s, s.locals(f))
	spelled := s.spell(v.Type())
	if v.declared != nil && s.Intn(3) == 0 {
		at, text := s.at(f.Type.Params.Closing), v.Name()+" "+spelled
		if f.Type.Params.NumFields() > 0 {
			text = ", " + text
		}
		return []edit{{at, at, text}, s.replace(v.declared, choose(s, []string{"", v.Name() + " = " + v.value}))}
	}
	name := choose(s, []string{v.Name(), v.Name(), "kept"})
	edits := []edit{{len(s.text), len(s.text), "\nvar " + name + " " + spelled + "\n"}}
	for _, use := range v.uses {
		edits = append(edits, s.replace(use, name))
	}
	if v.declared != nil {
		return append(edits, s.replace(v.declared, name+" = "+v.value))
	}
	// The parameter would hide it.
	at := s.at(f.Body.Lbrace) + 1
	if name == v.Name() {
		return nil
	}
	return append(edits, edit{at, at, "\n" + name + " = " + v.Name() + "\n"})
}

// moveIntoStruct makes a local variable a field, an element, or what a pointer leads to.
func moveIntoStruct(s *site) []edit {
	f := s.function()
	v := choose(s, s.locals(f))
	name, spelled := v.Name(), s.spell(v.Type())
	places := []struct{ made, path string }{
		{"group := struct{ " + name + " " + spelled + " }{" + name + "}", "group." + name},
		{"group := &struct{ " + name + " " + spelled + "; second int }{" + name + ", 1}", "group." + name},
		{"type inner struct{ " + name + " " + spelled + " }\ntype outer struct{ inner }\ngroup := outer{inner{" + name + "}}", "group." + name},
		{"type inner struct{ " + name + " " + spelled + " }\ntype outer struct{ *inner }\ngroup := &outer{&inner{" + name + "}}", "group." + name},
		{"group := [1]" + spelled + "{" + name + "}", "group[0]"},
		{"group := []" + spelled + "{" + name + "}", "group[0]"},
		{"group := map[string]" + spelled + "{\"x\": " + name + "}", "group[\"x\"]"},
		{"group := &" + name, "(*group)"},
		{"group := func() " + spelled + " { return " + name + " }", "group()"},
	}
	place := choose(s, places)
	at := s.at(f.Body.Lbrace) + 1
	if v.declared != nil {
		at = s.at(v.declared.End())
	}
	edits := []edit{{at, at, "\n" + place.made + "\n"}}
	for _, use := range v.uses {
		edits = append(edits, s.replace(use, place.path))
	}
	return edits
}

// moveIntoLiteral makes the body that of a function literal, which is called on the spot, by its name, or by somebody else.
func moveIntoLiteral(s *site) []edit {
	f := s.function()
	a, b := s.at(f.Body.Lbrace)+1, s.at(f.Body.Rbrace)
	around := func(head, tail string) []edit { return []edit{{a, a, "\n" + head}, {b, b, tail + "\n"}} }
	results := f.Type.Results
	if results == nil {
		one := choose(s, [][2]string{{"func() {", "}()"}, {"inside := func() {", "}\ninside()"}, {"carriedOut(func() {", "})"}})
		return around(one[0], one[1])
	}
	head := "func() " + s.of(results) + " {"
	if results.NumFields() == 1 && s.Intn(3) == 0 {
		return around("var given "+s.spell(s.info.TypeOf(results.List[0].Type))+"\ncarriedOut(func() {\ngiven = "+head, "}()\n})\nreturn given")
	}
	if s.Intn(2) == 0 {
		return around("inside := "+head, "}\nreturn inside()")
	}
	return around("return "+head, "}()")
}

// mergeDeclarations makes one statement of two that declare or assign something.
func mergeDeclarations(s *site) []edit {
	var all [][]edit
	for _, pair := range s.statements(s.function()) {
		a, ok := pair[0].(*ast.AssignStmt)
		b, good := pair[1].(*ast.AssignStmt)
		if ok && good && a.Tok == b.Tok && len(a.Rhs) == 1 && len(b.Rhs) == 1 && len(a.Lhs) == 1 && len(b.Lhs) == 1 {
			text := s.of(a.Lhs[0]) + ", " + s.of(b.Lhs[0]) + " " + a.Tok.String() + " " + s.of(a.Rhs[0]) + ", " + s.of(b.Rhs[0])
			all = append(all, []edit{s.replace(a, text), s.replace(b, "")})
		}
	}
	return choose(s, all)
}

// duplicateFunction lets the function be there twice, so that what it needs of its own is needed twice; both are called.
func duplicateFunction(s *site) []edit {
	f := s.called()
	// Calls in calls in calls end where the compiler stops inlining, and that is not what is asked here.
	if len(f.Type.Params.List) > 0 && len(f.Type.Params.List[0].Names) == 0 || strings.HasPrefix(f.Name.Name, "calls") {
		return nil
	}
	name := f.Name.Name + choose(s, []string{"2", "Again", "er"})
	twin := s.text[s.at(f.Name.End()):s.at(f.End())]
	wrapper := s.wrapper(f, name)
	first := f.Name.Name + wrapper[strings.LastIndex(wrapper, name+"(")+len(name):strings.LastIndex(wrapper, "\n}")]
	at := strings.LastIndex(wrapper, "{\n") + 2
	end := len(s.text)
	return []edit{{end, end, "\nfunc " + name + twin + "\n"}, {end, end, wrapper[:at] + first + "\n" + wrapper[at:]}}
}

// passTwice lets two parameters share what they lead to.
func passTwice(s *site) []edit {
	f := s.called()
	type parameter struct {
		name  string
		field *ast.Field
	}
	var all []parameter
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			all = append(all, parameter{name.Name, field})
		}
	}
	x := choose(s, all)
	var same []parameter
	for _, other := range all {
		_, spread := other.field.Type.(*ast.Ellipsis)
		if other.name != x.name && !spread && types.Identical(s.info.TypeOf(other.field.Type), s.info.TypeOf(x.field.Type)) {
			same = append(same, other)
		}
	}
	y := choose(s, same)
	passed := y.name
	switch s.info.TypeOf(y.field.Type).Underlying().(type) {
	case *types.Slice:
		passed = choose(s, []string{y.name, y.name + "[:len(" + y.name + ")/2]", y.name + "[len(" + y.name + ")/2:]", y.name + "[:0]", y.name + "[min(1, len(" + y.name + ")):]"})
	case *types.Map, *types.Pointer, *types.Interface:
	default:
		return nil
	}
	var params, args []string
	for _, one := range all {
		arg := one.name
		if _, ok := one.field.Type.(*ast.Ellipsis); ok {
			arg += "..."
		}
		if one.name == x.name {
			arg = passed
		} else {
			params = append(params, one.name+" "+s.of(one.field.Type))
		}
		args = append(args, arg)
	}
	s.calls = "shares" + strings.ToUpper(f.Name.Name[:1]) + f.Name.Name[1:]
	results, back := "", ""
	if f.Type.Results != nil {
		results, back = s.of(f.Type.Results), "return "
	}
	end := len(s.text)
	return []edit{{end, end, "\nfunc " + s.calls + "(" + strings.Join(params, ", ") + ") " + results + " {\n" + back + f.Name.Name + "(" + strings.Join(args, ", ") + ")\n}\n"}}
}
