package p

import (
	"bytes"
	"hash"
	"io"
	"os"
)

type text string

type logged struct{ *os.File }

func keeps(f *os.File, l logged, h hash.Hash, b *bytes.Buffer, s string, t text, x []byte, next func() io.Writer) {
	f.Write([]byte(t))
	f.Write([]byte(x))
	f.Write([]byte("literal"))
	f.Write(append([]byte(s), '\n'))
	l.Write([]byte(s))
	h.Write([]byte(s))
	b.Write([]byte(s))
	next().Write([]byte(s))
}
