package p

import "strings"

type tank struct {
	n     int
	items []int
	inner *tank
	table map[string]int
}

func (t *tank) fill() { t.n++ }

var level = 3

const fixed = 4

func touch() {}

//? stable `len(xs)` L1: yes
//? stable `xs` L1: yes
func stablePlain(xs []int) (out []int) {
	n := len(xs)
	for i := 0; i < n; i++ {
		out = append(out, xs[i])
		touch()
		xs[i] = 0
	}
	return out
}

//? stable `len(xs)` L1: no assigned
func stableAssigned(xs []int) {
	for i := 0; i < len(xs); i++ {
		xs = append(xs, 1)
	}
}

//? stable `n` L1: no assigned
//? assigned n L1: 1
//? reads n L1: 2
func stableIncremented(n int) {
	for i := 0; i < n; i++ {
		n--
	}
}

//? stable `n` L2: yes
func stableAssignedElsewhere(n int) {
	for i := 0; i < 3; i++ {
		n++
	}
	for i := 0; i < n; i++ {
		touch()
	}
	n = 0
}

//? stable `n` L1: no assigned
func stableRangedInto(n int, xs []int) {
	for i := 0; i < n; i++ {
		for n = range xs {
		}
	}
}

//? stable `n` L1: no assigned
func stableRedeclared(n int) {
	for i := 0; i < n; i++ {
		println(i)
		func() { n := 1; println(n) }()
		touch2(&i)
		m := 0
		n, m = 1, 2
		println(m)
	}
}

func touch2(p *int) {}

//? stable `n` L1: no address-taken
func stableAddress() {
	n := 3
	touch2(&n)
	for i := 0; i < n; i++ {
		touch()
	}
}

//? stable `n` L1: no captured
func stableCapturedAndChanged() {
	n := 3
	f := func() { n++ }
	for i := 0; i < n; i++ {
		f()
	}
}

//? stable `n` L1: yes
func stableCapturedOnly() {
	n := 3
	f := func() { println(n) }
	for i := 0; i < n; i++ {
		f()
	}
}

//? stable `t.n` L1: no call
func stableFieldCall(t *tank) {
	for i := 0; i < t.n; i++ {
		touch()
	}
}

//? stable `t.n` L1: yes
func stableFieldQuiet(t *tank) (out []int) {
	var got []int
	for i := 0; i < t.n; i++ {
		got = append(got, i*2)
	}
	return got
}

//? stable `t.n` L1: no call
func stableFieldForeignAppend(t *tank, out []int) []int {
	for i := 0; i < t.n; i++ {
		out = append(out, i*2)
	}
	return out
}

//? stable `t.n` L1: no assigned
func stableFieldAssigned(t *tank) {
	for i := 0; i < t.n; i++ {
		t.n = 1
	}
}

//? stable `t.n` L1: no assigned
func stableFieldAlias(t, u *tank) {
	for i := 0; i < t.n; i++ {
		u.inner.n--
	}
}

//? stable `t.n` L1: no assigned
func stableFieldElement(t *tank, xs []int) {
	for i := 0; i < t.n; i++ {
		xs[i] = 1
	}
}

//? stable `t.n` L1: yes
//? stable `len(t.items)` L1: yes
func stableFieldMap(t *tank) {
	for i := 0; i < t.n; i++ {
		t.table["x"] = i
		(t.table["y"])++
		delete(t.table, "z")
		_ = len(t.items)
	}
}

//? stable `len(t.table)` L1: no call
//? stable `t.table["x"]` L2: no assigned
//? stable `int64(t.table["x"])` L3: no assigned
func stableMapField(t *tank) {
	for i := 0; i < len(t.table); i++ {
		delete(t.table, "z")
	}
	for i := 0; i < t.table["x"]; i++ {
		t.table["x"]--
	}
	for i := int64(0); i < int64(t.table["x"]); i++ {
		t.table["x"]--
	}
}

//? stable `t.n` L1: no communication
func stableFieldSend(t *tank, c chan int) {
	for i := 0; i < t.n; i++ {
		c <- i
	}
}

//? stable `t.n` L1: no communication
func stableFieldReceive(t *tank, c chan int) {
	for i := 0; i < t.n; i++ {
		<-c
	}
}

//? stable `t.n` L1: no communication
func stableFieldRangeChan(t *tank, c chan int) {
	for i := 0; i < t.n; i++ {
		for range c {
		}
	}
}

//? stable `t.n` L1: yes
func stableFieldPureCall(t *tank, s string) {
	for i := 0; i < t.n; i++ {
		s = strings.ToUpper(s)
		_ = int64(i)
	}
}

//? stable `t.n` L1: no assigned
func stableFieldOfVariable() {
	var t tank
	for i := 0; i < t.n; i++ {
		t.n--
	}
}

//? stable `t.n` L1: yes
func stableOtherVariable() {
	var t tank
	u := &tank{}
	for i := 0; i < t.n; i++ {
		touch()
		u.n = 4
	}
}

//? stable `t.n` L1: no address-taken
func stableMethodOfVariable() {
	var t tank
	for i := 0; i < t.n; i++ {
		t.fill()
	}
}

//? stable `t.n` L1: no assigned
func stableWholeVariable() {
	var t tank
	for i := 0; i < t.n; i++ {
		t = tank{}
	}
}

//? stable `level` L1: no call
//? stable `fixed` L2: yes
func stableGlobal() {
	for i := 0; i < level; i++ {
		touch()
	}
	for i := 0; i < fixed; i++ {
		touch()
	}
}

//? stable `len(m)` L1: no assigned
//? stable `m` L1: yes
func stableMap(m map[string]int) {
	for range m {
		m["x"] = 1
		_ = len(m)
	}
}

//? stable `xs` `xs := f()`..L1: yes
//? stable `len(xs)` `xs := f()`..L1: yes
func stableBetween(f func() []int) {
	xs := f()
	out := []int{}
	for range xs {
		out = append(out, 1)
	}
	_ = len(xs)
}

//? stable `call()` L1: no call
func stableCall(call func() int) {
	for i := 0; i < call(); i++ {
	}
}

//? stable `n` L1: unknown goto
func stableGoto(n int) {
again:
	for i := 0; i < n; i++ {
	}
	goto again
}
