// Says how the types of cases.go, in the current folder, relate to each other, by go/types.
package main

import (
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
)

type asked struct {
	Name  string `json:"name"`
	Start int    `json:"start"`
	// Rows of y and n against all others; implements has a dot where the other is no interface.
	Identical  string `json:"identical"`
	Assignable string `json:"assignable"`
	Implements string `json:"implements"`
	// For constants: whether the value can be assigned to each variable.
	Value string `json:"value"`
}

func main() {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "cases.go", nil, 0)
	check(err)
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.Default()}
	pkg, err := conf.Check("p", fset, []*ast.File{file}, info)
	check(err)

	var names []*ast.Ident
	var kinds []types.Type
	add := func(name *ast.Ident, ty types.Type) {
		names = append(names, name)
		kinds = append(kinds, ty)
	}
	variables := 0
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.ValueSpec); ok {
					for _, name := range spec.Names {
						add(name, info.Defs[name].Type())
						if decl.Tok == token.VAR {
							variables++
						}
					}
				}
			}
		case *ast.FuncDecl:
			if decl.Name.Name == "generic" {
				for _, field := range decl.Type.Params.List {
					for _, name := range field.Names {
						add(name, info.Defs[name].Type())
					}
				}
			}
			if decl.Name.Name == "constrained" {
				for _, field := range decl.Type.TypeParams.List {
					name := field.Type.(*ast.Ident)
					add(name, pkg.Scope().Lookup(name.Name).Type())
				}
			}
		}
	}

	yes := func(is bool) string {
		if is {
			return "y"
		}
		return "n"
	}
	var all []asked
	for i, a := range kinds {
		one := asked{Name: names[i].Name, Start: fset.Position(names[i].Pos()).Offset}
		_, constant := info.Defs[names[i]].(*types.Const)
		for j, b := range kinds {
			one.Identical += yes(types.Identical(a, b))
			one.Assignable += yes(types.AssignableTo(a, b))
			under, ok := b.Underlying().(*types.Interface)
			if _, param := b.(*types.TypeParam); ok && !param {
				one.Implements += yes(types.Implements(a, under))
			} else {
				one.Implements += "."
			}
			if constant && j < variables {
				_, err := types.Eval(fset, pkg, token.NoPos, "func() { "+names[j].Name+" = "+names[i].Name+" }")
				one.Value += yes(err == nil)
			}
		}
		all = append(all, one)
	}
	check(json.NewEncoder(os.Stdout).Encode(all))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
