package p

import "strings"

type word string

func parts(s, sep string) []string {
	a := strings.Split(s, sep)[0]
	b := strings.Split(s, "")[0]
	c := strings.Split(s, ":")[1]
	d := strings.SplitN(s, ":", 1)[0]
	e := strings.SplitN(s, ":", 0)[0]
	f := strings.SplitAfter(s, ":")[0]
	g, h := strings.Split(s, ":")[0], strings.Split(s, "/")[0]
	return []string{a, b, c, d, e, f, g, h, strings.Split(s, ":")[0]}
}

func targets(s string, m map[string]string, out *any) (string, error) {
	*out = strings.Split(s, ":")[0]
	var x any
	x = strings.Split(s, ":")[0]
	_ = x
	if y := strings.Split(s, ":")[0]; y != "" {
		return y, nil
	}
	return strings.Split(s, ":")[0], nil
}

func onOneLine(s string) func() string { return func() string { return strings.Split(s, ":")[0] } }

func hanging(s string) (head string) {
	head =
		strings.Split(s, ",")[0]

		// as far in as the line above

	return head
}
