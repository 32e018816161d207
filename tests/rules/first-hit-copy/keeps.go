package p

type rule struct {
	name string
	n    int
}

func (r rule) is(name string) bool { return r.name == name }

func value(rules []rule, name string) (rule, bool) {
	for _, r := range rules {
		if r.name == name {
			return r, true
		}
	}
	return rule{}, false
}

func method(rules []rule, name string) *rule {
	for _, r := range rules {
		if r.is(name) {
			return &r
		}
	}
	return nil
}

func changes(rules []rule, name string) *rule {
	for _, r := range rules {
		if r.name == name {
			r.n++
			return &r
		}
	}
	return nil
}

func field(rules []rule, name string) *int {
	for _, r := range rules {
		if r.name == name {
			return &r.n
		}
	}
	return nil
}

func pointers(rules []*rule, name string) **rule {
	for _, r := range rules {
		if r.name == name {
			return &r
		}
	}
	return nil
}

func maps(rules map[string]rule, name string) *rule {
	for _, r := range rules {
		if r.name == name {
			return &r
		}
	}
	return nil
}

func whole(rules []rule, other rule) *rule {
	for _, r := range rules {
		if r == other {
			return &r
		}
	}
	return nil
}

func called(rules func() []rule, name string) *rule {
	for _, r := range rules() {
		if r.name == name {
			return &r
		}
	}
	return nil
}

func read(rules []rule, name string) (int, bool) {
	for _, r := range rules {
		if r.name == name {
			return r.n, true
		}
	}
	return 0, false
}
