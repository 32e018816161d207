package p

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
)

type config struct{ text string }

func (c *config) read(v any) error {
	if err := json.NewDecoder(bytes.NewBufferString(c.text)).Decode(v); err != nil {
		return xml.NewDecoder(bytes.NewReader([]byte(c.text + "\n"))).Decode(v) // as XML
	}
	if _, err := csv.NewReader(bytes.NewBuffer([]byte(c.text))).ReadAll(); err != nil {
		return err
	}
	r := bufio.NewScanner(bytes.NewReader([]byte(c.text)))
	r.Scan()
	return r.Err()
}
