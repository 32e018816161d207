//go:build go1.21

package p

type bytes []byte

func keep(b []byte, s string, x bytes) int {
	b = append(b, []byte(x)...)
	b = append(b, []byte(nil)...)
	b = append(b, bytes(s)...)
	return copy(b, []byte{1, 2}) + copy(b, []byte(x))
}

func generic[T string | []byte](b []byte, s T) []byte { return append(b, []byte(s)...) }
