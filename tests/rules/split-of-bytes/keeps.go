package p

import "strings"

func kept(b []byte) (words []string) {
	for _, w := range strings.Fields(string(b)) {
		words = append(words, w)
	}
	return words
}

func changed(b []byte) (n int) {
	for i, w := range strings.Fields(string(b)) {
		if w == "a" {
			b[i] = 'x'
			n++
		}
	}
	return n
}

func handed(b []byte, f func(string)) {
	for _, w := range strings.Split(string(b), ",") {
		f(w)
	}
}

func set(b []byte) map[string]int {
	m := map[string]int{}
	for _, w := range strings.Split(string(b), ",") {
		m[w]++
	}
	return m
}

func runes(b []rune) (n int) {
	for _, w := range strings.Split(string(b), ",") {
		if w == "a" {
			n++
		}
	}
	return n
}

func numbered(b []byte) (n int) {
	for i := range strings.Split(string(b), ",") {
		n += i
	}
	return n
}
