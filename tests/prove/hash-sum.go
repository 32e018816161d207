package p

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"io"
)

func all(data []byte) (string, string) {
	h := sha256.New()
	h.Write(data)
	h5 := md5.New()
	_, _ = h5.Write(data)
	return hex.EncodeToString(h.Sum(nil)), base64.RawURLEncoding.EncodeToString(h5.Sum(nil))
}

func more(data []byte) string {
	a := sha256.New224()
	a.Write(data)
	b := sha512.New384()
	b.Write(data)
	c := sha512.New()
	c.Write(data)
	return string(a.Sum(nil)) + base64.StdEncoding.EncodeToString(b.Sum(nil)) + base64.URLEncoding.EncodeToString(c.Sum(nil))
}

func text(s string) string {
	h := sha1.New()
	io.WriteString(h, s)
	return hex.EncodeToString(h.Sum(nil))
}

func textAgain(s string) string {
	h := sha256.New()
	_, _ = io.WriteString(h, s)
	return base64.RawStdEncoding.EncodeToString(h.Sum(nil))
}

func digits(name string) string {
	sha := sha256.New()
	sha.Write([]byte(name))
	b := sha.Sum(nil)
	for i := range b {
		b[i] = '0' + b[i]%10
	}
	return string(b[:8])
}
