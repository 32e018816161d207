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

func longest(m map[string]int) (n int) {
	names := slices.Collect(maps.Keys(m))
	for _, name := range names {
		n = max(n, len(name))
	}
	return n
}

func sum(m map[int]string) (n int) {
	texts := slices.Collect(maps.Values(m))
	for _, text := range texts {
		n += len(text)
	}
	return n
}
