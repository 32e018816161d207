package p

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"os"
)

type config struct {
	port  int
	limit uint64
	name  string
	on    bool
}

func ints(a int, b int64, c int8, d int16, e int32, r rune) {
	fmt.Println(fmt.Sprintf("%d", a), fmt.Sprintf("%v", b), fmt.Sprint(c))
	fmt.Println(fmt.Sprintf("%d", d), fmt.Sprintf("%d", e), fmt.Sprintf("%d", r))
	fmt.Println(fmt.Sprint(a), fmt.Sprintf("%v", a), fmt.Sprintf("%d", b), fmt.Sprint(b), fmt.Sprintf("%v", c))
}

func uints(a uint, b uint64, c uint8, d uint16, e uint32, f byte) []string {
	return []string{
		fmt.Sprintf("%d", a),
		fmt.Sprintf("%d", b),
		fmt.Sprintf("%d", c),
		fmt.Sprint(d),
		fmt.Sprintf("%v", e),
		fmt.Sprint(f),
		fmt.Sprintf("%v", b),
	}
}

func fields(c *config) string {
	return fmt.Sprintf("%d", c.port) + ":" + fmt.Sprint(c.limit) + fmt.Sprintf("%s", c.name) + fmt.Sprintf("%t", c.on)
}

func loop(xs []string) {
	for i := range xs {
		os.Setenv(fmt.Sprint(i), fmt.Sprint(xs[i]))
	}
}

func expressions(a, b int, s string) string {
	x := fmt.Sprintf("%d", a+b)
	y := fmt.Sprintf("%s", s+"!")[1:]
	z := fmt.Sprint(len(s) > 1)
	w := fmt.Sprintf("%v", s)
	return x + y + z + w + fmt.Sprintf("%v", a == b)
}

func layout(f func(int) int, n int) string {
	return fmt.Sprintf("%d", f(n+1))
}

func twice(s string) string {
	return s + (fmt.Sprint(("x" + s)))
}

func floats(f float64, u uint64, v uint32) []string {
	return []string{fmt.Sprint(f), fmt.Sprintf("%g", f/2), fmt.Sprintf("%x", u), fmt.Sprintf("%x", v)}
}

func sums(data []byte) []string {
	sum := sha256.Sum256(data)
	return []string{fmt.Sprintf("%x", data[1:]), fmt.Sprintf("%x", sum)}
}

const greeting = "hello"

func constants() string {
	return fmt.Sprintf("neg") + fmt.Sprintf(greeting)
}

func sumsOfSums(b []byte, fields map[string]string, c *config) (string, bool) {
	sum := fmt.Sprintf("%x", sha256.Sum256(b))
	c.name = fmt.Sprintf("%x", sha1.Sum([]byte(sum)))
	if c.on {
		return fmt.Sprintf("%x", md5.Sum(b)), true
	}
	return fields[sum], false
}

func digest(b []byte) string {
	return fmt.Sprintf("%x", sha512.Sum512(b))
}

func verbs(s string, f float64) []string {
	return []string{
		fmt.Sprintf("%f", f),
		fmt.Sprintf("%.0f", f*2),
		fmt.Sprintf("%.3f", f),
		fmt.Sprintf("%s", []byte(s)),
	}
}

// With both in the literal gofmt would spread it; what stands outside is another matter.
func inLiteral(share float64) string {
	return func() string { return fmt.Sprintf("%g", share) + fmt.Sprint(share/3) }() + fmt.Sprint(share*1e20)
}

var short = func(f float64, s string) string { return fmt.Sprintf("%.2f", f) + fmt.Sprintf("%s", s) + fmt.Sprintf("%s", s) }

// Of two that would be the same one stays what it is.
func same(s, a string) bool {
	return fmt.Sprintf("%s", s) == a || fmt.Sprintf("%s", s) == a
}

func formats(text string, words []string) string {
	return fmt.Sprintf(text) + fmt.Sprintf("<"+text+">") + fmt.Sprintf(words[0] /* the first */)
}
