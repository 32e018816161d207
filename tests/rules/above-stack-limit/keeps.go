package p

import "io"

const size = 1 << 16

type pair struct{ a, b int64 }

func small(n int) byte {
	buf := make([]byte, size)
	pairs := make([]pair, 4096)
	large := make([]byte, 1<<20)
	any := make([]byte, n)
	return buf[n] + byte(pairs[n].a) + large[n] + any[n]
}

func kept() ([]byte, error) {
	buf := make([]byte, size+1)
	return buf, nil
}

func read(r io.Reader) (byte, error) {
	buf := make([]byte, size+1)
	_, err := r.Read(buf)
	return buf[0], err
}

func init() {
	buf := make([]byte, size+1)
	print(buf[3])
}
