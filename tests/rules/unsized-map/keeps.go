package p

func sized(m map[string]int) map[string]int {
	out := make(map[string]int, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

func conditional(m map[string]int) map[string]int {
	out := make(map[string]int)
	for k, v := range m {
		if v > 0 {
			out[k] = v
		}
	}
	return out
}

func early(m map[string]int) map[string]int {
	out := make(map[string]int)
	for k, v := range m {
		if v < 0 {
			return nil
		}
		out[k] = v
	}
	return out
}

func channel(c chan int) map[int]bool {
	out := map[int]bool{}
	for x := range c {
		out[x] = true
	}
	return out
}

func literal(xs []int) map[int]bool {
	out := map[int]bool{1: true}
	for i := range xs {
		out[i] = true
	}
	return out
}

func few() map[int]bool {
	out := map[int]bool{}
	for i := range [8]int{} {
		out[i] = true
	}
	return out
}

func fresh(m map[string]int) map[string]int {
	out := map[string]int{}
	for k := range m {
		out = map[string]int{}
		out[k] = 1
	}
	return out
}
