package p

var kept map[int]bool

func returned(rows []int) map[int]bool {
	for _, row := range rows {
		seen := map[int]bool{}
		seen[row] = true
		return seen
	}
	return nil
}

func stored(rows []int) {
	for _, row := range rows {
		seen := map[int]bool{}
		seen[row] = true
		kept = seen
	}
}

func copied(rows []int) (n int) {
	last := map[int]bool{}
	for _, row := range rows {
		seen := map[int]bool{}
		seen[row] = true
		n += len(last)
		last = seen
	}
	return n
}

func nested(rows []int) (all map[int]map[int]bool) {
	all = map[int]map[int]bool{}
	for _, row := range rows {
		seen := map[int]bool{}
		all[row] = seen
	}
	return all
}

func handedOn(rows []int) {
	for _, row := range rows {
		seen := map[int]bool{}
		seen[row] = true
		keep(seen)
	}
}

func keep(seen map[int]bool) { kept = seen }

func sized(rows [][]int) (n int) {
	for _, row := range rows {
		seen := make(map[int]bool, len(row))
		for _, v := range row {
			seen[v] = true
		}
		n += len(seen)
	}
	return n
}

func shadowed(rows []int) (n int) {
	for _, row := range rows {
		seen := map[int]bool{}
		seen[row] = true
		if n := len(seen); n > 0 {
			seen := 1
			_ = seen
		}
	}
	return n
}

func cleared(rows [][]int) (n int) {
	for _, row := range rows {
		seen := map[int]bool{}
		for _, v := range row {
			clear(seen)
			seen[v] = true
		}
	}
	return n
}

func parameter(words []string, counts map[string]int) (n int) {
	for _, word := range words {
		counts[word]++
		if len(counts) >= 100 {
			n += len(counts)
			counts = make(map[string]int)
		}
	}
	return n
}

func ranged(all []map[string]int) (n int) {
	for _, counts := range all {
		for range 3 {
			n += len(counts)
			counts = make(map[string]int)
		}
	}
	return n
}
