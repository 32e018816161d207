package p

func list(names []string) string {
	s := ""
	for _, name := range names {
		s += name + "\n"
	}
	return s
}

//prove:with []int{0, 1, 2, 3, 8, 100}, nil
func repeat(n int, s string) (string, int) {
	var all string
	all += "<"
	for i := 0; i < n; i++ {
		all = all + s
	}
	all += ">"
	return all, len(all)
}

func started(first string, rows [][]string) string {
	s := "<" + first
	for i, row := range rows {
		var cells string
		if i > 0 {
			for _, cell := range row {
				cells += cell
			}
			s += cells
		}
	}
	return s + ">"
}

func behind(first string, names []string) string {
	s := first
	for _, name := range names {
		s += name
	}
	return s
}
