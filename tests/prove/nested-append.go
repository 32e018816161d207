package p

func both(a, b []string) []string { return append(append([]string{}, a...), b...) }

func texts(a, b string) []byte { return append(append([]byte{}, a...), b...) }

func local(a, b []int) (n int) {
	for _, x := range append(append([]int{}, a...), b...) {
		n = n*31 + x
	}
	return n
}
