package p

const planes = 3

type cell struct{ value, count int }

func constant(names []string) map[string][]byte {
	m := map[string][]byte{}
	for _, name := range names {
		m[name] = make([]byte, 8)
		copy(m[name], name)
	}
	return m
}

func both(values, counts [][]int, side int) {
	for i := 0; i < planes; i++ {
		values[i] = make([]int, side)
		counts[i] = make([]int, 2*side)
	}
}

func commented(columns int) [][]cell {
	cells := make([][]cell, columns)
	for i := range columns {
		// One more for the border.
		cells[i] = make([]cell, columns+1)
		if len(cells[i]) == 0 {
			continue
		}
		cells[i][0].count = 1
	}
	return cells
}

func counted(rows []string, headers []string) [][]string {
	table := make([][]string, len(rows))
	for n := 0; n < len(rows); n++ {
		table[n] = make([]string, len(headers))
		for i := range headers {
			if i == n {
				break
			}
			table[n][i] = rows[n]
		}
	}
	return table
}

func assigned(n int, key []byte) (out [][]byte) {
	out = make([][]byte, n)
	for i := 0; i < n; i++ {
		out[i] = make([]byte, len(key)+1)
		copy(out[i], key)
	}
	return out
}

func taken(n int, key string) [][]int {
	backing, width := 1, 2
	m := make([][]int, n)
	for i := range n {
		m[i] = make([]int, len(key))
		m[i][0] = backing + width
	}
	return m
}

func simple(n, w int) [][]int {
	m := make([][]int, n)
	for i := range n {
		m[i] = make([]int, w)
	}
	return m
}

func empty(n int) [][]int {
	m := make([][]int, n)
	for i := range n {
		m[i] = make([]int, 0)
	}
	return m
}
