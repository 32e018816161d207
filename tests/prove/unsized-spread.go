package p

type pkg struct{ files, tests, more []string }

type names []string

func three(p *pkg) []string {
	var all []string
	all = append(all, p.files...)
	all = append(all, p.tests...)
	all = append(all, p.more...)
	return all
}

func two(a, b []int) (all []int) {
	all = append(all, a...)
	all = append(all, b...)
	return all
}

func texts(a, b string) []byte {
	var all []byte
	all = append(all, a...)
	all = append(all, b...)
	return all
}

func named(a, b []string) (all names) {
	all = append(all, a...)
	all = append(all, b...)
	return all
}

func stays(a, b []uint8) (sum int) {
	var all []uint8
	all = append(all, a...)
	all = append(all, b...)
	for _, x := range all {
		sum += int(x)
	}
	return sum
}
