package p

import (
	"bufio"
	"bytes"
	"strings"
)

func lines(names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString(name + "\n")
	}
	return b.String()
}

func items(names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString("- " + name)
	}
	return b.String()
}

func buffered(names []string) string {
	var out strings.Builder
	w := bufio.NewWriter(&out)
	for _, name := range names {
		_, _ = w.WriteString("- " + name)
		w.WriteString(name + "\n")
	}
	w.Flush()
	return out.String()
}

func three(names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString("<" + name + ">")
	}
	return b.String()
}

func four(names []string, value string) string {
	b := new(bytes.Buffer)
	for _, name := range names {
		b.WriteString(name + "=" + value + "\n")
	}
	return b.String()
}

func five(names []string, value string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString("<" + name + "=" + value + ">")
	}
	return b.String()
}
