package p

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

func render(rows []string) string {
	var buf bytes.Buffer
	for i, row := range rows {
		fmt.Fprintf(&buf, "%d ", i)
		buf.WriteString(row)
		buf.WriteByte('\n')
	}
	return buf.String()
}

func send(rows [][]byte) (int, error) {
	var buf bytes.Buffer
	buf.Grow(len(rows))
	for _, row := range rows {
		buf.Write(row)
		buf.WriteRune('→')
	}
	if buf.Len() == 0 {
		buf.Reset()
	}
	return io.WriteString(io.Discard, buf.String())
}

// The deferred call that gives the buffer back runs in a panic too.
func panics(rows []string) string {
	var buf bytes.Buffer
	for i := range rows {
		buf.WriteString(rows[i*2%20])
	}
	return buf.String()
}

func nested(depth int) string {
	var buf bytes.Buffer
	buf.WriteString("(")
	if depth > 0 && depth < 50 {
		buf.WriteString(nested(depth - 1))
	}
	buf.WriteString(")")
	return buf.String()
}

func expanded(text string) string {
	var buf bytes.Buffer
	fmt.Fprint(&buf, text, os.PathSeparator)
	defer trace()
	return buf.String()
}

func trace() {}

func pointer(rows []string) string {
	buf := &bytes.Buffer{}
	for _, row := range rows {
		fmt.Fprintf(buf, "<%s>", row)
	}
	return buf.String()
}

func encoded(values map[string]int) (string, error) {
	buf := new(bytes.Buffer)
	err := json.NewEncoder(buf).Encode(values)
	return buf.String(), err
}

func encodedValue(rows []string) (string, error) {
	var buf bytes.Buffer
	err := json.NewEncoder(&buf).Encode(rows)
	return buf.String(), err
}
