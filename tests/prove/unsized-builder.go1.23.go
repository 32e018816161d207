package p

import (
	"bytes"
	"strings"
)

func dashed(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' {
			b.WriteByte('-')
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func doubled(all []byte) string {
	b := strings.Builder{}
	for i := 0; i < len(all); i++ {
		b.WriteByte(all[i])
		b.WriteByte('.')
	}
	return b.String()
}

func quoted(s []byte) string {
	b := new(bytes.Buffer)
	for _, c := range s {
		switch c {
		case '"':
			b.WriteString("&quot;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func dots(rows []int) (int, string) {
	b := &bytes.Buffer{}
	for range rows {
		_, _ = b.WriteString("...")
	}
	return b.Len(), b.String()
}
