package p

import "fmt"

type name string

func (n name) String() string { return "name" }

func (n name) String() string { return "name" }

var format = "%s-%s"

func kept(n name, a, b string, i, j, k int, err error, f float64, args []any, next func() string) []string {
	const constant = "%s-%s"
	return []string{
		fmt.Sprintf("%s!", n),
		fmt.Sprintf(format, a, b),
		fmt.Sprintf(constant, a, b),
		fmt.Sprintf("%s: %v", a, err),
		fmt.Sprintf("%s %f", a, f),
		fmt.Sprintf("%s %q", a, b),
		fmt.Sprintf("%-10s|", a),
		fmt.Sprintf("%[2]s %[1]s", a, b),
		fmt.Sprintf("%s %s", a),
		fmt.Sprintf("%s", a, b),
		fmt.Sprintf("%s %!", a),
		fmt.Sprintf("%s %s", args...),
		fmt.Sprintf("%d:%d:%d", i, j, k),
		fmt.Sprintf("%s:%d:%d", a, j, k),
		fmt.Sprintf("%s:%d %s", "constant", j, constant),
		fmt.Sprintf("%s:%d", a, 100),
		fmt.Sprintf("%s%s%s%s%s%s", a, b, a, b, a, b),
		fmt.Sprintf("%*d-", i, j),
		fmt.Sprintf(`
"%s"
`, a),
	}
}

func order() string {
	n := 1
	next := func() string { n++; return "" }
	return fmt.Sprintf("%d %s", n, next())
}

func shadowed(string int, uint64 uint16, a []byte) {
	_ = fmt.Sprintf("%s-%d", a, string)
	_ = fmt.Sprintf("%d-%v", uint64, format)
}

func alone(a []byte, b string, n int) []string {
	return []string{fmt.Sprintf("%s%s", a, b), fmt.Sprintf("%d%s", n, a)}
}

func lines(a, b string) string {
	return fmt.Sprintf("%s-%s",
		a, // the first
		b)
}

func dying(a string) {
	panic(fmt.Sprintf("no %s", a))
}

func wrapped(a, b string) string {
	return fmt.Sprintf(
		"%s-%s",
		a, b)
}

type named struct {
	label string // what it is called
	value string // and what it is worth
}

func aligned(a, b string) named {
	return named{
		label: fmt.Sprintf("%s-%s", a, b), // one
		value: a,                          // two
	}
}

type cell struct{ text string }

func (c *cell) set(text string) string {
	c.text = text
	return text
}

func reads(c *cell) string {
	return fmt.Sprintf("%s, %s", c.text, c.set("new"))
}

type level int

func (l level) Format(f fmt.State, verb rune) { f.Write([]byte("level")) }

type code string

func (c code) Error() string { return "code" }

type flag bool

func (f flag) String() string { return "flag" }

func ownText(l level, c code, f flag, s, t string) string {
	return fmt.Sprintf("%s %s %d", s, t, l) + fmt.Sprintf("%s: %s", c, s) + fmt.Sprintf("%s: %v", s, f)
}

type holder struct{ a any }

// The key may have no hash, and a map that is nil fails otherwise.
func unhashable(m map[any]string, k holder, l [1]any) {
	m[k] = fmt.Sprintf("%s/%d", m[k], 3)
	m[l] = fmt.Sprintf("%s/%d", m[l], 3)
}

// gofmt would line up the comments.
func oneLine(s, t string) string { return fmt.Sprintf("%s-%s", s, t) } // one
func another(s string) int       { return 3 }                          // two

var pair = fmt.Sprintf("%s:%s", first, first) // c
var first = fmt.Sprintf("%s-%s", "a", last)   // d
var last = format                             // e
