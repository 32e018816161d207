package p

import "reflect"

type name string

func keeps(s string, n name, b []byte, v any, f, g float64, r []rune, p, q *string) []bool {
	return []bool{
		reflect.DeepEqual(s, n),
		reflect.DeepEqual(s, b),
		reflect.DeepEqual(v, s),
		reflect.DeepEqual(f, g),
		reflect.DeepEqual(r, r),
		reflect.DeepEqual(p, q),
		reflect.DeepEqual(b, nil),
	}
}
