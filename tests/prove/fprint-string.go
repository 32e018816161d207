package p

import (
	"bytes"
	"fmt"
	"strings"
)

func builder(s string) string {
	var b strings.Builder
	fmt.Fprint(&b, s)
	return b.String()
}

func buffer(s, t string) (string, int) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s", s)
	n, err := fmt.Fprintf(&b, "%v", t)
	if err != nil {
		return "", -1
	}
	return b.String(), n
}

func pointers(s string) string {
	b := new(strings.Builder)
	fill(b, s)
	return b.String()
}

//prove:skip
func fill(b *strings.Builder, s string) {
	for i := 0; i < 3; i++ {
		fmt.Fprint(b, s)
		fmt.Fprintf(b, "%s", s)
	}
}

func short(s string) string {
	b := new(bytes.Buffer)
	fmt.Fprintf(b, "%v", s)
	fmt.Fprint(b, s)
	return b.String()
}
