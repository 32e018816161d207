package p

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"strconv"
)

type list []int

type shelf struct {
	items []int
	n     int
}

const many = 7

func size() int { return 1 }

//? count L1: len xs
//? count L2: len m
//? count L3: len a
//? count L4: bytes s
//? count L5: int n
//? count L6: 10
//? count L7: no no-length
//? count L8: no no-length
//? count L9: no undeclared-name
//? count L10: len l
//? count L11: len pa
//? count L12: len sh.items
//? count L13: len p.items
//? count L14: 7
func countRanges(xs []int, m map[int]int, a [3]int, s string, n int, c chan int, seq func(func(int) bool), l list, pa *[4]int, sh shelf, p *shelf) {
	for range xs {
	}
	for range m {
	}
	for range a {
	}
	for range s {
	}
	for range n {
	}
	for range 10 {
	}
	for range c {
	}
	for range seq {
	}
	for range undeclared.things {
	}
	for range l {
	}
	for range pa {
	}
	for range sh.items {
	}
	for range p.items {
	}
	for range many {
	}
}

//? count L1: int n
//? count L2: len xs
//? count L3: n - 0 + 1
//? count L4: int n
//? count L5: no count-may-overflow
//? count L6: len(xs) - 1
//? count L7: len(xs) - len(ys)
//? count L8: no count-may-overflow
//? count L9: 10
//? count L10: 0
//? count L11: 11
//? count L12: int n
//? count L13: int n
//? count L14: int n-1
func countCounted(n, lo int, xs, ys []int) {
	for i := 0; i < n; i++ {
	}
	for i := 0; i < len(xs); i++ {
	}
	for i := 0; i <= n; i++ {
	}
	for i := 1; i <= n; i++ {
	}
	for i := 1; i < n; i++ {
	}
	for i := 1; i < len(xs); i++ {
	}
	for i := len(ys); i < len(xs); i++ {
	}
	for i := lo; i < n; i++ {
	}
	for i := 0; i < 0xa; i++ {
	}
	for i := 5; i < 3; i++ {
	}
	for i := 0; i <= 10; i++ {
	}
	for i := 0; n > i; i++ {
	}
	for i := 0; i < n; i += 1 {
	}
	for i := 0; i < n-1; i++ {
	}
}

//? count L1: no no-count
//? count L2: no no-count
//? count L3: no no-count
//? count L4: no no-count
//? count L5: no no-count
//? count L6: no no-count
//? count L7: no no-count
//? count L8: no call
//? count L9: no may-panic
//? count L10: no no-count
//? count L11: no no-count
func countNot(n int, xs []int) {
	for {
		break
	}
	for n > 0 {
		n--
	}
	for i := 0; i != n; i++ {
	}
	for i := 0; i < n; i += 2 {
	}
	for i := n; i > 0; i-- {
	}
	for i, k := 0, n; i < k; i++ {
	}
	for i := 0; i < n && n > 3; i++ {
	}
	for i := 0; i < size(); i++ {
	}
	for i := 0; i < xs[0]; i++ {
	}
	for i := 0; i < i+n; i++ {
	}
	for ; n < 3; n++ {
	}
}

func point(p *int) {}

//? count L1: no index-changed
//? count L2: no index-changed
//? count L3: no index-changed
//? count L4: no assigned
//? count L5: no assigned
//? count L6: int n
func countChanged(n int, xs []int) {
	for i := 0; i < n; i++ {
		i++
	}
	for i := 0; i < n; i++ {
		point(&i)
	}
	for i := 0; i < n; i++ {
		func() { i = 3 }()
	}
	for i := 0; i < n; i++ {
		n = 3
	}
	for i := 0; i < len(xs); i++ {
		xs = xs[1:]
	}
	for i := 0; i < n; i++ {
		func() { println(i) }()
	}
}

//? count L1: no call
//? count L2: int p.n
func countField(p *shelf) {
	for i := 0; i < p.n; i++ {
		size()
	}
	for i := 0; i < p.n; i++ {
		println(i)
	}
}

//? distinct L1 `k`: yes
//? distinct L2 `i`: yes
//? distinct L2 `x`: unknown keys-may-repeat
//? distinct L3 `j`: yes
//? distinct L4 `e`: unknown keys-may-repeat
//? distinct L5 `h`: no assigned
//? distinct L2 `i + 1`: unknown keys-may-repeat
//? distinct L6 `g`: yes
//? distinct L1 `v`: unknown keys-may-repeat
func keys(m map[string]int, xs []int, c chan int, n int) {
	seen := map[any]bool{}
	for k, v := range m {
		seen[k] = true
		seen[v] = true
	}
	for i, x := range xs {
		seen[i] = true
		seen[x] = true
		seen[i + 1] = true
	}
	for j := 0; j < n; j++ {
		seen[j] = true
	}
	for e := range c {
		seen[e] = true
	}
	for h := range xs {
		h %= 2
		seen[h] = true
	}
	for g := range 10 {
		seen[g] = true
	}
}

//? trusted `a`: yes
//? trusted `len(s)`: yes
//? trusted `b`: no size-from-outside
//? trusted `c`: no size-from-outside
//? trusted `d`: no size-from-outside
//? trusted `e`: yes
//? trusted `f`: no size-from-outside
//? trusted `g`: yes
//? trusted `min(b, 100)`: yes
//? trusted `sh.n`: unknown size-from-outside
//? trusted `math.MaxInt8`: yes
func trusted(a int, s string, data []byte, sh *shelf) {
	b, _ := strconv.Atoi(s)
	c := int(binary.BigEndian.Uint32(data))
	var d int
	json.Unmarshal(data, &d)
	e := len(s) * 2
	var f int
	f, _ = strconv.Atoi(s)
	g := 0
	g++
	println(a, len(s), b, c, d, e, f, g, min(b, 100), sh.n, math.MaxInt8)
}
