package p

import (
	"math"
	"strings"
)

const limit = 10

var global = []int{1}

type box struct {
	n     int
	items []int
	next  *box
}

func (b box) size() int { return b.n }

func call() int { return 1 }

//? pure `1 + 2`: yes
//? pure `n*2 - limit`: yes
//? pure `len(xs)`: yes
//? pure `cap(xs) + 1`: yes
//? pure `len(global)`: yes
//? pure `math.MaxInt32`: yes
//? pure `!ok && n > 0`: yes
//? pure `min(n, 3)`: yes
//? pure `int64(n)`: yes
//? pure `n / 2`: yes
//? pure `n << 3`: yes
//? pure `n >> u`: yes
//? pure `n == 4`: yes
//? pure `xs == nil`: yes
//? pure `((n))`: yes
//? pure `b.n`: yes
//? pure `b.items`: yes
//? pure `len(b.items)`: yes
func pureYes(n int, xs []int, ok bool, u uint, b box) {
	_ = 1 + 2
	_ = n*2 - limit
	_ = len(xs)
	_ = cap(xs) + 1
	_ = len(global)
	_ = math.MaxInt32
	_ = !ok && n > 0
	_ = min(n, 3)
	_ = int64(n)
	_ = n / 2
	_ = n << 3
	_ = n >> u
	_ = n == 4
	_ = xs == nil
	_ = ((n))
	_ = b.n
	_ = b.items
	_ = len(b.items)
}

//? pure `call()`: no call
//? pure `len(strings.Fields(s))`: no call
//? pure `<-c`: no receive
//? pure `xs[n]`: no may-panic
//? pure `xs[1:]`: no may-panic
//? pure `*p`: no may-panic
//? pure `&n`: no address-taken
//? pure `v.(int)`: no may-panic
//? pure `n / k`: no may-panic
//? pure `n % 0x0`: no may-panic
//? pure `n << k`: no may-panic
//? pure `v == w`: unknown may-panic
//? pure `v == 1`: yes
//? pure `p.n`: no may-panic
//? pure-here `p.n`: yes
//? pure-here `p.next.items`: yes
//? pure-here `len(p.items)`: yes
//? pure-here `p.next.size()`: no call
//? pure `b.next.n`: no may-panic
//? pure `[]byte(s)`: no not-simple
//? pure `string(bs)`: no copies
//? pure `append(xs, 1)`: no call
//? pure `make([]int, n)`: no call
//? pure `func() {}`: no not-simple
//? pure `[]int{1}`: no not-simple
//? pure `x.f`: unknown unknown-type
//? pure `unknown`: unknown undeclared-name
func pureNo(n, k int, xs []int, c chan int, p *box, v, w any, b box, s string, bs []byte) {
	_ = call()
	_ = len(strings.Fields(s))
	_ = strings.Repeat(s, n)
	_ = strings.ToUpper(s)
	_ = <-c
	_ = xs[n]
	_ = xs[1:]
	_ = *p
	_ = &n
	_ = v.(int)
	_ = n / k
	_ = n % 0x0
	_ = n << k
	_ = v == w
	_ = v == 1
	_ = p.n
	_ = p.next.items
	_ = len(p.items)
	_ = p.next.size()
	_ = b.next.n
	_ = []byte(s)
	_ = string(bs)
	_ = append(xs, 1)
	_ = make([]int, n)
	_ = func() {}
	_ = []int{1}
	x := unknown
	_ = x.f
}

//? pure `len(xs)`: no call
func pureShadowedLen(xs []int) {
	len := func([]int) int { println(); return 1 }
	_ = len(xs)
}

//? pure `strings.Name`: yes
func pureShadowedPackage(other func() (x struct{ Name int }, err error)) {
	strings, _ := other()
	_ = strings.Name
}
