package p

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

func lines(text string) (lines []string) {
	input := bufio.NewScanner(bufio.NewReader(strings.NewReader(text)))
	for input.Scan() {
		lines = append(lines, input.Text())
	}
	return lines
}

func words(data []byte) (n int) {
	input := bufio.NewScanner(bufio.NewReader(strings.NewReader(string(data))))
	input.Split(bufio.ScanWords)
	for input.Scan() {
		n += len(input.Bytes())
	}
	return n
}

func runes(text string) (n int) {
	input := bufio.NewScanner(bufio.NewReader(bytes.NewBufferString(text)))
	input.Split(bufio.ScanRunes)
	for input.Scan() {
		n++
	}
	return n
}

//prove:with []string{`{"a": 1}`, `[1, 2] {"b": 2}`, `no`, ``}
func decode(text string) (any, string) {
	d := json.NewDecoder(bufio.NewReader(strings.NewReader(text)))
	var v any
	if err := d.Decode(&v); err != nil {
		return v, err.Error()
	}
	rest, _ := io.ReadAll(d.Buffered())
	return v, string(rest)
}

func all(text string) (string, error) {
	data, err := io.ReadAll(bufio.NewReader(strings.NewReader(text)))
	return string(data), err
}
