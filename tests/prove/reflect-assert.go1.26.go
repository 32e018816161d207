package p

import (
	"fmt"
	"reflect"
	"time"
)

type config struct {
	Name string
	Size int64
	Wait time.Duration
	Any  any
	Text fmt.Stringer
}

//prove:with []int{0, 1, 2, 3, 4}, []string{"", "a"}
func texts(n int, name string) (text string) {
	c := config{Name: name, Size: 1 << 40, Wait: 300 * time.Hour, Any: time.Minute}
	v := reflect.ValueOf(&c).Elem().Field(n)
	if s, ok := v.Interface().(fmt.Stringer); ok {
		text = s.String()
	} else {
		text = "no text"
	}
	if _, ok := v.Interface().(error); ok {
		text += "error"
	}
	s, ok := v.Interface().(fmt.Stringer)
	s, ok = v.Interface().(fmt.Stringer)
	if ok {
		text += s.String()
	}
	return text
}
