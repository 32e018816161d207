package p

import (
	"errors"
	"io/fs"
	"net"
)

type other struct{}

func (*other) Error() string { return "" }

func keeps(err error) error {
	var a *fs.PathError
	if errors.As(err, &a) {
		err = nil
	}
	var b interface{ Temporary() bool }
	if errors.As(err, &b) {
		return nil
	}
	var c *fs.PathError
	if !errors.As(err, &c) {
		return c
	}
	var d, e *fs.PathError
	if errors.As(err, &d) {
		return d
	}
	var f *fs.PathError
	if errors.As(f, &f) {
		return f
	}
	var g *net.OpError = nil
	if errors.As(err, &g) {
		return g
	}
	var h other
	if errors.As(err, &h) {
		return &h
	}
	var i *net.OpError
	if errors.As(err, &i) {
		return nil
	}
	if a != nil {
		return e
	}
	return nil
}

func severalLines(err error) bool {
	var slow interface {
		error
		Timeout() bool
	}
	if errors.As(err, &slow) {
		return slow.Timeout()
	}
	return false
}

type wrapped struct{ error }

type bare = struct{ error }

// What has a name is found by errors.As, and by no assertion.
func unnamed(err error) bool {
	var e bare
	if errors.As(err, &e) {
		return e.error != nil
	}
	var s struct{ error }
	if errors.As(err, &s) {
		return s.error != nil
	}
	return errors.As(err, new(wrapped))
}

func parameter[E error](err error) string {
	var e E
	if errors.As(err, &e) {
		return e.Error()
	}
	return ""
}
