package p

import (
	"bytes"
	"fmt"
	"strings"
)

type store struct{ prefix string }

func (s *store) key(name string) string {
	var b strings.Builder
	b.WriteString(s.prefix)
	b.WriteString(name)
	return b.String()
}

func (s *store) keys(names []string) []string {
	keys := make([]string, len(names))
	for i, name := range names {
		b := new(bytes.Buffer)
		// The separator is a point.
		b.WriteString(s.prefix)
		b.WriteString(".")
		b.WriteString(name)
		keys[i] = b.String()
	}
	return keys
}

func (s *store) lists(names []string) []string {
	keys := make([]string, len(names))
	for i, name := range names {
		var b strings.Builder
		b.WriteString(s.prefix)
		b.WriteString(name)
		keys[i] = b.String()
	}
	return keys
}

func three(a, b, c string) string {
	var text strings.Builder
	text.WriteString(a)
	text.WriteString(b)
	text.WriteString(c)
	s := text.String()
	if s == "" {
		var text strings.Builder
		text.WriteString(c)
		text.WriteString(b)
		text.WriteString(a)
		return text.String()
	}
	return s
}

func words(n int, name string) int {
	b := strings.Builder{}
	b.WriteString(name)
	b.WriteString(fmt.Sprint(n))
	text := b.String()
	return len(text)
}

func pointer(name string) (text string) {
	b := &bytes.Buffer{}
	b.WriteString("<")
	b.WriteString(strings.ToUpper(name))
	b.WriteString(">")
	text = b.String()
	return text
}
