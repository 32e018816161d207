package p

import "example.com/other"

type tight struct {
	name string
	size int64
	seen bool
}

type same struct {
	seen       bool
	a, b, c, d int64
	last       bool
}

type unknown struct {
	seen bool
	name other.Name
	last bool
}

type number int

type generic[T any] struct {
	seen  bool
	value T
	last  bool
}

type empty struct{}

type (
	grouped struct {
		seen bool
		name string
		last bool
	}
)
