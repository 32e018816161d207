//go:build go1.27

package p

import "strconv"

func score(b []byte, score float64) []byte {
	return append(b, strconv.FormatFloat(score, 'g', -1, 64)...)
}
