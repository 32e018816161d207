// Package allocfixprobe calls two versions of a function on the same made-up inputs and compares what they return, what they
// leave in their arguments, how they panic and what they allocate.
//
// It is laid over a module for the time of a test and never written to it. It knows nothing of the functions but what is
// added by the generated code beside them.
package allocfixprobe

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand"
	"reflect"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
	"unsafe"
)

type function struct {
	file, name    string
	before, after reflect.Value
	// A large number may be a size or a number of rounds.
	sized                 bool
	bindBefore, bindAfter func([]interface{}) func()
	// Slices to take the arguments from, for the parameters that have one; the others are made up.
	stated []reflect.Value
}

var functions []function

// Add registers a function and its two versions.
func Add(file, name string, before, after interface{}, sized bool, bindBefore, bindAfter func([]interface{}) func()) {
	functions = append(functions, function{file, name, reflect.ValueOf(before), reflect.ValueOf(after), sized, bindBefore, bindAfter, nil})
}

// Report is what came of a function.
type Report struct {
	File, Function string
	// Inputs is how many were compared; Returned, on how many of them the functions came back without a panic; Unsteady, on
	// how many the old version differs from itself.
	Inputs, Returned, Unsteady int
	// Differ says what is different, and Input for which arguments, as Go code.
	Differ, Input string
	// Ends says that a call did not come back, in words.
	Ends string
	// Allocations of one call each, added up over the inputs that were measured.
	Measured      int
	Before, After uint64
}

func (f *function) run(seed int64, inputs int, report *Report) {
	start := time.Now()
	for i := 0; i < inputs && time.Since(start) < budget; i++ {
		start := allocated()
		note(callsOld, i, 0)
		first := f.caught(f.before, seed, i)
		note(callsNew, i, allocated()-start)
		second := f.caught(f.after, seed, i)
		text := differ(first, second)
		if text != "" {
			// The order of a map, or an address, may be what differs: then the old version differs from itself, or agrees at another time.
			steady := true
			for try := 0; try < 40 && steady; try++ {
				note(measures, i, 0)
				again := f.caught(f.before, seed, i)
				steady = differ(first, again) == "" && differ(again, second) != "" && differ(first, f.caught(f.after, seed, i)) != ""
			}
			if !steady {
				report.Unsteady++
				continue
			}
			report.Differ, report.Input = text, f.describe(seed, i)
			return
		}
		report.Inputs++
		if first.panicked != "" {
			continue
		}
		report.Returned++
		if report.Measured < 40 {
			note(measures, i, 0)
			before := f.measure(f.bindBefore, seed, i)
			note(measures, i, 0)
			after := f.measure(f.bindAfter, seed, i)
			report.Measured++
			report.Before += before
			report.After += after
		}
	}
}

// outcome is what a call left behind.
type outcome struct {
	results, args []reflect.Value
	panicked      string
	printed       string
}

// caught is a call, with what it prints.
func (f *function) caught(version reflect.Value, seed int64, i int) outcome {
	printed := catch()
	o := f.call(version, seed, i)
	o.printed = printed()
	return o
}

func (f *function) call(version reflect.Value, seed int64, i int) (o outcome) {
	in := f.inputs(seed, i)
	o.args = in
	defer func() {
		if r := recover(); r != nil {
			// Of two operands that both panic, Go does not say which one is evaluated first, so the numbers do not count.
			o.panicked = fmt.Sprintf("%T: %s", r, digits.ReplaceAllString(fmt.Sprint(r), "N"))
		}
	}()
	if version.Type().IsVariadic() {
		o.results = version.CallSlice(in)
	} else {
		o.results = version.Call(in)
	}
	return o
}

var digits = regexp.MustCompile(`0x[0-9a-f]+|\d+`)

// inputs are the arguments of a number: the same each time, and separate values.
func (f *function) inputs(seed int64, i int) []reflect.Value {
	t := f.before.Type()
	m := maker{rand: rand.New(rand.NewSource(seed*1_000_003 + int64(i))), sized: f.sized, edge: i}
	in := make([]reflect.Value, t.NumIn())
	for k := range in {
		in[k] = m.value(t.In(k), 0)
		// Two arguments of a type are the same value now and then.
		if k > 0 && t.In(k) == t.In(k-1) && m.rand.Intn(8) == 0 {
			in[k] = in[k-1]
		}
		m.edge = m.rand.Intn(40)
	}
	// Each with each other.
	for k, list := range f.stated {
		if list.IsValid() {
			in[k] = list.Index(i % list.Len())
			i /= list.Len()
		}
	}
	return in
}

// measure counts the allocations of one call.
func (f *function) measure(bind func([]interface{}) func(), seed int64, i int) uint64 {
	defer undisturbed()()
	return cost(4, f.bound(bind, seed, i)).Allocs
}

// bound is a call that can be made again and again without reflection.
func (f *function) bound(bind func([]interface{}) func(), seed int64, i int) func() {
	sound = true
	in := f.inputs(seed, i)
	sound = false
	boxed := make([]interface{}, len(in))
	for k, v := range in {
		p := reflect.New(f.before.Type().In(k))
		p.Elem().Set(v)
		boxed[k] = p.Interface()
	}
	return bind(boxed)
}

// undisturbed keeps other threads and the collector from running, until what it returns is called: a collection in between
// would empty pools and count what it allocates itself.
func undisturbed() func() {
	threads, percent := runtime.GOMAXPROCS(1), debug.SetGCPercent(-1)
	return func() {
		debug.SetGCPercent(percent)
		runtime.GOMAXPROCS(threads)
	}
}

// Cost is what one call allocates.
type Cost struct {
	Allocs, Bytes uint64
}

// cost is testing.AllocsPerRun with the bytes beside the number: averages, rounded down so that what the runtime allocates now
// and then in the background does not count. What runs long or allocates much runs less often than most times; a call that
// panics by now counts as none.
func cost(most int, run func()) (c Cost) {
	defer func() {
		if recover() != nil {
			c = Cost{}
		}
	}()
	defer discard()()
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	begin := time.Now()
	run()
	took := time.Since(begin)
	runtime.ReadMemStats(&end)
	runs := 1 + int(20*time.Millisecond/(took+1))
	if few := 1 + int(8<<20/(end.TotalAlloc-start.TotalAlloc+1)); runs > few {
		runs = few
	}
	if runs > most {
		runs = most
	}
	if runs < 2 {
		runs = 2
	}
	if end.HeapAlloc > 100<<20 {
		runtime.GC()
		run()
	}
	runtime.ReadMemStats(&start)
	for i := 0; i < runs; i++ {
		run()
	}
	runtime.ReadMemStats(&end)
	return Cost{(end.Mallocs - start.Mallocs) / uint64(runs), (end.TotalAlloc - start.TotalAlloc) / uint64(runs)}
}

func (f *function) describe(seed int64, i int) string {
	var args []string
	for _, v := range f.inputs(seed, i) {
		args = append(args, goCode(v, 0))
	}
	return fmt.Sprintf("%s(%s)", f.name, strings.Join(args, ", "))
}

// maker makes values up.
type maker struct {
	rand  *rand.Rand
	sized bool
	// The first inputs are edges, those behind are random.
	edge int
}

var texts = []string{
	"", "a", "x", "ab", "12", "-7", "a1b22", " two words ", "-", "/", "a/b/c", "key=value", "a,b,,c", "http://ex.com/p?q=1#f", "héllo, 世界",
	"\x00\n\t\"\\", "\xff\xfea", "%d%s%!", "<b>&\"x\"</b>", "true", "1.5e3", "line\nline\r\n", strings.Repeat("abc", 11), strings.Repeat("x", 300),
}

var integers = []int64{0, 1, 2, 3, 4, 7, 8, 9, 10, 16, 31, 32, 33, 64, 99, 100, 127, 128, 255, 256, 1000, -1, -2, -7, -100, -128, -256, -1000}

var extremes = []int64{math.MaxInt64, math.MinInt64, math.MaxInt32, math.MinInt32, 1 << 40}

var floats = []float64{0, math.Copysign(0, -1), 1, 1.5, -2, 1e21, 1e-7, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64}

// The small ones first: within other values the last ones do not come up.
var sizes = []int{-1, 0, 1, 2, 3, 5, 9, 17, 40}

// What lies deeper than this in other values is very small.
var deep = 1

// A broken reader or writer gives this.
var errBroken = errors.New("broken")

type stringer string

func (s stringer) String() string { return "S:" + string(s) }

type failure struct{ code int }

func (f *failure) Error() string {
	if f == nil {
		return "nil failure"
	}
	return fmt.Sprintf("failure %d", f.code)
}

// writer keeps the start of what is written and a sum of all of it, without allocating, and may break after some bytes.
type writer struct {
	text          []byte
	count, breaks int
	sum           uint64
}

// sound is set while inputs are made to be measured: then no writer breaks, which would end most calls early.
var sound = false

func newWriter(breaks int) *writer {
	if sound {
		breaks = 0
	}
	return &writer{text: make([]byte, 0, 1000), breaks: breaks}
}

func (w *writer) Write(p []byte) (int, error) {
	n := w.room(len(p))
	for _, c := range p[:n] {
		w.put(c)
	}
	return w.wrote(n, len(p))
}

func (w *writer) WriteString(s string) (int, error) {
	n := w.room(len(s))
	for i := 0; i < n; i++ {
		w.put(s[i])
	}
	return w.wrote(n, len(s))
}

// room is how many of so many bytes can be written before it breaks.
func (w *writer) room(n int) int {
	if w.breaks > 0 && w.count+n > w.breaks {
		return w.breaks - w.count
	}
	return n
}

func (w *writer) put(c byte) {
	w.count++
	w.sum = (w.sum ^ uint64(c)) * 1099511628211
	if len(w.text) < cap(w.text) {
		w.text = append(w.text, c)
	}
}

func (w *writer) wrote(n, of int) (int, error) {
	if n < of {
		return n, errBroken
	}
	return n, nil
}
func (w *writer) WriteByte(c byte) error {
	_, err := w.Write([]byte{c})
	return err
}

func (w *writer) WriteRune(r rune) (int, error) { return w.Write([]byte(string(r))) }

func (w *writer) Flush() error { return nil }

func (w *writer) Available() int { return 100 }

func (w *writer) Buffered() int { return 0 }

// reader gives a text in small pieces, and may break at its end.
type reader struct {
	text   string
	piece  int
	broken bool
}

func (r *reader) Read(p []byte) (int, error) {
	if r.text == "" {
		if r.broken {
			return 0, errBroken
		}
		return 0, io.EOF
	}
	n := len(r.text)
	if n > r.piece {
		n = r.piece
	}
	n = copy(p, r.text[:n])
	r.text = r.text[n:]
	return n, nil
}

func (r *reader) ReadByte() (byte, error) {
	var p [1]byte
	_, err := r.Read(p[:])
	return p[0], err
}

func (r *reader) Close() error { return nil }

func (m *maker) pick(n int) int {
	if m.edge >= 0 && m.edge < n {
		i := m.edge
		return i
	}
	return m.rand.Intn(n)
}

// size is how many elements a slice or map has; -1 stands for nil.
func (m *maker) size(depth int) int {
	n := len(sizes)
	if depth > 0 {
		n = 9
	}
	if depth > deep {
		n = 5
	}
	return sizes[m.pick(n)]
}

// ready makes values of types that would be good for nothing if they were made up.
var ready = map[reflect.Type]func() interface{}{
	reflect.TypeOf((*bufio.Writer)(nil)): func() interface{} { return bufio.NewWriter(newWriter(0)) },
}

func (m *maker) value(t reflect.Type, depth int) reflect.Value {
	v := reflect.New(t).Elem()
	if make, ok := ready[t]; ok {
		v.Set(reflect.ValueOf(make()))
		return v
	}
	edge := m.edge
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(m.pick(2) == 1)
	case reflect.String:
		if m.edge < len(texts) || m.rand.Intn(3) > 0 {
			text := texts[m.pick(len(texts))]
			if depth > 0 && len(text) > 300 {
				text = text[:300]
			}
			v.SetString(text)
		} else {
			v.SetString(m.random())
		}
	case reflect.Float32, reflect.Float64:
		if m.edge < len(floats) || m.rand.Intn(2) == 0 {
			v.SetFloat(floats[m.pick(len(floats))])
		} else {
			v.SetFloat(m.rand.NormFloat64() * 1000)
		}
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(floats[m.pick(len(floats))], 1))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := m.integer()
		v.SetInt(n << (64 - t.Bits()) >> (64 - t.Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n := m.integer()
		if m.sized && n < 0 {
			n = -n
		}
		v.SetUint(uint64(n) << (64 - t.Bits()) >> (64 - t.Bits()))
	case reflect.Slice:
		n := m.size(depth)
		if n < 0 {
			break
		}
		v.Set(reflect.MakeSlice(t, n, n+m.rand.Intn(2)*m.rand.Intn(5)))
		for i := 0; i < n; i++ {
			m.edge = m.rand.Intn(60)
			v.Index(i).Set(m.value(t.Elem(), depth+1))
		}
	case reflect.Array:
		for i := 0; i < v.Len() && i < 1000; i++ {
			m.edge = m.rand.Intn(60)
			v.Index(i).Set(m.value(t.Elem(), depth+1))
		}
	case reflect.Map:
		n := m.size(depth)
		if n < 0 {
			break
		}
		v.Set(reflect.MakeMap(t))
		for i := 0; i < n; i++ {
			m.edge = m.rand.Intn(60)
			key := m.value(t.Key(), depth+1)
			if comparable(key) {
				v.SetMapIndex(key, m.value(t.Elem(), depth+1))
			}
		}
	case reflect.Pointer:
		// Deep inside, pointers end: types may hold themselves. At the top, nil comes up now and then.
		if depth > 4 || m.rand.Intn(4+8*btoi(depth == 0)) == 0 {
			break
		}
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(m.value(t.Elem(), depth+1))
	case reflect.Struct:
		m.fields(v, depth)
	case reflect.Interface:
		m.dynamic(v, depth)
	}
	m.edge = edge
	return v
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func comparable(v reflect.Value) (ok bool) {
	defer func() { ok = recover() == nil }()
	_ = map[interface{}]bool{}[v.Interface()]
	return true
}

func (m *maker) fields(v reflect.Value, depth int) {
	t := v.Type()
	if t == reflect.TypeOf(time.Time{}) {
		v.Set(reflect.ValueOf(time.Unix(m.rand.Int63n(2e9), m.rand.Int63n(1e9)).UTC()))
		return
	}
	// What another package keeps to itself has rules of its own; of this package any value may come up.
	own := strings.HasPrefix(t.PkgPath(), module) && module != ""
	for i := 0; i < v.NumField(); i++ {
		field := v.Field(i)
		if !field.CanSet() {
			if !own && t.Name() != "" {
				continue
			}
			field = reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
		}
		switch field.Kind() {
		case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		case reflect.Interface:
			if field.NumMethod() == 0 || field.Type().String() == "error" || len(offers[field.Type()]) > 0 {
				m.edge = m.rand.Intn(60)
				m.dynamic(field, depth+1)
			}
		default:
			m.edge = m.rand.Intn(60)
			field.Set(m.value(field.Type(), depth+1))
		}
	}
}

// offers are types that can stand for an interface.
var offers = map[reflect.Type][]reflect.Type{}

// Offer says that a type, of which it is given a pointer, can stand for an interface, of which likewise.
func Offer(iface, impl interface{}) {
	i, t := reflect.TypeOf(iface).Elem(), reflect.TypeOf(impl).Elem()
	if reflect.PointerTo(t).Implements(i) {
		offers[i] = append(offers[i], t)
	}
}

// module is the path of the module that the functions belong to; structs of its packages get values in all fields.
var module = ""

// Module names it.
func Module(path string) { module = path }

func (m *maker) dynamic(v reflect.Value, depth int) {
	var all []interface{}
	text := texts[m.rand.Intn(len(texts))]
	switch v.Type().String() {
	case "error":
		all = []interface{}{nil, errBroken, io.EOF, fmt.Errorf("wrapped: %w", errBroken), &failure{m.rand.Intn(9)}, (*failure)(nil)}
	case "io.Reader":
		all = []interface{}{strings.NewReader(text), &reader{text, 1 + m.rand.Intn(7), m.rand.Intn(3) == 0}, &reader{"", 1, true}, strings.NewReader("")}
	case "io.Writer":
		all = []interface{}{newWriter(0), newWriter(1 + m.rand.Intn(20))}
	case "fmt.Stringer":
		all = []interface{}{stringer(text), nil}
	case "context.Context":
		all = []interface{}{context.Background()}
	default:
		if v.NumMethod() > 0 {
			for _, x := range []interface{}{newWriter(m.rand.Intn(2) * 15), &reader{text, 1 + m.rand.Intn(7), false}} {
				if reflect.TypeOf(x).Implements(v.Type()) {
					v.Set(reflect.ValueOf(x))
				}
			}
			if list := offers[v.Type()]; len(list) > 0 && depth < 4 {
				t := list[m.rand.Intn(len(list))]
				p := reflect.New(t)
				m.edge = m.rand.Intn(60)
				p.Elem().Set(m.value(t, depth+1))
				if t.Implements(v.Type()) && m.rand.Intn(2) == 0 {
					p = p.Elem()
				}
				v.Set(p)
			}
			return
		}
		all = []interface{}{
			nil, text, m.rand.Intn(1000), int64(-7), uint8(200), 1.5, true, []byte(text), []string{text, "b"}, map[string]interface{}{"a": text, "b": 1},
			[]interface{}{text, 1, nil}, stringer(text), errBroken, struct{ A int }{3}, float32(0.1), 'x',
		}
	}
	if x := all[m.pick(len(all))]; x != nil {
		v.Set(reflect.ValueOf(x))
	}
}

func (m *maker) integer() int64 {
	switch {
	case m.edge < len(integers):
		return integers[m.pick(len(integers))]
	case m.sized:
		return int64(m.rand.Intn(200)) - 20
	case m.rand.Intn(3) == 0:
		return extremes[m.rand.Intn(len(extremes))]
	}
	return int64(m.rand.Uint64()) >> uint(m.rand.Intn(63))
}

func (m *maker) random() string {
	const letters = "abcXYZ019 .,:;/-_=+*()[]{}<>\"'\\\n\t%&?#é世\xff"
	text := make([]byte, m.rand.Intn(40))
	for i := range text {
		text[i] = letters[m.rand.Intn(len(letters))]
	}
	return string(text)
}

func shortened(text string) string {
	if len(text) > 200 {
		return fmt.Sprintf("%q and %d bytes more", text[:200], len(text)-200)
	}
	return fmt.Sprintf("%q", text)
}

// ending says how the call came to its end, where that is what differs.
func (o *outcome) ending() string {
	if o.panicked == "" {
		return "a result"
	}
	return fmt.Sprintf("a panic (%s)", o.panicked)
}

func differ(b, a outcome) string {
	if b.panicked != a.panicked {
		return fmt.Sprintf("%s before and %s after", b.ending(), a.ending())
	}
	if b.printed != a.printed {
		return fmt.Sprintf("%s on standard output and the log before, %s after", shortened(b.printed), shortened(a.printed))
	}
	for i := range b.results {
		if text := same(b.results[i], a.results[i], 0); text != "" {
			return fmt.Sprintf("result %d%s", i, text)
		}
	}
	for i := range b.args {
		if text := same(b.args[i], a.args[i], 0); text != "" {
			return fmt.Sprintf("what argument %d leads to%s", i, text)
		}
	}
	return ""
}

// same is reflect.DeepEqual with NaN equal to NaN, and words for the difference.
func same(b, a reflect.Value, depth int) string {
	if b.IsValid() != a.IsValid() {
		return fmt.Sprintf(": nil is %v before, %v after", !b.IsValid(), !a.IsValid())
	}
	if !b.IsValid() || depth > 12 {
		return ""
	}
	// By name: in the proofs of the rules both versions have a package of their own.
	if b.Type().String() != a.Type().String() {
		return fmt.Sprintf(": a %s before, a %s after", b.Type(), a.Type())
	}
	switch b.Kind() {
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
		for i := 0; i < b.Len(); i++ {
			if text := same(b.Index(i), a.Index(i), depth+1); text != "" {
				return fmt.Sprintf("[%d]%s", i, text)
			}
		}
	case reflect.Map:
		if b.Len() != a.Len() {
			return fmt.Sprintf(": %d entries before, %d after", b.Len(), a.Len())
		}
		for _, key := range b.MapKeys() {
			named := key
			// Of one name, but each of its own package: in the proofs of the rules.
			if of := a.Type().Key(); key.Type() != of && key.Type().ConvertibleTo(of) {
				named = key.Convert(of)
			}
			value := a.MapIndex(named)
			if !value.IsValid() {
				// A key that is NaN, or a pointer, is found in neither.
				if !b.MapIndex(key).IsValid() || key.Kind() == reflect.Pointer || key.Kind() == reflect.Interface {
					continue
				}
				return fmt.Sprintf(": no entry %s after", goCode(key, 3))
			}
			if text := same(b.MapIndex(key), value, depth+1); text != "" {
				return fmt.Sprintf("[%s]%s", goCode(key, 3), text)
			}
		}
	case reflect.Struct:
		for i := 0; i < b.NumField(); i++ {
			if text := same(b.Field(i), a.Field(i), depth+1); text != "" {
				return "." + b.Type().Field(i).Name + text
			}
		}
	case reflect.Pointer, reflect.Interface:
		if b.Kind() == reflect.Pointer && b.Pointer() == a.Pointer() {
			return ""
		}
		return same(b.Elem(), a.Elem(), depth+1)
	case reflect.Float32, reflect.Float64:
		x, y := b.Float(), a.Float()
		if (x != x) != (y != y) || (x == x && (x != y || math.Signbit(x) != math.Signbit(y))) {
			return fmt.Sprintf(": %v before, %v after", x, y)
		}
	case reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.Uintptr:
	case reflect.String:
		if b.String() != a.String() {
			return fmt.Sprintf(": %.60q before, %.60q after", b.String(), a.String())
		}
	default:
		if x, y := fmt.Sprint(b), fmt.Sprint(a); x != y {
			return fmt.Sprintf(": %s before, %s after", x, y)
		}
	}
	return ""
}

// goCode is a value as Go code, cut where it is long.
func goCode(v reflect.Value, depth int) string {
	if !v.IsValid() || depth > 5 {
		return "nil"
	}
	name := func() string { return strings.TrimPrefix(v.Type().String(), "") }
	list := func(n int, item func(int) string) string {
		var items []string
		for i := 0; i < n && i < 12; i++ {
			items = append(items, item(i))
		}
		if n > 12 {
			items = append(items, fmt.Sprintf("/* %d more */", n-12))
		}
		return name() + "{" + strings.Join(items, ", ") + "}"
	}
	switch v.Kind() {
	case reflect.String:
		if v.Type().PkgPath() != "" {
			return fmt.Sprintf("%s(%q)", name(), v.String())
		}
		return fmt.Sprintf("%q", v.String())
	case reflect.Slice:
		if v.IsNil() {
			return name() + "(nil)"
		}
		return list(v.Len(), func(i int) string { return goCode(v.Index(i), depth+1) })
	case reflect.Array:
		return list(v.Len(), func(i int) string { return goCode(v.Index(i), depth+1) })
	case reflect.Map:
		if v.IsNil() {
			return name() + "(nil)"
		}
		keys := v.MapKeys()
		return list(len(keys), func(i int) string { return goCode(keys[i], depth+1) + ": " + goCode(v.MapIndex(keys[i]), depth+1) })
	case reflect.Struct:
		return list(v.NumField(), func(i int) string { return v.Type().Field(i).Name + ": " + goCode(v.Field(i), depth+1) })
	case reflect.Pointer:
		if v.IsNil() {
			return "(" + name() + ")(nil)"
		}
		if v.Elem().Kind() == reflect.Struct {
			return "&" + goCode(v.Elem(), depth+1)
		}
		return "pointer(" + goCode(v.Elem(), depth+1) + ")"
	case reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return goCode(v.Elem(), depth)
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return "nil"
	case reflect.Float32, reflect.Float64:
		return fmt.Sprintf("%v", v.Float())
	}
	return fmt.Sprintf("%v", v)
}
