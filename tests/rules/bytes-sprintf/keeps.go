package p

import "fmt"

type raw []byte

func body(name string, n int, more ...any) []any {
	return []any{
		[]byte(fmt.Sprintf("%s-%d", name, n)),
		[]byte(fmt.Sprintf("%q", name)),
		[]byte(fmt.Sprint(name, n)),
		raw(fmt.Sprintf("%q!", name)),
		[]rune(fmt.Sprintf("%q!", name)),
		[]byte(fmt.Sprintf("constant")),
	}
}
