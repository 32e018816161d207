package p

import "strings"

type text []byte

func keeps(b []byte, t text, r rune, cutset string, next func() string, any any) (s string, n int) {
	if strings.TrimSpace(string(t)) == "" || strings.TrimSpace(string(r)) == "x" {
		n++
	}
	if strings.TrimSpace(string(b)) == next() || strings.TrimSpace(string(b)) == any {
		n++
	}
	if strings.Trim(string(b), cutset) == "x" || strings.TrimPrefix(string(b), "x") == "y" {
		n++
	}
	if (strings.TrimSpace(string(b)) == "x") == (next() == "y") {
		n++
	}
	return strings.TrimSpace(string(b)), n
}

func shadowed(b []byte, strings interface{ TrimSpace(string) string }) bool {
	return strings.TrimSpace(string(b)) == "x"
}

// So few bytes are on the stack anyway.
func few(b []byte) bool {
	return strings.TrimSpace(string(b[:20])) == "x"
}
