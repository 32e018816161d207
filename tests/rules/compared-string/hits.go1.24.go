//go:build go1.24

package p

func lookup(m map[string]int, b []byte) int {
	key := string(b)
	return m[key]
}
