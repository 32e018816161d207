package p

import (
	"bytes"
	"io"
)

type page struct{ body bytes.Buffer }

func (p *page) Body() []byte { return []byte(p.body.String()) }

func copies(write func(io.Writer), n int) [][]byte {
	var all [][]byte
	for i := 0; i < n; i++ {
		var b bytes.Buffer
		write(&b)
		all = append(all, []byte(b.String()))
	}
	return all
}
