package p

func ranged(rows [][]int) (n int) {
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

func literal(rows [][]string) (n int) {
	for i := 0; i < len(rows); i++ {
		groups := map[string]int{}
		for j, v := range rows[i] {
			groups[v] += j
		}
		for key, group := range groups {
			n += group * len(key)
		}
	}
	return n
}

//prove:with nil, []int{-1, 0, 9, 100}
func sized(rows [][]int, size int) (n int) {
	for {
		if len(rows) == 0 {
			return n
		}
		counts := make(map[int]int, size)
		for _, v := range rows[0] {
			counts[v]++
		}
		rows = rows[1:]
		n += len(counts)
	}
}

func floats(rows [][]float64) (n int) {
	for _, row := range rows {
		seen := make(map[float64]bool)
		for _, v := range row {
			seen[v] = true
		}
		n += len(seen)
	}
	return n
}

func replaced(words []string) (most int) {
	counts := make(map[string]int)
	for _, word := range words {
		counts[word]++
		if len(counts) >= 12 {
			for _, count := range counts {
				if count > most {
					most = count
				}
			}
			counts = make(map[string]int)
		}
	}
	return most + len(counts)
}

//prove:with []int{-1, 0, 9, 100}
func fronts(rounds int) (n int) {
	front, next := map[int]bool{0: true}, 0
	var seen = map[int]int{}
	for i := 0; i < rounds; i++ {
		for j := 0; j < 20; j++ {
			seen[j*i%17]++
		}
		n += len(seen) + len(front) + next
		seen = map[int]int{}
	}
	return n
}
