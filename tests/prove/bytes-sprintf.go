package p

import "fmt"

func quoted(name string, size float64) []byte {
	return []byte(fmt.Sprintf("%q has %.1f MB", name, size))
}

func padded(n int, name string) []byte {
	return []byte(fmt.Sprintf("%5d%-10s|", n, name))
}
