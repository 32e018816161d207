package p

import "bytes"

func quoted(names []string) string {
	// What comes out.
	var b bytes.Buffer // one for all
	b.Grow(32 * len(names))
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteRune('„')
		b.WriteString(name)
		b.Write([]byte("“"))
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}
