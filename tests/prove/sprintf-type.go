package p

import "fmt"

type node struct {
	name string
	next *node
}

func pointer(name string) string { return fmt.Sprintf("%T", &node{name: name}) }

func value(name string) string { return fmt.Sprintf("%T", node{name: name}) }

func slice(sizes []int) string { return fmt.Sprintf("%T", sizes) }

func text(text string) string { return fmt.Sprintf("%T", text)[2:] }

func number(n int) string { return fmt.Sprintf("%T", n) + ":" }

var values = []any{"text", 1000, []string{"a"}, &node{}}

//prove:with []int{0, 1, 2, 3}
func dynamic(n int) string { return fmt.Sprintf("%T", values[n]) }
