package p

import (
	"fmt"
	"strconv"
	"time"
)

// The buffer has room, as that of a caller who calls again and again.

func itoa(n int) int {
	var room [64]byte
	return len(append(room[:0], strconv.Itoa(n)...))
}

func kept(b []byte, n int) []byte { return append(b, strconv.Itoa(n)...) }

func formatInt(n int64, base bool) int {
	var room [80]byte
	b := room[:0]
	if base {
		b = append(b, strconv.FormatInt(n, 2)...)
	}
	return len(append(b, strconv.FormatInt(n, 10)...))
}

func formatUint(n uint64) int {
	var room [64]byte
	return len(append(room[:0], strconv.FormatUint(n, 16)...))
}

func formatFloat(n float64) string {
	var room [400]byte
	return string(append(room[:0], strconv.FormatFloat(n, 'g', -1, 64)...))
}

func quote(b []byte, s string) []byte { return append(b, strconv.Quote(s)...) }

func quoteASCII(b []byte, s string) []byte { return append(b, strconv.QuoteToASCII(s)...) }

func quoteRune(b []byte, r rune) []byte { return append(b, strconv.QuoteRune(r)...) }

//prove:with nil, []int64{0, 1, 1700000000, -1, 253402300799}
func stamp(b []byte, seconds int64) []byte {
	t := time.Unix(seconds, 0).UTC()
	return append(b, t.Format(time.RFC3339Nano)...)
}

//prove:with nil, []string{"", "2006", "15:04:05.000", "no"}
func layouts(b []byte, layout string) []byte {
	t := time.Unix(1700000000, 5000).UTC()
	return append(b, t.Format(layout)...)
}

func appendfInt(b []byte, n int) []byte { return fmt.Appendf(b, "%d", n) }

func appendInt(b []byte, n int16) []byte { return fmt.Append(b, n) }

func appendfInt64(b []byte, n int64) []byte { return fmt.Appendf(b, "%v", n) }

func appendfUint(b []byte, n uint32) []byte { return fmt.Appendf(b, "%v", n) }

func appendfUint64(b []byte, n uint64) []byte { return fmt.Appendf(b, "%d", n) }

func constants(b []byte) []byte { return append(b, strconv.Itoa(1000)...) }
