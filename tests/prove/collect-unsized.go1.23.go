package p

import (
	"maps"
	"slices"
)

func keys(m map[string]int) []string {
	return slices.Collect(maps.Keys(m))
}

func values(m map[int]string) []string {
	return slices.Collect(maps.Values(m))
}

func sorted(m map[int16]bool) (n int) {
	all := slices.Sorted(maps.Keys(m))
	for i, k := range all {
		n += i * int(k)
	}
	return n
}

func ranged(m map[string]int) (s string) {
	for i, k := range slices.Sorted(maps.Keys(m)) {
		if i > 100 {
			break
		}
		s += k
	}
	return s
}
