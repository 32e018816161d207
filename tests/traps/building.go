// Strings that are built in loops.
package p

import (
	"fmt"
	"io"
	"strings"
)

// It is assigned anew in the loop, not only made longer.
// said: concat-loop other-use
func reassigned(parts []string) string {
	s := ""
	for _, p := range parts {
		if p == "" {
			s = "none"
		}
		s += p
	}
	return s
}

// It is read in the loop.
// said: concat-loop in-loop
func readInLoop(parts []string) string {
	s := ""
	for _, p := range parts {
		if strings.HasPrefix(s, "x") {
			break
		}
		s += p
	}
	return s
}

// It is read between two loops.
// said: concat-loop unsafe
func readBetween(parts []string) (string, int) {
	s := ""
	for _, p := range parts {
		s += p
	}
	n := strings.Count(s, "x")
	for _, p := range parts {
		s += p
	}
	return s, n
}

// One is made longer by the other.
func feedEachOther(parts []string) (string, string) {
	a, b := "", ""
	for _, p := range parts {
		a += p
		b += a
	}
	return a, b
}

// Its address is taken.
// said: concat-loop other-use
func pointed(parts []string, keep func(*string)) string {
	s := ""
	keep(&s)
	for _, p := range parts {
		s += p
	}
	return s
}

// A function literal uses it.
// said: concat-loop captured
func captured(parts []string, each func(func(string))) string {
	s := ""
	each(func(p string) { s += p })
	for _, p := range parts {
		s += p
	}
	return s
}

// It is declared with others, in the head of an if, or as one of several.
func declared(parts []string) (string, string, string) {
	var (
		a string
		n int
	)
	for _, p := range parts {
		a += p
		n++
	}
	b, c := "", "x"
	for _, p := range parts {
		b += p
	}
	if d := ""; n > 0 {
		for _, p := range parts {
			d += p
		}
		c += d
	}
	return a, b, c
}

// It is of a type of its own.
func namedText(parts []string) named {
	var s named
	for _, p := range parts {
		s += named(p)
	}
	return s
}

// It is a result, which a deferred function may read.
func result(parts []string) (s string) {
	defer func() { recover() }()
	for _, p := range parts {
		s += p
	}
	return
}

// What is in front of it.
func before(parts []string) string {
	s := ""
	for _, p := range parts {
		s = p + s
	}
	return s
}

// A comparison in every round.
// said: concat-loop in-loop
func untilSame(parts []string, wanted string) string {
	s := ""
	for _, p := range parts {
		s += p
		if s == wanted {
			return s
		}
	}
	return s
}

// A builder that is copied panics.
func copiedBuilder(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p)
	}
	return b.String()
}

// One call of Fprintf puts a builder on the heap that would not be there otherwise.
// said: sprintf-concat flags
// said: write-sprintf other-type
func once(a string, n int) string {
	var b strings.Builder
	b.WriteString(fmt.Sprintf("%5s:%d", a, n))
	return b.String()
}

// A format that is not known, for a writer that is not known.
// said: sprintf-concat format-not-literal
// said: write-sprintf unsafe
func toWriter(w io.Writer, format string, n int) {
	io.WriteString(w, fmt.Sprintf(format, n))
}

// What is read before a call in one form and behind it in the other.
// said: sprintf-concat order
func order(list []string, next func([]string) string) string {
	return fmt.Sprintf("%s-%s", list[0], next(list))
}

// Joining a few pieces costs the same either way.
func fixedPieces(a, b string) string {
	return strings.Join([]string{a, b}, ":")
}
