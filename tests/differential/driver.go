// What the differential tests add to the probe: many small programs, each in a package of its own kind before and after, run
// one after another in a process that is started anew behind one that does not come back.
package allocfixprobe

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"runtime"
	"runtime/metrics"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

// program is one, on both sides.
type program struct {
	sides [2]Side
	state [2][]global
	known [2]bool
}

// global is one of the package, and what it holds before a call.
type global struct{ now, start reflect.Value }

var programs = map[int]*program{}

// Register adds one side of a program: its function, inputs that it states, and the variables of its package.
func Register(number int, where string, f any, lists []any, bind func([]any) func(), state ...any) {
	x := 0
	if where == "after" {
		x = 1
	}
	p := programs[number]
	if p == nil {
		p = &program{}
		programs[number] = p
	}
	p.known[x] = true
	p.sides[x] = side("f", f, nil, bind)
	t := reflect.TypeOf(f)
	for k := 0; k < t.NumIn() && k < len(lists); k++ {
		list := reflect.ValueOf(lists[k])
		// The change of a type may have made what was stated useless.
		if list.IsValid() && (list.Kind() != reflect.Slice || list.Type().Elem() != t.In(k)) {
			list = reflect.Value{}
		}
		p.sides[x].stated = append(p.sides[x].stated, list)
	}
	for _, pointer := range state {
		now := reflect.ValueOf(pointer).Elem()
		start := reflect.New(now.Type()).Elem()
		start.Set(now)
		p.state[x] = append(p.state[x], global{now, start})
	}
}

func (p *program) reset(x int) {
	for _, v := range p.state[x] {
		v.now.Set(v.start)
	}
}

// call is one call, and what the variables hold behind it, which counts among the arguments.
func (p *program) call(x int, seed int64, i int) outcome {
	p.reset(x)
	o := p.sides[x].caught(p.sides[x].before, seed, i)
	for k, result := range o.results {
		if p.sides[x].unordered {
			o.results[k] = inOrder(result)
		}
	}
	o.args = append([]reflect.Value(nil), o.args...)
	for _, v := range p.state[x] {
		copied := reflect.New(v.now.Type()).Elem()
		copied.Set(v.now)
		o.args = append(o.args, copied)
	}
	return o
}

// least is the smallest number of allocations of some calls, each with arguments of its own.
func (p *program) least(x, calls int, seed int64, i int) (least uint64) {
	var start, end runtime.MemStats
	for n := 0; n < calls; n++ {
		run := p.sides[x].bound(p.sides[x].bindBefore, seed, i)
		p.reset(x)
		runtime.ReadMemStats(&start)
		ended := quietly(run)
		runtime.ReadMemStats(&end)
		if end.HeapAlloc > 200<<20 {
			runtime.GC()
		}
		if !ended {
			return 0
		}
		if count := end.Mallocs - start.Mallocs; n == 0 || count < least {
			least = count
		}
	}
	return least
}

// difference is unlike, where methods that the programs declare, such as MarshalText, may panic.
func difference(first, second outcome) (text string) {
	defer func() { recover() }()
	return unlike(first, second)
}

func quietly(run func()) (ended bool) {
	defer func() { recover() }()
	run()
	return true
}

// What is being done, for the one who watches: the program, the input, the part, and since when, by the clock of the process and
// by that on the wall.
var doing [5]atomic.Int64

func now(number, i, part int) {
	doing[0].Store(int64(number))
	doing[1].Store(int64(i))
	doing[2].Store(int64(part))
	doing[3].Store(busy())
	doing[4].Store(time.Now().UnixNano())
}

// busy is how long the process has been computing: on a machine with other work the clock on the wall says little.
func busy() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// Which part of the work on an input.
const (
	callsBefore = iota
	callsAfter
	other
)

// slow is what takes too long to be run on both sides.
const slow = 200 * time.Millisecond

func watch(patience time.Duration, memory uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for {
		time.Sleep(20 * time.Millisecond)
		metrics.Read(sample)
		heap := sample[0].Value.Uint64()
		idle := time.Duration(time.Now().UnixNano() - doing[4].Load())
		patience, asleep := patience, 60*time.Second
		if doing[2].Load() == callsBefore {
			// Nobody waits for the after of what takes so long, or waits for something.
			patience, asleep = slow+slow/2, 2*time.Second
		}
		if took := time.Duration(busy() - doing[3].Load()); took > patience || idle > asleep || heap > memory {
			fmt.Fprintf(told, "STUCK %d %d %d\n", doing[0].Load(), doing[1].Load(), doing[2].Load())
			os.Exit(3)
		}
	}
}

// Result is what came of a program.
type Result struct {
	Number, Inputs, Panics, Unsteady int
	// What differs, and on which input.
	Differ, Input string
	// More allocations on some input, if there are any.
	More  string
	Fewer int
}

// RunPrograms runs those from a number on, the first from an input on, on so many inputs each.
func RunPrograms(first, firstInput, last, count int, sized, unmeasured map[int]bool) {
	fmt.Fprintln(told, "START")
	discarded := discard()
	defer discarded()
	restore := undisturbed()
	defer restore()
	now(first, firstInput, other)
	go watch(1500*time.Millisecond, 1200<<20)
	all := integers
	var small []int64
	for _, n := range all {
		if n >= -1000 && n <= 1000 {
			small = append(small, n)
		}
	}
	for number := first; number < last; number++ {
		p := programs[number]
		if p == nil || !p.known[0] || !p.known[1] {
			continue
		}
		integers = all
		if sized[number] {
			integers = small
		}
		for x := range p.sides {
			p.sides[x].sized = sized[number]
		}
		result := p.run(number, firstInput, count, !unmeasured[number])
		firstInput = 0
		line, err := json.Marshal(result)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(told, "RESULT %s\n", line)
	}
	fmt.Fprintln(told, "END")
}

func (p *program) run(number, firstInput, count int, measured bool) Result {
	result := Result{Number: number}
	random := rand.New(rand.NewSource(int64(number)))
	plain, seen, start := p.sides[0].isPlain(), map[string]bool{}, busy()
	total := p.sides[0].count()
	for k := 0; k < count; k++ {
		i := k
		if total > count && k >= 5 {
			i = random.Intn(total)
		} else if k >= total {
			break
		}
		if k < firstInput {
			continue
		}
		// What is slow on many inputs has said enough on a few.
		if time.Duration(busy()-start) > 10*slow && result.Inputs >= 5 {
			break
		}
		now(number, k, other)
		if plain {
			code := p.sides[0].describe(seed, i)
			if seen[code] {
				continue
			}
			seen[code] = true
		}
		now(number, k, callsBefore)
		first := p.call(0, seed, i)
		if busy()-doing[3].Load() > int64(slow) {
			continue
		}
		now(number, k, callsAfter)
		second := p.call(1, seed, i)
		now(number, k, other)
		result.Inputs++
		if text := difference(first, second); text != "" {
			// The order of a map may be what differs.
			steady := true
			for try := 0; try < 60 && steady; try++ {
				now(number, k, other)
				again := p.call(0, seed, i)
				steady = difference(first, again) == "" && difference(again, second) != "" && difference(first, p.call(1, seed, i)) != ""
			}
			if steady {
				result.Differ, result.Input = text, p.sides[0].describe(seed, i)
				return result
			}
			result.Unsteady++
			continue
		}
		if first.panicked != "" {
			result.Panics++
			continue
		}
		if !measured {
			continue
		}
		before, after := p.least(0, 3, seed, i), p.least(1, 3, seed, i)
		if after > before {
			now(number, k, other)
			before, after = p.least(0, 30, seed, i), p.least(1, 30, seed, i)
		}
		if after < before {
			result.Fewer++
		}
		if after > before && result.More == "" {
			result.More = fmt.Sprintf("%d allocations before, %d after on %.600s", before, after, p.sides[0].describe(seed, i))
		}
		if heap := new(runtime.MemStats); k%8 == 7 {
			if runtime.ReadMemStats(heap); heap.HeapAlloc > 100<<20 {
				runtime.GC()
			}
		}
	}
	return result
}

// Arguments are the numbers that the process is started with.
func Arguments() (numbers []int) {
	for _, text := range os.Args[1:] {
		n, err := strconv.Atoi(text)
		if err != nil {
			panic(err)
		}
		numbers = append(numbers, n)
	}
	return numbers
}
