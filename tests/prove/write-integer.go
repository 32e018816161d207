package p

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"strings"
)

type kind uint16

type packet struct {
	buf bytes.Buffer
}

func signed(a int16, b int32, c int64) []byte {
	var out bytes.Buffer
	binary.Write(&out, binary.BigEndian, a)
	_ = binary.Write(&out, binary.LittleEndian, b)
	binary.Write(&out, binary.BigEndian, c)
	return out.Bytes()
}

func unsigned(a kind, b uint32, c uint64) string {
	var out strings.Builder
	binary.Write(&out, binary.LittleEndian, a)
	binary.Write(&out, binary.BigEndian, b)
	binary.Write(&out, binary.LittleEndian, c)
	return out.String()
}

func converted(a int8, b int, c uint64) []byte {
	out := new(bytes.Buffer)
	binary.Write(out, binary.LittleEndian, int32(a))
	binary.Write(out, binary.LittleEndian, int16(b))
	binary.Write(out, binary.LittleEndian, int64(c))
	binary.Write(out, binary.LittleEndian, int64(a)*2)
	return out.Bytes()
}

func truncated(f float64) []byte {
	out := new(bytes.Buffer)
	binary.Write(out, binary.LittleEndian, int32(f))
	return out.Bytes()
}

func pointer(out *bytes.Buffer, n uint32) error {
	if err := binary.Write(out, binary.BigEndian, n); err != nil {
		return err
	}
	return binary.Write(out, binary.BigEndian, uint16(n))
}

func field(n uint32) (int, error) {
	var p packet
	err := binary.Write(&p.buf, binary.BigEndian, n)
	if err == nil {
		err = binary.Write(&p.buf, binary.LittleEndian, n)
	}
	return p.buf.Len(), err
}

func buffered(numbers []uint32) (int, error) {
	var all bytes.Buffer
	w := bufio.NewWriterSize(&all, 16)
	for _, n := range numbers {
		if err := binary.Write(w, binary.LittleEndian, n); err != nil {
			return 0, err
		}
	}
	err := w.Flush()
	return all.Len(), err
}

// The first bytes already do not get through.
func closed(n uint64) (int, error) {
	r, out := io.Pipe()
	r.Close()
	w := bufio.NewWriterSize(out, 16)
	for range [3]int{} {
		if err := binary.Write(w, binary.BigEndian, n); err != nil {
			return w.Buffered(), err
		}
	}
	return w.Buffered(), w.Flush()
}

func key(id uint64, name string) [sha256.Size]byte {
	h := sha256.New()
	binary.Write(h, binary.BigEndian, id)
	h.Write([]byte(name))
	return [sha256.Size]byte(h.Sum(make([]byte, 0, sha256.Size)))
}

func sum(numbers []int32) [sha256.Size]byte {
	h := sha256.New()
	for _, n := range numbers {
		_ = binary.Write(h, binary.LittleEndian, n)
	}
	return [sha256.Size]byte(h.Sum(make([]byte, 0, sha256.Size)))
}
