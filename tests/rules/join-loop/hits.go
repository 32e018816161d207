package p

type list struct{ names []string }

func (l *list) String() string {
	// What comes out.
	all := ""
	for i, name := range l.names {
		if i > 0 {
			all += ", "
		}
		all += name
	}
	return "[" + all + "]"
}

func sum(names []string, sep string) (n int) {
	var s string
	for i, name := range names {
		if i != 0 {
			s += sep
		}
		s += name
	}
	n = len(s)
	s += sep
	return n + len(s)
}
