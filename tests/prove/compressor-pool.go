package p

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// What was written is the result: a compressor that remembers the call before would show.
func pack(data []byte) string {
	var out bytes.Buffer
	gzipped(&out, data)
	return out.String()
}

func gzipped(out io.Writer, data []byte) error {
	z := gzip.NewWriter(out)
	defer z.Close()
	_, err := z.Write(data)
	return err
}

func lines(rows []string) string {
	var out bytes.Buffer
	deflated(&out, rows)
	return out.String()
}

func deflated(out io.Writer, rows []string) error {
	z := zlib.NewWriter(out)
	for i, row := range rows {
		fmt.Fprintf(z, "%d ", i)
		io.WriteString(z, row)
	}
	if err := z.Flush(); err != nil {
		return err
	}
	return z.Close()
}

func encoded(values map[string]int) string {
	var out bytes.Buffer
	encode(&out, values)
	return out.String()
}

func encode(out io.Writer, values map[string]int) error {
	z := gzip.NewWriter(out)
	if err := json.NewEncoder(z).Encode(values); err != nil {
		return err
	}
	return z.Close()
}

// An error stays in the writer until it is reset.
func refused(data []byte) string {
	return fmt.Sprint(gzipped(full{}, data), gzipped(io.Discard, data))
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }
