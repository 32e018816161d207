package p

import (
	"bytes"
	"fmt"
	"strings"
)

type page struct {
	out   bytes.Buffer
	title string
}

func (p *page) add(key, value string, raw []byte, b *strings.Builder, buf *bytes.Buffer) error {
	fmt.Fprintf(&p.out, "%s=%v;", key, value)
	if _, err := fmt.Fprintf(buf, "%s %s", key, raw); err != nil {
		return err
	}
	for i := range value {
		fmt.Fprintf(b, "%s%s:%t", key, value, i > 0) // numbered
		_, _ = fmt.Fprintf(&p.out, "%s %s %s", raw, key, p.title)
	}
	fmt.Fprintf(b, "<%s>", key+value)
	_, err := fmt.Fprintf(&p.out, "%s\n", raw)
	return err
}
