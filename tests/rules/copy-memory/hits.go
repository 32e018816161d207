package p

import (
	"bytes"
	"io"
	"os"
	"strings"
)

type server struct{ out io.Writer }

func (s *server) send(text string, b []byte) error {
	_, err := io.Copy(s.out, strings.NewReader(text+"\n"))
	if err != nil {
		return err
	}
	if len(b) > 0 {
		_, err = io.Copy(s.out, strings.NewReader(text)) // again
	}
	_, err = io.Copy(s.out, bytes.NewReader(b))
	_, failed := io.Copy(os.Stdout, bytes.NewReader(b[1:]))
	if failed != nil {
		return failed
	}
	return err
}
