package p

import (
	"bufio"
	"strconv"
	"strings"
)

type counted struct{ *strings.Builder }

func keeps(b *strings.Builder, w *bufio.Writer, c counted, ns []int, make int) {
	for _, n := range ns {
		b.WriteString(strconv.FormatInt(int64(n), 16))
		b.WriteString(strconv.Itoa(n) + ",")
		w.WriteString(strconv.Itoa(n))
		c.WriteString(strconv.Itoa(n))
		b.WriteString(strconv.Quote("x"))
		b.WriteString(strconv.Itoa(make))
	}
}
