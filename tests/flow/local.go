package p

import "bytes"

type counter struct{ n int }

func (c *counter) add()    { c.n++ }
func (c counter) get() int { return c.n }

type pair struct {
	a [4]int
	c counter
	p *counter
}

//? local out: yes
//? local x: yes
//? taken out: no address-not-taken
//? captured out: false
func localPlain(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? local n: no address-taken
//? taken n: yes
func localAddress() *int {
	n := 1
	return &n
}

//? local p: no address-taken
func localFieldAddress() *int {
	p := counter{}
	return &p.n
}

//? local a: no address-taken
func localArrayElement() *int {
	var a [3]int
	return &a[1]
}

//? local s: yes
func localSliceElement() *int {
	s := make([]int, 3)
	return &s[1]
}

//? local a: no address-taken
func localArraySliced() []int {
	var a [3]int
	return a[:]
}

//? local s: yes
func localSliceSliced(s []int) []int {
	return s[1:]
}

//? local n: no captured
//? captured n: true
func localCaptured() func() int {
	n := 1
	return func() int { return n }
}

//? local n: no captured
func localCapturedByDefer() {
	n := 1
	defer func() { println(n) }()
}

//? local n: no captured
func localCapturedByCall() {
	n := 1
	func() { n++ }()
}

//? local n: no captured
func localCapturedByGo() {
	n := 1
	go func() { println(n) }()
}

//? local n: no goto
func localGoto() int {
	n := 0
again:
	n++
	if n < 3 {
		goto again
	}
	return n
}

//? local n: yes
func localLabel(xs []int) int {
	n := 0
outer:
	for _, x := range xs {
		for range xs {
			n += x
			continue outer
		}
	}
	return n
}

//? local c: no address-taken
func localPointerMethod() int {
	var c counter
	c.add()
	return c.n
}

//? local c: yes
func localValueMethod() int {
	c := counter{1}
	return c.get()
}

//? local c: yes
func localPointer(c *counter) {
	c.add()
}

//? local c: no address-taken
func localMethodValue() func() {
	c := counter{}
	return c.add
}

//? local q: no address-taken
func localInnerMethod() {
	var q pair
	q.c.add()
}

//? local q: yes
func localInnerPointer() {
	q := pair{p: &counter{}}
	q.p.add()
}

//? local q: no address-taken
func localInnerArray() []int {
	var q pair
	return q.a[:2]
}

//? local b: no address-taken
func localForeignMethod() string {
	var b bytes.Buffer
	b.WriteString("x")
	return b.String()
}

//? local out: yes
func localResult(xs []int) (out []int) {
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? local out: no deferred
func localResultDeferred(xs []int) (out []int) {
	defer recover()
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? local c: no not-a-variable
func localConst() int {
	const c = 1
	return c
}

//? local v: yes
func localTypeSwitch(x any) int {
	switch v := x.(type) {
	case int:
		return v
	}
	return 0
}

//? local n: yes
//? local n#2: no address-taken
func localShadow() *int {
	n := 1
	println(n)
	{
		n := 2
		return &n
	}
}
