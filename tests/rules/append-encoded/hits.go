//go:build go1.22

package p

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"net/netip"
)

func line(b []byte, addr netip.AddrPort, body []byte) []byte {
	b = append(b, addr.String()...)
	b = append(b, ' ')
	sum := sha256.Sum256(body)
	b = append(b, hex.EncodeToString(sum[:])...) // the sum
	b = append(b, base64.RawURLEncoding.EncodeToString(body)...)
	return append(b, base32.StdEncoding.EncodeToString(sum[:4])...)
}
