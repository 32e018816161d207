package p

type pkg struct{ files, tests, more []string }

type names []string

func two(p *pkg) (all names) {
	all = append(all, p.files...)
	all = append(all, p.tests...)
	return all
}

func three(p pkg) []string {
	var all []string
	all = append(all, p.files...)
	all = append(all, p.tests...)
	all = append(all, p.more...)
	return all
}

func text(a, b string) []byte {
	var all []byte
	all = append(all, a...)
	all = append(all, b...)
	return all
}
