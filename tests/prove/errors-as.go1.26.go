package p

import (
	"errors"
	"fmt"
	"io/fs"
)

type failure struct{ code int }

func (f failure) Error() string { return "failure" }

func chain(n int) error {
	switch n % 5 {
	case 0:
		return failure{n}
	case 1:
		return fmt.Errorf("wrapped: %w", failure{n})
	case 2:
		return &fs.PathError{Op: "open", Path: "p", Err: failure{n}}
	case 3:
		return errors.New("plain")
	}
	return nil
}

var errs = []error{chain(0), chain(1), chain(2), chain(3), chain(4), errors.Join(chain(3), chain(2))}

//prove:with []int{0, 1, 2, 3, 4, 5}
func value(n int) int {
	var f failure
	if errors.As(errs[n], &f) {
		return f.code
	}
	return -1
}

//prove:with []int{0, 1, 2, 3, 4, 5}
func pointer(n int) string {
	var path *fs.PathError
	if errors.As(errs[n], &path) {
		return path.Path
	} else {
		return "none"
	}
}

//prove:with []int{0, 1, 2, 3, 4, 5}
func condition(n int) string {
	var path *fs.PathError
	if errors.As(errs[n], &path) && path.Op == "open" {
		return path.Path
	}
	return ""
}

//prove:with []int{0, 1, 2, 3, 4, 5}
func branches(n int) string {
	var path *fs.PathError
	if errors.As(errs[n], &path) && path.Op == "open" {
		return path.Path
	} else {
		return "none"
	}
}
