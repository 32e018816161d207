package p

import "fmt"

type shape interface {
	area() float64
	name() string
}

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }
func (s square) name() string  { return "square" }

type id string

func (i id) String() string { return string(i) }

//go:noinline
func paint(s shape, price float64) float64 {
	defer s.name()
	if s.area() > 100 {
		return 100 * price
	}
	return s.area() * price
}

//go:noinline
func show(prefix string, key fmt.Stringer) {
	println(prefix, key.String())
}

//go:noinline
func known(key fmt.Stringer) bool {
	return func() bool { return key.String() != "" }()
}

func all(sides []float64, ids []id) float64 {
	sum := 0.0
	for _, side := range sides {
		sum += paint(square{side}, 2) + paint(square{side: 1}, 1)
	}
	for _, i := range ids {
		show("id", i)
		known(i)
	}
	return sum
}
