package p

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

type page struct {
	out *bufio.Writer
	w   io.Writer
}

func (p *page) all(n int, r http.ResponseWriter, b *strings.Builder, buf *bytes.Buffer) error {
	p.out.Write([]byte(fmt.Sprintf("%5d\n", n)))
	if _, err := os.Stdout.WriteString(fmt.Sprintln("n", n)); err != nil {
		return err
	}
	r.Write([]byte(fmt.Sprint("n", n))) // the number
	b.WriteString(fmt.Sprintf("%5d", n))
	buf.Write([]byte(fmt.Sprintf("%5d", n)))
	_, err := io.WriteString(p.w, fmt.Sprintf("%5d", n))
	return err
}
