//go:build go1.22

package p

import "fmt"

const prefix = "store: "

type store struct{ closed bool }

func (s *store) get(key string) (string, error) {
	if s.closed {
		return "", fmt.Errorf(prefix + "closed")
	}
	if key == "" {
		return "", fmt.Errorf(`no key`)
	}
	return "", fmt.Errorf("no such key: %q", key)
}

type record struct {
	name  string
	err   error
	other error
}

func severalLines(name string) []record {
	return []record{{
		err: fmt.Errorf(
			"alone"),
	}, {
		name: name,
		err: fmt.Errorf(
			"beside others"),
		other: nil,
	}}
}
