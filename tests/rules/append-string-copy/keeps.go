package p

type text string

type raw []byte

func rune_(b []byte, r rune, n byte, s string, t text, rs []rune) []byte {
	b = append(b, string(r)...)
	b = append(b, string(n)...)
	b = append(b, string(t)...)
	b = append(b, string(s)...)
	return append(b, string(rs)...)
}

func other(string func([]byte) string, b, x []byte) []byte { return append(b, string(x)...) }

func parameter[T []byte | string](b []byte, x T) []byte { return append(b, string(x)...) }

func element(b []string, x []byte) []string { return append(b, string(x)) }
