package p

import "fmt"

type page []byte

func named(p page, n int) page { return append(p, fmt.Sprintf("%d", n)...) }

func alone(n int) []byte { return []byte(fmt.Sprintf("%d", n)) }

func sliced(b []byte, n int) []byte { return append(b, fmt.Sprintf("%d", n)[1:]...) }

type printer struct{}

func (printer) Sprintf(string, ...any) string { return "" }

func other(fmt printer, b []byte) []byte { return append(b, fmt.Sprintf("x")...) }

func element(b []string, n int) []string { return append(b, fmt.Sprintf("%d", n)) }
