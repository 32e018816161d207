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
