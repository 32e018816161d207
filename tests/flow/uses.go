package p

import (
	"bytes"
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"
)

type node struct {
	name string
	next *node
	kids []*node
	data [4]byte
}

func (n *node) grow()         { n.data[0]++ }
func (n *node) same() *node   { return n }
func (n *node) adopt(m *node) { n.next = m }
func (node) plain()           {}

var kept *node

//? uses n: read.name write.name call.grow deref nil compared returned
func usesBasic(n *node) *node {
	println(n.name)
	n.name = "x"
	n.grow()
	m := *n
	if n == nil || n == kept {
		return &m
	}
	return n
}

//? uses n: argument1 stored stored incompositeliteral sent copied deferred gostarted captured-read.name
func usesEscapes(n *node, c chan *node, m map[int]*node) {
	fmt.Println("x", n)
	kept = n
	m[1] = n
	_ = node{next: n}
	c <- n
	other := n
	defer println(other, n)
	go n.grow()
	func() { println(n.name) }()
}

//? uses xs: ranged indexed indexwrite sliced append len assigned append discarded addresstaken converted
func usesSlice(xs []byte) {
	for range xs {
	}
	println(xs[0])
	xs[1] = 2
	_ = xs[1:]
	_ = append(xs, 1)
	println(len(xs))
	xs = append(xs, 1)
	_ = xs
	_ = &xs[0]
	_ = string(xs)
}

//? uses name: incompositeliteral
func usesKey(name string) node {
	return node{name: name}
}

//? uses k: stored read
func usesMapKey(m map[string]int, k string) int {
	m[k] = 1
	return m[k]
}

//? uses v: asserted asserted
func usesAsserted(v any) {
	_ = v.(int)
	switch v.(type) {
	}
}

//? reads x `x + 1`: 1
//? assigned x `x = 2`: 1
//? reads x `x += 3`: 1
//? reads x `x = 2`: 0
func usesReads(x int) {
	println(x + 1)
	x = 2
	x += 3
}

//? order `a` `b + 1`: yes
//? order `a` `next()`: yes
//? order `next()`: yes
//? order `c` `next()`: no captured
//? order `d` `next()`: no address-taken
//? order `kept.name` `next()`: no order
//? order `xs[0]` `next()`: no order
//? order `xs` `next()`: no order
//? order `xs[0]` `b + 1`: yes
//? order `<-ch` `a`: no receive
//? order `"x"` `next()` `next()`#2: yes
//? order `strings.ToUpper(s)` `next()`: yes
//? order `strings.ToUpper(kept.name)` `next()`: yes
//? order `next()` `kept.name + strings.ToUpper(kept.name)`: no order
//? order `math.Float64bits(float64(xs[0]))` `next()`: no order
//? order `func() {}` `a`: unknown not-simple
//? order `next()` `give(a)`: yes
//? order `next()` `give(xs[0])`: yes
//? order `next()` `give(xs[0]) + xs[0]`: no order
//? order `a` `give(xs[0])`: yes
func orders(a, b int, xs []int, ch chan int, s string) {
	c := 1
	next := func() int { c++; return c }
	d := 2
	println(&d)
	println(a, b + 1, next(), next(), c, d, kept.name, xs[0], xs, <-ch, "x")
	println(strings.ToUpper(kept.name), kept.name + strings.ToUpper(kept.name), math.Float64bits(float64(xs[0])))
	println(strings.ToUpper(s), func() {}, give(a), give(xs[0]), give(xs[0]) + xs[0])
}

func give(n int) int { return n }

func look(n *node) int {
	if n == nil {
		return 0
	}
	n.name = "seen"
	println(len(n.kids), n.data[0])
	return len(n.name)
}

func keep(n *node)                { kept = n }
func hand(n *node) *node          { return n }
func inner(n *node) *node         { return n.next }
func name(n *node) string         { return n.name }
func deep(n *node) int            { return look(n) }
func deepKeep(n *node)            { keep(n) }
func async(n *node)               { go look(n) }
func later(n *node)               { defer look(n) }
func capture(n *node) func()      { return func() { println(n.name) } }
func loop(n *node)                { loop(n) }
func send(n *node, c chan *node)  { c <- n }
func ignore(_ *node)              {}
func sum(xs []int) (s int)        { for _, x := range xs { s += x }; return s }
func all(ns []*node) (last *node) { for _, n := range ns { last = n }; return last }
func method(n *node)              { n.grow() }
func point(n *node) *string       { return &n.name }
func extra(ns ...*node)           {}

//? lets-go `look(n)` 0: yes
//? lets-go `keep(n)` 0: no stored
//? lets-go `hand(n)` 0: no returned
//? lets-go `inner(n)` 0: no returned
//? lets-go `name(n)` 0: yes
//? lets-go `deep(n)` 0: yes
//? lets-go `deepKeep(n)` 0: no stored
//? lets-go `async(n)` 0: no started
//? lets-go `later(n)` 0: no started
//? lets-go `capture(n)` 0: unknown captured
//? lets-go `loop(n)` 0: unknown unknown-callee
//? lets-go `send(n, c)` 0: no stored
//? lets-go `ignore(n)` 0: yes
//? lets-go `sum(xs)` 0: yes
//? lets-go `all(ns)` 0: unknown unclear-use
//? lets-go `method(n)` 0: yes
//? lets-go `n.adopt(m)` 0: no stored
//? receiver `n.adopt(m)`: yes
//? receiver `n.same()`: no returned
//? receiver `n.plain()`: yes
//? receiver `b.Write(data)`: unknown unknown-callee
//? lets-go `point(n)` 0: unknown unclear-use
//? lets-go `extra(n)` 0: unknown unknown-callee
//? lets-go `len(xs)` 0: yes
//? lets-go `append(ns, n)` 1: no returned
//? lets-go `sort.Ints(xs)` 0: yes
//? lets-go `fmt.Fprintf(b, "x")` 0: yes
//? lets-go `fmt.Println(n)` 0: unknown unknown-callee
//? lets-go `b.Write(data)` 0: yes
//? lets-go `bytes.NewReader(data)` 0: unknown unknown-callee
//? lets-go `f(n)` 0: unknown unknown-callee
func lets(n *node, ns []*node, c chan *node, xs []int, b *bytes.Buffer, data []byte, f func(*node)) {
	look(n)
	keep(n)
	hand(n)
	inner(n)
	name(n)
	deep(n)
	deepKeep(n)
	async(n)
	later(n)
	capture(n)
	loop(n)
	send(n, c)
	ignore(n)
	sum(xs)
	all(ns)
	method(n)
	m := n
	n.adopt(m)
	n.same()
	n.plain()
	point(n)
	extra(n)
	println(len(xs))
	_ = append(ns, n)
	sort.Ints(xs)
	fmt.Fprintf(b, "x")
	fmt.Println(n)
	b.Write(data)
	bytes.NewReader(data)
	f(n)
}

var once sync.Once

//? runs-once `"a"`: yes
//? runs-once `"b"`: yes
//? runs-once `"c"`: unknown called-again
//? runs-once `"d"`: no in-loop
func init() {
	println("a")
	func() { println("b") }()
	f := func() { println("c") }
	for {
		func() { println("d") }()
		f()
	}
}

//? runs-once `"a"`: yes
//? runs-once `"b"`: unknown called-again
//? runs-once `"c"`: unknown called-again
func setup() {
	once.Do(func() { println("a") })
	var own sync.Once
	own.Do(func() { println("b") })
	println("c")
}

//? runs-once `"v"`: yes
var value = sync.OnceValue(func() string { return "v" })

//? in-loop `"a"`: no
//? in-loop `"b"`: for i := start("c"); i < 3; i++
//? in-loop `"c"`: no
//? in-loop `"d"`: no
//? in-loop `"e"`: for range []string{"f"}
//? in-loop `"f"`: for i := start("c"); i < 3; i++
func loops() {
	println("a")
	for i := start("c"); i < 3; i++ {
		println("b")
		func() { println("d") }()
		for range []string{"f"} {
			println("e")
		}
	}
}

func start(string) int { return 0 }

//? not-inlined: unknown may-be-inlined
func small(a, b int) int { return a + b }

//? not-inlined: yes
//
//go:noinline
func marked(a int) int { return a }

//? not-inlined: yes
func deferring() { defer println() }

//? not-inlined: yes
func starting() { go println() }

const debug = false

//? not-inlined: unknown may-be-inlined
func neverDeferring(a int) int {
	if debug {
		defer println()
	}
	return a
}

//? not-inlined: unknown may-be-inlined
func deadDeferring(a int) int {
	return a
	defer println()
	return 1
}
