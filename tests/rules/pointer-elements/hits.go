package p

type point struct{ x, y int }

func line(n int) []*point {
	var line []*point
	for i := 0; i < n; i++ {
		line = append(line, &point{x: i})
	}
	return line
}

func grid(w, h int) [][]*point {
	var rows [][]*point
	for y := 0; y < h; y++ {
		row := make([]*point, w)
		for x := range row {
			row[x] = &point{x, y}
		}
		rows = append(rows, row)
	}
	return rows
}
