package p

import (
	"fmt"
	"os/exec"
)

type options struct {
	files []string
	flags *[]string
}

func returned(name string, files []string) []string {
	args := []string{"-o", name}
	args = append(args, files...)
	return args
}

func bytesOfString(kind byte, text string) []byte {
	b := []byte{kind, byte(len(text))}
	b = append(b, text...)
	return b
}

// Nothing but constants in front, so a nil pointer panics at the same time.
func behindPointer(o *options) []string {
	args := []string{"-v"}
	args = append(args, o.files...)
	return args
}

func behindPointerPassed(o *options) *exec.Cmd {
	args := []string{"-v"}
	args = append(args, *o.flags...)
	return exec.Command("go", args...)
}

func passed(name string, files []string) *exec.Cmd {
	args := []string{"-o", name}
	args = append(args, files...)
	return exec.Command("go", args...)
}

func looped(key string, n int, values []int) []any {
	row := []any{key, n / 2}
	n++
	for _, v := range values {
		row = append(row, v)
	}
	return row
}

func counted(n int) []int {
	squares := []int{0}
	for i := 0; i < n; i++ {
		squares = append(squares, i*i)
	}
	return squares
}

func loopedPassed(key string, ids map[string]int, do func(...any)) {
	args := []any{"mset", key}
	for id, n := range ids {
		args = append(args, id, n)
	}
	do(args...)
}

func countedPassed(do func(...int)) {
	args := []int{1}
	for i := 1; i <= 10; i++ {
		args = append(args, i, -i)
	}
	do(args...)
}

// What comes later may see the slice.
func captured(names []string, do func(func())) []string {
	all := []string{"first"}
	all = append(all, names...)
	do(func() { println(len(all)) })
	return all
}

func parts(id int, name string) []string {
	parts := []string{">3"}
	parts = append(parts, "+moved")
	parts = append(parts, fmt.Sprintf(":%05d", id/2), name)
	n := []int{id}
	n = append(n, id/2, len(parts))
	return append(parts, fmt.Sprint(n))
}

// These are only advised.
func advised(files []string, next func() []string) []string {
	lines := []string{
		"first",
	}
	for _, file := range files {
		lines = append(lines, file)
	}
	args := []string{"-v"}
	args = append(args, next()...)
	args = []string{"-o", "x"}
	args = append(args, next()...)
	return append(lines, args...)
}
