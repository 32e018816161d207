package p

import "errors"

const closed = "closed"

func find(names []string, name string) (int, string) {
	at, err := lookup(names, name)
	if err != nil {
		return at, err.Error()
	}
	return at, ""
}

//prove:skip
func lookup(names []string, name string) (int, error) {
	for i := range names {
		if names[i] == name {
			return i, nil
		}
	}
	return -1, errors.New("no such name")
}

func check(n int) error {
	if n < 0 {
		return errors.New(closed)
	}
	return nil
}
