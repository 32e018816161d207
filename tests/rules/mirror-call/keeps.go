package p

import "regexp"

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
