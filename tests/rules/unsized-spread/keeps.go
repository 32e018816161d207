package p

import "strconv"

func itself(a []int) []int {
	var all []int
	all = append(all, a...)
	all = append(all, all...)
	return all
}

func between(a, b []int, f func()) []int {
	var all []int
	all = append(all, a...)
	f()
	all = append(all, b...)
	return all
}

func four(a, b, c, d []int) []int {
	var all []int
	all = append(all, a...)
	all = append(all, b...)
	all = append(all, c...)
	all = append(all, d...)
	return all
}

func perhaps(a, b []int, more bool) []int {
	var all []int
	if more {
		all = []int{1}
	}
	all = append(all, a...)
	all = append(all, b...)
	return all
}

func looped(groups [][]int) []int {
	var all []int
	for _, group := range groups {
		all = append(all, group...)
		all = append(all, group...)
	}
	return all
}

func indexed(groups [][]int) []int {
	var all []int
	all = append(all, groups[0]...)
	all = append(all, groups[1]...)
	return all
}

func copied(a, b, c []int) []int {
	var all []int
	all = append(all, a...)
	all = append(all, b...)
	more := all
	return append(more, c...)
}

func numbered(a, b []byte, n int64) []byte {
	var all []byte
	all = append(all, a...)
	all = append(all, b...)
	all = strconv.AppendInt(all, n, 10)
	return all
}
