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
