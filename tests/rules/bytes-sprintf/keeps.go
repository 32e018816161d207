package p

import (
	"fmt"
	"io"
	"time"
)

type raw []byte

func body(name string, n int, more ...any) []any {
	return []any{
		[]byte(fmt.Sprintf("%s-%d", name, n)),
		[]byte(fmt.Sprintf("%q", name)),
		[]byte(fmt.Sprint(name, n)),
		raw(fmt.Sprintf("%q!", name)),
		[]rune(fmt.Sprintf("%q!", name)),
		[]byte(fmt.Sprintf("constant")),
	}
}

func chain(w io.Writer, at time.Time) {
	w.Write([]byte(fmt.Sprintf("at %s, %q",
		at.
			Add(time.Hour).
			String(), "x")))
}
