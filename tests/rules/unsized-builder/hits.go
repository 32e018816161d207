package p

import (
	"bytes"
	"strings"
)

const hex = "0123456789abcdef"

const width = 12

// each character is one, or two
func lines(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\n' {
			b.WriteByte('\r') // for Windows
		}
		b.WriteRune(r)
	}
	return b.String()
}

func encoded(sum []byte) string {
	b := strings.Builder{}

	// two digits a byte
	for _, c := range sum {
		_ = b.WriteByte(hex[c>>4])
		_ = b.WriteByte(hex[c&15])
	}
	return b.String()
}

func escaped(s string) string {
	b := new(strings.Builder)
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			quoted = !quoted
			b.WriteString("&quot;")
		case c == '<' && !quoted:
			b.WriteString("&lt;")
			continue
		case c == '>':
			if quoted {
				b.WriteByte('>')
				break
			}
			b.WriteString("&gt;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func dots(rows [][]string) (all string) {
	b := &bytes.Buffer{}
	for range rows {
		b.WriteString("...")
	}
	b.WriteString(" and so on")
	return b.String()
}

func random(next func() int) string {
	var id strings.Builder
	for i := 0; i < width; i++ {
		id.WriteByte(hex[next()&15])
	}
	return id.String()
}

func counted(s string) int {
	var b strings.Builder
	for i := range len(s) {
		for b.Len() > 0 && s[i] == ' ' {
			if i > 3 {
				break
			}
			i++
		}
		b.WriteByte(s[i])
	}
	return b.Len()
}
