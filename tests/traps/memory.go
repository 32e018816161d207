//go:build go1.26

// Memory that somebody can still reach, or that was not asked for.
package traps

import (
	"bytes"
	"fmt"
	"iter"
)

type count int

func (c *count) pointer() *count { return c }

type record struct{ n int }

func (r *record) value() int { return r.n }

// A method with a pointer receiver gets the address of the element.
// said: slice-in-loop kept-elsewhere
func elements(rows []int, keep func(*count)) {
	for _, row := range rows {
		counts := []count{}
		counts = append(counts, count(row))
		keep(counts[0].pointer())
	}
}

// said: slice-in-loop kept-elsewhere
func methods(rows []int, keep func(func() int)) {
	for _, row := range rows {
		records := []record{}
		records = append(records, record{row})
		keep(records[0].value)
	}
}

// So does whoever asks for it, also in a part or a copy of the slice.
// said: slice-in-loop kept-elsewhere
// said: unsized-append resliced
func parts(rows []int, keep func(*int)) {
	for _, row := range rows {
		both := []int{}
		both = append(both, row, row)
		keep(&both[:1][0])
	}
}

// said: slice-in-loop kept-elsewhere
func copies(rows []int, keep func(*int)) {
	for _, row := range rows {
		both := []int{}
		both = append(both, row, row)
		same := both
		keep(&same[0])
	}
}

var pointers []*count

func keepFirst(counts []count) int {
	pointers = append(pointers, counts[0].pointer())
	return len(counts)
}

// A function may do it too.
// said: slice-in-loop returned
func handedOn(rows []int) (n int) {
	for _, row := range rows {
		counts := []count{}
		counts = append(counts, count(row))
		n += keepFirst(counts)
	}
	return n
}

// The bytes of a buffer have addresses as well.
// said: buffer-in-loop kept-elsewhere
// said: buffer-pool in-loop
func bytesOf(rows []string, keep func(*byte)) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		keep(&buf.Bytes()[0])
	}
}

// said: buffer-in-loop kept-elsewhere
// said: buffer-pool in-loop
func copyOfBytes(rows []string, keep func(*byte)) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		written := buf.Bytes()
		keep(&written[0])
	}
}

// A buffer that nothing was written to has no bytes, one that is emptied has room for some.
// said: buffer-in-loop kept-elsewhere
// said: buffer-pool in-loop
func isNil(rows []string) (n int) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		if buf.Bytes() == nil {
			n++
		}
	}
	return n
}

// said: buffer-in-loop kept-elsewhere
// said: buffer-pool in-loop
func startsWith(rows []string) (n int) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		if string(buf.Bytes()[:5]) == "start" {
			n++
		}
	}
	return n
}

// said: buffer-in-loop kept-elsewhere
// said: buffer-pool in-loop
func room(rows []string) (n int) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		n += cap(buf.Bytes())
	}
	return n
}

// Behind the end of a slice that was used before stands what was there.
// said: slice-in-loop kept-elsewhere
func behindTheEnd(rows []int) (n int) {
	for _, row := range rows {
		some := []int{}
		if row > 0 {
			some = append(some, row)
		}
		for _, one := range some[:1] {
			n += one
		}
	}
	return n
}

// A function of its own may write whenever it likes.
// said: buffer-in-loop started
// said: buffer-pool in-loop
func started(rows []string) {
	for _, row := range rows {
		var buf bytes.Buffer
		go buf.WriteString(row)
	}
}

// There is no room for less than nothing.
// said: unsized-append may-be-negative
func between(a, b []int) []int {
	some := []int{}
	for i := len(a); i < len(b); i++ {
		some = append(some, b[i])
	}
	return some
}

// The second value is evaluated before the first is known to be none.
// said: literal-append advice
func divided(x, y int, note func(int) int) []int {
	some := []int{x / y}
	some = append(some, note(1))
	return some
}

type listed struct{ names []string }

// Nothing stands behind a loop without an end.
// said: field-append endless-loop
func endless(next func() string) *listed {
	all := &listed{}
	for {
		name := next()
		if name == "" {
			return all
		}
		all.names = append(all.names, name)
	}
}

// What has exactly enough room grows with the next one.
// said: field-append grown-elsewhere
// said: unsized-append not-local
// said: unsized-field grown-elsewhere
func grownTwice(rows []string) *listed {
	all := &listed{}
	for _, row := range rows {
		if row == "" {
			continue
		}
		all.names = append(all.names, row)
	}
	all.names = append(all.names, "last")
	return all
}

// said: nested-append grown-elsewhere
func threeParts(a, b, c []int) []int { return append(append(append([]int{}, a...), b...), c...) }

// The body of a loop over a function is a function, and what it uses is on the heap.
// said: slice-in-loop iterator
// said: unsized-append no-length
func iterated(rows iter.Seq[int]) (n int) {
	for row := range rows {
		some := []int{}
		some = append(some, row)
		n += some[0]
	}
	return n
}

// said: buffer-in-loop iterator
// said: buffer-pool in-loop
func iteratedBuffers(rows iter.Seq[int]) (n int) {
	for range rows {
		var buf bytes.Buffer
		buf.WriteByte('x')
		n += buf.Len()
	}
	return n
}

type held struct{ rows []int }

// A comment stands once.
// said: append-loop comment-in-the-way
// said: field-append comment-in-the-way
// said: unsized-append not-local
// said: unsized-field unsafe
func twice(rows []int) *held {
	all := &held{}
	for _, row := range rows {
		all.rows = append(all. /* why */ rows, row)
	}
	return all
}

// The compiler knows what these hold, and fmt copies them no more than constants.
// said: append-number held-constant
// said: fprintf-concat no-gain
// said: sprintf-concat no-gain
func holdsConstants(b *bytes.Buffer) (string, []byte) {
	name, port := "localhost", 8080
	const n = -1234567890
	fmt.Fprintf(b, "%s: %s", name, name)
	addr := fmt.Sprintf("%s:%d", name, port)
	return addr, fmt.Appendf(nil, "%d", n)
}

// The bytes of a string that stays in the function are in 32 bytes on the stack.
// said: bytes-sprintf grown-elsewhere
// said: sprintf-concat flags
func appendsBehind(n int) int {
	b := []byte(fmt.Sprintf("%04d ", n))
	b = append(b, "12345678"...)
	return len(b)
}

type argumentList struct{ args []string }

func (o argumentList) count() int { return len(o.args) }

// A literal that stays in the function keeps what it holds there.
// said: literal-append unsafe
func staysInside(more []string) int {
	args := []string{"a", "b", "c"}
	args = append(args, more...)
	o := argumentList{args: args}
	return o.count()
}

// More follows under other names.
// said: nested-append grown-elsewhere
// said: unsized-append grown-elsewhere
func growsFurther(xs []int, a, b []string) (int, []int, int) {
	var out []int
	for _, x := range xs {
		out = append(out, x*2)
	}
	r := struct{ xs []int }{xs: out}
	r.xs = append(r.xs, 9)
	var all []int
	for _, x := range xs {
		all = append(all, x*2)
	}
	copied := all
	again := copied
	again = append(again, 1)
	o := argumentList{args: append(append([]string{}, a...), b...)}
	o.args = append(o.args, "last")
	return len(r.xs), again, len(o.args)
}

// A sum is made anew each time.
// said: nested-append sum
// said: unsized-spread sum
func sumsOfTexts(a, b, c string) ([]byte, []byte) {
	var s []byte
	s = append(s, a+b...)
	s = append(s, c...)
	return append(append([]byte{}, a+b...), c...), s
}

// The body of a loop over an iterator is a function, for which these would be on the heap though no round comes to them.
// said: buffer-in-loop iterator
// said: buffer-pool in-loop
// said: slice-in-loop iterator
// said: unsized-append no-length
// said: unsized-builder no-length
func rarely(rows []int, seq iter.Seq[int], texts iter.Seq[string]) (n int) {
	for _, row := range rows {
		if row < 1000 {
			continue
		}
		var s []int
		for x := range seq {
			s = append(s, x)
		}
		n += len(s)
	}
	for range rows {
		var buf bytes.Buffer
		for x := range texts {
			buf.WriteString(x)
		}
		n += buf.Len()
	}
	return n
}
