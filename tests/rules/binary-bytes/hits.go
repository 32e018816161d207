package p

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"os"
)

func frame(body []byte) ([]byte, error) {
	var b bytes.Buffer
	if err := binary.Write(&b, binary.BigEndian, body); err != nil {
		return nil, err
	}
	binary.Write(&b, binary.LittleEndian, body[:1]) // the first again
	return b.Bytes(), nil
}

func send(w *bufio.Writer, f *os.File, body []byte) error {
	err := binary.Write(w, binary.BigEndian, body)
	if err != nil {
		return err
	}
	_ = binary.Write(f, binary.BigEndian, body)
	return binary.Write(w, binary.LittleEndian, body)
}
