package p

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"os"
)

type header struct{ Size uint32 }

type counted struct{ bytes.Buffer }

func interfaces(w io.Writer, h hash.Hash, f *os.File, n uint32) {
	binary.Write(w, binary.BigEndian, n)
	binary.Write(h, binary.BigEndian, n)
	binary.Write(f, binary.BigEndian, n)
}

func keyed(key []byte, n uint32) []byte {
	h := hmac.New(sha256.New, key)
	binary.Write(h, binary.BigEndian, n)
	return h.Sum(nil)
}

func otherValues(b *bytes.Buffer, h header, n int, ok bool, data []uint32, p *uint32, v any) {
	binary.Write(b, binary.BigEndian, h)
	binary.Write(b, binary.BigEndian, n)
	binary.Write(b, binary.BigEndian, ok)
	binary.Write(b, binary.BigEndian, data)
	binary.Write(b, binary.BigEndian, p)
	binary.Write(b, binary.BigEndian, v)
	binary.Write(b, binary.BigEndian, 7)
	binary.Write(b, binary.BigEndian, byte(7))
	binary.Write(b, binary.BigEndian, 1.5)
}

func generic[T uint16 | uint32](b *bytes.Buffer, v T) {
	binary.Write(b, binary.BigEndian, v)
}

func negative(b *bytes.Buffer) {
	const none = int32(-1)
	binary.Write(b, binary.BigEndian, none)
	binary.Write(b, binary.BigEndian, int64(-2))
}

// Which order it is only shows when it runs: as an interface it has no Append methods.
func anyOrder(b *bytes.Buffer, order binary.ByteOrder, n uint32) {
	binary.Write(b, order, n)
}

func embedded(c *counted, n uint32) {
	binary.Write(c, binary.BigEndian, n)
}

func writes(w *bufio.Writer, write func(*bufio.Writer) uint32) {
	binary.Write(w, binary.BigEndian, write(w))
}

func replaced(b *bytes.Buffer, n uint32) {
	next := func() uint32 {
		b = new(bytes.Buffer)
		return n
	}
	binary.Write(b, binary.BigEndian, next())
}

func shadowed(b *bytes.Buffer, n int32) {
	type uint32 string
	binary.Write(b, binary.BigEndian, n)
}

func inElse(b *bytes.Buffer, n uint32) bool {
	return binary.Write(b, binary.BigEndian, n) == nil
}
