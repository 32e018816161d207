package p

func filled(xs []int) []int {
	out := make([]int, len(xs))
	for i, x := range xs {
		out[i] = x
	}
	return out
}

func copied(xs []int) []int {
	out := make([]int, len(xs))
	copy(out, xs)
	for _, x := range xs {
		out = append(out, -x)
	}
	return out
}

func other(xs, ys []int) []int {
	out := make([]int, len(xs))
	for _, y := range ys {
		out = append(out, y)
	}
	return out
}

func again(a []int, n int) []int {
	all := make([]int, n)
	n = copy(all, a)
	all = all[:n]
	all = append(all, 1)
	return all
}

func constant(a []int) []int {
	all := make([]int, 0)
	all = append(all, a...)
	return all
}
