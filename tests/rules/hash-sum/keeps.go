package p

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
)

func more(a, b []byte) string {
	h := sha256.New()
	h.Write(a)
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}

func returned(data []byte) []byte {
	h := sha256.New()
	h.Write(data)
	return h.Sum(nil)
}

func twice(data []byte) ([]byte, []byte) {
	h := sha256.New()
	h.Write(data)
	a := h.Sum(nil)
	b := h.Sum(nil)
	return a, b
}

func salted(salt, data []byte) string {
	h := sha256.New()
	h.Write(data)
	return hex.EncodeToString(h.Sum(salt))
}

func later(data []byte) func() string {
	h := sha256.New()
	h.Write(data)
	return func() string { return hex.EncodeToString(h.Sum(nil)) }
}

func signed(key, data []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func assigned(h hash.Hash, data []byte) string {
	h = sha256.New()
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func handed(w func(io.Writer), data []byte) string {
	h := md5.New()
	h.Write(data)
	w(h)
	return hex.EncodeToString(h.Sum(nil))
}

func itself(data []byte) string {
	h := md5.New()
	h.Write(h.Sum(nil))
	return hex.EncodeToString(h.Sum(nil))
}

func counted(data []byte) (string, int) {
	h := md5.New()
	n, _ := h.Write(data)
	return hex.EncodeToString(h.Sum(nil)), n
}

func variable(data []byte) string {
	var h hash.Hash = md5.New()
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
