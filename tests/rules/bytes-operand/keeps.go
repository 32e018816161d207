package p

import (
	"fmt"
	"io"
)

type kind byte

type named []byte

func others(b []byte, r rune, n named, ks []kind) {
	fmt.Printf("%s %s %s", string(r), string(n), string(ks))
	fmt.Printf("%q %v %+v %T", string(b), string(b), string(b), string(b))
	fmt.Printf("%[1]s", string(b))
	fmt.Printf("%s %s", string(b))
	fmt.Printf("%s", string(b), 1)
	fmt.Println(string(b))
	fmt.Printf(string(b))
	fmt.Printf("%s", string(b)+"x")
	fmt.Printf("%z", string(b))
}

// What comes behind may change the bytes before they are printed.
func changes(b []byte, w io.Writer, next chan int, fill func([]byte) string) {
	fmt.Fprintf(w, "%s %s", string(b), fill(b))
	fmt.Fprintf(w, "%s %d", string(b), <-next)
}

// It is read at once, and printed later.
func later(b []byte) {
	defer fmt.Printf("%s", string(b))
	go fmt.Printf("%s", string(b))
	b[0] = 'x'
}

type evil struct{ b []byte }

func (e evil) String() string { e.b[0] = 'x'; return "" }

func methods(b []byte, err error, all []any) {
	fmt.Printf("%v %s", evil{b}, string(b))
	fmt.Printf("%v: %s", err, string(b))
	fmt.Printf("%v %s", []evil{{b}}, string(b))
	fmt.Printf("%s", append(all, string(b))...)
}

func made(n int) string {
	b := make([]byte, n)
	var room [16]byte
	return fmt.Sprintf("%s %s %s", string(b), string(room[:]), string([]byte{1, 2, byte(n)}))
}

func Sprintf(format string, operands ...any) {}

func own(b []byte) { Sprintf("%s", string(b)) }

func madeInLiteral(w io.Writer) {
	fmt.Fprintf(w, "%s\n", string(func() []byte { return make([]byte, 0, 9) }()))
}
