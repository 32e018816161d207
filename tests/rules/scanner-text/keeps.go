package p

import (
	"bufio"
	"fmt"
	"strings"
)

func kept(s *bufio.Scanner, seen map[string]bool, counts map[string]int, word string) (lines []string) {
	for s.Scan() {
		line := s.Text()
		lines = append(lines, line, strings.TrimSpace(s.Text()))
		seen[s.Text()] = true
		counts[s.Text()]++
		fmt.Println(s.Text(), strings.Contains(s.Text(), word), "x" == line)
	}
	return lines
}

// What is compared with may read another line.
func moves(s *bufio.Scanner) bool {
	next := func() string {
		s.Scan()
		return s.Text()
	}
	return s.Text() == next()
}

type own struct{ text string }

func (o own) Text() string  { return o.text }
func (o own) Bytes() []byte { return nil }

type embedded struct{ *bufio.Scanner }

func (embedded) Bytes() []byte { return nil }

func others(o own, e embedded) bool {
	return o.Text() == "x" || e.Text() == "x" || strings.HasPrefix(o.Text(), "x")
}
