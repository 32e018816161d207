package p

type list struct{ items []int }

func (l *list) add(xs []int) {
	for _, x := range xs {
		l.items = append(l.items, x)
	}
}

func keeps(xs []int, s string, m map[int]int, c chan int, out []int, runes []rune, all [][]int) ([]int, []rune) {
	for _, r := range s {
		runes = append(runes, r)
	}
	for _, x := range m {
		out = append(out, x)
	}
	for x := range c {
		out = append(out, x)
	}
	for i, x := range xs {
		out = append(out, x+i)
	}
	for _, x := range xs {
		out = append(out, x, x)
	}
	for _, x := range xs {
		out = append(all[x], x)
	}
	for _, x := range &[2]int{1, 2} {
		out = append(out, x)
	}
	for _, x := range xs {
		if x > 0 {
			out = append(out, x)
		}
	}
	for i := range xs {
		out = append(out, i)
	}
	return out, runes
}

func captured(xs []int) func() []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return func() []int { return out }
}

func generic[S []int | []int8, T any](xs S, ys []T) (out []any) {
	for _, y := range ys {
		out = append(out, y)
	}
	return out
}

type box struct {
	list []string
	more []string
}

func keptBoxes(names []string) (all []*box) {
	b := &box{list: names}
	for _, name := range names {
		b.list = append(b.list, name)
	}
	c := &box{}
	for _, name := range names {
		c.more = append(c.more, name)
	}
	c.more = append(c.more, "last")
	d := &box{}
	for _, name := range d.more {
		d.list = append(d.list, name)
	}
	return []*box{b, c, d}
}

type holder struct{ f []int }

func capacity(xs []int) int {
	t := &holder{}
	for _, x := range xs {
		t.f = append(t.f, x)
	}
	return cap(t.f)
}

func wholeRoom(xs []int) []int {
	t := &holder{}
	for _, x := range xs {
		t.f = append(t.f, x)
	}
	return t.f[:cap(t.f)]
}
