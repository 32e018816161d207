package p

import . "fmt"

type key int

func (k key) String() string { return "key" }

//go:noinline
func dotted(k Stringer) string { return k.String() + k.String() }

func two(k key) string { return dotted(k) + dotted(k) }

type shape interface{ area() float64 }

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }

type circle struct{ radius float64 }

func (c *circle) area() float64 { return 3 * c.radius * c.radius }

//go:noinline
func several(s shape) float64 { return 2 * s.area() }

//go:noinline
func pointer(s shape) float64 { return 2 * s.area() }

//go:noinline
func asserted(s shape) float64 {
	if _, ok := s.(square); ok {
		return 0
	}
	return s.area()
}

//go:noinline
func assigned(s shape) float64 {
	if s == nil {
		s = square{1}
	}
	return s.area()
}

//go:noinline
func handed(s shape) float64 { return several(s) }

//go:noinline
func Exported(s shape) float64 { return 2 * s.area() }

//go:noinline
func valued(s shape) float64 { return 2 * s.area() }

//go:noinline
func unused(s shape) float64 { return 2 * s.area() }

//go:noinline
func empty(s shape) float64 { return 2 * s.area() }

//go:noinline
func variadic(all ...shape) float64 { return all[0].area() }

func inlined(s shape) float64 { return s.area() }

func calls(c *circle) float64 {
	f := valued
	return several(square{1}) + several(c) + pointer(c) + asserted(square{1}) + assigned(square{1}) + handed(square{1}) +
		Exported(square{1}) + f(square{1}) + valued(square{2}) + empty(nil) + variadic(square{1}) + inlined(square{1})
}
