package p

import (
	"bytes"
	"fmt"
	"io"
	"log"
)

type message struct {
	subject string
	data    []byte
}

func (m *message) body() []byte { return m.data }

func several(w io.Writer, l *log.Logger, m *message, err error) error {
	fmt.Fprintf(w, "%s: %-10s|%x", m.subject, string(m.data), string(m.body()))
	l.Printf("%s %v", string(m.data[1:]), err)
	log.Printf("got %.3s %*s", string(m.data), len(m.data), string(m.data))
	out := fmt.Appendf(nil, "%d:%s", len(m.data), string(m.data))
	return fmt.Errorf("%d %X: %s: %w", len(out), string( /* all */ m.data), string(m.data[:1]), err)
}

func indexed(names [2]string, byName map[string][]byte) string {
	return fmt.Sprintf("%s=%s %q", names[0], string(byName[names[1]]), names[1])
}

func long(body []byte) error {
	return fmt.Errorf("no answer but %s",
		string(body),
	)
}

type text = []byte

func alias(t text) { fmt.Printf("%s\n", string(t)) }

// Callers may have it on their stacks.
func given(b []byte, lines [][]byte, r io.Reader) error {
	fmt.Printf("%s\n", string(b))
	first := lines[0]
	fmt.Printf("%s\n", string(first[1:]))
	for _, word := range bytes.Fields(b) {
		fmt.Printf("%s\n", string(word))
	}
	all, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("%s: %w", string(all), err)
	}
	all, rest := all[:1], b[1:]
	fmt.Printf("%s %s\n", string(all), string(rest))
	return nil
}
