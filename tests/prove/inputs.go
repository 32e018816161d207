package probe

import (
	"fmt"
	"math"
	"math/rand"
	"os"
	"reflect"
	"time"
	"unsafe"
)

// Counts are numbers of rounds: where a loop runs that often, the largest integers would take for ever.
var Counts = []int{0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 100, 1000, -1, math.MinInt}

// Texts are strings on which formats, patterns and conversions differ, if they do.
var Texts = []string{
	"", "a", "x", "ab", "12", "a1b22", " two words ", "-", "/", "héllo, 世界", "\x00\n\t\"\\", "\xff\xfea", "%d%s%!", "<b>&\"x\"</b>",
	long(31), long(32), long(33), long(100), long(1000), long(70_000),
}

// Sizes of slices and maps: around each step of growth.
var sizes = []int{1, 2, 3, 4, 5, 7, 8, 9, 14, 16, 17, 33, 100, 1000}

var numbers = []int64{
	0, 1, 2, 4, 5, 7, 9, 10, 16, 99, 100, 127, 128, 150, 255, 256, 1000, 65535, 65536, 123456,
	-1, -7, -99, -100, -128, -129, -256, -123456, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64,
}

var floats = []float64{0, math.Copysign(0, -1), 1, 1.5, -2, 1e21, 1e-7, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64}

// A Time that is put together from any fields is none.
var times = []time.Time{
	{}, time.Unix(0, 0), time.Unix(1_700_000_000, 123_456_789).UTC(), time.Unix(-1, 1),
	time.Date(2024, 2, 29, 23, 59, 60, 999, time.FixedZone("far", -5*3600)),
}

// Whatever is written to a file should cost nothing and leave nothing behind.
var null, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)

var timeType, fileType = reflect.TypeOf(time.Time{}), reflect.TypeOf(null)

func long(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = byte('a' + i%26)
	}
	return string(text)
}

func init() {
	random := rand.New(rand.NewSource(2))
	for i := 0; i < 4; i++ {
		numbers = append(numbers, int64(random.Uint64())>>random.Intn(63))
		text := make([]byte, random.Intn(50))
		random.Read(text)
		Texts = append(Texts, string(text))
	}
}

// count is how many values of a type are worth a call.
func count(t reflect.Type) int {
	switch t {
	case timeType:
		return len(times)
	case fileType:
		return 1
	}
	switch t.Kind() {
	case reflect.Bool:
		return 2
	case reflect.String:
		return len(Texts)
	case reflect.Float32, reflect.Float64:
		return len(floats)
	case reflect.Slice, reflect.Map:
		return len(sizes) + 2
	case reflect.Pointer:
		return 1 + count(t.Elem())
	case reflect.Array:
		return 3
	case reflect.Struct:
		most := 1
		for i := 0; i < t.NumField(); i++ {
			most = max(most, count(t.Field(i).Type))
		}
		return most
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return len(numbers)
	case reflect.Interface:
		return 3
	}
	panic("no inputs for " + t.String() + ": state them in a //prove:with comment")
}

// nth is the value of a type with a number: the first ones are edges, those behind count differ from each other as far
// as the type can.
func nth(t reflect.Type, j, depth int) reflect.Value {
	v := reflect.New(t).Elem()
	switch t {
	case timeType:
		v.Set(reflect.ValueOf(times[j%len(times)]))
		return v
	case fileType:
		v.Set(reflect.ValueOf(null))
		return v
	}
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(j%2 == 0)
	case reflect.String:
		if j < len(Texts) && (depth == 0 || len(Texts[j]) < 200) {
			v.SetString(Texts[j])
		} else {
			v.SetString(fmt.Sprintf("text %d", j))
		}
	case reflect.Float32, reflect.Float64:
		if j < len(floats) {
			v.SetFloat(floats[j])
		} else {
			v.SetFloat(float64(j) / 4)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(number(j) << (64 - t.Bits()) >> (64 - t.Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(uint64(number(j)) << (64 - t.Bits()) >> (64 - t.Bits()))
	case reflect.Slice:
		if size, some := size(j, depth); some {
			v.Set(reflect.MakeSlice(t, size, size))
			for i := 0; i < size; i++ {
				v.Index(i).Set(nth(t.Elem(), i, depth+1))
			}
		}
	case reflect.Map:
		if size, some := size(j, depth); some {
			v.Set(reflect.MakeMap(t))
			for i := 0; i < size; i++ {
				v.SetMapIndex(nth(t.Key(), i, depth+1), nth(t.Elem(), i, depth+1))
			}
		}
	case reflect.Pointer:
		if j > 0 {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(nth(t.Elem(), j-1, depth))
		}
	case reflect.Array:
		for i := 0; i < t.Len(); i++ {
			v.Index(i).Set(nth(t.Elem(), j*i, depth+1))
		}
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			// Fields that are not exported can be set only behind the back of reflect.
			field := reflect.NewAt(t.Field(i).Type, unsafe.Pointer(v.Field(i).UnsafeAddr())).Elem()
			field.Set(nth(t.Field(i).Type, j+i, depth))
		}
	case reflect.Interface:
		if j%3 > 0 && t.NumMethod() == 0 {
			v.Set(reflect.ValueOf([]any{nil, 7, "text"}[j%3]))
		} else if j%3 > 0 && reflect.TypeOf(errText("")).Implements(t) {
			v.Set(reflect.ValueOf(errText([]string{"", "", "fault"}[j%3])))
		} else if j%3 > 0 && reflect.TypeOf(new(sink)).Implements(t) {
			v.Set(reflect.ValueOf(&sink{most: []int{0, 1 << 40, 5}[j%3]}))
		}
	}
	return v
}

// sink is a writer that remembers what was written without allocating, and fails once it is full.
type sink struct {
	bytes, most int
	sum         uint64
}

// empty makes it as it was before anything was written: calls share their arguments.
func (s *sink) empty() { s.bytes, s.sum = 0, 0 }

func (s *sink) Write(p []byte) (int, error) {
	n := min(len(p), s.most-s.bytes)
	for _, b := range p[:n] {
		s.sum = (s.sum ^ uint64(b)) * 1099511628211
	}
	s.bytes += n
	if n < len(p) {
		return n, errText("full")
	}
	return n, nil
}

func (s *sink) WriteString(text string) (int, error) {
	n := min(len(text), s.most-s.bytes)
	for i := 0; i < n; i++ {
		s.sum = (s.sum ^ uint64(text[i])) * 1099511628211
	}
	s.bytes += n
	if n < len(text) {
		return n, errText("full")
	}
	return n, nil
}

type errText string

func (e errText) Error() string { return string(e) }

func number(j int) int64 {
	if j < len(numbers) {
		return numbers[j]
	}
	return int64(j) * 7919
}

// size is that of the slice or map with a number; the very first is nil. Within others they stay small.
func size(j, depth int) (int, bool) {
	j %= len(sizes) + 2
	if depth > 0 {
		j %= 6
	}
	if j < 2 {
		return 0, j == 1
	}
	return sizes[j-2], true
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
