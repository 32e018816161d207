package p

import (
	"bytes"
	"fmt"
	"strings"
)

type page struct{ out bytes.Buffer }

func (p *page) add(s string, b *strings.Builder) error {
	fmt.Fprint(&p.out, s)
	if _, err := fmt.Fprintf(&p.out, "%v", s[1:]); err != nil {
		return err
	}
	fmt.Fprintf(b, "%s", s+"\n") // a line
	_, err := fmt.Fprint(b, strings.ToUpper(s))
	return err
}
