package p

type node struct {
	name  string
	names []string
	ids   []int
}

func ranged(columns []string) *node {
	n := &node{name: "n"}
	for i, column := range columns {
		if i%3 == 2 {
			continue
		}
		n.names = append(n.names, column)
	}
	return n
}

//prove:with probe.Counts
func counted(count int) node {
	n := node{}
	for i := 0; i < count; i++ {
		n.ids = append(n.ids, i)
	}
	return n
}

func passes(rows []int) *node {
	n := &node{}
	for len(rows) > 0 {
		row := rows[0]
		rows = rows[1:]
		n.ids = append(n.ids, row)
	}
	return n
}

func forever(rows []int) *node {
	n := &node{}
	for {
		if len(rows) == 0 {
			break
		}
		n.ids = append(n.ids, rows[0], 1)
		rows = rows[1:]
	}
	return n
}
