package p

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"
)

var null, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)

func file(s string) (int, error) { return null.Write([]byte(s)) }

func literal(w io.Writer) {
	if w != nil {
		w.Write([]byte("ok\n"))
	}
}

func builder(s string) string {
	var b strings.Builder
	b.Write([]byte(s))
	return b.String()
}

func buffer(s string) string {
	var b bytes.Buffer
	b.Write([]byte(s))
	return b.String()
}

func buffered(s string) string {
	var out strings.Builder
	b := bufio.NewWriter(&out)
	b.Write([]byte(s))
	b.Flush()
	return out.String()
}

//prove:with nil, []bool{true, false}
func writer(s string, toFile bool) string {
	var out strings.Builder
	var w io.Writer = &out
	if toFile {
		w = null
	}
	w.Write([]byte(s))
	return out.String()
}
