package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/types"
	"strings"
)

// pack gives every name of the package a number, so that many programs can be one package, and adds what registers the function.
func pack(pair Pair) Packed {
	before, err := load(pair.Before, pair.Go, pair.Function)
	if err != nil {
		return Packed{Error: complain("the program before: %v", err)}
	}
	after, err := load(pair.After, pair.Go, pair.Function)
	if err != nil {
		return Packed{Error: complain("after does not compile: %v", err)}
	}
	// How gofmt lays out lines that somebody broke, and parentheses that nobody needs, is its secret.
	isPlain := !strings.Contains(pair.Before, "/*")
	for _, odd := range []string{"((", "= (", ", (", "(\n", ",\n", " (("} {
		isPlain = isPlain && !strings.Contains(pair.Before, odd)
	}
	if isPlain && isFormatted(pair.Before) && !isFormatted(pair.After) {
		return Packed{Error: "gofmt would change what it would not change before"}
	}
	state := before.state()
	loops := false
	ast.Inspect(before.file, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loops = true
		}
		return true
	})
	return Packed{Before: before.numbered(pair, "before", state), After: after.numbered(pair, "after", state), Loops: loops, Recovers: strings.Contains(pair.Before, "recover(")}
}

func isFormatted(text string) bool {
	made, err := format.Source([]byte(text))
	return err == nil && string(made) == text
}

// state are the variables of the package that can be compared and set back.
func (p *prog) state() []string {
	var names []string
	for _, d := range p.file.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range d.Specs {
			s, ok := s.(*ast.ValueSpec)
			if !ok || d.Tok.String() != "var" || len(s.Values) > 0 {
				continue
			}
			for _, name := range s.Names {
				if def := p.info.Defs[name]; def != nil && name.Name != "_" && (isPlain(def.Type()) || isOwn(def.Type(), p.pkg, 0)) {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}

func isPlain(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic, *types.Slice, *types.Interface:
		return true
	case *types.Array:
		return isPlain(t.Elem())
	}
	return false
}

func (p *prog) numbered(pair Pair, side string, state []string) string {
	suffix := fmt.Sprintf("_%d", pair.Number)
	rename := func(o types.Object) bool {
		if v, ok := o.(*types.Var); ok && v.IsField() && v.Embedded() {
			t := types.Unalias(v.Type())
			if pointer, ok := t.(*types.Pointer); ok {
				t = types.Unalias(pointer.Elem())
			}
			named, ok := t.(*types.Named)
			return ok && named.Obj().Parent() == p.pkg.Scope()
		}
		return o != nil && o.Parent() == p.pkg.Scope() && o.Name() != "init" && o.Name() != "_" && o.Name() != "main"
	}
	var edits []edit
	seen := map[int]bool{}
	for _, uses := range []map[*ast.Ident]types.Object{p.info.Defs, p.info.Uses} {
		for name, o := range uses {
			end := p.at(name.Pos()) + len(name.Name)
			if rename(o) && !seen[end] {
				seen[end] = true
				edits = append(edits, edit{end, end, suffix})
			}
		}
	}
	probe := "probe" + suffix
	var function *ast.FuncDecl
	for _, d := range p.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == pair.Function {
			function = f
		}
	}
	end := p.at(p.file.Name.End())
	edits = append(edits, edit{end, end, fmt.Sprintf("\n\nimport %s %q\n", probe, probePath)})
	text := apply(p.text, edits)
	// The expression with the names as they are now.
	spelled := func(e ast.Expr) string {
		var own []edit
		from, to := p.at(e.Pos()), p.at(e.End())
		for _, x := range edits {
			if x.from > from && x.to <= to {
				own = append(own, edit{x.from - from, x.to - from, x.text})
			}
		}
		return apply(p.text[from:to], own)
	}
	var gets, args strings.Builder
	k := 0
	for _, field := range function.Type.Params.List {
		t, spread := field.Type, ""
		name := ""
		if variadic, ok := t.(*ast.Ellipsis); ok {
			name, spread = "[]"+spelled(variadic.Elt), "..."
		} else {
			name = spelled(t)
		}
		for n := 0; n < max(1, len(field.Names)); n++ {
			fmt.Fprintf(&gets, "\t\tx%d := *in[%d].(*%s)\n", k, k, name)
			fmt.Fprintf(&args, "x%d%s, ", k, spread)
			k++
		}
	}
	var lists []string
	if function.Doc != nil {
		for _, line := range function.Doc.List {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line.Text), "//prove:with "); ok {
				lists = append(lists, rest)
			}
		}
	}
	inputs := ""
	if len(lists) > 0 {
		for _, list := range strings.Split(lists[0], ", ") {
			inputs += p.stated(list, suffix, probe) + ", "
		}
		// A list may itself hold commas.
		if all := p.stated("f("+lists[0]+")", suffix, probe); all != "nil" {
			inputs = strings.TrimSuffix(strings.TrimPrefix(all[strings.Index(all, "("):], "("), ")")
		}
	}
	pointers := ""
	for _, name := range state {
		pointers += ", &" + name + suffix
	}
	return fmt.Sprintf("//go:build go%s\n\n%s\nvar function%s = %s%s\n\nfunc init() {\n\t%s.Register(%d, %q, function%s, []any{%s}, func(in []any) func() {\n%s\t\treturn func() { function%s(%s) }\n\t}%s)\n}\n",
		pair.Go, text, suffix, pair.Function, suffix, probe, pair.Number, side, suffix, inputs, gets.String(), suffix, strings.TrimSuffix(args.String(), ", "), pointers)
}

// stated is a list of inputs, with the names as they are now; nil where it cannot be one.
func (p *prog) stated(list, suffix, probe string) string {
	list = strings.TrimSpace(list)
	e, err := parser.ParseExpr(list)
	if err != nil {
		return "nil"
	}
	var edits []edit
	ast.Inspect(e, func(n ast.Node) bool {
		name, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		from, to := int(name.Pos())-1, int(name.End())-1
		switch {
		case name.Name == "_":
			edits = append(edits, edit{from, to, "nil"})
		case name.Name == "probe":
			edits = append(edits, edit{from, to, probe})
		case p.pkg.Scope().Lookup(name.Name) != nil:
			edits = append(edits, edit{to, to, suffix})
		}
		return true
	})
	return apply(list, edits)
}
