package p

import (
	"fmt"
	"io"
	"os"
)

type box struct{ xs []int }

func (b *box) next() []int { return b.xs }

func sized(xs []int) []int {
	out := make([]int, 0, len(xs))
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func conditional(xs []int) (out []int) {
	for _, x := range xs {
		if x > 0 {
			out = append(out, x)
		}
	}
	return out
}

func continued(xs []int) (out []int) {
	for _, x := range xs {
		if x < 0 {
			continue
		}
		out = append(out, x)
	}
	return out
}

func broken(xs []int) (out []int) {
	for _, x := range xs {
		if x < 0 {
			break
		}
		out = append(out, x)
	}
	return out
}

func returned(xs []int) (out []int) {
	for _, x := range xs {
		out = append(out, x)
		if x == 7 {
			return out
		}
	}
	return out
}

func channel(c chan int) (out []int) {
	for x := range c {
		out = append(out, x)
	}
	return out
}

func iterator(seq func(yield func(int) bool)) (out []int) {
	for x := range seq {
		out = append(out, x)
	}
	return out
}

func runes(s string) (out []rune) {
	for _, r := range s {
		out = append(out, r)
	}
	return out
}

func filledBefore(xs []int) []int {
	var out []int
	out = append(out, 1)
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func twice(xs []int) (out []int) {
	for _, x := range xs {
		out = append(out, x)
		out = append(out, -x)
	}
	return out
}

func nested(xs [][]int) (out []int) {
	for _, x := range xs {
		for _, y := range x {
			out = append(out, y)
		}
	}
	return out
}

func address(xs []int) (out []int, first *int) {
	for _, x := range xs {
		out = append(out, x)
		first = &out[0]
	}
	return out, first
}

func capacity(xs []int) (out []int) {
	for _, x := range xs {
		out = append(out, x+cap(out))
	}
	return out
}

func aliased(xs []int) (out []int, all [][]int) {
	for _, x := range xs {
		out = append(out, x)
		if x > 0 {
			all = append(all, out)
		}
	}
	return out, all
}

func shadowedAppend(xs []int) (out []int) {
	append := func(xs []int, x int) []int { return xs }
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func shadowedLen(xs []int, len int) (out []int) {
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func sourceChanges(xs []int) (out []int) {
	out = []int{}
	ys := []int{}
	xs = append(xs, 1)
	for _, x := range xs {
		ys = append(ys, x)
	}
	return ys
}

func declaredLater(n int) []int {
	out := []int{}
	xs := make([]int, n)
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func negative(n int) []int {
	out := []int{}
	for i := range n {
		out = append(out, i)
	}
	return out
}

func usedBetween(xs []int) ([]int, []int) {
	out := []int{}
	a := append(out, 1)
	for _, x := range xs {
		out = append(out, x)
	}
	return out, a
}

func fewRounds() (out []int) {
	for i := 0; i < 4; i++ {
		out = append(out, i)
	}
	return out
}

func boundChanges(n int) (out []int) {
	for i := 0; i < n; i++ {
		out = append(out, i)
		n--
	}
	return out
}

func exits(xs []int) (out []int) {
	for _, x := range xs {
		if x < 0 {
			os.Exit(1)
		}
		out = append(out, x)
	}
	return out
}

func recovered(xs []int) (out []int) {
	defer func() { _ = recover() }()
	for _, x := range xs {
		out = append(out, 1/x)
	}
	return out
}

func generic[S any](xs S, f func(S) []int) (out []S) {
	for range f(xs) {
		out = append(out, xs)
	}
	return out
}

func ignored(xs []int) (out []int) {
	//allocfix:ignore unsized-append -- measured: always empty
	for _, x := range xs {
		out = append(out, x)
	}
	for _, x := range xs { //nolint:allocfix
		out = append(out, x)
	}
	return out
}

// A function literal of the round before may look at it while it grows.
func lastRound(groups [][]int, later func(func())) {
	var all []int
	for _, group := range groups {
		all = nil
		for _, x := range group {
			all = append(all, x)
		}
		later(func() { println(len(all)) })
	}
}

// The call may be made of something that a channel gives.
func drained(c func() chan int) []int {
	var all []int
	for x := range c() {
		all = append(all, x)
	}
	return all
}

func shadowedType(f func() []int) []int {
	all := []int{}
	type int string
	for _, x := range f() {
		all = append(all, x)
	}
	return all
}

// It is there before the loop, so it may look while the slice grows.
func captured(xs []int, later func(func())) []int {
	var out []int
	later(func() { println(len(out)) })
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

// It grows under another name.
func underAnotherName(xs []int) (out, more []int) {
	for _, x := range xs {
		out = append(out, x)
	}
	more = out
	return out, append(more, 1)
}

func inParentheses(n int) (all []int) {
	for i := 0; i <= (n % 20); i++ {
		all = append(all, i)
	}
	return all
}

// A number that is far too large ends these loops in their first rounds, and could not be allocated.
func tooMany(data []byte, n int, next func() (byte, error)) (out, more, all []byte, err error) {
	for i := range n {
		out = append(out, data[i])
	}
	for i := 0; i < n; i++ {
		b, err := next()
		if err != nil {
			return nil, nil, nil, err
		}
		more = append(more, b)
	}
	for i := range n {
		all = append(all, byte(len(data)/i))
	}
	return out, more, all, nil
}

var limit int

// Nor is any of these a length: a variable of the package, an element, a bound that is taken away, what a writer does.
func noLengths(data []byte, counts []int, low int, w io.Writer) (a, b, c, d []byte) {
	for i := range limit {
		a = append(a, data[i])
	}
	for _, n := range counts {
		var part []byte
		for i := range n {
			part = append(part, data[i])
		}
		b = append(b, part...)
	}
	for i := low; i < len(data); i++ {
		c = append(c, data[i])
	}
	for i := range low {
		fmt.Fprint(w, i)
		fmt.Fprintf(w, "%d", i)
		d = append(d, byte(i))
	}
	return a, b, c, d
}

// The panic of an early round is what ends it, and a program can go on from there.
func endless(next func(int) int) (all []int) {
	defer func() { recover() }()
	var res []int
	for i := range 1 << 45 {
		res = append(res, next(i))
	}
	return res
}

// It looks behind the end, where growing left room by chance.
func evenly(xs []int) []int {
	out := []int{}
	for _, x := range xs {
		out = append(out, x*2)
	}
	return out[:(len(out)+1)/2*2]
}

func emptied(m map[string]int) []string {
	out := []string{}
	clear(m)
	for k := range m {
		out = append(out, k)
	}
	return out
}

func perhapsEmptied(m map[string]int, clean func()) []string {
	out := []string{}
	clean()
	for k := range m {
		out = append(out, k)
	}
	return out
}

func emptiedInside(m map[string]int) []string {
	var out []string
	for k := range m {
		clear(m)
		out = append(out, k)
	}
	return out
}

func othersDeleted(m map[string]string) []string {
	var out []string
	for k, other := range m {
		delete(m, other)
		out = append(out, k)
	}
	return out
}

func commented(get func() []int) []int {
	// the result
	out := []int{}
	// range over

	// more
	for _, p := range get() {
		out = append(out, p)
	}
	return out
}

func roomOfCopy(m map[string]int) ([]string, int) {
	var out []string
	for key := range m {
		out = append(out, key)
	}
	keys := out
	return keys, cap(keys)
}

func neverRuns(all [][]string) []string {
	var rest []string
	const later = -2
	for i := 0; i < later; i++ {
		rest = append(rest, all[i][0])
	}
	return rest
}
