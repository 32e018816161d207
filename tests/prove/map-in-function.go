package p

import "strings"

func month(name string) (int, bool) {
	m := map[string]int{
		"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6,
		"Jul": 7, "Aug": 8, "Sep": 9,
	}
	n, ok := m[name]
	return n, ok
}

func position(kind int, name string) int {
	var table = map[int][]string{1: {"elm", "oak"}, 2: {"pear"}}
	for i, other := range table[kind] {
		if other == name {
			return i
		}
	}
	return -1
}

func nested(kind int, name string) bool {
	return map[int]map[string]bool{1: {"oak": true}, 2: {"pear": true}}[kind][name]
}

func commented(kind int) string {
	// What it is called, and what else.
	table := map[int]struct {
		name string
		more []string
	}{1: {"oak", []string{"elm", "ash"}}}
	return table[kind].name + strings.Join(table[kind].more, ",")
}

func inLoop(names []string) (n int) {
	for _, name := range names {
		m := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}
		n += m[name]
	}
	return n
}
