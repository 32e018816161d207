package p

import (
	"bytes"
	"strings"
)

func two(prefix, name string) string {
	var b strings.Builder
	b.WriteString(prefix)
	b.WriteString(strings.TrimSpace(name))
	return b.String()
}

func three(prefix, name string) string {
	b := new(bytes.Buffer)
	b.WriteString(prefix)
	b.WriteString("=")
	b.WriteString(name)
	s := b.String()
	return s
}

func short(prefix, name string) int {
	b := strings.Builder{}
	b.WriteString(prefix)
	b.WriteString(name)
	s := b.String()
	return len(s)
}
