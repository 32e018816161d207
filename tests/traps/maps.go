// Maps.
package p

import "maps"

// Whether anything is put in is not known.
func someKeys(words []string) map[string]bool {
	seen := make(map[string]bool)
	for _, w := range words {
		if w != "" {
			seen[w] = true
		}
	}
	return seen
}

// All rounds may have the same key: a size for all of them is never given back.
func counted(words []string) map[string]int {
	count := map[string]int{}
	for _, w := range words {
		count[w]++
	}
	return count
}

// The size of eight entries is there from the start.
// said: unsized-map no-gain
func small() map[int]bool {
	m := map[int]bool{}
	for i := range 8 {
		m[i] = true
	}
	return m
}

// Others may hold the old map.
func renewed(m map[string]int) map[string]int {
	old := m
	m = make(map[string]int, len(old))
	return m
}

// Clone of nil is nil, and writing to it panics.
func copyOf(m map[string]int) map[string]int {
	c := make(map[string]int, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

// A NaN is no key that could be looked up or deleted again.
func emptied(m map[float64]int) {
	for k := range m {
		delete(m, k)
	}
	maps.DeleteFunc(m, func(float64, int) bool { return true })
}

// A set of bools is as large as one of empty structs since Go 1.24, and reads otherwise.
// said: unsized-map unsafe
func set(words []string, w string) bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m[w]
}

// The map is read while it is filled.
// said: unsized-map early-exit
func looked(words []string) map[string]int {
	m := make(map[string]int)
	for i, w := range words {
		if _, ok := m[w]; ok {
			break
		}
		m[w] = i
	}
	return m
}

// Each round has a map of its own, and somebody keeps it.
// said: map-in-loop kept-elsewhere
func keptMaps(words []string) []map[string]int {
	all := make([]map[string]int, len(words))
	for i, w := range words {
		m := map[string]int{}
		m[w] = len(w)
		all[i] = m
	}
	return all
}

// It is made of constants, and changed.
// said: map-in-function more-than-read
func changedTable(w string) int {
	table := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}
	table[w]++
	return table[w]
}

// It is made of constants, and handed out.
// said: map-in-function more-than-read
func givenTable() map[string]int {
	return map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}
}

// It holds what the function was given.
func ownTable(w string, n int) int {
	return map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": n}[w]
}
