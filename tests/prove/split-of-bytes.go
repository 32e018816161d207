package p

import "strings"

func number(text []byte, word string) (n int) {
	for _, w := range strings.Fields(string(text)) {
		if w != word && "b" != word {
			n += 1000
		} else {
			n += len(w)
		}
	}
	return n
}

func known(list []byte, names map[string]int) int {
	n := 0
	for _, name := range strings.Split(string(list), ",") {
		n += names[name]
	}
	return n
}

func each(list []byte) (n int) {
	for _, part := range strings.Split(string(list), "") {
		if part == "a" {
			n++
		}
	}
	return n
}
