package p

import "fmt"

type shape interface{ area(n int) int }

type square struct{ side, more int }

func (s square) area(n int) int { return s.side*s.side + n*s.more }

type id string

func (i id) String() string { return "id " + string(i) }

//go:noinline
func paint(s shape, price int) int {
	if s.area(1) > 100 {
		return 100 * price
	}
	return s.area(2) * price
}

//go:noinline
func show(prefix string, key fmt.Stringer) int {
	return len(prefix) + len(key.String())
}

//go:noinline
func known(key fmt.Stringer) bool {
	return key.String() != "id "
}

func total(sides []int) int {
	sum := 0
	for _, side := range sides {
		sum += paint(square{side, 2}, 2) + paint(square{side: side}, 1)
	}
	return sum
}

func shown(texts []string) (n int) {
	for _, text := range texts {
		n += show("id", id(text))
		if known(id(text)) {
			n++
		}
	}
	return n
}
