package traps

import "fmt"

type nick string

const she nick = "me you"

var shout = fmt.Errorf("no %v", she)
