package p

func keeps(a, b []int) ([]int, []int) {
	a = append(a, 1)
	b = append(b, 2)
	a = append(a, 3)
	b = append(b, 4)
	a = append(a, a...)
	a = append(a, 5)
	a = append(a, 6)
	if len(a) > 1 {
		a = append(a, 7)
		println(len(a))
		a = append(a, 8)
		a = append(a, 9)
	}
	return a, b
}
