package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"sort"
	"strings"
	"sync"
)

// prog is a program with all that Go knows of it.
type prog struct {
	text, version string
	// The function that is called.
	target string
	fset   *token.FileSet
	file   *ast.File
	pkg    *types.Package
	info   *types.Info
}

func load(text, version, target string) (*prog, error) {
	p := &prog{text: text, version: version, target: target, fset: token.NewFileSet()}
	file, err := parser.ParseFile(p.fset, "p.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	p.file = file
	p.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Scopes: map[ast.Node]*types.Scope{}, Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := types.Config{Importer: &known, GoVersion: "go" + version, Sizes: types.SizesFor("gc", "amd64")}
	p.pkg, err = config.Check("p", p.fset, []*ast.File{file}, p.info)
	return p, err
}

func (p *prog) at(pos token.Pos) int { return p.fset.File(p.file.FileStart).Offset(pos) }

func (p *prog) of(n ast.Node) string { return p.text[p.at(n.Pos()):p.at(n.End())] }

// edit replaces a piece of the text.
type edit struct {
	from, to int
	text     string
}

func (p *prog) replace(n ast.Node, text string) edit { return edit{p.at(n.Pos()), p.at(n.End()), text} }

func apply(text string, edits []edit) string {
	edits = append([]edit(nil), edits...)
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].from < edits[j].from })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		if e.from < at {
			continue
		}
		out.WriteString(text[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.WriteString(text[at:])
	return out.String()
}

// known are the packages of the standard library, read from what the compiler leaves for those that import them.
var known = packages{files: map[string]string{}, packages: map[string]*types.Package{}}

type packages struct {
	lock     sync.Mutex
	files    map[string]string
	packages map[string]*types.Package
	gc       types.Importer
}

func (p *packages) Import(path string) (*types.Package, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if path == probePath {
		return probePackage, nil
	}
	if p.gc == nil {
		p.gc = importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
			file, ok := p.files[path]
			if !ok {
				return nil, fmt.Errorf("no package %s", path)
			}
			return os.Open(file)
		})
	}
	if made := p.packages[path]; made != nil {
		return made, nil
	}
	if p.files[path] == "" {
		var said bytes.Buffer
		list := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", path)
		list.Stderr = &said
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("go list %s: %v: %s", path, err, said.String())
		}
		for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
			if name, file, ok := strings.Cut(line, "\t"); ok && file != "" {
				p.files[name] = file
			}
		}
	}
	made, err := p.gc.Import(path)
	if err == nil {
		p.packages[path] = made
	}
	return made, err
}

// probePath is what the programs are called by; while they are checked, it has nothing in it, and faults about that are none.
const probePath = "differential/allocfixprobe"

var probePackage = func() *types.Package {
	made := types.NewPackage(probePath, "allocfixprobe")
	made.MarkComplete()
	return made
}()
