package p

type point struct{ x, y int }

func values(n int) []point {
	var line []point
	for i := 0; i < n; i++ {
		line = append(line, point{x: i})
	}
	return line
}

func any_(n int) []any {
	var line []any
	for i := 0; i < n; i++ {
		line = append(line, &point{x: i})
	}
	return line
}

func one() []*point {
	var line []*point
	line = append(line, &point{})
	return line
}

func named(names []string) map[string]*point {
	m := map[string]*point{}
	for _, name := range names {
		m[name] = &point{}
	}
	return m
}

type line struct{ points []*point }

func (l *line) add(n int) {
	for i := 0; i < n; i++ {
		l.points = append(l.points, &point{x: i})
	}
}
