// Package peers measures what peers report and allocfix leaves alone because it saves nothing: `tests/peers/run --measure`.
package peers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

var (
	text  = strings.Repeat("one,two,", 40)
	first = strings.Repeat("a", 40)
	raw   = []byte(text)
	anErr error
	taken string
	whole []byte
	count int
	table = map[string]int{text: 1}
)

type file struct{ n int }

func (f *file) Write(p []byte) (int, error) { f.n += len(p); return len(p), nil }

func (f *file) WriteString(s string) (int, error) { f.n += len(s); return len(s), nil }

// The functions are called through variables, so that none is inlined into the measurement.
var pairs = []struct {
	check         string
	before, after func()
}{
	{"error-format", func() { anErr = fmt.Errorf("no such thing") }, func() { anErr = errors.New("no such thing") }},
	{"stringscut", func() { taken = index(text) }, func() { taken = cut(text) }},
	{"preferStringWriter", func() { io.WriteString(out, text) }, func() { out.WriteString(text) }},
	{"stringConcatSimplify", func() { taken = strings.Join([]string{first, text}, " ") }, func() { taken = first + " " + text }},
	{"stringXbytes", func() { count = copy(whole[:cap(whole)], []byte(text)) }, func() { count = copy(whole[:cap(whole)], text) }},
	{"zeroByteRepeat", func() { whole = bytes.Repeat([]byte{0}, len(text)) }, func() { whole = make([]byte, len(text)) }},
	{"SA6001", func() { key := string(raw); count = table[key] }, func() { count = table[string(raw)] }},
	{"appendCombine", func() { combined(2, false) }, func() { combined(2, true) }},
	{"prealloc", func() { appendOne(raw) }, func() { appendSized(raw) }},
}

var (
	out  = &file{}
	kept [][]byte
)

func index(s string) string {
	if i := strings.Index(s, ","); i >= 0 {
		return s[:i]
	}
	return ""
}

func cut(s string) string {
	head, _, _ := strings.Cut(s, ",")
	return head
}

// combined appends two values to a slice that has some already.
func combined(have int, atOnce bool) {
	kept = make([][]byte, have)
	if atOnce {
		kept = append(kept, raw, raw)
		return
	}
	kept = append(kept, raw)
	kept = append(kept, raw)
}

// A single append to a nil slice allocates exactly what it needs.
func appendOne(more []byte) {
	var b []byte
	b = append(b, more...)
	whole = b
}

func appendSized(more []byte) {
	b := make([]byte, 0, len(more))
	b = append(b, more...)
	whole = b
}

func TestNoGain(t *testing.T) {
	for _, pair := range pairs {
		before, after := testing.AllocsPerRun(200, pair.before), testing.AllocsPerRun(200, pair.after)
		fmt.Printf("%-22s %3.0f to %3.0f allocations\n", pair.check, before, after)
		if after < before {
			t.Errorf("%s saves an allocation", pair.check)
		}
	}
}
