package p

//prove:with probe.Counts
func overInteger(n int) []int {
	var squares []int
	for i := range n {
		squares = append(squares, i*i)
	}
	return squares
}

//prove:with []uint8{0, 1, 2, 200, 255}
func overByte(n uint8) []bool {
	out := []bool{}
	for range n {
		out = append(out, true)
	}
	return out
}

//prove:with []int64{0, 1, 2, 4, 5, 9, 1000, -1, -9223372036854775808}
func overInt64(n int64) (out []int64) {
	for i := range n {
		out = append(out, i)
	}
	return out
}
