//go:build go1.22

package p

import (
	"fmt"
	"strings"
)

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

func notConstant(problems []string, err error) error {
	if len(problems) > 0 {
		return fmt.Errorf(problems[0] + ": " + strings.Join(problems[1:], ", "))
	}
	return fmt.Errorf(err.Error())
}
