package p

import (
	"bytes"
	"io"
)

func written(w io.WriterTo, n int) string {
	var b bytes.Buffer
	b.Grow(n)
	w.WriteTo(&b)
	return b.String()
}

func emptied(names []string, n int) (all []string) {
	var b bytes.Buffer
	b.Grow(n)
	for _, name := range names {
		b.Reset()
		b.WriteString(name)
		all = append(all, b.String())
	}
	return all
}

func handed(n int) bytes.Buffer {
	var b bytes.Buffer
	b.Grow(n)
	return b
}

func pointer(b *bytes.Buffer, n int) string {
	b.Grow(n)
	return b.String()
}

func unsized(names []string) string {
	var b bytes.Buffer
	for _, name := range names {
		b.WriteString(name)
	}
	b.Grow(1)
	return b.String()
}

func captured(n int) func() string {
	var b bytes.Buffer
	b.Grow(n)
	return b.String
}
