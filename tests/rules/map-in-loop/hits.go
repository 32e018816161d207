package p

import "sort"

type key struct{ a, b int }

func ranged(rows map[string][]int) (n int) {
	for _, row := range rows {
		seen := make(map[int]bool)
		for _, v := range row {
			if _, ok := seen[v]; !ok {
				n++
			}
			seen[v] = true
		}
		delete(seen, 0)
		n += len(seen)
	}
	return n
}

func literal(rows [][]int) (names []string) {
	for i := 0; i < len(rows); i++ {
		groups := map[key][]string{}
		for j, v := range rows[i] {
			k := key{v, j % 3}
			groups[k] = append(groups[k], "x")
		}
		for _, group := range groups {
			names = append(names, group...)
		}
		sort.Strings(names)
	}
	return names
}

func sized(next func() []int, size int) (n int) {
	for {
		row := next()
		if row == nil {
			return n
		}
		counts := make(map[int]int, size)
		for _, v := range row {
			counts[v]++
		}
		n += most(counts)
	}
}

func most(counts map[int]int) (n int) {
	for _, count := range counts {
		if count > n {
			n = count
		}
	}
	return n
}

func replaced(words []string) (most int) {
	counts := make(map[string]int)
	for _, word := range words {
		counts[word]++
		delete(counts, "")
		if len(counts) >= 100 {
			for _, count := range counts {
				most = max(most, count)
			}
			counts = make(map[string]int, len(counts)) // of the next batch
		}
		if word == "." {
			counts = map[string]int{}
		}
	}
	return most
}
