package p

import "strings"

type celsius float64

type pair struct {
	a, b int
	next *pair
}

var global, other = 1, "s"
//  ^^^^^^ int
var table = map[string][]pair{}
//  ^^^^^ map[string][]pair
var explicit celsius = 3
//  ^^^^^^^^ celsius
const limit = 10
//    ^^^^^ untyped int
const typed int64 = limit
//    ^^^^^ int64
//    ^^^^^ const 10
var fromCall, fromCall2 = two()
//            ^^^^^^^^^ error
//  ^^^^^^^^ int
var fn = func(x int) string { return "" }
//  ^^ func(int) string

func two() (int, error) { return 0, nil }

func (c celsius) warm() bool { return c > 20 }
//                                    ^^^^^^ untyped bool

func declared(p *pair, names ...string) (n int, err error) {
	_ = p.next.a
	//  ^^^^^^^^ int
	//  ^^^^^^ *pair
	//  ^ *pair
	_ = names
	//  ^^^^^ []string
	_, _ = n, err
	//     ^ int
	//        ^^^ error
	x := 5
	//< int
	y, z := two()
	// ^ error
	//< int
	var w, v = 1.5, 'r'
	//  ^ float64
	//     ^ int32
	var u uint8
	//  ^ uint8
	var i interface{} = u
	//  ^ any
	s, ok := i.(string)
	//< string
	// ^^ bool
	m := table["k"]
	//< []pair
	el, found := table["k"]
	//<< []pair
	//  ^^^^^ bool
	ch := make(chan celsius, 1)
	//<< chan celsius
	got, more := <-ch
	//<<< celsius
	//   ^^^^ bool
	f := declared
	//< func(*pair, ...string) (int, error)
	lit := func() (a, b int) { return }
	//<<< func() (int, int)
	q, r := lit()
	//< int
	// ^ int
	_ = []any{x, y, z, w, v, s, ok, m, el, found, got, more, f, q, r}
	{
		x := "shadow"
		//< string
		_ = x
		//  ^ string
	}
	_ = x
	//  ^ int
	if x := p.a; x > 0 {
		_ = x
		//  ^ int
	} else if x := "else"; x != "" {
		_ = x
		//  ^ string
	}
	x, fresh := 7, 'a'
	//< int
	// ^^^^^ int32
	_ = fresh
	var arr [limit]string
	//  ^^^ [10]string
	const local = 2
	var grid [local * 2][3]bool
	//  ^^^^ [4][3]bool
	_, _ = arr, grid
	var _, blank = two()
	//     ^^^^^ error
	_ = strings.ToUpper
	return
}

func selects(a <-chan int, b chan<- string) {
	select {
	case v, ok := <-a:
	//   ^ int
	//      ^^ bool
		_, _ = v, ok
	case b <- "x":
	//   ^ chan<- string
	}
}

func loops(xs []string, arr [4]pair, ptr *[2]byte, m map[celsius]bool, s string, c chan pair, n uint16) {
	for i, x := range xs {
	//  ^ int
	//     ^ string
		_, _ = i, x
	}
	for i, x := range arr {
	//     ^ pair
		_, _ = i, x
	}
	for i, x := range ptr {
	//  ^ int
	//     ^ uint8
		_, _ = i, x
	}
	for k, v := range m {
	//  ^ celsius
	//     ^ bool
		_, _ = k, v
	}
	for i, r := range s {
	//  ^ int
	//     ^ int32
		_, _ = i, r
	}
	for v := range c {
	//  ^ pair
		_ = v
	}
	for i := range n {
	//  ^ uint16
		_ = i
	}
	for i := range 10 {
	//  ^ int
		_ = i
	}
	for i := range limit {
	//  ^ int
		_ = i
	}
	var seq func(func(int, string) bool)
	for k, v := range seq {
	//  ^ int
	//     ^ string
		_, _ = k, v
	}
	var one func(yield func(celsius) bool)
	for v := range one {
	//  ^ celsius
		_ = v
	}
	for i := 0; i < 3; i++ {
	//          ^^^^^ untyped bool
	//  ^ int
		_ = i
	}
	var k string
	for k = range map[string]int{} {
	//  ^ string
	}
outer:
	for i := range xs {
		for outer := range xs[i] {
		//  ^^^^^ int
			_ = outer
			continue outer
		}
	}
}

func switches(v any, e error) {
	switch x := v.(type) {
	case int:
		_ = x
		//  ^ int
	case string, []byte:
		_ = x
		//  ^ any
	case nil:
		_ = x
		//  ^ any
	case *pair:
		_ = x.next
		//  ^^^^^^ *pair
	case func(int) error:
		_ = x(1)
		//  ^^^^ error
	case error:
		_ = x.Error()
		//  ^^^^^^^^^ string
	default:
		_ = x
		//  ^ any
	}
	switch y := e.(type) {
	default:
		_ = y
		//  ^ error
	}
	type local struct{ n int }
	switch z := v.(type) {
	case local:
		_ = z.n
		//  ^ local
		//  ^^^ int
	}
}

func itself() {
	x := x
	//< unknown: undeclared-name
	var y = y
	//  ^ unknown: undeclared-name
	_, _ = x, y
}

var loopA = loopB
//  ^^^^^ unknown: cycle
var loopB = loopA
//  ^^^^^ unknown: cycle
