//go:build go1.21

package p

import (
	"bytes"
	"unicode/utf8"
)

type doc struct{ text string }

func (d *doc) look(word string, f func() byte) (bool, int) {
	c := f()
	if bytes.HasPrefix([]byte(d.text), []byte("#!")) { // a script
		return bytes.Contains([]byte(d.text+"\n"), []byte(word)), bytes.IndexByte([]byte(d.text), c)
	}
	return utf8.Valid([]byte(d.text[1:])), bytes.IndexAny([]byte("literal"), word) + bytes.LastIndexByte([]byte(d.text), 'x')
}

func (d *doc) back(old string) string {
	return string(bytes.ToUpper([]byte(d.text))) + string(bytes.ReplaceAll([]byte(d.text), []byte(old), []byte("new")))
}
