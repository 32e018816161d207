package p

import "fmt"

type node struct{ next *node }

func (n *node) String() string { return "node" }

type Error string

func (e Error) Error() string { return string(e) }

func (n *node) Name() string { return fmt.Sprintf("%T", n)[1:] }

func names(n node, e Error, f func(int) error, c chan<- int, a *[4]int) []string {
	return []string{
		fmt.Sprintf("%T", n),
		fmt.Sprintf("%T", e), // a comment
		fmt.Sprintf("%T", &e),
		fmt.Sprintf("%T", f),
		fmt.Sprintf("%T", c),
		fmt.Sprintf("%T", a),
		fmt.Sprintf("%T", a[1:]),
		fmt.Sprintf("%T", struct{ string }{}),
		fmt.Sprintf("%T", 1<<3),
		fmt.Sprintf("%T", 'x') + fmt.Sprintf("%T", 1.5) + fmt.Sprintf("%T", "s"),
	}
}

func several(err error, s fmt.Stringer, x any) string {
	return fmt.Sprintf("%T", err) + fmt.Sprintf("%T", s) + fmt.Sprintf("%T", x)
}
