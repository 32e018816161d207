package p

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

type raw []byte

type text string

func keeps(b []byte, n raw, s string, t text, r rune, f func() byte, log *bytes.Buffer) []bool {
	return []bool{
		strings.Contains(string(b), s),
		strings.Contains(string(b), "a text that has more bytes than stay on the stack"),
		strings.Contains(string(n), "x"),
		strings.Contains(string(t), "x"),
		strings.Contains(string(r), "x"),
		strings.Contains(s, string(b)),
		strings.IndexByte(string(b), f()) > 0,
		strings.Contains(log.String(), "x"),
		strings.TrimSpace(string(b)) == "",
	}
}

func shadowed(string func([]byte) string, b []byte) bool { return strings.Contains(string(b), "x") }

func taken(bytes []byte) bool { return strings.Contains(string(bytes), "x") }

// So few bytes are on the stack anyway.
func few(b []byte) bool {
	return strings.HasPrefix(string(b[4:20]), "x") || utf8.ValidString(string(b[:8]))
}
