package p

import "io"

func typed(names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, name)
	}
	return all
}

func constants(n int) []any {
	var all []any
	for i := 0; i < n; i++ {
		all = append(all, "x")
	}
	return all
}

func pointers(names []string) []any {
	var all []any
	for i := range names {
		all = append(all, &names[i])
	}
	return all
}

func kept(readers []io.Reader) []any {
	all := make([]any, len(readers))
	for i, r := range readers {
		all[i] = r
	}
	return all
}

func once(name string) []any {
	var all []any
	all = append(all, name)
	return all
}

type list struct{ all []any }

func (l *list) add(names []string) {
	for _, name := range names {
		l.all = append(l.all, name)
	}
}
