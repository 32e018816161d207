package p

import (
	"bufio"
	"bytes"
	"strings"
)

func line(name string) string {
	var b bytes.Buffer
	b.WriteString(name + "\n")
	return b.String()
}

func field(name string) string {
	b := new(bytes.Buffer)
	_, _ = b.WriteString("name: " + name)
	return b.String()
}

func both(name, value string) string {
	var b bytes.Buffer
	b.WriteString(strings.TrimSpace(name) + value)
	return b.String()
}

// A buffer that has anything in it already, and hardly any room.
func full(before, name string) string {
	b := bytes.NewBuffer(make([]byte, 0, len(before)+1))
	b.WriteString(before)
	b.WriteString("x" + name)
	b.WriteString(name + ":")
	return b.String()
}

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
