//go:build go1.22

package p

import (
	"encoding/base64"
	"encoding/hex"
	"net"
	"net/netip"
)

type text []byte

func named(b text, x []byte) text { return append(b, hex.EncodeToString(x)...) }

func encoding(b, x []byte, e *base64.Encoding) []byte { return append(b, e.EncodeToString(x)...) }

func ip(b []byte, ip net.IP) []byte { return append(b, ip.String()...) }

func call(b []byte, addr func() netip.Addr) []byte { return append(b, addr().String()...) }

func other(b []byte, x []byte) []byte {
	type codec struct{ EncodeToString func([]byte) string }
	hex := codec{}
	return append(b, hex.EncodeToString(x)...)
}
