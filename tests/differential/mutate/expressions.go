package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// expression makes one of a type that means something at a place.
func (s *site) expression(t types.Type, pos token.Pos, depth int) string {
	variables := s.variables(pos)
	var same []string
	for _, v := range variables {
		name := v.Name()
		if types.Identical(v.Type(), t) {
			same = append(same, name, name)
		}
		if depth > 2 {
			continue
		}
		switch u := v.Type().Underlying().(type) {
		case *types.Struct:
			same = append(same, s.fields(name, u, t)...)
		case *types.Pointer:
			if inner, ok := u.Elem().Underlying().(*types.Struct); ok {
				same = append(same, s.fields(name, inner, t)...)
			}
			if types.Identical(u.Elem(), t) {
				same = append(same, "*"+name)
			}
		case *types.Slice:
			if types.Identical(u.Elem(), t) {
				same = append(same, name+"[0]", name+"[len("+name+")-1]")
			}
		case *types.Map:
			if types.Identical(u.Elem(), t) {
				same = append(same, name+"["+s.expression(u.Key(), pos, depth+1)+"]")
			}
		}
	}
	if len(same) > 0 && s.Intn(3) > 0 {
		return choose(s, same)
	}
	made := s.made(t, pos, depth)
	if made == "" {
		if len(same) > 0 {
			return choose(s, same)
		}
		return "*new(" + s.spell(t) + ")"
	}
	return made
}

func (s *site) fields(name string, of *types.Struct, t types.Type) (all []string) {
	for i := 0; i < of.NumFields(); i++ {
		if f := of.Field(i); types.Identical(f.Type(), t) && (f.Exported() || f.Pkg() == s.pkg) && f.Name() != "_" {
			all = append(all, name+"."+f.Name())
		}
	}
	return all
}

// made is a new expression of a type; empty where there is nothing to make.
func (s *site) made(t types.Type, pos token.Pos, depth int) string {
	if depth > 3 {
		return ""
	}
	sub := func(t types.Type) string { return s.expression(t, pos, depth+1) }
	name := s.spell(t)
	convert := func(text string) string {
		if basic, ok := t.(*types.Basic); ok && (basic.Kind() == types.Int || basic.Kind() == types.String || basic.Kind() == types.Bool) {
			return text
		}
		return name + "(" + text + ")"
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsInteger != 0:
			all := []string{"0", "1", "2", "3", "7", "100", "noted(" + sub(types.Typ[types.Int]) + ")", "fails(" + sub(types.Typ[types.Int]) + ")"}
			if u.Info()&types.IsUnsigned == 0 {
				all = append(all, "-1", "-2")
			}
			for _, v := range s.variables(pos) {
				switch v.Type().Underlying().(type) {
				case *types.Slice, *types.Map:
					all = append(all, "len("+v.Name()+")")
				}
				if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
					all = append(all, "len("+v.Name()+")")
				}
			}
			text := choose(s, all)
			if s.Intn(5) == 0 {
				return sub(t) + choose(s, []string{" + ", " - ", " * "}) + sub(t)
			}
			return convert(text)
		case u.Info()&types.IsString != 0:
			if s.Intn(4) == 0 {
				return sub(t) + " + " + sub(t)
			}
			return convert(choose(s, []string{`""`, `"a"`, `"é"`, `"100%"`, `"%d"`, `"\x00\xff"`, `"a,b"`, `"abc"`, "notedText(" + sub(types.Typ[types.String]) + ")", "string([]byte{'a', 'b'})"}))
		case u.Info()&types.IsBoolean != 0:
			return convert(s.condition(pos, depth+1))
		case u.Info()&types.IsFloat != 0:
			return convert(choose(s, []string{"0", "1.5", "-2"}))
		}
	case *types.Slice:
		v := sub
		return choose(s, []func() string{
			func() string { return name + "(nil)" },
			func() string { return name + "{}" },
			func() string { return name + "{" + sub(u.Elem()) + "}" },
			func() string { return name + "{" + sub(u.Elem()) + ", " + sub(u.Elem()) + "}" },
			func() string { return v(t) + "[:0]" },
			func() string { x := v(t); return x + "[:len(" + x + "):len(" + x + ")]" },
			func() string { return v(t) + "[1:]" },
			func() string { return "append(" + v(t) + ", " + sub(u.Elem()) + ")" },
			func() string { return "append(" + v(t) + ", " + v(t) + "...)" },
			func() string { return "make(" + name + ", " + choose(s, []string{"0", "1", "0, 9", "2, 3"}) + ")" },
			func() string { return "func() " + name + " { noted(5); return " + v(t) + " }()" },
		})()
	case *types.Map:
		return choose(s, []string{name + "(nil)", name + "{}", name + "{" + sub(u.Key()) + ": " + sub(u.Elem()) + "}"})
	case *types.Pointer:
		if s.Intn(3) == 0 {
			return "(" + name + ")(nil)"
		}
		return "new(" + s.spell(u.Elem()) + ")"
	case *types.Interface:
		if t.String() == "error" && s.Intn(2) == 0 {
			return choose(s, []string{"error(nil)", "error(&fault{1})", "error((*fault)(nil))"})
		}
		if u.NumMethods() == 0 {
			if all := s.variables(pos); len(all) > 0 && s.Intn(2) == 0 {
				return name + "(" + choose(s, all).Name() + ")"
			}
			return name + "(" + choose(s, []string{"nil", "1", `"text"`, "-300", `meaning("m")`, "[]byte(nil)"}) + ")"
		}
	case *types.Struct:
		return name + "{}"
	}
	return ""
}

// effect is a call that changes what a variable leads to, and names the variable as any other call may.
func (s *site) effect(pos token.Pos) string {
	all := []string{"noted(4)"}
	for _, v := range s.variables(pos) {
		name := v.Name()
		switch v.Type().Underlying().(type) {
		case *types.Slice:
			all = append(all, "spoiled("+name+")", "append("+name+"[:0], "+name+"[len("+name+")/2:]...)")
		case *types.Map:
			all = append(all, "drained("+name+")")
		case *types.Pointer:
			all = append(all, "zeroed("+name+")")
		}
		if v.Parent() != s.pkg.Scope() && s.Intn(4) == 0 {
			all = append(all, "zeroed(&"+name+")")
		}
	}
	return choose(s, all)
}

func (s *site) condition(pos token.Pos, depth int) string {
	var all []string
	for _, v := range s.variables(pos) {
		name := v.Name()
		switch u := v.Type().Underlying().(type) {
		case *types.Slice, *types.Map:
			all = append(all, name+" == nil", "len("+name+") > 1", "len("+name+") == 0", name+" != nil")
		case *types.Pointer, *types.Interface, *types.Signature:
			all = append(all, name+" == nil", name+" != nil")
		case *types.Basic:
			switch {
			case u.Info()&types.IsInteger != 0:
				all = append(all, name+" > 2", name+"%2 == 0", name+" < 4")
			case u.Info()&types.IsString != 0:
				all = append(all, name+` == ""`, "len("+name+") > 2", name+` < "b"`)
			case u.Info()&types.IsBoolean != 0:
				all = append(all, name, "!"+name)
			}
		}
	}
	if len(all) == 0 || s.Intn(5) == 0 {
		return choose(s, []string{"true", "false", "truth()", "noted(4) > 3"})
	}
	return choose(s, all)
}

// values are the expressions of a function that can be replaced by others.
func (s *site) values(f *ast.FuncDecl) []ast.Expr {
	var all []ast.Expr
	skip := map[ast.Node]bool{}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				skip[left] = true
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				skip[n.X] = true
			}
		case *ast.IncDecStmt:
			skip[n.X] = true
		case *ast.RangeStmt:
			skip[n.Key], skip[n.Value] = true, true
		case *ast.SelectorExpr:
			skip[n.Sel] = true
		case *ast.KeyValueExpr:
			skip[n.Key] = true
		case *ast.ExprStmt:
			skip[n.X] = true
		case *ast.DeferStmt:
			skip[n.Call] = true
		case *ast.GoStmt:
			skip[n.Call] = true
		}
		if e, ok := n.(ast.Expr); ok && !skip[n] {
			if t := s.info.Types[e]; t.IsValue() && t.Type != nil && t.Type != types.Typ[types.UntypedNil] {
				all = append(all, e)
			}
		}
		return true
	})
	return all
}

func replaceExpression(s *site) []edit {
	all := s.values(s.function())
	e := choose(s, all)
	t := types.Default(s.info.Types[e].Type)
	if _, ok := t.(*types.Tuple); ok {
		return nil
	}
	if _, ok := t.Underlying().(*types.Signature); ok {
		return nil
	}
	text := ""
	// What stands there may stay, in other words.
	switch old := s.of(e); s.Intn(11) {
	case 0:
		text = "(" + old + ")"
	case 1:
		text = s.spell(t) + "(" + old + ")"
	case 2:
		text = "func() " + s.spell(t) + " { return " + old + " }()"
	case 3:
		text = "behind(" + s.effect(e.Pos()) + ", " + old + ")"
	case 4:
		v := choose(s, s.variables(e.Pos()))
		text = "func() " + s.spell(t) + " {\n" + v.Name() + " = " + s.expression(v.Type(), e.Pos(), 1) + "\nreturn " + old + "\n}()"
	case 5:
		switch u := t.Underlying().(type) {
		case *types.Basic:
			if u.Info()&types.IsInteger != 0 {
				text = old + choose(s, []string{" + 1", " - 1", " / 2", " * 2", "&3"})
				if t == types.Typ[types.Int] && s.Intn(2) == 0 {
					text = "noted(" + old + ")"
				}
			} else if t == types.Typ[types.String] {
				text = "notedText(" + old + ")"
			} else if u.Info()&types.IsString != 0 {
				text = old + "[1:]"
			}
		case *types.Slice:
			text = old + choose(s, []string{"[1:]", "[:0]", "[:]"})
		}
	}
	if text == "" {
		text = s.expression(t, e.Pos(), 0)
	}
	return []edit{s.replace(e, text)}
}

var operators = map[token.Token][]string{
	token.LSS: {"<=", "!=", ">", ">="}, token.LEQ: {"<", "!="}, token.GTR: {">=", "!=", "<"}, token.GEQ: {">", "<="}, token.NEQ: {"==", "<"},
	token.EQL: {"!=", ">="}, token.ADD: {"-", "*", "/"}, token.SUB: {"+"}, token.MUL: {"+", "-"}, token.QUO: {"*", "%"}, token.LAND: {"||"}, token.LOR: {"&&"},
}

func changeOperator(s *site) []edit {
	var all []edit
	ast.Inspect(s.function().Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			for _, other := range operators[n.Op] {
				at := s.at(n.OpPos)
				all = append(all, edit{at, at + len(n.Op.String()), other})
			}
		case *ast.IncDecStmt:
			at := s.at(n.TokPos)
			for _, other := range []string{"--", " += 2", " += noted(1)", "++"} {
				all = append(all, edit{at, at + 2, other})
			}
		case *ast.AssignStmt:
			at := s.at(n.TokPos)
			switch n.Tok {
			case token.DEFINE:
				all = append(all, edit{at, at + 2, "="})
			case token.ASSIGN:
				all = append(all, edit{at, at + 1, ":="}, edit{at, at + 1, "+="})
			case token.ADD_ASSIGN:
				all = append(all, edit{at, at + 2, "="})
			}
		case *ast.RangeStmt:
			if n.Key != nil && n.Tok == token.DEFINE {
				at := s.at(n.TokPos)
				all = append(all, edit{at, at + 2, "="}, edit{s.at(n.Key.Pos()), at + 2, ""}, edit{s.at(n.Key.Pos()), s.at(n.Key.End()), "_"})
			}
		}
		return true
	})
	return []edit{choose(s, all)}
}

func changeConstant(s *site) []edit {
	var all []edit
	ast.Inspect(s.function().Body, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok {
			return true
		}
		switch lit.Kind {
		case token.INT:
			for _, other := range []string{"0", "1", "2", "-1", "3", "7", "16", "100", "1000"} {
				all = append(all, s.replace(lit, other))
			}
		case token.CHAR:
			for _, other := range []string{"'a'", "'é'", "'\\x00'", "','"} {
				all = append(all, s.replace(lit, other))
			}
		case token.STRING:
			old, err := strconv.Unquote(lit.Value)
			if err != nil {
				return true
			}
			for k := 0; k < 8; k++ {
				all = append(all, s.replace(lit, quoted(s, s.text_(old))))
			}
		}
		return true
	})
	return []edit{choose(s, all)}
}

func quoted(s *site, text string) string {
	if s.Intn(4) == 0 && !strings.ContainsAny(text, "`\r\\") && strconv.CanBackquote(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// text_ is a text like another.
func (s *site) text_(old string) string {
	pieces := []string{"", "a", "é", "世", "%", "%%", "\x00", "\xff", "%d", "%s", "%v", "%q", "%x", "%5s", "%-3d", "%+v", "%[1]s", "%t", "K", "ſ", "aa", " ", "\n", "(", "|", ".*", "^", "İ", "$"}
	switch s.Intn(4) {
	case 0:
		return choose(s, pieces)
	case 1:
		// A verb becomes another.
		if at := strings.IndexByte(old, '%'); at >= 0 && at+1 < len(old) {
			return old[:at] + choose(s, []string{"%s", "%v", "%d", "%q", "%t", "%x", "%+d", "%05d", "% s", "%.2s", "%T", "%c", "%U", "%X", "%w", "%%"}) + old[at+2:]
		}
	case 2:
		if old != "" {
			at := s.Intn(len(old))
			return old[:at] + old[at+1:]
		}
	}
	at := s.Intn(len(old) + 1)
	return old[:at] + choose(s, pieces) + old[at:]
}

func line(format string, values ...any) string { return fmt.Sprintf(format, values...) }
