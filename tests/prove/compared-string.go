package p

import (
	"bufio"
	"fmt"
	"strings"
)

func equal(b []byte) bool {
	s := string(b)
	return s == "x" || s == "y"
}

func once(b []byte) bool {
	s := string(b)
	return s != "x"
}

func lookup(b []byte) int {
	m := map[string]int{"a": 1, "b": 2}
	key := string(b)
	if n, ok := m[key]; ok {
		return n
	}
	return m[key] + len(key)
}

func lookupOrFail(b []byte) (int, error) {
	m := map[string]int{"a": 1, "b": 2, "": 3, "0": 4}
	key := string(b)
	n, ok := m[key]
	if !ok && len(b) < 3 {
		return 0, fmt.Errorf("no %q", key)
	}
	return n, nil
}

func first(b []byte) int {
	s := string(b)
	if len(s) > 0 && s[0] == 'x' {
		return 1
	}
	return len(s)
}

func search(b []byte) bool {
	s := string(b)
	return strings.HasPrefix(s, "a") || strings.HasSuffix(s, "z") || strings.Contains(s, "é") || strings.EqualFold(s, "ab") ||
		strings.Count(s, "a")+strings.Index(s, "b")+strings.LastIndex(s, "c") > 0
}

func switched(b []byte) int {
	s := string(b)
	switch s {
	case "a", "b":
		return 1
	case "":
		return 2
	}
	return 0
}

func part(b []byte) (int, error) {
	s := string(b[len(b)/8:])
	switch {
	case s == "x", strings.HasPrefix(s, "ab"), strings.HasSuffix(s, "z"), strings.Contains(s, "é"), strings.EqualFold(s, "ab"):
		return len(s), nil
	case strings.Count(s, "a")+strings.Index(s, "b")+strings.LastIndex(s, "c") > 1000:
		return 0, fmt.Errorf("too long: %s", s)
	case s != "y" && len(s) > 0 && s[0] == 'q':
		return 1, nil
	}
	m := map[string]int{"a": 1, "b": 2}
	switch s {
	case "c":
		return 3, nil
	}
	return m[s], nil
}

func lines(text string) (n int) {
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		line := sc.Text()
		if line == "end" || strings.HasPrefix(line, "#") {
			n++
		}
	}
	return n
}

func single(b []byte) int {
	m := map[string]int{"a": 1, "b": 2}
	key := string(b)
	return m[key]
}

func places(b []byte, r rune) (n int) {
	s := string(b)
	if strings.ContainsAny(s, "xyz") || strings.ContainsRune(s, r) {
		n = strings.IndexByte(s, 0) + strings.LastIndexByte(s, 'x')
	}
	return n + strings.IndexRune(s, r) + strings.IndexAny(s, "xy") + strings.LastIndexAny(s, "z")
}
