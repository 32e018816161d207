package p

import (
	"iter"
	"maps"
	"slices"
)

func keeps(m map[string]int, fs map[string]func(), next func() map[string]int, seq iter.Seq[string]) (sorted []string) {
	slices.Collect(seq)
	_ = slices.Collect(maps.Values(fs))
	_ = slices.Collect(maps.Keys(next()))
	one := slices.Collect(maps.Keys(m))[0] + "!"
	sorted = append(sorted, slices.Collect(maps.Keys(m))...)
	next()[one] = len(slices.Collect(maps.Values(m)))
	slices.Sorted(maps.Values(m))
	sorted = slices.Sorted(maps.Keys(m))
	observed := slices.Sorted(maps.Keys(m))
	if observed == nil {
		return sorted
	}
	return slices.Sorted(maps.Keys(m))
}

func generic[M map[K]int, K comparable](m M) []K { return slices.Collect(maps.Keys(m)) }

func handlers(m map[string][]func()) [][]func() {
	return slices.Collect(maps.Values(m))
}

// The package could not be named behind the variable.
func named(m map[int]bool) (n int) {
	slices := slices.Sorted(maps.Keys(m))
	for i, k := range slices {
		n += i * k
	}
	return n
}
