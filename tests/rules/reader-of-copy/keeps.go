package p

import (
	"bufio"
	"bytes"
	"io"
)

type text string

func keeps(s string, t text, b []byte, f func(io.Reader)) {
	bufio.NewReader(bytes.NewReader([]byte(t)))
	bufio.NewReader(bytes.NewReader(b))
	bufio.NewReader(bytes.NewBuffer([]byte(b)))
	f(bytes.NewReader([]byte(s)))
	r := bytes.NewReader([]byte(s))
	bufio.NewReader(r)
	bufio.NewReaderSize(bytes.NewReader([]byte(s)), 16)
}

func taken(strings []string, s string) *bufio.Reader { return bufio.NewReader(bytes.NewReader([]byte(s))) }
