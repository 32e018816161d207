package p

import (
	"errors"
	"fmt"
)

var failures = []error{errors.New(""), errors.New("failure"), fmt.Errorf("%w: more", errors.ErrUnsupported)}

//prove:with []int{0, 1, 2}
func sprint(n int) string {
	err := failures[n]
	return fmt.Sprint(err)
}

//prove:with []int{0, 1, 2}
func sprintf(n int) string {
	err := failures[n]
	return fmt.Sprintf("%v", err) + fmt.Sprintf("%s", err)
}
