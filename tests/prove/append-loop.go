package p

func appended(out []string, xs []string) []string {
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func fresh(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

func twice(xs []int16) []int16 {
	for _, x := range xs {
		xs = append(xs, x)
	}
	return xs
}

func local(xs []int) (n int) {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	for i, x := range out {
		n += i * x
	}
	return n
}

type box struct {
	name string
	list []string
}

func newBox(names []string) *box {
	b := &box{name: "box"}
	for _, name := range names {
		b.list = append(b.list, name)
	}
	return b
}
