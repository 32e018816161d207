//go:build go1.26

// What runs before the variables of the package have their values.
package traps

import (
	"fmt"
	"regexp"
	"strings"
)

type color int

const red color = 1

// fmt calls String.
var errRed = fmt.Errorf("no %v", red)

// said: map-in-function early-call
func (c color) String() string {
	return map[color]string{0: "a", 1: "red", 2: "c", 3: "d", 4: "e", 5: "f", 6: "g", 7: "h", 8: "i", 9: "j"}[c]
}

type name string

const me name = "me you"

var first = fmt.Sprint("x", me)

// said: regexp-in-function early-call
func (n name) String() string {
	return regexp.MustCompile(`^\w+`).FindString(string(n))
}

type checker interface{ check(text string) bool }

type word struct{}

var early = strings.Map(mapper, "a")

func mapper(r rune) rune {
	var c checker = word{}
	if c.check(string(r)) {
		return 'x'
	}
	return r
}

// said: regexp-in-function early-call
func (word) check(s string) bool { return regexp.MustCompile(`\w+`).MatchString(s) }
