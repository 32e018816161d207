package p

import (
	"regexp"
	"strings"
)

func valid(name string) bool {
	return regexp.MustCompile(`^[a-z]+$`).MatchString(name)
}

func bytes(b []byte) [][]byte {
	return regexp.MustCompile("[a-m]{2}").FindAll(b, -1)
}

func slug(s string) string {
	re := regexp.MustCompile("[^a-z]+")
	s = strings.ToLower(s)
	return re.ReplaceAllString(s, "-$0")
}

func words(s string) (all []string) {
	space := regexp.MustCompile(`\s+`)
	digits := regexp.MustCompile(`(?P<first>\d)(\d*)`)
	for _, word := range space.Split(s, -1) {
		all = append(all, digits.FindStringSubmatch(word)...)
	}
	return append(all, digits.String(), digits.SubexpNames()[1])
}

func inLiteral(s string) bool {
	match := func(s string) bool { return regexp.MustCompile("x|y").MatchString(s) }
	return match(s)
}

func index(s string) []int {
	re := regexp.MustCompile("b*")
	return re.FindStringIndex(s)
}

func replaced(s string) string {
	re := regexp.MustCompile("[aeiou]")
	return re.ReplaceAllStringFunc(s, func(m string) string {
		return strings.ToUpper(re.FindString(m))
	})
}

func each(lines []string) (n int) {
	for _, line := range lines {
		if regexp.MustCompile(`^\w+ \w+$`).MatchString(line) {
			n++
		}
	}
	return n
}

func ignored(s string) (ok bool) {
	matched, _ := regexp.MatchString(`a+b?`, s)
	ok, _ = regexp.MatchString(`^\d`, s)
	if other, _ := regexp.MatchString("x$", s); other {
		return !ok
	}
	return matched || ok
}

func said(s string) (all []string) {
	// Two words at least.
	words := regexp.MustCompile(`\w+( \w+)+`)
	for _, found := range words.FindAllString(s, -1) {
		all = append(all, strings.ToUpper(found))
	}
	return all
}
