package p

func copied(s string) int {
	var b [100]byte
	return copy(b[:], []byte(s)) + int(b[7])
}

func appended(b []byte, s string) []byte { return append(b, []byte(s)...) }

func fresh(s string) []byte { return append([]byte(nil), []byte(s)...) }
