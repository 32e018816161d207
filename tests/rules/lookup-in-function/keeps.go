package p

import (
	"net"
	"time"
)

var zone, _ = time.LoadLocation("Europe/Berlin")

func local(t time.Time, name string) time.Time {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return t
	}
	return t.In(zone)
}

func address() net.IP {
	ip, _, _ := net.ParseCIDR("10.1.2.3/8")
	return ip
}

func init() {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	time.Local = berlin
}

func utc(t time.Time) time.Time { return t.In(time.UTC) }
