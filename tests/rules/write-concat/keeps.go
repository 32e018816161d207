package p

import (
	"bytes"
	"os"
	"strings"
)

const indent = "    "

type person struct{ name string }

type counted struct{ bytes.Buffer }

func keeps(b *bytes.Buffer, s *strings.Builder, c *counted, f *os.File, p *person, name string, names []string, next func() string, buffer func() *bytes.Buffer) int {
	b.WriteString(indent + "return")
	b.WriteString("name: " + next())
	b.WriteString("name: " + p.name)
	b.WriteString("name: " + names[0])
	b.WriteString("name: " + name[1:])
	b.WriteString(name + "," + next())
	b.WriteString(name)
	buffer().WriteString(name + "\n")
	c.WriteString(name + "\n")
	f.WriteString(name + "\n")
	s.WriteString(name + "\n")
	if _, err := b.WriteString(name + "\n"); err != nil {
		return 1
	}
	n, _ := b.WriteString(name + "\n")
	go b.WriteString(name + "\n")
	defer b.WriteString(name + "\n")
	return n
}

func replaced(b *bytes.Buffer, name string) {
	next := func() string {
		b = new(bytes.Buffer)
		return name
	}
	b.WriteString(next() + "\n")
}

func changed(b *bytes.Buffer, name string) {
	next := func() string {
		name = "other"
		return ", "
	}
	b.WriteString(next() + name)
}
