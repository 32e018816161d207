package p

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	order "encoding/binary"
	"strings"
)

type kind uint16

type packet struct {
	buf  bytes.Buffer
	out  *bytes.Buffer
	size int64
}

func statements(k kind, n int32, size uint64) string {
	var b strings.Builder
	order.Write(&b, order.BigEndian, k)
	_ = order.Write(&b, order.LittleEndian, n)
	order.Write(&b, order.BigEndian, size+1)
	return b.String()
}

// A conversion to one type need not go by way of another.
func conversions(b *bytes.Buffer, names []string, delta int8, k kind) {
	order.Write(b, order.LittleEndian, int32(len(names)))
	order.Write(b, order.LittleEndian, int64(delta))
	order.Write(b, order.LittleEndian, int16(k))
	order.Write(b, order.LittleEndian, int64(0x7f))
	order.Write(b, order.LittleEndian, (uint32)(len(names)))
}

// A float is converted otherwise to a type without a sign.
func throughFloat(b *bytes.Buffer, f float64) {
	order.Write(b, order.LittleEndian, int32(f))
}

func (p *packet) checked() (err error) {
	if err := order.Write(&p.buf, order.BigEndian, uint16(p.size)); err != nil {
		return err
	}
	if err = order.Write(p.out, order.BigEndian, p.size); err != nil {
		return
	}
	err = order.Write(p.out, order.BigEndian, uint32(7)) // seven
	return err
}

func (p *packet) returned() error {
	return order.Write(&p.buf, order.BigEndian, p.size)
}

func named(w *bufio.Writer, n uint16) (err error) {
	defer func() { err = w.Flush() }()
	return order.Write(w, order.LittleEndian, n)
}

func buffered(w *bufio.Writer, sizes []int) error {
	for _, n := range sizes {
		err := order.Write(w, order.LittleEndian, uint32(n))
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

func sum(id uint64, numbers []int32) (sum [sha256.Size]byte) {
	h := sha256.New()
	order.Write(h, order.BigEndian, id)
	for _, n := range numbers {
		_ = order.Write(h, order.LittleEndian, n)
	}
	h.Sum(sum[:0])
	return sum
}
