package p

import (
	"slices"
	"strings"
)

type color int

const (
	red color = iota + 1
	green
)

type shade struct {
	name  string
	parts [2]int
	more  []string
}

func (s shade) short() string { return s.name[:1] }

func month(name string) int {
	m := map[string]int{
		"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, // the first half
		"Jul": 7, "Aug": 8, "Sep": 9,
	}
	if n, ok := m[strings.TrimSpace(name)]; ok {
		return n
	}
	return len(m)
}

func named(c color) (names []string) {
	var table = map[color][]string{red: {"red", "rouge"}, green: {"green", "vert"}}
	for _, name := range table[c] {
		names = append(names, name)
	}
	names = append(names, table[red]...)
	first, ok := table[green]
	if ok && len(first) > 1 && slices.Contains(first, "green") {
		names = append(names, strings.Join(first, "/"), first[0][1:])
	}
	return names
}

func commented(c color) int {
	// How many there are of each.
	table := map[color][]string{red: {"red", "rouge"}}
	return len(table[c])
}

func nested(c color, name string) bool {
	return map[color]map[string]bool{red: {"a": true}, green: {"b": true}}[c][name]
}

func structs(c color) string {
	table := map[color]shade{red: {"red", [2]int{1, 2}, []string{"x"}}, green: {name: "green"}}
	for _, part := range table[c].parts {
		if part > 1 {
			return table[c].name
		}
	}
	return table[c].more[0]
}

func handedOn(c color, name string) int {
	table := map[color][]string{red: {"red", "rouge"}}
	return position(table, c, name)
}

func position(table map[color][]string, c color, name string) int {
	for i, other := range table[c] {
		if other == name {
			return i
		}
	}
	return -1
}

func captured(cs []color) bool {
	table := map[color][]string{red: {"red", "rouge"}, green: nil}
	return slices.ContainsFunc(cs, func(c color) bool { return len(table[c]) > 1 })
}

func boxed(c color) any {
	table := map[color]any{1: "a", 2: 2, 3: 'c', 4: 4.0, 5: red, 6: true, 7: nil, 8: "h", 9: "i"}
	return table[c]
}

func inLoop(names []string) (n int) {
	for _, name := range names {
		m := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}
		n += m[name]
	}
	return n
}

func severalLines(name string) int {
	{
		m := map[string]int{
			`one
			line`: 1, // and one more
			`two
	lines`: 2,
			"c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9,
		}
		return m[name]
	}
}

type level int

func (l *level) UnmarshalText(text []byte) error {
	levels := map[string]level{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}
	*l = levels[string(text)]
	return nil
}

type side int

func (s *side) UnmarshalText(text []byte) error {
	sides := map[string]side{"a": 9, "b": 8, "c": 7, "d": 6, "e": 5, "f": 4, "g": 3, "h": 2, "i": 1}
	*s = sides[string(text)]
	return nil
}
