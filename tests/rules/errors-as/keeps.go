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
