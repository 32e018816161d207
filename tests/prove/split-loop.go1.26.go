package p

import "bytes"

//prove:with nil, [][]byte{nil, []byte("a"), []byte("bc")}
func splitBytes(b, separator []byte) (n int) {
	for _, part := range bytes.Split(b, separator) {
		n = n*31 + len(part) + cap(part)
	}
	return n
}

//prove:with nil, [][]byte{nil, []byte("a"), []byte("bc")}
func splitBytesFirst(b, separator []byte) (n int) {
	parts := bytes.Split(b, separator)
	for _, part := range parts {
		n = n*31 + len(part)
	}
	return n
}
