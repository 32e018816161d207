package p

import (
	"bytes"
	"encoding/json"
	"strings"
)

type message struct {
	ID   int
	Name string
	Tags []string
}

//prove:with []string{`{"ID": 7, "Name": "n", "Tags": ["a", "b"]}`, `{}`, `{"ID": "no"}`, ` null `, `[]`}
func text(s string) (message, bool) {
	var m message
	err := json.NewDecoder(strings.NewReader(s)).Decode(&m)
	return m, err == nil
}

//prove:with []string{`{"ID": 7, "Name": "n", "Tags": ["a", "b"]}`, `{}`, `{"ID": "no"}`, ` null `, `[]`}
func raw(s string) (message, bool) {
	var m message
	b := []byte(s)
	err := json.NewDecoder(bytes.NewReader(b)).Decode(&m)
	return m, err == nil
}
