package p

import "strconv"

type ids []int

func keeps(a, b []int, f func() []int, i int, all [][]int) (out [][]int) {
	return append(out,
		append(append([]int(nil), a...), b...),
		append(append([]int{1}, a...), b...),
		append(append([]int{}, f()...), b...),
		append(append([]int{}, all[i]...), b...),
		append(append(ids{}, a...), b...),
		append(append([]int{}, a...), 1),
		append([]int{}, a...),
	)
}

func line(text string) []byte { return append(append([]byte{}, text...), "\n"...) }

func grown(a, b []int) []int {
	var all []int
	all = append(append([]int{}, a...), b...)
	all = append(all, 1)
	return all
}

func numbered(a, b []byte) []byte { return strconv.AppendInt(append(append([]byte{}, a...), b...), 7, 10) }
