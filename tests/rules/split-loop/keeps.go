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
	for _, part := range bytes.Split(b, nil) {
		b[0] = 'x'
		n += len(part)
	}
	return part, n
}
