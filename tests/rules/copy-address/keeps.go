package p

type item struct {
	n    int
	data [4]int
}

func (i *item) grow() { i.n++ }

func (i item) size() int { return i.n }

func called(items []item) (all []*item) {
	for _, it := range items {
		it.grow()
		all = append(all, &it)
	}
	return all
}

func copied(items []item) (all []*item, sum []item) {
	for _, it := range items {
		all = append(all, &it)
		sum = append(sum, it)
	}
	return all, sum
}

func written(items []item) (all []*item) {
	for _, it := range items {
		it.data[0] = 1
		all = append(all, &it)
	}
	return all
}

func field(items []item) (all []*int) {
	for _, it := range items {
		all = append(all, &it.n)
	}
	return all
}

func other(items []item, more func() []item) (all []*item) {
	for _, it := range items {
		all = append(all, &it)
		items = more()
	}
	return all
}

func made(more func() []item) (all []*item) {
	for _, it := range more() {
		all = append(all, &it)
	}
	return all
}

func array(items [3]item) (all []*item) {
	for _, it := range items {
		all = append(all, &it)
	}
	return all
}

func numbers(ns []int) (all []*int) {
	for _, n := range ns {
		all = append(all, &n)
	}
	return all
}

func read(items []item) (n int) {
	for _, it := range items {
		p := it
		n += p.n + p.size()
	}
	return n
}
