package p

import (
	"reflect"
	"time"
)

type config struct {
	Wait  time.Duration
	Name  string
	Any   any
	inner int
}

//prove:with []int{0, 1, 2}, []string{"", "a"}
func fields(n int, name string) (total time.Duration) {
	c := config{Wait: 300 * time.Hour, Name: name, Any: time.Minute}
	v := reflect.ValueOf(&c).Elem().Field(n)
	if d, ok := v.Interface().(time.Duration); ok {
		total += d
	} else {
		total--
	}
	if d, ok := v.Interface().(time.Duration); ok {
		total += d
	}
	d, ok := v.Interface().(time.Duration)
	d, ok = v.Interface().(time.Duration)
	if ok {
		total += d
	}
	return total
}
