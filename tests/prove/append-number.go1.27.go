package p

import "strconv"

func formatFloat(n float64) string {
	var room [400]byte
	return string(append(room[:0], strconv.FormatFloat(n, 'g', -1, 64)...))
}
