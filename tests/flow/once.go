package p

import (
	"fmt"
	"log"
	"os"
)

type item struct {
	n    int
	list []int
	arr  [2]int
}

func (i *item) touch()  {}
func (i item) size() int { return i.n }

func use(xs []int) {}

//? once L1 out: yes 1
func onceRange(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x*2)
	}
	return out
}

//? once L1 out: yes 3
func onceThree(n int) []int {
	out := []int{}
	for i := 0; i < n; i++ {
		out = append(out, i, i+1, i+2)
	}
	return out
}

//? once L1 out: yes 1
func onceAmongOthers(xs []int) []int {
	var out []int
	for _, x := range xs {
		y := x
		if y > 3 {
			y = 3
		}
		out = append(out, y)
		fmt.Println(len(out), out[0])
	}
	return out
}

//? once L1 out: no conditional-append
func onceIf(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x > 0 {
			out = append(out, x)
		}
	}
	return out
}

//? once L1 out: no several-appends
func onceIfElse(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x > 0 {
			out = append(out, x)
		} else {
			out = append(out, -x)
		}
	}
	return out
}

//? once L1 out: no conditional-append
func onceSwitch(xs []int) []int {
	var out []int
	for _, x := range xs {
		switch x {
		case 1:
			out = append(out, x)
		}
	}
	return out
}

//? once L1 out: no conditional-append
func onceSelect(c chan int) []int {
	var out []int
	for i := 0; i < 3; i++ {
		select {
		case x := <-c:
			out = append(out, x)
		}
	}
	return out
}

//? once L1 out: no nested-loop
//? once L2 out: yes 1
func onceNestedLoop(xs [][]int) []int {
	var out []int
	for _, x := range xs {
		for _, y := range x {
			out = append(out, y)
		}
	}
	return out
}

//? once L1 out: no nested-append
func onceBlock(xs []int) []int {
	var out []int
	for _, x := range xs {
		{
			out = append(out, x)
		}
	}
	return out
}

//? once L1 out: no append-in-closure
func onceClosure(xs []int) []int {
	var out []int
	for _, x := range xs {
		func() { out = append(out, x) }()
	}
	return out
}

//? once L1 out: no append-in-closure
func onceDefer(xs []int) []int {
	var out []int
	for _, x := range xs {
		defer func() { out = append(out, x) }()
	}
	return out
}

//? once L1 out: no captured
func onceDeferReads(xs []int) []int {
	var out []int
	for _, x := range xs {
		defer func() { println(len(out)) }()
		out = append(out, x)
	}
	return out
}

//? once L1 out: no early-exit
func onceBreak(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x < 0 {
			break
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no early-exit
func onceBreakAfter(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		if x < 0 {
			break
		}
	}
	return out
}

//? once L1 out: no early-exit
func onceReturn(xs []int) ([]int, error) {
	var out []int
	for _, x := range xs {
		if x < 0 {
			return nil, fmt.Errorf("negative")
		}
		out = append(out, x)
	}
	return out, nil
}

//? once L1 out: no skipped-append
func onceContinue(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x < 0 {
			continue
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: yes 1
func onceContinueAfter(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		if x < 0 {
			continue
		}
		println(x)
	}
	return out
}

//? once L1 out: yes 1
func onceSwitchBreak(xs []int) []int {
	var out []int
	for _, x := range xs {
		switch {
		case x > 0:
			break
		default:
			println(x)
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: yes 1
func onceSelectBreak(xs []int, c chan int) []int {
	var out []int
	for _, x := range xs {
		select {
		case <-c:
			break
		default:
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: yes 1
func onceTypeSwitchBreak(xs []any) []any {
	var out []any
	for _, x := range xs {
		switch x.(type) {
		case int:
			break
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no early-exit
func onceSwitchBreakLabel(xs []int) []int {
	var out []int
loop:
	for _, x := range xs {
		switch {
		case x > 0:
			break loop
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: yes 1
func onceInnerLoopJumps(xs [][]int) []int {
	var out []int
	for _, x := range xs {
		n := 0
	inner:
		for _, y := range x {
			for range y {
				if y > 9 {
					break inner
				}
				continue inner
			}
			if y < 0 {
				continue
			}
			n += y
			break
		}
		out = append(out, n)
	}
	return out
}

//? once L1 out: no skipped-append
func onceInnerLoopContinuesOuter(xs [][]int) []int {
	var out []int
rows:
	for _, x := range xs {
		for _, y := range x {
			if y < 0 {
				continue rows
			}
		}
		out = append(out, len(x))
	}
	return out
}

//? once L2 out: no early-exit
func onceContinuesOuter(xs [][]int) []int {
	var out []int
rows:
	for _, x := range xs {
		for _, y := range x {
			out = append(out, y)
			if y < 0 {
				continue rows
			}
		}
	}
	return out
}

//? once L1 out: yes 1
func onceReturnInClosure(xs []int) []func() int {
	var out []func() int
	for _, x := range xs {
		out = append(out, func() int { return x })
	}
	return out
}

//? once L1 out: no goto
func onceGoto(xs []int) []int {
	var out []int
	for _, x := range xs {
	again:
		if x < 0 {
			x++
			goto again
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no labelled-append
func onceLabelled(xs []int) []int {
	var out []int
	for _, x := range xs {
	here:
		out = append(out, x)
	}
	return out
}

//? once L1 out: no early-exit
func oncePanic(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x < 0 {
			panic("negative")
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no recover
func onceRecover(xs []int) []any {
	var out []any
	for range xs {
		out = append(out, recover())
	}
	return out
}

//? once L1 out: no early-exit
func onceExit(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x < 0 {
			os.Exit(1)
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no early-exit
func onceFatal(xs []int) []int {
	var out []int
	for _, x := range xs {
		if x < 0 {
			log.Fatalf("%d", x)
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no capacity-read
func onceCap(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		println(cap(out))
	}
	return out
}

//? once L1 out: no address-taken
func onceElementAddress(xs []int) []*int {
	var out []int
	var ps []*int
	for _, x := range xs {
		out = append(out, x)
		ps = append(ps, &out[len(out)-1])
	}
	return ps
}

//? once L1 out: no address-taken
func onceElementFieldAddress(xs []item) (p *int) {
	var out []item
	for _, x := range xs {
		out = append(out, x)
		p = &out[0].n
	}
	return p
}

//? once L1 out: no address-taken
func onceElementMethod(xs []item) []item {
	var out []item
	for _, x := range xs {
		out = append(out, x)
		out[0].touch()
	}
	return out
}

//? once L1 out: yes 1
func onceElementValueMethod(xs []item) []item {
	var out []item
	for _, x := range xs {
		out = append(out, x)
		println(out[0].size(), out[0].n)
	}
	return out
}

//? once L1 out: yes 1
func onceElementPointerMethod(xs []*item) []*item {
	var out []*item
	for _, x := range xs {
		out = append(out, x)
		out[0].touch()
	}
	return out
}

//? once L1 out: no address-taken
func onceElementArraySliced(xs []item) (s []int) {
	var out []item
	for _, x := range xs {
		out = append(out, x)
		s = out[0].arr[:]
	}
	return s
}

//? once L1 out: yes 1
func onceElementSliceSliced(xs []item) (s []int) {
	var out []item
	for _, x := range xs {
		out = append(out, x)
		s = out[0].list[1:]
	}
	return s
}

//? once L1 out: no aliased
func onceAlias(xs []int) []int {
	var out, first []int
	for _, x := range xs {
		out = append(out, x)
		first = out
	}
	return first
}

//? once L1 out: no aliased
func onceSubslice(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		println(out[:1])
	}
	return out
}

//? once L1 out: no passed-on
func oncePassed(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		use(out)
	}
	return out
}

//? once L1 out: no element-written
func onceWritten(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		out[0] = 1
	}
	return out
}

//? once L1 out: no aliased
func onceCompared(xs []int) []int {
	var out []int
	for _, x := range xs {
		if out == nil {
			println("first")
		}
		out = append(out, x)
	}
	return out
}

//? once L1 out: no aliased
func onceCopied(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		copy(out, xs)
	}
	return out
}

//? once L1 out: no target-reassigned
func onceReassigned(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = nil
		out = append(out, x)
	}
	return out
}

//? once L1 out: no target-reassigned
func onceReset(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		out = out[:0]
	}
	return out
}

//? once L1 out: no appends-to-another
func onceOther(xs, ys []int) []int {
	var out []int
	for _, x := range xs {
		out = append(ys, x)
	}
	return out
}

//? once L1 out: no shadowed-target
func onceShadowed(xs []int) []int {
	var out []int
	for _, x := range xs {
		out := append(out, x)
		println(out)
	}
	return out
}

//? once L1 out: no shadowed-append
func onceShadowedAppend(xs []int) []int {
	append := func(a []int, b int) []int { return a }
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? once L1 out: no spread-append
//? spread L1 out: yes true
func onceSpread(xs [][]int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x...)
	}
	return out
}

//? once L1 out: no several-appends
func onceTwice(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		out = append(out, -x)
	}
	return out
}

//? once L1 a: yes 1
//? once L1 b: yes 1
func onceTwoTargets(xs []int) ([]int, []int) {
	var a, b []int
	for _, x := range xs {
		a = append(a, x)
		b = append(b, -x)
	}
	return a, b
}

//? once L1 out: no target-reassigned
func onceTuple(xs []int) []int {
	var out []int
	n := 0
	for _, x := range xs {
		out, n = append(out, x), n+1
	}
	return out
}

//? once L1 out: no target-in-header
func onceHeader(out []int) []int {
	for _, x := range out {
		out = append(out, x)
	}
	return out
}

//? once L1 out: no declared-inside
func onceInside(xs [][]int) {
	for _, x := range xs {
		var out []int
		out = append(out, x[0])
		use(out)
	}
}

//? once L1 out: no no-append
func onceNothing(xs []int) []int {
	var out []int
	for _, x := range xs {
		println(x)
	}
	return out
}

//? once L1 out: no target-in-header
func onceOwnLength(n int) []int {
	var out []int
	for len(out) < 1 || n > 0 {
		n--
		out = append(out, len(out))
	}
	return out
}

//? once L1 out: no aliased
func onceGo(xs []int) []int {
	var out []int
	for _, x := range xs {
		go use(out)
		out = append(out, x)
	}
	return out
}

//? once L1 out: no aliased
func onceRangedInside(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
		for range out {
		}
	}
	return out
}

//? fill L1 m: yes x true
func fillPlain(xs []string) map[string]bool {
	m := map[string]bool{}
	for _, x := range xs {
		m[x] = true
	}
	return m
}

//? fill L1 m: no conditional-fill
func fillIf(xs []string) map[string]bool {
	m := map[string]bool{}
	for _, x := range xs {
		if x != "" {
			m[x] = true
		}
	}
	return m
}

//? fill L1 m: yes x i
func fillReads(xs []string) map[string]int {
	m := make(map[string]int)
	for i, x := range xs {
		if _, ok := m[x]; ok {
			println(len(m))
		}
		m[x] = i
	}
	return m
}

//? fill L1 m: no not-a-plain-fill
func fillCount(xs []string) map[string]int {
	m := make(map[string]int)
	for _, x := range xs {
		m[x]++
	}
	return m
}

//? fill L1 m: no skipped-fill
func fillContinue(xs []string) map[string]int {
	m := make(map[string]int)
	for i, x := range xs {
		if x == "" {
			continue
		}
		m[x] = i
	}
	return m
}

//? fill L1 m: no early-exit
func fillReturn(xs []string) map[string]int {
	m := make(map[string]int)
	for i, x := range xs {
		if x == "" {
			return nil
		}
		m[x] = i
	}
	return m
}

//? fill L1 m: no several-fills
func fillTwo(xs []string) map[string]int {
	m := make(map[string]int)
	for i, x := range xs {
		m[x] = i
		m["last"] = i
	}
	return m
}

//? fill L1 m: no deleted
func fillDelete(xs []string) map[string]int {
	m := make(map[string]int)
	for i, x := range xs {
		m[x] = i
		delete(m, "x")
	}
	return m
}

//? fill L1 m: no target-reassigned
func fillReassigned(xs []string) map[string]int {
	m := make(map[string]int)
	for i, x := range xs {
		m = map[string]int{}
		m[x] = i
	}
	return m
}

//? fill L1 m: no not-a-plain-fill
func fillInner(xs []string, m map[string]map[string]int) {
	for i, x := range xs {
		m[x][x] = i
	}
}

//? every-round L1 `x * 2`: yes
//? every-round L1 `x * 3`: no skipped-statement
//? every-round L1 `len(xs)`: no not-in-loop
func everyRound(xs []int) {
	use(make([]int, len(xs)))
	for _, x := range xs {
		println(x * 2)
		if x > 4 {
			continue
		}
		println(x * 3)
	}
}

//? every-round L1 `x + 1`: no early-exit
func everyRoundUntil(xs []int) {
	for _, x := range xs {
		println(x + 1)
		if x > 4 {
			break
		}
	}
}

//? every-round L1 `x + y`: yes
//? every-round L2 `x + y`: yes
//? every-round L1 `x - 1`: yes
func everyRoundOfBoth(xs []int) {
	for _, x := range xs {
		for _, y := range xs {
			println(x + y)
		}
		if x > 1 {
			println(x - 1)
		}
	}
}

//? every-round L1 `x * 2`: no goto
func everyRoundJumps(xs []int) {
	for _, x := range xs {
		if x > 1 {
			goto next
		}
		println(x * 2)
	next:
	}
}
