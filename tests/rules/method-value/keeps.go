package p

import "strings"

type log struct {
	lines []string
	hook  func(string)
}

func (l *log) add(line string) { l.lines = append(l.lines, line) }

func once(l *log) (all []func(string)) {
	all = append(all, l.add)
	return all
}

func fields(logs []*log) (all []func(string)) {
	for _, l := range logs {
		all = append(all, l.hook)
	}
	return all
}

func functions(n int) (all []func(string) string) {
	for i := 0; i < n; i++ {
		all = append(all, strings.ToUpper)
	}
	return all
}

func expressions(n int) (all []func(*log, string)) {
	for i := 0; i < n; i++ {
		all = append(all, (*log).add)
	}
	return all
}
