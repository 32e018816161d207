package p

type name string

func comment(names []string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += ", " // between
		}
		all += name
	}
	return all
}

func begun(names []string) string {
	all := "x"
	for i, name := range names {
		if i > 0 {
			all += ", "
		}
		all += name
	}
	return all
}

func changing(names []string, next func() string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += next()
		}
		all += name
	}
	return all
}

func second(names []string) string {
	all := ""
	for i, name := range names {
		if i > 1 {
			all += ", "
		}
		all += name
	}
	return all
}

func mapped(names map[int]string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += ", "
		}
		all += name
	}
	return all
}

func array(names [3]string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += ", "
		}
		all += name
	}
	return all
}

func named(names []name) name {
	var all name
	for i, n := range names {
		if i > 0 {
			all += ", "
		}
		all += n
	}
	return all
}

func other(names []string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += all
		}
		all += name
	}
	return all
}

func part(names []string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += name
		}
		all += name
	}
	return all
}

func unused(names []string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += ","
		}
		all += name
	}
	return names[0]
}

func twice(name string) string {
	all := ""
	for i, name := range []string{name, all} {
		if i > 0 {
			all += ","
		}
		all += name
	}
	return all
}
