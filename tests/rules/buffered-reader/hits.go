package p

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

func lines(text string) (n int) {
	input := bufio.NewScanner(bufio.NewReader(strings.NewReader(text)))
	for input.Scan() {
		n++
	}
	return n
}

func decode(text string, v any) error {
	return json.NewDecoder(bufio.NewReader(strings.NewReader(text))).Decode(v)
}

func all(text string) ([]byte, error) {
	return io.ReadAll(bufio.NewReader(bytes.NewBufferString(text)))
}
