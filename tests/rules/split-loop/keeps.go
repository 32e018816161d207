package p

import (
	"bytes"
	"strings"
)

func keeps(text string, b []byte) (part string, n int) {
	for i, part := range strings.Split(text, "\n") {
		n += i + len(part)
	}
	for i := range strings.Split(text, "\n") {
		n += i
	}
	for range strings.Split(text, "\n") {
		n++
	}
	for _, part = range strings.Split(text, "\n") {
		n++
	}
	for _, part := range strings.SplitN(text, "\n", 2) {
		n += len(part)
	}
	return part, n
}

func first(text string, all []string) (n int) {
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		n += len(line) + len(lines)
	}
	words := strings.Fields(text)
	for _, word := range words {
		n += len(word)
	}
	all = strings.Fields(text)
	for _, word := range all {
		n += len(word)
	}
	return n + len(words)
}

func filled(text string) (all []string) {
	for _, word := range strings.Fields(text) {
		all = append(all, word)
	}
	return all
}

func splitBytes(b []byte) (n int) {
	for _, part := range bytes.Split(b, []byte(",")) {
		n += len(part)
	}
	parts := bytes.SplitAfter(b, []byte(","))
	for _, part := range parts {
		n += len(part)
	}
	return n
}

// The inner one may be inlined into the function, and takes the innermost along.
func inLiterals(s string, run func(func() int) int) int {
	defer println(s)
	return func() int {
		return run(func() (n int) {
			for _, part := range strings.Split(s, ",") {
				n += len(part)
			}
			return n
		})
	}()
}
