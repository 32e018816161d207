//go:build go1.21

package p

type name string

func fill(b []byte, s string, n name) int {
	b = append(b, []byte(s)...)
	b = append(b, []byte(n+"x")...)
	b = append(b, []byte("literal")...)
	return copy(b[1:], []byte(n)) + copy(b, []byte(s[1:]))
}
