package p

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"
)

type level int

type header struct{ name, value []byte }

func (l *level) UnmarshalText(text []byte) error {
	name := string(text) // as written
	switch name {
	case "debug":
		*l = 0
	case "info", "":
		*l = 1
	default:
		return fmt.Errorf("unknown level %q", name)
	}
	return nil
}

func lookup(m map[string]int, other map[string]string, b []byte) (int, error) {
	key := string(b)
	if v, ok := m[key]; ok {
		return v, nil
	} else if len(key) > 100 {
		return 0, errors.New("long: " + key)
	}
	return len(other[key]), nil
}

func fields(h header, p *header, want string) (n int) {
	name := string(h.name)
	if name == want || name == "host" || strings.Index(name, ":") == 0 {
		n++
	}
	value := string(p.value)
	if n > 0 && value != "" {
		n += len(value)
	}
	for i := 0; i < len(value); i++ {
		if value[i] == ',' {
			n++
		}
	}
	return n
}

// What changes the bytes comes only where control does not come back from.
func apart(b []byte, change func([]byte)) (n int) {
	s := string(b)
	if s == "a" {
		change(b)
		return 1
	} else if s == "b" {
		n = 3
	} else {
		return 2
	}
	for _, word := range []string{"c", "d"} {
		if s == word {
			n++
		}
	}
	switch s {
	case "e":
		n++
	case "f":
		panic("f")
	}
	change(b)
	return n
}

func lines(r *bufio.Reader) (n int) {
	scanner := bufio.NewScanner(r)
	for scanner.Scan() {
		line := scanner.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		n++
	}
	return n
}

func trimmed(b []byte) (err error) {
	word := string(bytes.TrimSpace(b))
	if ok := word == "yes"; ok {
		return nil
	}
	if word != "no" {
		return fmt.Errorf("neither yes nor no: %s", word)
	}
	return err
}

// In the inner block b is another one.
func hidden(b []byte, ok bool) (n int) {
	s := string(b)
	if b := !ok; b || s == "a" {
		n++
	}
	return n
}

func places(b []byte, r rune, name *[]byte) int {
	s := string(b)
	t := string(*name)
	return strings.IndexByte(s, 0) + strings.LastIndexByte(s, 'x') + strings.IndexRune(s, r) + strings.IndexAny(t, "xy") + strings.LastIndexAny(t, "z")
}
