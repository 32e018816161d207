package p

import (
	"fmt"
	"io"
	"log"
)

func failed(status int, body []byte) error {
	return fmt.Errorf("status %d: %s", status, string(body))
}

func hex(key []byte, name string) string {
	return fmt.Sprintf("%s=%x|%-8s|", name, string(key), string(key))
}

func printed(w io.Writer, body []byte) {
	fmt.Fprintf(w, "%s\n", string(body))
}

func logged(body []byte) string {
	b := new(sink)
	l := log.New(b, "x ", log.Lmsgprefix)
	l.Printf("%.2s", string(body))
	return b.text
}

// What a pointer leads to is no caller's piece of a stack, or hardly ever.
func failedAt(status int, body *[]byte) error {
	return fmt.Errorf("status %d: %s", status, string(*body))
}

func hexAt(key *[]byte, name string) string {
	return fmt.Sprintf("%s=%x|%-8s|", name, string(*key), string(*key))
}

func printedAt(w io.Writer, body *[]byte) {
	fmt.Fprintf(w, "%s\n", string(*body))
}

type sink struct{ text string }

func (s *sink) Write(b []byte) (int, error) {
	s.text += string(b)
	return len(b), nil
}
