//go:build go1.26

// Where what is right elsewhere does not compile, or is done at another time.
package traps

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

type truth bool

// A comparison becomes whatever boolean type is asked for, a call does not.
// said: equal-fold other-type
func folded(s string, others ...truth) truth {
	var is truth = strings.ToLower(s) == "x-y"
	if others[0] && strings.ToLower(s) == "x-y" {
		return is
	}
	return others[1] == (strings.ToLower(s) == "x-y")
}

// said: split-in-two other-type
func isPair(s string) truth {
	parts := strings.SplitN(s, "=", 2)
	return len(parts) == 2 && parts[1] == "x"
}

// said: equal-fold other-type
func isFolded[B ~bool](s string) B { return strings.ToLower(s) == "x-y" }

// No goto may jump over the declaration of a variable.
// said: buffer-in-loop goto
// said: buffer-pool in-loop
// said: split-first goto
// said: sprintf-single-value goto
func jumps(s string, x []byte, b *bytes.Buffer, n uint32) (t string, err error) {
	if s == "" {
		goto done
	}
	t = strings.TrimSpace(strings.Split(s, ":")[0])
	t = fmt.Sprintf("%x", md5.Sum(x))
	for _, part := range []string{s, t} {
		var buf bytes.Buffer
		buf.WriteString(part)
		t += buf.String()
	}
	if n > 0 {
		return t, nil
	}
	return t, binary.Write(b, binary.BigEndian, n)
done:
	return "", nil
}

// What a deferred call gets is evaluated at once, what it does comes later.
// said: sort-slice started
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-concat other-type
// said: sprintf-concat started
// said: sprintf-single-value started
// said: write-sprintf started
// said: write-string-copy started
func deferred(s string, b []byte, state *[]int, f *os.File, xs []int) {
	defer fmt.Sprintf("%s", s)
	go fmt.Sprintf("%s-%s", s, s)
	defer f.WriteString(fmt.Sprintf("start %v\n", *state))
	defer f.WriteString(string(b))
	defer sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] })
	xs = nil
}

// A value alone is no statement.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-single-value unused-value
func unused(s string) { fmt.Sprint(s) }

// Go evaluates constants while it compiles.
// said: deep-equal constant
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-single-value constant
func constants(s string) (n int) {
	switch s {
	case fmt.Sprintf("a"), "a":
		n++
	}
	_ = map[string]int{fmt.Sprint("a"): 1, "a": 2}
	_ = map[bool]int{reflect.DeepEqual("a", "b"): 1, false: 2}
	return n + int(fmt.Sprintf("abc")[n]) + int(uint8(1)<<len(fmt.Sprintf("abcdefghij")))
}

// `s = s` is something that vet complains about.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-single-value vet
func assignsItself(s, other string, t *named) string {
	s = fmt.Sprintf("%s", s)
	s, other = fmt.Sprint(s), other+"b"
	t.name = fmt.Sprintf("%s", (t.name))
	return s
}

// And so is an operand that a condition has twice.
// said: split-in-two vet
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-single-value vet
func saysItTwice(a, s string) (bool, bool) {
	parts := strings.SplitN(a, ":", 2)
	return a == s || s == "" || (a == fmt.Sprintf("%s", s)), len(parts) != 2 || len(parts) == 1
}

// The shift of a constant takes its type from its place, and int has 32 bits on some systems.
// said: append-number untyped-shift
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-single-value untyped-shift
func shifted(b []byte, n int) ([]byte, string) {
	b = append(b, strconv.Itoa(1<<n)...)
	b = fmt.Appendf(b, "%d", 1<<n)
	return b, fmt.Sprint('a'<<n) + fmt.Sprint(1<<n)
}

type named struct{ name string }

// The brace of a literal would be taken for the one of the block.
// said: deep-equal composite-literal
// said: range-runes composite-literal
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-concat composite-literal
// said: sprintf-single-value composite-literal
func headers(y string) (n int) {
	if fmt.Sprintf("%s", named{y}.name) == y {
		n++
	}
	if fmt.Sprintf("%s-%s", named{y}.name, y) != y {
		n++
	}
	if reflect.DeepEqual(named{y}.name, y) {
		n++
	}
	for _, r := range []rune(named{y}.name) {
		n += int(r)
	}
	return n
}

var hook func(string) bool

// A variable that waits for another one is overtaken by those in between.
var early = setup()
var late = hook("a")

func setup() int {
	hook = matches
	return 1
}

// said: regexp-in-function initialisation-order
func matches(s string) bool { return regexp.MustCompile(`a+`).MatchString(s) }

// Who gets the names of a regular expression may change them.
// said: regexp-in-function kept-elsewhere
func names() []string {
	re := regexp.MustCompile(`(?P<a>x)(?P<b>y)`)
	names := re.SubexpNames()
	names[0] += "full"
	return names
}

// In a function of the loop, recover does nothing.
// said: error-in-loop no-method
// said: split-loop recovers
func recovers(s string) (err error) {
	defer func() {
		for _, part := range strings.Fields(s) {
			if r := recover(); r != nil {
				err = fmt.Errorf("%s: %v", part, r)
			}
		}
	}()
	panic("boom")
}

type cached struct{ *entry }

type entry struct{ name string }

func (e *entry) set(name string) string { e.name = name; return name }

// What an embedded pointer leads to is no part of the variable.
// said: sprintf-concat order
func promoted(x cached) (string, string) {
	return fmt.Sprintf("<%s>", x.name), x.set("new")
}

type replacing struct{ out **os.File }

func (r replacing) String() string { *r.out = os.Stderr; return "" }

var output = os.Stdout

var kept []byte

// A method that fmt calls may replace the writer, or add to the buffer.
// said: append-sprintf order
// said: sprintf-concat other-type
// said: write-sprintf order
func replaced(r replacing) {
	output.WriteString(fmt.Sprintf("%v %q", r, "x"))
	kept = append(kept, fmt.Sprintf("%v %q", r, "x")...)
}

// Bytes behind a comment.
// said: sprintf-concat several-lines
// said: write-sprintf comment
func commented(f *os.File, n int) {
	f.WriteString(fmt.Sprintf( // why
		"%5d", n))
}

const (
	service = "api"
	user    = "user"
)

// Go evaluates sums of constants as well.
// said: sprintf-concat constant
func sums(s string) int {
	switch s {
	case fmt.Sprintf("%s.%s", service, user):
		return 1
	case "api.user":
		return 2
	}
	return map[string]int{fmt.Sprintf("%s-%s", service, user): 1, "api-user": 2}[s] +
		int(uint(len(fmt.Sprintf("%s/%s", service, user))-10))
}

func several() (string, any) { return "%v|", 3 }

func both() (int64, int) { return 255, 16 }

// A call with several results stands alone among the arguments.
// said: append-number several-results
// said: append-sprintf several-results
// said: sprintf-concat format-not-literal
// said: sprintf-single-value other-type
// said: write-sprintf several-results
func handedOver(b []byte, f *os.File) []byte {
	f.WriteString(fmt.Sprintf(several()))
	b = append(b, fmt.Sprintf(several())...)
	return append(b, strconv.FormatInt(both())...)
}

// gofmt lines up the bodies of functions on neighbouring lines.
// said: split-first aligned-values
func first(s string) string            { return strings.Split(s, "/")[0] }
func unchanged(s string, n int) string { return s }

// A literal has no address but that of a new variable.
// said: binary-bytes other-type
// said: fprint-string not-addressable
// said: fprintf-concat not-addressable
// said: write-integer not-addressable
func writesToNobody(s string, n uint32) {
	fmt.Fprint(&bytes.Buffer{}, s)
	fmt.Fprintf(&strings.Builder{}, "%s: %s", s, s)
	binary.Write(&(bytes.Buffer{}), binary.BigEndian, n)
}

// Of a constant vet says more than of a format, and go test with it.
// said: sprintf-concat constant
// said: sprintf-single-value constant
func prints(a string) {
	fmt.Println(fmt.Sprintf("usage: tool [flags] file\n"))
	fmt.Println(a, fmt.Sprintf("%s\n", "x"))
	fmt.Print(fmt.Sprintf("%s %%d", "x"), "\n")
	fmt.Print(fmt.Sprintf("%s %s", "x", "%d"), "\n")
}

type label string

// A conversion of a constant is one too.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-concat constant
// said: sprintf-single-value constant
func converts(x label) (int, uint) {
	switch x {
	case label(fmt.Sprintf("a")), "a":
		return 1, 2
	}
	_ = map[label]int{label(fmt.Sprint("q")): 1, "q": 2}[x]
	return int(label(fmt.Sprintf("%s-%s", "a", "b"))[5]), uint(len(label(fmt.Sprintf("abc"))) - 10)
}

// Two comparisons make no sense together, and a comment is no difference.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-single-value vet
func repeats(s, a string) (bool, bool) {
	return s != "a" || fmt.Sprintf("%s", s) != "b",
		a == /* c */ s || a == fmt.Sprintf("%s", s)
}

// Nor the sum that a constant becomes a part of.
// said: sprint-error other-type
// said: sprint-stringer no-method
// said: sprintf-concat constant
// said: sprintf-single-value constant
func printsSums() {
	const name, version = "tool", "1.0"
	fmt.Println(fmt.Sprintf("%s %s", name, version) + "\n")
	fmt.Println("%" + fmt.Sprintf("%s", "d"))
}
