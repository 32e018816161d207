package p

import "regexp"

var global = regexp.MustCompile("a+")

var lazily = func() *regexp.Regexp { return regexp.MustCompile("b+") }

func init() {
	_ = regexp.MustCompile("c+").MatchString("c")
}

func returned() *regexp.Regexp {
	return regexp.MustCompile("d+")
}

func longest(s string) string {
	re := regexp.MustCompile("e|ef")
	re.Longest()
	return re.FindString(s)
}

func variable(pattern, s string) bool {
	return regexp.MustCompile(pattern).MatchString(s)
}

func wrong(s string) bool {
	return regexp.MustCompile("f(").MatchString(s)
}

func unsure(s string) bool {
	return regexp.MustCompile(`\p{Greek}`).MatchString(s)
}

func passed(f func(*regexp.Regexp)) {
	re := regexp.MustCompile("g")
	f(re)
}

func reassigned(s string) bool {
	re := regexp.MustCompile("h")
	re = regexp.MustCompile("i")
	return re.MatchString(s)
}

func commented(s string) bool {
	re := regexp.MustCompile(
		"j", // one letter
	)
	return re.MatchString(s)
}

func looked(s, pattern string) (bool, error) {
	a, _ := regexp.MatchString(pattern, s)
	b, _ := regexp.MatchString("(", s)
	c, err := regexp.MatchString("a+", s)
	return a && b && c, err
}

// gofmt asks for a blank line in front of a variable.
func separate(s string) bool { return s == "" }
func crowded(s string) bool  { return regexp.MustCompile("b+").MatchString(s) }

func _(s string) bool { return regexp.MustCompile("never").MatchString(s) }

//go:noinline

// directed stands behind a blank line.
func directed(s string) bool { return regexp.MustCompile("f+").MatchString(s) }

func commented(lines []string) (n int) {
	//nolint:forbidigo // compiled here on purpose
	re := regexp.MustCompile("g+")
	for _, line := range lines {
		n += len(re.FindString(line))
	}
	return n
}

func spokenOf(s string) bool {
	re := regexp.MustCompile("h+") //nolint:forbidigo
	return re.MatchString(s) &&
		// #nosec G1
		regexp.MustCompile("i+").MatchString(s) //lint:ignore SA1 here
}
