package p

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"net/netip"
)

func hexed(x []byte) []byte {
	b := make([]byte, 0, 8)
	b = append(b, hex.EncodeToString(x)...)
	return b
}

func based(b, x []byte) []byte {
	b = append(b, base64.RawURLEncoding.EncodeToString(x)...)
	return append(b, base32.HexEncoding.EncodeToString(x)...)
}

func lines(rows [][]byte) int {
	var b []byte
	n := 0
	for _, row := range rows {
		b = append(b[:0], base64.StdEncoding.EncodeToString(row)...)
		n += len(b)
	}
	return n
}

func addresses(n uint32, port uint16) int {
	b := make([]byte, 0, 64)
	addr := netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	pair := netip.AddrPortFrom(addr, port)
	b = append(b, addr.String()...)
	b = append(b, ' ')
	b = append(b, pair.String()...)
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	return sum
}
