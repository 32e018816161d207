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

type script struct{ text, hash string }

func newScript(text string) *script {
	h := sha1.New()
	// Never fails.
	_, _ = io.WriteString(h, text)

	return &script{text: text, hash: hex.EncodeToString(h.Sum(nil))}
}

func both(data []byte) (string, string) {
	h := sha512.New()
	_, _ = h.Write(data)
	return hex.EncodeToString(h.Sum(nil)), base64.StdEncoding.EncodeToString(h.Sum(nil))
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

func raw(names []string) (all []string) {
	for _, name := range names {
		h := md5.New()
		io.WriteString(h, name)
		all = append(all, string(h.Sum(nil)))
	}
	return all
}
