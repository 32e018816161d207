package p

import (
	"bytes"
	"encoding/json"
	"io"
)

func escapes() []byte {
	var buf bytes.Buffer
	buf.WriteString("x")
	return buf.Bytes()
}

func handedOn(f func(io.Writer)) string {
	var buf bytes.Buffer
	f(&buf)
	return buf.String()
}

func loop(rows []string) (n int) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		n += buf.Len()
	}
	return n
}

func captured() func() string {
	var buf bytes.Buffer
	buf.WriteString("x")
	return func() string { return buf.String() }
}

func background(done chan bool) {
	var buf bytes.Buffer
	go func() {
		buf.WriteString("x")
		done <- true
	}()
}

func returned() *bytes.Buffer {
	var buf bytes.Buffer
	buf.WriteString("x")
	return &buf
}

func init() {
	var buf bytes.Buffer
	buf.WriteString("x")
	println(buf.String())
}

func pointerStored(keep map[string]*bytes.Buffer) {
	buf := &bytes.Buffer{}
	keep["x"] = buf
}

func pointerReturned() (*bytes.Buffer, error) {
	buf := new(bytes.Buffer)
	buf.WriteString("x")
	return buf, nil
}

func aliased() string {
	buf := bytes.NewBuffer(nil)
	other := buf
	other.WriteString("x")
	return buf.String()
}

func encoder(buf2 *json.Encoder) *json.Encoder {
	buf := new(bytes.Buffer)
	return json.NewEncoder(buf)
}
