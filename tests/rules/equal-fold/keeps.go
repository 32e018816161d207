package p

import (
	"bytes"
	"strings"
)

func keeps(a, b string, x, y []byte) []bool {
	return []bool{
		strings.ToLower(a) == b,
		strings.ToLower(a) == strings.ToUpper(b),
		strings.ToLower(a) < strings.ToLower(b),
		strings.ToTitle(a) == strings.ToTitle(b),
		bytes.Equal(bytes.ToLower(x), bytes.ToLower(y)),
		strings.HasPrefix(strings.ToLower(a), "x"),
	}
}

func constants(a string) []bool {
	return []bool{strings.ToLower(a) == "Host", strings.ToUpper(a) == "Host", strings.ToLower(a) == "ä", strings.ToLower(a) == ""}
}
