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

type notes struct{ all string }

func (n *notes) next() string {
	n.all += "."
	return "."
}

func (n *notes) has(b byte) (bool, int, string) {
	return bytes.Contains([]byte(n.all), []byte(n.next())), bytes.IndexAny([]byte(n.all), n.next()), string(bytes.ReplaceAll([]byte(n.all), []byte(n.next()), []byte("b")))
}
