package p

import (
	"fmt"
	"reflect"
	"time"
)

type holder struct{ v reflect.Value }

func values(h *holder, x any) (s string, ok bool) {
	t, isTime := h.v.Interface().(time.Time)
	if isTime {
		return t.String(), true
	}
	if str, ok := reflect.ValueOf(x).Field(0).Interface().(fmt.Stringer); ok && str != nil { // its own text
		return str.String(), true
	}
	if n, ok := h.v.Elem().Interface().(int); ok {
		return fmt.Sprint(n), ok
	} else {
		s = "no"
	}
	s, ok = h.v.Interface().(string)
	return s, ok
}
