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
