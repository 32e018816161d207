package p

type text string

func keeps(s, other string, t text, rs []rune, i int) (r rune, all []rune) {
	a := []rune(s)[1]
	b := []rune(t)[0]
	c := []rune(rs)[0]
	d := []rune(s)[i]
	e := []rune(s)[len([]rune(other))-1]
	f := []byte(s)[0]
	r = []rune(s)[0]
	return r, append(all, a, b, c, d, e, rune(f))
}
