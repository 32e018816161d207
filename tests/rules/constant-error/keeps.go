package p

import (
	"errors"
	other "example.com/errors"
	"fmt"
)

var errEmpty = errors.New("empty")

func init() {
	known["x"] = errors.New("once")
}

var known = map[string]error{"": errors.New("none")}

func text(name string) error {
	return errors.New("no name " + name)
}

func own(name string) error {
	const text = "no name"
	return errors.New(text)
}

func formatted(name string) error {
	return fmt.Errorf("no name %s", name)
}

func another() error {
	return other.New("text")
}

func shadowed(errors interface{ New(string) error }) error {
	return errors.New("text")
}
