package p

import "strings"

type mux struct{ handlers map[string]func(string) }

type log struct{ lines []string }

func (l *log) add(line string) { l.lines = append(l.lines, line) }

func (m *mux) all(names []string, l *log) {
	for _, name := range names {
		m.handlers[name] = l.add
	}
}

func replacers(all []*strings.Replacer) []func(string) string {
	var replace []func(string) string
	for _, r := range all {
		replace = append(replace, r.Replace)
	}
	return replace
}
