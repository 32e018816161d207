package p

type span struct{ start, end int }

func (s span) length() int { return s.end - s.start }

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
