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

func declared(prefix, name string) int {
	var b bytes.Buffer
	b.WriteString(prefix)
	b.WriteString(name)
	s := b.String()
	return len(s)
}

func assigned(prefix, name string) string {
	keys := make([]string, 1)
	for i := range keys {
		b := &strings.Builder{}
		b.WriteString(prefix)
		b.WriteString(name)
		keys[i] = b.String()
	}
	return keys[0]
}

func returned(prefix, name string) string {
	var b bytes.Buffer
	b.WriteString(prefix)
	b.WriteString("=")
	b.WriteString(name)
	return b.String()
}

func assignedThree(prefix, name string) (s string) {
	var b strings.Builder
	b.WriteString(prefix)
	b.WriteString("=")
	b.WriteString(name)
	s = b.String()
	return s
}
