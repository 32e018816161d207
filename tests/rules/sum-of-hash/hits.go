package p

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	digest "crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"
)

func argument(r io.Reader) string {
	h := md5.New()
	io.Copy(h, r)
	return strings.ToUpper(hex.EncodeToString(h.Sum(nil)))
}

func prefix(data []byte) string {
	var h = sha1.New()
	h.Write(data)
	return base64.URLEncoding.EncodeToString(h.Sum(nil)[:8])
}

func inLoop(rows [][]byte, want []byte) (n int) {
	h := digest.New()
	for _, row := range rows {
		h.Reset()
		h.Write(row)
		if hmac.Equal(h.Sum(nil), want) {
			n++
		}
	}
	return n
}

func variable(data []byte) string {
	h := digest.New224()
	h.Write(data)
	sum := h.Sum(nil)
	for i := range sum {
		sum[i] ^= 1
	}
	rest := sum[4:]
	return string(rest)
}

func copied(data []byte) (key [32]byte, number uint64) {
	h := sha512.New512_256()
	h.Write(data)
	copy(key[:], h.Sum(nil))
	return key, binary.BigEndian.Uint64(h.Sum(nil))
}

func handedOn(data []byte) bool {
	h := sha512.New384()
	h.Write(data)
	return starts(h.Sum(nil), 'x')
}

func starts(sum []byte, c byte) bool { return len(sum) > 0 && sum[0] == c }

func appended(dst, data []byte) []byte {
	h := sha512.New512_224()
	h.Write(data)
	return append(dst, h.Sum(nil)...)
}

func inLiteral(data []byte) func() bool {
	return func() bool {
		h := sha512.New()
		h.Write(data)
		return bytes.Equal(h.Sum(nil), data)
	}
}
