package p

import "bytes"

func quoted(names []string) string {
	n := 0
	for _, name := range names {
		n += len(name) + 8
	}
	var b bytes.Buffer
	b.Grow(n)
	for _, name := range names {
		b.WriteRune('„')
		b.WriteString(name)
		b.WriteByte('"')
		b.Write([]byte(","))
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}
