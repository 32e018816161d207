package p

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"
)

var null, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)

func builder(x []byte) string {
	var b strings.Builder
	b.WriteString(string(x))
	n, err := b.WriteString(string(x))
	if err != nil || n != len(x) {
		return "wrong"
	}
	return b.String()
}

func file(x []byte) (int, error) { return null.WriteString(string(x)) }

func nilFile(x []byte) error {
	var none *os.File
	if len(x) > 5 {
		none = null
	}
	_, err := none.WriteString(string(x))
	return err
}

func buffer(x []byte) string {
	var b bytes.Buffer
	b.WriteString(string(x))
	return b.String()
}

func buffered(x []byte) string {
	var out strings.Builder
	b := bufio.NewWriter(&out)
	b.WriteString(string(x))
	b.Flush()
	return out.String()
}

func writer(w io.Writer, x []byte) (int, error) {
	if w == nil {
		w = null
	}
	return io.WriteString(w, string(x))
}
