package p

import "bytes"

type page struct{ body bytes.Buffer }

func (p *page) Body() []byte { return []byte(p.body.String()) }

func copyOf(text string, n int) ([]byte, bool) {
	var p page
	for i := 0; i < n && i < 100; i++ {
		p.body.WriteString(text)
	}
	body := p.Body()
	p.body.Reset()
	p.body.WriteString("xxxxxxxx")
	return body, body == nil
}

func read(text string) []byte {
	var b bytes.Buffer
	b.WriteString(text)
	b.ReadByte()
	rest := []byte(b.String())
	b.Reset()
	b.WriteString("xxxxxxxx")
	return rest
}
