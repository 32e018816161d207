package p

import "fmt"

type row struct{ cells []string }

func table(rows []row, n int) (string, int) {
	var out string
	out += "<table>"
	for _, row := range rows {
		out += "<tr>"
		for _, cell := range row.cells {
			out = out + cell // one cell
		}
	}
	out += "</table>"
	fmt.Println(out, len(out))

	line := ""
	for i := 0; i < n; i++ {
		line += fmt.Sprint(i)
	}
	return out + line, len(line)
}

// It starts with some text, and the loop stands deeper.
func started(name string, rows [][]string) string {
	s := "<" + name
	for i, row := range rows {
		var cells string
		if i > 0 {
			for _, cell := range row {
				cells += cell
			}
			s += cells
		}
	}
	if len(s) > 10 {
		return s + "…"
	}
	return s + ">"
}
