//go:build go1.24

package p

import (
	"fmt"
	"strconv"
	"time"
)

type record struct {
	id    int
	total uint64
	score float64
	at    time.Time
	buf   []byte
}

func (r *record) encode(b []byte) []byte {
	b = append(b, strconv.Itoa(r.id)...)
	b = append(b, strconv.FormatUint(r.total, 16)...)
	b = append(b, strconv.FormatFloat(r.score, 'g', -1, 64)...)
	b = append(b, r.at.Format(time.RFC3339Nano)...)
	r.buf = append(r.buf[:0], strconv.FormatInt(int64(r.id), 10)...) // reused
	return b
}

func quoted(b []byte, s string, r rune) []byte {
	return append(append(append(b, strconv.Quote(s)...), strconv.QuoteRune(r)...), strconv.QuoteToASCII(s)...)
}

func sums(a, b int) []byte {
	return append([]byte("n="), strconv.Itoa(a+b)...)
}

func formats(b []byte, i int, i8 int8, i64 int64, u uint32, u64 uint64) []byte {
	b = fmt.Appendf(b, "%d", i)
	b = fmt.Appendf(b, "%v", i8)
	b = fmt.Append(b, i)
	b = fmt.Appendf(b, "%d", i64)
	b = fmt.Append(b, i64)
	b = fmt.Appendf(b, "%d", u)
	b = fmt.Appendf(b, "%v", u64)
	return b
}
