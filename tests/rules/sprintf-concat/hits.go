package p

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

type user struct {
	first, last string
	age         int
	admin       bool
}

func (u user) name() string {
	return fmt.Sprintf("%s %s", u.first, u.last)
}

func percent(s string) string {
	return fmt.Sprintf("100%% %s", s)
}

func precedence(a, b string) (string, bool) {
	c := fmt.Sprintf("%s-%s", a, b)[1:]
	d := a + fmt.Sprintf("%s-%s", a, b) + b
	return c + d, fmt.Sprintf("%s-%s", a, b) == c
}

func depth(m map[string]int, a, b string) int {
	fmt.Println(fmt.Sprintf("<%s>", a))
	fmt.Println("x", fmt.Sprintf("<%s>", a))
	return m[fmt.Sprintf("%s/%s", a, b)]
}

func numbers(host string, port int, id uint32, big uint64) []string {
	return []string{
		fmt.Sprintf("%s:%d", host, port),
		fmt.Sprintf("id-%d", id),
		fmt.Sprintf("id-%d", big),
	}
}

func loop(names []string) error {
	for i, n := range names {
		if n == "" {
			return errors.New(fmt.Sprintf("name %d is empty", i))
		}
	}
	return nil
}

func flags(u user) string {
	return fmt.Sprintf("%v admin=%t", u.first, u.admin)
}

func quoted(s string, b []byte) string {
	return fmt.Sprintf("\"%s\"\t%s", s, b)
}

func conversion(b []byte) string {
	return fmt.Sprintf("%s/%s", string(b), string(b[1:]))
}

func sums(a, b string, f func(int) string, n int) string {
	return fmt.Sprintf("%s: %s", a+b, f(n+1)) + fmt.Sprintf("%s!", a+b)
}

func integers(file string, line int64, host []byte, port uint16, n int) []string {
	return []string{
		fmt.Sprintf("%s:%d", file, line),
		fmt.Sprintf("%s:%d %s:%d", file, n, host, port),
		fmt.Sprintf("%s:%d in the directory %s:%d", file, line, host, port),
		fmt.Sprintf("%d%s", n+1, file),
		fmt.Sprintf("%s:%d", file, 99),
		fmt.Sprintf("%d files in %s", len(file)*2+n, host),
	}
}

func (u *user) rename(first string) string {
	u.first = first
	return first
}

func calls(u, v *user) string {
	return fmt.Sprintf("%s and %s and %s", u.name(), v.rename(u.last), v.name())
}

func grown(u *user, all []string, m map[string]string, next func() int) string {
	s := u.name()
	s = fmt.Sprintf("%s%s", s, u.last)
	s = fmt.Sprintf("%v, %s: %d", s, u.first, len(all)*2+1)
	u.last = fmt.Sprintf("%s (%s)", u.last, s) // longer
	all[0] = fmt.Sprintf("%s.", all[0])
	m[s] = fmt.Sprintf("%s/%t", m[s], u.admin)
	all[next()] = fmt.Sprintf("%s/%t", all[next()], u.admin)
	s = fmt.Sprintf("<%s>", s)
	return s
}

type kind string

type (
	count int
	size  uint16
	state bool
	shade int64
)

func (s shade) String() string { return "shade" }

func (k *kind) String() string { return "not of a value" }

const large kind = "large"

func namedTypes(k kind, c count, n size, on state, s shade, t string) string {
	text := fmt.Sprintf("%s/%s", k, t)
	text += fmt.Sprintf("%v: %d", k+"s", c)
	text += fmt.Sprintf("%s%s: %t", large, k, on)
	text += fmt.Sprintf("%s %s %d %d", t, k, n, s)
	for range c {
		text += fmt.Sprintf("<%d>", c+1)
	}
	return text
}

func beforeCalls(a, b string, u *user, next func(error, string) string) (string, string) {
	for a != fmt.Sprintf("%s: %s", b, a) {
		b = next(nil, b)
	}
	_ = next(errors.New(fmt.Sprintf("%s: %s", u.first, a)), next(nil, u.last))
	if s := fmt.Sprintf("%s: %s", u.first, b); next(nil, s) != "" {
		return "", a
	}
	return fmt.Sprintf("%s: %s", a, b), next(nil, a)
}

func beforeReader(u *user, body []byte) (string, io.Reader) {
	return fmt.Sprintf("%s/%s", u.first, u.last), bytes.NewReader(body)
}

func beforeAppend(all []string, name string, size int) (string, []string) {
	rename := func() { name += "!" }
	rename()
	return fmt.Sprintf("name: %s", name), append(all, name)
}

const prefix = "app"

func constantElements(all []string, size int) []string {
	all = append(all, fmt.Sprintf("%s/%s", prefix, "name"))
	return append(all, fmt.Sprintf("%s:%d", prefix, size))
}

func literalOperands(all []string, name string) []string {
	all = append(all, fmt.Sprintf("%s = %s", "Name", name))
	all = append(all, fmt.Sprintf("%s%s:%s", `C:\`, "\x41\n", name))
	return append(all, fmt.Sprintf("%s%s%q", name, "quoted", name))
}

func escapes(s string) []string {
	return []string{
		fmt.Sprintf("\033[1m%s\033[0m 100%%", s),
		fmt.Sprintf("%s\u0301%s", s, s),
		fmt.Sprintf("\t%%%s\"\x25\x25\n", s),
		fmt.Sprintf("é\xe9%s", s),
	}
}
