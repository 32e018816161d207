package p

func list(names []string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += ", "
		}
		all += name
	}
	return "[" + all + "]"
}

func ends(names []string, sep string) string {
	var s string
	for i, name := range names {
		if i != 0 {
			s += sep
		}
		s += name
	}
	s += sep
	return s
}
