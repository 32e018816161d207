package p

const size = 1 << 16

type pair struct{ a, b int64 }

func sum(n int) (total byte) {
	buf := make([]byte, size+1)
	total += buf[n]
	pairs := make([]pair, 0, 4097)
	return total + byte(cap(pairs[:n]))
}
