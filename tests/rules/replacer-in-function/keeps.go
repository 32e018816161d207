package p

import "strings"

func odd(s string) string {
	return strings.NewReplacer("<").Replace(s)
}

func variable(s, name string) string {
	return strings.NewReplacer("$name", name).Replace(s)
}

func spread(s string, pairs []string) string {
	return strings.NewReplacer(pairs...).Replace(s)
}

func local(s string) string {
	const from = "a"
	return strings.NewReplacer(from, "b").Replace(s)
}

func returned() *strings.Replacer {
	return strings.NewReplacer("a", "b")
}
