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

type table struct {
	by    [4]int
	inner struct{ rows []int }
}

//go:noinline
func newTable(n int) *table { return &table{by: [4]int{n}} }

// What a slice leads to is no part of it.
func read(n int) int {
	newTable(n).inner.rows[0] = n
	return newTable(n).by[1]
}
