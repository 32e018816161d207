package p

type rule struct {
	name string
	n    int
}

func find(rules []rule, name string) *rule {
	for _, r := range rules {
		if r.name == name {
			return &r
		}
	}
	return nil
}

func fresh(rules []rule, n int) (*rule, bool) {
	for _, r := range rules {
		if r.n == n || r.n > n && r.name != "" {
			return &r, true
		}
	}
	return nil, false
}
