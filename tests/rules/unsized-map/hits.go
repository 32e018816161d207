package p

type rec struct{ id int }

type set map[string]bool

func copied(m map[string]int) map[string]int {
	out := make(map[string]int)
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
