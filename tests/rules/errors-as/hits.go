package p

import (
	"errors"
	"io/fs"
	"net"
)

type failure struct{ code int }

func (f failure) Error() string { return "failure" }

func code(err error) int {
	var f failure
	// Ours come first.
	if errors.As(err, &f) {
		return f.code
	}

	var path *fs.PathError
	if errors.As(err, &path) && path.Op == "open" {
		return 1
	}
	var timeout net.Error
	if errors.As(err, &timeout) && (timeout.Timeout() || timeout.Temporary()) {
		return 2
	} else {
		err = nil
	}
	var op *net.OpError
	if errors.As(errors.Unwrap(err), &op) {
		return 3 + len(op.Net)
	} else {
		return 4
	}
}

func taken(err error, ok bool) bool {
	var f failure
	if errors.As(err, &f) {
		return f.code > 0 && ok
	}
	return !ok
}

func negated(err error, quiet bool) int {
	var f failure
	if errors.As(err, &f) && !quiet {
		return f.code
	}
	return 0
}

func commented(err error) bool {
	var missing *fs.PathError
	if errors.As(err, &missing) {
		// It belongs to the block.
		return missing.Op == "open"
	}
	return false
}
