package p

import (
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
)

func pack(out io.Writer, data []byte) error {
	// The trailer is written by Close.
	z := gzip.NewWriter(out)
	defer z.Close()
	_, err := z.Write(data)
	return err
}

func lines(out io.Writer, rows []string) error {
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

func encode(open func() io.Writer, value any) error {
	z := gzip.NewWriter(open())
	if err := json.NewEncoder(z).Encode(value); err != nil {
		return err
	}
	return z.Close()
}
