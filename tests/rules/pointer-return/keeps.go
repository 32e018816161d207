package p

import "sync"

type span struct{ start, end int }

func (s *span) grow() { s.end++ }

type locked struct {
	mu sync.Mutex
	n  int
}

type large struct{ words [64]int }

func Exported() *span {
	defer trace()
	return &span{}
}

func small() *span {
	return &span{}
}

func withNil(n int) *span {
	defer trace()
	if n == 0 {
		return nil
	}
	return &span{}
}

func withLock() *locked {
	defer trace()
	return &locked{}
}

func tooLarge() *large {
	defer trace()
	return &large{}
}

func pointerMethod() *span {
	defer trace()
	return &span{}
}

func compared() *span {
	defer trace()
	return &span{}
}

func stored() *span {
	defer trace()
	return &span{}
}

func asValue() *span {
	defer trace()
	return &span{}
}

func local() *span {
	defer trace()
	s := &span{}
	return s
}

func trace() {}

var kept *span

func use() (int, bool) {
	p := pointerMethod()
	p.grow()
	c := compared()
	kept = stored()
	f := asValue
	l := withLock()
	big := tooLarge()
	return p.start + f().start + l.n + big.words[0] + small().start + local().start, c == nil
}
