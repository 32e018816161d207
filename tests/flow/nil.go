package p

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
)

type ids []int

type block struct{ n int }

//? nil out L1: yes
func nilVar(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L1: yes
func nilNamedType(xs []int) ids {
	var out ids
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L1: yes
func nilResult(xs []int) (out []int) {
	println("start")
	for _, x := range xs {
		out = append(out, x)
	}
	return
}

//? nil out L1: yes
//? nil b L1: yes
func nilConversion(xs []int) []int {
	out := []int(nil)
	var b = ids(nil)
	for _, x := range xs {
		out = append(out, x)
	}
	return append(out, b...)
}

//? nil other L1: yes
func nilUntouched(xs, out []int) {
	var other []int
	_ = other
	{
		var out = xs
		_ = out
	}
	for range xs {
		println(other)
	}
}

//? nil out L1: no assigned
func nilAppended(xs []int) []int {
	var out []int
	out = append(out, 1)
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L1: no assigned
func nilAppendedMaybe(xs []int, c bool) []int {
	var out []int
	if c {
		out = append(out, 1)
	}
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L1: yes
//? nil out L2: no assigned
func nilSecondLoop(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L2: no assigned
//? nil out L1: yes
func nilOuterLoop(xs [][]int) []int {
	var out []int
	for _, x := range xs {
		for _, y := range x {
			out = append(out, y)
		}
	}
	return out
}

//? nil out L2: yes
func nilInsideLoop(xs [][]int) {
	for _, x := range xs {
		var out []int
		for _, y := range x {
			out = append(out, y)
		}
		println(out)
	}
}

//? nil out L2: yes
func nilReset(xs []int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	out = nil
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L2: no assigned
func nilResetMaybe(xs []int, c bool) []int {
	var out []int
	for _, x := range xs {
		out = append(out, x)
	}
	if c {
		out = nil
	}
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L2: yes
func nilResetInLoop(xs [][]int) (out []int) {
	for _, x := range xs {
		out = nil
		for _, y := range x {
			out = append(out, y)
		}
	}
	return out
}

//? nil out L1: no address-taken
func nilAddress(xs []int) {
	var out []int
	json.Unmarshal(nil, &out)
	for _, x := range xs {
		out = append(out, x)
	}
}

//? nil out L1: no captured
func nilCaptured(xs []int) {
	var out []int
	func() { out = xs }()
	for _, x := range xs {
		out = append(out, x)
	}
}

//? nil out L1: unknown not-declared-nil
func nilParam(xs, out []int) []int {
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil out L1: unknown not-declared-nil
func nilLiteral(xs []int) []int {
	out := []int{}
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

//? nil b L1: unknown never-nil
func nilStruct(xs []int) block {
	var b block
	for _, x := range xs {
		b.n += x
	}
	return b
}

//? nil out L1: unknown goto
func nilGoto(xs []int) []int {
	var out []int
again:
	for _, x := range xs {
		out = append(out, x)
	}
	if len(out) < 10 {
		goto again
	}
	return out
}

//? nil out L1: unknown another-function
func nilInLiteral(xs []int) {
	var out []int
	func() {
		for range xs {
			println(out)
		}
	}()
}

//? nil-unobserved out: yes
func unobserved(xs []string) string {
	var out []string
	for _, x := range xs {
		out = append(out, x)
	}
	slices.Sort(out)
	for _, x := range out {
		println(x, len(out), out[0])
	}
	return strings.Join(out, ",")
}

//? nil-unobserved out: no returned
func observedReturn(xs []string) []string {
	var out []string
	out = append(out, xs...)
	return out
}

//? nil-unobserved out: no compared
func observedCompare(xs []string) bool {
	var out []string
	out = append(out, xs...)
	return out == nil
}

//? nil-unobserved out: unknown passed-on
func observedEncode(xs []string) {
	var out []string
	out = append(out, xs...)
	json.Marshal(out)
}

//? nil-unobserved out: no stored
func observedStored(xs []string, m map[int][]string) {
	var out []string
	out = append(out, xs...)
	m[1] = out
}

//? nil-unobserved out: no captured
func observedCaptured(xs []string) func() {
	var out []string
	out = append(out, xs...)
	return func() { println(len(out)) }
}

//? nil-unobserved out: no copied
func observedSliced(xs []string) {
	var out []string
	out = append(out, xs...)
	xs = out[:0]
}

//? nil-unobserved out: no copied
func observedAppended(xs []string) {
	var out []string
	xs = append(out, xs...)
}

//? nil-unobserved out: unknown passed-on
func observedPassed(xs []string) {
	var out []string
	out = append(out, xs...)
	unobserved(out)
}

//? nil-unobserved out: yes
func unobservedSpread(xs []string) []string {
	var out []string
	out = append(out, "x")
	return append(xs, out...)
}

// On Go 1.21 sort.Strings boxes the slice, which costs nothing for nil alone.
//
//? nil-unobserved out: unknown passed-on
func unobservedSorted(xs []string) string {
	var out []string
	for _, x := range xs {
		out = append(out, x)
	}
	sort.Strings(out)
	return out[0]
}
