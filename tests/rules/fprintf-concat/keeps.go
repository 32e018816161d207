package p

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

type name string

func (n name) String() string { return "name" }

type counted struct{ strings.Builder }

const text = "constant"

func keeps(w io.Writer, b *strings.Builder, buf bytes.Buffer, c *counted, s, t string, n name, i int, err error, list []string, next func() *strings.Builder) {
	fmt.Fprintf(w, "%s: %s", s, t)
	fmt.Fprintf(os.Stdout, "%s: %s", s, t)
	fmt.Fprintf(c, "%s: %s", s, t)
	fmt.Fprintf(b, "%s: %s", n, s)
	fmt.Fprintf(b, "%s: %v", s, err)
	fmt.Fprintf(b, "%s: %q", s, t)
	fmt.Fprintf(b, "%5s: %s", s, t)
	fmt.Fprintf(b, s, t)
	fmt.Fprintf(b, "%s, %s", list[0], list[i])
	fmt.Fprintf(next(), "%s: %s", s, t)
	fmt.Fprintf(b, "%s: %t", text, true)
	fmt.Fprintf(b, "%d: %d", i, i)
	fmt.Fprintf(b, "%s: %d", s, i)
	fmt.Fprintf(b, "%s%s%s%s%s%s", s, t, s, t, s, t)
	fmt.Fprintf(b, `%s
%s`, s, t)
	panic(fmt.Sprint(fmt.Fprintf(&buf, "%s: %s", s, t)))
}
