package p

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"strings"
)

func frame(body []byte) ([]byte, error) {
	var b bytes.Buffer
	if err := binary.Write(&b, binary.BigEndian, body); err != nil {
		return nil, err
	}
	if len(body) > 0 {
		binary.Write(&b, binary.LittleEndian, body[:1])
	}
	return b.Bytes(), nil
}

func built(body []byte) (string, error) {
	b := new(strings.Builder)
	err := binary.Write(b, binary.BigEndian, body)
	return b.String(), err
}

//prove:skip
type full struct{ room int }

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.room {
		return f.room, bytes.ErrTooLarge
	}
	f.room -= len(b)
	return len(b), nil
}

func buffered(body []byte, room byte) (int, error) {
	w := bufio.NewWriterSize(&full{int(room)}, 16)
	err := binary.Write(w, binary.BigEndian, body)
	if err == nil {
		err = w.Flush()
	}
	return w.Buffered(), err
}
