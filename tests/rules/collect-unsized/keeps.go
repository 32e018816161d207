package p

import (
	"iter"
	"maps"
	"slices"
)

func keeps(m map[string]int, fs map[string]func(), next func() map[string]int, seq iter.Seq[string]) (sorted []string) {
	slices.Collect(seq)
	slices.Collect(maps.Values(fs))
	slices.Collect(maps.Keys(next()))
	slices.Sorted(maps.Values(m))
	sorted = slices.Sorted(maps.Keys(m))
	observed := slices.Sorted(maps.Keys(m))
	if observed == nil {
		return sorted
	}
	return slices.Sorted(maps.Keys(m))
}

func generic[M map[K]int, K comparable](m M) []K { return slices.Collect(maps.Keys(m)) }
