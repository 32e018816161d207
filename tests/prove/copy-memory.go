package p

import (
	"bytes"
	"io"
	"os"
	"strings"
)

var null, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)

func text(s string) string {
	var out strings.Builder
	var w io.Writer = &out
	_, err := io.Copy(w, strings.NewReader(s))
	if err != nil {
		return err.Error()
	}
	_, err = io.Copy(w, strings.NewReader(s))
	return out.String()
}

//prove:skip
func to(w io.Writer, b []byte) error {
	_, err := io.Copy(w, bytes.NewReader(b))
	return err
}

func raw(b []byte) (string, error) {
	var out strings.Builder
	err := to(&out, b)
	_, err = io.Copy(null, bytes.NewReader(b))
	return out.String(), err
}
