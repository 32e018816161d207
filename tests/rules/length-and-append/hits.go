package p

type row struct{ cells []string }

func flat(rows []row) []string {
	out := make([]string, len(rows))
	n := 0
	for _, r := range rows {
		n += len(r.cells)
		out = append(out, r.cells[0])
	}
	return out[:n]
}

func join(a, b []int) []int {
	all := make([]int, len(a))
	copy(all, a)
	println(len(all))
	all = append(all, b...)
	return all
}
