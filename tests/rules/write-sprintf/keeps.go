package p

import (
	"fmt"
	"os"
	"strings"
)

type logged struct{ *os.File }

func keeps(l logged, f *os.File, n int, next func() *os.File) string {
	var b strings.Builder
	b.WriteString(fmt.Sprintf("%5d", n))
	l.WriteString(fmt.Sprintf("%5d", n))
	f.WriteString(fmt.Sprintf("%5d", n) + "\n")
	f.WriteString(fmt.Sprintf("%5d", n)[1:])
	next().WriteString(fmt.Sprintf("%5d", n))
	return b.String()
}
