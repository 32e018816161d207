package p

import "bytes"

type text string

func keeps(b []byte, s string, t text) []bool {
	return []bool{
		bytes.Contains([]byte(b), []byte(s)),
		bytes.Contains([]byte(s), b),
		bytes.Contains(b, []byte(s)),
		bytes.Contains([]byte(t), []byte(s)),
		bytes.Equal([]byte(s), b),
		len(bytes.TrimSpace([]byte(s))) > 0,
	}
}

func taken(strings string) bool { return bytes.Contains([]byte(strings), []byte("x")) }
