package p

import "strings"

const sep = ","

func has(raw []byte, word string) bool {
	for _, w := range strings.Fields(string(raw)) {
		if w != word { // another one
			continue
		}
		return true
	}
	return false
}

func count(list []byte, names map[string]int) (n int) {
	for _, name := range strings.Split(string(list), sep) {
		if "x" == name && len(name) > 0 {
			n += names[name]
		}
	}
	return n
}
