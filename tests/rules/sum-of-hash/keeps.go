package p

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/fnv"
)

type hasher struct{ h hash.Hash }

func returned(data []byte) (sum []byte) {
	h := sha256.New()
	h.Write(data)
	sum = h.Sum(nil)
	return
}

func field(s *hasher) string {
	return hex.EncodeToString(s.h.Sum(nil))
}

func parameter(h hash.Hash) string {
	return hex.EncodeToString(h.Sum(nil))
}

func keyed(key []byte) string {
	h := hmac.New(sha256.New, key)
	return hex.EncodeToString(h.Sum(nil))
}

func short(data []byte) string {
	h := fnv.New32()
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func reset(data []byte, other hash.Hash) string {
	h := sha256.New()
	if other != nil {
		h = other
	}
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func address(data []byte, change func(*hash.Hash)) string {
	h := sha256.New()
	change(&h)
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func boxed(data []byte) string {
	h := sha256.New()
	h.Write(data)
	return fmt.Sprintf("%x", h.Sum(nil))
}

func sent(data []byte, c chan []byte) {
	h := sha256.New()
	h.Write(data)
	c <- h.Sum(nil)
}

func captured(data []byte) func() string {
	h := sha256.New()
	h.Write(data)
	sum := h.Sum(nil)
	return func() string { return hex.EncodeToString(sum) }
}

func fromOutside(data []byte) func() string {
	h := sha256.New()
	h.Write(data)
	return func() string { return hex.EncodeToString(h.Sum(nil)) }
}

func nextRound(rows [][]byte) (n int) {
	h := sha256.New()
	var last []byte
	for _, row := range rows {
		h.Write(row)
		if len(last) > 0 && last[0] == 1 {
			n++
		}
		last = h.Sum(nil)
	}
	return n
}

func appendedTo(data, sum []byte) string {
	h := sha256.New()
	h.Write(data)
	return hex.EncodeToString(h.Sum(sum))
}

func twoNames(data []byte) int {
	h := sha256.New()
	h.Write(data)
	sum := h.Sum(nil)
	rest := sum[1:]
	kept = rest
	return len(sum)
}

var kept []byte

var atStart = hex.EncodeToString(sha256.New().Sum(nil))
