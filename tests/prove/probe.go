// Package probe calls the functions of two packages on the same inputs, one package rewritten and the other not, and
// compares what they return, what they leave in their arguments, how they panic and what they allocate.
//
// It knows nothing of rules. Which functions there are is told to it by generated code, see tests/prove.rs.
package probe

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"regexp"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"sync"
	"time"
)

// Call is a function with its arguments.
type Call struct {
	Function, Input string
	// Run is called by its closure alone, so that what is measured is the function: no reflection, no boxed results.
	run    func()
	values func() []reflect.Value
	args   []reflect.Value
	// A function that is given a map may walk it, in an order that differs from call to call.
	unordered bool
}

// most is how many combinations of arguments a function is called with.
const most = 300

// The function of each generic below is a variable of its package, never a constant, so that the compiler cannot
// inline it where it is measured: inlined, a result that is thrown away may be worth no allocation at all, on one side only.

func Of00(name string, f func(), lists ...any) []Call {
	return calls(name, f, lists, func([]reflect.Value) func() { return func() { f() } })
}

func Of01[R any](name string, f func() R, lists ...any) []Call {
	return calls(name, f, lists, func([]reflect.Value) func() { return func() { f() } })
}

func Of10[A any](name string, f func(A), lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a := as[A](v[0])
		return func() { f(a) }
	})
}

func Of11[A, R any](name string, f func(A) R, lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a := as[A](v[0])
		return func() { f(a) }
	})
}

func Of12[A, R, S any](name string, f func(A) (R, S), lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a := as[A](v[0])
		return func() { f(a) }
	})
}

func Of20[A, B any](name string, f func(A, B), lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a, b := as[A](v[0]), as[B](v[1])
		return func() { f(a, b) }
	})
}

func Of21[A, B, R any](name string, f func(A, B) R, lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a, b := as[A](v[0]), as[B](v[1])
		return func() { f(a, b) }
	})
}

func Of22[A, B, R, S any](name string, f func(A, B) (R, S), lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a, b := as[A](v[0]), as[B](v[1])
		return func() { f(a, b) }
	})
}

func Of31[A, B, C, R any](name string, f func(A, B, C) R, lists ...any) []Call {
	return calls(name, f, lists, func(v []reflect.Value) func() {
		a, b, c := as[A](v[0]), as[B](v[1]), as[C](v[2])
		return func() { f(a, b, c) }
	})
}

func as[T any](v reflect.Value) (t T) {
	reflect.ValueOf(&t).Elem().Set(v)
	return t
}

// calls combines the values of the parameters: all with all where these are few, else every value of every parameter
// at least once. A list that is nil means the values that fit the type.
func calls(name string, f any, lists []any, bind func([]reflect.Value) func()) (all []Call) {
	function := reflect.ValueOf(f)
	t := function.Type()
	values := make([][]reflect.Value, t.NumIn())
	product, longest, unordered := 1, 0, false
	for i := range values {
		if i < len(lists) && lists[i] != nil {
			list := reflect.ValueOf(lists[i])
			for j := 0; j < list.Len(); j++ {
				values[i] = append(values[i], list.Index(j))
			}
		} else {
			for j := 0; j < count(t.In(i)); j++ {
				values[i] = append(values[i], nth(t.In(i), j, 0))
			}
		}
		product = min(product*len(values[i]), 1<<20)
		longest = max(longest, len(values[i]))
		unordered = unordered || hasMap(t.In(i), 0)
	}
	random := rand.New(rand.NewSource(1))
	for k := 0; k < min(product, max(most, longest)); k++ {
		args, rest := make([]reflect.Value, len(values)), k
		for i, list := range values {
			switch {
			case product <= most:
				args[i] = list[rest%len(list)]
				rest /= len(list)
			case k < longest:
				// The first as they come, the others shifted, so that equal types do not always get equal values.
				args[i] = list[(k+i*(k/2))%len(list)]
			default:
				args[i] = list[random.Intn(len(list))]
			}
		}
		call := Call{Function: name, run: bind(args), args: args, unordered: unordered}
		call.values = func() []reflect.Value { return function.Call(args) }
		for i, arg := range args {
			if i > 0 {
				call.Input += ", "
			}
			call.Input += show(arg)
		}
		all = append(all, call)
	}
	return all
}

// Report is what came of one call on both sides.
type Report struct {
	Case, Function, Input, Differ string
	Panics                        bool
	// Allocations and bytes of one call.
	Before, After [2]uint64
}

// Compare makes all calls on both sides, one after another.
func Compare(name string, before, after []Call, report func(Report)) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	// A collection in between would empty pools and count what it allocates itself.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for i := range before {
		b, a := before[i], after[i]
		r := Report{Case: name, Function: b.Function, Input: b.Input}
		resultsB, panicB := try(b)
		resultsA, panicA := try(a)
		r.Panics = panicB != ""
		r.Differ = differ(b, a, resultsB, resultsA, panicB, panicA)
		// What is allocated on the way to a panic is the panic's own, mostly.
		if !r.Panics && r.Differ == "" {
			r.Before, r.After = measure(20, b.run), measure(20, a.run)
			if r.After[0] > r.Before[0] {
				r.Before, r.After = measure(200, b.run), measure(200, a.run)
			}
		}
		report(r)
	}
}

// Together makes all calls from several goroutines at once; what each must return was found alone.
func Together(name string, fresh func() []Call, report func(Report)) {
	var want [][]reflect.Value
	for _, call := range fresh() {
		results, _ := try(call)
		want = append(want, results)
	}
	var group sync.WaitGroup
	var lock sync.Mutex
	for g := 0; g < 4; g++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i, call := range fresh() {
				results, _ := try(call)
				if text := sameAll(want[i], results, call.unordered); text != "" {
					lock.Lock()
					report(Report{Case: name, Function: call.Function, Input: call.Input, Differ: "from several goroutines: " + text})
					lock.Unlock()
				}
			}
		}()
	}
	group.Wait()
}

// measure is testing.AllocsPerRun with the bytes beside the number: averages, rounded down so that what the runtime
// allocates now and then in the background does not count. What runs long or allocates much runs less often.
func measure(most int, f func()) [2]uint64 {
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	begin := time.Now()
	f()
	took := time.Since(begin)
	runtime.ReadMemStats(&end)
	runs := max(2, min(most, int(20*time.Millisecond/(took+1)), int(8<<20/(end.TotalAlloc-start.TotalAlloc+1))))
	if end.HeapAlloc > 100<<20 {
		runtime.GC()
		f()
	}
	runtime.ReadMemStats(&start)
	for i := 0; i < runs; i++ {
		f()
	}
	runtime.ReadMemStats(&end)
	return [2]uint64{(end.Mallocs - start.Mallocs) / uint64(runs), (end.TotalAlloc - start.TotalAlloc) / uint64(runs)}
}

var digits = regexp.MustCompile(`\d+`)

func try(c Call) (results []reflect.Value, panicked string) {
	for _, arg := range c.args {
		if arg.Kind() == reflect.Interface {
			if written, ok := arg.Interface().(*sink); ok {
				written.empty()
			}
		}
	}
	defer func() {
		if r := recover(); r != nil {
			// Of two operands that both panic, Go does not say which one is evaluated first, so the numbers do not count.
			panicked = fmt.Sprintf("%T: %s", r, digits.ReplaceAllString(fmt.Sprint(r), "N"))
		}
	}()
	return c.values(), ""
}

func differ(b, a Call, resultsB, resultsA []reflect.Value, panicB, panicA string) string {
	if panicB != panicA {
		return fmt.Sprintf("panics %q before and %q after", panicB, panicA)
	}
	if text := sameAll(resultsB, resultsA, b.unordered); text != "" {
		return "result " + text
	}
	if text := sameAll(b.args, a.args, false); text != "" {
		return "argument " + text
	}
	return ""
}

func sameAll(b, a []reflect.Value, unordered bool) string {
	for i := range b {
		if text := same(b[i], a[i], unordered, 0); text != "" {
			return fmt.Sprintf("%d%s", i, text)
		}
		if !b[i].CanInterface() || (unordered && b[i].Kind() == reflect.Slice && b[i].Len() > 0) {
			continue
		}
		jsonB, errB := json.Marshal(b[i].Interface())
		jsonA, errA := json.Marshal(a[i].Interface())
		if string(jsonB) != string(jsonA) || (errB == nil) != (errA == nil) {
			return fmt.Sprintf("%d as JSON: %s before, %s after", i, jsonB, jsonA)
		}
	}
	return ""
}

// same is reflect.DeepEqual for values whose types were declared twice, with NaN equal to NaN, and words for the
// difference. What is a pointer on one side may be the value on the other, if it is not nil.
func same(b, a reflect.Value, unordered bool, depth int) string {
	if b.Kind() == reflect.Pointer && a.Kind() == reflect.Struct && !b.IsNil() {
		b = b.Elem()
	}
	if b.Kind() != a.Kind() {
		return fmt.Sprintf(": a %s before, a %s after", b.Kind(), a.Kind())
	}
	if depth > 20 {
		return ""
	}
	unlike := func() string { return fmt.Sprintf(": %s before, %s after", show(b), show(a)) }
	switch b.Kind() {
	case reflect.Invalid:
		return ""
	case reflect.Slice, reflect.Map, reflect.Pointer, reflect.Interface, reflect.Func, reflect.Chan:
		if b.IsNil() != a.IsNil() {
			return fmt.Sprintf(": nil is %v before, %v after", b.IsNil(), a.IsNil())
		}
		if b.IsNil() {
			return ""
		}
	}
	switch b.Kind() {
	case reflect.Slice, reflect.Array:
		if b.Len() != a.Len() {
			return fmt.Sprintf(": %d elements before, %d after", b.Len(), a.Len())
		}
		if unordered {
			return sameSorted(b, a)
		}
		for i := 0; i < b.Len(); i++ {
			if text := same(b.Index(i), a.Index(i), false, depth+1); text != "" {
				return fmt.Sprintf("[%d]%s", i, text)
			}
		}
	case reflect.Map:
		if b.Len() != a.Len() {
			return fmt.Sprintf(": %d entries before, %d after", b.Len(), a.Len())
		}
		// A key that is NaN can be found in neither.
		if b.Type().Key().Kind() == reflect.Float64 || b.Type().Key() != a.Type().Key() {
			return ""
		}
		for _, key := range b.MapKeys() {
			value := a.MapIndex(key)
			if !value.IsValid() {
				return fmt.Sprintf(": no entry %s after", show(key))
			}
			if text := same(b.MapIndex(key), value, false, depth+1); text != "" {
				return fmt.Sprintf("[%s]%s", show(key), text)
			}
		}
	case reflect.Struct:
		for i := 0; i < b.NumField(); i++ {
			if text := same(b.Field(i), a.Field(i), unordered, depth+1); text != "" {
				return "." + b.Type().Field(i).Name + text
			}
		}
	case reflect.Pointer, reflect.Interface:
		return same(b.Elem(), a.Elem(), unordered, depth+1)
	case reflect.Float32, reflect.Float64:
		x, y := b.Float(), a.Float()
		if (x != x) != (y != y) || (x == x && (x != y || 1/x != 1/y)) {
			return unlike()
		}
	case reflect.Func, reflect.Chan:
	default:
		if fmt.Sprint(b) != fmt.Sprint(a) {
			return unlike()
		}
	}
	return ""
}

func sameSorted(b, a reflect.Value) string {
	sorted := func(v reflect.Value) (all []string) {
		for i := 0; i < v.Len(); i++ {
			all = append(all, fmt.Sprintf("%#v", v.Index(i)))
		}
		sort.Strings(all)
		return all
	}
	before, after := sorted(b), sorted(a)
	for i := range before {
		if before[i] != after[i] {
			return fmt.Sprintf(": sorted, %s before and %s after", before[i], after[i])
		}
	}
	return ""
}

func show(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		if v.IsNil() {
			return "nil"
		}
		return fmt.Sprintf("%d %s", v.Len(), v.Type().Elem())
	case reflect.String:
		if v.Len() > 12 {
			return fmt.Sprintf("%d bytes", v.Len())
		}
		return fmt.Sprintf("%q", v.String())
	case reflect.Pointer:
		if v.IsNil() {
			return "nil"
		}
		return "&" + show(v.Elem())
	case reflect.Func:
		return "func"
	case reflect.Struct:
		var fields []string
		for i := 0; i < v.NumField(); i++ {
			fields = append(fields, show(v.Field(i)))
		}
		return "{" + strings.Join(fields, " ") + "}"
	}
	text := fmt.Sprintf("%+v", v)
	if len(text) > 30 {
		text = text[:30] + "..."
	}
	return text
}
