package p

import (
	"fmt"
	"net/netip"
	"time"
)

type level int

func (l level) String() string { return "level" }

type set map[string]bool

func (s set) String() string { return "set" }

type inner struct{ level }

func text(l level, s set, d time.Duration, a netip.Addr, i inner, limits []time.Duration) []string {
	return []string{
		fmt.Sprint(l),
		fmt.Sprintf("%s", s),
		fmt.Sprintf("%v", d),
		fmt.Sprint(limits[0] + d),
		fmt.Sprint(a), // the address
		fmt.Sprintf("%v", i),
		fmt.Sprint(level(7)),
		fmt.Sprint(time.Second),
	}
}
