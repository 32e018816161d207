package p

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
)

type raw []byte

func keeps(b []byte, n raw, v any) {
	xml.NewDecoder(bytes.NewReader(b)).Decode(v)
	json.NewDecoder(bytes.NewReader(n)).Decode(v)
	json.NewDecoder(bytes.NewReader(b)).Token()
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	d.Decode(v)
}
