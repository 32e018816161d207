package p

import (
	"errors"
	"fmt"
)

const closed = "use of closed store"

type store struct {
	names  []string
	closed bool
}

// Find says where a name is.
func (s *store) Find(name string) (int, error) {
	if s.closed {
		return 0, errors.New(closed)
	}
	for i := range s.names {
		if s.names[i] == name {
			return i, nil
		}
	}
	return 0, errors.New("p: can't find a name that is longer than it should be") // as always
}

func (s *store) Close() error {
	if s.closed {
		return fmt.Errorf("closing: %w", errors.New("already closed"))
	}
	s.closed = true
	return nil
}

func twice(n int) error {
	switch {
	case n < 0:
		return errors.New("out of range")
	case n > 9:
		return errors.New("out of range")
	}
	return errors.New("...")
}
