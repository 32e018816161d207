package p

import "regexp"

type matcher struct{ re *regexp.Regexp }

var digits = regexp.MustCompile(`\d+`)

func (m *matcher) look(b []byte, s string) (out []any) {
	if m.re.Match([]byte(s)) && digits.MatchString(string(b)) {
		out = append(out, m.re.FindIndex([]byte(s+"x")), m.re.FindStringSubmatchIndex(string(b[1:])))
	}
	return append(out, digits.FindAllIndex([]byte(s), -1), digits.FindAllStringSubmatchIndex(string(b), len(s)))
}

func (m *matcher) replaced(s string) string {
	return string(m.re.ReplaceAll([]byte(s), []byte("$1"))) + string(digits.ReplaceAll([]byte(s+"x"), []byte(s)))
}

// One argument and two: gofmt spaces sums in them otherwise.
func (m *matcher) sums(s string, b []byte) (bool, [][]int, bool) {
	return m.re.Match([]byte(s + "%" + s)), m.re.FindAllIndex([]byte(s+"%"+s), -1), m.re.MatchString(string(b))
}
