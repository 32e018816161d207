package p

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"strings"
)

type page struct {
	out  *bufio.Writer
	text strings.Builder
}

func (p *page) add(b []byte, w io.Writer, r http.ResponseWriter, buf *bytes.Buffer) error {
	p.text.WriteString(string(b))
	if _, err := os.Stdout.WriteString(string(b[1:])); err != nil {
		return err
	}
	p.out.WriteString(string(b))
	n, _ := buf.WriteString(string(b)) // all of it
	io.WriteString(r, string(b[n:]))
	_, err := io.WriteString(w, string(b))
	return err
}
