package p

import (
	"bytes"
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
