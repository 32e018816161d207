package p

import "strings"

func words(text string, separator string) (longest string) {
outer:
	for range 3 {
		for _, line := range strings.Split(text, "\n") { // all lines
			if line == "" {
				continue outer
			}
			for _, word := range strings.Fields(line) {
				if len(word) > len(longest) {
					longest = word
				}
			}
		}
	}
	for _, part := range strings.SplitAfter(text, separator) {
		text = part
	}
	return longest
}

func first(text string) (n int) {
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		words := strings.Fields(line)
		for _, word := range words {
			n += len(word)
		}
	}
	return n
}

// Nothing inlines it, so the literal is there once.
func inLiteral(text string, run func(func())) (n int) {
	defer println(text)
	run(func() {
		for _, part := range strings.Split(text, ",") {
			n += len(part)
		}
	})
	return n
}
