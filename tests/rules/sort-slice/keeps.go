package p

import "sort"

type event struct {
	name  string
	score float64
	inner struct{ n int }
}

func (e event) rank() int { return len(e.name) }

type names []string

func keeps(xs, ys []int, fs []float64, events []event, any_ any, bs [][]int, next func() []int) {
	sort.Slice(xs, func(i, j int) bool { return xs[j] < xs[i] })
	sort.Slice(xs, func(i, j int) bool { return ys[i] < ys[j] })
	sort.Slice(xs, func(i, j int) bool { return xs[i] <= xs[j] })
	sort.Slice(fs, func(i, j int) bool { return fs[i] < fs[j] })
	sort.Slice(events, func(i, j int) bool { return events[i].score < events[j].score })
	sort.Slice(events, func(i, j int) bool { return events[i].rank() < events[j].rank() })
	sort.Slice(events, func(i, j int) bool { return events[i].inner.n < events[j].inner.n })
	sort.Slice(bs, func(i, j int) bool { return len(bs[i]) < len(bs[j]) })
	sort.Slice(next(), func(i, j int) bool { return next()[i] < next()[j] })
	sort.Slice(xs, func(i, j int) bool {
		println(i, j)
		return xs[i] < xs[j]
	})
	sort.Sort(sort.Reverse(sort.IntSlice(xs)))
	sort.Sort(sort.Float64Slice(fs))
}

func shadowed(slices, xs []int) { sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] }) }

func anonymous(xs []struct{ n int }) {
	sort.Slice(xs, func(i, j int) bool { return xs[i].n < xs[j].n })
}
