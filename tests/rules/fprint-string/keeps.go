package p

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

type name string

const text = "constant"

func keeps(w io.Writer, b *strings.Builder, buf bytes.Buffer, s string, n name, next func() *strings.Builder) {
	fmt.Fprint(w, s)
	fmt.Fprint(os.Stdout, s)
	fmt.Fprint(b, n)
	fmt.Fprint(b, text)
	fmt.Fprint(b, s, s)
	fmt.Fprintln(b, s)
	fmt.Fprintf(b, "%q", s)
	fmt.Fprintf(b, "%5s", s)
	fmt.Fprintf(b, s)
	fmt.Fprint(next(), s)
	fmt.Fprint(b, 7)
}
