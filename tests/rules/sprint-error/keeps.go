package p

import (
	"fmt"
	"net"
)

type failure struct{}

func (failure) Error() string { return "failure" }

func keeps(err error, n net.Error, f failure, v any) []string {
	return []string{
		fmt.Sprint(n),
		fmt.Sprint(f),
		fmt.Sprint(v),
		fmt.Sprint(err, err),
		fmt.Sprintf("%+v", err),
		fmt.Sprintf("%d", err),
		fmt.Sprintln(err),
	}
}
