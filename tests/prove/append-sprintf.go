package p

import "fmt"

func sprintf(b []byte, name string, n int) []byte {
	return append(b, fmt.Sprintf("%-20s %8d\n", name, n)...)
}

func sprint(b []byte, name string) []byte { return append(b, fmt.Sprint(name, " ", true)...) }

func sprintln(b []byte, n int) []byte { return append(b, fmt.Sprintln(n)...) }

func empty(b []byte, n int) []byte {
	b = append(b, fmt.Sprint("")...)
	if n > 100 {
		b = append(b, fmt.Sprint(n)...)
	}
	return b
}

//prove:skip
type selfish struct{ b []byte }

func (s *selfish) String() string {
	s.b[0] = 'x'
	return string(s.b)
}

// An operand that changes the buffer while it is formatted, and one that lies in it.
func overlapping(n int) string {
	s := &selfish{b: []byte("0123456789 0123456789 0123456789 0123456789")}
	return string(append(s.b[:2], fmt.Sprintf("%s%s%d", s, s.b[5:], n)...))
}
