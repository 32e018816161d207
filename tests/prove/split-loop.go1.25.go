package p

import "strings"

//prove:with nil, []string{"", "a", "bc", " "}
func split(s, separator string) (n int) {
	for _, part := range strings.Split(s, separator) {
		n = n*31 + len(part)
	}
	return n
}

//prove:with nil, []string{"", "a", "bc", " "}
func splitFirst(s, separator string) (all []string) {
	parts := strings.SplitAfter(s, separator)
	for _, part := range parts {
		all = append(all[:0], part)
	}
	return all
}

func splitAfter(s string) (n int) {
	for _, part := range strings.SplitAfter(s, "a") {
		n = n*31 + len(part)
		if n > 1000 {
			break
		}
	}
	return n
}

func replaced(s string) (n int) {
	for _, part := range strings.Split(s, "b") {
		s = "bbbb"
		n += len(part) + len(s)
	}
	return n
}
