package p

import "fmt"

type page struct{ out []byte }

func (p *page) line(name string, size int) {
	p.out = append(p.out, fmt.Sprintf("%-20s %8d\n", name, size)...)
	p.out = append(p.out[:0], fmt.Sprint(name, size)...)
}

func all(b []byte, operands []any) []byte {
	b = append(b, fmt.Sprintf("%v %v", operands...)...)
	return append(b, fmt.Sprintln(
		operands, // all of them
	)...)
}

func nothing(b []byte) []byte { return append(b, fmt.Sprintln()...) }
