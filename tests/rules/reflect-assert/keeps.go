package p

import "reflect"

type value struct{}

func (value) Interface() any { return nil }

func keeps(v reflect.Value, o value) (n int) {
	a := v.Interface().(int)
	b, _ := o.Interface().(int)
	var c, _ = v.Interface().(int)
	switch d := v.Interface().(type) {
	case int:
		n = d
	}
	return a + b + c + n
}
