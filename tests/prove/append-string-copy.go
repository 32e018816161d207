package p

func copied(b, x []byte) []byte { return append(b, string(x)...) }

func fresh(x []byte) []byte { return append([]byte(nil), string(x)...) }

func empty(x []byte) []byte { return append([]byte{}, string(x)...) }

func overlapping(n byte) string {
	b := []byte("0123456789 0123456789 0123456789 0123456789")
	b = append(b[:n%8], string(b[3:])...)
	return string(append(b, string(b)...))
}
