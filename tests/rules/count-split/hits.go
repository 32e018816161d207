package p

import "strings"

func fields(s string) bool {
	if len(strings.Split(s, ",")) != 3 {
		return false
	}
	n := 2 * len(strings.Split(s, "\r\n"))
	m := make([]int, len(strings.Split(s, ";")))
	return add(n, len(strings.Split(s, ":"))) > 1+len(strings.Split(s, "."))-len(m)
}

func add(a, b int) int { return a + b }

func index(xs []int, s string) int {
	return xs[len(strings.Split(s, "/"))] - len(strings.Split(s, "/"))
}
