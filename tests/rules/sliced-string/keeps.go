package p

type text []byte

func keeps(b []byte, t text, r rune, s string, next func() int) (string, byte, string) {
	if string(t)[0] == 'a' || string(r)[0] == 'b' || string(s)[0] == 'c' {
		return string(t)[1:], string(r)[0], string(s)[:1]
	}
	if string(b)[next()] == 'a' || string(b)[next():] == "b" {
		return string(b)[:], string(b[:4])[0], ""
	}
	return string(b)[1:], string(b)[0], string([]byte{byte(next())})
}
