package p

type text string

type doc struct{ title text }

func (d *doc) width() (n int) {
	for _, r := range []rune(d.title) { // every rune
		if r > 127 {
			n++
		}
		n++
	}
	return n
}

func last(s string) (r rune) {
outer:
	for range 2 {
		for _, r = range []rune(s + "!") {
			if r == 'x' {
				continue outer
			}
		}
	}
	return r
}

func changed(s string) (out string) {
	for _, r := range []rune(s) {
		s = s[1:]
		out += string(r) + s
	}
	return out
}

func spaces(runes []rune) (n int) {
	for _, r := range string(runes) {
		if r == ' ' {
			n++
		}
	}
	var r rune
	for _, r = range string(runes[n:]) {
	}
	return n + int(r)
}
