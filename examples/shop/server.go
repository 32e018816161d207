package shop

import (
	"bytes"
	"net/http"
)

// ServeHTTP answers with the price list.
func (c *Catalog) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	var buf bytes.Buffer
	for _, p := range c.products {
		buf.WriteString(p.SKU)
		buf.WriteByte('\t')
		buf.WriteString(Price(p.Cents))
		buf.WriteByte('\n')
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write(buf.Bytes())
}
