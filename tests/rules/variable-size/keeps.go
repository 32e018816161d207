//go:build go1.22

package p

import "io"

func kept(text string) []byte {
	buf := make([]byte, min(len(text), 64))
	copy(buf, text)
	return buf
}

func handed(w io.Writer, text string) {
	n := len(text)
	if n > 64 {
		n = 64
	}
	buf := make([]byte, n)
	copy(buf, text)
	w.Write(buf)
}

func room(text string) int {
	buf := make([]byte, min(len(text), 64))
	return cap(buf)
}

func large(text string) byte {
	buf := make([]byte, min(len(text), 1<<20))
	copy(buf, text)
	return buf[0]
}

func unlimited(text string, limit int) byte {
	buf := make([]byte, min(len(text), limit))
	copy(buf, text)
	return buf[0]
}

func negative(n int) byte {
	buf := make([]byte, min(n, 64))
	return buf[0]
}

func changed(text string) byte {
	size := 64
	size += len(text)
	buf := make([]byte, size)
	copy(buf, text)
	return buf[size-1]
}

func alone(text string) byte {
	size := 64
	buf := make([]byte, size)
	copy(buf, text)
	return buf[0]
}

func reached(text string) int {
	size := 64
	address := &size
	*address = len(text)
	buf := make([]byte, size)
	return copy(buf, text) + size
}
