package p

import (
	"net"
	"time"
)

func hour(n int64) (int, error) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return 0, err
	}
	return time.Unix(n%(1<<40), 0).In(zone).Hour(), nil
}

func minute(n int64) int {
	zone, _ := time.LoadLocation("Asia/Kolkata")
	if zone == nil {
		return -1
	}
	return time.Unix(n%(1<<40), 0).In(zone).Minute()
}

func private(a, b byte) (bool, error) {
	_, network, err := net.ParseCIDR("10.0.0.0/8")
	if err != nil {
		return false, err
	}
	return network.Contains(net.IPv4(a, b, 0, 1)), nil
}

func loopback(a, b byte) bool {
	_, network, _ := net.ParseCIDR("127.0.0.0/8")
	return network.Contains(net.IPv4(a, b, 0, 1))
}

func wrong(a byte) (bool, string) {
	_, network, err := net.ParseCIDR("10.0.0.0")
	if err != nil {
		return network == nil, err.Error()
	}
	return network.Contains(net.IPv4(a, 0, 0, 1)), ""
}
