package p

import "strings"

func counts(s, sep string, len func([]string) int) int { return len(strings.Split(s, ",")) }

func more(s, sep string) int {
	parts := strings.Split(s, ",")
	return len(parts) + len(strings.Split(s, "")) + len(strings.Split(s, sep)) + len(strings.Fields(s)) +
		len(strings.SplitN(s, ",", 2)) + len(strings.Split(s, ",")[0])
}
