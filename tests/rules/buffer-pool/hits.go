package p

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
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

func send(w io.Writer, rows [][]byte) error {
	var buf bytes.Buffer
	buf.Grow(len(rows))
	for _, row := range rows {
		buf.Write(row)
		buf.WriteRune('→')
	}
	if buf.Len() == 0 {
		buf.Reset()
	}
	_, err := io.WriteString(w, buf.String())
	return err
}

func pointer(rows []string) string {
	buf := &bytes.Buffer{}
	for _, row := range rows {
		buf.WriteString(row)
	}
	return buf.String()
}

func made(row string) string {
	buf := new(bytes.Buffer)
	fmt.Fprintf(buf, "<%s>", row)
	return buf.String()
}

func empty(row string) string {
	buf := bytes.NewBuffer(nil)
	io.WriteString(buf, row)
	return buf.String()
}

func encoded(value any) (string, error) {
	buf := new(bytes.Buffer)
	err := json.NewEncoder(buf).Encode(value)
	return buf.String(), err
}

func encodedToo(value any) (string, error) {
	var buf bytes.Buffer
	err := json.NewEncoder(&buf).Encode(value)
	return buf.String(), err
}
