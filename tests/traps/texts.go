// Strings and bytes: searching, splitting, converting, comparing.
package p

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"
)

// An empty separator splits into characters.
// said: count-split short-text
func noSeparator(s, sep string) (string, string, int) {
	return strings.Split(s, "")[0], strings.Split(s, sep)[0], len(strings.Split(s, ""))
}

// The second part is missing where the separator is, and then the index panics.
func second(s string) string {
	return strings.Split(s, ":")[1]
}

// Bytes may be changed while their parts are looked at.
func lazily(b []byte) (n int) {
	for _, part := range bytes.Split(b, []byte(",")) {
		b[0] = 'x'
		n += len(part)
	}
	return n
}

// The number of the part is used.
func numbered(s string) (n int) {
	for i, part := range strings.Split(s, ",") {
		n += i * len(part)
	}
	return n
}

// An empty string has no first rune: the index panics, and decoding does not.
func firstRune(s string) rune {
	return []rune(s)[0]
}

// The bytes behind the length, up to the capacity, are there: `b[:n]` does not panic where `string(b)[:n]` does.
// said: sliced-string unsafe
func beyond(b []byte, n int) string {
	return string(b)[:n]
}

// Surrogates and values out of range become U+FFFD on the way through a string.
// said: range-runes unsafe
func throughString(rs []rune) (n int) {
	for _, r := range string(rs) {
		n += int(r)
	}
	return n
}

// The index of a rune is not that of a byte.
func runeIndex(s string) (n int) {
	for i := range []rune(s) {
		n += i
	}
	for i, r := range []rune(s) {
		n += i * int(r)
	}
	return n
}

// EqualFold takes more for equal than ToLower makes so: the Kelvin sign and k, the long s and s.
// said: equal-fold has-text
// said: equal-fold not-constant
// said: equal-fold unsafe
// said: fold-prefix has-text
func folds(a, b string) []bool {
	return []bool{
		strings.ToLower(a) == strings.ToLower(b),
		strings.ToUpper(a) == strings.ToUpper(b),
		strings.ToLower(a) == b,
		strings.ToLower(a) == "Mixed",
		strings.ToLower(a) == "kiss",
		strings.HasPrefix(strings.ToLower(a), "kind"),
	}
}

// TrimSpace trims more than these.
func cutset(s string) string {
	return strings.Trim(s, " \t\n")
}

// DeepEqual keeps nil and empty apart, and so does the dynamic type.
// said: deep-equal other-type
func deep(a, b any, f, g []float64) bool {
	return reflect.DeepEqual(a, b) || reflect.DeepEqual(f, g)
}

// A number is no text.
// said: append-string-copy other-type
// said: string-for-call other-type
func numbers(n int, r rune, rs []rune, b []byte) bool {
	b = append(b, string(r)...)
	return strings.Contains(string(rune(n)), "x") || strings.HasPrefix(string(rs), "x") || utf8.ValidString(string(r))
}

// What is found leads into the bytes, which may be changed.
func found(re *regexp.Regexp, b []byte, s string) ([]byte, string, []string) {
	return re.Find([]byte(s)), re.FindString(string(b)), strings.Fields(string(b))
}

// The bytes of a buffer are its own memory, which the next write changes.
// said: buffer-copy other-type
func taken(buf *bytes.Buffer) ([]byte, string) {
	b := []byte(buf.String())
	buf.WriteString("x")
	return b, string(buf.Bytes())
}

// A nil buffer is "<nil>" as text, and has no bytes.
// said: string-for-call other-type
func nilBuffer(buf *bytes.Buffer) bool {
	return strings.Contains(buf.String(), "x")
}

// Taking a copy is what this is for.
// said: converted-twice advice
func copies(s string, b []byte) (string, []byte) {
	return string([]byte(s)), []byte(string(b))
}

type counter struct {
	*bufio.Writer
	n int
}

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return c.Writer.Write(b)
}

// WriteString is promoted from the writer inside, and passes by the Write that counts.
// said: write-bytes-copy other-type
// said: write-string-copy other-type
func passedBy(c *counter, s string, b []byte) {
	c.Write([]byte(s))
	c.WriteString(string(b))
}

// What an interface does with a string is not known.
// said: write-bytes-copy unsafe
func anyWriter(w io.Writer, s string) {
	w.Write([]byte(s))
}

// A reader of strings is another type than one of bytes, and some look at the type.
func readers(s string, look func(io.Reader)) io.Reader {
	r := bytes.NewReader([]byte(s))
	look(r)
	return r
}

// The writer may be handed out in several pieces.
// said: write-bytes-copy unsafe
func pieces(w *bufio.Writer, s string) {
	w.Write([]byte(s))
}

// A file that is written once with all of it may not be written twice with a part.
// said: write-concat not-in-loop
func atOnce(f *os.File, line string) {
	f.WriteString(line + "\n")
}

// No value of the literal is nil, and the literal is one value for all callers once it stands outside of the function.
func literals() (map[string]int, []string) {
	return map[string]int{"a": 1}, []string{"a", "b"}
}

// The pattern is not constant, does not compile, or is made longest for one of the users.
// said: regexp-in-function kept-elsewhere
// said: regexp-in-function not-constant
// said: regexp-in-function unsure-regexp
func patterns(s, user string) bool {
	longest := regexp.MustCompile(`a+|b`)
	longest.Longest()
	return regexp.MustCompile("^"+user).MatchString(s) || regexp.MustCompile("(").MatchString(s) || longest.MatchString(s)
}

// A pattern that is handed out can be made longest by whoever gets it.
// said: regexp-in-function kept-elsewhere
func handedOut() *regexp.Regexp {
	return regexp.MustCompile(`a+|b`)
}

// An odd number of texts panics, where it is called.
// said: replacer-in-function odd-arguments
func odd(s string) string {
	return strings.NewReplacer("a", "b", "c").Replace(s)
}

// What runs once is not worth a variable.
// said: regexp-in-function runs-once
func init() {
	_ = regexp.MustCompile(`x+`).MatchString("x")
}
