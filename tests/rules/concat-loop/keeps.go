package p

type text string

func keeps(names []string, f func(*string), n int) (named string) {
	for _, name := range names {
		named += name
	}
	a := ""
	for _, name := range names {
		a += name
		if a > "x" {
			break
		}
	}
	b := ""
	for _, name := range names {
		b += name
	}
	f(&b)
	c := ""
	for _, name := range names {
		c = name + c
	}
	var d text
	for _, name := range names {
		d += text(name)
	}
	e := ""
	for _, name := range names {
		e += name
	}
	e = "other"
	g := ""
	for _, name := range names {
		g += g + name
	}
	h := ""
	for range names {
		n++
	}
	h += "x"
	return a + b + c + string(d) + e + g + h
}

func started(names []string, n int, f func() text) string {
	a := f()
	for _, name := range names {
		a += text(name)
	}
	b, c := "x", "y"
	for _, name := range names {
		b += name
	}
	total := n
	for range names {
		total += n
	}
	d := "once"
	d += c
	return string(a) + b + d
}

func shadowed(s string, names []string) string {
	{
		s := "<" + s
		for _, name := range names {
			s += name
		}
		return s
	}
}
