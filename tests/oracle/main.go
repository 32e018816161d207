// Oracle writes what go/types knows: one JSON object a line.
//
//	oracle exprs PATTERN...   of every ordinary file of the packages: the type and value of every expression, what every
//	                          identifier refers to and the methods of every named type; run in their module
//	oracle write              the declarations of the standard library
//	oracle std TABLE PKG...   compares what TABLE says about packages with the real ones
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "write" {
		if err := writeStd(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: oracle exprs PATTERN... | oracle std TABLE PKG... | oracle write")
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "exprs":
		err = exprs(os.Args[2:])
	case "std":
		err = checkStd(os.Args[2], os.Args[3:])
	default:
		err = fmt.Errorf("unknown command %q", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type listed struct {
	ImportPath string
	Dir        string
	Name       string
	GoFiles    []string
	CgoFiles   []string
	Export     string
	DepOnly    bool
	Standard   bool
	ImportMap  map[string]string
}

type line struct {
	File  string `json:"file,omitempty"`
	Start int    `json:"s"`
	End   int    `json:"e"`
	Type  string `json:"t,omitempty"`
	Value string `json:"v,omitempty"`
	Mode  string `json:"m"`
	// What an identifier refers to.
	Refers string `json:"r,omitempty"`
	// The methods that a named type has, and some that it has not.
	Methods []method `json:"methods,omitempty"`
}

// list asks the go command for packages and the export data of all they need.
func list(patterns []string) (roots []listed, exports map[string]string, err error) {
	cmd := exec.Command("go", append([]string{"list", "-e", "-export", "-deps", "-json=ImportPath,Dir,Name,GoFiles,CgoFiles,Export,DepOnly,Standard,ImportMap"}, patterns...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	exports = map[string]string{}
	for dec := json.NewDecoder(out); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			return nil, nil, err
		}
		exports[p.ImportPath] = p.Export
		if !p.DepOnly && len(p.CgoFiles) == 0 && p.Name != "" {
			roots = append(roots, p)
		}
	}
	return roots, exports, cmd.Wait()
}

func exprs(patterns []string) error {
	roots, exports, err := list(patterns)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer w.Flush()
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range roots {
		if err := one(p, exports, enc); err != nil {
			fmt.Fprintf(os.Stderr, "left out: %s: %v\n", p.ImportPath, err)
		}
	}
	return nil
}

// exported reads packages from their export data.
func exported(fset *token.FileSet, exports, renamed map[string]string) types.Importer {
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if other, ok := renamed[path]; ok {
			path = other
		}
		if exports[path] == "" {
			return nil, fmt.Errorf("no export data for %q", path)
		}
		return os.Open(exports[path])
	})
}

func one(p listed, exports map[string]string, enc *json.Encoder) error {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	failed := error(nil)
	conf := types.Config{
		Importer: exported(fset, exports, p.ImportMap),
		Error: func(err error) {
			if failed == nil {
				failed = err
			}
		},
		FakeImportC: true,
		Sizes:       types.SizesFor("gc", build.Default.GOARCH),
	}
	pkg, _ := conf.Check(p.ImportPath, fset, files, info)
	if failed != nil {
		return failed
	}
	// The expressions whose value is looked at with comma-ok have a tuple for a type there.
	for i, f := range files {
		enc.Encode(line{File: filepath.Join(p.Dir, p.GoFiles[i])})
		base := fset.File(f.Pos()).Base()
		emit := func(e ast.Expr, t types.Type, mode, value string) {
			enc.Encode(line{Start: int(e.Pos()) - base, End: int(e.End()) - base, Type: show(t, pkg), Mode: mode, Value: value})
		}
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			tv, ok := info.Types[e]
			if !ok {
				if id, isIdent := e.(*ast.Ident); isIdent {
					obj := info.Defs[id]
					if obj == nil {
						return true
					}
					switch obj := obj.(type) {
					case *types.Var:
						if !obj.IsField() {
							emit(e, obj.Type(), "def", "")
						}
					case *types.Const:
						emit(e, obj.Type(), "const", value(obj.Val()))
					}
				}
				return true
			}
			if tv.IsBuiltin() || tv.Type == nil {
				return true
			}
			// Parts of constraints are no types by themselves.
			if _, union := tv.Type.(*types.Union); union {
				return true
			}
			t := tv.Type
			if tuple, ok := t.(*types.Tuple); ok && tuple.Len() == 2 {
				switch ast.Unparen(e).(type) {
				case *ast.IndexExpr, *ast.TypeAssertExpr, *ast.UnaryExpr:
					t = tuple.At(0).Type()
				}
			}
			mode := "value"
			switch {
			case tv.IsType():
				mode = "type"
			case tv.IsNil():
				mode = "nil"
			case tv.Value != nil:
				mode = "const"
			}
			emit(e, t, mode, value(tv.Value))
			return true
		})
		names(fset, f, pkg, p.ImportMap, info, enc)
		methods(fset, f, pkg, info, enc)
	}
	return nil
}

// value writes a constant so that equal ones, and only those, have the same text: whole numbers in digits, other numbers
// behind a tilde, as fractions unless they are too large or too close to zero for go/constant to keep one.
func value(v constant.Value) string {
	if v == nil {
		return ""
	}
	switch v.Kind() {
	case constant.Bool:
		return v.ExactString()
	case constant.String:
		return fmt.Sprintf("%x", constant.StringVal(v)) + "s"
	case constant.Int, constant.Float:
		return number(v)
	case constant.Complex:
		if constant.Sign(constant.Imag(v)) == 0 {
			return number(constant.Real(v))
		}
	}
	return "?"
}

func number(v constant.Value) string {
	if whole := constant.ToInt(v); whole.Kind() == constant.Int {
		return whole.ExactString()
	}
	return "~" + v.ExactString()
}

// show writes a type the way allocfix does: names of the package itself bare, others with their whole path, aliases of
// other packages by their own name, those of the package resolved.
func show(t types.Type, here *types.Package) string {
	var b strings.Builder
	write(&b, t, here)
	return b.String()
}

func write(b *strings.Builder, t types.Type, here *types.Package) {
	switch t := t.(type) {
	case *types.Alias:
		obj := t.Obj()
		if obj.Pkg() == nil || obj.Pkg() == here {
			write(b, types.Unalias(t), here)
			return
		}
		b.WriteString("\x01" + obj.Pkg().Path() + "." + obj.Name())
		if args := t.TypeArgs(); args.Len() > 0 {
			b.WriteByte('[')
			for i := range args.Len() {
				sep(b, i, ", ")
				write(b, args.At(i), here)
			}
			b.WriteByte(']')
		}
		b.WriteByte('\x02')
		write(b, types.Unalias(t), here)
		b.WriteByte('\x03')
	case *types.Basic:
		switch t.Name() {
		case "byte":
			b.WriteString("uint8")
		case "rune":
			b.WriteString("int32")
		case "Pointer":
			b.WriteString("unsafe.Pointer")
		default:
			b.WriteString(t.String())
		}
	case *types.Named:
		obj := t.Obj()
		if obj.Pkg() != nil && obj.Pkg() != here {
			b.WriteString(obj.Pkg().Path() + ".")
		}
		b.WriteString(obj.Name())
		if args := t.TypeArgs(); args.Len() > 0 {
			b.WriteByte('[')
			for i := range args.Len() {
				sep(b, i, ", ")
				write(b, args.At(i), here)
			}
			b.WriteByte(']')
		}
	case *types.TypeParam:
		b.WriteString(t.Obj().Name())
	case *types.Pointer:
		b.WriteByte('*')
		write(b, t.Elem(), here)
	case *types.Slice:
		b.WriteString("[]")
		write(b, t.Elem(), here)
	case *types.Array:
		fmt.Fprintf(b, "[%d]", t.Len())
		write(b, t.Elem(), here)
	case *types.Map:
		b.WriteString("map[")
		write(b, t.Key(), here)
		b.WriteByte(']')
		write(b, t.Elem(), here)
	case *types.Chan:
		switch t.Dir() {
		case types.SendRecv:
			b.WriteString("chan ")
		case types.SendOnly:
			b.WriteString("chan<- ")
		default:
			b.WriteString("<-chan ")
		}
		inner, ok := types.Unalias(t.Elem()).(*types.Chan)
		paren := ok && inner.Dir() == types.RecvOnly && t.Dir() != types.RecvOnly
		if paren {
			b.WriteByte('(')
		}
		write(b, t.Elem(), here)
		if paren {
			b.WriteByte(')')
		}
	case *types.Signature:
		b.WriteString("func")
		signature(b, t, here)
	case *types.Struct:
		b.WriteString("struct{")
		for i := range t.NumFields() {
			sep(b, i, "; ")
			f := t.Field(i)
			if !f.Embedded() {
				b.WriteString(f.Name() + " ")
			}
			write(b, f.Type(), here)
			if tag := t.Tag(i); strings.ContainsAny(tag, "`\n") {
				fmt.Fprintf(b, " %q", tag)
			} else if tag != "" {
				b.WriteString(" `" + tag + "`")
			}
		}
		b.WriteString("}")
	case *types.Interface:
		if t.NumExplicitMethods() == 0 && t.NumEmbeddeds() == 0 {
			b.WriteString("any")
			return
		}
		b.WriteString("interface{")
		var methods []*types.Func
		for i := range t.NumExplicitMethods() {
			methods = append(methods, t.ExplicitMethod(i))
		}
		sort.Slice(methods, func(i, j int) bool { return methods[i].Name() < methods[j].Name() })
		n := 0
		for _, m := range methods {
			sep(b, n, "; ")
			n++
			b.WriteString(m.Name())
			signature(b, m.Type().(*types.Signature), here)
		}
		for i := range t.NumEmbeddeds() {
			sep(b, n, "; ")
			n++
			write(b, t.EmbeddedType(i), here)
		}
		b.WriteString("}")
	case *types.Union:
		for i := range t.Len() {
			sep(b, i, " | ")
			if t.Term(i).Tilde() {
				b.WriteByte('~')
			}
			write(b, t.Term(i).Type(), here)
		}
	case *types.Tuple:
		b.WriteByte('(')
		for i := range t.Len() {
			sep(b, i, ", ")
			write(b, t.At(i).Type(), here)
		}
		b.WriteByte(')')
	default:
		b.WriteString(t.String())
	}
}

func signature(b *strings.Builder, t *types.Signature, here *types.Package) {
	b.WriteByte('(')
	for i := range t.Params().Len() {
		sep(b, i, ", ")
		p := t.Params().At(i).Type()
		if s, ok := p.(*types.Slice); ok && t.Variadic() && i == t.Params().Len()-1 {
			b.WriteString("...")
			p = s.Elem()
		}
		write(b, p, here)
	}
	b.WriteByte(')')
	switch r := t.Results(); r.Len() {
	case 0:
	case 1:
		b.WriteByte(' ')
		write(b, r.At(0).Type(), here)
	default:
		b.WriteByte(' ')
		write(b, r, here)
	}
}

func sep(b *strings.Builder, i int, s string) {
	if i > 0 {
		b.WriteString(s)
	}
}
