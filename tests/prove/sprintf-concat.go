package p

import (
	"errors"
	"fmt"
	"strconv"
)

func twoStrings(a, b string) string { return fmt.Sprintf("%s/%s", a, b) }

func adjacent(a, b string) string { return fmt.Sprintf("%s%s", a, b) }

func framed(a string) string { return fmt.Sprintf("<%s>", a) }

func prefixed(n int) string { return fmt.Sprintf("id-%d", n) }

func suffixed(n int64) string { return fmt.Sprintf("%dms", n) }

func named(a string, n int) string { return fmt.Sprintf("%s: %d", a, n) }

func unspaced(a string, n int) string { return fmt.Sprintf("%s%d", a, n) }

func twoIntegers(a, b int) (all [3]string) {
	for i := range all {
		all[i] = fmt.Sprintf("%d:%d", a, b)
	}
	return all
}

func joinedIntegers(a, b int) (all [3]string) {
	for i := range all {
		all[i] = fmt.Sprintf("%d%d", a, b)
	}
	return all
}

// Of nil fmt makes no copy, and from 100 to 255 none of a number.
//
//prove:with [][]byte{nil, {}, []byte("bytes")}, []uint64{0, 99, 256, 1 << 63}
//prove:with [][]byte{{}, []byte("bytes")}, []uint64{0, 99, 100, 255, 256, 1 << 63}
func bytesAndInteger(a []byte, n uint64) string { return fmt.Sprintf("%s:%d", a, n) }

func oneByte(a uint8, b int8) (all [3]string) {
	for i := range all {
		all[i] = fmt.Sprintf("%d.%d", a, b)
	}
	return all
}

func unsigned(a uint32, b uint64) (all [3]string) {
	for i := range all {
		all[i] = fmt.Sprintf("%v-%v", a, b)
	}
	return all
}

func truth(a string, ok bool) string { return fmt.Sprintf("%s=%t", a, ok) }

func onlyTruth(a, b bool) string { return fmt.Sprintf("%t%v", a, b) }

func rawBytes(a, b []byte) string { return fmt.Sprintf("%s/%s", a, b) }

func framedBytes(a []byte) string { return fmt.Sprintf("<%s>", a) }

func bytesAndText(a []byte, b string) string { return fmt.Sprintf("%s=%s", b, a) }

func percent(a string) string { return fmt.Sprintf("100%% %s\n", a) }

type user struct {
	first, last string
	age         int
}

func fields(u user) string {
	return fmt.Sprintf("%s %s:%d", u.first, u.last, u.age)
}

func five(u *user, a, b string) string {
	return fmt.Sprintf("%s%s%s%s%d", u.first, a, u.last, b, u.age)
}

// Results that stay in the function.
func length(a, b string) int { return len(fmt.Sprintf("%s-%s", a, b)) }

func lookup(m map[string]int, a string) int { return m[fmt.Sprintf("%s/x", a)] }

func compared(a string, n int) bool { return fmt.Sprintf("%s%d", a, n) == "a1" }

//prove:skip
func inlinable(a string, n int) string { return fmt.Sprintf("%s#%d", a, n) }

func inlined(a string, n int) int { return len(inlinable(a, n)) }

func wrapped(a string, n int) error { return errors.New(fmt.Sprintf("%s: bad %d", a, n)) }

// Operands that may panic, in their order.
func elements(a []string, b []int) string { return fmt.Sprintf("%s-%d", a[1], b[3]) }

func inLoop(names []string) (n int) {
	for i, name := range names {
		n += len(fmt.Sprintf("%d: %s, ", i, name))
	}
	return n
}

func kept(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = fmt.Sprintf("%s-%d/%d", name, i, len(names))
	}
	return all
}

func sliced(a, b string) string { return fmt.Sprintf("%s-%s", a, b)[1:] }

func grown(a, b string) string { return a + fmt.Sprintf("(%s)", b) + a }

func constants() string { return fmt.Sprintf("%s-%d", "constant", 1000) }

type counter struct{ n int }

//prove:skip
func (c *counter) next() string { c.n++; return strconv.Itoa(c.n) }

//prove:skip
func (c *counter) less(n int) string { c.n -= n; return strconv.Itoa(c.n) }

// What a call takes is read when it is made.
func calls(n int) string {
	c := &counter{n}
	return fmt.Sprintf("%s %s %s", c.next(), c.less(c.n), c.next())
}

func replaced(n int) string {
	c := &counter{n}
	other := func() string { c = &counter{100}; return "other" }
	return fmt.Sprintf("%s, %s, %s", c.next(), other(), c.next())
}

type cell struct{ text string }

//prove:skip
func (c *cell) get() string { return c.text }

//prove:skip
func (c *cell) set(text string) string { c.text = text; return text }

// What is inlined is read where it stands, too.
func inlinedCalls(a, b string) string {
	c := &cell{a}
	return fmt.Sprintf("%s, %s, %s", c.get(), c.set(b), c.get())
}

func longer(s, a string) string {
	s = fmt.Sprintf("%s, %s", s, a)
	return s
}

func longerField(u user, c *counter) user {
	u.last = fmt.Sprintf("%s %s", u.last, u.first)
	if c != nil {
		u.last = fmt.Sprintf("%s %s %d", u.last, c.next(), 1000*u.age)
	}
	return u
}

type kind string

type size uint16

func namedText(k kind, t string) string { return fmt.Sprintf("%s/%s", k, t) }

func namedNumber(k kind, n size) string { return fmt.Sprintf("%v-%d", k, n) }
