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

func several(s string) bool {
	if len(strings.Split(s, ",")) < 2 || !(len(strings.Split(s, ";")) == 1) {
		return len(strings.Split(s, ".")) != 1
	}
	return len(strings.Split(strings.TrimSpace(s), ":")) >= 2 == true && len(strings.Split(s, "#")) > 1 && len(strings.Split(s, "!")) <= 1
}

func separators(s string, xs []int) int {
	return xs[len(strings.Split(s, "/"))-1]*(len(strings.Split(s, "."))-1) - len(strings.Split(s, ",")) - 1
}
