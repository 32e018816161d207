package p

import "strings"

func words(text string, separator string) (all []string) {
outer:
	for range 3 {
		for _, line := range strings.Split(text, "\n") { // all lines
			if line == "" {
				continue outer
			}
			for _, word := range strings.Fields(line) {
				all = append(all, word)
			}
		}
	}
	for _, part := range strings.SplitAfter(text, separator) {
		text = part
	}
	return all
}
