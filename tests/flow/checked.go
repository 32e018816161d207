package p

import (
	"log"
	"strings"
)

//? checked `parts[0]`: yes
//? checked `parts[1]`: no may-panic
//? checked `parts[1]`#2: yes
//? checked `parts[1]`#3: no may-panic
func inside(s string) (string, string) {
	parts := strings.SplitN(s, "=", 2)
	first := parts[1]
	if len(parts) == 2 && s != "" {
		return parts[0], parts[1]
	}
	return first, parts[1]
}

//? checked `parts[1]`: yes
//? checked `parts[1]`#2: yes
func behind(s string) (string, string) {
	parts := strings.SplitN(s, "=", 2)
	if s == "" || len(parts) != 2 || parts[1] == "" {
		return "", ""
	}
	return parts[0], parts[1]
}

//? checked `parts[1]`: no may-panic
func goesOn(s string) string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) != 2 {
		s = ""
	}
	return s + parts[1]
}

//? checked `parts[1]`: no may-panic
func oneOfTwo(s string) string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) != 2 && s == "" {
		return ""
	}
	return parts[1]
}

//? checked `parts[1]`: no may-panic
func either(s string) string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) == 2 || s == "" {
		return parts[1]
	}
	return ""
}

//? checked `parts[1]`: yes
//? checked `parts[1]`#2: no may-panic
func otherwise(s string) string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) < 2 {
		s = ""
	} else {
		s = parts[1]
	}
	if !(len(parts) > 1) {
		s = parts[1]
	}
	return s
}

//? checked `parts[1]`: yes
//? checked `parts[1]`#2: yes
//? checked `parts[1]`#3: no may-panic
func turned(lines []string) (n int) {
	for _, line := range lines {
		parts := strings.SplitN(line, "=", 2)
		if 2 <= len(parts) {
			n += len(parts[1])
		}
		if 1 == len(parts) {
			continue
		}
		n += len(parts[1])
	}
	parts := strings.SplitN(lines[0], "=", 2)
	return len(parts[1])
}

//? checked `parts[1]`: yes
func fatal(s string) string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) != 2 {
		log.Fatalf("%s has no value", s)
	}
	return parts[1]
}

//? checked `parts[1]`: yes
func later(s string) func() string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) != 2 {
		panic("no value")
	}
	return func() string { return parts[1] }
}

//? checked `parts[1]`: no may-panic
func another(s string, others []string) string {
	parts := strings.SplitN(s, "=", 2)
	if len(others) != 2 {
		return ""
	}
	return parts[1]
}

//? checked `parts[1]`: no may-panic
func shadowed(s string) string {
	parts := strings.SplitN(s, "=", 2)
	len := func([]string) int { return 2 }
	if len(parts) == 2 {
		return parts[1]
	}
	return ""
}

//? checked `parts[1]`: no goto
func jumps(s string) string {
	parts := strings.SplitN(s, "=", 2)
	if s == "" {
		goto end
	}
	if len(parts) != 2 {
		return ""
	}
end:
	return parts[1]
}

//? checked `parts[2]`: no may-panic
//? checked `parts[2]`#2: yes
//? checked `parts[i]`: unknown not-constant
func more(s string, i int) string {
	parts := strings.SplitN(s, "=", 3)
	if len(parts) >= 2 {
		s = parts[2]
	}
	if len(parts) > 2 {
		s = parts[2]
	}
	return s + parts[i]
}

//? checked `parts[1]`: yes
//? checked `parts[1]`#2: yes
//? checked `parts[1]`#3: no may-panic
func cases(s string) string {
	parts := strings.SplitN(s, "=", 2)
	switch {
	case s == "":
		if len(parts) == 1 {
			break
		}
		return parts[1]
	case len(parts) > 1 && parts[1] == "x":
		return "x"
	}
	return parts[1]
}

//? checked `parts[1]`: no may-panic
func loops(s string) string {
	parts := strings.SplitN(s, "=", 2)
	for len(parts) == 2 {
		return parts[1]
	}
	return ""
}

type shelf struct{ items []string }

//? has-elements `items` `var inside []string`: yes
//? has-elements `items` `var behind []string`: no may-be-empty
func someInside(items map[string]int) (all [][]string) {
	if len(items) != 0 {
		var inside []string
		all = append(all, inside)
	}
	var behind []string
	return append(all, behind)
}

//? has-elements `s.items` `var before []string`: no may-be-empty
//? has-elements `s.items` `var behind []string`: yes
//? has-elements `s.items` `var called []string`: no may-be-empty
//? has-elements `s.items` `var less []string`: yes
func someBehind(s *shelf, call func()) (all [][]string) {
	var before []string
	if len(s.items) == 0 || s == nil {
		return nil
	}
	var behind []string
	call()
	var called []string
	if 2 <= len(s.items) {
		var less []string
		all = append(all, less)
	}
	return append(all, before, behind, called)
}

//? has-elements `list` `var taken []string`: no may-be-empty
//? has-elements `list` `var again []string`: no may-be-empty
//? has-elements `list` `var later []string`: no may-be-empty
//? has-elements `list` `var direct []string`: yes
//? has-elements `list`#8 `var other []string`: no may-be-empty
func someThen(list []string, use func([]string)) {
	if len(list) > 0 {
		var direct []string
		use(direct)
		for range 2 {
			var again []string
			use(again)
			list = nil
		}
		var taken []string
		use(taken)
	}
	if len(list) > 0 {
		defer func() {
			var later []string
			use(later)
		}()
	}
	if len(list) > 0 {
		list := list[1:]
		var other []string
		use(append(other, list...))
	}
}

//? has-elements `text` `var runes []rune`: yes
//? has-elements `text` `var removed []rune`: no may-be-empty
//? has-elements `m` `var removed []rune`: no may-be-empty
//? has-elements `m` `var kept []rune`: yes
func someOther(text string, m map[string]int) (all []rune) {
	if !(len(text) < 1) && len(m) > 0 {
		var runes []rune
		var kept []rune
		delete(m, "")
		text = ""
		var removed []rune
		all = append(append(append(all, runes...), removed...), kept...)
	}
	return all
}

func shrink(list *[]string) bool { *list = nil; return false }

//? has-elements `list` `var out []string`: no may-be-empty
func changedInCondition(list []string) []string {
	if len(list) == 0 || shrink(&list) {
		return nil
	}
	var out []string
	return append(out, list...)
}

//? has-elements `list` `var out []string`: no may-be-empty
func changedInElse(list []string) []string {
	if len(list) == 0 {
		return nil
	} else {
		list = list[:0]
	}
	var out []string
	return append(out, list...)
}

//? has-elements `s.items` `var out []string`: no may-be-empty
func changedByCall(s *shelf, call func() bool) []string {
	if len(s.items) != 0 && call() {
		var out []string
		return append(out, s.items...)
	}
	return nil
}
