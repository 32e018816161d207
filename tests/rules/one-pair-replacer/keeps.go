package p

import "strings"

func keeps(s, old string, f func() string) []string {
	r := strings.NewReplacer("a", "b")
	return []string{
		strings.NewReplacer(old, "b").Replace(s),
		strings.NewReplacer("", "b").Replace(s),
		strings.NewReplacer("a", "b", "c", "d").Replace(s),
		strings.NewReplacer("a", f()).Replace(s),
		r.Replace(s),
	}
}

func changed(s string) string {
	next := func() string {
		s += "a"
		return s
	}
	return strings.NewReplacer("b", s).Replace(next())
}
