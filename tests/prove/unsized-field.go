package p

type index struct {
	names []string
	ids   []int
}

//prove:skip
func (x *index) add(names []string) {
	for _, name := range names {
		x.names = append(x.names, name)
	}
}

func one(names []string) *index {
	x := new(index)
	x.add(names)
	return x
}

func several(all [][]string) []string {
	x := &index{names: make([]string, 0, 2)}
	for _, names := range all {
		x.add(names)
	}
	return x.names
}

func fill(x index, rows [][]int) index {
	for i := 0; i < len(rows); i++ {
		x.ids = append(x.ids, len(rows[i]))
	}
	return x
}
