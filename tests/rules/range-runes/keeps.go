package p

type runes []rune

func index(s string) (n int) {
	for i := range []rune(s) {
		n += i
	}
	for i, r := range []rune(s) {
		n += i * int(r)
	}
	return n
}

func copied(rs []rune, ns runes, s string) (n rune) {
	for _, r := range []rune(rs) {
		rs[0] = 'x'
		n += r
	}
	for _, r := range []rune(ns) {
		n += r
	}
	for _, b := range []byte(s) {
		n += rune(b)
	}
	for _, r := range runes(s) {
		n += r
	}
	return n
}

func generic[T string | []rune](s T) (n rune) {
	for _, r := range []rune(s) {
		n += r
	}
	return n
}
