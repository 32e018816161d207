package p

import "net/netip"

func address(n uint32) int {
	buf := make([]byte, 0, 64)
	addr := netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	buf = append(buf, addr.String()...)
	sum := 0
	for _, c := range buf {
		sum += int(c)
	}
	return sum
}
