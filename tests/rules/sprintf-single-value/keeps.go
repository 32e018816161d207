package p

import (
	"crypto/sha256"
	"fmt"
	"time"
)

type level int

func (l level) String() string { return "level" }

type plain int

type name string

type printer struct{}

func (printer) Sprint(...any) string { return "" }

func named(l level, p plain, n name, d time.Duration) []string {
	return []string{fmt.Sprint(l), fmt.Sprintf("%d", p), fmt.Sprintf("%s", n), fmt.Sprint(d)}
}

func errors(err error, v any, f float64, b []byte, p *int) []string {
	return []string{fmt.Sprint(err), fmt.Sprintf("%v", v), fmt.Sprintf("%e", f), fmt.Sprint(b), fmt.Sprint(p)}
}

func flags(n int, s string) []string {
	return []string{fmt.Sprintf("%5d", n), fmt.Sprintf("%x", n), fmt.Sprintf("%#q", s), fmt.Sprintf("%+d", n), fmt.Sprintf("%[1]d", n)}
}

func wrongVerb(n int, s string) []string {
	return []string{fmt.Sprintf("%s", n), fmt.Sprintf("%d", s)}
}

func shadowed(fmt printer) string {
	return fmt.Sprint(1)
}

func taken(n int) string {
	strconv := "x"
	return strconv + fmt.Sprint(n)
}

func several(a, b int) string {
	return fmt.Sprint(a, b)
}

func parameter[T int | int64](x T) string {
	return fmt.Sprint(x)
}

func commented(n int) string {
	return fmt.Sprint( /* the port */ n)
}

func layout(xs []int, n int) string {
	return fmt.Sprintf("%d", len(xs[n:n+1]))
}

type colour uint32

func otherVerbs(n int, c colour, f float32, i rune) []string {
	return []string{fmt.Sprintf("%x", n), fmt.Sprintf("%x", u), fmt.Sprintf("%x", c), fmt.Sprint(f), fmt.Sprintf("%c", n), fmt.Sprintf("%X", n), fmt.Sprintf("%x", "text"), fmt.Sprintf("%q", i)}
}

type digest [32]byte

type raw []byte

func (raw) Format(s fmt.State, verb rune) {}

func hexes(d digest, r raw, make func() [32]byte, h *[32]byte, big [33]byte) []string {
	return []string{fmt.Sprintf("%x", d), fmt.Sprintf("%x", r), fmt.Sprintf("%x", make()), fmt.Sprintf("%x", h), fmt.Sprintf("%x", *h), fmt.Sprintf("%x", big)}
}

const full = "100%"

func formats() []string {
	return []string{fmt.Sprintf("100%%"), fmt.Sprintf(full), fmt.Sprintf("%s")}
}

func verbs(b []byte, r rune, f float32, x any, l []float64) []string {
	return []string{
		fmt.Sprintf("%q", string(b)),
		fmt.Sprintf("%c", r),
		fmt.Sprintf("%02x", b),
		fmt.Sprintf("%f", f),
		fmt.Sprintf("%.2f", x),
		fmt.Sprintf("%.2f", l),
		fmt.Sprintf("%.9f", float64(f)),
		fmt.Sprintf("%6.2f", float64(f)),
		fmt.Sprintf("%+.2f", float64(f)),
	}
}

func sums(b []byte, l []string, i int, next func() []byte) string {
	l[i] = fmt.Sprintf("%x", sha256.Sum256(b))
	if s := fmt.Sprintf("%x", sha256.Sum256(b)); s != "" {
		return s
	}
	return fmt.Sprintf("%x", sha256.Sum256(b)) + l[0]
}
