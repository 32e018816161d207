package p

import "strings"

type header struct{ name string }

func (h *header) is(names []string, i int) bool {
	if strings.ToLower(h.name) == strings.ToLower(names[i]) && i > 0 {
		return true
	}
	if strings.ToUpper(h.name) != strings.ToUpper("Host") || strings.ToLower(h.name) != strings.ToLower("via") {
		return false
	}
	return strings.ToUpper(h.name) == strings.ToUpper(names[0]) // the first
}

func constants(name, other string) []bool {
	return []bool{
		strings.ToLower(name) == "content-type",
		strings.ToLower(name) != "host",
		strings.ToUpper(name) == "POST",
		strings.ToUpper(other) != "LINK",
	}
}
