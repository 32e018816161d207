package p

type options struct{ files []string }

func returned(name string, files []string) []string {
	args := []string{"-o", name}
	args = append(args, files...)
	return args
}

func oneByOne(id int, name string) []string {
	parts := []string{">3", name}
	parts = append(parts, "+moved")
	parts = append(parts, name[:0], name)
	return parts
}

func staysOneByOne(x int) int {
	all := []int{x, x * x}
	all = append(all, x/2)
	return all[len(all)-1]
}

func ofText(kind byte, text string) []byte {
	b := []byte{kind, byte(len(text))}
	b = append(b, text...)
	return b
}

func behindPointer(o *options) []string {
	args := []string{"-v"}
	args = append(args, o.files...)
	return args
}

func overSlice(key string, values []int) []any {
	row := []any{key, len(values)}
	for _, v := range values {
		row = append(row, v)
	}
	return row
}

//prove:with []int{0, 1, 2, 3, 9, 100, -1, -9223372036854775808}
func counted(n int) []int {
	squares := []int{-1}
	for i := 0; i < n; i++ {
		squares = append(squares, i*i)
	}
	return squares
}

//prove:with []int{0, 1, 2, 3, 9, 100, -1, -9223372036854775808}
func severalEach(n int) []int {
	squares := []int{-1}
	for i := 0; i < n; i++ {
		squares = append(squares, i, i*i)
	}
	return squares
}

// Those below hand the slice to a function that keeps it.

var kept []string

//prove:skip
func keep(all []string) int {
	kept = all
	return len(all)
}

func spreadPassed(first string, more []string) int {
	args := []string{"-o", first}
	args = append(args, more...)
	return keep(args)
}

func pointerPassed(o *options) int {
	args := []string{"-o"}
	args = append(args, o.files...)
	return keep(args)
}

func loopPassed(first string, more map[string]int) int {
	args := []string{first}
	for name := range more {
		args = append(args, name)
	}
	return keep(args)
}
