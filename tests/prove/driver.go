// What the proofs of the rules add to the probe that --verify=run lays over a module: larger inputs, stated ones, two packages
// instead of two functions of one, and the cost of every single call.
package allocfixprobe

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"sync"
)

// seed is that of all inputs, and inputs how many are made up for a function.
const seed, inputs = 1, 120

// Counts are numbers of rounds: where a loop runs that often, the largest integers would take for ever.
var Counts = []int{0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 100, 1000, -1, -9223372036854775808}

func init() {
	// The module of the cases is older than Go 1.23, and rules are for modules that are not: in those a timer that is reset has
	// nothing in its channel.
	os.Setenv("GODEBUG", "asynctimerchan=0")
	long := func(n int) string {
		text := make([]byte, n)
		for i := range text {
			text[i] = byte('a' + i%26)
		}
		return string(text)
	}
	// Around each step of growth, and of what fits on the stack.
	sizes = append(sizes, 4, 7, 8, 14, 16, 33, 100, 1000)
	texts = append(texts, long(31), long(32), long(100), long(1000), long(70_000))
	integers = append(integers, 5, 17, 65535, 65536, 123456, -99, -129, -123456)
	integers = append(integers, extremes...)
	deep = 2
	Module("prove")
	// Whatever is written to a file should cost nothing and leave nothing behind.
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	ready[reflect.TypeOf(null)] = func() any { return null }
}

// Side is a function in one of the two packages.
type Side struct {
	function
	unordered bool
}

// The function of each generic below is a variable of its package, never a constant, so that the compiler cannot
// inline it where it is measured: inlined, a result that is thrown away may be worth no allocation at all, on one side only.

func Of00(name string, f func(), lists ...any) Side {
	return side(name, f, lists, func([]any) func() { return f })
}

func Of01[R any](name string, f func() R, lists ...any) Side {
	return side(name, f, lists, func([]any) func() { return func() { f() } })
}

func Of10[A any](name string, f func(A), lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a := *in[0].(*A)
		return func() { f(a) }
	})
}

func Of11[A, R any](name string, f func(A) R, lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a := *in[0].(*A)
		return func() { f(a) }
	})
}

func Of12[A, R, S any](name string, f func(A) (R, S), lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a := *in[0].(*A)
		return func() { f(a) }
	})
}

func Of20[A, B any](name string, f func(A, B), lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a, b := *in[0].(*A), *in[1].(*B)
		return func() { f(a, b) }
	})
}

func Of21[A, B, R any](name string, f func(A, B) R, lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a, b := *in[0].(*A), *in[1].(*B)
		return func() { f(a, b) }
	})
}

func Of22[A, B, R, S any](name string, f func(A, B) (R, S), lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a, b := *in[0].(*A), *in[1].(*B)
		return func() { f(a, b) }
	})
}

func Of31[A, B, C, R any](name string, f func(A, B, C) R, lists ...any) Side {
	return side(name, f, lists, func(in []any) func() {
		a, b, c := *in[0].(*A), *in[1].(*B), *in[2].(*C)
		return func() { f(a, b, c) }
	})
}

func side(name string, f any, lists []any, bind func([]any) func()) Side {
	s := Side{function: function{name: name, before: reflect.ValueOf(f), bindBefore: bind}}
	for _, list := range lists {
		s.stated = append(s.stated, reflect.ValueOf(list))
	}
	for k := 0; k < s.before.Type().NumIn(); k++ {
		s.unordered = s.unordered || hasMap(s.before.Type().In(k), 0)
	}
	return s
}

// count is how many inputs it gets: all that are stated, each with each other, or as many as are worth it.
func (s Side) count() int {
	product := 1
	for k := 0; k < s.before.Type().NumIn(); k++ {
		if k >= len(s.stated) || !s.stated[k].IsValid() {
			return inputs
		}
		product *= s.stated[k].Len()
	}
	return product
}

func (s Side) outcome(i int) outcome {
	o := s.call(s.before, seed, i)
	if s.unordered {
		for k, result := range o.results {
			o.results[k] = inOrder(result)
		}
	}
	return o
}

func (s Side) cost(most, i int) [2]uint64 {
	c := cost(most, s.bound(s.bindBefore, seed, i))
	return [2]uint64{c.Allocs, c.Bytes}
}

// Call is what came of a function on one input.
type Call struct {
	Case, Function, Input, Differ string
	Panics                        bool
	// Allocations and bytes of one call.
	Before, After [2]uint64
}

// Compare makes all calls on both sides, one after another.
func Compare(name string, before, after []Side, report func(Call)) {
	defer undisturbed()()
	for k, b := range before {
		a := after[k]
		isPlain, seen := b.isPlain(), map[string]bool{}
		for i := 0; i < b.count(); i++ {
			if isPlain {
				code := b.describe(seed, i)
				if seen[code] {
					continue
				}
				seen[code] = true
			}
			c := Call{Case: name, Function: b.name, Input: b.short(i)}
			first, second := b.outcome(i), a.outcome(i)
			c.Panics = first.panicked != ""
			c.Differ = unlike(first, second)
			// What is allocated on the way to a panic is the panic's own, mostly.
			if !c.Panics && c.Differ == "" {
				c.Before, c.After = b.cost(20, i), a.cost(20, i)
				if c.After[0] > c.Before[0] {
					c.Before, c.After = b.cost(200, i), a.cost(200, i)
				}
			}
			report(c)
		}
	}
}

// Together makes all calls from several goroutines at once; what each must return was found alone.
func Together(name string, sides []Side, report func(Call)) {
	for _, s := range sides {
		want := make([]outcome, min(s.count(), 40))
		for i := range want {
			want[i] = s.outcome(i)
		}
		var group sync.WaitGroup
		var lock sync.Mutex
		for g := 0; g < 4; g++ {
			group.Add(1)
			go func(s Side) {
				defer group.Done()
				for i := range want {
					if text := differ(want[i], s.outcome(i)); text != "" {
						lock.Lock()
						report(Call{Case: name, Function: s.name, Input: s.describe(seed, i), Differ: "from several goroutines: " + text})
						lock.Unlock()
					}
				}
			}(s)
		}
		group.Wait()
	}
}

// unlike is differ with what may be otherwise in a package of its own, and with the results as JSON, which shows what types
// do that look the same.
func unlike(b, a outcome) string {
	for k := range b.results {
		// A pointer may have become the value that it points to, if it is not nil.
		if b.panicked == a.panicked && b.results[k].Kind() == reflect.Pointer && a.results[k].Kind() == reflect.Struct && !b.results[k].IsNil() {
			b.results[k] = b.results[k].Elem()
		}
	}
	if text := differ(b, a); text != "" {
		return text
	}
	for k := range b.results {
		jsonB, errB := json.Marshal(b.results[k].Interface())
		jsonA, errA := json.Marshal(a.results[k].Interface())
		if string(jsonB) != string(jsonA) || (errB == nil) != (errA == nil) {
			return fmt.Sprintf("result %d as JSON: %s before, %s after", k, jsonB, jsonA)
		}
	}
	return ""
}

// inOrder is a slice sorted, for functions that may walk a map, in an order that differs from call to call.
func inOrder(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Slice || v.Len() == 0 {
		return v
	}
	order, codes := make([]int, v.Len()), make([]string, v.Len())
	for i := range order {
		order[i], codes[i] = i, goCode(v.Index(i), 0)
	}
	sort.Slice(order, func(i, j int) bool { return codes[order[i]] < codes[order[j]] })
	sorted := reflect.MakeSlice(v.Type(), 0, v.Len())
	for _, i := range order {
		sorted = reflect.Append(sorted, v.Index(i))
	}
	return sorted
}

func hasMap(t reflect.Type, depth int) bool {
	switch t.Kind() {
	case reflect.Map:
		return true
	case reflect.Slice, reflect.Pointer, reflect.Array:
		return depth < 5 && hasMap(t.Elem(), depth+1)
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			if depth < 5 && hasMap(t.Field(i).Type, depth+1) {
				return true
			}
		}
	}
	return false
}

// isPlain tells whether the code of the arguments says all about them.
func (s Side) isPlain() bool {
	for k := 0; k < s.before.Type().NumIn(); k++ {
		if kind := s.before.Type().In(k).Kind(); kind > reflect.Complex128 && kind != reflect.String {
			return false
		}
	}
	return true
}

// short is the arguments in few words.
func (s Side) short(i int) (text string) {
	for k, v := range s.inputs(seed, i) {
		if k > 0 {
			text += ", "
		}
		text += few(v)
	}
	return text
}

func few(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		if v.IsNil() {
			return "nil"
		}
		return fmt.Sprintf("%s of %d", v.Type(), v.Len())
	case reflect.String:
		if v.Len() > 12 {
			return fmt.Sprintf("string of %d bytes", v.Len())
		}
	case reflect.Interface:
		// What stands for an interface with methods is the probe's own.
		if !v.IsNil() && v.NumMethod() > 0 {
			return v.Type().String()
		}
		if !v.IsNil() {
			return few(v.Elem())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return "&" + few(v.Elem())
		}
	case reflect.Struct, reflect.Array:
		return v.Type().String()
	case reflect.Func:
		return "func"
	}
	return goCode(v, 0)
}
