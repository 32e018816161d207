package p

import (
	"bytes"
	"strings"
)

type builder struct{ strings.Builder }

func used(prefix, name string) (string, int) {
	var b strings.Builder
	b.WriteString(prefix)
	b.WriteString(name)
	s := b.String()
	return s, b.Cap()
}

func outer(b strings.Builder, prefix, name string) string {
	b.WriteString(prefix)
	b.WriteString(name)
	return b.String()
}

func embedded(prefix, name string) string {
	var b builder
	b.WriteString(prefix)
	b.WriteString(name)
	return b.String()
}

func itself(prefix string) string {
	var b bytes.Buffer
	b.WriteString(prefix)
	b.WriteString(b.String())
	return b.String()
}

func order(name string) string {
	next := func() string {
		name = "other"
		return "."
	}
	var b strings.Builder
	b.WriteString(name)
	b.WriteString(next())
	return b.String()
}

func panics(names []string, i, j int) string {
	var b strings.Builder
	b.WriteString(names[i])
	b.WriteString(names[j])
	return b.String()
}

func page(title string) string {
	var b strings.Builder
	b.WriteString(`<html>
<title>`)
	b.WriteString(title)
	return b.String()
}

func sum(prefix, name string) string {
	var b strings.Builder
	b.WriteString(prefix + ".")
	b.WriteString(name)
	return b.String()
}

func lost(prefix, name string) string {
	var b strings.Builder
	b.WriteString(prefix) // the prefix
	b.WriteString(name)
	return b.String()
}

func other(prefix, name string) string {
	var b strings.Builder
	b.Grow(len(prefix) + len(name))
	b.WriteString(prefix)
	b.WriteString(name)
	return b.String()
}

func bytesOf(prefix, name string) []byte {
	var b bytes.Buffer
	b.WriteString(prefix)
	b.WriteString(name)
	return b.Bytes()
}

func assigned(fields map[int]string, place func() int, prefix string, name func() string) {
	var b strings.Builder
	b.WriteString(prefix)
	b.WriteString(name())
	fields[place()] = b.String()
}

func index(fields []string, i int, prefix string, name func() string) {
	var b strings.Builder
	b.WriteString(prefix)
	b.WriteString(name())
	fields[i] = b.String()
}
