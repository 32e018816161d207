package p

import (
	"regexp"
	"strconv"
)

type name string

type wrapped struct{ *regexp.Regexp }

func (wrapped) MatchString(string) bool { return false }

func keeps(re *regexp.Regexp, w wrapped, b []byte, s string, n name, f func() int) []any {
	return []any{
		w.Match([]byte(s)),
		re.Match([]byte(n)),
		re.Match(b),
		re.Find([]byte(s)),
		re.FindString(string(b)),
		re.FindStringSubmatch(string(b)),
		re.FindAllStringIndex(string(b), f()),
		re.ReplaceAllString(string(b), "x"),
	}
}

type notes struct{ all string }

func (n *notes) next() string {
	n.all += "."
	return "."
}

func (n *notes) replaced(re *regexp.Regexp) (string, []byte) {
	return string(re.ReplaceAll([]byte(n.all), []byte(n.next()))), re.Find([]byte(n.next()))
}

func madeLater(re *regexp.Regexp, b []byte) []int {
	b = []byte{b[0]}
	return re.FindStringIndex(string(b))
}

func madeByCall(re *regexp.Regexp, n int64) bool {
	b := strconv.AppendInt(make([]byte, 0, 20), n, 10)
	return len(b) > 2 && re.MatchString(string(b))
}

func madeText(re *regexp.Regexp, a, b string) bool {
	s := a + b
	return len(s) > 10 && re.Match([]byte(s))
}
