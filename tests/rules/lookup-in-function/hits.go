package p

import (
	"net"
	"time"
)

const berlin = "Europe/Berlin"

func local(t time.Time) (time.Time, error) {
	zone, err := time.LoadLocation(berlin)
	if err != nil {
		return time.Time{}, err
	}
	return t.In(zone), nil
}

func Paris(t time.Time) time.Time {
	zone, _ := time.LoadLocation("Europe/Paris")
	return t.In(zone)
}

func private(ip net.IP) (bool, error) {
	_, network, err := net.ParseCIDR("10.0.0.0/8")
	if err != nil {
		return false, err
	}
	return network.Contains(ip), nil
}

func loopback(ip net.IP) bool {
	_, network, _ := net.ParseCIDR("127.0.0.0/8")
	return network.Contains(ip)
}
