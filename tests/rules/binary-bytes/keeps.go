package p

import (
	"bytes"
	"encoding/binary"
	"io"
)

type text []byte

func writer(w io.Writer, body []byte) error { return binary.Write(w, binary.BigEndian, body) }

func numbers(w *bytes.Buffer, body []uint16) error { return binary.Write(w, binary.BigEndian, body) }

func named(w *bytes.Buffer, body text) error { return binary.Write(w, binary.BigEndian, body) }

func order(w *bytes.Buffer, order binary.ByteOrder, body []byte) error {
	return binary.Write(w, order, body)
}

func changed(w *bytes.Buffer, next func() []byte) error {
	other := w
	f := func() []byte { w = new(bytes.Buffer); return next() }
	defer other.Reset()
	return binary.Write(w, binary.BigEndian, f())
}

func pointer(w *bytes.Buffer, body *[]byte) error { return binary.Write(w, binary.BigEndian, body) }
