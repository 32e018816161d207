// Pointers, copies, pools, hashes, sorting, logging.
package p

import (
	"bufio"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math"
	"reflect"
	"sort"
	"strings"
	"sync"
	"time"
)

type point struct{ x, y int }

func (p *point) move(dx int) { p.x += dx }

type locked struct {
	sync.Mutex
	n int
}

// Nil says something here.
// said: pointer-return unknown-use
//
//go:noinline
func find(points []point, x int) *point {
	if x == 0 {
		return nil
	}
	return &point{x: x}
}

func useFind(points []point) int {
	if p := find(points, 1); p != nil {
		return p.x
	}
	return 0
}

// The pointer is stored by the one who gets it.
// said: pointer-return unknown-use
//
//go:noinline
func newPoint(x int) *point { return &point{x: x} }

var last *point

func useNewPoint() { last = newPoint(1) }

// A lock must not be copied.
// said: pointer-return contains-lock
//
//go:noinline
func newLocked() *locked { return &locked{n: 1} }

func useLocked() int { return newLocked().n }

// It is used as a value.
// said: pointer-return unknown-use
//
//go:noinline
func makePoint(x int) *point { return &point{x: x} }

var maker = makePoint

func useMaker() int { return makePoint(1).x + maker(2).x }

// Who compares pointers asks which one it is.
// said: pointer-return unknown-use
//
//go:noinline
func fresh() *point { return &point{} }

func useFresh() bool { return fresh() == fresh() }

// Others can call it.
// said: pointer-return exported
func Exported() *point { return &point{} }

func useExported() int { return Exported().x }

// The body changes the elements, or the slice.
// said: copy-address unsafe
// said: pointer-return unknown-use
//
//go:noinline
func changed(points []point, x int) *point {
	for _, p := range points {
		points[0].x = x
		if p.x == x {
			return &p
		}
	}
	return nil
}

// The copy is changed before it is handed out.
// said: copy-address other-use
// said: pointer-return unknown-use
//
//go:noinline
func movedCopy(points []point, x int) *point {
	for _, p := range points {
		p.move(1)
		if p.x == x {
			return &p
		}
	}
	return nil
}

// An array is copied by the loop.
// said: copy-address other-kind
// said: pointer-return unknown-use
//
//go:noinline
func ofArray(points [4]point, x int) *point {
	for _, p := range points {
		points[3].x = 1
		if p.x == x {
			return &p
		}
	}
	return nil
}

// Only the same pointer that was taken from a pool goes back without an allocation.
// said: pool-slice advice
func pooled(pool *sync.Pool, b []byte) {
	pool.Put(b)
	pool.Put(&b)
}

// The buffer's memory leaves the function.
// said: buffer-pool unknown-use
func leaves(s string) []byte {
	var buf bytes.Buffer
	buf.WriteString(s)
	return buf.Bytes()
}

// The buffer is kept by somebody.
// said: buffer-pool unknown-callee
func kept(s string, keep func(io.Reader)) {
	var buf bytes.Buffer
	buf.WriteString(s)
	keep(&buf)
}

// A target that is used behind the if.
// said: errors-as used-elsewhere
func target(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.text
	}
	return f.String()
}

// The single value panics with other words.
func single(v reflect.Value) string {
	return v.Interface().(string)
}

// The order of equal elements is not said, and a NaN is less than all for cmp and less than nothing for <.
// said: sort-slice other-elements
// said: sort-slice unsafe
func sorted(fs []float64, points []point) {
	sort.Slice(fs, func(i, j int) bool { return fs[i] < fs[j] })
	sort.Slice(points, func(i, j int) bool { return points[i].x < points[j].x })
	_ = math.NaN()
}

// A key without a value, a key that is not a text, a value of a type of its own.
// said: slog-attributes no-gain
// said: slog-attributes not-constant
// said: slog-attributes odd-arguments
func logs(l *slog.Logger, n celsius, args ...any) {
	l.Info("m", "odd")
	l.Info("m", 1, 2)
	l.Info("m", "c", n)
	l.Info("m", args...)
	slog.InfoContext(context.Background(), "m", "k", struct{}{})
}

// What is behind the value is an error for one and left for the other.
// said: decode-whole unsafe
func decodes(s string, v any) error {
	return json.NewDecoder(strings.NewReader(s)).Decode(v)
}

// Nothing written is still a call of Write.
func copied2(w io.Writer, b []byte) (int64, error) {
	return io.Copy(w, bytes.NewReader(b))
}

// Through an interface the array is on the heap all the same.
func sums(w io.Writer, order binary.ByteOrder, v uint32) error {
	return binary.Write(w, order, v)
}

// A timer that is used again must be drained before Go 1.23: from there on it is offered.
// said: timer-in-loop unsafe
func waits(c chan int) {
	for range 3 {
		select {
		case <-c:
		case <-time.After(time.Second):
		}
	}
}

// What is deferred in a loop runs at the end of the function, and there all of it.
// said: defer-in-loop advice
func defers(locks []*sync.Mutex) {
	for _, l := range locks {
		l.Lock()
		defer l.Unlock()
	}
}

// A large value by pointer is no allocation less, and often one more.
func large(v [64]int) int { return v[0] }

// More is written after the first sum.
// said: hash-sum unknown-use
// said: sum-of-hash kept-elsewhere
func running(data, more []byte) ([]byte, []byte) {
	h := sha256.New()
	h.Write(data)
	first := h.Sum(nil)
	h.Write(more)
	return first, h.Sum(nil)
}

// Behind the interface it is not known which hash it is, nor how long its sum.
func keyed(key, data []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return h.Sum(nil)
}

// What a hash writes to is not its own: the sum is appended to the slice that is given.
// said: hash-sum unknown-use
func appended(data, to []byte) []byte {
	h := sha256.New()
	h.Write(data)
	return h.Sum(to)
}

// A buffer that is handed to somebody in each round is another one in the next.
// said: buffer-in-loop unknown-use
// said: buffer-pool in-loop
func handedBuffers(texts []string, keep func(*bytes.Buffer)) {
	for _, text := range texts {
		var buf bytes.Buffer
		buf.WriteString(text)
		keep(&buf)
	}
}

// The bytes of the buffer stay when the next round begins.
// said: buffer-in-loop kept-elsewhere
// said: buffer-pool in-loop
func keptBytes(texts []string) [][]byte {
	all := make([][]byte, len(texts))
	for i, text := range texts {
		var buf bytes.Buffer
		buf.WriteString(text)
		all[i] = buf.Bytes()
	}
	return all
}

// What the value writes stands in front of its bytes, and must not be where they are put.
// said: binary-bytes other-type
// said: write-integer call
func lengthPrefixed(w *bufio.Writer, write func(*bufio.Writer) uint32) {
	binary.Write(w, binary.BigEndian, write(w))
}

// An int is written nowhere: binary.Write returns an error, which is a difference to nothing at all.
// said: binary-bytes other-type
// said: write-integer other-type
func sizes(b *bytes.Buffer, n int) error {
	return binary.Write(b, binary.BigEndian, n)
}

// There is no conversion of a negative constant to a type without a sign.
// said: binary-bytes other-type
// said: write-integer negative-constant
func noLength(b *bytes.Buffer) {
	binary.Write(b, binary.BigEndian, int32(-1))
}
