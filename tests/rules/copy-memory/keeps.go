package p

import (
	"bytes"
	"io"
	"strings"
)

type sink struct{ io.Writer }

func keeps(w io.Writer, s sink, text string, b []byte, r io.Reader) (n int64, err error) {
	n, err = io.Copy(w, strings.NewReader(text))
	_, err = io.Copy(w, r)
	_, err = io.Copy(s, bytes.NewReader(b))
	_, err = io.CopyN(w, bytes.NewReader(b), 2)
	return io.Copy(w, bytes.NewReader(b))
}
