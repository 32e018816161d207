package p

import "strings"

type span struct{ start, end int }

func (s span) length() int { return s.end - s.start }

func trace(string) {}

//go:noinline
func find(text string, c byte) *span {
	for i := 0; i < len(text); i++ {
		if text[i] == c {
			return &span{start: i, end: i + 1}
		}
	}
	return &span{}
}

func use(text string) int {
	s := find(text, 'x')
	s.end++
	t := *find(text, 'y')
	return s.length() + t.start + find(text, 'z').end
}

func each(lines []string) (n int) {
	for _, line := range lines {
		s := find(line, 'a')
		n += s.end
	}
	return n
}

func boxed(text string) any {
	s := find(text, 't')
	return s.end
}

func copied(text string) span {
	s := *find(text, 'w')
	s.start = -1
	return s
}

type stats struct {
	lines, words, longest int
	first, last           string
	ok                    bool
	letters               [4]int
}

//go:noinline
func measure(text string) *stats {
	lines := strings.Split(text, "\n")
	return &stats{lines: len(lines), words: len(strings.Fields(text)), first: lines[0], ok: text != ""}
}

func report(text string) (all []string) {
	s := measure(text)
	if s.ok {
		all = append(all, s.first)
	}
	s.last = "end"
	s.letters[2] = s.words
	return append(all, s.last, strings.Repeat(".", s.letters[2]+s.lines))
}

type pair struct{ key, value string }

//go:noinline
func split(text string) *pair {
	key, value, _ := strings.Cut(text, " ")
	return &pair{key, value}
}

// The caller's variable is captured, and leaves the function with the closure.
//
//prove:skip
func later(text string) func() int {
	s := split(text)
	return func() int { return len(s.key) + len(s.value) }
}

func captured(text string) int { return later(text)() }

// A panic that is caught leaves the result as it is: nil, or empty.
func cautious(text string) *span {
	defer func() { _ = recover() }()
	return &span{start: int(text[0]), end: int(text[1])}
}

func careful(text string) int {
	s := cautious(text)
	return s.end
}
