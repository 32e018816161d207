//go:build go1.22

package p

import "bufio"

// Go 1.24 cannot see that the size is constant.
func header(w *bufio.Writer, text string) int {
	size := 64
	buf := make([]byte, size) // scratch
	n := copy(buf, text)
	for i := 0; i < n; i++ {
		w.WriteByte(buf[i] | 1)
	}
	return size - n
}

func start(text string) byte {
	n := len(text)
	if n > 64 {
		n = 64
	}
	buf := make([]byte, n)
	copy(buf, text)
	sum := byte(0)
	for _, b := range buf {
		sum += b
	}
	return sum
}

const limit = 128

func sum(texts []string) (sum byte) {
	for _, text := range texts {
		buf := make([]byte, min(len(text), limit))
		copy(buf, text)
		for i := range buf {
			sum += buf[i]
		}
	}
	return sum
}
