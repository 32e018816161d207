package p

import (
	"bytes"
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
