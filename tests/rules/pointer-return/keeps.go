package p

import "sync"

type span struct{ start, end int }

func (s *span) grow() { s.end++ }

type locked struct {
	mu sync.Mutex
	n  int
}

type large struct{ words [64]int }

//go:noinline
func Exported() *span {
	return &span{}
}

func small() *span {
	return &span{}
}

//go:noinline
func withNil(n int) *span {
	if n == 0 {
		return nil
	}
	return &span{}
}

//go:noinline
func withLock() *locked {
	return &locked{}
}

//go:noinline
func tooLarge() *large {
	return &large{}
}

//go:noinline
func pointerMethod() *span {
	return &span{}
}

//go:noinline
func compared() *span {
	return &span{}
}

//go:noinline
func stored() *span {
	return &span{}
}

//go:noinline
func asValue() *span {
	return &span{}
}

//go:noinline
func local() *span {
	s := &span{}
	return s
}

func deferred() *span {
	defer trace()
	return &span{}
}

func trace() { _ = recover() }

var kept *span

func use() (int, bool) {
	p := pointerMethod()
	p.grow()
	c := compared()
	kept = stored()
	f := asValue
	l := withLock()
	big := tooLarge()
	return p.start + f().start + l.n + big.words[0] + small().start + local().start + deferred().start, c == nil
}

type tallies struct {
	by [4]int
	in span
}

//go:noinline
func tally1(n int) *tallies { return &tallies{by: [4]int{n}} }

//go:noinline
func tally2(n int) *tallies { return &tallies{by: [4]int{n}} }

//go:noinline
func tally3(n int) *tallies { return &tallies{by: [4]int{n}} }

//go:noinline
func tally4(n int) *tallies { return &tallies{by: [4]int{n}} }

//go:noinline
func tally5(n int) *tallies { return &tallies{by: [4]int{n}} }

// A part of what a call returned can only be changed, and has only an address, where a pointer led to it.
func parts(n int) (*int, func()) {
	tally1(n).by[0] = 0
	tally2(n).by[1]++
	tally3(n).in.start += 2
	return &tally4(n).by[2], tally5(n).in.grow
}
