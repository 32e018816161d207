package p

type node struct {
	name  string
	names []string
}

func returned(columns []string) *node {
	n := &node{}
	for _, column := range columns {
		if column == "" {
			return n
		}
		n.names = append(n.names, column)
	}
	return n
}

func positional(columns []string) *node {
	n := &node{"n", nil}
	for _, column := range columns {
		n.names = append(n.names, column)
	}
	return n
}

func other(n *node, columns []string) *node {
	m := &node{}
	for _, column := range columns {
		n.names = append(n.names, column)
	}
	return m
}

func looked(columns []string) *node {
	n := &node{}
	for len(n.names) < len(columns) {
		n.names = append(n.names, "x")
	}
	return n
}

func inner(columns []string) *node {
	n := &node{}
	for _, column := range columns {
		if column != "" {
			n.names = append(n.names, column)
		}
	}
	return n
}
