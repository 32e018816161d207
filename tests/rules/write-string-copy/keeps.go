package p

import (
	"io"
	"strings"
)

type text string

type raw []byte

type wrapped struct{ *strings.Builder }

func keeps(b *strings.Builder, w wrapped, x []byte, r rune, t text, n raw, rs []rune, custom io.StringWriter) {
	b.WriteString(string(r))
	b.WriteString(string(t))
	b.WriteString(string(n))
	b.WriteString(string(rs))
	w.WriteString(string(x))
	custom.WriteString(string(x))
	io.WriteString(b, string(x))
	b.WriteString(string(x) + "\n")
}
