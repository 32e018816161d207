package p

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

type page struct{ out bytes.Buffer }

func (p *page) add(buf *bytes.Buffer, b *strings.Builder, w *bufio.Writer, name, value string, names []string) {
	buf.WriteString(name + "\n")
	p.out.WriteString("name: " + name) // of the page
	_, _ = buf.WriteString(fmt.Sprint(names) + ("\n"))
	for i, other := range names {
		buf.WriteString(fmt.Sprint(i) + other)
		b.WriteString(other + "\n")
		b.WriteString("- " + other)
		_, _ = w.WriteString(name + other)
		w.WriteString("<" + other + ">")
		b.WriteString(name + "=" + value + "\n")
		_, _ = buf.WriteString("<" + name + "=" + value + ">")
	}
}
