package p

import (
	"fmt"
	"strconv"
	"time"
)

type line []byte

type number int

func (n number) String() string { return "n" }

func named(l line, n int) line { return append(l, strconv.Itoa(n)...) }

func several(b []byte, n int) []byte { return append(b, strconv.Itoa(n)[1:]...) }

func strings(b []string, n int) []string { return append(b, strconv.Itoa(n)) }

func shadowed(append func([]byte, ...byte) []byte, b []byte, n int) []byte {
	return append(b, strconv.Itoa(n)...)
}

func commented(b []byte, n int) []byte {
	return append(b /* the buffer */, strconv.Itoa(n)...)
}

func later(b func() []byte, n func() time.Time) []byte { return append(b(), n().Format("15")...) }

func widths(b []byte, n int, m number) []byte {
	b = fmt.Appendf(b, "%5d", n)
	b = fmt.Appendf(b, "%d", m)
	return fmt.Append(b, m)
}

func converted(int64 func(int) int, b []byte, n int) []byte { return append(b, strconv.Itoa(n)...) }

func unhashable(m map[any][]byte, k any, n int) {
	m[k] = append(m[k], strconv.Itoa(n)...)
}
