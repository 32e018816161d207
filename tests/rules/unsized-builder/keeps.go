package p

import (
	"bytes"
	"fmt"
	"strings"
)

func sometimes(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != ' ' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func skipped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func cases(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case ' ':
			b.WriteByte('_')
		case 'a':
			b.WriteRune(r)
		}
	}
	return b.String()
}

func broken(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ':
			if b.Len() == 0 {
				break
			}
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func left(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == 0 {
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

func failing(s string) (string, error) {
	var b strings.Builder
	for _, r := range s {
		if r == 0 {
			return "", fmt.Errorf("%q", s)
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

func words(all []string) string {
	var b strings.Builder
	for _, one := range all {
		b.WriteString(one)
		b.WriteByte(' ')
	}
	return b.String()
}

func long(all []int) string {
	var b strings.Builder
	for range all {
		b.WriteString("one after the other")
	}
	return b.String()
}

func nested(rows [][]byte) string {
	var b strings.Builder
	for _, row := range rows {
		for _, c := range row {
			b.WriteByte(c)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func later(all []byte) string {
	var b strings.Builder
	for _, c := range all {
		defer func() { b.WriteByte(c) }()
		b.WriteByte(c)
	}
	return b.String()
}

func formatted(all []int) string {
	var b strings.Builder
	for _, n := range all {
		fmt.Fprint(&b, n)
		b.WriteByte(' ')
	}
	return b.String()
}

func number(n int) string {
	var b strings.Builder
	for i := 0; i < n; i++ {
		b.WriteByte('x')
	}
	return b.String()
}

func few() string {
	var b strings.Builder
	for i := 0; i < 8; i++ {
		b.WriteByte('x')
	}
	return b.String()
}

func fewer() string {
	var b bytes.Buffer
	for i := 0; i < 64; i++ {
		b.WriteByte('x')
	}
	return b.String()
}

func sized(s string) string {
	var b strings.Builder
	b.Grow(2 * len(s))
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

func seen(s string) int {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.Cap()
}

func reset(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	b.Reset()
	b.WriteString(s)
	return b.String()
}

func taken(s string) []byte {
	var b bytes.Buffer
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.Bytes()
}

func received(all chan rune) string {
	var b strings.Builder
	for r := range all {
		b.WriteRune(r)
	}
	return b.String()
}

type Builder struct{ strings.Builder }

func own(s string) string {
	var b Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

func labelled(rows []string) string {
	var b strings.Builder
rows:
	for _, row := range rows {
		for _, r := range row {
			if r == 0 {
				continue rows
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func fewInBuffer() string {
	b := &bytes.Buffer{}
	for i := 0; i < 64; i++ {
		b.WriteByte('x')
	}
	return b.String()
}

func ofCall(next func() [20]byte) string {
	var b strings.Builder
	for _, c := range next() {
		b.WriteByte(c)
	}
	return b.String()
}

func behindThree(s string) string {
	var b strings.Builder
	for i := 3; i < len(s); i++ {
		b.WriteByte(s[i])
	}
	return b.String()
}

func shadowed(s string) string {
	var len strings.Builder
	for _, r := range s {
		len.WriteRune(r)
	}
	return len.String()
}
