package p

import (
	"fmt"
	str "strings"
	"unsafe"

	"example.com/other/pkg"
)

type string2 = string
type len2 int
type T struct{ next *T }

func shadows(len func(int) string, x any, fmt T, make int) {
	_ = len(1)
	//  ^^^^^^ string
	type string int
	var s string
	//  ^ string
	_ = s
	//  ^ under int
	//  ^ exact string no
	_ = fmt.next
	//  ^^^^^^^^ *T
	nil := 3
	_ = nil
	//  ^^^ int
	true := "yes"
	_ = true
	//  ^^^^ string
	append := func(a, b int) bool { return false }
	_ = append(1, 2)
	//  ^^^^^^^^^^^^ bool
	var y string2
	//  ^ string
	//  ^ exact string yes
	_ = y
	int := func(f float64) []rune { return nil }
	_ = int(2)
	//  ^^^^^^ []int32
	iota := 1.5
	_ = iota
	//  ^^^^ float64
}

func typesInside() {
	type T struct{ n int }
	var t T
	_ = t.n
	//  ^^^ int
	//  ^ T
	{
		type T []T
		var t T
		_ = t[0][0]
		//  ^^^^^^^ T
		//  ^ kind slice
	}
	var u struct{ T T }
	_ = u.T.n
	//  ^^^^^ int
	//  ^ struct{T T}
}

func literalKeys(x int) {
	type point struct{ x, y float32 }
	_ = point{x: 1}
	//  ^^^^^^^^^^^ point
	_ = map[int]string{x: ""}
	//                 ^ int
	_ = [...]string{x2: "a"}
	//  ^^^^^^^^^^^^^^^^^^^^ [4]string
}

const x2 = 3

func foreign(a pkg.Thing, b []pkg.Thing, c map[string]*pkg.Thing, d func(pkg.Thing) int, e pkg.Generic[int]) {
	_ = a
	//  ^ pkg.Thing
	//  ^ kind unknown: unknown-import
	//  ^ exact int unknown
	_ = b
	//  ^ []pkg.Thing
	_ = b
	//  ^ kind slice
	_ = b[0]
	//  ^^^^ pkg.Thing
	_ = a.Field
	//  ^^^^^^^ unknown: unknown-import
	_ = a.hidden
	//  ^^^^^^^^ unknown: unknown-member
	_ = pkg.Call()
	//  ^^^^^^^^^^ unknown: unknown-import
	_ = c["x"]
	//  ^^^^^^ *pkg.Thing
	_ = d(a)
	//  ^^^^ int
	_ = &a
	//  ^^ *pkg.Thing
	_ = *c["y"]
	//  ^^^^^^^ pkg.Thing
	_ = a + 1
	//  ^^^^^ pkg.Thing
	_ = a == a
	//  ^^^^^^ untyped bool
	_ = pkg.Thing{}
	//  ^^^^^^^^^^^ pkg.Thing
	_ = []pkg.Thing{{}}
	//              ^^ pkg.Thing
	_ = e
	//  ^ pkg.Generic[int]
	x := pkg.New()
	//< unknown: unknown-import
	_ = x
	for _, t := range b {
	//     ^ pkg.Thing
		_ = t
	}
	_ = fmt.Sprint(x) == str.ToUpper("")
}

type embedsForeign struct {
	pkg.Thing
	own int
}

func (e embedsForeign) Own() {}

func promoted(e embedsForeign, f struct{ inner embedsForeign }) {
	_ = e.own
	//  ^^^^^ int
	_ = e.Thing
	//  ^^^^^^^ pkg.Thing
	_ = e.Name
	//  ^^^^^^ unknown: unknown-import
	_ = e.missing
	//  ^^^^^^^^^ unknown: unknown-member
	_ = e
	//  ^ has Own yes
	//  ^ has String unknown
	//  ^ lock unknown
	//  ^ pointers unknown
	//  ^ size unknown
	_ = f.inner.own
	//  ^^^^^^^^^^^ int
}

func urls(url string2) (T *T) {
	_ = T
	//  ^ *T
	_ = url
	//  ^^^ string
	return
}

func written(xs []T, m map[string]pkg.Thing, n []len2) {
	_ = xs
	//  ^^ written []T
	_ = m
	//  ^ written map[string]pkg.Thing
	{
		type T int
		_ = xs
		//  ^^ written unknown: cannot-name-type
		pkg := 1
		_ = m
		//  ^ written unknown: cannot-name-type
		_ = pkg
		string := 1
		_ = string
		_ = m
		//  ^ written unknown: cannot-name-type
		_ = n
		//  ^ written []len2
	}
}

func nested(a [][]map[string][2]func() (<-chan *T, error)) {
	_ = a[0][0]["x"][1]()
	//  ^^^^^^^^^^^^^^^^^ (<-chan *T, error)
	c, _ := a[0][0]["x"][1]()
	//< <-chan *T
	_ = (<-c).next
	//  ^^^^^^^^^^ *T
	var cc chan<- (<-chan int)
	//  ^^ chan<- (<-chan int)
	var rr <-chan <-chan int
	//  ^^ <-chan <-chan int
	var rs chan (<-chan int)
	//  ^^ chan (<-chan int)
	_, _, _ = cc, rr, rs
}

var recursive = func() int { return recursive() }
//  ^^^^^^^^^ func() int

func closures() {
	var f func(int) func() string
	g := func() (a, b int) {
		h := func(x ...any) { _ = x }
		//< func(...any)
		//        ^ []any
		h()
		return
	}
	_ = f(1)()
	//  ^^^^^^ string
	p, q := g()
	//< int
	_ = p + q
}

// The names in a function type and in an interface's method refer to nothing, whatever the package calls the same.
func namesInTypes(f func(shadows int) (T error), T int) {
	//                      ^^^^^^^ means parameter-of-type
	var g func(fmt ...string) T2
	//         ^^^ means parameter-of-type
	var h interface{ m(int, T bool) }
	_, _, _ = f, g, T
	//              ^ means line 215
	_ = shadows
	//  ^^^^^^^ means package
	_ = fmt.Sprint
	//  ^^^ means import fmt
	_ = nil
	//  ^^^ means universe
}

type opaque struct {
	parts  [unsafe.Sizeof(uintptr(0))]byte
	listed pkg.List
}

// Of an array whose length is not known, and of what may be an array, nobody knows whether `len` is constant.
func lengths(o *opaque, s []int, c chan [4]int) {
	_ = len(o.parts)
	//  ^^^^^^^^^^^^ int
	//  ^^^^^^^^^^^^ constant unknown
	_ = 2*len(o.parts) - 1
	//  ^^^^^^^^^^^^^^^^^^ constant unknown
	_ = len(o.listed)
	//  ^^^^^^^^^^^^^ constant unknown
	_ = int64(pkg.Limit) + 1
	//  ^^^^^^^^^^^^^^^^^^^^ int64
	//  ^^^^^^^^^^^^^^^^^^^^ constant unknown
	_ = []byte(pkg.Text)
	//  ^^^^^^^^^^^^^^^^ constant no
	_ = len(s)
	//  ^^^^^^ constant no
	_ = len(<-c)
	//  ^^^^^^^^ constant no
	_ = len((*[4]int)(nil))
	//  ^^^^^^^^^^^^^^^^^^^ const 4
	_ = len([4]int{int(3): 2})
	//  ^^^^^^^^^^^^^^^^^^^^^^ const 4
	_ = len([4]int{cube(s), 1})
	//  ^^^^^^^^^^^^^^^^^^^^^^^ constant no
	_ = len([4]int{len(s)})
	//  ^^^^^^^^^^^^^^^^^^^ constant unknown
	_ = len([1]func(){func() { recover() }})
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant unknown
}

func cube(s []int) int
