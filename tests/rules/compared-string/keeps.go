package p

import (
	"fmt"
	"strings"
	"sync"
)

type text []byte

var shared []byte

func keeps(b []byte, t text, r rune, rs []rune, read func([]byte), x any) (n int) {
	a1 := string(t)
	a2 := string(r)
	a3 := string(rs)
	if a1 == "a" || a2 == "b" || a3 == "c" {
		n++
	}
	a4 := string(b)
	if a4 == x {
		n++
	}
	a5 := string(b)
	read(b)
	if a5 == "a" || a5 == "b" {
		n++
	}
	a6 := string(b)
	defer func() { n += len(a6) }()
	a7 := string(b)
	a7 += "x"
	if a7 == "ax" {
		n++
	}
	a8 := string(b)
	for i := range b {
		if a8 == "a" {
			n++
		}
		b[i]++
	}
	return n
}

func locked(mu *sync.Mutex) bool {
	mu.Lock()
	s := string(shared)
	mu.Unlock()
	return s == "a" || s == "b"
}

func received(b []byte, c chan bool) bool {
	s := string(b)
	<-c
	return s == "a" || s == "b"
}

func array(b [64]byte) bool {
	part := b[:]
	s := string(part)
	b = [64]byte{}
	return s == "a" || s == "b"
}

func later(b []byte, next func() string) (bool, string) {
	s := string(b)
	if s == next() {
		return true, ""
	}
	return s == "x", next()
}

func everywhere(b []byte) (int, error) {
	s := string(b)
	if s == "a" {
		return 1, nil
	}
	return 0, fmt.Errorf("not a: %s", s)
}

func twice(b []byte) error {
	s := string(b)
	if s != "a" {
		return fmt.Errorf("%s is not a: %q", s, s)
	}
	return nil
}

func again(b []byte) (n int) {
	s := string(b)
back:
	if s == "a" {
		n++
	}
	b[0]++
	if n < 3 {
		goto back
	}
	return n
}

func falls(b []byte) (n int) {
	s := string(b)
	switch {
	case len(b) > 1:
		b[0] = 'x'
		fallthrough
	case s == "a":
		n = 1
	}
	return n
}

func leaves(b []byte, n int) bool {
	s := string(b)
	for range n {
		if n > 3 {
			b[0] = 'x'
			break
		}
		return s == "b"
	}
	return s == "a"
}

func short(b [16]byte) bool {
	s := string(b[:])
	u := string(b[2:8])
	v := make([]byte, 20)
	w := string(v)
	return s == "a" || u == "b" || w == "c"
}

func shadowed(b []byte, string func([]byte) string) bool {
	s := string(b)
	return s == "a" || s == "b"
}

func hidden(b []byte) (n int) {
	u := string(b)
	if string := "x"; u == string {
		n++
	}
	return n
}

func generic[T any](b []byte, p *T, x T) bool {
	s := string(b)
	if s == "a" {
		*p = x
	}
	return s == "b"
}

func pointed(b []byte, read func(*string) error) error {
	s := string(b)
	if s != "a" {
		return read(&s)
	}
	return nil
}

func untilZero(name [256]byte) string {
	s := string(name[:])
	if i := strings.IndexByte(s, 0); i >= 0 {
		return s[:i]
	} else {
		return s
	}
}

func beside(b []byte, next func() int) (bool, int) {
	s := string(b)
	return s == "a" || s == "b", next()
}

func lengths(m map[string]int, b []byte, take func(int, int), next func() int) {
	s := string(b)
	take(m[s]+m[s], next())
	u := string(b[1:])
	take(len(u)+int(u[3]), next())
}
