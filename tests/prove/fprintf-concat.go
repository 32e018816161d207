package p

import (
	"bytes"
	"fmt"
	"strings"
)

func builder(s, t string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", s, t)
	return b.String()
}

func buffer(s string, t []byte) (string, int) {
	var b bytes.Buffer
	n, err := fmt.Fprintf(&b, "<%s %s>", s, t)
	if err != nil {
		return "", -1
	}
	return b.String(), n
}

func pointers(s, t string) string {
	b, buf := new(strings.Builder), new(bytes.Buffer)
	fill(b, buf, s, t)
	return b.String() + buf.String()
}

//prove:skip
func fill(b *strings.Builder, buf *bytes.Buffer, s, t string) {
	fmt.Fprintf(b, "%s=%s, ", s, t)
	fmt.Fprintf(buf, "%s=%v, ", s, t)
}

func pair(s, t string) string {
	b := new(strings.Builder)
	fmt.Fprintf(b, "%s=%s, ", s, t)
	return b.String()
}

func one(s string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%s]", s)
	return b.String()
}

func onePointer(s []byte) string {
	b := new(bytes.Buffer)
	fmt.Fprintf(b, "%s\n", s)
	return b.String()
}
