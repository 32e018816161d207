package p

import (
	"bufio"
	"strings"
)

type reader struct {
	lines *bufio.Scanner
	end   string
}

func (r *reader) next() bool {
	return r.lines.Scan() && r.lines.Text() != r.end && strings.Index(r.lines.Text(), "--") != 0
}

func value(s bufio.Scanner, mark string) (bool, int) {
	if !s.Scan() || (s.Text() == /* the mark */ mark) {
		return false, 0
	}
	return "a"+"b" == mark || s.Text() == "a"+mark, strings.Count(s.Text(), "日本")
}

func both(s, t *bufio.Scanner) bool {
	return s.Text() == "" && t.Text() != `"`
}
