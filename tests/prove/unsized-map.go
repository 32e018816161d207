package p

type rec struct {
	id   int
	name string
}

type set map[string]bool

func copied(m map[string]int) map[string]int {
	out := make(map[string]int)
	for k, v := range m {
		out[k] = v
	}
	return out
}

func copiedLiteral(m map[int]string) map[int]string {
	out := map[int]string{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func floats(m map[float64]int) map[float64]int {
	out := make(map[float64]int)
	for k, v := range m {
		out[k] = v
	}
	return out
}

func indexed(recs []rec) map[int]rec {
	byIndex := map[int]rec{}
	for i, r := range recs {
		byIndex[i] = r
	}
	return byIndex
}

func nothing(xs []int) map[int]struct{} {
	m := make(map[int]struct{})
	for i := range xs {
		m[i] = struct{}{}
	}
	return m
}

// Nobody sees the map, so it can be on the stack.
func local(recs []rec) (total int) {
	byIndex := make(map[int]string)
	for i, r := range recs {
		byIndex[i] = r.name
	}
	for i, name := range byIndex {
		total += i * len(name)
	}
	return total
}

// The loop is not always reached.
func early(recs []rec, ok bool) map[int]rec {
	out := make(map[int]rec)
	if !ok {
		return nil
	}
	for i, r := range recs {
		out[i] = r
	}
	return out
}

func more(xs []int, y int) map[int]int {
	out := make(map[int]int)
	for i, x := range xs {
		out[i] = x
	}
	out[-1] = y
	return out
}

func array(xs *[20]int) map[int]int {
	out := make(map[int]int)
	for i, x := range xs {
		out[i] = x
	}
	return out
}

// Unsafe: names may repeat.
func names(names []string) set {
	s := set{}
	for _, n := range names {
		s[n] = true
	}
	return s
}

func ids(recs []rec) map[int]rec {
	byID := make(map[int]rec)
	for _, r := range recs {
		byID[r.id] = r
	}
	return byID
}
