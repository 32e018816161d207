package p

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"
)

type code int

func (c code) String() string { return "code" }

func (c code) Error() string { return "error" }

type money int

func (m money) String() string { return "money" }

func (m money) Format(s fmt.State, verb rune) { io.WriteString(s, "formatted") }

type point struct{ x, y int }

func (p *point) String() string { return "point" }

type list []string

func (l list) String(separator string) string { return separator }

type failure struct{ error }

func (f failure) String() string { return "failure" }

type field struct{ String string }

func text(c code, m money, p point, l list, f failure, x field, v reflect.Value, s fmt.Stringer, t *time.Time, d time.Duration, err error) []string {
	if d < 0 {
		panic(fmt.Sprint(d))
	}
	return []string{
		fmt.Sprint(c),
		fmt.Sprint(m),
		fmt.Sprint(p),
		fmt.Sprint(&p),
		fmt.Sprint(l),
		fmt.Sprint(f),
		fmt.Sprint(x),
		fmt.Sprint(v),
		fmt.Sprint(s),
		fmt.Sprint(t),
		fmt.Sprint(err),
		fmt.Sprint(errors.New("x")),
		fmt.Sprintf("%d", d),
		fmt.Sprintf("%+v", d),
		fmt.Sprintf("%q", d),
		fmt.Sprintf("%5v", d),
		fmt.Sprint(d, d),
		fmt.Sprintln(d),
	}
}

func parameter[T fmt.Stringer](x T) string { return fmt.Sprint(x) }
