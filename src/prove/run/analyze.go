// Command analyze says which changed functions can be run without any effect outside of them, and writes the Go that runs
// the old body beside the new one.
//
// It reads a question as JSON from the file that is named and answers on standard output. Go's own type checker says what is called:
// a guess here could touch a file or a network. Nothing but the standard library is needed, and nothing of the user's
// is written.
//
// Export data may have aliases with type parameters, which cannot be read without aliases.
//
//go:debug gotypesalias=1
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// Question is what is asked.
type Question struct {
	// Listed is what `go list -deps -export` says.
	Listed []*Listed
	// Free is the knowledge about the standard library.
	Free Free
	// Packages are those with changed functions.
	Packages []*Changed
}

// Listed is a package as `go list` has it.
type Listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles, CgoFiles, Imports    []string
	Standard                      bool
	Module                        *struct{ Path, Dir, GoVersion string }
}

// Free says which functions have no effect outside of what they are given.
type Free struct {
	// Packages in which every function has none.
	Packages []string
	// Functions in other packages that have none: `path.Name` or `path.Type.Name`.
	Functions []string
	// Effects are functions of those packages that have one after all.
	Effects []string
}

// Changed is a package with changed functions.
type Changed struct {
	ImportPath string
	Files      []*File
}

// File is a changed file.
type File struct {
	Path, Before, After string
	// Functions are the names of the changed ones, `Name` or `Type.Name`.
	Functions []string
}

// Answer is what is found out about a package.
type Answer struct {
	ImportPath string
	Functions  []Verdict
	// Tests are the texts of test files that run the functions that can be run.
	Tests []string
}

// Verdict says of a function why it cannot be run; it can where Code is empty.
type Verdict struct{ File, Function, Code, Text string }

func main() {
	var q Question
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(text, &q)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var answers []Answer
	for _, changed := range q.Packages {
		answers = append(answers, answer(&q, changed))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(q *Question, changed *Changed) Answer {
	a := Answer{ImportPath: changed.ImportPath}
	before, after := map[string]string{}, map[string]string{}
	for _, f := range changed.Files {
		before[f.Path], after[f.Path] = f.Before, f.After
	}
	// Both sides are judged: a rewrite may bring an effect, or take one away.
	sides := [2]*world{newWorld(q, changed.ImportPath, before), newWorld(q, changed.ImportPath, after)}
	for number, f := range changed.Files {
		test := &test{world: sides[0], file: f, number: number}
		for _, name := range f.Functions {
			v := Verdict{File: f.Path, Function: name}
			r := sides[0].runnable(changed.ImportPath, name)
			if r == nil {
				r = sides[1].runnable(changed.ImportPath, name)
			}
			if r == nil {
				r = test.add(name)
			}
			if r != nil {
				v.Code, v.Text = r.code, r.text
			}
			a.Functions = append(a.Functions, v)
		}
		if text := test.finish(); text != "" {
			a.Tests = append(a.Tests, text)
		}
	}
	return a
}

// reason says why a function cannot be run.
type reason struct{ code, text string }

func because(code, format string, args ...interface{}) *reason {
	return &reason{code, fmt.Sprintf(format, args...)}
}

// world is all the source that can be looked at, with the changed package in one of its two states.
type world struct {
	fset     *token.FileSet
	listed   map[string]*Listed
	paths    []string
	imports  types.Importer
	texts    map[string]string
	read     map[string]string
	free     map[string]bool
	effects  map[string]bool
	loaded   map[string]*source
	verdicts map[string]*reason
	known    map[string]bool
	// By package and interface: what can stand for it; and the same as a list, for the tests.
	offers  map[string][]*types.Named
	offered map[string][]offer
}

// source is a package with the bodies of its functions.
type source struct {
	path  string
	types *types.Package
	info  *types.Info
	decls map[string]*ast.FuncDecl
	files map[string]*ast.File
}

func newWorld(q *Question, path string, texts map[string]string) *world {
	w := &world{
		read: map[string]string{}, offers: map[string][]*types.Named{}, offered: map[string][]offer{}, fset: token.NewFileSet(), listed: map[string]*Listed{}, texts: texts, free: map[string]bool{}, effects: map[string]bool{},
		loaded: map[string]*source{}, verdicts: map[string]*reason{}, known: map[string]bool{},
	}
	for _, l := range q.Listed {
		w.listed[l.ImportPath] = l
		if !l.Standard {
			w.paths = append(w.paths, l.ImportPath)
		}
	}
	for _, names := range [][]string{q.Free.Packages, q.Free.Functions} {
		for _, name := range names {
			w.free[name] = true
		}
	}
	for _, name := range q.Free.Effects {
		w.effects[name] = true
	}
	w.imports = importer.ForCompiler(w.fset, "gc", func(path string) (io.ReadCloser, error) {
		l := w.listed[path]
		if l == nil || l.Export == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(l.Export)
	})
	return w
}

// load reads a package with its bodies; nil if that is not possible.
func (w *world) load(path string) *source {
	if s, ok := w.loaded[path]; ok {
		return s
	}
	w.loaded[path] = nil
	l := w.listed[path]
	if l == nil || l.Standard || len(l.CgoFiles) > 0 {
		return nil
	}
	s := &source{path: path, decls: map[string]*ast.FuncDecl{}, files: map[string]*ast.File{}}
	s.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
	}
	var files []*ast.File
	for _, name := range l.GoFiles {
		if !filepath.IsAbs(name) {
			name = filepath.Join(l.Dir, name)
		}
		var text interface{}
		if changed, ok := w.texts[name]; ok {
			text = changed
		}
		f, err := parser.ParseFile(w.fset, name, text, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil
		}
		files = append(files, f)
		s.files[name] = f
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				s.decls[declName(fn)] = fn
			}
		}
	}
	conf := types.Config{Importer: w.imports}
	if l.Module != nil && l.Module.GoVersion != "" {
		conf.GoVersion = "go" + l.Module.GoVersion
	}
	var err error
	if s.types, err = conf.Check(path, w.fset, files, s.info); err != nil {
		return nil
	}
	w.loaded[path] = s
	return s
}

// declName is `Name` or `Type.Name`.
func declName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name + "." + fn.Name.Name
		default:
			return fn.Name.Name
		}
	}
}

// funcName is the package of a function and its name in it.
func funcName(f *types.Func) (path, name string) {
	f = f.Origin()
	if f.Pkg() != nil {
		path = f.Pkg().Path()
	}
	name = f.Name()
	if recv := f.Type().(*types.Signature).Recv(); recv != nil {
		t := recv.Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		if named, ok := types.Unalias(t).(*types.Named); ok {
			name = named.Obj().Name() + "." + name
		}
	}
	return path, name
}

// runnable says why a function must not be called with made-up arguments.
func (w *world) runnable(path, name string) *reason {
	s := w.load(path)
	if s == nil {
		return because("not-loaded", "the package cannot be type-checked from source")
	}
	fn := s.decls[name]
	if fn == nil || fn.Body == nil {
		return because("no-body", "it has no body in Go")
	}
	sig := s.info.Defs[fn.Name].(*types.Func).Type().(*types.Signature)
	if sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0 {
		return because("generic", "it has type parameters")
	}
	params := []*types.Var{}
	if sig.Recv() != nil {
		params = append(params, sig.Recv())
	}
	for i := 0; i < sig.Params().Len(); i++ {
		params = append(params, sig.Params().At(i))
	}
	for _, p := range params {
		if why := w.cannotMake(p.Type(), s); why != "" {
			return because("cannot-generate", "no value of type %s can be made up: %s", types.TypeString(p.Type(), types.RelativeTo(s.types)), why)
		}
	}
	return w.verdict(path, name)
}

// cannotMake says why a parameter of a type gets no value. What lies deeper may stay nil.
func (w *world) cannotMake(t types.Type, s *source) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Kind() == types.UnsafePointer {
			return "it is an unsafe pointer"
		}
	case *types.Signature:
		return "it is a function"
	case *types.Chan:
		return "it is a channel"
	case *types.Interface:
		switch types.TypeString(t, nil) {
		case "error", "io.Reader", "io.Writer", "fmt.Stringer", "context.Context", "any", "interface{}":
			return ""
		}
		if u.Empty() || isStream(u) || w.offer(t, u, s) {
			return ""
		}
		return "it is an interface of its own"
	case *types.Pointer:
		return w.cannotMake(u.Elem(), s)
	case *types.Slice:
		return w.cannotMake(u.Elem(), s)
	case *types.Array:
		return w.cannotMake(u.Elem(), s)
	case *types.Map:
		if why := w.cannotMake(u.Key(), s); why != "" {
			return why
		}
		return w.cannotMake(u.Elem(), s)
	}
	return ""
}

// offer finds types that can stand for an interface: those that the package can name and whose methods have no effect.
func (w *world) offer(t types.Type, u *types.Interface, s *source) bool {
	key := s.path + " " + types.TypeString(t, nil)
	if _, ok := w.offers[key]; ok {
		return len(w.offers[key]) > 0
	}
	w.offers[key] = nil
	if named, ok := types.Unalias(t).(*types.Named); !ok || named.TypeArgs().Len() > 0 {
		return false
	}
	reach := w.reach(s.path)
	for _, impl := range w.implementers(u) {
		obj := impl.Obj()
		path := obj.Pkg().Path()
		isOwn := path == s.path
		if len(w.offers[key]) == 3 {
			break
		}
		if !isOwn && (!reach[path] || !obj.Exported() || strings.Contains(path, "internal") || obj.Pkg().Name() == "main") {
			continue
		}
		b := &body{world: w, source: s, name: obj.Name()}
		b.dynamic(impl, t, map[types.Type]bool{})
		if b.found == nil {
			w.offers[key] = append(w.offers[key], impl)
		}
	}
	if len(w.offers[key]) > 0 {
		w.offered[s.path] = append(w.offered[s.path], offer{t, w.offers[key]})
	}
	return len(w.offers[key]) > 0
}

// offer is an interface and types that can stand for it.
type offer struct {
	iface types.Type
	impls []*types.Named
}

// reach are the packages that a package imports, directly or not.
func (w *world) reach(path string) map[string]bool {
	found := map[string]bool{}
	open := []string{path}
	for len(open) > 0 {
		l := w.listed[open[len(open)-1]]
		open = open[:len(open)-1]
		if l == nil {
			continue
		}
		for _, other := range l.Imports {
			if !found[other] {
				found[other] = true
				open = append(open, other)
			}
		}
	}
	return found
}

// isStream says whether the probe's reader or writer has all methods of an interface.
func isStream(u *types.Interface) bool {
	has := func(methods map[string]string) bool {
		for i := 0; i < u.NumMethods(); i++ {
			if methods[u.Method(i).Name()] != shape(u.Method(i)) {
				return false
			}
		}
		return true
	}
	return has(map[string]string{
		"Write": "([]byte) (int, error)", "WriteString": "(string) (int, error)", "WriteByte": "(byte) (error)",
		"WriteRune": "(rune) (int, error)", "Flush": "() (error)", "Available": "() (int)", "Buffered": "() (int)",
	}) || has(map[string]string{"Read": "([]byte) (int, error)", "Close": "() (error)", "ReadByte": "() (byte, error)"})
}

// shape is a function's type without the names of parameters.
func shape(f *types.Func) string {
	sig := f.Type().(*types.Signature)
	list := func(t *types.Tuple) string {
		var all []string
		for i := 0; i < t.Len(); i++ {
			all = append(all, types.TypeString(t.At(i).Type(), nil))
		}
		return "(" + strings.Join(all, ", ") + ")"
	}
	return list(sig.Params()) + " " + list(sig.Results())
}

// verdict says which effect a function may have; nil if none. A function that calls itself has those that it has elsewhere.
func (w *world) verdict(path, name string) *reason {
	key := path + "." + name
	if w.known[key] {
		return w.verdicts[key]
	}
	w.known[key] = true
	s := w.load(path)
	if s == nil {
		w.verdicts[key] = because("calls-unknown", "`%s` cannot be looked into", key)
		return w.verdicts[key]
	}
	fn := s.decls[name]
	if fn == nil || fn.Body == nil {
		w.verdicts[key] = because("calls-unknown", "`%s` has no body in Go", key)
		return w.verdicts[key]
	}
	b := &body{world: w, source: s, name: name, root: fn.Body}
	sig := s.info.Defs[fn.Name].(*types.Func).Type().(*types.Signature)
	w.verdicts[key] = b.effect(sig)
	return w.verdicts[key]
}

// isFree says whether a function of the standard library has no effect.
func (w *world) isFree(path, name string) bool {
	full := path + "." + name
	if w.effects[full] {
		return false
	}
	return w.free[full] || w.free[path]
}

// body is a function, or what a variable of a package begins with, that is being looked into.
//
// What it may call is known because every value is: arguments are made up, so that functions in them are nil and interfaces
// hold what the probe has; everything else is made by code that is looked into. So it is enough to look at each function
// that is named and at the methods of each value that becomes an interface, and never to read a package variable
// that may hold functions or interfaces of unknown origin.
type body struct {
	*world
	*source
	name  string
	root  ast.Node
	found *reason
	// Package variables may be written.
	writes bool
}

func (b *body) refuse(code, format string, args ...interface{}) {
	if b.found == nil {
		b.found = because(code, format, args...)
	}
}

// effect looks at all of it; sig is what its return statements return to.
func (b *body) effect(sig *types.Signature) *reason {
	b.inspect(b.root, sig)
	return b.found
}

func (b *body) inspect(root ast.Node, sig *types.Signature) {
	ast.Inspect(root, func(n ast.Node) bool {
		if b.found != nil {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			b.inspect(n.Body, b.info.TypeOf(n).(*types.Signature))
			return false
		case *ast.GoStmt:
			b.refuse("starts-goroutine", "`%s` starts a goroutine", b.name)
		case *ast.SendStmt, *ast.SelectStmt:
			b.refuse("uses-channel", "`%s` uses a channel", b.name)
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				b.refuse("uses-channel", "`%s` receives from a channel", b.name)
			}
			if v := b.global(n.X); n.Op == token.AND && v != nil {
				b.refuse("writes-package-variable", "`%s` takes the address of `%s`", b.name, v.Name())
			}
		case *ast.RangeStmt:
			if _, ok := b.info.TypeOf(n.X).Underlying().(*types.Chan); ok {
				b.refuse("uses-channel", "`%s` receives from a channel", b.name)
			}
			if n.Tok == token.ASSIGN {
				b.written(n.Key)
				b.written(n.Value)
			}
		case *ast.IncDecStmt:
			b.written(n.X)
		case *ast.AssignStmt:
			var to []types.Type
			for _, left := range n.Lhs {
				b.written(left)
				to = append(to, b.info.TypeOf(left))
			}
			b.become(n.Rhs, to)
		case *ast.ValueSpec:
			var to []types.Type
			for _, id := range n.Names {
				to = append(to, b.info.TypeOf(id))
			}
			b.become(n.Values, to)
		case *ast.ReturnStmt:
			var to []types.Type
			for i := 0; sig != nil && i < sig.Results().Len(); i++ {
				to = append(to, sig.Results().At(i).Type())
			}
			b.become(n.Results, to)
		case *ast.CompositeLit:
			b.literal(n)
		case *ast.TypeAssertExpr:
			if n.Type != nil {
				b.asserted(b.info.TypeOf(n.Type))
			}
		case *ast.TypeSwitchStmt:
			for _, clause := range n.Body.List {
				for _, e := range clause.(*ast.CaseClause).List {
					if b.info.Types[e].IsType() {
						b.asserted(b.info.TypeOf(e))
					}
				}
			}
		case *ast.Ident:
			b.named(n)
		case *ast.SelectorExpr:
			if sel := b.info.Selections[n]; sel != nil && sel.Kind() != types.FieldVal {
				b.method(n, sel)
			}
		case *ast.CallExpr:
			if b.isOnce(n) {
				b.once(n.Args[0])
				return false
			}
			b.call(n)
		}
		return true
	})
}

// isOnce says whether a call is `once.Do(f)`: what f writes is there from the first call on, whichever version makes it.
func (b *body) isOnce(n *ast.CallExpr) bool {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok || len(n.Args) != 1 {
		return false
	}
	f, ok := b.info.Uses[sel.Sel].(*types.Func)
	return ok && f.FullName() == "(*sync.Once).Do"
}

// once looks into a function that runs once; it may write package variables.
func (b *body) once(e ast.Expr) {
	var f *types.Func
	switch x := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		before := b.writes
		b.writes = true
		b.inspect(x.Body, nil)
		b.writes = before
		return
	case *ast.Ident:
		f, _ = b.info.Uses[x].(*types.Func)
	case *ast.SelectorExpr:
		f, _ = b.info.Uses[x.Sel].(*types.Func)
	}
	if f == nil {
		b.refuse("calls-function-value", "`%s` calls a function that it is given", b.name)
		return
	}
	path, name := funcName(f)
	s := b.load(path)
	if s == nil || s.decls[name] == nil || s.decls[name].Body == nil {
		b.function(f)
		return
	}
	inner := &body{world: b.world, source: s, name: name, root: s.decls[name].Body, writes: true}
	if r := inner.effect(nil); r != nil && b.found == nil {
		b.found = r
	}
}

// become judges values that are given to something of these types, where they may become interfaces.
func (b *body) become(values []ast.Expr, to []types.Type) {
	if len(values) == 1 && len(to) > 1 {
		if tuple, ok := b.info.TypeOf(values[0]).(*types.Tuple); ok {
			for i := 0; i < tuple.Len() && i < len(to); i++ {
				b.converted(tuple.At(i).Type(), to[i])
			}
		}
		return
	}
	for i, value := range values {
		if i < len(to) {
			b.converted(b.info.TypeOf(value), to[i])
		}
	}
}

func (b *body) literal(n *ast.CompositeLit) {
	switch u := b.info.TypeOf(n).Underlying().(type) {
	case *types.Struct:
		for i, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				for k := 0; k < u.NumFields(); k++ {
					if id, ok := kv.Key.(*ast.Ident); ok && id.Name == u.Field(k).Name() {
						b.converted(b.info.TypeOf(kv.Value), u.Field(k).Type())
					}
				}
			} else if i < u.NumFields() {
				b.converted(b.info.TypeOf(e), u.Field(i).Type())
			}
		}
	case *types.Map:
		for _, e := range n.Elts {
			kv := e.(*ast.KeyValueExpr)
			b.converted(b.info.TypeOf(kv.Key), u.Key())
			b.converted(b.info.TypeOf(kv.Value), u.Elem())
		}
	case *types.Slice, *types.Array:
		elem := u.(interface{ Elem() types.Type }).Elem()
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			b.converted(b.info.TypeOf(e), elem)
		}
	}
}

// asserted judges a type that a value is asserted to have. When it became an interface, its quiet methods were looked at and
// those of that interface; others must be free of effects in every type that has them.
func (b *body) asserted(t types.Type) {
	u, ok := t.Underlying().(*types.Interface)
	if !ok {
		return
	}
	for i := 0; i < u.NumMethods(); i++ {
		if name := u.Method(i).Name(); !quiet[name] {
			for _, impl := range b.implementers(u) {
				obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(impl), true, u.Method(i).Pkg(), name)
				if f, ok := obj.(*types.Func); ok && b.found == nil && !types.IsInterface(f.Type().(*types.Signature).Recv().Type()) {
					b.function(f)
				}
			}
		}
	}
}

// implementers are the named types outside of the standard library that have the methods of an interface.
func (w *world) implementers(u *types.Interface) (all []*types.Named) {
	for _, path := range w.paths {
		pkg := w.packageOf(path)
		if pkg == nil {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || obj.IsAlias() {
				continue
			}
			named, ok := types.Unalias(obj.Type()).(*types.Named)
			if !ok || named.TypeParams().Len() > 0 || types.IsInterface(named) {
				continue
			}
			if hasMethods(types.NewPointer(named), u) {
				all = append(all, named)
			}
		}
	}
	return all
}

// packageOf is a package as it was loaded, or else as its export data has it.
func (w *world) packageOf(path string) *types.Package {
	if s := w.loaded[path]; s != nil {
		return s.types
	}
	pkg, err := w.imports.Import(path)
	if err != nil {
		return nil
	}
	return pkg
}

// hasMethods is types.Implements by the names of the methods alone: a package may be there twice, once from its source.
func hasMethods(t types.Type, u *types.Interface) bool {
	for i := 0; i < u.NumMethods(); i++ {
		obj, _, _ := types.LookupFieldOrMethod(t, true, u.Method(i).Pkg(), u.Method(i).Name())
		f, ok := obj.(*types.Func)
		if !ok || f.Type().(*types.Signature).Params().Len() != u.Method(i).Type().(*types.Signature).Params().Len() {
			return false
		}
	}
	return u.NumMethods() > 0
}

// global is the package-level variable that an expression is a part of, if what is written there is written to the variable.
func (b *body) global(e ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			v, ok := b.info.Uses[x].(*types.Var)
			if ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v
			}
			return nil
		case *ast.SelectorExpr:
			if v, ok := b.info.Uses[x.Sel].(*types.Var); ok && !v.IsField() && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v
			}
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}

func (b *body) written(e ast.Expr) {
	if e != nil && !b.writes {
		if v := b.global(e); v != nil {
			b.refuse("writes-package-variable", "`%s` writes `%s`", b.name, v.Name())
		}
	}
}

// onlyReads says whether a method surely writes nothing through its receiver: it only reads fields and elements of it.
func (w *world) onlyReads(path, name string) bool {
	key := "reads " + path + "." + name
	if w.known[key] {
		return w.verdicts[key] == nil
	}
	w.known[key] = true
	w.verdicts[key] = because("writes", "")
	s := w.load(path)
	if s == nil || s.decls[name] == nil || s.decls[name].Body == nil || len(s.decls[name].Recv.List[0].Names) == 0 {
		return false
	}
	fn := s.decls[name]
	recv := s.info.Defs[fn.Recv.List[0].Names[0]]
	reads := true
	var above []ast.Node
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		above = append(above, n)
		id, ok := n.(*ast.Ident)
		if !ok || s.info.Uses[id] != recv {
			return true
		}
		// Outwards, as long as it is a part of the receiver.
		child := ast.Node(id)
		for i := len(above) - 2; i >= 0; i-- {
			switch p := above[i].(type) {
			case *ast.SelectorExpr:
				if sel := s.info.Selections[p]; sel != nil && sel.Kind() == types.MethodVal {
					path, name := funcName(sel.Obj().(*types.Func))
					reads = reads && (path == s.path && w.onlyReads(path, name))
					return true
				}
				child = p
				continue
			case *ast.IndexExpr:
				if p.X == child {
					child = p
					continue
				}
				return true
			case *ast.ParenExpr, *ast.StarExpr:
				child = p
				continue
			case *ast.BinaryExpr, *ast.IfStmt, *ast.ReturnStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.KeyValueExpr:
			case *ast.AssignStmt:
				for _, left := range p.Lhs {
					reads = reads && left != child
				}
			case *ast.CallExpr:
				// Handed over whole, a pointer or slice may be written by others.
				switch s.info.TypeOf(child.(ast.Expr)).Underlying().(type) {
				case *types.Basic, *types.Struct:
				default:
					tv := s.info.Types[p.Fun]
					reads = reads && (tv.IsBuiltin() || tv.IsType())
				}
			default:
				reads = false
			}
			return true
		}
		return true
	})
	if reads {
		w.verdicts[key] = nil
	}
	return reads
}

// named judges a name that stands for a function or variable of a package.
func (b *body) named(id *ast.Ident) {
	switch obj := b.info.Uses[id].(type) {
	case *types.PkgName:
		if obj.Imported().Path() == "C" {
			b.refuse("cgo", "`%s` uses cgo", b.name)
		}
	case *types.Func:
		if obj.Type().(*types.Signature).Recv() == nil {
			b.function(obj)
		}
	case *types.Var:
		if obj.Pkg() == nil || obj.IsField() || obj.Parent() != obj.Pkg().Scope() {
			return
		}
		if b.isStandard(obj.Pkg().Path()) {
			if !b.isFree(obj.Pkg().Path(), obj.Name()) {
				b.refuse("calls-unknown", "`%s.%s` is not known to be free of effects", obj.Pkg().Path(), obj.Name())
			}
			return
		}
		if b.mayHold(obj.Type(), map[types.Type]bool{}) {
			if r := b.variable(obj); r != nil && b.found == nil {
				b.found = r
			}
		}
	}
}

// mayHold says whether a value of a type may lead to functions or interfaces. Errors are asked for nothing but what is looked
// at elsewhere, and listed packages of the standard library call nothing that they were not given.
func (w *world) mayHold(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] || isError(t) {
		return false
	}
	seen[t] = true
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		if path := named.Obj().Pkg().Path(); w.isStandard(path) && w.free[path] && !types.IsInterface(t) {
			if _, ok := t.Underlying().(*types.Struct); ok {
				return false
			}
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Interface, *types.Chan:
		return true
	case *types.Pointer:
		return w.mayHold(u.Elem(), seen)
	case *types.Slice:
		return w.mayHold(u.Elem(), seen)
	case *types.Array:
		return w.mayHold(u.Elem(), seen)
	case *types.Map:
		return w.mayHold(u.Key(), seen) || w.mayHold(u.Elem(), seen)
	case *types.Struct:
		for i := 0; i < u.NumFields(); i++ {
			if w.mayHold(u.Field(i).Type(), seen) {
				return true
			}
		}
	}
	return false
}

// variable says why what a package variable holds is not known; nil if all that is ever put there is.
func (w *world) variable(v *types.Var) *reason {
	key := "var " + v.Pkg().Path() + "." + v.Name()
	if w.known[key] {
		return w.verdicts[key]
	}
	w.known[key] = true
	unknown := because("reads-package-variable", "what `%s` holds is not known", v.Name())
	s := w.load(v.Pkg().Path())
	if s == nil || (v.Exported() && w.isWrittenElsewhere(v)) {
		w.verdicts[key] = unknown
		return unknown
	}
	b := &body{world: w, source: s, name: v.Name()}
	is := func(e ast.Expr) bool {
		g := b.global(e)
		return e != nil && g != nil && g.Name() == v.Name() && g.Pkg() == s.types
	}
	put := func(e ast.Expr) {
		ast.Inspect(e, func(n ast.Node) bool {
			// What comes from a variable inside of a function may come from anywhere.
			if id, ok := n.(*ast.Ident); ok {
				if local, ok := s.info.Uses[id].(*types.Var); ok && !local.IsField() && local.Parent() != nil && local.Pkg() == s.types &&
					local.Parent() != s.types.Scope() && !within(e, local.Pos()) && w.mayHold(local.Type(), map[types.Type]bool{}) {
					b.found = unknown
				}
			}
			return b.found == nil
		})
		b.inspect(e, nil)
	}
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, id := range n.Names {
					if obj := s.info.Defs[id]; obj != nil && obj.Name() == v.Name() && obj.Parent() == s.types.Scope() && len(n.Values) > 0 {
						put(n.Values[i*btoi(len(n.Values) == len(n.Names))])
					}
				}
			case *ast.AssignStmt:
				for i, left := range n.Lhs {
					if is(left) {
						put(n.Rhs[i*btoi(len(n.Rhs) == len(n.Lhs))])
					}
				}
			case *ast.UnaryExpr:
				if n.Op == token.AND && is(n.X) {
					b.found = unknown
				}
			}
			return b.found == nil
		})
	}
	w.verdicts[key] = b.found
	return b.found
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func within(n ast.Node, pos token.Pos) bool { return n.Pos() <= pos && pos < n.End() }

// isWrittenElsewhere says whether a package that imports the variable's may write it, by what its text looks like.
func (w *world) isWrittenElsewhere(v *types.Var) bool {
	name := `\b` + v.Pkg().Name() + `\.` + v.Name() + `\b`
	renamed := regexp.MustCompile(`[\w.]+\s+"` + regexp.QuoteMeta(v.Pkg().Path()) + `"`)
	pattern := regexp.MustCompile(`&` + name + `|(?m)^[ \t]*([\w., \[\]]+,[ ]*)?` + name + `[\w.\[\]]*(,[\w., \[\]]+)?[ ]*([-+*/|&^]?=[^=]|\+\+|--)`)
	for _, path := range w.paths {
		l := w.listed[path]
		if path == v.Pkg().Path() {
			continue
		}
		imports := false
		for _, other := range l.Imports {
			imports = imports || other == v.Pkg().Path()
		}
		for _, name := range l.GoFiles {
			if !imports {
				break
			}
			text := w.text(l, name)
			if pattern.MatchString(text) || (renamed.MatchString(text) && strings.Contains(text, "."+v.Name())) {
				return true
			}
		}
	}
	return false
}

// text is a file's text; empty if it cannot be read.
func (w *world) text(l *Listed, name string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(l.Dir, name)
	}
	if text, ok := w.read[name]; ok {
		return text
	}
	text, err := os.ReadFile(name)
	if err != nil {
		text = nil
	}
	w.read[name] = string(text)
	return w.read[name]
}

func (w *world) isStandard(path string) bool {
	l := w.listed[path]
	return l == nil || l.Standard
}

// function judges a function that is called, or may be.
func (b *body) function(f *types.Func) {
	path, name := funcName(f)
	if b.isStandard(path) {
		if !b.isFree(path, name) {
			b.refuse("calls-unknown", "`%s.%s` is not known to be free of effects", path, name)
		}
		return
	}
	if r := b.verdict(path, name); r != nil {
		b.found = r
	}
}

// method judges a method that is called, or may be.
func (b *body) method(n *ast.SelectorExpr, sel *types.Selection) {
	f := sel.Obj().(*types.Func)
	recv := f.Type().(*types.Signature).Recv().Type()
	from := sel.Recv()
	if p, ok := types.Unalias(from).(*types.Pointer); ok {
		from = p.Elem()
	}
	// Which method that is hangs on who calls, and nobody looked at what was handed over.
	if _, ok := types.Unalias(from).(*types.TypeParam); ok {
		b.refuse("calls-unknown", "`%s` calls `%s` of a type parameter", b.name, f.Name())
		return
	}
	// What an interface holds was looked at when it became one.
	if !types.IsInterface(recv) {
		path, name := funcName(f)
		// A pointer method of a package variable may write it; the standard library's listed ones are known not to matter.
		if v := b.global(n.X); v != nil && !b.isStandard(path) && !b.onlyReads(path, name) {
			if _, ok := types.Unalias(recv).(*types.Pointer); ok {
				if _, isPointer := b.info.TypeOf(n.X).Underlying().(*types.Pointer); !isPointer {
					b.refuse("writes-package-variable", "`%s` calls `%s` on `%s`", b.name, name, v.Name())
				}
			}
		}
		b.function(f)
		return
	}
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func (b *body) call(n *ast.CallExpr) {
	fun := ast.Unparen(n.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = ast.Unparen(x.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(x.X)
	}
	tv := b.info.Types[ast.Unparen(n.Fun)]
	if tv.IsType() {
		if len(n.Args) == 1 {
			b.converted(b.info.TypeOf(n.Args[0]), tv.Type)
		}
		return
	}
	if tv.IsBuiltin() {
		if id, ok := fun.(*ast.Ident); ok && (id.Name == "print" || id.Name == "println" || id.Name == "close") {
			b.refuse("calls-unknown", "`%s` has an effect", id.Name)
		}
		if id, ok := fun.(*ast.Ident); ok && (id.Name == "copy" || id.Name == "delete" || id.Name == "clear") && len(n.Args) > 0 {
			b.written(n.Args[0])
		}
		for i, arg := range n.Args {
			switch id, _ := fun.(*ast.Ident); {
			case id != nil && id.Name == "panic":
				b.converted(b.info.TypeOf(arg), types.Universe.Lookup("any").Type())
			case id != nil && id.Name == "append" && i > 0 && !n.Ellipsis.IsValid():
				if slice, ok := b.info.TypeOf(n).Underlying().(*types.Slice); ok {
					b.converted(b.info.TypeOf(arg), slice.Elem())
				}
			}
		}
		return
	}
	if sig, ok := b.info.TypeOf(fun).Underlying().(*types.Signature); ok {
		for i, arg := range n.Args {
			if tuple, ok := b.info.TypeOf(arg).(*types.Tuple); ok {
				for k := 0; k < tuple.Len(); k++ {
					b.converted(tuple.At(k).Type(), parameter(sig, k, false))
				}
				continue
			}
			b.converted(b.info.TypeOf(arg), parameter(sig, i, n.Ellipsis.IsValid()))
		}
	}
}

func parameter(sig *types.Signature, i int, spread bool) types.Type {
	last := sig.Params().Len() - 1
	if sig.Variadic() && i >= last {
		t := sig.Params().At(last).Type()
		if spread {
			return t
		}
		if s, ok := t.Underlying().(*types.Slice); ok {
			return s.Elem()
		}
		return t
	}
	if i > last {
		return types.Typ[types.Invalid]
	}
	return sig.Params().At(i).Type()
}

// converted judges a value that becomes another type: if that is an interface, others may call methods of it.
func (b *body) converted(from, to types.Type) {
	if from == nil || to == nil || b.found != nil || !types.IsInterface(to) || types.IsInterface(from) {
		if from != nil && to != nil && types.IsInterface(to) {
			if _, ok := types.Unalias(from).(*types.TypeParam); ok {
				b.refuse("unknown-dynamic-type", "`%s` makes an interface of a type parameter", b.name)
			}
		}
		return
	}
	if _, ok := types.Unalias(to).(*types.TypeParam); ok {
		return
	}
	if basic, ok := from.(*types.Basic); ok && basic.Kind() == types.UntypedNil {
		return
	}
	b.dynamic(from, to, map[types.Type]bool{})
}

// quiet are methods that others call without being asked, above all package fmt and the encoders.
var quiet = map[string]bool{
	"String": true, "Error": true, "Format": true, "GoString": true, "MarshalJSON": true, "MarshalText": true, "MarshalBinary": true,
	"UnmarshalJSON": true, "UnmarshalText": true, "UnmarshalBinary": true, "Is": true, "As": true, "Unwrap": true, "Write": true,
	"Read": true, "WriteString": true, "Len": true, "Less": true, "Swap": true, "Push": true, "Pop": true, "AppendText": true,
	"IsZero": true, "WriteByte": true, "WriteTo": true, "ReadFrom": true, "Close": true, "Seek": true, "MarshalXML": true,
	"MarshalYAML": true, "UnmarshalXML": true, "UnmarshalYAML": true, "Scan": true, "LogValue": true,
}

// dynamic judges the methods that a value brings with it when it becomes an interface.
func (b *body) dynamic(t, to types.Type, seen map[types.Type]bool) {
	if seen[t] || b.found != nil {
		return
	}
	seen[t] = true
	if isError(t) {
		return
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		path := named.Obj().Pkg().Path()
		if b.isStandard(path) && !types.IsInterface(t) {
			if !b.free[path] && !b.free[path+"."+named.Obj().Name()] {
				b.refuse("unknown-dynamic-type", "`%s` makes an interface of a %s", b.name, named)
			}
			return
		}
	}
	if types.IsInterface(t) {
		return
	}
	wanted, _ := to.Underlying().(*types.Interface)
	for _, recv := range []types.Type{t, types.NewPointer(t)} {
		set := types.NewMethodSet(recv)
		for i := 0; i < set.Len() && b.found == nil; i++ {
			f := set.At(i).Obj().(*types.Func)
			asked := quiet[f.Name()]
			for j := 0; wanted != nil && j < wanted.NumMethods(); j++ {
				asked = asked || wanted.Method(j).Name() == f.Name()
			}
			if asked && !types.IsInterface(f.Type().(*types.Signature).Recv().Type()) {
				b.function(f)
			}
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		b.dynamic(u.Elem(), to, seen)
	case *types.Slice:
		b.dynamic(u.Elem(), to, seen)
	case *types.Array:
		b.dynamic(u.Elem(), to, seen)
	case *types.Map:
		b.dynamic(u.Key(), to, seen)
		b.dynamic(u.Elem(), to, seen)
	case *types.Struct:
		for i := 0; i < u.NumFields(); i++ {
			b.dynamic(u.Field(i).Type(), to, seen)
		}
	}
}

// test is a test file that runs functions of one file.
type test struct {
	world   *world
	file    *File
	number  int
	code    strings.Builder
	imports map[string]string
	count   int
}

// add writes a function's old body and the calls of both.
func (t *test) add(name string) *reason {
	s := t.source()
	if s == nil {
		return because("not-loaded", "its file is not part of the package")
	}
	fn := s.decls[name]
	text := func(n ast.Node) string {
		return t.file.Before[t.world.fset.Position(n.Pos()).Offset:t.world.fset.Position(n.End()).Offset]
	}
	used := map[string]string{}
	clash, local := "", ""
	ast.Inspect(fn, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok {
			local = spec.Name.Name
		}
		if id, ok := n.(*ast.Ident); ok {
			if p, ok := s.info.Uses[id].(*types.PkgName); ok {
				used[id.Name] = p.Imported().Path()
			} else if obj := s.info.Uses[id]; obj != nil && obj.Pkg() != nil && obj.Pkg() != s.types && obj.Parent() == obj.Pkg().Scope() {
				if sel := s.info.Uses[id]; sel != nil && !t.isSelected(fn, id) {
					clash = id.Name
				}
			}
		}
		return true
	})
	if local != "" {
		return because("declares-type", "it declares the type `%s`, which two bodies would declare twice", local)
	}
	if clash != "" {
		return because("dot-import", "`%s` comes from a package that is imported with a dot", clash)
	}
	if t.imports == nil {
		t.imports = map[string]string{}
	}
	for name, path := range used {
		t.imports[name] = path
	}
	id := fmt.Sprintf("%d_%d", t.number, t.count)
	t.count++
	var fields, binds, args []string
	lists := []*ast.FieldList{fn.Recv, fn.Type.Params}
	for _, list := range lists {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			names := []string{"_"}
			if len(field.Names) > 0 {
				names = nil
				for _, id := range field.Names {
					names = append(names, id.Name)
				}
			}
			typ := text(field.Type)
			plain, spread := typ, ""
			if e, ok := field.Type.(*ast.Ellipsis); ok {
				plain, spread = "[]"+text(e.Elt), "..."
			}
			for _, name := range names {
				i := len(fields)
				fields = append(fields, name+" "+typ)
				binds = append(binds, fmt.Sprintf("a%d := *in[%d].(*%s)", i, i, plain))
				args = append(args, fmt.Sprintf("a%d%s", i, spread))
			}
		}
	}
	results := ""
	if fn.Type.Results != nil {
		results = " " + text(fn.Type.Results)
	}
	target := fn.Name.Name
	if fn.Recv != nil {
		target = "(" + text(fn.Recv.List[0].Type) + ")." + fn.Name.Name
	}
	fmt.Fprintf(&t.code, "\nfunc allocfixOld%s(%s)%s %s\n", id, strings.Join(fields, ", "), results, text(fn.Body))
	fmt.Fprintf(&t.code, "\nvar allocfixBefore%s, allocfixAfter%s = allocfixOld%s, %s\n", id, id, id, target)
	bind := func(side string) string {
		return fmt.Sprintf("func(in []interface{}) func() {\n\t\t%s\n\t\treturn func() { %s(%s) }\n\t}", strings.Join(binds, "\n\t\t"), side, strings.Join(args, ", "))
	}
	fmt.Fprintf(&t.code, "\nfunc init() {\n\tallocfixprobe.Add(%q, %q, allocfixBefore%s, allocfixAfter%s, %v, %s, %s)\n}\n",
		t.file.Path, name, id, id, isSized(fn), bind("allocfixBefore"+id), bind("allocfixAfter"+id))
	return nil
}

// source is the package that the file belongs to.
func (t *test) source() *source {
	for _, s := range t.world.loaded {
		if s != nil && s.files[t.file.Path] != nil {
			return s
		}
	}
	return nil
}

// isSelected says whether a name stands behind a dot.
func (t *test) isSelected(fn *ast.FuncDecl, id *ast.Ident) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel == id {
			found = true
		}
		return !found
	})
	return found
}

// isSized says whether a large number may be a size, or a number of rounds.
func isSized(fn *ast.FuncDecl) bool {
	sized := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			sized = true
		case *ast.Ident:
			switch n.Name {
			case "make", "Repeat", "Grow", "NewReaderSize", "NewWriterSize", "Lsh", "Exp":
				sized = true
			}
		}
		return true
	})
	return sized
}

func (t *test) finish() string {
	if t.count == 0 {
		return ""
	}
	s := t.source()
	qualify := func(p *types.Package) string {
		if p.Path() == s.path {
			return ""
		}
		for name, path := range t.imports {
			if path == p.Path() {
				return name
			}
		}
		name := fmt.Sprintf("allocfix%d", len(t.imports))
		t.imports[name] = p.Path()
		return name
	}
	if t.number == 0 && len(t.world.offered[s.path]) > 0 {
		t.code.WriteString("\nfunc init() {\n")
		for _, o := range t.world.offered[s.path] {
			for _, impl := range o.impls {
				fmt.Fprintf(&t.code, "\tallocfixprobe.Offer(new(%s), new(%s))\n", types.TypeString(o.iface, qualify), types.TypeString(impl, qualify))
			}
		}
		t.code.WriteString("}\n")
	}
	var names []string
	for name := range t.imports {
		names = append(names, name)
	}
	sort.Strings(names)
	var text strings.Builder
	text.WriteString("package PACKAGE\n\nimport (\n\tallocfixprobe \"PROBE\"\n")
	for _, name := range names {
		fmt.Fprintf(&text, "\t%s %q\n", name, t.imports[name])
	}
	text.WriteString(")\n")
	text.WriteString(t.code.String())
	return text.String()
}
