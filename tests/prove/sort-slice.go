package p

import "sort"

func ints(xs []int) []int {
	sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] })
	return xs
}

func stable(xs []string) []string {
	sort.SliceStable(xs, func(i, j int) bool { return xs[i] < xs[j] })
	return xs
}

func down(xs []int16) []int16 {
	sort.Slice(xs, func(i, j int) bool { return xs[i] > xs[j] })
	return xs
}

func downStable(xs []string) []string {
	sort.SliceStable(xs, func(i, j int) bool { return xs[i] > xs[j] })
	return xs
}

func boxed(xs []int, ys []string) {
	sort.Sort(sort.IntSlice(xs))
	sort.Sort(sort.StringSlice(ys))
}

type item struct {
	name string
	n    int8
}

func stableByField(xs []item) []item {
	sort.SliceStable(xs, func(i, j int) bool { return xs[i].n < xs[j].n })
	return xs
}

func byField(xs []item) []item {
	sort.Slice(xs, func(i, j int) bool { return xs[i].name < xs[j].name })
	return xs
}
