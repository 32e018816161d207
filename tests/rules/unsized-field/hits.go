//go:build go1.22

package p

type entry struct {
	name string
	tags []int
}

type index struct {
	names []string
	ids   []int
}

// add takes all of them.
func (x *index) add(entries []entry) {
	// In their order.
	for _, e := range entries {
		x.names = append(x.names, e.name) // one each
	}
}

func fill(x index, n [4]entry) index {
	for i := 0; i < len(n); i++ {
		e := n[i]
		x.ids = append(x.ids, len(e.tags))
	}
	return x
}

func (x *index) each(all map[string]entry) {
	for key := range all {
		x.names = append(x.names, key)
	}
}

func (x *index) itself() {
	for _, name := range x.names {
		x.names = append(x.names, name)
	}
}
