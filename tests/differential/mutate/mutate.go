package main

import (
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"math/rand"
	"strings"
)

// A change looks for a place in a program and says what to put there; nothing where it finds none. Whether what comes out is
// still Go is asked afterwards.
type change struct {
	name   string
	weight int
	make   func(*site) []edit
}

// site is a program in the hand of a change.
type site struct {
	*prog
	*rand.Rand
	// The functions that may be changed.
	functions []*ast.FuncDecl
	// What is called afterwards, if it is another function.
	calls string
	// The text is not to be laid out anew.
	raw bool
}

var changes []change

func init() {
	changes = []change{
		{"expression", 14, replaceExpression},
		{"statement", 18, insertStatement},
		{"wrap", 8, wrapStatements},
		{"duplicate", 2, duplicateStatement},
		{"defer", 2, deferStatement},
		{"delete", 2, deleteStatement},
		{"swap", 3, swapStatements},
		{"operator", 5, changeOperator},
		{"constant", 7, changeConstant},
		{"rename", 5, renameLocal},
		{"shadow", 3, shadow},
		{"type", 8, changeType},
		{"comment", 3, addComment},
		{"named-results", 3, nameResults},
		{"method", 2, makeMethod},
		{"generic", 3, makeGeneric},
		{"import", 2, renameImport},
		{"declare", 3, changeDeclaration},
		{"parameter", 2, addParameter},
		{"break-line", 2, breakLine},
		{"hoist", 4, hoist},
		{"inline", 2, inline},
		{"head", 3, moveIntoHead},
		{"out", 3, moveOut},
		{"struct", 4, moveIntoStruct},
		{"literal", 2, moveIntoLiteral},
		{"merge", 2, mergeDeclarations},
		{"twin", 2, duplicateFunction},
		{"shared", 3, passTwice},
	}
}

// mutate makes changes, one for each seed; what cannot be made is left out. With the same seeds it makes the same.
func mutate(m Mutation) Mutant {
	made := Mutant{Text: m.Text, Function: m.Function}
	p, err := load(m.Text, m.Go, m.Function)
	if err != nil {
		return made
	}
	total := 0
	for _, c := range changes {
		total += c.weight
	}
	for _, seed := range m.Seeds {
		r := rand.New(rand.NewSource(seed))
		for try := 0; try < 12; try++ {
			at := r.Intn(total)
			var c change
			for _, c = range changes {
				if at -= c.weight; at < 0 {
					break
				}
			}
			s := &site{prog: p, Rand: r, functions: p.changeable()}
			edits := s.try(c)
			if len(edits) == 0 {
				continue
			}
			text := apply(p.text, edits)
			if !s.raw {
				out, err := format.Source([]byte(text))
				if err != nil {
					continue
				}
				text = string(out)
			}
			text = withHelpers(text)
			target := p.target
			if s.calls != "" {
				target = s.calls
			}
			next, err := load(text, m.Go, target)
			if err != nil || next.text == p.text {
				continue
			}
			p = next
			made.Changes = append(made.Changes, c.name)
			break
		}
	}
	made.Text, made.Function = p.text, p.target
	// Line ends are not Go's business.
	if len(m.Seeds) > 0 && m.Seeds[0]%23 == 0 && len(made.Changes) > 0 {
		if text := strings.ReplaceAll(made.Text, "\n", "\r\n"); !strings.Contains(text, "`") {
			made.Text = text
			made.Changes = append(made.Changes, "CRLF")
		}
	}
	return made
}

// try makes a change; what it stumbles over is no place for it.
func (s *site) try(c change) (edits []edit) {
	defer func() {
		if recover() != nil {
			edits = nil
		}
	}()
	return c.make(s)
}

// changeable are the functions but those that changes bring along.
func (p *prog) changeable() []*ast.FuncDecl {
	// Nor those that variables of the package are initialised with: a panic there would end everything.
	early := map[types.Object]bool{}
	for _, d := range p.file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			ast.Inspect(g, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok {
					early[p.info.Uses[name]] = true
				}
				return true
			})
		}
	}
	var all []*ast.FuncDecl
	for _, d := range p.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && len(f.Body.List) > 0 && helpers[f.Name.Name] == "" && f.Name.Name != "init" && !early[p.info.Defs[f.Name]] {
			all = append(all, f)
		}
	}
	return all
}

// helpers are functions that leave a trace, or panic.
var helpers = map[string]string{
	"noted": `
var trace [32]int

var traced int

func noted(n int) int {
	trace[traced%32] += n
	traced++
	return n
}
`,
	"notedText": `
func notedText(text string) string {
	noted(len(text))
	return text
}
`,
	"fails": `
func fails(n int) int {
	if n > 2 {
		panic("fails")
	}
	return noted(n)
}
`,
	"hold": `
var held any

func hold(x any) {
	held = x
}
`,
	"truth": `
func truth() bool {
	noted(3)
	return traced%2 == 0
}
`,
	"meaning": `
type meaning string

func (m meaning) String() string { return "<" + string(m) + ">" }
`,
	"spoiled": `
func spoiled[S ~[]E, E any](s S) S {
	if len(s) > 0 {
		s[0], s[len(s)-1] = s[len(s)-1], *new(E)
	}
	return s
}
`,
	"drained": `
func drained[M ~map[K]V, K comparable, V any](m M) M {
	noted(len(m))
	clear(m)
	return m
}
`,
	"zeroed": `
func zeroed[T any](p *T) *T {
	if p != nil {
		*p = *new(T)
	}
	return p
}
`,
	"carriedOut": `
//go:noinline
func carriedOut(f func()) {
	f()
}
`,
	"behind": `
func behind[T any](first any, x T) T {
	return x
}
`,
	"fault": `
type fault struct{ code int }

func (f *fault) Error() string { return "fault" }
`,
}

// withHelpers adds the helpers that are used and not declared.
func withHelpers(text string) string {
	for again := true; again; {
		again = false
		for _, name := range []string{"truth", "fails", "notedText", "hold", "meaning", "fault", "spoiled", "drained", "zeroed", "behind", "carriedOut", "noted"} {
			code := helpers[name]
			head := strings.TrimSpace(strings.ReplaceAll(code, "//go:noinline", ""))
			head = head[:strings.IndexByte(head, '\n')]
			if uses(text, name) && !strings.Contains(text, head) {
				text = strings.TrimRight(text, "\n") + "\n" + code
				again = true
			}
		}
	}
	return text
}

func uses(text, name string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(name)
		if (at == 0 || !isWord(text[at-1])) && (end == len(text) || !isWord(text[end])) {
			return true
		}
		at = end
	}
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func choose[T any](s *site, all []T) T { return all[s.Intn(len(all))] }

// function chooses one to change.
func (s *site) function() *ast.FuncDecl { return choose(s, s.functions) }

// list is a list of statements, and where those that are added at its end go.
type list struct {
	statements []ast.Stmt
	end        token.Pos
	in         ast.Node
}

// lists are all lists of statements in a function.
func lists(root ast.Node) []list {
	var all []list
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			if len(n.List) == 0 || !isClause(n.List[0]) {
				all = append(all, list{n.List, n.Rbrace, n})
			}
		case *ast.CaseClause:
			all = append(all, list{n.Body, n.End(), n})
		case *ast.CommClause:
			all = append(all, list{n.Body, n.End(), n})
		}
		return true
	})
	return all
}

func isClause(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// variables are those that can be named at a place, the inner ones first.
func (s *site) variables(pos token.Pos) []*types.Var {
	var all []*types.Var
	scope := s.info.Scopes[s.file].Innermost(pos)
	for at := scope; at != nil && at != types.Universe; at = at.Parent() {
		for _, name := range at.Names() {
			if name == "_" || helperState[name] {
				continue
			}
			_, o := scope.LookupParent(name, pos)
			if v, ok := o.(*types.Var); ok && o == at.Lookup(name) {
				all = append(all, v)
			}
		}
	}
	return all
}

var helperState = map[string]bool{"trace": true, "traced": true, "held": true}

// spell is a type as the program writes it.
func (s *site) spell(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == s.pkg {
			return ""
		}
		for _, spec := range s.file.Imports {
			if strings.Trim(spec.Path.Value, "\"`") == p.Path() && spec.Name != nil {
				return spec.Name.Name
			}
		}
		return p.Name()
	})
}
