package p

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

var null, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)

func buffered(n int, s string) string {
	var out strings.Builder
	w := bufio.NewWriter(&out)
	w.Write([]byte(fmt.Sprintf("%5d %s\n", n, s)))
	w.Flush()
	return out.String()
}

func file(n int, s string) (int, error) { return null.Write([]byte(fmt.Sprint(n, s))) }

func fileString(n int, s string) (int, error) { return null.WriteString(fmt.Sprintln(n, s)) }

func writer(w io.Writer, s string) (int, error) {
	if w == nil {
		w = null
	}
	return w.Write([]byte(fmt.Sprintf("%q", s)))
}

func text(w io.Writer, s string) (int, error) {
	if w == nil {
		w = null
	}
	return io.WriteString(w, fmt.Sprintf("%q", s))
}

//prove:skip
func fill(b *strings.Builder, buf *bytes.Buffer, n int) {
	for i := 0; i < 20; i++ {
		b.WriteString(fmt.Sprintf("%5d", n))
		buf.Write([]byte(fmt.Sprintf("%5d", n)))
	}
}

func builder(n int) string {
	b, buf := new(strings.Builder), new(bytes.Buffer)
	fill(b, buf, n)
	for i := 0; i < 9; i++ {
		b.WriteString(fmt.Sprint(n, true))
		buf.Write([]byte(fmt.Sprintln(n)))
	}
	return b.String() + buf.String()
}

func lines(n int) string {
	b := new(strings.Builder)
	for i := 0; i < 9; i++ {
		b.WriteString(fmt.Sprintln(n, i))
	}
	return b.String()
}
