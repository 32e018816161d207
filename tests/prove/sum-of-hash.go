package p

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

func argument(text string) string {
	h := md5.New()
	io.Copy(h, strings.NewReader(text))
	return hex.EncodeToString(h.Sum(nil))
}

func prefix(data []byte) string {
	h := sha1.New()
	h.Write(data)
	return base64.URLEncoding.EncodeToString(h.Sum(nil)[:8])
}

func inLoop(rows []string, want []byte) (n int) {
	h := sha256.New()
	for _, row := range rows {
		h.Reset()
		io.WriteString(h, row)
		if hmac.Equal(h.Sum(nil), want) {
			n++
		}
	}
	return n
}

func variable(n int) string {
	h := sha256.New224()
	fmt.Fprintf(h, "%d", n)
	sum := h.Sum(nil)
	for i := range sum {
		sum[i] ^= 1
	}
	return string(sum)
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

//prove:skip
func starts(sum []byte, c byte) bool { return len(sum) > 0 && sum[0] == c }

func appended(dst, data []byte) []byte {
	h := sha512.New512_224()
	h.Write(data)
	return append(dst, h.Sum(nil)...)
}

func long(data []byte) string {
	h := sha512.New()
	h.Write(data)
	return string(h.Sum(nil))
}
