package p

import (
	"bytes"
	"encoding/json"
	"strings"
)

func all(b []byte, s string, v any) error {
	if err := json.NewDecoder(bytes.NewReader(b[1:])).Decode(v); err != nil {
		return err
	}
	if err := json.NewDecoder(bytes.NewBuffer(b)).Decode(&v); err != nil { // again
		return err
	}
	if json.NewDecoder(bytes.NewBufferString(s)).Decode(v) != nil {
		return nil
	}
	return json.NewDecoder(strings.NewReader(s)).Decode(v)
}
