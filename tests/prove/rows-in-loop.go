package p

//prove:with probe.Counts[:9], probe.Counts[:9]
func square(rows, columns int) [][]int {
	m := make([][]int, rows)
	for i := 0; i < rows; i++ {
		m[i] = make([]int, columns)
		if columns > 0 {
			m[i][columns-1] = i
		}
	}
	return m
}

// An append to one row leaves the next alone.
func appended(names []string) [][]int {
	m := make([][]int, len(names))
	for i := range m {
		m[i] = make([]int, 2)
		m[i][0] = i
	}
	for i := range m {
		m[i] = append(m[i], i)
	}
	return m
}

func distances(a, b string) int {
	if len(a) > 200 || len(b) > 200 {
		return 0
	}
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := range a {
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d[i+1][j+1] = min(d[i][j+1]+1, d[i+1][j]+1, d[i][j]+cost)
		}
	}
	return d[len(a)][len(b)]
}

func keyed(names []string) map[string][]byte {
	m := map[string][]byte{}
	for _, name := range names {
		m[name] = make([]byte, 8)
		copy(m[name], name)
	}
	return m
}

//prove:with probe.Counts[:9], _
func keys(n int, key []byte) (out [][]byte) {
	if len(key) > 100 {
		return nil
	}
	out = make([][]byte, n)
	for i := 0; i < n; i++ {
		out[i] = make([]byte, len(key)+1)
		copy(out[i], key)
	}
	return out
}
