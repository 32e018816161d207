package p

import (
	"io"
	"strings"
)

const quote = "\""

func escape(s string) string {
	return strings.NewReplacer("<", "&lt;", quote, "&quot;", "&", "&amp;").Replace(s)
}

func bytes(lines []string) {
	r := strings.NewReplacer("a", "b", "b", "a")
	for i := range lines {
		lines[i] = r.Replace(lines[i])
	}
}

func single(s string) string {
	r := strings.NewReplacer("tw", "")
	return r.Replace(s)
}

func empty(s string) string {
	return strings.NewReplacer("", "-", "b", "").Replace(s)
}

func none(s string) string {
	return strings.NewReplacer().Replace(s)
}

func written(s string) string {
	var b strings.Builder
	r := strings.NewReplacer("é", "e", "世", "world")
	r.WriteString(io.Writer(&b), s)
	return b.String()
}

func inLoop(lines []string) (n int) {
	for _, line := range lines {
		n += len(strings.NewReplacer("x", "yy").Replace(line))
	}
	return n
}
