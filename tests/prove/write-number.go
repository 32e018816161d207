package p

import (
	"bytes"
	"strconv"
	"strings"
)

func builder(ns []int) string {
	var b strings.Builder
	for _, n := range ns {
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

func buffer(ns []uint64) string {
	var b bytes.Buffer
	for _, n := range ns {
		b.WriteString(strconv.FormatUint(n, 10))
	}
	return b.String()
}

func pointer(n int64) string {
	b := new(strings.Builder)
	fill(b, n)
	return b.String()
}

//prove:skip
func fill(b *strings.Builder, n int64) {
	for i := 0; i < 3; i++ {
		b.WriteString(strconv.FormatInt(n, 10))
		b.WriteString(strconv.Itoa(i))
	}
}
