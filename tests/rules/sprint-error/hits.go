package p

import (
	"errors"
	"fmt"
)

type result struct{ err error }

func (r *result) texts() []string {
	return []string{
		fmt.Sprint(r.err),
		fmt.Sprintf("%s", errors.Unwrap(r.err)),
		"failed: " + fmt.Sprintf("%v", r.err),
	}
}
