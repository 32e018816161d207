package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"sort"
)

// method is a name that may be asked of a named type T.
type method struct {
	Name string `json:"n"`
	// Whether the method sets of T and of *T have it.
	OfValue   bool `json:"v,omitempty"`
	OfPointer bool `json:"p,omitempty"`
	// Whether it is declared for a pointer.
	ByPointer bool   `json:"b,omitempty"`
	Signature string `json:"t,omitempty"`
}

// Names that rules or people may ask any type for; most types lack most of them.
var often = []string{
	"Close", "Error", "Format", "GoString", "Is", "Len", "Less", "Lock", "MarshalJSON", "MarshalText", "Read", "Reset",
	"String", "Swap", "Unlock", "Unwrap", "Write", "WriteByte", "WriteString", "close", "lock", "size",
}

// names writes what each identifier of a file refers to: "@FILE:OFFSET", "import PATH", "dot PATH", "universe" or "field".
// Fields, methods and labels where they are declared or selected are not asked for: no scope decides about those.
func names(fset *token.FileSet, f *ast.File, pkg *types.Package, renamed map[string]string, info *types.Info, enc *json.Encoder) {
	written := map[string]string{}
	for as, real := range renamed {
		written[real] = as
	}
	base := fset.File(f.Pos()).Base()
	selected := map[*ast.Ident]bool{}
	keys := map[*ast.Ident]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.SelectorExpr:
			selected[n.Sel] = true
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				keys[id] = true
			}
		case *ast.Ident:
			obj := info.Uses[n]
			if obj == nil {
				obj = info.Defs[n]
			}
			if obj == nil || n.Name == "_" || selected[n] {
				return true
			}
			if v, ok := obj.(*types.Var); ok && v.IsField() {
				if keys[n] {
					enc.Encode(line{Start: int(n.Pos()) - base, End: int(n.End()) - base, Mode: "name", Refers: "field"})
				}
				return true
			}
			if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
				return true
			}
			refers := ""
			switch pkgName, isImport := obj.(*types.PkgName); {
			case isImport:
				refers = pkgName.Imported().Path()
				if as, ok := written[refers]; ok {
					refers = as
				}
				refers = "import " + refers
			case obj.Pkg() == nil:
				refers = "universe"
			case !obj.Pos().IsValid():
				return true
			default:
				if _, isLabel := obj.(*types.Label); isLabel {
					return true
				}
				file := fset.File(obj.Pos())
				refers = fmt.Sprintf("@%s:%d", filepath.Base(file.Name()), file.Offset(obj.Pos()))
				if obj.Pkg() != pkg {
					path := obj.Pkg().Path()
					if as, ok := written[path]; ok {
						path = as
					}
					refers = "dot " + path
				}
			}
			enc.Encode(line{Start: int(n.Pos()) - base, End: int(n.End()) - base, Mode: "name", Refers: refers})
		}
		return true
	})
}

// methods writes what is in the method sets of the named types that a file declares, those inside functions included.
func methods(fset *token.FileSet, f *ast.File, pkg *types.Package, info *types.Info, enc *json.Encoder) {
	base := fset.File(f.Pos()).Base()
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Assign.IsValid() || spec.Name.Name == "_" {
			return true
		}
		named, ok := info.Defs[spec.Name].Type().(*types.Named)
		if !ok {
			return true
		}
		asked := map[string]*method{}
		ask := func(name string) *method {
			if asked[name] == nil {
				asked[name] = &method{Name: name}
			}
			return asked[name]
		}
		for _, name := range often {
			ask(name)
		}
		if fields, ok := named.Underlying().(*types.Struct); ok {
			for i := range fields.NumFields() {
				ask(fields.Field(i).Name())
			}
		}
		for _, t := range []types.Type{named, types.NewPointer(named)} {
			set := types.NewMethodSet(t)
			for i := range set.Len() {
				fn := set.At(i).Obj().(*types.Func)
				// No selector of this package can name it.
				if !fn.Exported() && fn.Pkg() != pkg {
					continue
				}
				m := ask(fn.Name())
				m.OfValue = m.OfValue || t == types.Type(named)
				m.OfPointer = m.OfPointer || t != types.Type(named)
				signature := set.At(i).Type().(*types.Signature)
				_, m.ByPointer = types.Unalias(fn.Signature().Recv().Type()).(*types.Pointer)
				m.Signature = show(signature, pkg)
			}
		}
		l := line{Start: int(spec.Name.Pos()) - base, End: int(spec.Name.End()) - base, Mode: "methods"}
		for _, m := range asked {
			if m.Name != "_" {
				l.Methods = append(l.Methods, *m)
			}
		}
		sort.Slice(l.Methods, func(i, j int) bool { return l.Methods[i].Name < l.Methods[j].Name })
		enc.Encode(l)
		return true
	})
}
