package main

import (
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"sort"
	"strconv"
	"strings"
)

// prune makes a program of each function of a file that can be called.
func prune(source Source) []Program {
	p, err := load(source.Text, source.Go, "")
	if err != nil {
		return []Program{{Error: err.Error()}}
	}
	all := []Program{}
	for _, d := range p.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Type.TypeParams != nil || f.Body == nil || f.Name.Name == "init" || f.Name.Name == "_" {
			continue
		}
		if f.Doc != nil && strings.Contains(p.of(f.Doc), "//prove:skip") {
			continue
		}
		text := p.needed(f)
		if _, err := load(text, source.Go, f.Name.Name); err != nil {
			all = append(all, Program{Error: complain("%s: %v", f.Name.Name, err)})
			continue
		}
		all = append(all, Program{Text: text, Function: f.Name.Name})
	}
	return all
}

// needed is the file with nothing but what a function needs.
func (p *prog) needed(root *ast.FuncDecl) string {
	// Pieces are declarations and, in groups, their specs.
	type piece struct {
		node ast.Node
		decl *ast.GenDecl
	}
	owner := map[types.Object]piece{}
	methods := map[types.Object][]piece{}
	for _, d := range p.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				owner[p.info.Defs[d.Name]] = piece{d, nil}
				continue
			}
			ast.Inspect(d.Recv, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok && p.info.Uses[name] != nil {
					methods[p.info.Uses[name]] = append(methods[p.info.Uses[name]], piece{d, nil})
				}
				return true
			})
		case *ast.GenDecl:
			for _, s := range d.Specs {
				own := piece{s, d}
				// The constants of a group may count.
				if d.Tok == token.CONST {
					own = piece{d, nil}
				}
				switch s := s.(type) {
				case *ast.TypeSpec:
					owner[p.info.Defs[s.Name]] = own
				case *ast.ValueSpec:
					for _, name := range s.Names {
						owner[p.info.Defs[name]] = own
					}
				}
			}
		}
	}
	taken := map[ast.Node]*ast.GenDecl{}
	imports := map[string]bool{}
	var take func(piece)
	take = func(x piece) {
		if _, ok := taken[x.node]; ok || x.node == nil {
			return
		}
		taken[x.node] = x.decl
		ast.Inspect(x.node, func(n ast.Node) bool {
			name, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			used := p.info.Uses[name]
			if used == nil {
				used = p.info.Defs[name]
			}
			if used, ok := used.(*types.PkgName); ok {
				imports[used.Name()] = true
			}
			if used != nil && used.Parent() == p.pkg.Scope() {
				take(owner[used])
				for _, m := range methods[used] {
					take(m)
				}
			}
			return true
		})
	}
	take(piece{root, nil})
	nodes := make([]ast.Node, 0, len(taken))
	for n := range taken {
		nodes = append(nodes, n)
	}
	sort.Slice(nodes, func(i, j int) bool { return nodes[i].Pos() < nodes[j].Pos() })
	var out strings.Builder
	out.WriteString("package " + p.file.Name.Name + "\n\n")
	for _, spec := range p.file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		name := path[strings.LastIndex(path, "/")+1:]
		if made, err := known.Import(path); err == nil {
			name = made.Name()
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if imports[name] || name == "_" || name == "." {
			out.WriteString("import " + p.of(spec) + "\n\n")
		}
	}
	for _, n := range nodes {
		var doc *ast.CommentGroup
		head := ""
		switch n := n.(type) {
		case *ast.FuncDecl:
			doc = n.Doc
		case *ast.GenDecl:
			doc = n.Doc
		case *ast.TypeSpec:
			head = "type "
		case *ast.ValueSpec:
			head = "var "
		}
		if doc != nil {
			out.WriteString(p.of(doc) + "\n")
		}
		out.WriteString(head + p.of(n) + "\n\n")
	}
	text, err := format.Source([]byte(out.String()))
	if err != nil {
		return out.String()
	}
	return string(text)
}
