package p

import (
	"bufio"
	"strings"
)

func compared(text string) (n int) {
	s := bufio.NewScanner(strings.NewReader(text))
	for s.Scan() {
		if s.Text() == "end" {
			break
		}
		n++
	}
	return n
}

func different(text, word string) (n int) {
	s := bufio.NewScanner(strings.NewReader(text))
	s.Split(bufio.ScanWords)
	for s.Scan() {
		if s.Text() != word {
			n++
		}
	}
	return n
}

func comments(text string) (n int) {
	s := bufio.NewScanner(strings.NewReader(text))
	for s.Scan() {
		if strings.HasPrefix(s.Text(), "#") || strings.Contains(s.Text(), "//") {
			n++
		}
	}
	return n
}
