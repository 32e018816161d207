package p

type point struct{ x, y int }

func elided(more []point) []point {
	all := []point{{1, 2}}
	all = append(all, more...)
	return all
}

func keyed(more []string) []string {
	all := []string{3: "x"}
	all = append(all, more...)
	return all
}

func array(more []int) []int {
	all := [...]int{1, 2}
	rest := all[:]
	rest = append(rest, more...)
	return rest
}

func lines(name string, more []string) []string {
	all := []string{
		"-o",
		name,
	}
	all = append(all, more...)
	return all
}

func changed(more *[]string, f func() string) []string {
	all := []string{f()}
	all = append(all, (*more)...)
	return all
}

func itself(n int) []int {
	all := []int{n, n}
	all = append(all, all...)
	return all
}

func early(names []string) ([]string, bool) {
	all := []string{"first"}
	for _, name := range names {
		if name == "" {
			return nil, false
		}
		all = append(all, name)
	}
	return all, true
}

func grown(more, other []string) []string {
	all := []string{"first"}
	all = append(all, more...)
	if len(other) > 0 {
		all = append(all, other...)
	}
	return all
}

func seen(more []string, do func(func())) []string {
	all := []string{"first"}
	do(func() { all = nil })
	for _, name := range more {
		all = append(all, name)
	}
	return all
}

func shadowed(all []string, more []string) []string {
	{
		all := []string{all[0]}
		all = append(all, more...)
		return all
	}
}

var level = 1

func order(next func() int) []int {
	all := []int{level}
	all = append(all, next())
	last := []int{3: level}
	last = append(last, 4)
	own := []int{1}
	own = append(own, len(own))
	none := []int{}
	none = append(none, 1)
	return append(append(all, last...), append(own, none...)...)
}

// Both share the array that the append made.
func shared(a, b, c int) ([]int, []int) {
	s := []int{a, b}
	s = append(s, c)
	return append(s, 4), append(s, 5)
}

// Go asks that a variable is used, and an append is a use.
func usedByAppendAlone(x int) int {
	all := []int{x, x * x}
	all = append(all, x/2)
	return x
}

// What is an argument afterwards is evaluated one by one in another order.
func eitherPanics(files []string, more []string) []string {
	all := []string{files[len(files)-1], files[0]}
	all = append(all, more...)
	return all
}

func bothPanic(files []string, at int) []string {
	all := []string{files[at]}
	all = append(all, files[at+1])
	return all
}

func behind(a, b, c int) []int {
	out := []int{a, b}
	out = append(out, c)
	return out[:4]
}
