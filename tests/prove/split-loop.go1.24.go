package p

import "strings"

func fields(s string) (last string) {
	for _, part := range strings.Fields(s) {
		if part == "b" {
			return last
		}
		last = part
	}
	return last
}

func fieldsFirst(s string) (n int) {
	words := strings.Fields(s)
	for _, word := range words {
		n = n*31 + len(word)
	}
	return n
}
