package p

import (
	"fmt"
	"reflect"
)

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
	e, _ := v.Interface().(*int)
	f, isString := v.Addr().Interface().(string)
	w := reflect.ValueOf(e)
	if n > 0 {
		w = v.Elem()
	}
	if s, ok := w.Interface().(fmt.Stringer); ok && isString {
		f += s.String()
	}
	return a + b + c + n + len(f)
}
