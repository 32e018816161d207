package p

func sum(s string) (n rune) {
	for _, r := range []rune(s) {
		n = n*31 + r
	}
	return n
}

func assigned(s string) (n, r rune) {
	for _, r = range []rune(s) {
		n = n*31 + r
	}
	return n, r
}

func replaced(s string) (n int) {
	for _, r := range []rune(s) {
		s = "x"
		n = n*31 + int(r) + len(s)
	}
	return n
}

func left(s string) rune {
	for _, r := range []rune(s) {
		if r > 'a' {
			return r
		}
	}
	return 0
}

func ofRunes(runes []rune) (n int) {
	for _, r := range string(runes) {
		if r == 'x' {
			n++
		}
	}
	return n
}
