package p

import (
	"regexp"
	"strings"
)

// Valid says whether the name is one.
func Valid(name string) bool {
	return regexp.MustCompile(`^[a-z]+$`).MatchString(name)
}

func HTTPName(s string) string {
	re := regexp.MustCompile("[^a-z]+")
	s = strings.ToLower(s)
	// Everything else is a dash.
	return re.ReplaceAllString(s, "-")
}

type parser struct{}

func (p *parser) fields(lines []string) (n int) {
	a := regexp.MustCompile(`\s+`)
	b := regexp.MustCompile(`\d{2,4}`)
	for _, line := range lines {
		n += len(a.Split(line, -1)) + len(b.FindAllString(line, -1))
	}
	return n
}

func inLiteral() func(string) bool {
	return func(s string) bool { return regexp.MustCompile("x|y").MatchString(s) }
}

func blanks(s string) (string, string) {
	a := regexp.MustCompile("a+")

	s = a.ReplaceAllString(s, "")

	b := regexp.MustCompile("b+")

	t := b.ReplaceAllString(s, "")
	return s, t
}

func ignored(s string) bool {
	if ok, _ := regexp.MatchString("^a", s); ok { // it starts so
		return true
	}
	ok, _ := regexp.MatchString(`b+$`, s[1:])
	return ok
}

func severalLines(s string) bool {
	re := regexp.MustCompile(`^a
	b$`)
	return re.MatchString(s)
}

func ownName(names []string) (n int) {
	validName := regexp.MustCompile("^[a-z]+$")
	otherName := regexp.MustCompile("^[A-Z]+$")
	for _, name := range names {
		if validName.MatchString(name) || otherName.MatchString(name) {
			n++
		}
	}
	return n
}

func twoWithOneName(s string) bool {
	otherName := regexp.MustCompile("^[A-Z]+$")
	return otherName.MatchString(s)
}

func twice(s string) bool {
	if s != "" {
		longName := regexp.MustCompile("^[A-Z]+$")
		return longName.MatchString(s)
	}
	longName := regexp.MustCompile("^[a-z]+$")
	return longName.MatchString(s)
}

type found struct{ re bool }

func fieldsOfItsName(x string) ([]found, *found, map[bool]int) {
	re := regexp.MustCompile("a+")
	all := []found{{re: re.MatchString(x)}}
	return all, &found{re: re.MatchString(x)}, map[bool]int{re.MatchString(x): 1}
}

func longForm(s string) bool {
	var re = regexp.MustCompile("x+")
	return re.MatchString(s)
}

func all(b []byte) [][]byte {
	return regexp.MustCompile("%d"+"a*"+"b").FindAll(b, -1)
}

func commented(lines []string) (n int) {
	// What it looks for.
	re := regexp.MustCompile("g+")
	for _, line := range lines {
		n += len(re.FindString(line))
	}
	return n
}

//go:noinline
func directed() {}

func behindDirected(s string) bool { return regexp.MustCompile("k+").MatchString(s) }
