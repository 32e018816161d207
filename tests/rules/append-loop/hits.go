package p

type id int

type ids []id

type node struct {
	own  ids
	kids []*node
}

func (n *node) collect(out []id) []id {
	for _, own := range n.own {
		out = append(out, own)
	}
	for _, x := range n.kids[0].collect(nil) {
		out = append(out, x)
	}

	// Once more.
	for _, x := range out {
		out = append(out, x) // itself
	}
	return out
}

func parts(b []byte, s []byte) (out []byte) {
	out = b
	for _, c := range s[1:] {
		out = append(out, c)
	}
	return out
}

func sum(a, b []int) (n int) {
	all := a
	for _, x := range b {
		all = append(all, x)
	}
	for _, x := range all {
		n += x
	}
	return n
}

func fresh(xs ids) (out []id) {
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

type box struct {
	name string
	list []string
	more []string
}

func newBox(names []string) *box {
	b := &box{name: "box"}
	for _, name := range names {
		b.list = append(b.list, name)
	}
	return b
}

func boxOf(names []string) box {
	b := box{list: names}
	for _, name := range names[1:] {
		b.more = append(b.more, name)
	}
	return b
}
