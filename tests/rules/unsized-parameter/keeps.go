package p

type entry struct{ name string }

func shared(to []string, entries []entry) ([]string, []string) {
	for _, e := range entries {
		to = append(to, e.name)
	}
	more := append(to, "more")
	return append(to, "other"), more
}

func roomy(to []string, entries []entry) ([]string, int) {
	for _, e := range entries {
		to = append(to, e.name)
	}
	return to, cap(to)
}

func some(to []string, entries []entry) []string {
	for _, e := range entries {
		if e.name == "" {
			continue
		}
		to = append(to, e.name)
	}
	return to
}

func early(to []string, entries []entry) []string {
	for _, e := range entries {
		if e.name == "" {
			break
		}
		to = append(to, e.name)
	}
	return to
}

func other(to []string, entries []entry) []string {
	to = make([]string, 0, 8)
	for _, e := range entries {
		to = append(to, e.name)
	}
	return to
}

func known(to []string, entries []entry, n int) []string {
	for i := 0; i < n; i++ {
		to = append(to, entries[i].name)
	}
	return to
}

func seen(to []string, entries []entry) func() int {
	f := func() int { return len(to) }
	for _, e := range entries {
		to = append(to, e.name)
	}
	return f
}

func outer(to []string) func([]entry) {
	return func(entries []entry) {
		for _, e := range entries {
			to = append(to, e.name)
		}
	}
}

func result(entries []entry) (to []string) {
	for _, e := range entries {
		to = append(to, e.name)
	}
	return to
}

func received(to []string, entries chan entry) []string {
	for e := range entries {
		to = append(to, e.name)
	}
	return to
}

func letters(to []rune, text string) []rune {
	for _, r := range text {
		to = append(to, r)
	}
	return to
}

type box struct{ to []string }

func (b *box) field(entries []entry) {
	for _, e := range entries {
		b.to = append(b.to, e.name)
	}
}
