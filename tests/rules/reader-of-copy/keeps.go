package p

import (
	"bufio"
	"bytes"
	"io"
)

type text string

func keeps(s string, t text, b []byte, f func(io.Reader)) {
	bufio.NewScanner(bytes.NewReader([]byte(t)))
	bufio.NewScanner(bytes.NewReader(b))
	bufio.NewScanner(bytes.NewBuffer([]byte(b)))
	f(bytes.NewReader([]byte(s)))
	r := bytes.NewReader([]byte(s))
	bufio.NewScanner(r)
	bufio.NewReaderSize(bytes.NewReader([]byte(s)), 16)
}

func taken(strings []string, s string) *bufio.Scanner { return bufio.NewScanner(bytes.NewReader([]byte(s))) }

func made(a, b string) *bufio.Scanner {
	s := a + b
	if len(s) < 10 {
		return nil
	}
	return bufio.NewScanner(bytes.NewReader([]byte(s)))
}
