package p

import (
	"fmt"
	"time"
)

type level int

func (l level) String() string { return "level" }

func levelOf(n int) string { return fmt.Sprintf("%s", level(n)) }

func duration(d time.Duration) string { return fmt.Sprint(d) + fmt.Sprintf("%v", d/3) }
