package p

import (
	"os"
	"strings"
)

const on = "on"

type setting struct{ value []byte }

func state(b []byte, want string, s setting) int {
	if strings.TrimSpace(string(b)) == on || strings.TrimSpace(string(b[1:])) != want {
		return 1
	}
	out, err := os.ReadFile("/sys/power/state") // may be missing
	switch {
	case err != nil, len(strings.TrimSpace(string(out))) == 0:
		return 2
	case strings.TrimSpace(string(s.value /* trimmed */)) == "":
		return 3
	case !(strings.TrimSpace(string(s.value)) != "") && strings.Trim(string(out), "\"'") == want+"!":
		return 4
	}
	return len(strings.TrimSpace(string(out))) - len(strings.TrimSpace(string(b)))
}

func sides(b []byte, want string) bool {
	return strings.TrimLeft(string(b), " ") == want && (strings.TrimRight(string(b), " \n") != want) == true
}
