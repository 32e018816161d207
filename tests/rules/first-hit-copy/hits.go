package p

import "errors"

type key struct{ a, b string }

type rule struct {
	key
	name string
	next *rule
}

type set struct{ rules []rule }

func (s *set) find(name, a string) (*rule, error) {
	// By name.
	for _, r := range s.rules {
		if r.name == name && (r.a == a || a == "") { // any
			return &r, nil
		}
	}
	return nil, errors.New("none")
}

func (s *set) following(n *rule) *rule {
	for _, r := range s.rules {
		if r.next == n {
			return &r
		}
	}
	return nil
}
