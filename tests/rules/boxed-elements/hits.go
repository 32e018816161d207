package p

type point struct{ x, y int }

func all(names []string, sizes map[string]int64) []any {
	var all []any
	for _, name := range names {
		all = append(all, name)
		all = append(all, sizes[name])
	}
	return all
}

func points(n int) []interface{ area() int } {
	points := make([]interface{ area() int }, n)
	for i := range points {
		points[i] = point{i, i}
	}
	return points
}

func (p point) area() int { return p.x * p.y }
