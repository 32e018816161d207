package main

import (
	"fmt"
	"go/build"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"runtime"
	"sort"
	"strings"
)

// The systems on which a declaration must be the same to be written down.
var platforms = [][2]string{
	{"linux", "amd64"}, {"linux", "386"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"js", "wasm"},
}

// writeStd writes the exported declarations of the public packages of the standard library as far as they are the same
// everywhere.
func writeStd() error {
	out, err := exec.Command("go", "list", "std").Output()
	if err != nil {
		return err
	}
	var paths []string
	for _, p := range strings.Fields(string(out)) {
		private := p == "unsafe" || strings.HasPrefix(p, "vendor/")
		for _, part := range strings.Split(p, "/") {
			private = private || part == "internal"
		}
		if !private {
			paths = append(paths, p)
		}
	}
	tags := build.Default.ToolTags
	variants := make([]map[string]*decls, len(platforms))
	for i, platform := range platforms {
		build.Default.GOOS, build.Default.GOARCH, build.Default.CgoEnabled = platform[0], platform[1], false
		build.Default.ToolTags = nil
		for _, tag := range tags {
			// Arguments in registers exist on some processors only.
			if !strings.HasPrefix(tag, "goexperiment.regabi") || strings.HasSuffix(platform[1], "64") {
				build.Default.ToolTags = append(build.Default.ToolTags, tag)
			}
		}
		imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
		variants[i] = map[string]*decls{}
		for _, p := range paths {
			pkg, err := imp.Import(p)
			if err != nil {
				fmt.Fprintf(os.Stderr, "%s on %s/%s: %v\n", p, platform[0], platform[1], err)
				continue
			}
			variants[i][p] = declarations(pkg)
		}
	}
	came, err := readAges()
	if err != nil {
		return err
	}
	fmt.Printf("The exported declarations of the standard library (%s) that are the same on all systems.\n", runtime.Version())
	fmt.Printf("Written by `tests/oracle/run --std`; a struct's hidden fields are one of type `opaque`,\n")
	fmt.Printf("and a comment says with which release a declaration, field or method came, if not with the first.\n")
	for _, p := range paths {
		first := variants[0][p]
		if first == nil {
			continue
		}
		var lines []string
		for _, key := range first.order {
			text := first.texts[key]
			for _, other := range variants[1:] {
				if other[p] == nil {
					continue // a package that not every system has
				}
				text = common(text, other[p].texts[key])
			}
			if text != "" {
				lines = append(lines, text+came.comment(p, key, text))
			}
		}
		var used []string
		body := strings.Join(lines, "\n")
		for q, name := range first.imports {
			if strings.Contains(body, name+".") {
				used = append(used, fmt.Sprintf("import %s %q", name, q))
			}
		}
		sort.Strings(used)
		fmt.Printf("== %s\npackage %s\n%s\n%s\n", p, first.name, strings.Join(used, "\n"), body)
	}
	return nil
}

// checkStd compares rows of a table with the real packages. A row that leaves something open is right if what it says is.
func checkStd(table string, paths []string) error {
	text, err := os.ReadFile(table)
	if err != nil {
		return err
	}
	_, exports, err := list(paths)
	if err != nil {
		return err
	}
	came, err := readAges()
	if err != nil {
		return err
	}
	rows, wrong := 0, 0
	for _, p := range paths {
		_, section, ok := strings.Cut(string(text), "\n== "+p+"\n")
		if !ok {
			return fmt.Errorf("%s is not in the table", p)
		}
		section, _, _ = strings.Cut(section, "\n== ")
		pkg, err := exported(token.NewFileSet(), exports, nil).Import(p)
		if err != nil {
			return err
		}
		real := map[string]bool{}
		for key, line := range declarations(pkg).texts {
			is := func(row string) { real[row+came.comment(p, key, row)] = true }
			is(line)
			words := strings.Fields(line)
			if words[0] == "type" {
				is("type " + words[1] + " opaque")
			}
			if before, _, ok := strings.Cut(line, " = "); ok && words[0] == "const" {
				for _, open := range []string{"opaque", "1 << 1000", "'\\x00' << 1000"} {
					is(before + " = " + open)
				}
			}
		}
		for _, row := range strings.Split(strings.TrimSpace(section), "\n") {
			if row == "" || strings.HasPrefix(row, "package ") || strings.HasPrefix(row, "import ") {
				continue
			}
			rows++
			if !real[row] {
				wrong++
				fmt.Printf("%s: not so: %s\n", p, row)
			}
		}
	}
	fmt.Printf("%d rows, %d wrong\n", rows, wrong)
	if wrong > 0 {
		os.Exit(1)
	}
	return nil
}

// common gives what two variants of a declaration share.
func common(a, b string) string {
	if a == b {
		return a
	}
	if a == "" || b == "" {
		return ""
	}
	// A constant whose value differs keeps its type, and a defined type its name. No type can be written for an untyped
	// number, so its value becomes one that is too large for anyone to know.
	ca, _, _ := strings.Cut(a, " = ")
	cb, _, _ := strings.Cut(b, " = ")
	if ca == cb && strings.HasPrefix(a, "const ") && strings.Count(ca, " ") == 2 {
		return ca + " = opaque"
	}
	if ca == cb && strings.HasPrefix(a, "const ") && strings.HasPrefix(a, ca+" = '") {
		return ca + " = '\\x00' << 1000"
	}
	if ca == cb && strings.HasPrefix(a, "const ") && !strings.ContainsAny(a+b, ".\"") {
		return ca + " = 1 << 1000"
	}
	fa, fb := strings.Fields(a), strings.Fields(b)
	if fa[0] == "type" && fb[0] == "type" && fa[1] == fb[1] && fa[2] != "=" && fb[2] != "=" && !strings.Contains(fa[1], "[") {
		return "type " + fa[1] + " opaque"
	}
	return ""
}

type decls struct {
	name    string
	order   []string
	texts   map[string]string
	imports map[string]string // path to name
}

func declarations(pkg *types.Package) *decls {
	d := &decls{name: pkg.Name(), texts: map[string]string{}, imports: map[string]string{}}
	taken := map[string]string{}
	qualify := func(p *types.Package) string {
		if p == pkg {
			return ""
		}
		p2 := pathOf(p)
		if name, ok := d.imports[p2]; ok {
			return name
		}
		name := p.Name()
		if other, ok := taken[name]; ok && other != p2 || pkg.Scope().Lookup(name) != nil {
			name = strings.ReplaceAll(strings.ReplaceAll(p2, "/", "_"), ".", "_")
		}
		taken[name] = p2
		d.imports[p2] = name
		return name
	}
	text := func(t types.Type) string { return types.TypeString(bare(t), qualify) }
	var hidden []*types.Named
	seen := map[*types.Named]bool{}
	// What is returned or stored has methods and fields, whether or not its name is exported.
	mention := func(t types.Type) {
		t = types.Unalias(t)
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if n, ok := t.(*types.Named); ok && n.Obj().Pkg() == pkg && !n.Obj().Exported() && !seen[n] {
			seen[n] = true
			hidden = append(hidden, n.Origin())
		}
	}
	add := func(key, text string) {
		if _, ok := d.texts[key]; !ok {
			d.order = append(d.order, key)
			d.texts[key] = text
		}
	}
	var addType func(tn *types.TypeName)
	addType = func(tn *types.TypeName) {
		if tn.IsAlias() {
			if alias, ok := tn.Type().(*types.Alias); ok && alias.TypeParams().Len() > 0 {
				return
			}
			add(tn.Name(), "type "+tn.Name()+" = "+text(types.Unalias(tn.Type())))
			return
		}
		named := tn.Type().(*types.Named)
		seen[named] = true
		under := text(named.Underlying())
		if s, ok := named.Underlying().(*types.Struct); ok {
			under = fields(s, text, func(n *types.Named) {
				if n.Obj().Pkg() == pkg && !seen[n] {
					seen[n] = true
					hidden = append(hidden, n)
				}
			})
		}
		if i, ok := named.Underlying().(*types.Interface); ok {
			for m := range i.NumExplicitMethods() {
				if !i.ExplicitMethod(m).Exported() {
					// Nobody else can implement it; what matters are the methods that can be called.
					under = visible(i, text)
				}
			}
		}
		add(tn.Name(), "type "+tn.Name()+params(named.TypeParams(), text)+" "+under)
		for i := range named.NumMethods() {
			m := named.Method(i)
			if !m.Exported() {
				continue
			}
			sig := m.Type().(*types.Signature)
			for r := range sig.Results().Len() {
				mention(sig.Results().At(r).Type())
			}
			recv := tn.Name()
			if rp := sig.RecvTypeParams(); rp.Len() > 0 {
				var names []string
				for j := range rp.Len() {
					names = append(names, rp.At(j).Obj().Name())
				}
				recv += "[" + strings.Join(names, ", ") + "]"
			}
			if _, ptr := sig.Recv().Type().(*types.Pointer); ptr {
				recv = "*" + recv
			}
			add(tn.Name()+"."+m.Name(), "func ("+recv+") "+m.Name()+strings.TrimPrefix(text(sig), "func"))
		}
	}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() && !(pkg.Path() == "builtin") {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			sig := obj.Type().(*types.Signature)
			for r := range sig.Results().Len() {
				mention(sig.Results().At(r).Type())
			}
			s := strings.TrimPrefix(text(sig), "func")
			if sig.TypeParams().Len() > 0 && !strings.HasPrefix(s, "[") {
				s = params(sig.TypeParams(), text) + s
			}
			add(name, "func "+name+s)
		case *types.Var:
			mention(obj.Type())
			add(name, "var "+name+" "+text(obj.Type()))
		case *types.Const:
			t := ""
			if b, ok := obj.Type().(*types.Basic); !ok || b.Info()&types.IsUntyped == 0 {
				t = " " + text(obj.Type())
			}
			v := obj.Val().ExactString()
			if b, ok := obj.Type().Underlying().(*types.Basic); ok {
				switch {
				case b.Kind() == types.UntypedRune:
					v = "'\\x00' + " + v
				case b.Info()&types.IsFloat != 0:
					if over, under, ok := strings.Cut(v, "/"); ok {
						v = over + ".0 / " + under + ".0"
					} else {
						v += ".0"
					}
				}
			}
			add(name, "const "+name+t+" = "+v)
		case *types.TypeName:
			addType(obj)
		}
	}
	for len(hidden) > 0 {
		n := hidden[0]
		hidden = hidden[1:]
		addType(n.Obj())
	}
	return d
}

// fields writes a struct: what is exported, what is embedded since it promotes, and whether there is more.
func fields(s *types.Struct, text func(types.Type) string, embeds func(*types.Named)) string {
	var parts []string
	more := false
	for i := range s.NumFields() {
		f := s.Field(i)
		base := types.Unalias(f.Type())
		if p, ok := base.(*types.Pointer); ok {
			base = types.Unalias(p.Elem())
		}
		named, _ := base.(*types.Named)
		switch {
		case f.Embedded() && named != nil && (f.Exported() || !strings.Contains(named.Obj().Pkg().Path(), "internal")):
			if !f.Exported() {
				embeds(named)
			}
			parts = append(parts, text(f.Type()))
		case f.Exported():
			part := f.Name() + " " + text(f.Type())
			if s.Tag(i) != "" {
				part += fmt.Sprintf(" %q", s.Tag(i))
			}
			parts = append(parts, part)
		default:
			more = true
		}
	}
	if more {
		parts = append(parts, "_ opaque")
	}
	return "struct { " + strings.Join(parts, "; ") + " }"
}

func visible(i *types.Interface, text func(types.Type) string) string {
	var parts []string
	for m := range i.NumExplicitMethods() {
		if f := i.ExplicitMethod(m); f.Exported() {
			parts = append(parts, f.Name()+strings.TrimPrefix(text(f.Type()), "func"))
		}
	}
	for e := range i.NumEmbeddeds() {
		parts = append(parts, text(i.EmbeddedType(e)))
	}
	return "interface { " + strings.Join(append(parts, "opaque"), "; ") + " }"
}

func params(list *types.TypeParamList, text func(types.Type) string) string {
	if list.Len() == 0 {
		return ""
	}
	var parts []string
	for i := range list.Len() {
		parts = append(parts, list.At(i).Obj().Name()+" "+text(list.At(i).Constraint()))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// bare is a type without the names of parameters, which could hide a package or type.
func bare(t types.Type) types.Type {
	sig, ok := t.(*types.Signature)
	if !ok {
		return t
	}
	tuple := func(t *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for i := range t.Len() {
			vars = append(vars, types.NewVar(token.NoPos, nil, "", t.At(i).Type()))
		}
		return types.NewTuple(vars...)
	}
	return types.NewSignatureType(nil, nil, nil, tuple(sig.Params()), tuple(sig.Results()), sig.Variadic())
}

// pathOf gives the path by which the standard library imports a package, its copies of other modules included.
func pathOf(p *types.Package) string {
	return strings.TrimPrefix(p.Path(), "vendor/")
}
